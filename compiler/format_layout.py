"""Lines of canonical text, and how comments and blank lines go back among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compiler.declarations import Comment

INDENT = "    "


class Line(NamedTuple):
    """A line of output, the source line it comes from (0: none), and what kind of line it is."""

    depth: int
    text: str
    origin: int
    closes: bool = False
    opens: bool = False
    doc: bool = False


def assemble(lines: list[Line], comments: Sequence[Comment], blanks: frozenset[int]) -> str:
    """The text of `lines`: comments go back by their line numbers, and so do single blank lines."""
    output: list[str] = []
    waiting = sorted((c for c in comments if not c.trailing), key=lambda c: c.line)
    trailing = {c.line: c.text for c in comments if c.trailing}

    def put(text: str, first: int) -> None:
        wants_blank = first - 1 in blanks and first > 1
        if wants_blank and output and output[-1] and not output[-1].endswith("{"):
            output.append("")
        output.append(text)

    for index, line in enumerate(lines):
        while waiting and line.origin > waiting[0].line:
            comment = waiting.pop(0)
            put(INDENT * (line.depth + line.closes) + comment.text, comment.line)
        if not line.text:
            output.append("")
            continue
        follows_doc = index > 0 and lines[index - 1].doc
        text = INDENT * line.depth + line.text
        for number in sorted(n for n in trailing if n <= line.origin and _ends_run(lines, index, n)):
            text += f" {trailing.pop(number)}"
        put(text, 0 if line.closes or follows_doc else line.origin)
    for comment in waiting:
        put(comment.text, comment.line)
    output += trailing.values()
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(output).strip("\n"))
    return text + "\n" if text else ""


def _ends_run(lines: Sequence[Line], index: int, number: int) -> bool:
    """Whether the output line at `index` is the last that comes from source line `number`, or the first after it."""
    if lines[index].origin > number:
        return True
    following = next((line.origin for line in lines[index + 1 :] if line.origin), number + 1)
    return following > number
