"""Read what changed between two published releases of the standard (an oracle for tests).

Call `changes(old, new)` with two release folders, or `read_release(folder)` for the facts of one release.

A release folder holds `Informatiedomeinen/*.yaml`, `Ketenprocessen/*.yaml` (OpenAPI documents) and `brongegevens.xlsx`.
What exists is read from the documents only. The sheet is asked for two things that a document cannot show by itself:
the name of a reference data list, and the entity behind a URI to another domain.

This module shares no code with the compiler, on purpose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml
from python_calamine import CalamineWorkbook

Type = tuple[str, bool, bool]  # target, only the keys are held, collection
Fact = tuple

REFERENCE_DATA = "Referentiedata"
HORIZONTAL_MODEL = "VERA"
SHARED_DOMAIN = "Algemeen"
KEYS = "-sleutels"
BASE = "-basis"
ENVELOPE = "bericht"

PRIMITIVES = {
    ("string", None): "string",
    ("string", "any"): "string",  # v4.1.0 writes every plain string as format "any"
    ("string", "date"): "date",
    ("string", "time"): "time",
    ("string", "date-time"): "dateTime",
    ("string", "duration"): "duration",
    ("string", "byte"): "base64Binary",
    ("string", "uri"): "anyURI",
    ("integer", "int32"): "integer",
    ("number", "float"): "decimal",
    ("boolean", None): "boolean",
}
SHEET_PRIMITIVES = {name.lower(): name for name in PRIMITIVES.values()} | {"int": "integer"}

NAME = re.compile(r"[^\W\d][\w-]*")
NUMBER = re.compile(r"\d+(\.0)?")
LINK = re.compile(
    r"(?P<kind>link|collectie)\s+type\s+(?P<target>\S+)(?:\s+(?P<list>\S+))?", re.IGNORECASE
)
LABEL = re.compile(r"Referentiedata(?:soort)?:?\s+([A-Z]\w+)")


@dataclass
class Attribute:
    """One attribute as published."""

    type: Type
    obsolete: bool


Attributes = dict[str, Attribute]


@dataclass
class Release:
    """The facts of one release."""

    domains: set[str] = field(default_factory=set)
    entities: dict[str, Attributes] = field(default_factory=dict)
    processes: set[str] = field(default_factory=set)
    messages: set[tuple[str, str]] = field(default_factory=set)  # process, message
    projections: dict[tuple[str, str, str], Attributes] = field(default_factory=dict)


class Sheet:
    """The type cells of the sheet, found by model, domain or message, entity and attribute."""

    def __init__(self, path: Path) -> None:
        """Read the first sheet of the workbook."""
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        header = [clean(cell) for cell in rows[0]]
        titles = ("Modelnaam", "Bericht/Informatiedomein", "Entiteit", "AttribuutSorteernummer")
        model, group, entity, number = (header.index(title) for title in titles)
        self.cells: dict[tuple[str, ...], list[tuple[str, Type]]] = {}
        for row in rows[1:]:
            cells = [clean(cell) for cell in row]
            place = (cells[model], cells[group], cells[entity])
            for name, type_ in attributes_of_row(cells, number):
                self.cells.setdefault(self.key(*place, name), []).append((name, type_))

    @staticmethod
    def key(*parts: str) -> tuple[str, ...]:
        """Make a key that forgives capitals, spaces and hyphens."""
        return tuple(re.sub(r"[\s_-]", "", part).lower() for part in parts)

    def types(self, model: str, group: str, entity: str, name: str) -> list[Type]:
        """Give the types the sheet has for an attribute; rows that spell the name exactly come first."""
        found = self.cells.get(self.key(model, group, entity, name), [])
        return [type_ for _, type_ in sorted(found, key=lambda item: item[0] != name)]


def clean(cell: object) -> str:
    """Take stray spaces and double quotes off a cell."""
    return re.sub(r"\s+", " ", str(cell)).strip(' "')


def attributes_of_row(cells: list[str], number: int) -> Iterator[tuple[str, Type]]:
    """Give every attribute in a row: a number, a name and a type beside each other.

    The first one may lack its number. A second one may stand further right.
    """
    for column in range(number, len(cells) - 2):
        numbered = column == number or NUMBER.fullmatch(cells[column])
        name, type_ = cells[column + 1], sheet_type(cells[column + 2])
        if numbered and NAME.fullmatch(name) and type_:
            yield name, type_


def sheet_type(text: str) -> Type | None:
    """Read a type cell, or give nothing when the text is not a type."""
    if text.lower() in SHEET_PRIMITIVES:
        return SHEET_PRIMITIVES[text.lower()], False, False
    match = LINK.fullmatch(text)
    if not match:
        return None
    target, keys = match["target"], match["target"].lower().endswith(KEYS)
    if keys:
        target = target[: -len(KEYS)]
    if target.lower() == REFERENCE_DATA.lower() and match["list"]:
        target = match["list"].upper()
    return target, keys, match["kind"].lower() == "collectie"


def published_type(schema: dict, candidates: list[Type]) -> Type:
    """Give the type of a property. The document decides; the sheet only names what the document leaves open."""
    many = schema.get("type") == "array"
    value = schema["items"] if many else schema
    if len(value.get("allOf", [])) == 1:
        value = value["allOf"][0]
    if "$ref" not in value:
        target = PRIMITIVES[value["type"], value.get("format")]
        associations = [
            type_
            for type_ in candidates
            if not (type_[0].isupper() or type_[0] in PRIMITIVES.values())
        ]
        if target == "anyURI" and associations:
            return associations[0][0], associations[0][1], many
        return target, False, many
    name = value["$ref"].rsplit("/", 1)[1]
    target, keys = name.removesuffix(KEYS), name.endswith(KEYS)
    target = target.removesuffix(BASE).rsplit("-", 1)[-1]
    if target == REFERENCE_DATA and not keys:
        target = (
            next((type_[0] for type_ in candidates if type_[0].isupper()), None)
            or label(schema)
            or target
        )
    return target, keys, many


def label(schema: dict) -> str | None:
    """Give the reference data list that the description names."""
    found = LABEL.findall(schema.get("description") or "")
    return found[-1].upper() if found else None


def own_properties(schemas: dict, name: str) -> dict[str, dict]:
    """Give the properties of an entity's own schema, without the inherited ones."""
    schema = schemas.get(name + BASE) or schemas[name]
    found: dict[str, dict] = {}
    for part in [schema, *schema.get("allOf", [])]:
        found.update(part.get("properties") or {})
    return found


