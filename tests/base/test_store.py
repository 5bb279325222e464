"""Keys and what is kept under them: other parts have another key, and what is kept comes back as it was."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.base.store import NoStore, checksum, digest, encoded

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PARTS = st.lists(TEXTS | st.binary(), max_size=4)


class Point(NamedTuple):
    """A named tuple, as models and plans are made of."""

    x: object
    y: object = 0


def as_bytes(parts: list[str | bytes]) -> list[bytes]:
    """What `parts` are made of."""
    return [part.encode() if isinstance(part, str) else part for part in parts]


@given(PARTS, PARTS)
@example(["ab", "c"], ["a", "bc"])
@example(["a", "b"], ["b", "a"])
@example(["a"], ["a", ""])
@example([""], [])
@example(["é"], ["é".encode()])
@example(["a" * 256], ["a" * 257])
@example(["a" * 70_000, "b"], ["a" * 70_000 + "b"])
def test_keys_are_equal_where_parts_are(some, others):
    assert (digest(*some) == digest(*others)) is (as_bytes(some) == as_bytes(others))


@given(PARTS)
def test_a_key_is_a_short_word_that_can_name_a_file(parts):
    assert len(digest(*parts)) == 40
    assert set(digest(*parts)) <= set("0123456789abcdef")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.builds(Point, inner, inner),
    max_leaves=8,
)


@given(VALUES, VALUES)
@example([], "[]")
@example(["a", "b"], ["a,b"])
@example("1", 1)
@example(Point("a", "b"), Point("b", "a"))
def test_values_are_told_apart_by_their_text(one, other):
    """Lists and tuples are one: a plan says the same in either."""
    assert (encoded(one) == encoded(other)) is same(one, other)


def same(one: object, other: object) -> bool:
    """Whether two values say the same; True is no 1."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("value", [{"a", "b"}, object(), [frozenset("a")], b"a"])
def test_what_has_no_order_of_its_own_has_no_text(value):
    with pytest.raises(TypeError, match=r"JSON serializable|no text that tells it from another"):
        encoded(value)


def test_a_checksum_is_sha_256():
    assert checksum(b"abc") == sha256(b"abc").hexdigest()


def test_no_store_keeps_nothing():
    store = NoStore()
    store.put("kind", "key", b"content")
    assert store.get("kind", "key") is None
