"""Guidelines that need no rule: the language leaves nothing else to write, or whatever is made says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from compiler.emit.families import Request
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.language.parser import parse_text
from compiler.model.elements import PRIMITIVES, TypeKind
from compiler.model.graph import ModelGraph
from compiler.model.graph_edges import EdgeKind
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.report.rule_pages import BY_OTHER_MEANS, rules_page
from compiler.rules.run import all_rules
from tests.helpers.documented_examples import check_expected
from tests.helpers.strategies import IDS, linkable

ROOT = Path(__file__).resolve().parents[2]
MODEL = """\
standaard Klein {
    versie "1.2.3"
    ids { kern id : string }
    koppelvlak {
        oauth2 { clientCredentials { tokenUrl "/oauth/token" } }
        typen { PeiltijdstipMaterieel string "date-time" }
        parameters { header X-Parameters-PeiltijdstipMaterieel PeiltijdstipMaterieel }
        bewerkingen { zoeken X-Parameters-PeiltijdstipMaterieel }
    }
}
domein Verhuur {
    entiteit Huur (meervoud Huren) { begindatum : date, einddatum : date, eindmoment : dateTime, huurder : Huurder }
    entiteit Huurder (meervoud Huurders) { naam : string }
}
ketenproces VHE
bericht Huren over Huur { Huur { alle }, Huurder { naam } }
"""


@lru_cache(maxsize=4)
def artefacts(corrections: str = "none") -> Mapping[str, bytes]:
    request = Request(openapi=OpenAPIOptions(corrections=(corrections,)))
    built = pipeline.build({"model.vera": MODEL.encode()}, request)
    assert built.artefacts is not None
    return built.artefacts


def documents(corrections: str = "none") -> list[tuple[str, Any]]:
    """Every OpenAPI document with its name; each has schemas and paths."""
    found = [
        (Path(path).stem, read_own_yaml(content))
        for path, content in artefacts(corrections).items()
        if path.startswith("openapi/")
    ]
    assert found
    assert all(document["components"]["schemas"] and document["paths"] for _, document in found)
    return found


def diagnosed(text: str) -> None:
    """Compare what parser and linker find in `text` with its markers."""
    parsed = parse_text(text, "model.vera")
    check_expected(
        {"model.vera": text}, [*parsed.diagnostics, *link_sources([parsed.source]).diagnostics]
    )


HEAD = 'standaard Klein { versie "1.0.0" }\n'


DATE = "ParametersPeiltijdstipMaterieel"
PERIOD = ("ParametersPeilperiodeMaterieelBegin", "ParametersPeilperiodeMaterieelEind")


@pytest.mark.parametrize(
    ("corrections", "by_id", "periods"),
    [("none", False, set()), ("compatible", True, {"/huren"}), ("all", True, {"/huren"})],
)
def test_history_is_asked_for_by_a_reference_date(
    corrections: str, by_id: bool, periods: set[str]
) -> None:
    for _, document in documents(corrections):
        header = document["components"]["parameters"][DATE]
        assert (header["in"], header["name"]) == ("header", "X-Parameters-PeiltijdstipMaterieel")
        with_period = set()
        for path, item in document["paths"].items():
            parameters = item["get"].get("parameters", [])
            taken = {each.get("$ref", "").rpartition("/")[2] for each in parameters}
            if path.endswith("/ping"):
                continue
            assert (DATE in taken) is (by_id or not path.endswith("}")), path
            if taken & set(PERIOD):
                assert taken >= set(PERIOD)
                with_period.add(path)
        assert with_period == periods


def test_schemas_say_whether_an_end_counts_itself() -> None:
    schema = json.loads(artefacts()["jsonschema/Informatiedomeinen/Verhuur.schema.json"])
    properties = schema["$defs"]["Huur"]["properties"]
    assert "x-end" not in str(properties["begindatum"])
    assert "inclusive" in str(properties["einddatum"])
    assert "exclusive" in str(properties["eindmoment"])


@pytest.mark.parametrize("text", [
    'domein A { entiteit B { verplicht c : date } } //! GM09 @25 "every attribute is optional" "beperking"',
    'domein A { entiteit B { c : date verplicht "ja" } } //! GM09 @34 "says nothing about \\"c\\""',
    'domein A { entiteit B { kern verplicht c : date } } //! GM09 @30 "\\"c\\""',
])  # fmt: skip
def test_the_language_has_no_word_for_mandatory(text: str) -> None:
    diagnosed(HEAD + text)


def test_a_message_has_no_word_for_mandatory_either() -> None:
    text = "domein A { entiteit B (meervoud Bs) { c : date, d : date } }\nketenproces P\nbericht Bs over B {\n"
    diagnosed(
        HEAD
        + text
        + '    B { verplicht c, verplicht vervallen d } //! GM09 @9 "\\"c\\"" //! GM09 @22 "\\"d\\""\n}\n'
    )


def test_an_attribute_may_be_called_so() -> None:
    diagnosed(HEAD + "domein A { entiteit B { verplicht : boolean } }")


def test_nothing_is_mandatory() -> None:
    for _, document in documents():
        for name, schema in document["components"]["schemas"].items():
            assert "required" not in schema, name


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=30,
)
@given(linkable())
def test_every_entity_has_the_identifiers(files: Any) -> None:
    model = link_sources(files).model
    without: dict[str, set[str]] = {}  # by name: one may stand in two domains
    for entity in (each for file in files for each in entities_in(file.statements)):
        own = set(IDS) if entity.value_object else {name.text for name in entity.without}
        without.setdefault(entity.name.text, set()).update(own)
    for key in model.entities:
        wanted = set(IDS) - without[model.root_of(key).name.text]
        assert wanted <= set(model.named_attributes[key]), key


def entities_in(statements: Any) -> Iterator[Any]:
    for statement in statements:
        if hasattr(statement, "value_object"):
            yield statement
        yield from entities_in(getattr(statement, "members", None) or ())


def test_a_type_is_a_primitive_a_list_or_an_entity() -> None:
    types = " ".join(f", a{number} : {name}" for number, name in enumerate(PRIMITIVES))
    diagnosed(
        f"{HEAD}domein A {{ entiteit B {{ b : B, c : B[], d : SOORT, e : string[] {types} }} }}\nreferentiedata SOORT"
    )
    diagnosed(
        HEAD
        + 'domein A { entiteit B { c : datetime } } //! NAM01 @29 "type \\"datetime\\" does not exist" "dateTime"'
    )
    diagnosed(
        HEAD + 'domein A { entiteit B { c : Huis } } //! NAM01 @29 "type \\"Huis\\" does not exist"'
    )


def test_an_attribute_stands_once() -> None:
    diagnosed(
        HEAD
        + 'domein A { entiteit B { c : date, c : string } } //! NAM02 @35 "\\"c\\" stands twice"'
    )


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=30,
)
@given(linkable())
def test_every_association_is_an_attribute(files: Any) -> None:
    model = link_sources(files).model
    assert associations(model) == {
        (("attribute", key, attribute.name.text), ("entity", attribute.target))
        for key, entity in model.entities.items()
        for attribute in entity.attributes
        if attribute.kind is TypeKind.ENTITY
    }


def associations(model: Model) -> set[Any]:
    return {
        (source, target)
        for source, target, kind in ModelGraph(model).edges
        if source[0] == "attribute" and kind in (EdgeKind.EMBEDDING, EdgeKind.KEYS)
    }


def test_a_message_is_about_entities_of_the_model() -> None:
    text = "domein A { entiteit Huur (meervoud Huren) { c : date } }\nketenproces P\nbericht Huren over Huur {\n"
    diagnosed(
        HEAD
        + text
        + '    Huur { c }\n    Huurder { alle } //! NAM01 @5 "\\"Huurder\\" does not exist"\n}\n'
    )


def test_what_disappears_from_a_message_is_called_out() -> None:
    old, new = (
        link_sources([parse_text(text).source]).model
        for text in (MODEL, MODEL.replace("Huur { alle }", "Huur { einddatum }"))
    )
    found = [
        (judged.id, judged.change.path[-1][1]) for judged in pipeline.compare(old, new).changes
    ]
    assert {name for id_, name in found if id_ == "CH63"} == {
        "id",
        "begindatum",
        "eindmoment",
        "huurder",
    }


def test_every_document_has_the_version_of_the_manifest() -> None:
    assert {name: document["info"]["version"] for name, document in documents()} == {
        "Verhuur": "1.2.3",
        "VHE": "1.2.3",
    }


def test_every_document_has_its_scopes() -> None:
    for name, document in documents():
        schemes = document["components"]["securitySchemes"]
        assert {scheme["type"] for scheme in schemes.values()} == {"apiKey", "oauth2"}
        (oauth2,) = (scheme for scheme in schemes.values() if scheme["type"] == "oauth2")
        scopes = set(oauth2["flows"]["clientCredentials"]["scopes"])
        assert {
            f"{name}.{what}.{right}" for what in ("All", "Huren") for right in ("Read", "ReadWrite")
        } <= scopes


# -- the page ----------------------------------------------------------------------------------------------------------


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page(), (
        "verac explain --format markdown -o docs/rules.md"
    )


@pytest.mark.parametrize("kept", BY_OTHER_MEANS, ids=lambda kept: f"{kept.guideline}: {kept.says}")
def test_the_test_that_a_guideline_names_is_there(kept: Any) -> None:
    path, name = kept.test.split("::")
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_command_writes_the_page(verac) -> None:
    assert verac("explain", "--format", "markdown").out == rules_page()
    assert verac("explain", "GM10", "--format", "markdown").code == 2


def test_every_resource_is_rest_with_json() -> None:
    """U02: an address for the resource and one for each id, the four operations, and JSON in and out."""
    for _, document in documents():
        places = [path for path in document["paths"] if not path.endswith("ping")]
        assert places
        for path in places:
            operations = (
                {"get", "put", "patch"}
                if path.endswith("/{id}")
                else {"get", "post", "put", "patch"}
            )
            assert document["paths"][path].keys() == operations, path
            for operation in document["paths"][path].values():
                bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
                media = {kind for body in bodies for kind in body.get("content", {})}
                assert media <= {"application/json"}, path


# Rows of the table that ask for other things than a guideline kept in a model: drawings and key figures made of it, and
# how an integration is run.
ABOUT_OTHER_THINGS = {"U01", "U03", "U06", "integration"}
NAMES = {
    "CORA style": "CS01", "relations, kinds, roles": "RR01", "data types": "DT01", "horizontal / vertical": "PB01",
}  # fmt: skip


def test_every_guideline_has_a_rule_or_is_kept_by_other_means(shared: Path) -> None:
    table = (shared.parent / "GUIDELINES.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")]
    named = {
        name.strip()
        for row in rows
        if row != "id"
        for name in (NAMES.get(row) or row).replace("–", ",").split(",")
    }
    kept = {name.strip() for each in BY_OTHER_MEANS for name in each.guideline.split(",")}
    assert named - {rule.id for rule in all_rules()} - kept == ABOUT_OTHER_THINGS
