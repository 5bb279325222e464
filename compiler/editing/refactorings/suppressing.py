"""Pass over a finding with a reason: `negeer` beside the element that it is about."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Mend
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.editing.refactorings.opened import OpenedModel, Refused
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    ElementDecl,
    EntityDecl,
)
from compiler.language.formatted_names import format_text
from compiler.language.rewrites import PropertyWritten, Rewrite, WrittenBehind
from compiler.rules.run import all_rules


def suppressed_with(opened: OpenedModel, finding: Diagnostic, reason: str) -> Mend | Refused:
    """`negeer` with a reason, beside the element at the place of `finding`, or the one around it."""
    if finding.id not in {rule.id for rule in all_rules()}:
        return Refused(say("{rule} is no rule that can be passed over", rule=finding.id))
    if not reason.strip():
        return Refused(say("a reason is missing"))
    rewrite = _beside(opened, finding, f"{finding.id} {format_text(' '.join(reason.split()))}")
    if rewrite is None:
        return Refused(say("what stands here cannot bear a reason: give it where it is declared"))
    return opened.made(say("pass over {rule} here", rule=finding.id), rewrite)


def _beside(opened: OpenedModel, finding: Diagnostic, words: str) -> Rewrite | None:
    """The suppression where what begins last before the finding, on its line, can bear it."""
    span, last = finding.span, 0
    found: Rewrite | None = None
    for declared in opened.declarations():
        name: Name = declared.code if isinstance(declared, CodeDecl) else declared.name
        if (name.file, name.line) != (span.file, span.line):
            continue
        if last < name.column <= span.column:
            last = name.column
            match declared:
                case AttributeDecl() | CodeDecl():
                    found = WrittenBehind(name, f"negeer {words}")
                case EntityDecl() | CodeListDecl() | ElementDecl():
                    found = PropertyWritten(name, "negeer", words)
                case _:
                    found = None
    return found
