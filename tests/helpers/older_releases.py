"""What may be otherwise in a release of another year: each kind of variation as a function that changes a release.

They hold for any release of that shape, made or published: each walks over what there is and knows no names of it.
`VARIANTS` change what a release says, `WRITINGS` how its files are written.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

import yaml

Tree = dict[str, Any]
REF = "#/components/schemas/"
PREFIXED = "Ketenprocessen/"


class AnyRelease(Protocol):
    """A release as plain values: documents by `Folder/Name`, rows of the sheet with the header, CSV as text."""

    documents: dict[str, Tree]
    rows: list[list[Any]]
    codes: str


Variant = Callable[[AnyRelease], None]
Writing = Callable[[Path], None]
_Some = TypeVar("_Some", Variant, Writing)
VARIANTS: dict[str, Variant] = {}
WRITINGS: dict[str, Writing] = {}


def _listed(table: dict[str, _Some]) -> Callable[[_Some], _Some]:
    def add(function: _Some) -> _Some:
        table[function.__name__.replace("_", " ")] = function  # type: ignore[attr-defined]
        return function

    return add


variant, writing = _listed(VARIANTS), _listed(WRITINGS)


# -- walks -------------------------------------------------------------------------------------------------------------


def operations(release: AnyRelease) -> Iterator[tuple[str, str, Tree, Tree]]:
    """(path, method, the operation, its document)."""
    for document in release.documents.values():
        for path, item in (document.get("paths") or {}).items():
            for method, operation in item.items():
                if isinstance(operation, dict):
                    yield path, method, operation, document


def schemas(release: AnyRelease) -> Iterator[tuple[str, Tree]]:
    for document in release.documents.values():
        yield from document["components"]["schemas"].items()


def properties(release: AnyRelease) -> Iterator[tuple[Tree, str, Tree]]:
    """(the mapping, the name in it, the property)."""
    for _, schema in schemas(release):
        for part in (schema, *schema.get("allOf", ())):
            for name, body in part.get("properties", {}).items():
                yield part["properties"], name, body


def mappings(node: Any) -> Iterator[Tree]:
    if isinstance(node, dict):
        yield node
    for value in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from mappings(value)


def referred(body: Any) -> str:
    """The schema that a property refers to, alone or as a list; empty for none."""
    body = body.get("items", body)
    for part in (body, *body.get("allOf", ())):
        if "$ref" in part:
            return str(part["$ref"]).removeprefix(REF)
    return ""


def without(document: Tree, key: str) -> None:
    for mapping in mappings(document):
        mapping.pop(key, None)


def renamed_schemas(release: AnyRelease, name_of: Callable[[str], str]) -> None:
    for document in release.documents.values():
        found = document["components"]["schemas"]
        names = {name: name_of(name) for name in found}
        document["components"]["schemas"] = {names[name]: body for name, body in found.items()}
        for mapping in mappings(document):
            ref = mapping.get("$ref")
            if isinstance(ref, str) and ref.startswith(REF):
                mapping["$ref"] = REF + names.get(ref.removeprefix(REF), ref.removeprefix(REF))


def column(release: AnyRelease, name: str) -> int:
    return release.rows[0].index(name)


# -- reference data ----------------------------------------------------------------------------------------------------


def _codes(release: AnyRelease) -> Iterator[tuple[Tree, str, Tree]]:
    return (each for each in properties(release) if referred(each[2]) == "Referentiedata")


@variant
def no_label(release: AnyRelease) -> None:
    for _, _, body in _codes(release):
        body["description"] = re.sub(
            r"\s*Referentiedata: [\w-]+\.?", "", body.get("description", "")
        )


@variant
def no_label_and_no_description(release: AnyRelease) -> None:
    for _, _, body in _codes(release):
        body.pop("description", None)


@variant
def plain_references(release: AnyRelease) -> None:
    for place, name, body in properties(release):
        if "allOf" in body:
            place[name] = copy.deepcopy(body["allOf"][0])


@variant
def references_with_a_description_beside(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        if "allOf" in body:
            body.update(body.pop("allOf")[0])


@variant
def references_within_lists_in_an_all_of(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        if "$ref" in body.get("items", {}):
            body["items"] = {"allOf": [body["items"]]}


@variant
def types_without_their_list(release: AnyRelease) -> None:
    for row in release.rows[1:]:
        index = column(release, "Attribuuttype")
        row[index] = re.sub(r"(Referentiedata) \S+", r"\1", str(row[index]))


@variant
def types_without_their_list_and_no_label(release: AnyRelease) -> None:
    types_without_their_list(release)
    no_label(release)


@variant
def own_values_in_messages(release: AnyRelease) -> None:
    for name, document in release.documents.items():
        if name.startswith(PREFIXED):
            tag, schema = next(
                (n, s)
                for n, s in document["components"]["schemas"].items()
                if "-" in n and "properties" in s
            )
            assert tag
            schema["properties"]["eigenSoort"] = {
                "allOf": [{"$ref": f"{REF}Referentiedata"}],
                "description": "Een soort.",
            }
            schema["properties"]["eigenSoorten"] = {
                "type": "array",
                "items": {"$ref": f"{REF}Referentiedata"},
            }


@variant
def own_values_in_messages_and_no_label(release: AnyRelease) -> None:
    own_values_in_messages(release)
    no_label(release)


@variant
def reference_data_that_is_no_resource(release: AnyRelease) -> None:
    for document in release.documents.values():
        for path in [p for p in document["paths"] if p.startswith("/referentiedata")]:
            del document["paths"][path]
        document["tags"] = [
            tag for tag in document.get("tags", ()) if tag["name"] != "Referentiedata"
        ]
        document["components"]["schemas"].pop("Referentiedatabericht", None)
    index = column(release, "Entiteit")
    release.rows = [row for row in release.rows if row[index] != "Referentiedata"]


@variant
def values_as_texts(release: AnyRelease) -> None:
    for place, name, body in _codes(release):
        text = {"description": body["description"]} if "description" in body else {}
        place[name] = (
            {"type": "array", "items": {"type": "string"}, **text}
            if "items" in body
            else {"type": "string", **text}
        )


@variant
def another_entity_of_values(release: AnyRelease) -> None:
    renamed_schemas(release, lambda name: name.replace("Referentiedata", "Code"))


@variant
def no_reference_data_file(release: AnyRelease) -> None:
    release.codes = ""


# -- marks of the interface --------------------------------------------------------------------------------------------


def _openapi(version: Any) -> None:
    @variant
    def change(release: AnyRelease) -> None:
        for document in release.documents.values():
            document["openapi"] = version

    VARIANTS[f"openapi {version}"] = VARIANTS.pop("change")


for each in ("3.0.0", "3.0.1", "3.0.3", "3.1.0", "3.1.1", 3.1):
    _openapi(each)


@variant
def swagger_2(release: AnyRelease) -> None:
    for document in release.documents.values():
        del document["openapi"]
        document["swagger"] = "2.0"


def _version(name: str, *versions: Any) -> None:
    @variant
    def change(release: AnyRelease) -> None:
        for number, document in enumerate(release.documents.values()):
            document["info"]["version"] = versions[number % len(versions)]

    VARIANTS[f"version {name}"] = VARIANTS.pop("change")


for each in (
    "4.0.0",
    "4.0",
    "4",
    "3.9.12",
    "4.1.v4.1.5+240628.18",
    "v4.0.1",
    "4.0.0-rc.1",
    "",
    4.0,
    4,
    "twee",
    "2023-04-01",
):
    _version(repr(each), each)
_version("of its own", "4.0.0", "1.0", "4.0.1", 1.0)


@variant
def no_version(release: AnyRelease) -> None:
    for document in release.documents.values():
        del document["info"]["version"]


@variant
def no_info(release: AnyRelease) -> None:
    for document in release.documents.values():
        del document["info"]


@variant
def other_titles(release: AnyRelease) -> None:
    for name, document in release.documents.items():
        document["info"]["title"] = f"API van {name.rpartition('/')[2].lower()}"


@variant
def no_contact(release: AnyRelease) -> None:
    for document in release.documents.values():
        for key in ("contact", "license", "description"):
            document["info"].pop(key, None)


@variant
def no_servers(release: AnyRelease) -> None:
    for document in release.documents.values():
        document.pop("servers", None)


@variant
def servers_without_variables(release: AnyRelease) -> None:
    for name, document in release.documents.items():
        document["servers"] = [{"url": f"https://api.example/{name.rpartition('/')[2].lower()}/v1"}]


@variant
def two_servers(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["servers"] = [
            *document["servers"],
            {"url": "http://localhost:8080", "description": "Test"},
        ]


@variant
def no_list_of_tags(release: AnyRelease) -> None:
    for document in release.documents.values():
        document.pop("tags", None)


@variant
def no_tags(release: AnyRelease) -> None:
    no_list_of_tags(release)
    for _, _, operation, _ in operations(release):
        operation.pop("tags", None)


@variant
def tags_in_other_words(release: AnyRelease) -> None:
    for document in release.documents.values():
        for mapping in mappings(document):
            if isinstance(mapping.get("tags"), list):
                mapping["tags"] = [
                    f"{tag} beheren"
                    if isinstance(tag, str)
                    else tag | {"name": f"{tag['name']} beheren"}
                    for tag in mapping["tags"]
                ]


@variant
def no_descriptions(release: AnyRelease) -> None:
    for document in release.documents.values():
        for mapping in mappings(document):
            if isinstance(mapping.get("description"), str):
                del mapping["description"]
            if isinstance(mapping.get("summary"), str):
                del mapping["summary"]


@variant
def no_descriptions_in_the_sheet(release: AnyRelease) -> None:
    index = column(release, "Attribuutomschrijving")
    for row in release.rows[1:]:
        row[index] = ""


@variant
def examples_in_properties(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        body["example"] = "voorbeeld"


@variant
def summaries(release: AnyRelease) -> None:
    for path, method, operation, _ in operations(release):
        operation["summary"] = f"{method} {path}"
        operation["description"] = f"Doet {method}."


@variant
def no_security(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["components"].pop("securitySchemes", None)
        document.pop("security", None)
    for _, _, operation, _ in operations(release):
        operation.pop("security", None)


@variant
def security_with_keys_only(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["components"]["securitySchemes"].pop("OAuth2", None)
        document["security"] = [{"ApiKeyAuth": []}]
    for _, _, operation, _ in operations(release):
        operation.pop("security", None)


@variant
def security_of_another_name(release: AnyRelease) -> None:
    for document in release.documents.values():
        schemes = document["components"]["securitySchemes"]
        schemes["oauth"] = schemes.pop("OAuth2")
        for mapping in mappings(document):
            for need in (
                mapping.get("security", ()) if isinstance(mapping.get("security"), list) else ()
            ):
                if "OAuth2" in need:
                    need["oauth"] = need.pop("OAuth2")


@variant
def no_headers(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["components"].pop("headers", None)
        without(document, "headers")


@variant
def no_parameters(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["components"].pop("parameters", None)
    for _, _, operation, _ in operations(release):
        kept = [each for each in operation.get("parameters", ()) if "$ref" not in each]
        operation["parameters"] = kept
        if not kept:
            del operation["parameters"]


@variant
def no_pages(release: AnyRelease) -> None:
    for document in release.documents.values():
        without(document, "maxItems")


@variant
def no_bodies_of_errors(release: AnyRelease) -> None:
    for _, _, operation, _ in operations(release):
        for code, response in operation.get("responses", {}).items():
            if str(code) not in ("200", "201"):
                response.pop("content", None)


@variant
def no_errors(release: AnyRelease) -> None:
    for _, _, operation, _ in operations(release):
        found = operation.get("responses", {})
        operation["responses"] = {
            code: body for code, body in found.items() if str(code) in ("200", "201")
        }
    for document in release.documents.values():
        document["components"].pop("responses", None)
        document["components"]["schemas"].pop("Foutbericht", None)


def _no_method(method: str, *, item: bool | None = None) -> Variant:
    def change(release: AnyRelease) -> None:
        for document in release.documents.values():
            for path, operations_ in document["paths"].items():
                if item is None or item is ("{" in path):
                    operations_.pop(method, None)

    return change


VARIANTS["no patch"] = _no_method("patch")
VARIANTS["no put"] = _no_method("put")
VARIANTS["no put and no patch on a collection"] = _no_method("put", item=False)
VARIANTS["no post"] = _no_method("post")
VARIANTS["delete"] = lambda release: [
    item.setdefault("delete", {"tags": item["put"]["tags"], "operationId": f"delete{path}", "responses": {"204": {}}})
    for document in release.documents.values() for path, item in document["paths"].items() if "{" in path
] and None  # fmt: skip


@variant
def no_ping(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"].pop("/ping", None)


@variant
def no_single_resources(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = {
            path: item for path, item in document["paths"].items() if "{" not in path
        }


@variant
def one_resource_only(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = dict(list(document["paths"].items())[:3])


@variant
def no_paths_at_all(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = {}


@variant
def another_type_of_content(release: AnyRelease) -> None:
    for document in release.documents.values():
        for mapping in mappings(document):
            if "application/json" in mapping:
                mapping["application/hal+json"] = mapping.pop("application/json")


@variant
def two_types_of_content(release: AnyRelease) -> None:
    for document in release.documents.values():
        for mapping in mappings(document):
            if "application/json" in mapping:
                mapping["application/xml"] = copy.deepcopy(mapping["application/json"])


@variant
def addresses_in_capitals(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = {
            re.sub(r"^/(\w)", lambda m: "/" + m[1].upper(), path) if path != "/ping" else path: item
            for path, item in document["paths"].items()
        }


@variant
def addresses_without_dashes(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = {
            path.replace("-", ""): item for path, item in document["paths"].items()
        }


@variant
def another_name_of_the_identifier(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["paths"] = {
            path.replace("{id}", "{identificatie}"): item
            for path, item in document["paths"].items()
        }
    for _, _, operation, _ in operations(release):
        for each in operation.get("parameters", ()):
            if each.get("in") == "path":
                each["name"] = "identificatie"


@variant
def no_operation_ids(release: AnyRelease) -> None:
    for _, _, operation, _ in operations(release):
        operation.pop("operationId", None)


@variant
def other_operation_ids(release: AnyRelease) -> None:
    for path, method, operation, _ in operations(release):
        operation["operationId"] = method + re.sub(r"\W+", "_", path)


@variant
def identifiers_are_texts(release: AnyRelease) -> None:
    for _, _, operation, _ in operations(release):
        for each in operation.get("parameters", ()):
            if each.get("in") == "path":
                each["schema"] = {"type": "string"}


@variant
def marks_of_a_generator(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["x-generated"] = True
        document["externalDocs"] = {"url": "https://docs.example"}
    for _, _, operation, _ in operations(release):
        operation["x-openapi-router-controller"] = "controllers"


# -- schemas -----------------------------------------------------------------------------------------------------------


@variant
def no_envelope(release: AnyRelease) -> None:
    for document in release.documents.values():
        found = document["components"]["schemas"]
        gone = {
            name: body["allOf"][0]["$ref"]
            for name, body in found.items()
            if name.endswith("bericht") and "allOf" in body
        }
        for name in (*gone, "Bericht-basis"):
            found.pop(name, None)
        for mapping in mappings(document):
            if str(mapping.get("$ref")).removeprefix(REF) in gone:
                mapping["$ref"] = gone[mapping["$ref"].removeprefix(REF)]


@variant
def messages_without_the_envelope(release: AnyRelease) -> None:
    for document in release.documents.values():
        found = document["components"]["schemas"]
        found.pop("Bericht-basis", None)
        for name, body in found.items():
            if name.endswith("bericht") and "allOf" in body:
                body["allOf"] = body["allOf"][:1]


@variant
def another_suffix_of_messages(release: AnyRelease) -> None:
    renamed_schemas(
        release, lambda name: re.sub("bericht$", "Message", name) if name != "Foutbericht" else name
    )


@variant
def another_name_of_the_envelope(release: AnyRelease) -> None:
    renamed_schemas(release, lambda name: "Envelop-basis" if name == "Bericht-basis" else name)


@variant
def no_bases(release: AnyRelease) -> None:
    """Every derived entity has all attributes itself, and no schema is a choice."""
    for document in release.documents.values():
        found = document["components"]["schemas"]
        bases = {
            name: body
            for name, body in found.items()
            if name.endswith("-basis") and name != "Bericht-basis"
        }
        for name, body in list(found.items()):
            parents = [
                part["$ref"].removeprefix(REF) for part in body.get("allOf", ()) if "$ref" in part
            ]
            inherited = [copy.deepcopy(bases[parent]) for parent in parents if parent in bases]
            if inherited and "properties" in inherited[0]:
                own = body["allOf"][-1].get("properties", {})
                found[name] = {"type": "object", "properties": inherited[0]["properties"] | own}
        for name, body in bases.items():
            if "properties" in body:
                del found[name]
                found[name.removesuffix("-basis")] = body


@variant
def choices_any_of(release: AnyRelease) -> None:
    for _, schema in schemas(release):
        if "oneOf" in schema:
            schema["anyOf"] = schema.pop("oneOf")


@variant
def choices_with_a_discriminator(release: AnyRelease) -> None:
    for _, schema in schemas(release):
        if "oneOf" in schema:
            schema["discriminator"] = {"propertyName": "type"}


@variant
def no_keys(release: AnyRelease) -> None:
    """What is referred to by its keys is an address."""
    for place, name, body in list(properties(release)):
        if referred(body).endswith("-sleutels"):
            shape = {"type": "string", "format": "uri"}
            place[name] = {"type": "array", "items": shape} if "items" in body else shape
    for document in release.documents.values():
        for name in [n for n in document["components"]["schemas"] if n.endswith("-sleutels")]:
            del document["components"]["schemas"][name]


@variant
def no_keys_in_the_sheet(release: AnyRelease) -> None:
    index = column(release, "AttribuutIsKerngegeven")
    for row in release.rows[1:]:
        row[index] = ""


@variant
def no_types_object(release: AnyRelease) -> None:
    for _, schema in schemas(release):
        for part in (schema, *schema.get("allOf", ())):
            if part.get("type") == "object":
                del part["type"]


@variant
def closed_schemas(release: AnyRelease) -> None:
    for _, schema in schemas(release):
        if "properties" in schema:
            schema["additionalProperties"] = False
            schema["required"] = list(schema["properties"])[:1]


@variant
def other_formats(release: AnyRelease) -> None:
    others = {"int32": "int64", "float": "double", "byte": "binary"}
    for _, _, body in properties(release):
        for part in (body, body.get("items", {})):
            if part.get("format") in others:
                part["format"] = others[part["format"]]


@variant
def no_formats(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        for part in (body, body.get("items", {})):
            part.pop("format", None)


@variant
def types_of_openapi_3_1(release: AnyRelease) -> None:
    for document in release.documents.values():
        document["openapi"] = "3.1.0"
    for _, _, body in properties(release):
        if body.get("type") in ("string", "integer", "number", "boolean"):
            body["type"] = [body["type"], "null"]


@variant
def nullable(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        body["nullable"] = True


@variant
def nothing_obsolete(release: AnyRelease) -> None:
    for _, _, body in properties(release):
        body.pop("deprecated", None)


@variant
def no_prefixes_in_processes(release: AnyRelease) -> None:
    for name, document in release.documents.items():
        if name.startswith(PREFIXED):
            part = copy.copy(release)
            part.documents = {name: document}
            renamed_schemas(
                part,
                lambda schema: (
                    schema.partition("-")[2]
                    if schema.partition("-")[2] not in ("", "basis", "sleutels")
                    else schema
                ),
            )


@variant
def underscores_in_processes(release: AnyRelease) -> None:
    for name, document in release.documents.items():
        if name.startswith(PREFIXED):
            part = copy.copy(release)
            part.documents = {name: document}
            renamed_schemas(
                part,
                lambda schema: (
                    schema.replace("-", "_", 1)
                    if not schema.endswith(("sleutels", "basis"))
                    else schema
                ),
            )


@variant
def no_schemas_of_others(release: AnyRelease) -> None:
    """What nothing refers to is not shown."""
    for document in release.documents.values():
        while True:
            used = {str(m["$ref"]).removeprefix(REF) for m in mappings(document) if "$ref" in m}
            found = document["components"]["schemas"]
            left = {name: body for name, body in found.items() if name in used}
            document["components"]["schemas"] = left
            if len(left) == len(found):
                break


# -- order -------------------------------------------------------------------------------------------------------------


def _reordered(node: Any, order: Callable[[list[Any]], list[Any]]) -> Any:
    if isinstance(node, dict):
        return {key: _reordered(node[key], order) for key in order(list(node))}
    return [_reordered(item, order) for item in node] if isinstance(node, list) else node


@variant
def names_in_alphabetical_order(release: AnyRelease) -> None:
    release.documents = {
        name: _reordered(tree, lambda keys: sorted(keys, key=str))
        for name, tree in release.documents.items()
    }


@variant
def names_in_backward_order(release: AnyRelease) -> None:
    release.documents = {
        name: _reordered(tree, lambda keys: keys[::-1]) for name, tree in release.documents.items()
    }


@variant
def documents_in_backward_order(release: AnyRelease) -> None:
    release.documents = dict(reversed(release.documents.items()))


@variant
def rows_in_backward_order(release: AnyRelease) -> None:
    release.rows[1:] = release.rows[:0:-1]


# -- sheet and documents apart -----------------------------------------------------------------------------------------


def _last(release: AnyRelease, kind: str) -> str:
    return [name for name in release.documents if name.startswith(kind)][-1]


@variant
def a_domain_without_a_document(release: AnyRelease) -> None:
    del release.documents[_last(release, "Informatiedomeinen")]


@variant
def a_process_without_a_document(release: AnyRelease) -> None:
    del release.documents[_last(release, "Ketenprocessen")]


@variant
def a_domain_without_rows(release: AnyRelease) -> None:
    name = _last(release, "Informatiedomeinen").rpartition("/")[2]
    index = column(release, "Bericht/Informatiedomein")
    release.rows = [row for row in release.rows if row[index] != name]


@variant
def a_process_without_rows(release: AnyRelease) -> None:
    name = _last(release, "Ketenprocessen").rpartition("/")[2]
    index = column(release, "Modelnaam")
    release.rows = [row for row in release.rows if row[index] != name]


@variant
def no_rows_of_processes(release: AnyRelease) -> None:
    index = column(release, "Modelnaam")
    names = {name.rpartition("/")[2] for name in release.documents if name.startswith(PREFIXED)}
    release.rows = [row for row in release.rows if row[index] not in names]


@variant
def no_processes(release: AnyRelease) -> None:
    no_rows_of_processes(release)
    release.documents = {
        name: tree for name, tree in release.documents.items() if not name.startswith(PREFIXED)
    }


@variant
def no_rows_of_domains(release: AnyRelease) -> None:
    index = column(release, "Modelnaam")
    names = {name.rpartition("/")[2] for name in release.documents if name.startswith(PREFIXED)}
    release.rows = [
        row for number, row in enumerate(release.rows) if not number or row[index] in names
    ]


@variant
def no_domains(release: AnyRelease) -> None:
    no_rows_of_domains(release)
    release.documents = {
        name: tree for name, tree in release.documents.items() if name.startswith(PREFIXED)
    }


@variant
def one_row_only(release: AnyRelease) -> None:
    release.rows = [*release.rows[:1], release.rows[-1]]


@variant
def every_third_row_gone(release: AnyRelease) -> None:
    release.rows = [row for number, row in enumerate(release.rows) if not number or number % 3]


@variant
def every_third_property_gone(release: AnyRelease) -> None:
    for number, (place, name, _) in enumerate(list(properties(release))):
        if number % 3 == 0:
            place.pop(name)


@variant
def another_name_of_the_horizontal_model(release: AnyRelease) -> None:
    index = column(release, "Modelnaam")
    names = {name.rpartition("/")[2] for name in release.documents if name.startswith(PREFIXED)}
    for row in release.rows[1:]:
        if row[index] not in names:
            row[index] = "Horizontaal model"


@variant
def a_title_for_the_name_of_a_process(release: AnyRelease) -> None:
    index = column(release, "Modelnaam")
    for row in release.rows[1:]:
        row[index] = f"{row[index]} 4.0"


@variant
def domains_in_other_capitals(release: AnyRelease) -> None:
    index = column(release, "Bericht/Informatiedomein")
    for row in release.rows[1:]:
        row[index] = str(row[index]).upper()


@variant
def domains_with_spaces(release: AnyRelease) -> None:
    release.documents = {
        re.sub(r"(?<=/\w{2})", " ", name, count=1): tree
        for name, tree in release.documents.items()
        if tree
    }


# -- sheet -------------------------------------------------------------------------------------------------------------


@variant
def header_in_capitals(release: AnyRelease) -> None:
    release.rows[0] = [str(cell).upper() for cell in release.rows[0]]


@variant
def header_in_english(release: AnyRelease) -> None:
    words = {
        "Modelnaam": "Model",
        "Entiteit": "Entity",
        "Attribuutnaam": "Attribute",
        "Attribuuttype": "Type",
    }
    release.rows[0] = [words.get(cell, cell) for cell in release.rows[0]]


@variant
def no_header(release: AnyRelease) -> None:
    del release.rows[0]


@variant
def columns_gone_that_may_lack(release: AnyRelease) -> None:
    gone = {
        "Modelversie",
        "Modelomschrijving",
        "AttribuutSorteernummer",
        "AttribuutConstraint",
        "AttribuutRegEx",
        "AttribuutIsKerngegeven",
    }
    kept = [number for number, name in enumerate(release.rows[0]) if name not in gone]
    release.rows = [
        [row[number] if number < len(row) else "" for number in kept] for row in release.rows
    ]


@variant
def columns_backward(release: AnyRelease) -> None:
    width = len(release.rows[0])
    release.rows = [[*row, *[""] * (width - len(row))][::-1] for row in release.rows]


@variant
def a_column_twice(release: AnyRelease) -> None:
    index = column(release, "Attribuuttype")
    release.rows = [
        [*row[:index], row[index] if not number else "", *row[index:]]
        for number, row in enumerate(release.rows)
    ]


@variant
def versions_as_numbers(release: AnyRelease) -> None:
    index = column(release, "Modelversie")
    for row in release.rows[1:]:
        row[index] = 4.1


@variant
def dates_in_cells(release: AnyRelease) -> None:
    for name, value in (
        ("Modelversie", dt.date(2023, 4, 22)),
        ("AttribuutSorteernummer", dt.datetime(2023, 4, 22, 1)),  # noqa: DTZ001 - a cell has no time zone,
    ):
        index = column(release, name)
        for row in release.rows[1:]:
            row[index] = value


@variant
def blank_rows_between(release: AnyRelease) -> None:
    release.rows = [part for row in release.rows for part in (row, [""] * len(row))]


@variant
def empty_cells_for_what_stands_above(release: AnyRelease) -> None:
    """As merged cells come out: only the first of equal cells below each other has a text."""
    for name in ("Modelnaam", "Bericht/Informatiedomein", "Entiteit"):
        index = column(release, name)
        above = ""
        for row in release.rows[1:]:
            row[index], above = ("" if row[index] == above else row[index]), row[index]


# -- files -------------------------------------------------------------------------------------------------------------


def documents(folder: Path) -> list[Path]:
    return [
        path
        for kind in ("Informatiedomeinen", "Ketenprocessen")
        for path in sorted((folder / kind).glob("*.yaml"))
    ]


@writing
def as_they_are(folder: Path) -> None:
    """Nothing."""


@writing
def lines_that_end_as_in_windows(folder: Path) -> None:
    for path in (*documents(folder), folder / "codes.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@writing
def a_byte_order_mark(folder: Path) -> None:
    for path in (*documents(folder), folder / "codes.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def _encoded(encoding: str, pick: Callable[[Path], list[Path]]) -> Writing:
    def change(folder: Path) -> None:
        for path in pick(folder):
            text = path.read_text("utf-8").replace("De ", "Dé ", 1).replace("Herfst", "Hérfst")
            path.write_bytes(text.encode(encoding, errors="replace"))

    return change


for each in ("cp1252", "utf-16"):
    WRITINGS[f"codes in {each}"] = _encoded(each, lambda folder: [folder / "codes.csv"])
    WRITINGS[f"documents in {each}"] = _encoded(each, documents)


def _delimited(delimiter: str) -> Writing:
    def change(folder: Path) -> None:
        path = folder / "codes.csv"
        path.write_text(path.read_text("utf-8").replace(";", delimiter), "utf-8")

    return change


for each in (",", "\t", "|"):
    WRITINGS[f"codes parted by {each!r}"] = _delimited(each)


@writing
def documents_as_json(folder: Path) -> None:
    for path in documents(folder):
        path.with_suffix(".json").write_text(
            json.dumps(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)), "utf-8"
        )
        path.unlink()


@writing
def documents_as_json_beside(folder: Path) -> None:
    for path in documents(folder):
        path.with_suffix(".json").write_text(
            json.dumps(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)), "utf-8"
        )


@writing
def documents_as_yml(folder: Path) -> None:
    for path in documents(folder):
        path.rename(path.with_suffix(".yml"))


@writing
def documents_in_capitals(folder: Path) -> None:
    for path in documents(folder):
        path.rename(path.with_suffix(".YAML"))


@writing
def documents_with_a_version_in_their_name(folder: Path) -> None:
    for path in documents(folder):
        path.rename(path.with_stem(f"{path.stem}-v4.0"))


@writing
def documents_in_a_folder_below(folder: Path) -> None:
    for path in documents(folder):
        (path.parent / "v4").mkdir(exist_ok=True)
        path.rename(path.parent / "v4" / path.name)


@writing
def one_document_in_a_folder_below(folder: Path) -> None:
    path = documents(folder)[-1]
    (path.parent / "v4").mkdir(exist_ok=True)
    path.rename(path.parent / "v4" / path.name)


@writing
def folders_in_small_letters(folder: Path) -> None:
    for kind in ("Informatiedomeinen", "Ketenprocessen"):
        (folder / kind).rename(folder / kind.lower())


@writing
def other_files_beside_the_documents(folder: Path) -> None:
    (folder / "Informatiedomeinen" / "README.md").write_text("Lees mij\n")
    (folder / "Informatiedomeinen" / "index.html").write_text("<html></html>\n")
    (folder / "Informatiedomeinen" / ".DS_Store").write_bytes(b"\0")


@writing
def no_folder_of_processes(folder: Path) -> None:
    for path in (folder / "Ketenprocessen").glob("*"):
        path.unlink()
    (folder / "Ketenprocessen").rmdir()


@writing
def an_empty_document(folder: Path) -> None:
    documents(folder)[-1].write_text("")
