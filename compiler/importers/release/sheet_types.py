"""The type column of the sheet: `Link type Referentiedata SOORT`, `Collectie type Eenheid-sleutels` and the like."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.model.documents import KEYS
from compiler.model.elements import PRIMITIVES, TypeKind

_PRIMITIVES = {name.casefold(): name for name in PRIMITIVES} | {
    "int": "integer",
    "long": "integer",
    "bool": "boolean",
}
_TYPE = re.compile(r"(?is)(?P<many>collectie\s+)?(?:link\s+)?(?:type\s+)?(?P<rest>\S.*)")


class SheetType(NamedTuple):
    """A type as the sheet gives it; `target` is a primitive, a list or an entity name, by `kind`."""

    kind: TypeKind
    target: str
    keys: bool = False
    many: bool = False

    def __str__(self) -> str:
        return f"{self.target}{'.sleutels' * self.keys}{'[]' * self.many}"


def read_type(text: str, code_entity: str = "Referentiedata") -> SheetType | None:
    """The type in `text`, however it is capitalised; None where it is none."""
    found = _TYPE.fullmatch(text.strip())
    if found is None:
        return None
    rest, many = " ".join(found["rest"].split()), bool(found["many"])
    head, _, tail = rest.partition(" ")
    if not tail and head.casefold() in _PRIMITIVES:
        return SheetType(TypeKind.PRIMITIVE, _PRIMITIVES[head.casefold()], many=many)
    if "type" not in text.casefold():
        return None
    if head.casefold() == code_entity.casefold() and tail:
        return SheetType(TypeKind.CODELIST, tail, many=many)
    if tail:
        return None
    keys = head.casefold().endswith(KEYS)
    return SheetType(TypeKind.ENTITY, head[: -len(KEYS)] if keys else head, keys, many)
