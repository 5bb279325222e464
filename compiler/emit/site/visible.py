"""Texts of others as a page can show them: nothing in them turns the order of letters, or is no character of HTML."""

from __future__ import annotations

import re

# Controls, what turns the order of letters around, what has no width (but what joins letters and signs, which scripts
# need), and what is no character; a tab and a line end are blanks.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")
# What every text has most of, and is always seen.
_ASCII = b"\t\n" + bytes(range(0x20, 0x7F))


def made_visible(text: str) -> str:
    r"""`text` with a sign in the place of each character that would not be seen, or would hide others.

    >>> made_visible("a\u202eb")
    'a[U+202E]b'
    """
    return _UNSHOWN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def visible_bytes(page: str) -> bytes:
    """`page` made visible, as UTF-8; of a page nearly all is ASCII, and only the rest is looked at."""
    content = page.encode(errors="surrogatepass")
    others = content.translate(None, _ASCII).decode(errors="surrogatepass")
    return made_visible(page).encode() if _UNSHOWN.search(others) else content


def as_anchor(name: str) -> str:
    """`name` without blanks and what is not seen, as the id of a part of a page."""
    return _BLANKS.sub("_", _UNSHOWN.sub("_", name)) or "_"
