"""Where boxes stood before: a small file beside the model, in which every picture has its boxes.

    domein/Relaties
        Account 0 0 180 90

A line holds the key of a box, its left and top side, and the width and height that it has room for. Whoever wants a
picture placed anew removes its lines. What is no such line is passed over: nothing depends on it but places.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from compiler.emit.diagrams.routing import Rectangle

Places: TypeAlias = Mapping[str, Rectangle]
_HEAD = "// Waar de kaders van de diagrammen staan. Zonder zijn blok plaatst verac een diagram opnieuw.\n"
_BOX = re.compile(r"\s+(.+) (-?\d{1,6}) (-?\d{1,6}) (\d{1,5}) (\d{1,5})")
_SPECIAL = re.compile(r"[\\\x00-\x1f\x7f-\xa0\ud800-\udfff]|(?! )\s|^\s|\s$|^/")
_MOST = 1_000_000


def read_positions(content: bytes) -> dict[str, dict[str, Rectangle]]:
    """The places by subject of the picture and key of the box that `content` holds; none of what cannot be read."""
    found: dict[str, dict[str, Rectangle]] = {}
    places: dict[str, Rectangle] = {}
    for line in content.decode("utf-8", "replace").split("\n")[:_MOST]:
        box = _BOX.fullmatch(line.rstrip("\r"))
        if box:
            x, y, width, height = (int(text) for text in box.groups()[1:])
            if width and height:
                places[_unescaped(box[1])] = Rectangle(x, y, width, height)
        elif line and not line[0].isspace() and not line.startswith("//"):
            places = found.setdefault(_unescaped(line.rstrip()), {})
    return found


def written_positions(pictures: Mapping[str, Places]) -> bytes:
    """What `read_positions` reads as `pictures`, in the order of their names."""
    lines = [_HEAD]
    for subject in sorted(pictures):
        lines.append(f"{_escaped(subject)}\n")
        for key, place in sorted(pictures[subject].items()):
            numbers = " ".join(str(round(number)) for number in place)
            lines.append(f"    {_escaped(key)} {numbers}\n")
    return "".join(lines).encode()


def _escaped(text: str) -> str:
    """`text` on one line, that begins and ends with itself."""
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
