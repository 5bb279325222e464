"""What may be kept between runs, as a value: pipeline stages ask a `Store` and never know where it is."""

from __future__ import annotations

import io
import pickle
from hashlib import sha256
from typing import Any, Protocol

from compiler.base.quick_json import dumps


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


class _Pickler(pickle.Pickler):
    """Writes a named tuple so that reading it calls nothing but tuple.__new__: half the time."""

    def reducer_override(self, value: Any) -> Any:
        """How `value` is made again."""
        if isinstance(value, tuple) and type(value) is not tuple:
            return tuple.__new__, (type(value), tuple(value))
        return NotImplemented


def load(content: bytes | None) -> Any:
    """The value that `dump` made into `content`; None where there is none or it no longer reads."""
    if content is None:
        return None
    try:
        return pickle.loads(content)  # noqa: S301 - a Store only returns what this program put into it
    except Exception:  # noqa: BLE001 - whatever is wrong with a stale value, it is made anew
        return None


def dump(value: Any) -> bytes:
    """`value` as bytes for a store."""
    made = io.BytesIO()
    _Pickler(made, protocol=5).dump(value)
    return made.getvalue()
