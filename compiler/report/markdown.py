"""Diagnostics → a report in Markdown that people act on: what each rule found, by element, and why that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from compiler.base.diagnostics import Diagnostic
from compiler.base.markdown_text import Markdown, plain
from compiler.base.translation import Translate, in_english, translated
from compiler.base.wording import Text, joined, say
from compiler.report.counts import SEVERITY_WORDS, counted_by_id, summary
from compiler.report.tables import render_table

# Per id its title and its reason.
Reasons = Mapping[str, tuple[Text, Text]]


def render_markdown(
    diagnostics: Sequence[Diagnostic],
    title: Text,
    reasons: Reasons,
    translate: Translate = in_english,
) -> str:
    """A report: how many, a table of all rules, and a section for each with what it found.

    Args:
        diagnostics: what was found, with elements.
        title: what was looked at.
        reasons: the title and the reason of each id.
        translate: what says texts in the language of the reader.
    """
    parts = [
        f"# {plain(translate(title))}",
        translate(summary(diagnostics) or say("Nothing was found.")),
    ]
    if diagnostics:
        parts.append(_overview(diagnostics, reasons, translate))
    by_id: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_id.setdefault(diagnostic.id, []).append(translated(diagnostic, translate))
    for id_, found in sorted(by_id.items()):
        parts += _section(id_, found, reasons, translate)
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _overview(diagnostics: Iterable[Diagnostic], reasons: Reasons, translate: Translate) -> str:
    counts = counted_by_id(diagnostics)
    met = [weight for weight in SEVERITY_WORDS if any(of_id[weight] for of_id in counts.values())]
    rows = (
        (
            Markdown(f"[{id_}](#{id_.lower()})"),
            *(str(of_id[weight] or "") for weight in met),
            Markdown(translate(_title(id_, reasons))),
        )
        for id_, of_id in counts.items()
    )
    header = (say("rule"), *(SEVERITY_WORDS[weight] for weight in met), say("says"))
    return render_table([translate(word) for word in header], rows, "markdown")


def _section(
    id_: str, found: Sequence[Diagnostic], reasons: Reasons, translate: Translate
) -> Iterator[str]:
    yield f"## {id_}"
    yield f"**{translate(_title(id_, reasons))}**"
    if id_ in reasons:
        yield translate(reasons[id_][1])
    open_ = [each for each in found if not each.suppressed and not each.accepted]
    aside = [each for each in found if each.suppressed or each.accepted]
    if open_:
        rows = (
            (_about(each), translate(SEVERITY_WORDS[each.severity.value]), each.message, each.hint)
            for each in open_
        )
        header = (say("element"), say("severity"), say("finding"), say("what to do"))
        yield render_table([translate(word) for word in header], rows, "markdown")
    if aside:
        yield translate(joined((say("Set aside, with a reason"), ":"), ""))
        rows_aside = ((_about(each), each.message, translate(each.reason)) for each in aside)
        yield render_table(
            [translate(word) for word in (say("element"), say("finding"), say("reason"))],
            rows_aside,
            "markdown",
        )


def _title(id_: str, reasons: Reasons) -> str:
    return reasons[id_][0] if id_ in reasons else id_


def _about(diagnostic: Diagnostic) -> str:
    """The element a finding is about, else its place."""
    return diagnostic.element or diagnostic.pointer or str(diagnostic.span)
