"""What the messages of a process take of each entity, as text or Markdown to read, or as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import fill

from compiler.base.in_print import in_print
from compiler.base.markdown_text import plain
from compiler.base.translation import Translate, in_english
from compiler.base.wording import Text, say
from compiler.model.projection_lines import UNKNOWN, ProjectionLine, Shown, View
from compiler.report.tables import render_table

PROJECTION_HEADER = ("process", "message", "entity", "attribute", "shown", "type", "departs")
_COLUMNS = (say("attribute"), say("shown"), say("type"), say("departs"))
_SHOWN = {
    Shown.VALUE: say("value"), Shown.EMBEDDED: say("embedded"),
    Shown.KEYS: say("keys"), Shown.LEFT_OUT: say("left out"),
}  # fmt: skip
_IN, _OUT, _DEPARTS = say("in"), say("left out"), say("departs")


def render_projection(
    found: Sequence[View],
    titles: dict[str, str],
    format_: str,
    translate: Translate = in_english,
    width: int | None = None,
) -> str:
    """`found` in the format `format_`: text (folded to `width` columns), markdown, csv or json.

    `titles` are those of the processes, by code. Rows for machines (csv, json) are always in English.
    """
    if format_ in ("csv", "json"):
        return render_table(
            PROJECTION_HEADER, (line for view in found for line in view.lines), format_
        )
    lines: list[str] = []
    for process, of_process in groupby(found, key=lambda view: view.process):
        lines += _heading(f"{process} {titles[process]}", 1, format_)
        for message, of_message in groupby(of_process, key=lambda view: view.message):
            lines += _heading(f"{process}/{message}", 2, format_)
            for view in of_message:
                lines += (
                    _markdown(view, translate)
                    if format_ == "markdown"
                    else _text(view, translate, width)
                )
    shown = lines if format_ == "markdown" else map(in_print, lines)
    return "".join(f"{line}\n" for line in shown)


def _heading(text: str, level: int, format_: str) -> Iterator[str]:
    if format_ == "markdown":
        yield from (f"{'#' * level} {plain(text)}", "")
    else:
        yield "  " * (level - 1) + text


def _summary(view: View) -> Text:
    added = sum(line.departs == UNKNOWN for line in view.shown)
    had = len(view.shown) - added
    text = say(
        "{entity}: {had} of {number} attributes",
        entity=view.entity,
        had=had,
        number=had + len(view.left_out),
    )
    return (
        say("{summary}, and {added} that it does not have", summary=text, added=added)
        if added
        else text
    )


def _text(view: View, translate: Translate, width: int | None) -> Iterator[str]:
    widest = max(len(translate(word)) for word in (_IN, _OUT, _DEPARTS))

    def line(word: Text, what: str) -> str:
        head = f"      {translate(word):{widest}}  "
        if width is None:
            return head + what
        return fill(
            what, max(width, len(head) + 20), initial_indent=head, subsequent_indent=" " * len(head),
            break_on_hyphens=False,
        )  # fmt: skip

    yield f"    {translate(_summary(view))}"
    if view.shown:
        yield line(_IN, ", ".join(_word(each, translate) for each in view.shown))
    if view.left_out:
        yield line(_OUT, ", ".join(each.attribute for each in view.left_out))
    for each in view.shown:
        if each.departs:
            yield line(_DEPARTS, f"{each.attribute} : {each.type}, {translate(each.departs)}")


def _word(line: ProjectionLine, translate: Translate) -> str:
    return (
        line.attribute
        if line.shown is Shown.VALUE
        else f"{line.attribute} ({translate(_SHOWN[line.shown])})"
    )


def _markdown(view: View, translate: Translate) -> Iterator[str]:
    yield from (f"### {plain(translate(_summary(view)))}", "")
    rows = (
        (line.attribute, translate(_SHOWN[line.shown]), line.type, translate(line.departs))
        for line in view.lines
    )
    yield from (
        render_table([translate(word) for word in _COLUMNS], rows, "markdown").rstrip("\n"),
        "",
    )
