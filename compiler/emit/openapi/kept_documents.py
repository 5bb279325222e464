"""Documents kept between runs with the parts they are put together from: of what did not change nothing is planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.store import digest, dump, load
from compiler.emit.rendering.parts import Parts

_KIND = "documents"


class _Kept(NamedTuple):
    """A document as it was: what it was made of (empty for what is never the same), and its parts.

    These are told by key and length, and stand one after another in `content`.
    The document begins at `start`: all parts are the document, or the last one is it instead of the others.
    """

    made_of: str
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


class Ordered(NamedTuple):
    """The keys of the parts of a document in their order, and of one that takes the place of all; empty for none."""

    keys: list[str]
    instead: str = ""


class KeptDocuments:
    """The documents that an emitter made of one standard, by path. `parts` are those of this run."""

    def __init__(self, context: Context, parts: Parts, standard: tuple[str, ...]) -> None:
        self._context = context
        self._parts = parts
        self._standard = standard

    def text(self, path: str, made_of: str, order: Callable[[], Ordered]) -> bytes:
        """The document at `path`: as it was where it is made of the same as then, else of the parts that `order` gives.

        `made_of` tells it from all that it may be; one for which it is empty is always put together anew.
        """
        name = digest(self._context.fingerprint, *self._standard, path)
        kept = load(self._context.store.get(_KIND, name))
        if isinstance(kept, _Kept):
            if made_of and kept.made_of == made_of:
                return kept.content[kept.start :]
            self._parts.learn(kept.by_key())
        made = self._put_together(made_of, *order())
        if made != kept:
            self._context.store.put(_KIND, name, dump(made))
        return made.content[made.start :]

    def _put_together(self, made_of: str, keys: list[str], instead: str) -> _Kept:
        texts = list(map(self._parts.text, keys))
        start = 0
        if instead:
            start = sum(map(len, texts))
            keys, texts = [*keys, instead], [*texts, self._parts.text(instead)]
        return _Kept(
            made_of, tuple(zip(keys, map(len, texts), strict=True)), b"".join(texts), start
        )
