"""Drawings become models: any that is taken over is sound, builds, and is accounted for."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from compiler.base.diagnostics import Severity
from compiler.emit.schema_names import reserved_names
from compiler.importers.uml.drawing import Aggregation, Drawing, DrawnKind, DrawnPackage, DrawnValue
from compiler.importers.uml.taking import Taken, take_over
from compiler.importers.uml.texts import DRAWN, texts_of
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
@settings(RELAXED, max_examples=150)
def test_any_drawing_that_is_taken_over_is_a_model_that_builds(drawing):
    made = take_over(drawing, "Proef", "model.puml", reserved=RESERVED)
    if any(each.severity is Severity.ERROR for each in made.diagnostics):
        assert made.files == ()
        return
    texts = texts_of(made, parse, lambda files: check(files).diagnostics)
    assert texts.texts is not None, texts.diagnostics
    model = {path: text for path, text in texts.texts.items() if path != DRAWN}
    built = build(model)
    assert built.artefacts is not None, [d for d in built.diagnostics if d.stops_build]
