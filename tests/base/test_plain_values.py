"""What is kept between runs is read as plain values: what was written comes back, and nothing else comes in.

Whoever can write a file of the cache can seal it too. So each law is asked of bytes as they reach the reader.
"""

from __future__ import annotations

import importlib
import marshal
import pickle
import pkgutil
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import compiler
from compiler import pipeline
from compiler.base.columns import MOST_DEEP
from compiler.base.context import Context
from compiler.base.diagnostics import Severity
from compiler.base.plain_values import from_bytes, to_bytes
from compiler.base.quick_json import dumps, loads
from compiler.base.store import KeptValues
from compiler.base.wording import NOTHING, Text, joined, say
from compiler.emit.families import FAMILIES, Request
from tests.helpers.small_model import SMALL


@cache
def kinds() -> dict[str, KeptValues[Any]]:
    """Everything that a module of the compiler keeps, by its kind."""
    found = {}
    for module in pkgutil.walk_packages(compiler.__path__, "compiler."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, KeptValues):
                    assert found.setdefault(value.kind, value) is value, value.kind
    return found


KINDS = (
    "contents",
    "diagrams",
    "documents",
    "examples",
    "findings in lists",
    "names",
    "parsed",
    "parts",
    "pieces",
    "published",
    "review",
    "site",
    "told",
    "told documents",
    "verified",
    "versions",
    "words",
    "words of a search",
)


def test_these_kinds_are_kept() -> None:
    assert tuple(sorted(kinds())) == KINDS


class Memory:
    """A store in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}

    def get(self, kind: str, key: str) -> bytes | None:
        return self.held.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        self.held[kind, key] = content


def read(kind: str, content: bytes) -> Any:
    """What a run makes of `content`, where it stands for something of this kind."""
    store = Memory()
    store.put(kind, "key", content)
    return kinds()[kind].get(store, "key")


# -- what was written comes back ---------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
SAID = st.sampled_from(["a", ""]).map(lambda name: say('{{"{name}" stands twice}}', name=name))
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    bytes: st.binary(max_size=4),
    NoneType: st.none(),
    Text: st.just(NOTHING) | st.lists(SAID, max_size=2).map(joined),
}
COLLECTIONS: dict[Any, Callable[..., st.SearchStrategy[Any]]] = {
    list: st.lists,
    frozenset: st.frozensets,
    tuple: lambda items, max_size: st.lists(items, max_size=max_size).map(tuple),
}


@cache
def values_of(type_: Any, depth: int = 3) -> st.SearchStrategy[Any]:
    """Values of `type_`; a type that holds itself does so three times at most."""
    if type_ in SIMPLE:
        return SIMPLE[type_]
    origin, inner = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return st.one_of([values_of(each, depth) for each in inner])
    if origin is tuple and inner[-1] is not ...:
        return st.tuples(*(values_of(each, depth) for each in inner))
    if origin in COLLECTIONS:
        return COLLECTIONS[origin](values_of(inner[0], depth), max_size=2 if depth > 0 else 0)
    if origin is dict:
        return st.dictionaries(*(values_of(each, depth) for each in inner), max_size=2)
    if issubclass(type_, Enum):
        return st.sampled_from(list(type_))
    hints = get_type_hints(type_)
    holds_itself = type_.__name__ == "SettingDecl"
    return st.deferred(
        lambda: st.builds(
            type_,
            **{
                name: st.just(()) if depth <= 0 and name in ("members", "settings")
                else values_of(hints[name], depth - holds_itself)
                for name in type_._fields
            },
        )
    )  # fmt: skip


def same(one: object, other: object) -> bool:
    """Whether both are equal and of the same classes, all the way down; texts are said the same in every language."""
    if type(one) is not type(other) or one != other:
        return False
    if isinstance(one, Text) and isinstance(other, Text):
        return one.template == other.template and one.values == other.values
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return True


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_was_kept_is_read_as_it_was(kind: str, data: st.DataObject) -> None:
    form = kinds()[kind].form
    value = data.draw(values_of(form))
    assert same(from_bytes(to_bytes(value, form), form), value)


class Point(NamedTuple):
    """A named tuple with what the kinds of today do not have."""

    number: int | str | bool | tuple[int, str] | Severity
    points: list[Point]


FORM = list[int | str | bool | tuple[int, str] | Severity | None]


@settings(deadline=None)
@given(values_of(FORM))
def test_values_of_one_column_keep_their_types(values: list[Any]) -> None:
    assert same(from_bytes(to_bytes(values, FORM), FORM), values)


def test_the_order_of_a_choice_does_not_matter() -> None:
    """Python takes both for one, so either may be met first."""
    assert from_bytes(to_bytes(["a", 1], list[str | int]), list[int | str]) == ["a", 1]


@pytest.mark.parametrize(
    ("value", "form"),
    [(True, int), (1, bool), (Severity.HINT, str), ("hint", Severity), ("a", Text), ((1,), list[int]),
     ([1], list[str]), (None, int), ((1, 2), tuple[int]), (2**64, int), ("\ud800", str), ({1: "a"}, dict[str, str])],
)  # fmt: skip
def test_what_is_of_another_type_is_not_kept(value: object, form: Any) -> None:
    store = Memory()
    KeptValues("kind", form).put(store, "key", value)
    assert store.held == {}


def nested(depth: int) -> Point:
    """A point in a point, so many times."""
    made = Point(0, [])
    for _ in range(depth):
        made = Point(0, [made])
    return made


def test_what_is_too_deep_is_not_kept() -> None:
    store, kept = Memory(), KeptValues("kind", Point)
    kept.put(store, "key", nested(10))
    assert kept.get(store, "key") == nested(10)
    kept.put(store, "deep", nested(MOST_DEEP))
    assert kept.get(store, "deep") is None


def test_real_models_are_kept_and_known_again() -> None:
    """Each stage keeps what it made: nothing in a real model is of a type that its form does not have."""
    store = Memory()
    context = Context(store, "tests")
    files = {name: text.encode() for name, text in SMALL.items()}
    found = pipeline.review(files, context)
    everything = Request(families=tuple(FAMILIES))
    built = pipeline.build(files, everything, context)
    assert set(KINDS) - {
        "contents",
        "names",
        "published",
        "site",
        "told",
        "verified",
        "versions",
    } <= {kind for kind, _ in store.held}
    assert same(pipeline.review(files, context), found)
    before = dict(store.held)
    assert pipeline.build(files, everything, context).artefacts == built.artefacts
    assert store.held == before
    for (kind, key), content in before.items():
        if kind in KINDS:
            value = kinds()[kind].get(store, key)
            assert value is not None, kind
            assert to_bytes(value, kinds()[kind].form) == content


# -- and nothing else comes in -----------------------------------------------------------------------------------------


class Writing:
    """Unpickled, it writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_bytes, (self.path, b"run")


