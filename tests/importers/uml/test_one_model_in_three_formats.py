"""One model of Enterprise Architect gives one drawing, whether it comes as XMI 2.1, as XMI 1.1 or as .qea."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.source import Span
from compiler.importers.uml.drawing import Drawing, DrawnKind
from compiler.importers.uml.qea.reader import read_qea
from compiler.importers.uml.xmi.reader import read_xmi
from tests.helpers import ea_writer as ea
from tests.helpers.qea_writer import qea


def without_places(value: Any) -> Any:
    """`value` as plain data, without the places of things."""
    if isinstance(value, Span):
        return None
    if dataclasses.is_dataclass(value):
        return {f.name: without_places(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return tuple(map(without_places, value)) if isinstance(value, tuple) else value


def model(drawing: Drawing) -> dict[str, Any]:
    """What a drawing says, lines in the order of their ids: XMI 1.1 writes them elsewhere."""
    said = without_places(drawing)
    for lines in ("generalisations", "associations"):
        said[lines] = sorted(said[lines], key=lambda each: each["key"])
    return {
        name: said[name]
        for name in ("title", "packages", "classes", "generalisations", "associations")
    }


def a_model() -> ea.Written:
    soort = ea.Thing(11, "Soort", "Enumeration")
    soort.features = [
        ea.Feature(21, "huis", "1", default="01", literal=True),
        ea.Feature(22, "café", "1", literal=True),
    ]
    lijst = ea.Thing(
        12,
        "Lijst",
        stereotype="Codelijst",
        features=[ea.Feature(23, "een"), ea.Feature(24, "twee", default="2")],
    )
    pand = ea.Thing(
        13,
        "Pand met één naam",
        stereotype="Objecttype",
        notes="Een <b>gebouw</b>.",
        tags=[("Begrip", "")],
    )
    pand.features = [
        ea.Feature(
            25,
            "soort",
            "Soort",
            11,
            upper="*",
            stereotype="Attribuutsoort",
            tags=[("Regels", "<memo>#NOTES#lang")],
        ),
        ea.Feature(26, "nummer", "AN20", lower="0", notes="Het &lt;nummer&gt;\nvan het pand"),
    ]
    basis = ea.Thing(14, "", abstract=True)
    tussen = ea.Thing(15, "Eigendom")
    inner = ea.Group(
        2, "Vastgoed", [pand, basis, tussen], notes="Alles van steen", stereotype="Domein"
    )
    top = ea.Group(1, "Model", [soort, lijst], [inner])
    return ea.Written(top, lines_of_a_model())


def lines_of_a_model() -> list[ea.Connector]:
    return [
        ea.Connector(31, "Generalization", 13, 14),
        ea.Connector(
            32,
            "Association",
            13,
            11,
            "heeft",
            cards=("1", "0..*"),
            roles=("", "soorten"),
            wholes=(2, 0),
            carrier=15,
        ),
        ea.Connector(
            33,
            "Association",
            15,
            13,
            direction="Bi-Directional",
            stereotype="Relatiesoort",
            notes="nota",
        ),
        ea.Connector(34, "Dependency", 15, 12, "gebruikt"),
        ea.Connector(35, "Realisation", 15, 14),
    ]


def three(written: ea.Written, folder: Path) -> list[Drawing]:
    return [
        read_xmi(ea.xmi_new(written), "m.xml"),
        read_xmi(ea.xmi_old(written), "m.xml"),
        read_qea(qea(written, folder / "m.qea"), "m.qea"),
    ]


def test_the_three_formats_give_one_model(tmp_path: Path):
    new, old, database = three(a_model(), tmp_path)
    assert model(new) == model(database)
    assert model(old) == model(database)
    assert not new.diagnostics + old.diagnostics + database.diagnostics


def test_what_the_model_says_is_in_the_drawing(tmp_path: Path):
    for drawing in three(a_model(), tmp_path):
        soort, lijst, pand, basis, _ = drawing.classes
        assert drawing.title == "Model"
        assert [(p.name, p.parent, p.text, p.stereotypes) for p in drawing.packages] == [
            ("Model", "", "", ()),
            ("Vastgoed", ea.guid(1), "Alles van steen", ("Domein",)),
        ]
        assert [(v.name, v.code) for v in soort.values] == [("huis", "01"), ("café", "")]
        assert (lijst.kind, [(v.name, v.code) for v in lijst.values]) == (
            DrawnKind.ENUMERATION,
            [("een", ""), ("twee", "2")],
        )
        assert (pand.name, pand.text, pand.package) == (
            "Pand met één naam",
            "Een gebouw.",
            ea.guid(2),
        )
        assert (pand.guid, pand.stereotypes, pand.tags) == (
            ea.guid(13),
            ("Objecttype",),
            (("Begrip", ""),),
        )
        first, second = pand.attributes
        assert (first.type_name, first.type_key, first.tags) == (
            "Soort",
            ea.guid(11),
            (("Regels", "lang"),),
        )
        assert (second.text, second.type_key) == ("Het <nummer>\nvan het pand", "")
        assert (first.multiplicity.upper, second.multiplicity.lower) == (-1, 0)
        assert (basis.name, basis.abstract) == ("", True)
        lines = {each.key: each for each in (*drawing.associations, *drawing.generalisations)}
        heeft = lines[ea.guid(32)]
        assert (heeft.carrier, heeft.source.aggregation, heeft.target.role) == (
            ea.guid(15),
            "composite",
            "soorten",
        )
        assert (heeft.source.navigable, heeft.target.navigable) == (None, True)
        both = lines[ea.guid(33)]
        assert (both.source.navigable, both.target.navigable, both.text) == (True, True, "nota")
        assert lines[ea.guid(34)].dependency
        assert lines[ea.guid(35)].realisation
        assert not lines[ea.guid(31)].realisation


def test_an_old_id_behind_a_new_type_is_told_and_both_stay(tmp_path: Path):
    written = a_model()
    written.top.groups[0].things[0].features[0].type_name = "AN40"
    for drawing in three(written, tmp_path):
        attribute = drawing.classes[2].attributes[0]
        assert (attribute.type_name, attribute.type_key) == ("AN40", ea.guid(11))
        (found,) = drawing.diagnostics
        assert (found.id, found.severity) == ("UML26", "warning")
        assert '"AN40"' in found.message
        assert '"Soort"' in found.message
        assert found.span == attribute.span


@pytest.mark.parametrize("written", ["veel", "5..1", "..", "1;2"])
def test_a_multiplicity_that_is_none_is_told(tmp_path: Path, written: str):
    spoilt = a_model()
    spoilt.connectors[1].cards = ("1", written)
    for drawing in three(spoilt, tmp_path):
        (found,) = drawing.diagnostics
        assert (found.id, found.severity) == ("UML27", "warning")
        (line,) = [each for each in drawing.associations if each.key == ea.guid(32)]
        assert line.target.multiplicity is None


def test_two_classes_of_one_name_circles_and_two_parents_stay(tmp_path: Path):
    written = a_model()
    written.top.things.append(ea.Thing(16, "Eigendom"))
    written.connectors += [
        ea.Connector(36, "Generalization", 14, 13),
        ea.Connector(37, "Generalization", 13, 15),
    ]
    for drawing in three(written, tmp_path):
        assert sum(each.name == "Eigendom" for each in drawing.classes) == 2
        assert len(drawing.generalisations) == 4
        assert not drawing.diagnostics


NAMES = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cs")), max_size=12)
TEXTS = st.text(st.sampled_from("abé <>&'\"#$;=@:\n."), max_size=20)
CARDS = st.sampled_from(["", "1", "0..1", "0..*", "*", "1..*", "2..5", "niets"])


@st.composite
def things(draw: st.DrawFn, numbers: Iterator[int]) -> ea.Thing:
    """A class with some features; its number, and theirs, are the next of `numbers`."""
    made = ea.Thing(
        next(numbers),
        draw(NAMES),
        draw(st.sampled_from(["Class", "DataType", "Enumeration", "Interface"])),
    )
    made.notes, made.abstract = draw(TEXTS), draw(st.booleans())
    made.stereotype = draw(
        st.sampled_from(
            ["", "Objecttype", "Codelijst", "Referentielijst", "Gestructureerd datatype"]
        )
    )
    made.tags = draw(
        st.lists(st.tuples(NAMES.filter(lambda n: ":" not in n and n), TEXTS), max_size=2)
    )
    for _ in range(draw(st.integers(0, 2))):
        made.features.append(
            ea.Feature(
                next(numbers),
                draw(NAMES),
                draw(st.sampled_from(["AN20", "int"])),
                notes=draw(TEXTS),
                default=draw(NAMES),
                upper=draw(st.sampled_from(["1", "*", "3"])),
            )
        )
    return made


@st.composite
def lines_between(
    draw: st.DrawFn, numbers: Iterator[int], found: Sequence[ea.Thing]
) -> ea.Connector:
    """A line of any kind between two of the classes that are `found`."""
    source, target = (draw(st.sampled_from(found)).number for _ in range(2))
    kind = draw(st.sampled_from(["Association", "Generalization", "Dependency", "Realisation"]))
    name = "" if kind == "Generalization" else draw(NAMES)
    line = ea.Connector(
        next(numbers),
        kind,
        source,
        target,
        name,
        draw(st.sampled_from(["Unspecified", "Source -> Destination", "Bi-Directional"])),
    )
    if kind == "Association":
        line.cards, line.roles = (draw(CARDS), draw(CARDS)), (draw(NAMES), draw(NAMES))
    return line


@st.composite
def models(draw: st.DrawFn) -> ea.Written:
    """A model of a few classes in nested packages, with lines between any of them."""
    numbers = iter(range(1, 10_000))
    found = [draw(things(numbers)) for _ in range(draw(st.integers(1, 4)))]
    for each in found:
        for feature in each.features:
            if draw(st.booleans()):
                feature.classifier = draw(st.sampled_from(found)).number
    cut = draw(st.integers(0, len(found)))
    inner = ea.Group(next(numbers), draw(NAMES), found[cut:])
    top = ea.Group(next(numbers), draw(NAMES), found[:cut], [inner])
    lines = [draw(lines_between(numbers, found)) for _ in range(draw(st.integers(0, 4)))]
    return ea.Written(top, lines)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(models())
def test_any_model_is_one_in_the_three_formats(tmp_path: Path, written: ea.Written):
    new, old, database = three(written, tmp_path)
    assert model(new) == model(database)
    assert model(old) == model(database)
    told = [{(d.id, str(d.message)) for d in each.diagnostics} for each in (new, old, database)]
    assert told[0] == told[2]
    assert told[1] == told[2]
