"""Drawings become models: any that is taken over is sound, builds, and is accounted for."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from compiler.base.diagnostics import Severity
from compiler.emit.schema_names import reserved_names
from compiler.importers.uml.drawing import Aggregation, Drawing, DrawnKind, DrawnPackage, DrawnValue
from compiler.importers.uml.taking.associations import plan_associations
from compiler.importers.uml.taking.attributes import plan_attributes
from compiler.importers.uml.taking.bases import plan_bases
from compiler.importers.uml.taking.classes import plan_classes
from compiler.importers.uml.taking.domains import domain_names
from compiler.importers.uml.taking.findings import CIRCLE, MANY_BASES
from compiler.importers.uml.taking.plan import Plan
from compiler.importers.uml.taking.taking import Taken, take_over
from compiler.importers.uml.texts import DRAWN, texts_of_drawing
from compiler.language.declarations import AttributeDecl, CodeListDecl, EntityDecl
from compiler.model.manifest import Interface
from compiler.pipeline import build, check, parse
from tests.helpers.drawings import (
    SEVERAL,
    association,
    drawings,
    drawn_attribute,
    drawn_class,
    end,
    generalisation,
    place,
)

RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


RESERVED = reserved_names(Interface())


def taken(**drawn: object) -> Taken:
    return take_over(Drawing(**drawn), "Proef", "model.puml", reserved=RESERVED)  # type: ignore[arg-type]


def entities(made: Taken) -> dict[str, EntityDecl]:
    found = [s for file in made.files for s in file.statements if isinstance(s, EntityDecl)]
    return {each.name.text: each for each in found}


def lines(made: Taken, name: str) -> list[str]:
    """The attributes of an entity, in short."""
    return [_line(each) for each in entities(made)[name].attributes]


def _line(each: AttributeDecl) -> str:
    type_ = each.type
    return f"{each.name} : {type_.name}{'.sleutels' * type_.keys}{'[]' * type_.many}"


@given(drawings())
@settings(RELAXED, max_examples=40)
def test_any_drawing_that_is_taken_over_is_a_model_that_builds(drawing):
    made = take_over(drawing, "Proef", "model.puml", reserved=RESERVED)
    if any(each.severity is Severity.ERROR for each in made.diagnostics):
        assert made.files == ()
        return
    texts = texts_of_drawing(made, parse, lambda files: check(files).diagnostics)
    assert texts.texts is not None, texts.diagnostics
    model = {path: text for path, text in texts.texts.items() if path != DRAWN}
    built = build(model)
    assert built.artefacts is not None, [d for d in built.diagnostics if d.stops_build]


@given(drawings())
@settings(RELAXED, max_examples=100)
def test_the_account_adds_up(drawing):
    """Every attribute, association and generalisation is counted once, whatever became of it."""
    plan = Plan(drawing=drawing, domains=domain_names(drawing, "Proef"))
    plan_classes(plan)
    assert len(plan.planned) + len(plan.types) == len(drawing.classes)
    plan_bases(plan)
    counted = plan.counted
    kinds = ("", " mixed in", " of types", " left", " drawn twice")
    errors = sum(
        each.id in (MANY_BASES, CIRCLE) and each.severity is Severity.ERROR
        for each in plan.found.all
    )
    assert sum(counted[f"generalisations{kind}"] for kind in kinds) + errors == len(
        drawing.generalisations
    )
    plan_attributes(plan)
    of_types = sum(len(each.attributes) for each in drawing.classes if each.key in plan.types)
    drawn = sum(len(each.attributes) for each in drawing.classes)
    assert (
        counted["attributes"] + counted["columns"] + counted["attributes left"] + of_types == drawn
    )
    assert of_types == 0
    plan_associations(plan)
    assert counted["associations"] + counted["associations left"] == len(drawing.associations)


def test_an_association_is_an_attribute_on_the_navigable_side():
    classes = (drawn_class("Huurder"), drawn_class("Woning"))
    arrow = association(end("Huurder"), end("Woning", "woningen", many=True, navigable=True))
    back = association(end("Huurder", "bewoner", navigable=True), end("Woning"))
    made = taken(classes=classes, associations=(arrow, back))
    assert lines(made, "Huurder") == ["woningen : Woning.sleutels[]"]
    assert lines(made, "Woning") == ["bewoner : Huurder.sleutels"]


def test_a_whole_holds_its_parts_and_an_end_without_a_role_is_called_by_its_target():
    classes = (drawn_class("Woning"), drawn_class("Kamer"))
    whole = association(end("Woning", aggregation=Aggregation.COMPOSITE), end("Kamer", many=True))
    made = taken(classes=classes, associations=(whole,))
    assert lines(made, "Woning") == ["kamers : Kamer[]"]
    assert [each.id for each in made.diagnostics] == ["UML49"]
    turned = association(end("Kamer", many=True), end("Woning", aggregation=Aggregation.COMPOSITE))
    assert lines(taken(classes=classes, associations=(turned,)), "Woning") == ["kamers : Kamer[]"]


def test_an_association_class_stands_between_its_ends():
    classes = (
        drawn_class("Huurder"),
        drawn_class("Woning"),
        drawn_class("Huur", drawn_attribute("begindatum", "date")),
    )
    made = taken(
        classes=classes,
        associations=(association(end("Huurder"), end("Woning", many=True), carrier="Huur"),),
    )
    assert lines(made, "Huurder") == ["huren : Huur[]"]
    assert lines(made, "Huur") == ["begindatum : date", "woning : Woning.sleutels"]


def test_what_all_derived_classes_have_lies_on_their_base():
    classes = (
        drawn_class("Adres", abstract=True), drawn_class("Plaats"),
        drawn_class("Postadres", drawn_attribute("nummer", "int")),
        drawn_class("Woonadres", drawn_attribute("nummer", "int")),
    )  # fmt: skip
    made = taken(
        classes=classes,
        generalisations=(
            generalisation("Postadres", "Adres"),
            generalisation("Woonadres", "Adres"),
        ),
        associations=tuple(
            association(end(each), end("Plaats", "plaats")) for each in ("Postadres", "Woonadres")
        ),
    )
    assert lines(made, "Adres") == ["nummer : integer", "plaats : Plaats.sleutels"]
    assert lines(made, "Postadres") == lines(made, "Woonadres") == []
    assert [each.id for each in made.diagnostics] == ["UML50", "UML50"]


def test_types_are_found_by_what_others_call_them():
    klas = drawn_class(
        "A", drawn_attribute("a", "CharacterString"), drawn_attribute("b", "AN12"), drawn_attribute("c", "List<B>"),
        drawn_attribute("d", "Soort"), drawn_attribute("e", "Vreemd"), drawn_attribute("f", ""),
        drawn_attribute("g", "Bedrag"),
        drawn_attribute("h", "string", multiplicity=SEVERAL),
    )  # fmt: skip
    soort = drawn_class(
        "Soort",
        kind=DrawnKind.ENUMERATION,
        values=(DrawnValue(key="x", name="Hoog", span=place(5)),),
    )
    bedrag = drawn_class("Bedrag", kind=DrawnKind.DATA_TYPE)
    made = taken(classes=(klas, drawn_class("B"), soort, bedrag))
    assert lines(made, "A") == [
        "a : string", "b : string", "c : B[]", "d : Soort", "e : string", "f : string", "g : decimal", "h : string[]",
    ]  # fmt: skip
    assert entities(made)["A"].attributes[4].constraint == "Type: Vreemd."
    assert [each.id for each in made.diagnostics] == ["UML40", "UML40"]
    lists = [s for file in made.files for s in file.statements if isinstance(s, CodeListDecl)]
    assert [(each.name.text, [code.label for code in each.codes]) for each in lists] == [
        ("Soort", ["Hoog"])
    ]


def test_two_bases_are_an_error_and_an_interface_gives_its_attributes():
    classes = (
        drawn_class("A"), drawn_class("B"), drawn_class("I", drawn_attribute("x"), kind=DrawnKind.INTERFACE),
        drawn_class("C"),
    )  # fmt: skip
    two = (generalisation("C", "A"), generalisation("C", "B"))
    assert [each.id for each in taken(classes=classes, generalisations=two).diagnostics] == [
        "UML43"
    ]
    made = taken(
        classes=classes, generalisations=(generalisation("C", "I"), generalisation("C", "A"))
    )
    assert entities(made)["C"].base is not None
    assert entities(made)["C"].base.text == "A"
    assert lines(made, "C") == ["x : string"]
    circle = (generalisation("A", "B"), generalisation("B", "A"))
    found = taken(classes=classes, generalisations=circle)
    assert ([each.id for each in found.diagnostics], found.files) == (["UML44"], ())


def test_packages_are_domains_with_names_of_their_own():
    packages = (
        DrawnPackage(key="a", name="Wonen", span=place(1), text="Van wonen."),
        DrawnPackage(key="b", name="Typen", span=place(2), parent="a"),
        DrawnPackage(key="c", name="Typen", span=place(3)),
    )
    classes = tuple(drawn_class(f"K{key}", package=key) for key in ("a", "b", "c", ""))
    made = taken(packages=packages, classes=classes)
    assert [file.path for file in made.files[1:]] == [
        "domeinen/Wonen.vera", "domeinen/Wonen_Typen.vera", "domeinen/Typen.vera", "domeinen/Proef.vera",
    ]  # fmt: skip
