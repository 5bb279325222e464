"""Colours of a terminal: they can be read on black and on white, in the palettes that terminals come with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compiler.report import paint

PALETTES = {  # red, green and magenta as terminals draw them, and what they stand on
    "xterm": {"31": 0xCD0000, "32": 0x00CD00, "35": 0xCD00CD},
    "Tango": {"31": 0xCC0000, "32": 0x4E9A06, "35": 0x75507B},
    "Campbell": {"31": 0xC50F1F, "32": 0x13A10E, "35": 0x881798},
}
ALONE = (paint.WRONG, paint.DOUBTFUL)
_LEAST = 2.4  # of black and a colour; what differs less is not seen


def luminance(colour: int) -> float:
    """How bright a colour is, from 0 to 1: WCAG 2.2, relative luminance."""
    parts = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: int, other: int) -> float:
    """How far two colours are apart, from 1 to 21: WCAG 2.2, contrast ratio."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", [0x000000, 0xFFFFFF])
@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("code", ALONE)
def test_a_colour_that_stands_alone_is_seen_on_black_and_on_white(
    code: str, palette: str, background: int
) -> None:
    assert contrast(PALETTES[palette][code], background) > _LEAST


def test_yellow_and_cyan_would_not_be() -> None:
    for colour in (0xCDCD00, 0x00CDCD):
        assert contrast(colour, 0xFFFFFF) < _LEAST


def test_nothing_else_paints() -> None:
    """A code of a colour that stands elsewhere in the program would not be looked at here."""
    folder = Path(paint.__file__).parents[1]
    own = re.compile(r"\\x1b\[[{\d][^KJH]*?m")
    found = {path.name for path in folder.rglob("*.py") if own.search(path.read_text("utf-8"))}
    assert found == {"paint.py"}
