"""Diagnostics → text or JSON; colours are added here and asked for by the command line.

A printer per format: the others are render_github.py, render_junit.py and render_sarif.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.translation import Translate, in_english, translated
from compiler.base.wording import Text, joined, say
from compiler.report.tables import render_table

SourceLine = Callable[[str, int], str | None]
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_WIDEST = 160
SEVERITY_WORDS = {
    "error": say("error"), "warning": say("warning"), "hint": say("hint"),
    "suppressed": say("suppressed"), "accepted": say("accepted"),
}  # fmt: skip
_WEIGHTS = tuple(SEVERITY_WORDS)
_COUNTED = {
    "error": (say("1 error"), say("errors")),
    "warning": (say("1 warning"), say("warnings")),
    "hint": (say("1 hint"), say("hints")),
    "suppressed": (say("1 suppressed"), say("suppressed")),
    "accepted": (say("1 accepted"), say("accepted")),
}


def render_text(
    diagnostics: Iterable[Diagnostic],
    source_line: SourceLine,
    *,
    colour: bool = False,
    translate: Translate = in_english,
) -> Iterator[str]:
    """Each diagnostic as a few lines: place, severity and id, message; the source line with a caret; the hint.

    `source_line` gives a line of a file, or None where it cannot be shown. What a baseline accepts is not shown.
    """
    for diagnostic in diagnostics:
        if diagnostic.accepted:
            continue
        id_, severity, span, message, hint, suppressed, pointer, *_ = translated(
            diagnostic, translate
        )
        place = f"{span} {pointer}" if pointer else str(span)
        weight = translate(SEVERITY_WORDS["suppressed" if suppressed else severity.value])
        yield f"{_bold(place, colour)}: {_coloured(weight, severity, colour)}[{id_}]: {_clean(message)}"
        line = source_line(span.file, span.line) if span.line and span.column else None
        if line is not None:
            yield from _excerpt(line, span.column, span.end_column, severity, colour=colour)
        if suppressed:
            yield translate(say("  = passed over: {reason}", reason=_clean(suppressed)))
        elif hint:
            yield f"  = {_clean(hint)}"


def _excerpt(
    line: str, column: int, end: int, severity: Severity, *, colour: bool
) -> Iterator[str]:
    start = 0
    if len(line) > _WIDEST:
        start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
        line = line[start : start + _WIDEST]
    before = "".join("\t" if c == "\t" else " " for c in line[: column - 1 - start])
    carets = "^" * max(1, min(end - column, _WIDEST, len(line) - (column - 1 - start)))
    yield f"    {_clean(line)}"
    yield f"    {before}{_coloured(carets, severity, colour)}"


def render_json(diagnostics: Iterable[Diagnostic], translate: Translate = in_english) -> str:
    """All diagnostics as one JSON list."""
    return "".join(render_json_stream([diagnostics], translate))


def render_json_stream(
    batches: Iterable[Iterable[Diagnostic]], translate: Translate = in_english
) -> Iterator[str]:
    """The text of `render_json`, a part per batch, for diagnostics that come over time."""
    before = "[\n"
    for batch in batches:
        parts = []
        for diagnostic in batch:
            text = json.dumps(_fields(translated(diagnostic, translate)), indent=2)
            parts.append(before + "  " + text.replace("\n", "\n  "))
            before = ",\n"
        if parts:
            yield "".join(parts)
    yield "[]" if before == "[\n" else "\n]"


def _fields(diagnostic: Diagnostic) -> dict[str, str | int]:
    span = diagnostic.span
    return {
        "id": diagnostic.id,
        "severity": diagnostic.severity.value,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        "pointer": diagnostic.pointer,
        "element": diagnostic.element,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "suppressed": diagnostic.suppressed,
        "accepted": diagnostic.accepted,
    }


def summary(diagnostics: Iterable[Diagnostic]) -> Text:
    """How many of each severity, in words; empty for none."""
    counts = Counter(map(_weight, diagnostics))
    return joined((counted(weight, counts[weight]) for weight in _COUNTED if counts[weight]), ", ")


def counted(weight: str, number: int) -> Text:
    """So many of a severity, or of what is set aside."""
    one, many = _COUNTED[weight]
    return one if number == 1 else joined((str(number), many))


def _weight(diagnostic: Diagnostic) -> str:
    """The severity of a finding, or why it does not count."""
    return (
        "suppressed"
        if diagnostic.suppressed
        else "accepted"
        if diagnostic.accepted
        else diagnostic.severity.value
    )


def render_statistics(
    diagnostics: Iterable[Diagnostic], titles: Mapping[str, str], translate: Translate = in_english
) -> str:
    """How often each rule found something, by id: a table with a line per rule; `titles` says what the ids mean."""
    by_id = counted_by_id(diagnostics)
    met = [weight for weight in _WEIGHTS if any(counts[weight] for counts in by_id.values())]
    header = [
        translate(word)
        for word in (say("rule"), *(SEVERITY_WORDS[weight] for weight in met), say("says"))
    ]
    rows = (
        (id_, *(str(counts[weight] or "") for weight in met), translate(titles.get(id_, "")))
        for id_, counts in by_id.items()
    )
    return render_table(header, rows, "text")


def render_statistics_json(
    diagnostics: Iterable[Diagnostic], titles: Mapping[str, str], translate: Translate = in_english
) -> str:
    """As `render_statistics`, as one JSON list."""
    found = [
        {
            "id": id_,
            "title": translate(titles.get(id_, "")),
            **{weight: counts[weight] for weight in _WEIGHTS},
        }
        for id_, counts in counted_by_id(diagnostics).items()
    ]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def counted_by_id(diagnostics: Iterable[Diagnostic]) -> dict[str, Counter[str]]:
    """How often each id was met, by severity or by what sets it aside; by id."""
    found: dict[str, Counter[str]] = {}
    for diagnostic in diagnostics:
        found.setdefault(diagnostic.id, Counter())[_weight(diagnostic)] += 1
    return dict(sorted(found.items()))


def _clean(text: str) -> str:
    """`text` without characters that would steer a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else "�" for c in text)


def _coloured(text: str, severity: Severity, colour: bool) -> str:
    return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if colour else text


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{_clean(text)}\x1b[0m" if colour else _clean(text)
