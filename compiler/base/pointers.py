"""JSON pointers with `*` for one name, and the places in a document that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

# The one path that is no resource: a `*` does not stand for it.
PING = "/ping"


def escape(key: str) -> str:
    """`key` as one segment of a pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def unescape(segment: str) -> str:
    """The key that `segment` stands for."""
    return segment.replace("~1", "/").replace("~0", "~")


def pointer_step(name: str) -> str:
    """`name` as a step of a pointer in the fragment of an address."""
    return quote(escape(name), safe="$~!&'()*+,;=:@?-._")


def definition_ref(name: str) -> str:
    """The address of the definition `name` in the same JSON Schema."""
    return f"#/$defs/{pointer_step(name)}"


def resolved(document: Any, ref: str) -> Any:
    """What the reference `ref` within `document` leads to; None for one that leads elsewhere or nowhere."""
    target = document
    if not ref.startswith("#"):
        return None
    for step in unquote(ref[1:]).split("/")[1:]:
        name = unescape(step)
        if isinstance(target, list) and name.isdecimal() and int(name) < len(target):
            target = target[int(name)]
        elif isinstance(target, Mapping) and name in target:
            target = target[name]
        else:
            return None
    return target


@lru_cache(maxsize=4096)
def pointer_pattern(text: str) -> re.Pattern[str]:
    """A pattern for `text`, in which `*` stands for any name: one character or more, but no `/` and `~`."""
    return re.compile("[^/~]+".join(map(re.escape, text.split("*"))))


def places(tree: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """(pointer, mapping, key) of each place that `pointer` means in `tree`.

    The last key need not be there, unless it holds a `*`. Lists are not walked into.
    """
    yield from _places(tree, pointer.removeprefix("#").removeprefix("/").split("/"), "#")


def _places(node: Any, segments: list[str], at: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not isinstance(node, dict):
        return
    first, rest = segments[0], segments[1:]
    if "*" in first:
        pattern = pointer_pattern(first)
        keys = [key for key in node if key != PING and pattern.fullmatch(escape(str(key)))]
    else:
        key = unescape(first)
        keys = [key] if not rest or key in node else []
    for key in keys:
        here = f"{at}/{escape(str(key))}"
        if rest:
            yield from _places(node[key], rest, here)
        else:
            yield here, node, key
