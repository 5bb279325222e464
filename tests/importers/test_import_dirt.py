"""Dirt in a release: each kind is told with its place, and nothing is lost by it.

Every case in tests/helpers/release_dirt/ spoils a made release and returns the findings to expect, (id, place) with the
row of the sheet, the line of the CSV file, or the document. Whatever the dirt, the account of rows must add up, the
model must be sound and canonical, and a build must give the (spoiled) documents again: same structure, descriptions,
order of properties.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.language.formatter import format_source
from compiler.pipeline import importing
from tests.helpers.memory_store import MemoryStore
from tests.helpers.release_dirt import (  # noqa: F401 - each fills the table
    in_codes,
    in_interfaces,
    in_rows,
    in_schemas,
    in_sheets,
)
from tests.helpers.release_dirt.cases import (
    ANYWHERE,
    BOMEN,
    DIRT,
    SNO,
    WERK,
    Expected,
    dirt,
)
from tests.helpers.release_maker import (
    FILE,
    NEWER,
    OLDER,
    PLACE,
    PRIMITIVES,
    Release,
    descriptions,
    structure,
    things,
)
from tests.helpers.requests import documents_with


@dirt()
def much_at_once(release: Release) -> Expected:
    expected: Expected = set()
    for name in (
        "links in every spelling", "no number", "names in other capitals", "a type that is none",
        "a row that was never published", "junk below the last row", "one operation that is missing",
        "words of json schema that the model does not have", "an attribute that only a message has",
        "an address with a typo", "codes that are incomplete", "header in capitals quotes and spaces",
    ):  # fmt: skip
        expected |= DIRT[name].spoil(release)
    return expected


CONTEXT = Context(MemoryStore())


# The column that a finding about a row of the sheet points at, where it is always the same one.
COLUMNS = {
    "IMP04": "AttribuutIsKerngegeven",
    "IMP05": "AttribuutSorteernummer",
    "IMP06": "AttribuutRegEx",
    "IMP10": "Attribuutnaam",
    "IMP11": "Attribuutnaam",
    "IMP13": "Attribuuttype",
    "IMP14": "AttribuutIsKerngegeven",
}


def place(diagnostic: Diagnostic) -> int | str:
    """The row of the sheet, the line of the CSV file, or the document."""
    span = diagnostic.span
    if span.file == PLACE:
        return span.line
    return f"{span.file}:{span.line}" if span.file == "codes.csv" else span.file.split("#")[0]


def imported(release: Release, folder: Path) -> importing.ImportedModel:
    release.write(folder)
    return importing.import_release(folder / FILE, folder, folder / "codes.csv", context=CONTEXT)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Mapping[str, bytes]]:
    """By generation, the model that comes out of the release without dirt."""
    found = {
        g: imported(Release(g), tmp_path_factory.mktemp("clean")).files for g in (NEWER, OLDER)
    }
    return {generation: files for generation, files in found.items() if files is not None}


def test_the_made_release_has_what_the_published_ones_have():
    types = {field.type for thing, _ in things().values() for field in thing.fields}
    assert types >= {
        *PRIMITIVES,
        "Link type Ploeg",
        "Link type Ploeg-sleutels",
        "Collectie type Boom-sleutels",
    }
    text = str(Release().documents[WERK])
    assert "'Verwijst naar Bomen van Bomen.'" in text
    assert "'format': 'uri'" in text
    assert "Boom-sleutels" not in text
    assert "Takken-Tak" in Release().schemas("Ketenprocessen/TEL")
    assert Release().properties(BOMEN, "Naaldboom")["hars"]["deprecated"] is True


@pytest.mark.parametrize("name", DIRT)
def test_dirt(name: str, tmp_path: Path, clean: dict[int, Mapping[str, bytes]]):
    case = DIRT[name]
    release = Release(case.generation)
    expected = case.spoil(release)
    found = imported(release, tmp_path)

    diagnostics = {(d.id, place(d)) for d in found.diagnostics}
    if ("IMP17", ANYWHERE) in expected:
        diagnostics = {(id_, ANYWHERE if id_ == "IMP17" else where) for id_, where in diagnostics}
    assert diagnostics == expected
    assert_cells_are_named(found.diagnostics, release)
    assert found.files is not None
    assert_account_adds_up(found.account, release)
    assert_canonical(found.files)
    assert_built_as_published(found.files, release, texts=case.texts)
    if case.harmless:
        assert found.files == clean[case.generation]


def assert_cells_are_named(diagnostics: Sequence[Diagnostic], release: Release):
    """A finding about the sheet points at a cell, in the column that it is about."""
    header = next(row for row in release.rows if "type" in str(row).lower())
    names = [re.sub("[^a-z]", "", str(name).casefold()) for name in header]
    for each in diagnostics:
        if each.span.file == PLACE:
            assert each.span.column, each
            assert (
                each.id not in COLUMNS or names[each.span.column - 1] == COLUMNS[each.id].casefold()
            ), each


def assert_account_adds_up(account: Sequence[str], release: Release):
    """Every row of the sheet and of the CSV file went somewhere."""
    sheet, codes = (
        [int(n) for n in re.findall(r"\d+", line.split(" (and")[0])]
        for line in (account[0], account[2])
    )
    header = next(number for number, row in enumerate(release.rows) if "type" in str(row).lower())
    last = max(number for number, row in enumerate(release.rows) if any(row))
    assert sheet[0] == sum(sheet[1:]) == last - header
    rows, values, _, unusable, empty = codes
    assert (
        rows
        == values + unusable + empty
        == len([*csv.reader(release.codes.splitlines(keepends=True), delimiter=";")]) - 1
    )


def assert_canonical(files: Mapping[str, bytes]):
    """The model parses, and `verac fmt` would change nothing."""
    for parsed in pipeline.parse(files, CONTEXT):
        assert parsed.diagnostics == ()
        assert format_source(parsed.source).encode() == files[parsed.source.path]


def assert_built_as_published(files: Mapping[str, bytes], release: Release, *, texts: bool):
    """No error stops a build without corrections, and it gives the documents again."""
    built = pipeline.build(files, documents_with("none"), CONTEXT)
    assert [diagnostic for diagnostic in built.diagnostics if diagnostic.stops_build] == []
    assert built.artefacts is not None
    assert built.artefacts.keys() == {f"openapi/{name}.yaml" for name in release.documents}
    for name, published in release.documents.items():
        generated = yaml.load(built.artefacts[f"openapi/{name}.yaml"], Loader=yaml.CSafeLoader)
        assert differences(structure(published), structure(generated)) == [], name
        old, new = published["components"]["schemas"], generated["components"]["schemas"]
        if texts:
            assert differences(dict(descriptions(old)), dict(descriptions(new))) == [], name
        assert differences(dict(orders(old)), dict(orders(new))) == [], name


def differences(old: Any, new: Any, at: str = "#") -> list[str]:
    """The places where two trees differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = sorted(old.keys() | new.keys())
        return [
            line
            for key in keys
            for line in differences(old.get(key, "-"), new.get(key, "-"), f"{at}/{key}")
        ]
    return (
        [] if old == new and type(old) is type(new) else [f"{at}: {old!r:.120} became {new!r:.120}"]
    )


