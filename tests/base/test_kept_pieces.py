"""Pieces that are kept between runs: made again where something that they looked at is another, and only there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from compiler.base.kept_pieces import (
    KEPT_PIECES,
    KeptPiece,
    KeptPieces,
    LaterMapping,
    LookedAt,
    MappingOnDemand,
    PiecesOfRun,
    SeenDigests,
)
from compiler.base.memory import Noted, Notes
from compiler.base.store import digest
from tests.helpers.memory_store import MemoryStore

NAME = digest("a test")
Table = Mapping[Any, Any]


def is_text(plain: object) -> bool:
    return isinstance(plain, str)


def runs(look: Callable[[Noted[Any, Any]], object], *tables: Table) -> list[bool]:
    """For each run on one of `tables` whether the piece was made again."""
    store, made = MemoryStore(), []
    for table in tables:
        pieces = KeptPieces(store, NAME, SeenDigests({"table": table}))
        again = []

        def make(notes: Notes, table: Table = table, again: list[bool] = again) -> str:
            again.append(True)
            return str(look(Noted("table", table, notes)))

        assert pieces.piece("piece", make, is_text) == str(look(Noted("table", table, Notes())))
        pieces.save()
        made.append(bool(again))
    return made


@pytest.mark.parametrize(
    ("look", "tables", "expected"),
    [
        (lambda table: table["a"], [{"a": "1"}, {"a": "1", "b": "2"}], [True, False]),
        (lambda table: table["a"], [{"a": "1"}, {"a": "2"}], [True, True]),
        (lambda table: table["a"], [{"a": 1}, {"a": True}], [True, True]),
        (lambda table: table.get("a"), [{}, {"b": "2"}, {"a": "1"}], [True, False, True]),
        (lambda table: "a" in table, [{"a": "1"}, {"a": "2"}, {}], [True, False, True]),
        (len, [{"a": "1"}, {"a": "2"}, {"a": "2"}], [True, True, False]),
        (list, [{"a": "1", "b": "2"}, {"b": "2", "a": "1"}], [True, True]),
        (
            lambda table: table["a", "b"],
            [{("a", "b"): "1"}, {("a", "b"): "1", "c": "2"}],
            [True, False],
        ),
        # What has no text, or a key that JSON cannot hold, is made anew each time.
        (lambda table: table["a"], [{"a": {1}}, {"a": {1}}], [True, True]),
        (lambda table: table["a"], [{"a": "\ud800"}, {"a": "\ud800"}], [True, True]),
        (lambda table: table[None, 1.5], [{(None, 1.5): "1"}, {(None, 1.5): "1"}], [True, False]),
        (lambda table: table[frozenset("a")], [{frozenset("a"): "1"}] * 2, [True, True]),
    ],
)
def test_a_piece_is_made_again_where_what_it_saw_is_another(
    look: Callable[[Noted[Any, Any]], object], tables: list[Table], expected: list[bool]
) -> None:
    assert runs(look, *tables) == expected


def test_what_a_piece_asked_of_others_is_not_told_to_later_runs() -> None:
    store, made = MemoryStore(), []
    for _ in range(2):
        pieces = KeptPieces(store, NAME, SeenDigests({}))

        def make(notes: Notes) -> str:
            made.append(1)
            notes.asked["kind", "key"] = (None, None)
            return "made"

        assert pieces.piece("piece", make, is_text) == "made"
        pieces.save()
    assert len(made) == 2


def test_a_table_that_is_no_more_counts_as_another() -> None:
    store = MemoryStore()
    seen = []
    for tables in ({"table": {"a": "1"}}, {}):
        pieces = KeptPieces(store, NAME, SeenDigests(tables))

        def make(notes: Notes, tables: Mapping[str, Table] = tables) -> str:
            seen.append(1)
            return str(Noted("table", tables.get("table", {}), notes).get("a"))

        pieces.piece("piece", make, is_text)
        pieces.save()
    assert len(seen) == 2


HOSTILE = {
    "a number that counts nothing": (("table", "found", '"a"', "x"), "[]", (7,)),
    "a number below nothing": (("table", "found", '"a"', "x"), "[]", (-1,)),
    "a key that is none": (("table", "found", "{", "x"), '"made"', (0,)),
    "a key without a hash": (("table", "found", '{"a": []}', "x"), '"made"', (0,)),
    "a key that is deep": (("table", "found", "[" * 900 + "]" * 900, "x"), '"made"', (0,)),
    "an unknown way to look": (("table", "other", '"a"', "x"), '"made"', (0,)),
    "an unknown table": (("other", "found", '"a"', ""), '"made"', (0,)),
    "no JSON": (("table", "found", '"a"', "x"), "{", ()),
    "another piece": (("table", "found", '"a"', "x"), "[1]", ()),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_was_kept_by_somebody_else_is_made_anew(case: str) -> None:
    looked_at, made, numbers = HOSTILE[case]
    store = MemoryStore()
    kept = PiecesOfRun((LookedAt(*looked_at),), {"piece": KeptPiece(made, numbers)})
    KEPT_PIECES.put(store, NAME, kept)
    pieces = KeptPieces(store, NAME, SeenDigests({"table": {"a": "1"}}))
    assert pieces.piece("piece", lambda _: "anew", is_text) == "anew"


def test_digests_are_those_of_before_where_values_are() -> None:
    before = SeenDigests({"table": {"a": ("1",), "b": ("2",)}})
    old = [before.of("table", "found", key) for key in "ab"]
    after = SeenDigests({"table": {"a": ("1",), "b": ("3",)}}, before=before)
    new = [after.of("table", "found", key) for key in "abc"]
    alone = SeenDigests({"table": {"a": ("1",), "b": ("3",)}})
    assert new == [alone.of("table", "found", key) for key in "abc"]
    assert (new[0] == old[0], new[1] == old[1]) == (True, False)


def test_mappings_that_are_made_when_they_are_asked() -> None:
    made: list[str] = []

    def one(key: str) -> str:
        made.append(key)
        return key * 2

    on_demand = MappingOnDemand({"a": 1, "b": 2}, one)
    assert (list(on_demand), len(on_demand), made) == (["a", "b"], 2, [])
    assert [on_demand["b"], on_demand["b"], on_demand.get("c"), made] == ["bb", "bb", None, ["b"]]
    later = LaterMapping(lambda: {"a": made.append("all") or "1"})
    assert made == ["b"]
    assert (later["a"], later.get("b"), "a" in later, list(later), len(later)) == (
        "1",
        None,
        True,
        ["a"],
        1,
    )
    assert made == ["b", "all"]
