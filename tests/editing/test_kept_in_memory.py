"""A store of a long process: it reads beneath, writes nothing there, and stays small."""

from __future__ import annotations

from compiler.editing import kept_in_memory
from compiler.editing.kept_in_memory import KeptInMemory
from tests.helpers.memory_store import MemoryStore


def test_it_reads_beneath_and_writes_nothing_there():
    beneath = MemoryStore()
    beneath.put("a", "1", b"old")
    store = KeptInMemory(beneath)
    assert store.get("a", "1") == b"old"
    store.put("a", "1", b"new")
    store.put("a", "2", b"other")
    assert (store.get("a", "1"), store.get("a", "2"), store.get("b", "1")) == (
        b"new",
        b"other",
        None,
    )
    assert (beneath.get("a", "1"), beneath.get("a", "2")) == (b"old", None)


def test_what_was_not_asked_for_longest_goes_first(monkeypatch):
    monkeypatch.setattr(kept_in_memory, "_MOST_OF_A_KIND", 30)
    store = KeptInMemory(MemoryStore())
    for number in range(3):
        store.put("a", str(number), b"x" * 10)
    assert store.get("a", "0")
    store.put("b", "0", b"y" * 25)
    store.put("a", "3", b"x" * 10)
    assert [key for key in "0123" if store.get("a", key)] == ["0", "2", "3"]
    store.put("a", "4", b"x" * 99)
    assert [key for key in "01234" if store.get("a", key)] == ["4"]
    assert store.get("b", "0")
