"""What suppliers generate from what verac makes: Python models that hold messages, TypeScript types that compile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import outside
import pytest
from message_corpus import Maker
from pydantic import BaseModel, RootModel, ValidationError

from compiler.emit.jsonschema.plan import Options

DAY = "2026-01-01"
CHOICES = 4  # how many of the derived entities of a place are tried, so many messages are made of each schema
pytestmark = pytest.mark.xdist_group("consumers")


# What `make test` tries; `make consumers` tries all of it.
TRIED = {"BRG": ("get", "post", "put", "patch"), "WRV": ("post", "put"), "BVG": ("post", "put")}


def made(folder: Path, names: str, options: Sequence[str] = ()) -> Iterator[tuple[str, Mapping[str, Any], ModuleType]]:
    """The name of each schema that `names` fits, the schema, and the models that are made of it."""
    for path, content in outside.artefacts().items():
        name = outside.name_of(path)
        if re.fullmatch(names, name):
            file = folder / (re.sub(r"\W", "_", name) + ".json")
            file.write_bytes(content)
            yield name, json.loads(content), outside.python_models(file, file.with_suffix(".py"), options)


@pytest.mark.parametrize("process", TRIED)
def test_python_models_of_messages_hold_messages(process: str, tmp_path: Path):
    tried = 0
    names = rf"{process}/.*\.({'|'.join(TRIED[process])})"
    for name, schema, module in made(tmp_path, names, ("--class-name", "Bericht")):
        for message in {repr(m): m for m in (Maker(schema, n).full() for n in range(CHOICES))}.values():
            assert held(module.Bericht, message) == message, name
            tried += 1
        wrong = {**Maker(schema).full(), "informatieobjecten": "tekst"}
        with pytest.raises(ValidationError):
            module.Bericht.model_validate(wrong)
    assert tried >= {"BRG": 4, "WRV": 13, "BVG": 5}[process] * len(TRIED[process])


def held(model: type[BaseModel], value: Any) -> Any:
    """What a model makes of `value`, as JSON again; what it does not know is lost on the way."""
    return model.model_validate(value).model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_python_models_of_a_domain_hold_its_entities(tmp_path: Path):
    domains = set()
    for name, schema, module in made(tmp_path, "[^/]+"):
        domains.add(name)
        for entity in schema["$defs"]:
            model = getattr(module, class_name(entity))
            value = Maker({"$ref": f"#/$defs/{entity}", "$defs": schema["$defs"]}).full()
            assert held(model, value) == value, (name, entity)
    assert len(domains) == 12


def class_name(definition: str) -> str:
    """The name of the class for a definition: `Relatie-basis` becomes RelatieBasis."""
    first, *others = definition.split("-")
    return first + "".join(word.capitalize() for word in others)


def test_python_models_keep_inheritance_and_know_codes(tmp_path: Path):
    module = relations(tmp_path)
    told = {"soort": {"code": "NAT"}, "achternaam": "Jansen", "geboortedatum": "1980-02-29"}
    found = module.RelatiesPost.model_validate(told).root

    assert issubclass(module.Relatie, RootModel)
    assert issubclass(module.NatuurlijkPersoon, module.RelatieBasis)
    assert isinstance(found, module.NatuurlijkPersoon)
    assert found.soort.code == "NAT"
    assert (found.geboortedatum.year, found.adressen) == (1980, None)
    for wrong in ({"soort": {"code": "XXX"}}, {"adressen": {}}):
        with pytest.raises(ValidationError):
            module.RelatiesPost.model_validate(told | wrong)


def test_python_models_do_not_replace_the_schema(tmp_path: Path):
    """What docs/consumers.md warns of: the code does not tell the models which of the derived entities it is."""
    told = {"soort": {"code": "NAT"}, "geboortedatum": "29-02-1980"}
    found = relations(tmp_path).RelatiesPost.model_validate(told).root
    assert not hasattr(found, "geboortedatum")

    with pytest.raises(ValidationError):
        relations(tmp_path, "--extra-fields", "forbid").RelatiesPost.model_validate(told)


def relations(folder: Path, *options: str) -> ModuleType:
    """The Python models of a POST of BRG/Relaties, with codes."""
    file = folder / "relaties.json"
    file.write_bytes(outside.artefacts(Options(codes=DAY))["jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json"])
    return outside.python_models(file, folder / "relaties.py", options)


def test_typescript_types_of_every_document_compile(tmp_path: Path):
    outside.need_node()
    documents = []
    for path, content in outside.documents().items():
        documents.append(tmp_path / Path(path).name)
        documents[-1].write_bytes(content)
    assert len(documents) == 23

    names = outside.node("types.mjs", tmp_path, *documents).split()
    assert names == [path.with_suffix(".ts").name for path in documents]
    (tmp_path / "use.ts").write_bytes((outside.NODE / "use.ts").read_bytes())
    compiler = "node_modules/typescript/bin/tsc"
    options = ("--noEmit", "--strict", "--module", "nodenext", "--target", "es2022")
    assert outside.node(compiler, *options, *sorted(tmp_path.glob("*.ts"))) == ""