def orders(schemas: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The names of the properties of each schema, in their order."""
    for name, body in schemas.items():
        yield (
            name,
            [key for part in (body, *body.get("allOf", ())) for key in part.get("properties", ())],
        )


def test_deviations_hold_no_sentences_in_a_model_without_descriptions(tmp_path: Path):
    release = Release()
    for name in (
        "keys that nobody refers to",
        "an object inside an attribute",
        "a schema that nobody refers to",
    ):
        DIRT[name].spoil(release)
    folder = release.write(tmp_path)
    bare = importing.import_release(
        folder / FILE, folder, None, descriptions=False, context=CONTEXT
    ).files
    assert bare is not None
    text = b"\n".join(bare.values()).decode()
    assert "afwijkingen" in text
    sentences = {
        text
        for tree in release.documents.values()
        for _, text in descriptions(tree["components"]["schemas"])
    }
    assert len(sentences) > 20
    assert [sentence for sentence in sentences if len(sentence) > 10 and sentence in text] == []


def test_texts_of_entities_are_kept(tmp_path: Path):
    release = Release()
    texts = {"Boom": "Een plant van hout.", "Loofboom": "Met blad.", "Klus": "Werk."}
    for area, name in ((BOMEN, "Boom"), (BOMEN, "Loofboom"), (WERK, "Klus")):
        release.schemas(area)[name]["description"] = texts[name]
    files = imported(release, tmp_path).files
    assert files is not None
    built = pipeline.build(files, documents_with("none"), CONTEXT).artefacts
    assert built is not None
    for area, name in ((BOMEN, "Boom"), (BOMEN, "Loofboom"), (WERK, "Klus")):
        document = yaml.load(built[f"openapi/{area}.yaml"], Loader=yaml.CSafeLoader)
        assert document["components"]["schemas"][name]["description"] == texts[name]


def test_texts_of_messages_are_kept_and_those_that_all_have_are_not(tmp_path: Path):
    release = Release()
    for name, document in release.documents.items():
        operations = (each for item in document["paths"].values() for each in item.values())
        tags = list(dict.fromkeys(each["tags"][0] for each in operations if "tags" in each))
        document["tags"] = [{"name": tag, "description": f"Iets met {tag}"} for tag in tags]
        if name == SNO:
            document["tags"][0]["description"] = "Wat er aan bomen te doen is."
    files = imported(release, tmp_path).files
    assert files is not None
    text = b"".join(files.values()).decode()
    assert "/// Wat er aan bomen te doen is.\nbericht Bomen" in text
    assert "Iets met" not in text
