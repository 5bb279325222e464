"""Names by which a text format refers to boxes: plain words, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compiler.emit.diagrams.scene import Box

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def aliases(boxes: Iterable[Box], reserved: frozenset[str]) -> Mapping[str, str]:
    """By the key of each box what it is referred to by: its name, where that is a word that the format does not use.

    `reserved` are words in small letters. Others get a number behind a letter, by their place among `boxes`.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    waiting = []
    for number, box in enumerate(boxes, 1):
        name = box.name
        if _WORD.fullmatch(name) and name.lower() not in reserved and name.lower() not in taken:
            found[box.key] = name
            taken.add(name.lower())
        else:
            waiting.append((number, box.key))
    for number, key in waiting:
        alias = f"K{number}"
        while alias.lower() in taken:
            alias += "_"
        found[key] = alias
        taken.add(alias.lower())
    return found
