"""A store for a process that lives long: it reads what runs before it kept, and keeps its own in memory."""

from __future__ import annotations

from compiler.base.store import Store

# Bytes: what one edit makes has to stay until the next one asks for it, such as all pages of a site; more would only
# take room.
_MOST_OF_A_KIND = 64_000_000


class KeptInMemory:
    """Reads from `beneath` and never writes there: each key of a writer would be an entry on the disk."""

    def __init__(self, beneath: Store) -> None:
        self._beneath = beneath
        self._kept: dict[str, dict[str, bytes]] = {}
        self._sizes: dict[str, int] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under `kind` and `key`, here or beneath, or None."""
        of_kind = self._kept.get(kind, {})
        kept = of_kind.pop(key, None)
        if kept is None:
            return self._beneath.get(kind, key)
        of_kind[key] = kept  # what is asked for goes last
        return kept

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`; what of its kind was not asked for longest goes where there is too much."""
        of_kind = self._kept.setdefault(kind, {})
        size = self._sizes.get(kind, 0) - len(of_kind.pop(key, b"")) + len(content)
        of_kind[key] = content
        while size > _MOST_OF_A_KIND and len(of_kind) > 1:
            size -= len(of_kind.pop(next(iter(of_kind))))
        self._sizes[kind] = size
