"""One edit of a model, of every kind that declarations allow: something left out, switched over, or said otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.language.declarations import Doc, SourceFile, TypeRef
from compiler.model.elements import PRIMITIVES

_OPTIONAL = ("base", "formerly", "source", "business_object", "parent")
Files = tuple[SourceFile, ...]
# What says nothing of a model: where a file is, and what rules pass over.
_SILENT = ("path", "suppressions", "lines", "notes")


@st.composite
def edited(draw: st.DrawFn, files: Files) -> Files:
    """`files` with one edit; the same where there is none to make."""
    found = list(edits_of(files))
    return files if not found else draw(st.sampled_from(found))


def edits_of(value: Any) -> Iterator[Any]:
    """Every value that is `value` with one edit in it."""
    if isinstance(value, Name):
        return
    if isinstance(value, TypeRef):
        yield from _other_types(value)
    elif isinstance(value, Doc):
        yield value._replace(text=f"{value.text} Anders.")
    elif hasattr(value, "_fields"):
        for field in value._fields:
            if field not in _SILENT:
                for other in _edits_of_field(field, getattr(value, field)):
                    yield value._replace(**{field: other})
    elif isinstance(value, tuple):
        yield from _edits_of_tuple(value)


def _edits_of_field(field: str, value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield f"{value}x" if value and field != "pattern" else "^[a-z]*$"
    elif isinstance(value, Name) and field in ("name", "plural", "path"):
        yield value._replace(text=f"{value.text}x")
        if field != "name":
            yield None
    elif value is not None and field in _OPTIONAL:
        yield None
    elif value is None and field in ("source", "plural", "path"):
        yield Name("anders")
    elif value is None and field == "doc":
        yield Doc("Een omschrijving.")
    else:
        yield from edits_of(value)


def _edits_of_tuple(value: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for at, member in enumerate(value):
        yield (*value[:at], *value[at + 1 :])
        for other in edits_of(member):
            yield (*value[:at], other, *value[at + 1 :])


def _other_types(value: TypeRef) -> Iterator[TypeRef]:
    yield value._replace(many=not value.many)
    if value.name.text not in PRIMITIVES:
        yield value._replace(keys=not value.keys)
    yield value._replace(name=Name("integer"), keys=False)
    yield value._replace(name=Name("string"), keys=False)
