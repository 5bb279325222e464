"""RD01: one code, one value."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.model.elements import Code, CodeList
from compiler.model.model import Model
from compiler.rules.proposals import free_code, leave_out, rename
from compiler.rules.rule import Finding, rule


@rule("RD01", of_lists=True, of=(CodeList,))
def unique_code(codelist: CodeList, _: Model) -> Iterator[Finding]:
    r"""A code is unique within its list.

    RD01: a message carries the code, so two values with one code are one value to who reads it. Capitals do not
    tell codes apart. A value that has ended keeps its code: messages of those days still have it.

    Bad:
        referentiedata BOEKSOORT {
            ROM "Roman"
            ROM "Romance"  //! RD01 @5 "\"ROM\" stands twice in \"BOEKSOORT\""
        }

    Good:
        referentiedata BOEKSOORT { ROM "Roman", RMC "Romance" }
    """
    first: dict[str, Code] = {}
    for code in codelist.codes:
        other = first.setdefault(code.code.text.casefold(), code)
        if other is not code:
            yield _double(code, other, codelist)


def _double(code: Code, other: Code, codelist: CodeList) -> Finding:
    if other.code.text == code.code.text:
        how = say("stands twice")
    else:
        how = say('differs in capitals only from "{other}"', other=other.code)
    message = say(
        '"{code}" {how} in "{codelist}": "{other}" and "{code2}"',
        code=code.code,
        how=how,
        codelist=codelist.name,
        other=other.label,
        code2=code.label,
    )
    hint = say(
        "the first stands at {file}:{line}; give one of them another code",
        file=other.code.file,
        line=other.code.line,
    )
    reasons = (*code.suppressions, *other.suppressions, *codelist.suppressions)
    same = code.label == other.label and code.parent == other.parent
    proposals = (
        leave_out(code.code)
        if same
        else rename(code.code, free_code(code, {each.code.text.upper() for each in codelist.codes}))
    )
    return Finding(code.code, message, hint, reasons, proposals=proposals)