BAD = {
    "nothing": b"",
    "marshal": marshal.dumps(compile("raise SystemExit(3)", "x", "exec")),
    "deep": b"[" * 100_000 + b"]" * 100_000 + b"\n",
    "deep, but JSON": b"[" * 900 + b"]" * 900 + b"\n",
    "half": b'[["a"\n',
    "no end of a line": b'["a"]',
    "no UTF-8": b'"\xff"\n',
    "many": b"[[1000000000000,1],1]\n",
    "many of nothing": b"[1000000000000,0]\n",
    "below nothing": b"[-1,[[1,1],1]]\n",
    "a number as a word": b"[NaN]\n",
    "an object": b'{"__class__":"os.system"}\n',
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_others_wrote_is_forgotten(kind: str, tmp_path: Path) -> None:
    pickled = pickle.dumps(Writing(tmp_path / "pickled"))
    for name, content in {**BAD, "pickle": pickled, "pickle, a line on": b"[]\n" + pickled}.items():
        assert read(kind, content) is None, name
    assert list(tmp_path.iterdir()) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2**40) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)


def changed(plain: Any, data: st.DataObject) -> Any:
    """`plain` with one of the values anywhere in it changed."""
    if isinstance(plain, list) and plain and data.draw(st.integers(0, 9)):
        at = data.draw(st.integers(0, len(plain) - 1))
        return [*plain[:at], changed(plain[at], data), *plain[at + 1 :]]
    return data.draw(JSON)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_is_read_is_of_its_type_whatever_was_written(kind: str, data: st.DataObject) -> None:
    form = kinds()[kind].form
    head, _, tail = to_bytes(data.draw(values_of(form)), form).partition(b"\n")
    found = read(
        kind, dumps(changed(loads(head), data)) + b"\n" + tail[: data.draw(st.integers(0, 9))]
    )
    if found is not None:
        to_bytes(found, form)  # refuses what is of another type, anywhere in it


@pytest.mark.parametrize(
    "template", ["{a.__class__}", "{a:>9999999999}", "{a!r}", "{a", "{0}", "{b}", "{a[0]}", "{}"]
)
def test_a_template_does_no_more_than_name_its_values(template: str) -> None:
    assert read_said([template, {"a": "x"}]) is None
    assert read_said(["{{a.__class__}} {a}", {"a": "x"}]) == "{a.__class__} x"


def read_said(plain: object) -> Text | None:
    store = Memory()
    store.put("said", "key", dumps([plain]) + b"\n")
    return KeptValues("said", Text).get(store, "key")


def test_a_text_that_would_be_enormous_is_forgotten() -> None:
    plain: Any = ["x" * 100, {}]
    for _ in range(18):
        plain = ["{a}" * 9, {"a": plain}]
    assert read_said(plain) is None


def test_a_template_that_was_compiled_is_not_what_is_kept_as_a_value() -> None:
    """What is run is no kind of these: it lies in the package (tests/cli/test_prepare.py)."""
    assert not {"templates", "grammar"} & set(kinds())
