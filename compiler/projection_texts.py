"""What the messages of a process take of each entity, as text or Markdown to read, or as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from compiler.tables import render_table
from compiler.views import Line, Shown, View

HEADER = ("process", "message", "entity", "attribute", "shown", "type", "departs")


def render_projection(found: Sequence[View], titles: dict[str, str], format_: str) -> str:
    """`found` in the format `format_`: text, markdown, csv or json. `titles` are those of the processes, by code."""
    if format_ in ("csv", "json"):
        return render_table(HEADER, (line for view in found for line in view.lines), format_)
    lines: list[str] = []
    for process, of_process in groupby(found, key=lambda view: view.process):
        lines += _heading(f"{process} {titles[process]}", 1, format_)
        for message, of_message in groupby(of_process, key=lambda view: view.message):
            lines += _heading(f"{process}/{message}", 2, format_)
            for view in of_message:
                lines += _markdown(view) if format_ == "markdown" else _text(view)
    return "".join(f"{line}\n" for line in lines)


def _heading(text: str, level: int, format_: str) -> Iterator[str]:
    if format_ == "markdown":
        yield from (f"{'#' * level} {text}", "")
    else:
        yield "  " * (level - 1) + text


def _summary(view: View) -> str:
    added = sum(line.departs == "not in the model" for line in view.shown)
    had = len(view.shown) - added
    text = f"{view.entity}: {had} of {had + len(view.left_out)} attributes"
    return text + f", and {added} that it does not have" * bool(added)


def _text(view: View) -> Iterator[str]:
    yield f"    {_summary(view)}"
    if view.shown:
        yield f"      in        {', '.join(map(_word, view.shown))}"
    if view.left_out:
        yield f"      left out  {', '.join(line.attribute for line in view.left_out)}"
    for line in view.shown:
        if line.departs:
            yield f"      departs   {line.attribute} : {line.type}, {line.departs}"


def _word(line: Line) -> str:
    return line.attribute if line.shown is Shown.VALUE else f"{line.attribute} ({line.shown})"


def _markdown(view: View) -> Iterator[str]:
    yield from (f"### {_summary(view)}", "")
    rows = (line[3:] for line in view.lines)
    yield from (render_table(HEADER[3:], rows, "markdown").rstrip("\n"), "")
