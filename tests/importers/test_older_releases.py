"""Releases of other years: whatever differs between them, an import refuses them or gives them again as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Severity
from compiler.pipeline import importing
from tests.helpers.memory_store import MemoryStore
from tests.helpers.older_releases import VARIANTS, WRITINGS, Variant
from tests.helpers.release_maker import (
    FILE,
    NEWER,
    OLDER,
    VERSION,
    Release,
    descriptions,
    structure,
)
from tests.helpers.requests import documents_with

KINDS = ("Informatiedomeinen", "Ketenprocessen")
# What stops an import, with the id of the finding; all else has to come out equal.
REFUSED = {
    "swagger 2": "IMP07",
    "no domains": "IMP07",
    "no folder of processes": "IMP07",
    "documents in a folder below": "IMP07",
    "folders in small letters": "IMP07",
    "an empty document": "IMP07",
    "header in english": "IMP01",
    "no header": "IMP01",
    **{name: "IMP07" for name in WRITINGS if name.startswith(("documents in cp", "documents in utf"))},
    **{name: "IMP08" for name in WRITINGS if name.startswith("codes ")},
}  # fmt: skip
CONTEXT = Context(MemoryStore())


def made(changes: Sequence[Variant], folder: Path, generation: int) -> tuple[Path, Path | None]:
    """A release with `changes`, written: its folder, and its reference data if it has any."""
    release = Release(generation)
    release.documents = json.loads(json.dumps(release.documents))  # no part of it stands twice
    for change in changes:
        change(release)
    release.write(folder)
    codes = folder / "codes.csv"
    if not release.codes:
        codes.unlink()
    return folder, codes if release.codes else None


def published(folder: Path) -> Iterator[tuple[str, Any]]:
    """The documents that were published, as another reader has them."""
    for kind in KINDS:
        for path in sorted((folder / kind).glob("*")):
            twin = path.suffix == ".json" and path.with_suffix(".yaml").exists()
            if path.suffix.lower() in (".yaml", ".yml", ".json") and not twin:
                text = path.read_text("utf-8-sig")
                yield f"{kind}/{path.stem}", yaml.load(text, Loader=yaml.CSafeLoader)


def assert_given_again(
    folder: Path, codes: Path | None, *, labels: bool = True
) -> importing.ImportedModel:
    """The law: what an import writes builds, and gives the published documents again, with all their texts."""
    found = importing.import_release(folder / FILE, folder, codes, context=CONTEXT)
    assert found.files is not None, [str(d.message) for d in found.diagnostics]
    built = pipeline.build(found.files, documents_with("none"), CONTEXT)
    assert [d for d in built.diagnostics if d.stops_build] == []
    assert built.artefacts is not None
    expected = {f"openapi/{name}.yaml": tree for name, tree in published(folder)}
    assert built.artefacts.keys() == expected.keys()
    for path, tree in expected.items():
        new = yaml.load(built.artefacts[path], Loader=yaml.CSafeLoader)
        assert structure(tree) == structure(new), path
        if labels:
            assert lost(tree, new) == {}, path
    return found


def lost(old: Any, new: Any) -> dict[str, str]:
    """The descriptions of properties that do not come out again, by their places."""
    texts = dict(descriptions(new))
    return {at: text for at, text in descriptions(old) if text and texts.get(at) != text}


# Descriptions of addresses in other domains are made of one label for all; where its words are not the published ones,
# the published sentence is not kept.
WITHOUT_LABELS = {
    "one resource only",
    "no paths at all",
    "tags in other words",
    "a domain without a document",
    "reference data that is no resource",
}
# What changes the header or the marks that others look for is tried by itself; of the rest some go together.
ALONE = WITHOUT_LABELS | {
    "columns gone that may lack",
    "header in capitals",
    "a column twice",
    "no info",
}
COMMON = [name for name in (*VARIANTS, *WRITINGS) if name not in REFUSED and name not in ALONE]
GROUPS = [
    *(COMMON[at :: len(COMMON) // 4] for at in range(len(COMMON) // 4)),
    *([name] for name in sorted(ALONE)),
]


def applied(names: Sequence[str], folder: Path, generation: int) -> tuple[Path, Path | None]:
    """A release with the variations called `names`, written."""
    where, codes = made([VARIANTS[name] for name in names if name in VARIANTS], folder, generation)
    for name in names:
        if name in WRITINGS:
            WRITINGS[name](where)
    return where, codes


@pytest.mark.parametrize("names", GROUPS, ids=" + ".join)
def test_a_release_with(names: Sequence[str], tmp_path: Path):
    generation = (NEWER, OLDER)[GROUPS.index(names) % 2]
    release = applied(names, tmp_path, generation)
    assert_given_again(*release, labels=not WITHOUT_LABELS & set(names))


@pytest.mark.parametrize("name", REFUSED)
def test_a_release_that_is_refused_for(name: str, tmp_path: Path):
    folder, codes = applied([name], tmp_path, NEWER)
    found = importing.import_release(folder / FILE, folder, codes, context=CONTEXT)
    errors = [d for d in found.diagnostics if d.severity is Severity.ERROR]
    assert found.files is None
    assert {d.id for d in errors} == {REFUSED[name]}
    assert all(d.span.file and d.hint for d in errors)


def test_a_name_that_stands_twice_in_a_document_is_told(tmp_path: Path):
    folder, codes = made([], tmp_path, NEWER)
    document = folder / "Ketenprocessen" / "TEL.yaml"
    text = document.read_text("utf-8")
    document.write_text(text.replace("paths:\n", "paths: {}\npaths:\n", 1), "utf-8")
    line = text.count("\n", 0, text.index("\npaths:")) + 3
    found = assert_given_again(folder, codes)
    told = [(d.id, d.severity, d.span.file, d.span.line) for d in found.diagnostics]
    assert told == [("IMP23", Severity.WARNING, "Ketenprocessen/TEL.yaml", line)]


def test_what_is_no_document_is_told(tmp_path: Path):
    folder, codes = made([], tmp_path, NEWER)
    (folder / KINDS[0] / "LEES.md").write_text("Lees mij\n")
    (folder / KINDS[0] / "Werk.json").write_text("{}")
    (folder / KINDS[1] / "oud").mkdir()
    (folder / KINDS[1] / ".gitkeep").touch()
    found = assert_given_again(folder, codes)
    assert {(d.id, d.severity, d.span.file) for d in found.diagnostics} == {
        ("IMP22", Severity.HINT, f"{KINDS[0]}/LEES.md"),
        ("IMP22", Severity.HINT, f"{KINDS[0]}/Werk.json"),
        ("IMP22", Severity.WARNING, f"{KINDS[1]}/oud"),
    }


def test_a_version_that_no_document_has_is_that_of_the_sheet(tmp_path: Path):
    found = assert_given_again(*made([VARIANTS["no version"]], tmp_path, NEWER))
    assert found.files is not None
    assert f'versie "{VERSION}"' in found.files["standaard.vera"].decode()
    assert {d.id for d in found.diagnostics} == {"IMP17"}
