"""What was found in an element, as a table of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.wording import say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.contents import SiteContents
from compiler.emit.site.plan import (
    NoteBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePiece,
    SiteRow,
    filled_table,
)

# A list with thousands of values may have a finding for each. All of them stand on the pages of their rules.
_MOST_FINDINGS = 200

SAID_SEVERITIES = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.HINT: say("hint"),
}


def findings_block(
    site: SiteContents, found: Iterable[Diagnostic], domain: str = ""
) -> Iterator[SiteBlock]:
    """The findings of an element, the first where there are very many; nothing where there are none.

    Two domains may have an entity of one name: with a `domain` only what is written in its files counts.
    """
    said = site.said
    file = site.model.domains[domain].name.file if domain in site.model.domains else ""
    here = [each for each in found if not file or each.span.file == file]
    rows = [finding_row(site, each, (each.element,)) for each in here[:_MOST_FINDINGS]]
    if rows:
        rule = SiteColumn("regel", said(say("Rule")))
        heading = said(say("Findings"))
        yield filled_table("bevindingen", heading, (rule, *finding_columns(site)), tuple(rows))
    if here[_MOST_FINDINGS:]:
        more = len(here) - _MOST_FINDINGS
        yield NoteBlock(
            said(say("{number} more findings stand on the pages of their rules.", number=more))
        )


def finding_columns(site: SiteContents) -> tuple[SiteColumn, ...]:
    """The columns of a finding, but for its rule."""
    said = site.said
    return (
        SiteColumn("ernst", said(say("Severity"))),
        SiteColumn("element", said(say("Element"))),
        SiteColumn("bevinding", said(say("Finding"))),
        SiteColumn("advies", said(say("Advice or reason"))),
    )


def finding_row(site: SiteContents, each: Diagnostic, about: SiteCell) -> SiteRow:
    """A finding as a row: the rule, how much it weighs, what it is about, what it says, what to do or why it stays."""
    said = site.said
    passed = (
        SitePiece(said(say("passed over")), mark="vervallen"),
        f" {said(each.reason)}",
    )
    advice: SiteCell = passed if each.suppressed or each.accepted else said(each.hint)
    rule = SitePiece(each.id, link_to(f"regel/{each.id}"))
    return SiteRow(
        ((rule,), said(SAID_SEVERITIES[each.severity]), about, said(each.message), advice)
    )
