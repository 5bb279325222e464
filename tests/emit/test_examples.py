"""Examples validate, mean something, and are the same every time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema_rs import validator_for

from compiler.base.context import Context
from compiler.base.diagnostics import Severity
from compiler.emit.examples.maker import Examples, as_text, made_example, message_name
from compiler.emit.jsonschema.emitter import emit_message_schema, emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import (
    MESSAGE_KINDS,
    POST_ANSWER,
    ObjectDefinition,
    Root,
    SchemaDocument,
)
from compiler.emit.jsonschema.planning import plan_message
from compiler.language.declarations import DomainDecl, EntityDecl, SourceFile
from compiler.language.parser import parse_text
from compiler.messages.validator import MessageValidator
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from tests.helpers.made_examples import model_of
from tests.helpers.small_model import REPO
from tests.helpers.strategies import linkable

SIZES = ("minimal", "usual", "full")


DAY = date(2026, 2, 1)


MODELS = ("models/voorbeeld", "models/vera")


VARIANTS = (
    SchemaOptions(),
    SchemaOptions(strict=True),
    SchemaOptions(strict=True, codes=DAY.isoformat()),
)


@cache
def made(folder: str, day: date | None = None) -> list[tuple[str, str, str, Any]]:
    """Path of the schema without its ending, operation, size, example."""
    model = model_of(folder)
    maker = Examples(model, day)
    return [
        (document.path, document.operation, size, maker.of(document, size))
        for process in model.processes.values()
        for message in process.messages
        for document in plan_message(model, process, message, SchemaOptions())
        for size in SIZES
    ]


def linked(text: str) -> Model:
    found = link_sources([parse_text(text).source])
    assert found.model is not None
    return found.model


# -- they validate -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", VARIANTS, ids=["plain", "strict", "strict, codes of a day"])
@pytest.mark.parametrize("folder", MODELS)
def test_every_example_validates(folder: str, options: SchemaOptions):
    model = model_of(folder)
    schemas = emit_schemas(model, options, Context())
    validators = {
        path: validator_for(text.decode(), validate_formats=True) for path, text in schemas.items()
    }
    answers = [(p, m) for p in model.processes.values() for m in p.messages]
    validators |= {
        f"jsonschema/Ketenprocessen/{message_name(*answer)}.post-answer.schema.json": validator_for(
            emit_message_schema(model, *answer, POST_ANSWER, options, Context()).decode(),
            validate_formats=True,
        )
        for answer in answers
    }
    found = [
        (path, size, error.message)
        for path, _, size, shown in made(folder, DAY if options.codes else None)
        for error in validators[f"{path}.schema.json"].iter_errors(shown)
    ]
    assert found == []


def test_another_validator_agrees():
    model = model_of("models/voorbeeld")
    schemas = emit_schemas(model, SchemaOptions(strict=True), Context())
    checker = Draft202012Validator.FORMAT_CHECKER
    examples = made("models/voorbeeld")
    assert examples
    for path, operation, _, shown in examples:
        if operation == POST_ANSWER:
            continue
        schema = json.loads(schemas[f"{path}.schema.json"])
        assert [*Draft202012Validator(schema, format_checker=checker).iter_errors(shown)] == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(linkable(), st.sampled_from(SIZES))
def test_examples_of_any_model_validate(files: Any, size: str):
    model, _ = link_sources(map(without_repeats, files, [entities_of(files)] * len(files)))
    assume(model is not None)
    maker = Examples(model)
    for process in model.processes.values():
        for message in process.messages:
            for document in plan_message(model, process, message, SchemaOptions()):
                text = emit_message_schema(
                    model, process, message, document.operation, SchemaOptions(), Context()
                )
                if contradicts_itself(document):
                    continue
                example = maker.of(document, size)
                assert validator_for(text.decode(), validate_formats=True).is_valid(example), (
                    document.path,
                    size,
                )
                found = MessageValidator(json.loads(text)).check(example)
                assert [d for d in found if d.severity is Severity.ERROR] == [], document.path


def contradicts_itself(document: SchemaDocument) -> bool:
    """Whether an attribute is said again as another kind of thing (value, object, collection): nothing is both."""
    definitions = {each.name: each for each in document.definitions}

    def kinds(name: str) -> dict[str, set[tuple[bool, bool]]]:
        definition = definitions.get(name)
        found: dict[str, set[tuple[bool, bool]]] = {}
        if isinstance(definition, ObjectDefinition):
            for parent in definition.parents:
                for prop, of_parent in kinds(parent).items():
                    found.setdefault(prop, set()).update(of_parent)
            for own in definition.properties:
                found.setdefault(own.name, set()).add((bool(own.ref) and not own.many, own.many))
        return found

    def kinds_of_root(root: Root) -> dict[str, set[tuple[bool, bool]]]:
        found = kinds(root.ref)
        for own in root.properties:
            found.setdefault(own.name, set()).add((bool(own.ref) and not own.many, own.many))
        return found

    said = [kinds(name) for name in definitions]
    said += [kinds_of_root(document.root)] if document.root else []
    return any(len(each) > 1 for names in said for each in names.values())


DISPUTED = """
standaard K { versie "1.0.0", ids { kern id : string } }
domein D
entiteit A { naam : string, x : decimal }
entiteit B is A { b : string }
ketenproces P "P"
bericht M over B { A { naam, eigen y : TYPE }, B { alle, eigen y : string } }
"""


@pytest.mark.parametrize("type_", ["date", "string", "integer"])
@pytest.mark.parametrize("operation", MESSAGE_KINDS)
def test_an_attribute_that_is_asked_to_be_two_things_is_left_empty(type_: str, operation: str):
    model = linked(DISPUTED.replace("TYPE", type_))
    ((process, message),) = [(p, m) for p in model.processes.values() for m in p.messages]
    text = emit_message_schema(model, process, message, operation, SchemaOptions(), Context())
    shown = made_example(model, "P/M", operation, "full")
    assert [d.message for d in MessageValidator(json.loads(text)).check(shown)] == []
    assert ("y" in shown) is (type_ == "string" or operation == "PUT")


def entities_of(files: Any) -> dict[str, EntityDecl]:
    members = [
        m
        for file in files
        for s in file.statements
        for m in (s, *(getattr(s, "members", None) or ()))
    ]
    return {m.name.text: m for m in reversed(members) if isinstance(m, EntityDecl)}


def without_repeats(file: SourceFile, entities: dict[str, EntityDecl]) -> SourceFile:
    """`file` without attributes that a derived entity says again: with another type no value is right."""

    def single(statement: Any) -> Any:
        if isinstance(statement, EntityDecl):
            known, base = {"id"}, statement.base
            while base is not None:
                known |= {a.name.text for a in entities[base.text].attributes}
                base = entities[base.text].base
            return statement._replace(
                attributes=tuple(a for a in statement.attributes if a.name.text not in known)
            )
        if isinstance(statement, DomainDecl) and statement.members:
            return statement._replace(members=tuple(map(single, statement.members)))
        return statement

    return file._replace(statements=tuple(map(single, file.statements)))


# -- they mean what the operation asks ---------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", MODELS)
def test_operations_have_what_they_ask(folder: str):
    model = model_of(folder)
    required = {
        document.path: document.root.required
        for process in model.processes.values()
        for message in process.messages
        for document in plan_message(model, process, message, SchemaOptions(), ("PUT",))
        if document.root
    }
    examples = made(folder)
    assert {operation for _, operation, _, _ in examples} == {*MESSAGE_KINDS}
    assert any(required.values())
    for path, operation, size, shown in examples:
        assert shown
        assert bool(shown.get("id")) == (operation != "POST")
        assert operation != "PUT" or set(required[path]) <= set(shown)
        assert (operation, size) != ("PATCH", "minimal") or len(shown) == 2, path


@pytest.mark.parametrize("folder", MODELS)
def test_a_bigger_size_has_more(folder: str):
    sizes: dict[str, list[int]] = {}
    for path, operation, _, shown in made(folder):
        if operation != "PUT":
            sizes.setdefault(path, []).append(len(as_text(shown)))
    assert sizes
    assert [
        path for path, (minimal, usual, full) in sizes.items() if not max(minimal, usual) < full
    ] == []


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from objects(inner)


def test_periods_begin_before_they_end():
    shown = [each for *_, example in made("models/vera") for each in objects(example)]
    periods = [(each.get("begindatum"), each.get("einddatum")) for each in shown]
    whole = [(begin, end) for begin, end in periods if begin and end]
    assert whole
    assert [(begin, end) for begin, end in whole if not begin < end] == []


def test_codes_exist_with_their_names():
    model = model_of("models/vera")
    known = {
        (c.code.text, c.label)
        for codelist in model.codelists.values()
        for c in codelist.codes
        if not c.end
    }
    shown = [
        (each["code"], each["naam"])
        for *_, example in made("models/vera")
        for each in objects(example)
        if set(each) == {"code", "naam"} and len(each["code"]) <= 3 and each["naam"] != "Utrecht"
    ]
    assert shown
    assert [value for value in shown if value not in known] == []


def test_code_and_kind_agree():
    shown = made_example(model_of("models/vera"), "BRG/Relaties", "POST", "full")
    assert shown["soort"]["code"] == "NAT"
    assert "achternaam" in shown
    (address,) = shown["adressen"]
    assert address["adres"]["soort"]["code"] == "EEN"
    assert "woonplaats" in address["adres"]


TOLD = """
standaard Klein { versie "1.0.0", ids { kern id : string } VOORBEELDEN }
domein D
abstract entiteit A { kern soort : S, eigenDeel : A }
entiteit B is A (als soort B) { b : string }
entiteit C is A (als soort C) { c : string }
referentiedata S { X "Anders", B "Bé" vanaf "2024-01-01" tot "2025-12-31", C "Cé", T "Tom" ouder S.C }
ketenproces P "Proces"
bericht As over A { A { alle ids, soort, eigenDeel }, B { alle }, C { alle } }
"""


def test_a_sample_chooses_what_an_object_is():
    plain = linked(TOLD.replace("VOORBEELDEN", ""))
    assert made_example(plain, "P/As", "POST", "full") == {
        "soort": {"code": "C", "naam": "Cé"}, "eigenDeel": {}, "c": "C",
    }  # fmt: skip
    on_a_day = made_example(plain, "P/As", "POST", "full", date(2025, 1, 1))
    assert on_a_day == {"soort": {"code": "B", "naam": "Bé"}, "eigenDeel": {}, "b": "B"}
    chosen = linked(TOLD.replace("VOORBEELDEN", ', voorbeelden { A { soort C }, c "zee" }'))
    assert made_example(chosen, "P/As", "POST", "full", date(2025, 1, 1))["c"] == "zee"


def test_an_unknown_message_or_operation_is_a_mistake_of_the_caller():
    model = model_of("models/voorbeeld")
    with pytest.raises(KeyError):
        made_example(model, "LEN/Niets")
    with pytest.raises(ValueError, match="DELETE"):
        made_example(model, "LEN/Leningen", "DELETE")


# -- they are the same every time --------------------------------------------------------------------------------------


def test_the_same_model_gives_the_same_bytes():
    code = (
        "from pathlib import Path; from compiler import pipeline\n"
        "from compiler.workspace.model_reading import read_model\n"
        "from compiler.emit.examples.maker import as_text, made_example\n"
        "model = pipeline.check(read_model(Path('models/voorbeeld')).files).model\n"
        "print([as_text(made_example(model, 'LEN/Leningen', o, s))"
        " for o in ('GET', 'POST', 'PUT', 'PATCH') for s in ('minimal', 'usual', 'full')])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=REPO, env={"PYTHONHASHSEED": seed, "VERAC_CACHE": ""},
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }  # fmt: skip
    assert len(runs) == 1
    assert len(runs.pop()) > 1000
