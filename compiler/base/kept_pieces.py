"""Pieces of work that are kept between runs, and done again only where something that they looked at is another.

What a piece looks at is noted as for a process that lives long (`memory.py`); a later run knows it by its digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from compiler.base.memory import LookedUp, Notes
from compiler.base.quick_json import dumps, loads
from compiler.base.store import KeptValues, Store, digest, encoded

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_FOUND, _THERE, _WHOLE = "found", "there", "whole"
_NOTHING_THERE = object()


class LookedAt(NamedTuple):
    """Something that was looked at: in which table, how, at which key (as JSON), and the digest of what was seen."""

    table: str
    how: str
    key: str
    seen: str


class KeptPiece(NamedTuple):
    """A piece: what came of it, as JSON, and the numbers of what it looked at."""

    made: str
    looked_at: tuple[int, ...]


class PiecesOfRun(NamedTuple):
    """All pieces of one run by their names, and all that they looked at, each once."""

    looked_at: tuple[LookedAt, ...]
    pieces: dict[str, KeptPiece]


KEPT_PIECES = KeptValues("pieces", PiecesOfRun)


class LaterMapping(Mapping[_Key, _Value]):
    """A mapping that is made when somebody looks at it."""

    def __init__(self, make: Callable[[], Mapping[_Key, _Value]]) -> None:
        self._make = make
        self._made: Mapping[_Key, _Value] | None = None

    @property
    def _under(self) -> Mapping[_Key, _Value]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: _Key) -> _Value:
        return self._under[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """What stands at `key`, or `default`."""
        return self._under.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._under

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._under)

    def __len__(self) -> int:
        return len(self._under)


class MappingOnDemand(Mapping[_Key, _Value]):
    """A mapping with the keys of another, of which each value is made when it is asked for, once."""

    def __init__(self, keys: Mapping[_Key, Any], make: Callable[[_Key], _Value]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[_Key, _Value] = {}

    def __getitem__(self, key: _Key) -> _Value:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class SeenDigests:
    """What tells what is seen in `tables` from anything else; those of `others` are theirs to tell.

    What is as it was in the tables of `before` has the digest that it had.
    """

    def __init__(
        self,
        tables: LookedUp,
        others: SeenDigests | None = None,
        before: SeenDigests | None = None,
    ) -> None:
        self._tables = tables
        self._others = others
        self._seen: dict[tuple[str, str, Any], str] = {}
        self._values: dict[tuple[str, Any], tuple[Any, str]] = {}
        self._before = before._values if before is not None else {}  # noqa: SLF001 - of the same class

    def of(self, table: str, how: str, key: Any) -> str:
        """The digest of what is seen; empty where nothing tells it, such as for a value without a text."""
        if self._others is not None and table in self._others._tables:  # noqa: SLF001 - of the same class
            return self._others.of(table, how, key)
        found = self._seen.get((table, how, key))
        if found is None:
            found = self._seen[table, how, key] = self._made(table, how, key)
        return found

    def _made(self, table: str, how: str, key: Any) -> str:
        under = self._tables.get(table)
        if under is None:
            return ""
        if how == _THERE:
            return "there" if key in under else "nowhere"
        if how == _WHOLE:
            seen = [(_as_json(each), self.of(table, _FOUND, each)) for each in under]
            return digest(*(part for pair in seen for part in pair)) if all(map(all, seen)) else ""
        value = under.get(key, _NOTHING_THERE)
        known, told = self._before.get((table, key), (_NOTHING_THERE, "nothing"))
        if value is not known and (known is _NOTHING_THERE or value != known):
            told = _text_digest(value)
        self._values[table, key] = value, told
        return told


def _text_digest(value: Any) -> str:
    if value is _NOTHING_THERE:
        return "nothing"
    try:
        return digest(encoded(value))
    except TypeError:
        return ""


class KeptPieces:
    """The pieces that were kept under `name`, and those of this run, in which `digests` tell what is seen."""

    def __init__(self, store: Store, name: str, digests: SeenDigests) -> None:
        self._store = store
        self._name = name
        self._digests = digests
        self._known = KEPT_PIECES.get(store, name) or PiecesOfRun((), {})
        self._same: dict[int, bool] = {}
        self._looks: dict[tuple[str, str, Any], LookedAt | None] = {}
        self._used: dict[str, tuple[str, tuple[LookedAt, ...]]] = {}
        self._is_other = False

    def piece(
        self, name: str, make: Callable[[Notes], Any], is_right: Callable[[Any], bool]
    ) -> Any:
        """The piece `name` as plain values: as it was kept, or as `make` makes it, which notes what it looks at.

        Anybody may have written what is kept, so it counts where it `is_right` for such a piece.
        """
        known = self._known.pieces.get(name)
        if known is not None and all(map(self._is_same, known.looked_at)):
            plain = _loaded(known.made)
            if is_right(plain):
                seen = tuple(self._known.looked_at[number] for number in known.looked_at)
                self._used[name] = known.made, seen
                return plain
        self._is_other = True
        notes = Notes()
        made = make(notes)
        looked_at = self._told(notes)
        if looked_at is not None:
            with suppress(TypeError):  # it holds half a character, and is made anew each time
                self._used[name] = dumps(made).decode(), looked_at
        return made

    def save(self) -> None:
        """Keep what was used, for the next run."""
        if not self._is_other and self._used.keys() == self._known.pieces.keys():
            return
        numbers: dict[LookedAt, int] = {}
        pieces = {
            name: KeptPiece(
                made, tuple(numbers.setdefault(each, len(numbers)) for each in looked_at)
            )
            for name, (made, looked_at) in self._used.items()
        }
        KEPT_PIECES.put(self._store, self._name, PiecesOfRun(tuple(numbers), pieces))

    def _is_same(self, number: int) -> bool:
        """Whether what was looked at is as it was."""
        found = self._same.get(number)
        if found is None:
            found = self._same[number] = self._looks_same(number)
        return found

    def _looks_same(self, number: int) -> bool:
        if not 0 <= number < len(self._known.looked_at):
            return False
        each = self._known.looked_at[number]
        try:
            now = self._digests.of(each.table, each.how, _as_key(loads(each.key)))
        except (TypeError, ValueError, RecursionError):  # that is no key, so nobody looked there
            return False
        return bool(now) and now == each.seen

    def _told(self, notes: Notes) -> tuple[LookedAt, ...] | None:
        """All that was looked at; None where something of it cannot be told to a later run."""
        if notes.asked:
            return None
        looked_at = [
            *((table, _FOUND, key) for table, key in notes.found),
            *((table, _THERE, key) for table, key in notes.there),
            *((table, _WHOLE, "") for table in notes.whole),
        ]
        told = []
        for look in looked_at:
            if look not in self._looks:  # other pieces look at the same
                self._looks[look] = self._as_told(*look)
            found = self._looks[look]
            if found is None:
                return None
            told.append(found)
        return tuple(told)

    def _as_told(self, table: str, how: str, key: Any) -> LookedAt | None:
        """What was looked at, as a later run knows it; None where it cannot."""
        seen, as_json = self._digests.of(table, how, key), _as_json(key)
        if not seen or not as_json or _as_key(loads(as_json)) != key:
            return None
        return LookedAt(table=table, how=how, key=as_json, seen=seen)


def _loaded(made: str) -> Any:
    """What JSON says; None where it is none."""
    try:
        return loads(made)
    except ValueError:
        return None


def _as_json(key: Any) -> str:
    """A key as JSON; empty for one that has none."""
    try:
        return encoded(key)
    except TypeError:
        return ""


def _as_key(plain: Any) -> Any:
    """A key as it was before it was JSON."""
    return tuple(map(_as_key, plain)) if isinstance(plain, list) else plain
