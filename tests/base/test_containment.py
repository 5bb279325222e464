"""Which regular expressions hold all texts of others: as Python finds them, and never said where it is not so."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.regex.containment import is_contained, separation

WIDER = [
    (r"^\d{4}$", r"^\d{4,6}$"), ("^a$", "^a?$"), ("^(a|b)$", "^(a|b|c)$"), ("^ab$", "^a"), ("^ab$", "b"),
    ("^[A-Z]{2}$", "^[A-Za-z]{2}$"), ("^.{1,80}$", "^.{1,100}$"), ("^(ab)+$", "^[ab]*$"), ("a", ""), ("^$", ""),
    (r"^[0-9]+(\.[0-9]+)?$", r"^[0-9]+(\.[0-9]*)?$"), ("^(a|bc)d$", "^(ad|bcd)$"), ("^(?:a?){3}$", "^a{0,3}$"),
    ("a$b", "x"),
]  # fmt: skip
NARROWER = [
    ("^a?$", "^a$"), ("^(a|b|c)$", "^(a|b)$"), ("", "a"), ("b", "^ab$"), ("a", "^a"), ("a", "a$"), (r"^\w+$", r"^\d+$"),
    ("^.$", "^[^é]$"), ("^a*$", "^a{0,9}$"),
]  # fmt: skip
UNKNOWN = [
    ("^(?=a).$", "^a$"),
    ("^a$", "^(?!b).$"),
    ("^a{1,3000}$", "^a{1,4000}$"),
    ("(", "a"),
    ("a", "("),
]


@pytest.mark.parametrize(("narrow", "wide"), WIDER)
def test_a_wider_one_holds_all_texts(narrow, wide):
    assert is_contained(narrow, wide)


@pytest.mark.parametrize(("old", "new"), NARROWER)
def test_a_narrower_one_refuses_a_text(old, new):
    found = separation((old,), new)
    assert found.is_decided
    assert re.search(old, found.text)
    assert not re.search(new, found.text)


@pytest.mark.parametrize(("old", "new"), UNKNOWN)
def test_what_is_not_decided_is_not_contained(old, new):
    assert separation((old,), new) == (False, None)
    assert not is_contained(old, new)


def test_a_text_may_be_asked_of_several():
    found = separation(("^[0-9]+$", "^.{3}$"), "^1")
    assert found.text is not None
    assert re.search("^[02-9][0-9]{2}$", found.text)
    assert separation(("^a$", "^b$"), "^c$") == (True, None)


PARTS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", ".", "[^a]", "^", "$", ""]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda both: f"(?:{both[0]}|{both[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{0,2}"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
    ),
    max_leaves=6,
)
TEXTS = ["".join(each) for length in range(5) for each in product("abc", repeat=length)]


def finds(pattern: str, text: str) -> bool:
    """As Python finds it, but that a line end behind a text is no end to other validators."""
    return re.search(pattern.replace("$", r"\Z"), text) is not None


@settings(max_examples=300, deadline=None)
@given(narrow=PARTS, wide=PARTS)
def test_it_is_as_python_finds_texts(narrow, wide):
    found = separation((narrow,), wide)
    apart = [text for text in TEXTS if finds(narrow, text) and not finds(wide, text)]
    if apart:
        assert found.text is not None
        assert len(found.text) <= len(apart[0])
    if found.text is not None:
        assert finds(narrow, found.text)
        assert not finds(wide, found.text)
