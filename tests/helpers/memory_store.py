"""A store between runs that is no folder: for tests that ask much of the same texts."""

from __future__ import annotations


class Memory:
    """Keeps what the stages made of the same bytes, from one test to the next."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.kept.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        self.kept[kind, key] = content
