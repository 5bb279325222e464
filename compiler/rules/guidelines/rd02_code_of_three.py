"""RD02: a code is three characters of the name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import Code, CodeList, Model
from compiler.rules.rule import Finding, rule

USUAL = 3
MOST = 4


@rule("RD02", of_lists=True)
def code_of_three(model: Model) -> Iterator[Finding]:
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
    for codelist in model.codelists.values():
        taken = {code.code.text.upper() for code in codelist.codes}
        for code in codelist.codes:
            if len(code.code.text) != USUAL or code.code.text != code.label[:USUAL].upper():
                yield from _judged(code, codelist, taken)


def _judged(code: Code, codelist: CodeList, taken: set[str]) -> Iterator[Finding]:
    text, name = code.code.text, _letters(code.label)
    usual = code.label[:USUAL].upper()
    where = (
        say('"{text}" has {count} characters', text=text, count=len(text))
        if len(text) != 1
        else say('"{text}" has 1 character', text=text)
    )
    reasons: tuple[Suppression, ...] = (*code.suppressions, *codelist.suppressions)
    if len(text) > MOST:
        hint = say('take three, such as "{usual}"', usual=usual)
        yield Finding(code.code, say("{where}, and a code has three", where=where), hint, reasons)
    elif len(text) == MOST and text[:USUAL].upper() not in taken:
        hint = say('"{text}" is free', text=text[:USUAL].upper())
        yield Finding(
            code.code,
            say("{where}, and a code has three", where=where),
            hint,
            reasons,
            severity=Severity.WARNING,
        )
    elif len(text) < USUAL <= len(name):
        hint = say('take three, such as "{usual}"', usual=usual)
        yield Finding(
            code.code,
            say("{where}, and a code has three", where=where),
            hint,
            reasons,
            severity=Severity.WARNING,
        )
    elif not _in_order(_letters(text, digits=False), name):
        hint = say(
            'normally it is the first three characters, "{usual}", or the first letters of its words',
            usual=usual,
        )
        yield Finding(
            code.code,
            say('"{text}" is unlike its name, "{code}"', text=text, code=code.label),
            hint,
            reasons,
            severity=Severity.HINT,
        )


def _letters(text: str, *, digits: bool = True) -> str:
    """The letters of `text`, and its digits, small and without accents."""
    plain = text.casefold() if text.isascii() else unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if c.isalpha() or (digits and c.isdigit()))


def _in_order(code: str, name: str) -> bool:
    """Whether the characters of `code` stand in `name`, in their order."""
    left = iter(name)
    return all(character in left for character in code)
