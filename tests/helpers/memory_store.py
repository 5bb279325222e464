"""A store for tests that ask much of one model: what it is made of is read once in a process."""

from __future__ import annotations


class MemoryStore:
    """Keeps bytes as long as it lives."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under `kind` and `key`, or None."""
        return self._kept.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`."""
        self._kept[kind, key] = content
