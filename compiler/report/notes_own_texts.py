"""The texts of the team's own in release notes: each stands at a named place, and stays there when notes are remade."""

from __future__ import annotations

import re

# The marks are looked for again, so they are the same in every language.
_END = "<!-- einde eigen tekst -->"
_START = re.compile(r"^<!-- eigen tekst: (.*) -->\r?\n", re.MULTILINE)
_UNSAFE = re.compile("[%<>\x00-\x1f\x7f-\x9f\u2028\u2029]|-(?=-)|^ | $")


def marked_place(name: str, text: str) -> str:
    """The place `name` between its marks, with `text` in it."""
    mark = _UNSAFE.sub(lambda found: f"%{ord(found[0]):x};", name)
    line_end = "\n" if text and not text.endswith("\n") else ""
    return f"<!-- eigen tekst: {mark} -->\n{text}{line_end}{_END}"


def kept_texts(document: str) -> dict[str, str]:
    """The team's own texts in an earlier output, by the name of their place; places with nothing in them are left out.

    A text ends at the last end mark before the next place, so that one typed in a text does not cut it short. Editors
    and git write other line ends: of all lines, which is undone, or of some, which stay as they are.
    """
    if document.count("\n") == document.count("\r\n"):
        document = document.replace("\r\n", "\n")
    found: dict[str, str] = {}
    _, *parts = _START.split(document)
    for mark, body in zip(parts[::2], parts[1::2], strict=True):
        ends = list(re.finditer(rf"^{_END}\r?$", body, re.MULTILINE))
        text = body[: ends[-1].start()] if ends else body
        name = re.sub("%([0-9a-f]+);", lambda code: chr(int(code[1], 16)), mark)
        if text:
            found[name] = found.get(name, "") + text
    return found
