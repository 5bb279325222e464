"""What to tell of a comparison → text, Markdown or HTML, in the language of the reader."""

from __future__ import annotations

import html
from collections.abc import Iterator
from textwrap import wrap

from compiler.base.context import Context
from compiler.base.in_print import in_print, seen_only
from compiler.base.markdown_text import plain
from compiler.base.translation import LANGUAGE_TAG, Translate
from compiler.emit.rendering.templating import environment
from compiler.report.changes import ChangesReport
from compiler.report.paint import BAD, DOUBTFUL, GOOD, STRONG, painted

# By verdict, the worst first.
_COLOURS = tuple(f"{STRONG};{code}".rstrip(";") for code in (BAD, DOUBTFUL, GOOD, ""))


def render_report(
    report: ChangesReport,
    format_: str,
    context: Context,
    translate: Translate,
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """The report as text, markdown or html; text on lines of `width` columns."""
    if format_ == "html":
        return _as_html(report, context, translate)
    if format_ == "markdown":
        return _as_markdown(report, context, translate)
    text = _as_text(report.written(translate), width, colour=colour)
    return "".join(f"{line}\n" for line in text)


def _as_html(report: ChangesReport, context: Context, translate: Translate) -> str:
    template = environment("changes", context).get_template("changes.html.jinja")
    return template.render(
        language_tag=translate(LANGUAGE_TAG),
        report=report.written(lambda text: html.escape(seen_only(translate(text)))),
    )


def _as_markdown(report: ChangesReport, context: Context, translate: Translate) -> str:
    template = environment("changes", context).get_template("changes.md.jinja")
    return template.render(
        report=report.written(lambda text: plain(translate(text))),
    )


def _as_text(report: ChangesReport, width: int | None, *, colour: bool) -> Iterator[str]:
    yield from _folded("", f"{report.title}: {report.conclusion}", width)
    if report.counts and not report.groups:
        yield ""
        yield from _table(report)
    for group in report.groups:
        yield ""
        head = f"{group.title} ({group.number})"
        code = _COLOURS[report.verdicts.index(group.title)]
        yield painted(head, code, colour=colour)
        for line in group.lines:
            yield from _folded(f"  {line.id}  ", line.text, width)
            for further in line.further:
                yield from _folded(" " * 8, further, width)


def _folded(before: str, text: str, width: int | None) -> Iterator[str]:
    """`text` behind what stands before it; what does not fit goes on below itself."""
    text = in_print(text)
    lines = wrap(text, max(width - len(before), 20), break_long_words=False) if width else [text]
    yield f"{before}{lines[0] if lines else ''}"
    yield from (f"{'':{len(before)}}{line}" for line in lines[1:])


def _table(report: ChangesReport) -> Iterator[str]:
    """A column per verdict, as wide as its name; a dot stands for none."""
    width = max(len(count.what) for count in report.counts)
    yield " " * width + "".join(f"  {verdict}" for verdict in report.verdicts)
    for count in report.counts:
        cells = (
            f"  {number or '·':>{len(verdict)}}"
            for number, verdict in zip(count.numbers, report.verdicts, strict=True)
        )
        yield f"{count.what:{width}}" + "".join(cells)
