"""The cache of documents between runs, with the parts they consist of: of what did not change nothing is planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.store import KeptValues, digest
from compiler.emit.rendering.parts import Parts


class _Cached(NamedTuple):
    """A document as it was: the key of what it depends on (empty for what is never the same), and its parts.

    These are told by key and length, and stand one after another in `content`.
    The document begins at `start`: all parts are the document, or the last one is it instead of the others.
    """

    depends_on: str
    parts: tuple[tuple[str, int], ...]
    content: bytes
    start: int

    def by_key(self) -> dict[str, bytes]:
        """The parts by their keys."""
        found, at = {}, 0
        for key, length in self.parts:
            found[key] = self.content[at : at + length]
            at += length
        return found


_KEPT = KeptValues("documents", _Cached)


class Ordered(NamedTuple):
    """The keys of the parts of a document in their order, and of one that takes the place of all; empty for none."""

    keys: list[str]
    instead: str = ""


class CachedDocuments:
    """The documents that an emitter made of one standard, by path. `parts` are those of this run."""

    def __init__(self, context: Context, parts: Parts, standard: tuple[str, ...]) -> None:
        self._context = context
        self._parts = parts
        self._standard = standard

    def text(self, path: str, depends_on: str, order: Callable[[], Ordered]) -> bytes:
        """The document at `path`: as it was where it depends on the same as then, else of the parts that `order` gives.

        `depends_on` tells it from all that it may be; one for which it is empty is always put together anew.
        """
        name = digest(self._context.fingerprint, *self._standard, path)
        cached = _KEPT.get(self._context.store, name)
        if cached is not None:
            if depends_on and cached.depends_on == depends_on:
                return cached.content[cached.start :]
            self._parts.learn(cached.by_key())
        made = self._put_together(depends_on, *order())
        if made != cached:
            _KEPT.put(self._context.store, name, made)
        return made.content[made.start :]

    def _put_together(self, depends_on: str, keys: list[str], instead: str) -> _Cached:
        texts = list(map(self._parts.text, keys))
        start = 0
        if instead:
            start = sum(map(len, texts))
            keys, texts = [*keys, instead], [*texts, self._parts.text(instead)]
        return _Cached(
            depends_on, tuple(zip(keys, map(len, texts), strict=True)), b"".join(texts), start
        )
