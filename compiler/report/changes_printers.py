"""What to tell of a comparison → text, Markdown or HTML, in the language of the reader."""

from __future__ import annotations

import html
from collections.abc import Iterator

from compiler.base.context import Context
from compiler.base.markdown_text import plain
from compiler.base.translation import LANGUAGE_TAG, Translate
from compiler.emit.rendering.templating import environment
from compiler.report.changes import ChangesReport


def render_report(
    report: ChangesReport, format_: str, context: Context, translate: Translate
) -> str:
    """The report as text, markdown or html."""
    if format_ == "html":
        return _as_html(report, context, translate)
    if format_ == "markdown":
        return _as_markdown(report, context, translate)
    return "\n".join(_as_text(report.written(translate))) + "\n"


def _as_html(report: ChangesReport, context: Context, translate: Translate) -> str:
    template = environment("changes", context).get_template("changes.html.jinja")
    return template.render(
        language_tag=translate(LANGUAGE_TAG),
        report=report.written(lambda text: html.escape(translate(text))),
    )


def _as_markdown(report: ChangesReport, context: Context, translate: Translate) -> str:
    template = environment("changes", context).get_template("changes.md.jinja")
    return template.render(
        report=report.written(lambda text: plain(translate(text))),
    )


def _as_text(report: ChangesReport) -> Iterator[str]:
    yield f"{report.title}: {report.conclusion}"
    if report.counts and not report.groups:
        yield ""
        yield from _table(report)
    for group in report.groups:
        yield ""
        yield f"{group.title} ({group.number})"
        for line in group.lines:
            yield f"  {line.id}  {line.text}"
            yield from (f"        {further}" for further in line.further)


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
