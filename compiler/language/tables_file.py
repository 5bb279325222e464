"""Tables of a grammar as the bytes of a file: what a wheel carries, and what is kept between runs.

The first line seals all the rest, together with the grammar and the version of this program. Tables of another grammar
or another version do not match their seal, and neither do damaged ones. The rest is JSON, so reading it runs nothing.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from compiler import __version__
from compiler.language.lalr import Production, Tables


def tables_to_bytes(tables: Tables, grammar: str) -> bytes:
    """The file of the `tables` that were made of `grammar`: for the same tables the same bytes."""
    steps = [list(step.items()) for step in tables.steps]
    plain = tables._replace(silent=sorted(tables.silent), steps=steps)  # type: ignore[arg-type]
    content = json.dumps(plain, separators=(",", ":"))
    return f"{_seal(grammar, content)}\n{content}\n".encode("ascii")


def tables_from_bytes(file: bytes | None, grammar: str) -> Tables | None:
    """The tables of `grammar` in `file`; None where it holds others, or is not as it was written."""
    seal, _, content = (file or b"").decode("ascii", "replace").partition("\n")
    if seal != _seal(grammar, content.removesuffix("\n")):
        return None
    terminals, patterns, silent, steps, goto, rules, start = json.loads(content)
    return Tables(
        terminals=tuple(terminals),
        patterns=tuple(patterns),
        silent=frozenset(silent),
        steps=tuple(map(dict, steps)),
        goto=tuple(goto),
        rules=tuple(map(_production, rules)),
        start=start,
    )


def _production(fields: list[Any]) -> Production:
    named = dict(zip(Production._fields, fields, strict=True))
    children = tuple((index, is_part) for index, is_part in named["children"])
    return Production(**{**named, "children": children})


def _seal(grammar: str, content: str) -> str:
    """What tells `content` from all that is not the tables of `grammar` in the form that this version writes."""
    form = [*Tables._fields, *Production._fields]
    return sha256(json.dumps([__version__, form, grammar, content]).encode("ascii")).hexdigest()
