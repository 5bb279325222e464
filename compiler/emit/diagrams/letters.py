"""How wide a text is: a table of our own, so that a picture does not depend on the fonts of a machine.

Widths are thousandths of the size of the letters, as sans serif fonts have them; what stands in no table is as wide as
a wide letter. A picture holds the width of each text, so a font with other letters is pressed to fit.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BY_WIDTH = {
    222: "ijl'|ı",
    278: "ft.,:;!/\\[]I ·ſ\u00a0",
    333: 'r()-`"{}°¹²³*',
    389: "^",
    500: "cksvxyzJ",
    556: "abdeghnopqu0123456789L_$?#€£<>=+~−–“”",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%→↗",
    944: "W",
    1000: "—…@",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_WIDEST = 1000
_BOLD = 1.07
ELLIPSIS = "…"


@lru_cache(maxsize=1 << 16)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` in letters of `size`, in the unit of `size`."""
    thousandths = sum(map(_width, text))
    return round(thousandths * size / 1000 * (_BOLD if bold else 1), 1)


def fitted_text(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """`text`, or as much of its beginning as fits into `room`, with an ellipsis behind it."""
    if width_of(text, size, bold=bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = width_of(text[:middle] + ELLIPSIS, size, bold=bold) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + ELLIPSIS


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(plain, _WIDEST)
