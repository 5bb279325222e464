"""Two versions of a text → the lines that differ, as `diff -u` and git show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import unified_diff

from compiler.base.in_print import in_print
from compiler.report.paint import ADDED, FAINT, REMOVED, STRONG, painted

_COLOURS = {"---": STRONG, "+++": STRONG, "@@": FAINT, "-": REMOVED, "+": ADDED}

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def render_unified_diff(
    old: str, new: str, file: str, *, colour: bool = False, to_read: bool = True
) -> str:
    """What changes from `old` to `new` in the file that is called `file`; empty for nothing.

    Unless it is `to_read`, it is for `git apply` and `patch -p1`, which take every character as it is.
    """
    return "".join(_lines(old, new, file, _as_read if to_read else str, colour=colour))


def _lines(
    old: str, new: str, file: str, printed: Callable[[str], str], *, colour: bool
) -> Iterator[str]:
    before, after = (_LINE.findall(text) for text in (old, new))
    for line in unified_diff(before, after, f"a/{file}", f"b/{file}"):
        shown = printed(line.removesuffix("\n"))
        code = next((code for start, code in _COLOURS.items() if line.startswith(start)), "")
        yield f"{painted(shown, code, colour=colour)}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _as_read(line: str) -> str:
    return in_print(line.removesuffix("\r"))