def own_attributes(
    schemas: dict, name: str, sheet: Sheet, place: tuple[str, str, str]
) -> Attributes:
    """Give the own attributes of the entity whose schema is called `name`."""
    return {
        attribute: Attribute(
            published_type(schema, sheet.types(*place, attribute)), schema.get("deprecated") is True
        )
        for attribute, schema in own_properties(schemas, name).items()
    }


def documents(folder: Path) -> dict[str, dict]:
    """Read every document in a folder, by its name."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
        for path in sorted(folder.glob("*.yaml"))
    }


@lru_cache(maxsize=8)
def read_release(folder: Path) -> Release:
    """Read the facts of one release. The result is kept, so treat it as read-only."""
    release, sheet = Release(), Sheet(folder / "brongegevens.xlsx")
    domains = documents(folder / "Informatiedomeinen")
    release.domains = set(domains)
    # The shared one first: others repeat it
    for domain in sorted(domains, key=lambda name: name != SHARED_DOMAIN):
        schemas = domains[domain]["components"]["schemas"]
        for name in schemas:
            if name + ENVELOPE in schemas and name not in release.entities:
                place = (HORIZONTAL_MODEL, domain, name)
                release.entities[name] = own_attributes(schemas, name, sheet, place)
    for process, document in documents(folder / "Ketenprocessen").items():
        schemas = document["components"]["schemas"]
        release.processes.add(process)
        release.messages.update((process, tag["name"]) for tag in document["tags"])
        for schema in schemas:
            message, _, rest = schema.partition("-")
            if (process, message) not in release.messages or rest.endswith(ENVELOPE):
                continue
            entity = rest.removesuffix(BASE)
            place = (process, message, entity)
            release.projections[place] = own_attributes(
                schemas, f"{message}-{entity}", sheet, place
            )
    return release


def appeared_and_went(old: Iterable, new: Iterable, kind: str, *place: str) -> Iterator[Fact]:
    """Give an "added" or "removed" fact for each name (or tuple of names) that only one side has."""
    old, new = set(old), set(new)
    for change, names in (("added", new - old), ("removed", old - new)):
        for name in names:
            yield (change, kind, *place, *(name if isinstance(name, tuple) else (name,)))


def attribute_changes(old: Attributes, new: Attributes, kind: str, *place: str) -> Iterator[Fact]:
    """Give the facts about the attributes of one entity or projection that both releases have."""
    yield from appeared_and_went(old, new, kind, *place)
    for name in old.keys() & new.keys():
        if old[name].type != new[name].type:
            yield ("type", kind, *place, name, old[name].type, new[name].type)
        if kind == "attribute" and old[name].obsolete != new[name].obsolete:
            yield ("obsolete", kind, *place, name, new[name].obsolete)


def all_changes(old: Release, new: Release) -> Iterator[Fact]:
    """Give every fact.

    Attributes are compared only where both releases have the entity or the projection. Messages and projections are
    listed even when their process or message came or went as a whole.
    """
    yield from appeared_and_went(old.domains, new.domains, "domain")
    yield from appeared_and_went(old.entities, new.entities, "entity")
    yield from appeared_and_went(old.processes, new.processes, "process")
    yield from appeared_and_went(old.messages, new.messages, "message")
    yield from appeared_and_went(old.projections, new.projections, "projection")
    for entity in old.entities.keys() & new.entities.keys():
        yield from attribute_changes(
            old.entities[entity], new.entities[entity], "attribute", entity
        )
    for place in old.projections.keys() & new.projections.keys():
        yield from attribute_changes(old.projections[place], new.projections[place], "item", *place)


def changes(old: Path, new: Path) -> set[Fact]:
    """Give the facts that differ between two release folders, in terms of the standard.

    Obsolete is what the document says. A published URI is never marked obsolete, also when the sheet says so: an
    association whose target moved to another domain therefore seems to lose its mark (`Eenheid.energieprestatie`).
    """
    return set(all_changes(read_release(Path(old)), read_release(Path(new))))
