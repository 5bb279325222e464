"""Two published releases that differ in one place of one document are not equal, and reading one twice is cheap."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.store import Store
from compiler.compare.comparison import Comparison
from compiler.compare.judge import Verdict
from compiler.importers.release import release as reading
from compiler.model.model import Model
from compiler.pipeline import importing
from tests.helpers.memory_store import MemoryStore
from tests.helpers.release_maker import FILE, PROSE, Release, Tree, structure

Edit = Callable[[Release], None]


def read(release: Release, folder: Path, store: Store | None = None) -> Model | None:
    """The model of a release, which is written into `folder` first."""
    folder.mkdir(exist_ok=True)
    release.write(folder)
    context = Context(store) if store else Context()
    return pipeline.read_published(folder / FILE, folder, folder / "codes.csv", context).model


def release() -> Release:
    """A release in which no part stands twice, so that a change of one part changes no other."""
    made = Release()
    made.documents = json.loads(json.dumps(made.documents))
    return made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Model:
    model = read(release(), tmp_path_factory.mktemp("plain"))
    assert model is not None
    return model


# -- one place of one document ---------------------------------------------------------------------------------------


def process(made: Release) -> tuple[str, Tree]:
    """The last document of a process, with its name."""
    name = [name for name in made.documents if name.startswith("Ketenprocessen/")][-1]
    return name, made.documents[name]


def operation(made: Release, method: str) -> Tree:
    _, document = process(made)
    return next(item[method] for path, item in document["paths"].items() if path != "/ping")


def text_property(made: Release) -> Tree:
    """The first text in the first message of the document."""
    _, document = process(made)
    return next(
        body
        for schema in document["components"]["schemas"].values()
        for body in schema.get("properties", {}).values()
        if body.get("type") == "string"
    )


EDITS: dict[str, Edit] = {
    "another response": lambda made: operation(made, "post")["responses"].update({"409": {}}),
    "a response gone": lambda made: operation(made, "get")["responses"].pop("401"),
    "a header gone": lambda made: operation(made, "get")["responses"]["200"].pop("headers"),
    "a body gone": lambda made: operation(made, "put").pop("requestBody"),
    "a parameter gone": lambda made: operation(made, "patch")["parameters"].pop(),
    "smaller pages": lambda made: operation(made, "get")["responses"]["200"]["content"][
        "application/json"
    ]["schema"].update(maxItems=7),
    "an operation gone": lambda made: process(made)[1]["paths"][
        next(path for path in process(made)[1]["paths"] if path != "/ping")
    ].pop("patch"),
    "a longest text": lambda made: text_property(made).update(maxLength=40),
    "another server": lambda made: process(made)[1]["servers"][0].update(url="https://elders"),
    "another flow": lambda made: process(made)[1]["components"]["securitySchemes"].pop("ApiKeyAuth"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_one_document_says_otherwise_is_a_change(name: str, plain: Model, tmp_path: Path):
    edited = release()
    EDITS[name](edited)
    model = read(edited, tmp_path)
    assert model is not None
    document = process(edited)[0].rpartition("/")[2]
    for comparison in (pipeline.compare(plain, model), pipeline.compare(model, plain)):
        assert [each.reach.documents for each in comparison.changes] == [(document,)]
        assert [each.verdict for each in comparison.changes] == [Verdict.WIRE]
    assert pipeline.compare(model, model).changes == ()


def test_equal_releases_are_equal(plain: Model, tmp_path: Path):
    again = read(release(), tmp_path)
    assert again is not None
    assert pipeline.compare(plain, again).changes == ()


# -- however the manifest sums it up ---------------------------------------------------------------------------------


def without_unauthorised(made: Release, documents: int) -> None:
    """So many documents, from the last on, lack the response 401 of every resource."""
    for name in list(made.documents)[-documents:]:
        for path, item in made.documents[name]["paths"].items():
            for each in item.values() if path != "/ping" else ():
                each["responses"].pop("401")


def test_a_line_for_all_and_a_line_for_each_are_the_same(tmp_path: Path):
    """One document more, without the deviation, makes many lines of one: the others say what they said."""
    one, other = release(), release()
    count = len(one.documents)
    left_out = next(iter(one.documents))
    without_unauthorised(one, count)
    without_unauthorised(other, count - 1)
    models = [read(made, tmp_path / name) for name, made in (("a", one), ("b", other))]
    assert models[0] is not None
    assert models[1] is not None
    lines = [{each.document for each in model.standard.interface.deviations} for model in models]
    assert [len(names) for names in lines] == [1, count - 1]
    (change,) = pipeline.compare(models[0], models[1]).changes
    assert [place.document for place in change.effect.reshaped] == [left_out.rpartition("/")[2]]


# -- any place ---------------------------------------------------------------------------------------------------------


def nodes(node: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The ways to all places below a node that are no prose."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if key not in PROSE or at[-1:] == ("properties",):
            yield (*at, key)
            yield from nodes(value, (*at, key))


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_place_of_a_document_goes_unseen(plain: Model, data: st.DataObject):
    """Whatever is taken out of one document: the comparison tells it, or the release is refused."""
    edited = release()
    document = data.draw(st.sampled_from(sorted(edited.documents)))
    way = data.draw(st.sampled_from(sorted(nodes(edited.documents[document]))))
    node = edited.documents[document]
    for key in way[:-1]:
        node = node[key]
    before = structure(edited.documents[document])
    node.pop(way[-1])
    assume(structure(edited.documents[document]) != before)
    with TemporaryDirectory() as folder:
        model = read(edited, Path(folder))
    if model is not None:
        assert pipeline.compare(plain, model).changes != ()


# -- what it costs -----------------------------------------------------------------------------------------------------


def test_a_release_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    edited, store = release(), MemoryStore()
    EDITS["another response"](edited)
    first = read(edited, tmp_path, store)
    assert first is not None
    assert first.standard.interface.deviations != ()

    def unexpected(*_: object, **__: object) -> None:
        raise AssertionError("the release is read again")

    monkeypatch.setattr(reading, "read_release", unexpected)
    again = read_as_it_is(tmp_path, store)
    assert again is not None
    assert again.standard == first.standard
    assert pipeline.compare(first, again).changes == ()
    (tmp_path / "codes.csv").write_text(edited.codes + "\n")
    with pytest.raises(AssertionError):
        read_as_it_is(tmp_path, store)


def read_as_it_is(folder: Path, store: Store) -> Model | None:
    """The model of a release that stands in `folder`."""
    found = pipeline.read_published(folder / FILE, folder, folder / "codes.csv", Context(store))
    return found.model


def test_a_release_that_is_refused_is_not_kept(tmp_path: Path):
    made, store = release(), MemoryStore()
    made.write(tmp_path)
    path = tmp_path / f"{next(iter(made.documents))}.yaml"
    text = path.read_text("utf-8")
    path.write_text("openapi: [")
    assert read_as_it_is(tmp_path, store) is None
    path.write_text(text, "utf-8")
    assert read_as_it_is(tmp_path, store) is not None


# -- the same as an import ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["another response", "a longest text"])
def test_a_published_side_and_its_import_are_equal(name: str, tmp_path: Path):
    edited = release()
    EDITS[name](edited)
    model = read(edited, tmp_path)
    imported = importing.import_release(tmp_path / FILE, tmp_path, tmp_path / "codes.csv")
    assert imported.files is not None
    other = pipeline.read_version(imported.files).model
    assert model is not None
    assert other is not None
    comparison: Comparison = pipeline.compare(model, other)
    assert comparison.changes == ()
