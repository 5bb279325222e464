"""What is kept of a site: after any edits a site is the same, byte for byte, as one that is made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.kept_pieces import KeptPieces
from compiler.base.memory import Memory, Notes
from compiler.emit.families import FAMILIES, Request
from compiler.emit.site.options import SiteOptions
from compiler.language.cora import ElementKind
from compiler.language.declarations import ElementDecl, SourceFile
from compiler.model.model import Model
from tests.helpers.edits import edited
from tests.helpers.made_set import linked
from tests.helpers.memory_store import MemoryStore
from tests.helpers.small_model import REPO, SMALL

DUTCH = SiteOptions()
RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def made_with(model: Model, context: Context, options: SiteOptions = DUTCH) -> dict[str, bytes]:
    """The site of `model`, with what the context keeps."""
    request = Request(families=("site",), site=options)
    made = FAMILIES["site"].emit(model, request, context, lambda: None).artefacts
    assert made is not None
    return dict(made)


def texts_of_example() -> dict[str, bytes]:
    """The texts of models/voorbeeld."""
    folder = REPO / "models" / "voorbeeld"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.vera")}


@lru_cache(maxsize=1)
def sources() -> tuple[SourceFile, ...]:
    """The files of models/voorbeeld."""
    return tuple(each.source for each in pipeline.parse(texts_of_example()))


def warm(model: Model) -> Context:
    """A context that keeps what a site of `model` was made of."""
    context = Context(MemoryStore())
    made_with(model, context)
    return context


@lru_cache(maxsize=1)
def warmed() -> Context:
    return warm(linked(sources()))


@RANDOM
@given(st.data())
def test_a_site_after_an_edit_is_one_that_is_made_anew(data: st.DataObject) -> None:
    model = linked(data.draw(edited(sources())))
    assert made_with(model, warmed()) == made_with(model, Context())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Een mens of organisatie.", "Iemand."),
        ("kern soort", "soort"),
        ('"Persoon"', '"Mens"'),
        ("achternaam", "familienaam"),
        ("Een mens of organisatie.", "Een [[Persoon]]."),
    ],
)
def test_small_edits_of_the_small_model_reach_every_page(old: str, new: str) -> None:
    before = {path: text.encode() for path, text in SMALL.items()}
    after = {path: text.replace(old, new).encode() for path, text in SMALL.items()}
    assert before != after, old
    context = warm(linked(each.source for each in pipeline.parse(before)))
    model = linked(each.source for each in pipeline.parse(after))
    kept = made_with(model, context)
    assert kept == made_with(model, Context())


def kinds_in(files: tuple[SourceFile, ...]) -> Iterator[object]:
    """The kinds of elements of the architecture; an edit may make a text of one, which no text declares."""
    for file in files:
        yield from (each.kind for each in file.statements if isinstance(each, ElementDecl))


def with_notes_of_each(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `asked` hold what is made anew from now on, by its name."""
    piece = KeptPieces.piece

    def noted(
        self: KeptPieces, name: str, make: Callable[[Notes], Any], is_right: Callable[[Any], bool]
    ) -> Any:
        def made(notes: Notes) -> Any:
            asked.append(name)
            return make(notes)

        return piece(self, name, made, is_right)

    monkeypatch.setattr(KeptPieces, "piece", noted)


@RANDOM
@given(st.data())
def test_after_any_series_of_edits_a_site_is_one_that_is_made_anew(data: st.DataObject) -> None:
    """In one process with a memory, and in one process after another that share what they keep."""
    files, memory = sources(), Memory[object]()
    living, others = Context(MemoryStore()), Context(MemoryStore())
    for _ in range(data.draw(st.integers(1, 3))):
        files = data.draw(edited(files))
        assume(all(isinstance(each, ElementKind) for each in kinds_in(files)))
        anew = made_with(linked(files), Context())
        remembering, _ = pipeline.link(files, memory)
        assert remembering is not None
        assert made_with(remembering, living) == anew
        memory.finish_round()
        assert made_with(linked(files), others) == anew


@pytest.mark.parametrize(
    ("file", "old", "new", "reached"),
    [
        (
            "Uitleen.vera",
            "aanschafdatum  : date",
            'aanschafdatum  : date beperking "Niet na vandaag."',
            {'["domain","Uitleen"]', '["entity","Voorwerp"]', '["process","LEN"]'}
            | {'["message",["LEN","Leningen"]]', '["LEN","Leningen"]'},
        ),
    ],
)
def test_an_edit_plans_the_pages_that_it_reaches(
    monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, reached: set[str]
) -> None:
    texts = texts_of_example()
    assert old in texts[file].decode()
    after = texts | {file: texts[file].replace(old.encode(), new.encode())}
    context = warm(linked(each.source for each in pipeline.parse(texts)))
    asked: list[str] = []
    with_notes_of_each(asked, monkeypatch)
    made_with(linked(each.source for each in pipeline.parse(after)), context)
    assert set(asked) == reached


def test_nothing_is_planned_where_nothing_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    context = warm(linked(sources()))
    asked: list[str] = []
    with_notes_of_each(asked, monkeypatch)
    made_with(linked(sources()), context)
    assert asked == []


@pytest.mark.parametrize(
    "folder", ["../x", "/x", "a/../b", "a//b", "a/", "C:/x", "a\\b", "a\0", ".", ""]
)
def test_an_address_that_somebody_kept_leads_to_no_other_place(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = KeptPieces.piece
    asked: list[bool] = []

    def hostile(
        self: KeptPieces, name: str, make: Callable[[Notes], Any], is_right: Callable[[Any], bool]
    ) -> Any:
        if name.startswith('["entity"'):
            asked.append(is_right([[folder, "name", "content"]]))
        return piece(self, name, make, is_right)

    monkeypatch.setattr(KeptPieces, "piece", hostile)
    made_with(linked(sources()), Context())
    assert asked
    assert not any(asked)


def test_languages_stand_apart_in_what_is_kept() -> None:
    model, store = linked(sources()), MemoryStore()
    dutch = made_with(model, Context(store))
    english = made_with(model, Context(store), SiteOptions("en"))
    assert made_with(model, Context(store)) == dutch
    assert made_with(model, Context(store), SiteOptions("en")) == english != dutch
