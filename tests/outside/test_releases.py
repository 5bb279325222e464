"""The published releases, beside the checkout: sheet, documents and codes in, the same documents out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.compare.comparison import Comparison
from compiler.compare.diff import diff
from compiler.compare.effects import Effects
from compiler.compare.judge import Verdict
from compiler.compare.tree import elements
from compiler.emit.openapi.emitter import sketch_documents
from compiler.importers.release import acceptance
from compiler.importers.release import release as importer
from compiler.language.formatter import format_source
from compiler.model.model import Model
from compiler.pipeline import importing
from tests.helpers import published_changes as oracle
from tests.helpers.applied import applied, without_places
from tests.helpers.lost_texts import lost_texts, shown_properties
from tests.helpers.openapi_laws import LAWS
from tests.helpers.oracle_facts import facts, shown_by_address
from tests.helpers.requests import documents_with
from tests.helpers.structure import structure

CODES = {"v4.1.0": "v4.1.230422", "v4.2.3": "v4.2.251010", "v4.3.0": "v4.3.260403"}
# How many of the schemas with alternatives refuse a message with an id and no more, as published.
REFUSING = {"v4.1.0": (47, 58), "v4.2.3": (53, 65), "v4.3.0": (53, 65)}
# References to entities of other domains, in the documents of domains: of one, of many; then how many descriptions and
# constraints they do not say as published. Those that are lost nowhere are without one.
ADDRESSES = {"v4.3.0": (134, 127, 258, 1)}
SHEETS = {
    "v4.1.0": (5715, "domains 11, entities 176", "processes 10, messages 43"),
    "v4.2.3": (7824, "domains 12, entities 190", "processes 11, messages 52"),
    "v4.3.0": (7836, "domains 12, entities 190", "processes 11, messages 52"),
}
LONG = 45
# One release, one worker: what was imported and built of it serves all its tests.
releases = pytest.mark.parametrize(
    "version", [pytest.param(v, marks=pytest.mark.xdist_group(v)) for v in CODES], scope="module"
)


class Release(NamedTuple):
    """Where a release is: its folder, and the reference data of its time."""

    folder: Path
    codes: Path

    @property
    def sheet(self) -> Path:
        return self.folder / "brongegevens.xlsx"

    def documents(self) -> Iterator[Path]:
        return (path for path in sorted(self.folder.rglob("*.yaml")))


@pytest.fixture(scope="module")
def release(shared: Path, version: str) -> Release:
    return Release(shared / version, shared / "referentiedata" / f"{CODES[version]}.csv")


@lru_cache(maxsize=1)
def imported(release: Release) -> importing.ImportedModel:
    return importing.import_release(release.sheet, release.folder, release.codes)


@lru_cache(maxsize=2)
def artefacts(release: Release, corrections: str) -> Mapping[str, bytes]:
    files = imported(release).files
    assert files is not None
    built = pipeline.build(files, documents_with(corrections)).artefacts
    assert built is not None
    return built


# -- the loop ----------------------------------------------------------------------------------------------------------


@releases
def test_a_release_comes_out_as_it_was_published(release: Release, tmp_path: Path):
    for path, content in artefacts(release, "none").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    tool = release.folder.parents[1] / "tools" / "compare_openapi.py"
    command = [sys.executable, tool, release.folder, tmp_path / "openapi", "--json"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = json.loads(ended.stdout)

    assert found["differences"] == []
    assert ended.returncode == 0
    assert (
        found["published_documents"]
        == found["generated_documents"]
        == len(list(release.documents()))
    )
    assert share(found["property_descriptions_equal"]) >= 0.97
    assert share(found["schemas_in_published_property_order"]) >= 0.99


@pytest.mark.parametrize(
    "version",
    [pytest.param(v, marks=pytest.mark.xdist_group(v)) for v in ADDRESSES],
    scope="module",
)
def test_references_to_other_domains_say_what_they_are_for_once_corrected(
    release: Release, version: str
):
    files = imported(release).files
    assert files is not None
    model = pipeline.check(files).model
    assert model is not None
    documents = tuple(sketch.plan() for sketch in sketch_documents(model))
    held = Counter(
        prop.attribute.many
        for _, prop in shown_properties(documents)
        if prop.attribute is not None and prop.target and not prop.shape.ref
    )
    lost = {part: len(places) for part, places in lost_texts(documents, "none").items()}
    found = (held[False], held[True], lost["description"], lost["constraint"])
    assert found == ADDRESSES[version]
    for words in ("OA05", "compatible", "all"):
        assert not any(lost_texts(documents, words).values())


def share(text: str) -> float:
    part, whole = map(int, text.split("/"))
    return part / whole


@releases
def test_the_model_explains_all_of_a_release(release: Release):
    found = imported(release)
    assert found.files is not None
    assert b"afwijkingen" not in found.files["standaard.vera"]
    assert [d for d in found.diagnostics if d.id == "IMP17" or d.stops_build] == []


@releases
def test_every_row_went_somewhere(release: Release, version: str):
    rows, horizontal, vertical = SHEETS[version]
    sheet, model, codes = imported(release).account
    total, *parts = map(int, re.findall(r"\d+", sheet.split(" (and")[0]))
    assert total == sum(parts) == rows
    assert horizontal in model
    assert vertical in model
    total, values, _, *rest = map(int, re.findall(r"\d+", codes))
    assert total == values + sum(rest)


@releases
def test_the_text_means_what_was_imported(release: Release):
    found = importer.read_release(release.sheet, release.folder, release.codes)
    texts = acceptance.texts_of_files(found.files)
    first, _ = pipeline.link(found.files)
    second, _ = pipeline.link(parsed.source for parsed in pipeline.parse(texts))
    assert first is not None
    assert second is not None
    assert_same(first, second)


def assert_same(first: Model, second: Model):
    """Both models say the same; part by part, for the whole is too much to show."""
    for old, new in zip(structure(first), structure(second), strict=True):
        assert old == new


@releases
def test_the_text_is_canonical(release: Release):
    files = imported(release).files
    assert files is not None
    for parsed in pipeline.parse(files):
        assert parsed.diagnostics == ()
        assert format_source(parsed.source).encode() == files[parsed.source.path]


# -- without descriptions ----------------------------------------------------------------------------------------------


@pytest.mark.slow
@releases
def test_without_descriptions_no_published_sentence_is_left(release: Release):
    bare = importing.import_release(release.sheet, release.folder, None, descriptions=False).files
    assert bare is not None
    full = "\n".join(map(plain, (imported(release).files or {}).values()))
    text = "\n".join(map(plain, bare.values()))
    sentences = set(published_sentences(release))
    assert len(found_in(full, sentences)) > 1000
    assert found_in(text, sentences) == []


def found_in(text: str, sentences: Iterable[str]) -> list[str]:
    """Those of `sentences` that stand in `text`; looked up by how they begin, for there are thousands."""
    stretches = {text[at : at + LONG] for at in range(len(text) - LONG + 1)}
    return [sentence for sentence in sentences if sentence[:LONG] in stretches and sentence in text]


def plain(content: bytes) -> str:
    return " ".join(content.decode().replace("\\", "").split())


def published_sentences(release: Release) -> Iterator[str]:
    """The sentences of some length in the descriptions that documents and sheet have."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(release.sheet)).get_sheet_by_index(0).to_python()
    texts = [str(row[rows[0].index("Attribuutomschrijving")]) for row in rows[1:]]
    for path in release.documents():
        texts += re.findall(r"^ +description: (.{45,})$", path.read_text("utf-8"), re.MULTILINE)
    for text in set(texts):
        for sentence in re.split(r"(?<=[.!?])\s+", plain(text.encode()).strip("\"'")):
            if len(sentence) >= LONG:
                yield sentence


