"""Two versions of a text → the lines that differ, as `diff -u` and git show them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from compiler.base.in_print import in_print

_COLOURS = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}


def render_unified_diff(old: str, new: str, file: str, *, colour: bool = False) -> str:
    """What changes from `old` to `new` in the file that is called `file`; empty for nothing."""
    return "".join(_lines(old, new, file, colour=colour))


def _lines(old: str, new: str, file: str, *, colour: bool) -> Iterator[str]:
    before, after = (text.splitlines(keepends=True) for text in (old, new))
    for line in unified_diff(before, after, f"a/{file}", f"b/{file}"):
        shown = in_print(line.rstrip("\r\n"))
        code = next((code for start, code in _COLOURS.items() if line.startswith(start)), "")
        yield f"\x1b[{code}m{shown}\x1b[0m\n" if colour and code else f"{shown}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"
