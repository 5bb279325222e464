"""Diagnostics → text for people; colours are added here and asked for by the command line.

A printer per format: github.py, json_list.py, junit.py, markdown.py and sarif.py are the others of diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.in_print import in_print
from compiler.base.translation import Translate, in_english, translated
from compiler.base.wording import say
from compiler.report.counts import (
    COUNTED_WEIGHTS,
    SEVERITY_WORDS,
    counted,
    counted_by_id,
    weight_of,
)
from compiler.report.tables import render_table

SourceLine = Callable[[str, int], str | None]
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_WIDEST = 160


def render_text(
    diagnostics: Iterable[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool = False,
    translate: Translate = in_english,
) -> Iterator[str]:
    """Each diagnostic as a few lines: place, severity and id, message; the source line with a caret; the hint.

    `source_line` gives a line of a file, or None where it cannot be shown.
    """
    for diagnostic in diagnostics:
        found = translated(diagnostic, translate)
        span, severity = found.span, found.severity
        place = f"{span} {found.pointer}" if found.pointer else str(span)
        weight = translate(SEVERITY_WORDS[weight_of(found)])
        yield (
            f"{_bold(place, colour)}: {_coloured(weight, severity, colour)}[{found.id}]: "
            f"{in_print(found.message)}"
        )
        line = source_line(span.file, span.line) if span.line and span.column else None
        if line is not None:
            yield from _excerpt(line, span.column, span.end_column, severity, colour=colour)
        if found.suppressed:
            yield translate(say("  = passed over: {reason}", reason=in_print(found.suppressed)))
        elif found.accepted:
            yield f"  = {in_print(translate(diagnostic.reason))}"
        elif found.hint:
            yield f"  = {in_print(found.hint)}"


def render_groups(
    diagnostics: Iterable[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool = False,
    translate: Translate = in_english,
) -> Iterator[str]:
    """As `render_text`, the heaviest first, and what is set aside last; groups have a head where there are several."""
    groups: dict[str, list[Diagnostic]] = {weight: [] for weight in COUNTED_WEIGHTS}
    for diagnostic in diagnostics:
        groups[weight_of(diagnostic)].append(diagnostic)
    met = {weight: group for weight, group in groups.items() if group}
    between = False
    for weight, group in met.items():
        if between:
            yield ""
        between = True
        if len(met) > 1:
            yield _bold(translate(counted(weight, len(group))), colour)
            yield ""
        yield from render_text(group, source_line, colour=colour, translate=translate)


def _excerpt(
    line: str, column: int, end: int, severity: Severity, *, colour: bool
) -> Iterator[str]:
    start = 0
    if len(line) > _WIDEST:
        start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
        line = line[start : start + _WIDEST]
    before = "".join("\t" if c == "\t" else " " for c in line[: column - 1 - start])
    carets = "^" * max(1, min(end - column, _WIDEST, len(line) - (column - 1 - start)))
    yield f"    {in_print(line)}"
    yield f"    {before}{_coloured(carets, severity, colour)}"


def render_statistics(
    diagnostics: Iterable[Diagnostic], titles: Mapping[str, str], translate: Translate = in_english
) -> str:
    """How often each rule found something, by id: a table with a line per rule; `titles` says what the ids mean."""
    by_id = counted_by_id(diagnostics)
    met = [weight for weight in COUNTED_WEIGHTS if any(counts[weight] for counts in by_id.values())]
    header = [
        translate(word)
        for word in (say("rule"), *(SEVERITY_WORDS[weight] for weight in met), say("says"))
    ]
    rows = (
        (id_, *(str(counts[weight] or "") for weight in met), translate(titles.get(id_, "")))
        for id_, counts in by_id.items()
    )
    return render_table(header, rows, "text")


def _coloured(text: str, severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{in_print(text)}\x1b[0m" if colour else in_print(text)
