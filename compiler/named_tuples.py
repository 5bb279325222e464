"""`NamedTuple` as in typing, made in a third of the time.

typing compiles every annotation when a class is made, and nobody here asks for them at run time: with a hundred classes
that was a twentieth of a build after one change. To a type checker this is typing's own.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple

__all__ = ["NamedTuple"]

_OF_THE_BODY = ("__annotations__", "__module__", "__qualname__", "__classcell__")


class _Maker(type):
    """Makes a named tuple of a class body: annotated names are its fields, their values the defaults."""

    def __new__(cls, name: str, _bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        fields = body.get("__annotations__", {})
        defaults = [body[field] for field in fields if field in body]
        made: Any = namedtuple(name, fields, defaults=defaults, module=body["__module__"])  # type: ignore[misc]  # noqa: PYI024 - this is where it is made
        made.__annotations__ = made.__new__.__annotations__ = fields
        made.__qualname__ = body["__qualname__"]
        for key, value in body.items():
            if key not in fields and key not in _OF_THE_BODY:
                setattr(made, key, value)
        return made


if not TYPE_CHECKING:
    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
