"""What suppliers generate from the schemas of messages: Python models that hold messages."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import RootModel, ValidationError

from compiler.emit.jsonschema.options import SchemaOptions
from tests.helpers import outside
from tests.helpers.message_corpus import Maker

DAY = "2026-01-01"
CHOICES = 4  # how many of the derived entities of a place are tried, so many messages are made of each schema
pytestmark = pytest.mark.xdist_group("consumers")


# What `make test` tries; `make consumers` tries all of it.
TRIED = {"BRG": ("get", "post", "put", "patch"), "WRV": ("post", "put"), "BVG": ("post", "put")}


@pytest.mark.parametrize("process", TRIED)
def test_python_models_of_messages_hold_messages(process: str, tmp_path: Path):
    tried = 0
    names = rf"{process}/.*\.({'|'.join(TRIED[process])})"
    for name, schema, module in outside.models_of(tmp_path, names, ("--class-name", "Bericht")):
        messages = [Maker(schema, n).full() for n in range(CHOICES)] + outside.examples([name])[
            name
        ]
        for message in messages:
            assert outside.held(module.Bericht, message) == message, name
            tried += 1
        wrong = {**Maker(schema).full(), "informatieobjecten": "tekst"}
        with pytest.raises(ValidationError):
            module.Bericht.model_validate(wrong)
    assert tried >= {"BRG": 4, "WRV": 13, "BVG": 5}[process] * len(TRIED[process])


def test_python_models_of_a_domain_hold_its_entities(tmp_path: Path):
    domains = set()
    for name, schema, module in outside.models_of(tmp_path, "[^/]+"):
        domains.add(name)
        for entity in schema["$defs"]:
            model = getattr(module, class_name(entity))
            value = Maker({"$ref": f"#/$defs/{entity}", "$defs": schema["$defs"]}).full()
            assert outside.held(model, value) == value, (name, entity)
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
    file.write_bytes(
        outside.artefacts(SchemaOptions(codes=DAY))[
            "jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json"
        ]
    )
    return outside.python_models(file, folder / "relaties.py", options)


def test_the_page_shows_the_options_that_are_tried():
    page = (outside.REPO / "docs" / "consumers.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"(?s)datamodel-codegen (.*?)\n\n", page)
    words = command.replace("\\\n", " ").split()
    options = dict(zip(words, [*words[1:], ""], strict=True))

    for option, value in zip(outside.GENERATOR, [*outside.GENERATOR[1:], ""], strict=True):
        assert not option.startswith("--") or options[option] == value
