"""The named corrections, each by the example in its docstring: the published shape before, the mended one after."""

from __future__ import annotations

import re
import sys
from inspect import cleandoc
from typing import Any

import pytest

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from compiler.base.pointers import unescape
from compiler.emit.openapi import corrections
from compiler.emit.openapi.correcting import all_corrections, choose
from compiler.emit.openapi.correction import ClientEffect
from tests.helpers.documented_examples import sections
from tests.helpers.requests import documents_with

MANIFEST = b'standaard Voorbeeld { versie "1.0.0" }'
CORRECTIONS = {correction.id: correction for correction in all_corrections()}
COMPATIBLE = tuple(
    id_ for id_, correction in CORRECTIONS.items() if correction.effect is not ClientEffect.BREAKING
)


def example_of(correction: Any) -> dict[str, str]:
    """The parts of the example by heading; of `At:`, what stands behind it."""
    return {section.heading: section.more or section.block for section in sections(correction.doc)}


def node_of(model: str, chosen: tuple[str, ...] | None, place: str) -> Any:
    """What stands at `place` (a document, a space, and a JSON pointer) in the documents of `model`; None for none."""
    files = {"model.vera": model.encode()} | (
        {} if "standaard " in model else {"manifest.vera": MANIFEST}
    )
    built = pipeline.build(files, documents_with(*(chosen or ())))
    artefacts, found = built.artefacts, built.diagnostics
    assert [diagnostic for diagnostic in found if diagnostic.stops_build] == []
    document, pointer = place.split(" #/")
    node = read_own_yaml(artefacts[f"{document}.yaml"])
    for segment in pointer.split("/"):
        if isinstance(node, dict) and unescape(segment) not in node:
            return None
        node = node[int(segment)] if isinstance(node, list) else node[unescape(segment)]
    return node


@pytest.mark.parametrize("correction", CORRECTIONS.values(), ids=CORRECTIONS)
def test_every_correction_has_a_title_a_reason_and_an_example(correction):
    title, reason = cleandoc(correction.doc).split("\n\n")[:2]
    assert "\n" not in title
    assert title.endswith(".")
    assert not reason.startswith("Model:")
    headings = [
        section.heading for section in sections(correction.doc) if section.heading != "With"
    ]
    assert headings == ["Model", "At", "Before", "After"]
    assert re.fullmatch(r"OA\d\d", correction.id)


@pytest.mark.parametrize("correction", CORRECTIONS.values(), ids=CORRECTIONS)
@pytest.mark.parametrize("part", ["Before", "After"])
def test_example(correction, part):
    example = example_of(correction)
    others = tuple(example.get("With", "none").split())
    chosen = others if part == "Before" else (*others, correction.id)
    assert node_of(example["Model"], chosen, example["At"]) == read_own_yaml(example[part])


@pytest.mark.parametrize("correction", CORRECTIONS.values(), ids=CORRECTIONS)
def test_example_shows_a_difference_that_all_corrections_together_leave_in_place(correction):
    example = example_of(correction)
    before, after = read_own_yaml(example["Before"]), read_own_yaml(example["After"])
    assert before != after
    assert node_of(example["Model"], ("all",), example["At"]) != before


@pytest.mark.parametrize(
    ("words", "chosen", "unknown"),
    [
        ((), (), ()),
        (("none",), (), ()),
        (("all",), tuple(CORRECTIONS), ()),
        (("compatible",), COMPATIBLE, ()),
        (("compatible", "OA02"), tuple(sorted((*COMPATIBLE, "OA02"))), ()),
        (("all", "OA00"), tuple(CORRECTIONS), ("OA00",)),
        (("OA03", "OA01", "OA03"), ("OA01", "OA03"), ()),
        (("OA01", "OA00"), ("OA01",), ("OA00",)),
        (("oa01",), (), ("oa01",)),
    ],
)
def test_which_corrections_words_choose(words, chosen, unknown):
    found, left = choose(words)
    assert tuple(correction.id for correction in found) == chosen
    assert left == unknown


@pytest.mark.parametrize(
    ("setting", "expected"),
    [("geen", "integer"), ("verenigbaar", "string"), ("alle", "string"), ("OA01", "string")],
)
def test_the_manifest_chooses_where_the_caller_does_not(setting, expected):
    example = example_of(CORRECTIONS["OA01"])
    model = f'standaard S {{ versie "1.0.0", correcties {setting} }}\n{example["Model"]}'
    assert node_of(model, None, example["At"])["type"] == expected


def test_an_unknown_correction_in_the_manifest_is_reported_where_it_stands():
    files = {"manifest.vera": b'standaard S { versie "1.0.0", correcties OA1 }\ndomein A'}
    built = pipeline.build(files, documents_with())
    (found,) = built.diagnostics
    assert (built.artefacts, built.unknown) == (None, ())
    assert (found.id, found.message) == ("STD01", '"OA1" is no correction')
    assert (found.span.file, found.span.line, found.span.column) == ("manifest.vera", 1, 42)
    assert re.search(r"\bOA\d\d\b", found.hint)


def test_an_unknown_correction_in_a_request_is_left_to_whoever_asked_to_place():
    files = {"manifest.vera": b'standaard S { versie "1.0.0" }\ndomein A'}
    built = pipeline.build(files, documents_with("all", "OA1"))
    assert (built.artefacts, built.diagnostics) == (None, ())
    (unknown,) = built.unknown
    assert (unknown.option, unknown.word) == ("corrections", "OA1")
    assert unknown.message == '"OA1" is no correction'
    assert re.search(r"\bOA\d\d\b", unknown.hint)


NEW_CORRECTION = '''
from compiler.emit.openapi.correction import ClientEffect, Part, correction


@correction("OA99", Part.DOCUMENT, ClientEffect.NONE)
def another_title(document):
    """Another title."""
    return document._replace(title="Anders")
'''


def test_a_new_correction_is_found_without_editing_anything(tmp_path, monkeypatch):
    (tmp_path / "oa99_another_title.py").write_text(NEW_CORRECTION, encoding="utf-8")
    monkeypatch.setattr(corrections, "__path__", [*corrections.__path__, str(tmp_path)])
    all_corrections.cache_clear()
    try:
        assert [correction.id for correction in all_corrections()] == [*CORRECTIONS, "OA99"]
        model = "domein A { entiteit Zaak }"
        assert node_of(model, ("OA99",), "openapi/Informatiedomeinen/A #/info/title") == "Anders"
        assert node_of(model, ("none",), "openapi/Informatiedomeinen/A #/info/title") != "Anders"
    finally:
        all_corrections.cache_clear()
        sys.modules.pop(f"{corrections.__name__}.oa99_another_title", None)
