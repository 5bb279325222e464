"""Work that is kept in a process that lives long, and done again only where something that it looked at is another.

Whoever works reads by way of `Noted` mappings, so that what was looked at is known and need not be declared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
# What may be looked at, by the name of the mapping that it stands in.
LookedUp: TypeAlias = Mapping[str, Mapping[Any, Any]]
# What is made of some kind for some key, by whoever is named last.
Ask: TypeAlias = Callable[[str, Any, Any], Any]
_NOTHING_THERE = object()


class Notes:
    """What a piece of work looked at: what stood at a key, whether something did, and all of a mapping.

    `asked` are other pieces that it asked for: how each is made, and what it was.
    """

    __slots__ = ("asked", "found", "there", "whole")

    def __init__(self) -> None:
        self.found: dict[tuple[str, Any], Any] = {}
        self.there: dict[tuple[str, Any], bool] = {}
        self.whole: dict[str, Any] = {}
        self.asked: dict[tuple[str, Any], tuple[Any, Any]] = {}

    def hold(self, tables: LookedUp, ask: Ask | None = None) -> bool:
        """Whether all that was looked at is the same in `tables`, and all that was asked for where one `ask`s now."""
        return (
            all(_is_same(tables[name], known) for name, known in self.whole.items())
            and all(
                (now := tables[name].get(key, _NOTHING_THERE)) is known or now == known
                for (name, key), known in self.found.items()
            )
            and all((key in tables[name]) is known for (name, key), known in self.there.items())
            and all(
                ask is not None and ((now := ask(kind, key, make)) is made or now == made)
                for (kind, key), (make, made) in self.asked.items()
            )
        )


def _is_same(now: Mapping[Any, Any], known: Mapping[Any, Any]) -> bool:
    """Whether two mappings hold the same in one order."""
    if now is known:
        return True
    return len(now) == len(known) and all(
        key == other and value is known[other]
        for (key, value), other in zip(now.items(), known, strict=True)
    )


class Noted(Mapping[_Key, _Value]):
    """A mapping that writes into `notes` what is looked at in it; its `name` tells it from others."""

    __slots__ = ("_name", "_under", "notes")

    def __init__(self, name: str, under: Mapping[_Key, _Value], notes: Notes) -> None:
        self._name = name
        self._under = under
        self.notes = notes

    def __getitem__(self, key: _Key) -> _Value:
        found: Any = self._under.get(key, _NOTHING_THERE)
        self.notes.found[self._name, key] = found
        if found is _NOTHING_THERE:
            raise KeyError(key)
        return found  # type: ignore[no-any-return]  # one of its values

    def get(self, key: Any, default: Any = None) -> Any:
        """What stands at `key`, or `default`."""
        found = self._under.get(key, _NOTHING_THERE)
        self.notes.found[self._name, key] = found
        return default if found is _NOTHING_THERE else found

    def __contains__(self, key: object) -> bool:
        is_there = key in self._under
        self.notes.there[self._name, key] = is_there
        return is_there

    def __iter__(self) -> Iterator[_Key]:
        self.notes.whole[self._name] = self._under
        return iter(self._under)

    def __len__(self) -> int:
        self.notes.whole[self._name] = self._under
        return len(self._under)


class PieceOfWork(NamedTuple):
    """A piece of work that is kept: what came of it, and what it looked at."""

    made: Any
    notes: Notes


class Memory(Generic[_Key]):
    """Pieces of work, by what they are of. What two rounds of work did not ask for is forgotten."""

    def __init__(self) -> None:
        self._pieces: dict[_Key, PieceOfWork] = {}
        self._asked: dict[_Key, int] = {}
        self._round = 0

    def get(self, key: _Key, tables: LookedUp, ask: Ask | None = None) -> PieceOfWork | None:
        """The piece `key`, where all that it looked at is the same in `tables`, and what it asked for too."""
        piece = self._pieces.get(key)
        if piece is None or not piece.notes.hold(tables, ask):
            return None
        self._asked[key] = self._round
        return piece

    def last(self, key: _Key) -> Any:
        """What was made of the piece `key` last, whatever changed since; None where nothing was."""
        piece = self._pieces.get(key)
        return piece.made if piece is not None else None

    def put(self, key: _Key, piece: PieceOfWork) -> None:
        """Keep `piece`, in place of what was kept of that key."""
        self._pieces[key] = piece
        self._asked[key] = self._round

    def finish_round(self) -> None:
        """All that is wanted of the present was asked for: forget what was not, this time and the time before."""
        for key in [key for key, asked in self._asked.items() if asked < self._round - 1]:
            del self._asked[key], self._pieces[key]
        self._round += 1
