"""Operations with corrections: what all of them have, what a client of the published shape keeps, and odd models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from tests.helpers.requests import documents_with

MODEL = """
standaard S {
    versie "4.1.0"
    koppelvlak {
        server "https://{host}.example.org/{basis}/{tak}" { host "a", basis "v{hoofdversie}", tak "een" "twee" }
        oauth2 { clientCredentials { tokenUrl "/token" } }
        typen { Moment string "date-time", Cursor string, Nummer integer }
        parameters {
            query cursor Cursor
            query pagina Nummer
            /// Wanneer het bericht is verstuurd.
            header X-Zender-Moment Moment
            header X-Peilmoment Moment
        }
        paginaheaders {
            /// Hoeveel er zijn.
            X-Aantal Nummer
        }
        bewerkingen { zoeken cursor pagina X-Zender-Moment X-Peilmoment, overige { X-Zender-Moment } }
    }
    ernst { GM10 uit, GN04 uit, GN06 uit }
    ids { kern id : string }
}
referentiedata SOORT { NAT "Natuurlijk" }
domein A {
    abstract entiteit Relatie (meervoud Relaties) {
        /// De naam.
        naam : string patroon /^[A-Z]/
        soort : SOORT
        cursor : string
        bedrag : decimal
        delen : string[]
        ander : Relatie.sleutels
    }
    entiteit Persoon is Relatie (meervoud Personen) { geboortedatum : date, nummer : integer, Kleur : string }
    entiteit Groep is Relatie (meervoud Groepen) { nummer : string, kleur : string, kLeur : string, deel : Persoon }
    entiteit Probleem (meervoud Problemen) { oorzaak : string }
    entiteit Storing (meervoud Beschikbaarheid) { oorzaak : string }
}
"""


def built(*corrections: str, model: str = MODEL) -> Any:
    """The document of the domain A with `corrections`."""
    built = pipeline.build(
        {"model.vera": model.encode()}, documents_with(*(corrections or ("none",)))
    )
    artefacts, found = built.artefacts, built.diagnostics
    assert [diagnostic for diagnostic in found if diagnostic.stops_build] == []
    return read_own_yaml(artefacts["openapi/Informatiedomeinen/A.yaml"])


def operations(document: Any) -> Iterator[tuple[str, Any]]:
    """Each operation of `document` with its operationId."""
    return (
        (operation["operationId"], operation)
        for path in document["paths"].values()
        for operation in path.values()
    )


def look_up(document: Any, node: Any) -> Any:
    """`node`, or the component that it refers to."""
    if "$ref" not in node:
        return node
    _, _, kind, name = node["$ref"].split("/")
    return document["components"][kind][name]


def query(document: Any, id_: str) -> dict[str, Any]:
    """The query parameters of one operation, by name."""
    parameters = [look_up(document, each) for each in dict(operations(document))[id_]["parameters"]]
    found = [each for each in parameters if each["in"] == "query"]
    assert len({each["name"] for each in found}) == len(found)
    return {each["name"]: each for each in found}


def test_parameters_and_headers_are_those_of_the_manifest():
    document = built("none")
    names = {
        id_: [
            each["$ref"].rpartition("/")[2]
            for each in operation.get("parameters", ())
            if "$ref" in each
        ]
        for id_, operation in operations(document)
    }
    assert names.pop("ping") == []
    assert names.pop("listRelaties") == ["Cursor", "Pagina", "ZenderMoment", "Peilmoment"]
    assert {tuple(each) for id_, each in names.items() if not id_.startswith("list")} == {
        ("ZenderMoment",)
    }
    components = document["components"]
    assert list(components["parameters"]) == ["Cursor", "Pagina", "ZenderMoment", "Peilmoment"]
    assert components["parameters"]["ZenderMoment"] == {
        "name": "X-Zender-Moment",
        "in": "header",
        "description": "Wanneer het bericht is verstuurd.",
        "required": False,
        "schema": {"$ref": "#/components/schemas/Moment"},
    }
    assert components["headers"] == {
        "X-Aantal": {
            "description": "Hoeveel er zijn.",
            "schema": {"$ref": "#/components/schemas/Nummer"},
        }
    }
    assert components["schemas"]["Moment"] == {"type": "string", "format": "date-time"}
    page = dict(operations(document))["listRelaties"]["responses"]["200"]
    assert page["headers"] == {"X-Aantal": {"$ref": "#/components/headers/X-Aantal"}}


def test_a_manifest_that_says_nothing_has_no_parameters_but_filter_and_key():
    document = built(
        "none", model='standaard S { versie "1.0.0" }\ndomein A { entiteit Zaak (meervoud Zaken) }'
    )
    assert document["components"].keys() == {"securitySchemes", "responses", "schemas"}
    for id_, operation in operations(document):
        names = [each["name"] for each in operation.get("parameters", ())]
        assert names == (["params"] if id_ == "listZaken" else ["id"] * id_.endswith("ById"))
        assert "headers" not in operation["responses"].get("200", {})


@pytest.mark.parametrize("group", ["compatible", "all"])
def test_what_every_operation_has(group):
    document = built(group)
    tags = {tag["name"] for tag in document["tags"]}
    for id_, operation in operations(document):
        assert operation["description"], id_
        assert set(operation["tags"]) <= tags, id_
        assert ("400" in operation["responses"]) is (id_ != "ping"), id_
        for status, response in operation["responses"].items():
            response = look_up(document, response)  # noqa: PLW2901 - what it refers to
            if status.startswith("2"):
                assert "API-Version" in response["headers"], id_
            if status in ("400", "401", "403", "404", "default"):
                assert "application/problem+json" in response["content"], id_
        if "requestBody" in operation:
            assert operation["requestBody"].get("required", False) is (group == "all"), id_
            changes = id_.startswith(("update", "replace"))
            assert ("{} een object" in operation["description"]) is changes, id_
            assert (
                "content" in operation["responses"]["201" if id_.startswith("create") else "200"]
            ), id_


def test_a_client_of_the_published_shape_keeps_what_it_had():
    before, after = built("none"), built("compatible")
    mended = dict(operations(after))
    for id_, old in operations(before):
        new = mended[id_]
        assert old["responses"].keys() <= new["responses"].keys()
        for status, response in old["responses"].items():
            was, now = look_up(before, response), look_up(after, new["responses"][status])
            for part in ("headers", "content"):
                assert was.get(part, {}).keys() <= now.get(part, {}).keys(), (id_, status)
        assert media_types(old) <= media_types(new), id_
        needed = [
            each for each in new.get("parameters", ()) if look_up(after, each).get("required")
        ]
        assert [each["name"] for each in needed] == (["id"] if id_.endswith("ById") else [])
        ways = new.get("security", after["security"])
        for had in old.get("security", before["security"]):
            assert ways == [] or any(enough(way, had) for way in ways), id_


def media_types(operation: Any) -> set[str]:
    """What the body of `operation` may be."""
    return set(operation.get("requestBody", {}).get("content", {}))


def enough(way: dict[str, list[str]], had: dict[str, list[str]]) -> bool:
    """Whether who has all of `had` is let in by `way`."""
    return all(
        set(scopes) <= set(had.get(scheme, ())) and scheme in had for scheme, scopes in way.items()
    )


def test_filters_are_the_attributes_of_all_kinds_once():
    found = query(built("compatible"), "listRelaties")
    types = {name: each["schema"].get("type") for name, each in found.items() if name != "pagina"}
    assert types == {
        "id": "string", "naam": "string", "soort": "string", "cursor": None, "bedrag": "number", "ander": "string",
        "geboortedatum": "string", "nummer": "string", "Kleur": "string", "kleur": "string", "kLeur": "string",
    }  # fmt: skip
    assert found["cursor"]["schema"] == {"$ref": "#/components/schemas/Cursor"}
    assert found["naam"] == {
        "name": "naam",
        "in": "query",
        "description": "De naam.",
        "schema": {"type": "string"},
    }
    assert found["soort"]["description"] == "Code uit SOORT."
    assert "format" not in found["bedrag"]["schema"]


def test_with_all_filters_are_well_named_and_have_patterns():
    found = query(built("all"), "listRelaties")
    assert found["naam"]["schema"] == {"type": "string", "pattern": "^[A-Z]"}
    assert [name for name in found if name.lower() == "kleur"] == ["kleur"]


def test_the_names_of_the_model_come_before_those_of_corrections():
    document = built("OA17", "OA21")
    assert "oorzaak" in document["components"]["schemas"]["Probleem"]["properties"]
    content = document["components"]["responses"]["NietGevonden"]["content"]
    assert (
        content["application/problem+json"]["schema"]["$ref"] == "#/components/schemas/HttpProbleem"
    )
    assert [tag["name"] for tag in document["tags"]].count("Beschikbaarheid") == 1


def test_without_scopes_the_key_is_the_only_way_in():
    document = built(
        "OA12", model='standaard S { versie "1.0.0" }\ndomein A { entiteit Zaak (meervoud Zaken) }'
    )
    assert document["security"] == [{"ApiKeyAuth": []}]
    assert [id_ for id_, operation in operations(document) if "security" in operation] == ["ping"]
    assert document["paths"]["/ping"]["get"]["security"] == []


def test_the_address_keeps_what_differs():
    (server,) = built("OA19")["servers"]
    assert server["url"] == "https://{host}.example.org/v4/{tak}"
    assert list(server["variables"]) == ["host", "tak"]


def test_moments_in_headers_are_those_of_rfc_3339():
    import re

    schema = built("OA11")["components"]["parameters"]["Peilmoment"]["schema"]
    good = ["2026-01-31T09:30:00Z", "2026-01-31t09:30:00.123z", "2016-12-31T23:59:60+01:00"]
    bad = [
        "",
        "2026-01-31",
        "2026-01-31 09:30:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-31T09:30:00",
        "2026-01-31T24:00:00Z",
    ]
    assert "format" not in schema
    assert [text for text in (*good, *bad) if re.search(schema["pattern"], text, re.ASCII)] == good


SENDER = """
standaard S {
    versie "4.1.0"
    koppelvlak {
        typen { Tekst string }
        parameters {
            /// De afdeling die het bericht verstuurt.
            header X-Zender-Afdeling Tekst
            header X-Zender-Kleur Tekst
            header X-Afdeling Tekst
        }
        bewerkingen { overige { X-Zender-Afdeling, X-Zender-Kleur, X-Afdeling } }
    }
    ids { kern id : string, kern idAfdeling : string }
}
domein A { entiteit Zaak (meervoud Zaken) { naam : string } }
"""


def test_what_headers_fill_is_said_of_post_alone():
    said = {
        id_: each.get("description", "") for id_, each in operations(built("OA14", model=SENDER))
    }
    filled = "Is idAfdeling niet gevuld, dan vult de ontvanger het met de header X-Zender-Afdeling."
    assert said["createZaak"] == filled
    assert [id_ for id_, text in said.items() if "header" in text] == ["createZaak"]
    for group in ("compatible", "all"):
        whole = {id_: each["description"] for id_, each in operations(built(group, model=SENDER))}
        assert whole["createZaak"].endswith(filled)
        assert "geen JSON merge patch" in whole["updateZaakById"]


def test_the_key_is_asked_where_a_message_tells_it():
    document = built("OA41", model=SENDER)
    taken, given = {}, {}
    for id_, operation in operations(document):
        if "requestBody" in operation:
            taken[id_] = reference(operation["requestBody"])
        good = [each for status, each in operation["responses"].items() if status[0] == "2"]
        for answer in good:
            if "content" in answer:
                given[id_] = reference(answer)
    assert taken == {
        "createZaak": "Zaakbericht-nieuw", "replaceZaak": "Zaakbericht-bestaand", "updateZaak": "Zaakbericht-bestaand",
        "replaceZaakById": "Zaakbericht-bestaand", "updateZaakById": "Zaakbericht",
    }  # fmt: skip
    assert given == {
        "createZaak": "Zaakbericht-bestaand",
        "listZaken": "Zaakbericht",
        "readZaakById": "Zaakbericht",
    }
    schemas = document["components"]["schemas"]
    assert "required" not in yaml.safe_dump(schemas["Zaakbericht"])
    assert schemas["Zaakbericht"]["allOf"][1]["properties"]["id"]["minLength"] == 1
    (_, own) = schemas["Zaakbericht-bestaand"]["allOf"]
    assert own["required"] == ["id"]
    assert own["properties"]["id"]["minLength"] == 1


def reference(carried: Any) -> str:
    """The schema of what a request or an answer carries."""
    schema = carried["content"]["application/json"]["schema"]
    return schema.get("items", schema)["$ref"].rpartition("/")[2]
