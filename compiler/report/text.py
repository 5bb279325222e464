"""Diagnostics → text for people; colours are added here and asked for by the command line.

A printer per format: github.py, json_list.py, junit.py, markdown.py and sarif.py are the others of diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import wrap
from typing import NamedTuple

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
from compiler.report.paint import DOUBTFUL, STRONG, WRONG, painted
from compiler.report.tables import render_table

SourceLine = Callable[[str, int], str | None]
_COLOURS = {Severity.ERROR: WRONG, Severity.WARNING: DOUBTFUL, Severity.HINT: ""}
_WIDEST = 160


def render_text(
    diagnostics: Iterable[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool = False,
    translate: Translate = in_english,
    width: int | None = None,
) -> Iterator[str]:
    """Each diagnostic as a few lines: place, severity and id, message; the source line with a caret; the hint.

    `source_line` gives a line of a file, or None where it cannot be shown. On a terminal of `width` columns texts are
    folded, and a blank line stands between diagnostics.
    """
    for number, diagnostic in enumerate(diagnostics):
        if number and width is not None:
            yield ""
        found = translated(diagnostic, translate)
        span, severity = found.span, found.severity
        place = f"{span} {found.pointer}" if found.pointer else str(span)
        weight = translate(SEVERITY_WORDS[weight_of(found)])
        shown, mark = in_print(place), f"{weight}[{found.id}]:"
        for part in folded_lines(f"{shown}: {mark} {in_print(found.message)}", width):
            before, at, after = part.partition(mark)
            if before.startswith(shown):
                before = painted(shown, STRONG, colour=colour) + before.removeprefix(shown)
            if at:
                at = f"{painted(weight, _COLOURS[severity], colour=colour)}[{found.id}]:"
            yield f"{before}{at}{after}"
        line = source_line(span.file, span.line) if span.line and span.column else None
        if line is not None:
            excerpt = _Excerpt(line, span.column, span.end_column, (width or _WIDEST + 4) - 4)
            yield from excerpt.lines(severity, colour=colour)
        if found.suppressed:
            reason = say("  = passed over: {reason}", reason=in_print(found.suppressed))
            yield from folded_lines(translate(reason), width)
        elif found.accepted:
            yield f"  = {in_print(translate(diagnostic.reason))}"
        elif found.hint:
            yield from folded_lines(f"  = {in_print(found.hint)}", width)


def render_groups(
    diagnostics: Iterable[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool = False,
    translate: Translate = in_english,
    width: int | None = None,
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
            yield painted(translate(counted(weight, len(group))), STRONG, colour=colour)
            yield ""
        yield from render_text(group, source_line, colour=colour, translate=translate, width=width)


def folded_lines(text: str, width: int | None) -> list[str]:
    """`text` on lines of `width` columns, where that is given, the further ones moved in; words stay whole."""
    if width is None or len(text) <= width:
        return [text]
    first = "  " if text[:1] == " " else ""
    return wrap(
        text.lstrip(),
        width,
        initial_indent=first,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


class _Excerpt(NamedTuple):
    """A line of a source, the columns in it that something is said of, and how many fit on a line."""

    line: str
    column: int
    end: int
    room: int

    def lines(self, severity: Severity, *, colour: bool) -> Iterator[str]:
        """The line, or the part of it that fits in the room, and carets below."""
        start, line, column = 0, self.line, self.column
        if len(line) > self.room:
            start = max(0, min(column - 1 - self.room // 2, len(line) - self.room))
            line = line[start : start + self.room]
        before = "".join("\t" if c == "\t" else " " for c in line[: column - 1 - start])
        most = min(self.end - column, self.room, len(line) - (column - 1 - start))
        yield f"    {in_print(line)}"
        yield f"    {before}{painted('^' * max(1, most), _COLOURS[severity], colour=colour)}"


def render_statistics(
    diagnostics: Iterable[Diagnostic],
    titles: Mapping[str, str],
    translate: Translate = in_english,
    width: int | None = None,
    *,
    colour: bool = False,
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
    return render_table(header, rows, "text", width, colour=colour)
