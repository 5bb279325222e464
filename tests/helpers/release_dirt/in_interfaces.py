"""Interfaces of documents that are otherwise: operations, addresses, headers, who is let in."""

from __future__ import annotations

from typing import Any

import yaml

from compiler.base.own_yaml import read_own_yaml
from tests.helpers.release_dirt.cases import (
    ANYWHERE,
    BOMEN,
    SNO,
    WERK,
    Expected,
    dirt,
)
from tests.helpers.release_maker import (
    Release,
)


@dirt()
def one_document_of_another_openapi_version(release: Release) -> Expected:
    release.documents[BOMEN]["openapi"] = "3.0.1"
    return {("IMP17", f"{BOMEN}.yaml")}


@dirt()
def a_version_of_openapi_that_is_none(release: Release) -> Expected:
    for document in release.documents.values():
        document["openapi"] = "3.0.99"
    return {("IMP17", ANYWHERE)}


@dirt()
def an_address_with_a_variable_that_nothing_fills_in(release: Release) -> Expected:
    for document in release.documents.values():
        document["servers"] = [{"url": "https://example.org:{port}/{pad}", "variables": {}}]
    return {("IMP17", ANYWHERE)}


@dirt()
def one_operation_that_is_missing(release: Release) -> Expected:
    del release.documents[WERK]["paths"]["/klussen"]["patch"]
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def one_operation_too_many(release: Release) -> Expected:
    path = release.documents[WERK]["paths"]["/klussen/{id}"]
    path["delete"] = {"tags": ["Klussen"], "operationId": "deleteKlus", "responses": {"204": {}}}
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def an_operation_that_no_resource_has(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            path.pop("patch", None)
    return {("IMP17", ANYWHERE)}


@dirt()
def a_response_that_every_operation_has(release: Release) -> Expected:
    for document in release.documents.values():
        for path, item in document["paths"].items():
            for operation in item.values() if path != "/ping" else ():
                operation["responses"]["500"] = {"$ref": "#/components/schemas/Foutbericht"}
    return {("IMP17", ANYWHERE)}


def add_header(release: Release, schema: Any, *, key: str = "Kenmerk") -> None:
    """Every operation but ping takes a header of the type `schema`, `key` among the components."""
    for document in release.documents.values():
        component = {"in": "header", "name": "X-Kenmerk", "required": False, "schema": schema}
        document["components"]["parameters"][key] = component
        for path, item in document["paths"].items():
            for operation in item.values() if path != "/ping" else ():
                operation["parameters"].append({"$ref": f"#/components/parameters/{key}"})


@dirt()
def a_header_of_its_own(release: Release) -> Expected:
    for document in release.documents.values():
        document["components"]["schemas"]["Stempel"] = {"type": "string", "format": "uuid"}
    add_header(release, {"$ref": "#/components/schemas/Stempel"})
    return set()


@dirt()
def a_header_whose_type_has_no_name(release: Release) -> Expected:
    add_header(release, {"type": "string"})
    return {("IMP17", ANYWHERE)}


@dirt()
def a_header_called_otherwise_among_the_components(release: Release) -> Expected:
    add_header(release, {"$ref": "#/components/schemas/Referentienummer"}, key="Merk")
    return {("IMP17", ANYWHERE)}


@dirt()
def no_headers_and_parameters(release: Release) -> Expected:
    for document in release.documents.values():
        del document["components"]["parameters"], document["components"]["headers"]
        schemas = document["components"]["schemas"]
        for name in [
            name for name, schema in schemas.items() if schema.get("type") in ("string", "integer")
        ]:
            del schemas[name]
        for path in document["paths"].values():
            for operation in path.values():
                own = [each for each in operation.pop("parameters", []) if "$ref" not in each]
                if own:
                    operation["parameters"] = own
                operation["responses"].get("200", {}).pop("headers", None)
    return set()


@dirt()
def parameters_that_are_no_parameters(release: Release) -> Expected:
    components = release.documents[WERK]["components"]
    components["parameters"] |= {
        "Niets": None,
        "Lijst": ["x"],
        "Half": {"in": "header", "schema": "x"},
    }
    components["headers"]["X Kop"] = {"schema": {"$ref": 7}}
    return {("IMP17", f"{WERK}.yaml")}


@dirt()
def an_address_with_a_typo(release: Release) -> Expected:
    paths = release.documents[WERK]["paths"]
    for ending in ("", "/{id}"):
        paths[f"/klusen{ending}"] = paths.pop(f"/klussen{ending}")
    return set()


@dirt()
def a_resource_without_the_name_of_its_message(release: Release) -> Expected:
    text = yaml.safe_dump(release.documents[SNO], sort_keys=False).replace("Klussen-", "Karweien-")
    release.documents[SNO] = read_own_yaml(text)
    rows = {
        release.row("SNO", thing, name) for thing, name in (("Ploeg", "id"), ("Ploeg", "leden"))
    }
    rows |= {release.row("SNO", "Klus", name) for name in ("id", "code", "ploeg", "bomen", "begin")}
    return {*(("IMP11", row) for row in rows), ("IMP15", f"{SNO}.yaml"), ("IMP17", f"{SNO}.yaml")}


@dirt(harmless=True)
def documents_that_end_in_yml(release: Release) -> Expected:
    release.ending = ".yml"
    return set()


@dirt()
def response_codes_without_quotes(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            for operation in path.values():
                responses = operation["responses"]
                operation["responses"] = {
                    int(c) if c.isdigit() else c: found for c, found in responses.items()
                }
    return set()


@dirt()
def scopes_in_other_words(release: Release) -> Expected:
    for document in release.documents.values():
        for flow in document["components"]["securitySchemes"]["OAuth2"]["flows"].values():
            flow["scopes"] = {
                scope: text.replace("alleen lezen van", "kijken naar")
                for scope, text in flow["scopes"].items()
            }
    return {("IMP17", ANYWHERE)}


@dirt()
def a_flow_without_an_address_and_one_that_is_none(release: Release) -> Expected:
    for document in release.documents.values():
        flows = document["components"]["securitySchemes"]["OAuth2"]["flows"]
        flows["device"] = {"tokenUrl": "/token", "scopes": {}}
        del flows["clientCredentials"]["tokenUrl"]
        flows["clientCredentials"]["tokenURL"] = "/token"
    return {("IMP17", ANYWHERE)}


@dirt()
def a_contact_and_a_licence_that_openapi_does_not_have(release: Release) -> Expected:
    for document in release.documents.values():
        document["info"]["contact"] = {"name": "Tuin", "email": "bij de poort"}
        document["info"]["license"] = {"url": "https://tuin.example/vrij"}
    return {("IMP17", ANYWHERE)}


@dirt()
def another_server_without_a_description(release: Release) -> Expected:
    for document in release.documents.values():
        document["servers"] = [{"url": "https://tuin.example/v2"}]
    return {("IMP17", ANYWHERE)}


@dirt()
def no_security_at_all(release: Release) -> Expected:
    for document in release.documents.values():
        del document["security"], document["components"]["securitySchemes"]
        for path in document["paths"].values():
            for operation in path.values():
                operation.pop("security", None)
    return {("IMP17", ANYWHERE)}


@dirt()
def a_path_that_every_document_has(release: Release) -> Expected:
    for document in release.documents.values():
        document["paths"]["/versie"] = {"get": {"operationId": "versie", "responses": {"200": {}}}}
    return {("IMP17", ANYWHERE)}


@dirt()
def a_path_below_every_resource(release: Release) -> Expected:
    for document in release.documents.values():
        paths = document["paths"]
        for path in [path for path in paths if path.endswith("{id}")]:
            paths[f"{path}/historie"] = {"get": paths[path]["get"]}
    return {("IMP17", ANYWHERE)}


@dirt()
def addresses_with_something_in_front(release: Release) -> Expected:
    for document in release.documents.values():
        document["paths"] = {f"/api{path}": item for path, item in document["paths"].items()}
    return {("IMP17", ANYWHERE)}


@dirt()
def two_tags_for_every_operation(release: Release) -> Expected:
    for document in release.documents.values():
        for path in document["paths"].values():
            for operation in path.values():
                operation["tags"] = [*operation.get("tags", ()), "TUIN"]
    return {("IMP17", ANYWHERE)}


@dirt()
def an_entity_without_a_resource(release: Release) -> Expected:
    paths = release.documents[BOMEN]["paths"]
    del paths["/takken"], paths["/takken/{id}"]
    return {("IMP17", f"{BOMEN}.yaml")}