# -- what the rules find -----------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
HEADER, *LINES = (
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in re.findall(r"(?m)^\|.*\|$", PAGE)
)
COUNTED = [line[0] for line in LINES[1:]]


def counted(found: Iterable[Diagnostic]) -> dict[str, str]:
    """Per rule of the page the errors, warnings and hints, as they stand there."""
    counts = Counter((each.id, each.severity) for each in found)
    return {id_: ", ".join(str(counts[id_, severity]) for severity in Severity) for id_ in COUNTED}


@releases
def test_the_rules_find_what_the_page_says(release: Release, version: str):
    files = imported(release).files
    assert files is not None
    found = pipeline.check(files).diagnostics
    assert counted(found) == {line[0]: line[HEADER.index(version)] for line in LINES[1:]}
    errors = {each for each in found if each.severity is Severity.ERROR}
    assert {each.suppressed for each in errors} == {f"zo gepubliceerd in {release_version(files)}"}
    (gm10,) = (each for each in errors if each.id == "GM10")
    assert '"woonplaats" stands on every entity derived from "Adres"' in gm10.message


def release_version(files: Mapping[str, bytes]) -> str:
    found = re.search(r'versie "([^"]+)"', files["standaard.vera"].decode())
    assert found
    return found[1]


def test_the_model_of_vera_has_the_findings_of_its_release():
    folder = ROOT / "models" / "vera"
    found = pipeline.check(
        {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*.vera")}
    ).diagnostics
    expected = {line[0]: line[HEADER.index("v4.3.0")] for line in LINES[1:]}
    assert counted(found) == expected | {"RR01": "1, 0, 0"}
    assert [each for each in found if each.stops_build] == []
    told = Counter(
        " ".join(each.message.split('"')[::2]).strip() for each in found if each.id == "RD05"
    )
    assert told["is used and has no values"] == 79
    assert told["nothing uses"] == 13


# -- what changed between them ---------------------------------------------------------------------------------------

PAIRS = [("v4.1.0", "v4.2.3"), ("v4.2.3", "v4.3.0"), ("v4.1.0", "v4.3.0")]
pairs = pytest.mark.parametrize(
    "pair",
    [pytest.param(p, marks=pytest.mark.xdist_group("pairs")) for p in PAIRS],
    ids="-to-".join,
    scope="module",
)


@pytest.fixture(scope="module")
def comparison(shared: Path, pair: tuple[str, str]) -> Comparison:
    return pipeline.compare(*(published(shared / version) for version in pair))


@lru_cache(maxsize=3)
def published(folder: Path) -> Model:
    found = pipeline.read_published(folder / "brongegevens.xlsx", folder, None).model
    assert found is not None
    return found


@pytest.mark.slow
@pairs
def test_an_independent_reading_of_sheets_and_documents_finds_the_same(
    shared: Path, pair, comparison: Comparison
):
    """The facts that compiler/compare/diff.py finds, and those of a script that shares no code with the compiler."""
    expected = oracle.changes(*(shared / version for version in pair))
    old, new = (published(shared / version) for version in pair)
    found = facts(comparison.changes, old, new)
    unmarked = shown_by_address(old) | shown_by_address(new)
    found, expected = (
        {f for f in some if f[0] != "obsolete" or f[2:4] not in unmarked}
        for some in (found, expected)
    )
    assert sorted(found - expected, key=str) == []
    assert sorted(expected - found, key=str) == []


@pairs
def test_every_place_that_is_lost_or_altered_stands_under_a_change_that_breaks(
    pair, shared, comparison
):
    old, new = (published(shared / version) for version in pair)
    trees = (elements(old), elements(new))
    effects = Effects((old, new), trees, [each.change for each in comparison.changes])
    told = [each for each in comparison.changes if each.verdict is Verdict.WIRE]
    assert (effects.lost | effects.altered) - {
        p for each in told for p in (*each.effect.lost, *each.effect.altered)
    } == set()
    assert effects.resources - {r for each in told for r in each.effect.resources} == set()


@pairs
def test_the_verdict_on_published_releases(pair, comparison):
    if pair == ("v4.2.3", "v4.3.0"):
        additions = [
            each.name
            for each in comparison.changes
            if each.verdict is Verdict.ADDITIVE and each.change.subject != "list"
        ]
        assert comparison.breaking == ()
        assert comparison.least == "4.2.4"
        projection = "WRV/Toewijzingen/Woonplaats"
        obsolete = "Publicatie.contractvorm"
        assert additions == [
            "Opleiding.woonplaats",
            "CollectiefObject.toegang",
            obsolete,
            projection,
        ]
        assert comparison.diagnostics == ()
    else:
        assert comparison.least == "5.0.0"
        assert {"VS01", "VS04"} <= {d.id for d in comparison.diagnostics}


@pairs
def test_the_changes_between_releases_applied_give_the_new_one(pair, shared):
    old, new = (elements(published(shared / version)) for version in pair)
    assert without_places(applied(old, diff(old, new))) == without_places(new)
    assert without_places(applied(new, diff(new, old))) == without_places(old)


# -- outside tools -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("corrections", ["none", "all"])
@releases
def test_every_document_is_valid_openapi(release: Release, corrections: str):
    from openapi_spec_validator import OpenAPIV30SpecValidator

    for path, document in loaded(release, corrections).items():
        errors = OpenAPIV30SpecValidator(document).iter_errors()
        assert [error.message for error in errors] == [], path


@pytest.mark.slow
@releases
def test_a_message_with_an_id_fits_every_schema_with_alternatives(release: Release, version: str):
    assert refusing(loaded(release, "none")) == REFUSING[version]
    refused, schemas = refusing(loaded(release, "all"))
    assert refused == 0
    assert schemas > REFUSING[version][1]  # messages about derived entities are choices too


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@releases
def test_law_of_corrected_schemas(release: Release, law: Any):
    assert list(law(loaded(release, "all"))) == []


@lru_cache(maxsize=2)
def loaded(release: Release, corrections: str) -> Mapping[str, Any]:
    return {path: load(content) for path, content in artefacts(release, corrections).items()}


def refusing(documents: Mapping[str, Any]) -> tuple[int, int]:
    """How many schemas with alternatives refuse a message with an id and no more, and how many there are."""
    from openapi_schema_validator import OAS30Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    found = []
    for document in documents.values():
        registry = Registry().with_resource("urn:document", Resource(document, DRAFT4))
        for name, schema in document["components"]["schemas"].items():
            if schema.keys() & {"oneOf", "anyOf"}:
                reference = {"$ref": f"urn:document#/components/schemas/{name}"}
                found.append(not OAS30Validator(reference, registry=registry).is_valid({"id": "1"}))
    return sum(found), len(found)


def load(content: bytes) -> Any:
    return yaml.load(content, Loader=yaml.CSafeLoader)
