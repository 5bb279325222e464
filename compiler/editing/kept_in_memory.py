"""A store for a process that lives long: it reads what runs before it kept, and keeps its own in memory."""

from __future__ import annotations

from compiler.base.store import Store

# An undo asks again for what was there a few keys ago; more would only take room.
_MOST_OF_A_KIND = 8


class KeptInMemory:
    """Reads from `beneath` and never writes there: each key of a writer would be an entry on the disk."""

    def __init__(self, beneath: Store) -> None:
        self._beneath = beneath
        self._kept: dict[str, dict[str, bytes]] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under `kind` and `key`, here or beneath, or None."""
        kept = self._kept.get(kind, {}).get(key)
        return self._beneath.get(kind, key) if kept is None else kept

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`, and of its kind the last few."""
        of_kind = self._kept.setdefault(kind, {})
        of_kind.pop(key, None)
        of_kind[key] = content
        if len(of_kind) > _MOST_OF_A_KIND:
            del of_kind[next(iter(of_kind))]
