"""RD02: a code is three characters of the name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import Text, say
from compiler.model.elements import Code, CodeList
from compiler.model.model import Model
from compiler.rules.proposals import free_code, rename
from compiler.rules.rule import Finding, rule

USUAL = 3
MOST_CHARACTERS = 4


@rule("RD02", of_lists=True, of=(CodeList,))
def code_of_three(codelist: CodeList, _: Model) -> Iterator[Finding]:
    r"""A code has three characters, and comes from the name.

    RD02: three characters, normally the first three of the name; others where they say more, such as the first letters
    of its words. A fourth is for where no code of three is left: the first three are the code of another value. A name
    of one or two characters can have no longer code. Codes that a standard outside fixes, such as those of provinces,
    are passed over for their list with that as the reason.

    Bad:
        referentiedata RECHTSVORM {
            BESLOTEN "Besloten vennootschap"  //! RD02 @5 "\"BESLOTEN\" has 8 characters" "BES"
            KERK     "Kerkgenootschap"  //! RD02 @5 "\"KERK\" has 4 characters" "\"KER\" is free"
            NV       "Naamloze vennootschap"  //! RD02 @5 "\"NV\" has 2 characters"
            XYZ      "Stichting"  //! RD02 @5 "\"XYZ\" is unlike" "\"STI\""
        }

    Good:
        referentiedata DOCUMENTSTATUS {
            DOC  "Documenten niet aangeleverd"
            VAH  "Verkoop aan huurder"
            DOCA "Documenten akkoord"
        }
    """
    taken = {code.code.text.upper() for code in codelist.codes}
    for code in codelist.codes:
        text = code.code.text
        if len(text) == USUAL and text == _usual(code):
            continue
        judged = _judged(code, taken)
        if judged is not None:
            message, hint, instead, severity = judged
            yield Finding(
                code.code,
                message,
                hint,
                (*code.suppressions, *codelist.suppressions),
                severity=severity,
                proposals=rename(code.code, instead or free_code(code, taken)),
            )


def _usual(code: Code) -> str:
    """The first three characters of the name."""
    return code.label[:USUAL].upper()


def _judged(code: Code, taken: set[str]) -> tuple[Text, Text, str, Severity | None] | None:
    """What is wrong with a code, in a list that has the codes `taken`; None where it is right.

    Behind the hint stands the code to take, empty where the first free one of its letters will do.
    """
    text, name = code.code.text, _letters(code.label)
    usual = _usual(code)
    beginning = text[:USUAL].upper()
    if len(text) > MOST_CHARACTERS:
        return _other_length(text), say('take three, such as "{usual}"', usual=usual), "", None
    if len(text) == MOST_CHARACTERS and beginning not in taken:
        hint = say('"{text}" is free', text=beginning)
        return _other_length(text), hint, beginning, Severity.WARNING
    if len(text) < USUAL <= len(name):
        hint = say('take three, such as "{usual}"', usual=usual)
        return _other_length(text), hint, "", Severity.WARNING
    if _in_order(_letters(text, digits=False), name):
        return None
    message = say('"{text}" is unlike its name, "{code}"', text=text, code=code.label)
    hint = say(
        'normally it is the first three characters, "{usual}", or the first letters of its words',
        usual=usual,
    )
    return message, hint, "", Severity.HINT


def _other_length(text: str) -> Text:
    if len(text) == 1:
        where = say('"{text}" has 1 character', text=text)
    else:
        where = say('"{text}" has {count} characters', text=text, count=len(text))
    return say("{where}, and a code has three", where=where)


def _letters(text: str, *, digits: bool = True) -> str:
    """The letters of `text`, and its digits, small and without accents."""
    plain = text.casefold() if text.isascii() else unicodedata.normalize("NFD", text.casefold())
    letters = (sign for sign in plain if sign.isalpha() or (digits and sign.isdigit()))
    return "".join(letters)


def _in_order(code: str, name: str) -> bool:
    """Whether the characters of `code` stand in `name`, in their order."""
    left = iter(name)
    return all(character in left for character in code)
