"""Lines of canonical text, and how comments and blank lines go back among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compiler.language.declarations import Comment

INDENT = "    "
WIDTH = 120


class OutputLine(NamedTuple):
    """A line of output, the source line it comes from (0: none), and what kind of line it is."""

    depth: int
    text: str
    origin: int
    closes: bool = False
    opens: bool = False
    doc: bool = False


def assemble(lines: list[OutputLine], comments: Sequence[Comment], blanks: frozenset[int]) -> str:
    """The text of `lines`: comments go back by their line numbers, and so do single blank lines."""
    output: list[str] = []
    written: set[int] = set()  # Source lines whose blank line above them has been written.
    before, behind = _places(lines, comments)

    def put(text: str, first: int) -> None:
        wants_blank = first - 1 in blanks and first > 1 and first not in written
        if wants_blank and output and output[-1] and not output[-1].endswith("{"):
            output.append("")
        written.add(first)
        output.append(text)

    for index, line in enumerate(lines):
        for comment in before.get(index, ()):
            put(INDENT * (line.depth + line.closes) + comment.text, comment.line)
        if not line.text:
            output.append("")
            continue
        follows_doc = index > 0 and lines[index - 1].doc
        text = " ".join([INDENT * line.depth + line.text, *(c.text for c in behind.get(index, ()))])
        put(text, 0 if line.closes or follows_doc else line.origin)
        written.add(line.origin)
    for comment in before.get(len(lines), ()):
        put(comment.text, comment.line)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(output).strip("\n"))
    return text + "\n" if text else ""


def _places(
    lines: Sequence[OutputLine], comments: Sequence[Comment]
) -> tuple[dict[int, list[Comment]], dict[int, list[Comment]]]:
    """Which comments go before, and which behind, the line of output at an index; their order stays.

    A comment that stands behind something goes behind what that became, one on a line of its own before the first
    line that comes from further down. Where lines have become one, what stood between them goes before it.
    """
    before: dict[int, list[Comment]] = {}
    behind: dict[int, list[Comment]] = {}
    bound = limit = len(lines)  # Comments above go before or behind lines before these.
    for comment in sorted(comments, key=lambda c: -c.line):
        if comment.trailing:
            origins = (
                (line.origin, i) for i, line in enumerate(lines) if line.text and not line.doc
            )
            owner = max(
                (found for found in origins if 0 < found[0] <= comment.line), default=(0, -1)
            )[1]
            if 0 <= owner < limit:
                bound, limit = owner, owner + 1
                behind.setdefault(owner, []).insert(0, comment)
                continue
        further = (i for i, line in enumerate(lines[:bound]) if line.origin > comment.line)
        bound = min(further, default=bound)
        while bound > 0 and lines[bound - 1].doc:
            bound -= 1
        limit = bound
        before.setdefault(bound, []).insert(0, comment)
    return before, behind
