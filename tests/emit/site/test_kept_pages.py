"""What is kept of a site between runs: after any edit a site is the same, byte for byte, as one that is made anew."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.families import FAMILIES, Request
from compiler.emit.site.options import SiteOptions
from compiler.language.declarations import SourceFile
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


@lru_cache(maxsize=1)
def sources() -> tuple[SourceFile, ...]:
    """The files of models/voorbeeld."""
    folder = REPO / "models" / "voorbeeld"
    texts = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.vera")}
    return tuple(each.source for each in pipeline.parse(texts))


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


def test_languages_stand_apart_in_what_is_kept() -> None:
    model, store = linked(sources()), MemoryStore()
    dutch = made_with(model, Context(store))
    english = made_with(model, Context(store), SiteOptions("en"))
    assert made_with(model, Context(store)) == dutch
    assert made_with(model, Context(store), SiteOptions("en")) == english != dutch
