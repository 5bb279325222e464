"""What may be kept between runs, as a value: pipeline stages ask a `Store` and never know where it is."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

from compiler.base.quick_json import dumps

_Value = TypeVar("_Value")


class Store(Protocol):
    """Keeps bytes by kind and key. It may forget, and must not hand out what was not put in unchanged."""

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under `kind` and `key`, or None."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; failing to is no error."""


class NoStore:
    """A store that keeps nothing."""

    def get(self, kind: str, key: str) -> bytes | None:  # noqa: ARG002 - a Store's signature
        """None."""
        return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Nothing."""


def encoded(value: Any) -> str:
    """All that tells `value`, a plan or a part of a model, from another, as a text: its JSON."""
    return dumps(value, default=_as_tuple).decode()


def _as_tuple(value: Any) -> tuple[Any, ...]:
    """A named tuple as orjson knows it. What has no order of its own has no text either."""
    if isinstance(value, tuple):
        return tuple(value)
    raise TypeError(f"{type(value).__name__} has no text that tells it from another")


def digest(*parts: bytes | str) -> str:
    """A key for `parts`, in their order."""
    made = sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "little"))
        made.update(content)
    return made.hexdigest()[:40]


def checksum(content: bytes) -> str:
    """What tells `content` from everything else. Processors know SHA-256, so it is the quickest of the safe ones."""
    return sha256(content).hexdigest()


class KeptValues(Generic[_Value]):
    """What is kept under one name: values of one type.

    Whoever wrote them, reading them runs nothing of theirs: see compiler/base/plain_values.py.
    """

    def __init__(self, kind: str, form: type[_Value]) -> None:
        self.kind = kind
        self.form = form

    def get(self, store: Store, key: str) -> _Value | None:
        """What was put under `key`; None where there is nothing, or something that is no such value."""
        content = store.get(self.kind, key)
        if content is None:
            return None
        from compiler.base.plain_values import from_bytes  # noqa: PLC0415 - not where nothing is kept

        try:
            return from_bytes(content, self.form)
        except Exception:  # noqa: BLE001 - whatever is wrong with what was kept, it is made anew
            return None

    def put(self, store: Store, key: str, value: _Value) -> None:
        """Keep `value`, if it can be: one that is too deep or holds half a character is made anew each time."""
        from compiler.base.plain_values import to_bytes  # noqa: PLC0415 - not where nothing is kept

        with suppress(TypeError, ValueError):
            store.put(self.kind, key, to_bytes(value, self.form))
