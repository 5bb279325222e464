"""Names of schemas in the documents of a release: which are used, and others in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from compiler.emit.openapi.operations import Operation, shape_renamed
from compiler.emit.openapi.plan import AlternativesSchema, Document, ObjectSchema, Property, Schema
from compiler.emit.openapi.schemas import content_of, references_of

Names = Mapping[str, str]
_WORD = re.compile(r"[A-Za-z0-9]+")
_CAPITALS = re.compile(r"[A-Z]{2,}")


# -- other names -------------------------------------------------------------------------------------------------------


def renamed(document: Document, names: Names) -> Document:
    """`document` with each schema that is a key of `names` under the name it has there; its operations are planned."""
    if not names:
        return document
    return document._replace(
        schemas=tuple(_schema(schema, names) for schema in document.schemas),
        resources=tuple(
            each._replace(schema=names.get(each.schema, each.schema), operations=_operations(each.operations, names))
            for each in document.resources
        ),
        operations=_operations(document.operations, names),
        components=document.components.renamed(names),
    )


def _operations(operations: tuple[Operation, ...], names: Names) -> tuple[Operation, ...]:
    return tuple(each.renamed(names) for each in operations)


def _schema(schema: Schema, names: Names) -> Schema:
    name = names.get(schema.name, schema.name)
    if isinstance(schema, AlternativesSchema):
        alternatives = tuple(names.get(other, other) for other in schema.alternatives)
        return schema._replace(name=name, alternatives=alternatives)
    if isinstance(schema, ObjectSchema):
        parents = tuple(names.get(other, other) for other in schema.parents)
        properties = schema.properties and tuple(
            _property(prop, names) if prop.variants or prop.shape.ref in names else prop for prop in schema.properties
        )
        return schema._replace(name=name, parents=parents, properties=properties)
    return schema._replace(name=name)


def _property(prop: Property, names: Names) -> Property:
    if prop.variants:
        return prop._replace(variants=tuple(_property(variant, names) for variant in prop.variants))
    return prop._replace(shape=shape_renamed(prop.shape, names))


# -- one content per name ----------------------------------------------------------------------------------------------


class _Occurrence(NamedTuple):
    """A schema in a document: `content` is all that tells it from others of its name, `refers` what it refers to."""

    document: Document
    content: object
    refers: tuple[str, ...]


def qualified(documents: Iterable[Document]) -> list[Names]:
    """For each document other names for its schemas, so that a name has one content in all of them.

    Where all documents of a folder agree, those of the first folder keep the name, and the others put the name of
    their folder before it; where those of a folder do not agree, each puts its own name before it.
    """
    documents = list(documents)
    found = _occurrences(documents)
    names: dict[str, dict[str, str]] = {document.path: {} for document in documents}
    waiting = True
    while waiting:  # what refers to a schema with another name has another content itself
        waiting = False
        for name, occurrences in found.items():
            for occurrence, qualifier in zip(occurrences, _qualifiers(occurrences, names), strict=True):
                given = names[occurrence.document.path]
                if qualifier and given.get(name) != f"{qualifier}-{name}":
                    given[name] = f"{qualifier}-{name}"
                    waiting = True
    return [names[document.path] for document in documents]


def _occurrences(documents: list[Document]) -> dict[str, list[_Occurrence]]:
    """The schemas that several documents have, by name."""
    found: dict[str, list[_Occurrence]] = {}
    for document in documents:
        for schema in document.schemas:
            occurrence = _Occurrence(document, content_of(schema), tuple(dict.fromkeys(references_of(schema))))
            found.setdefault(schema.name, []).append(occurrence)
    return {name: occurrences for name, occurrences in found.items() if len(occurrences) > 1}


def _qualifiers(occurrences: list[_Occurrence], names: Mapping[str, Names]) -> Iterator[str]:
    """What stands before the name of a schema in each document that has it."""
    folders: dict[str, list[tuple[object, tuple[str, ...]]]] = {}
    for document, content, refers in occurrences:
        given = names[document.path]
        content_here = (content, tuple(given.get(other, other) for other in refers))
        known = folders.setdefault(document.folder, [])
        if content_here not in known:
            known.append(content_here)
    first, *_ = folders
    for document, *_ in occurrences:
        known = folders[document.folder]
        if len(known) > 1:
            yield document.name
        else:
            yield "" if document.folder == first or known == folders[first] else document.folder


# -- identifiers -------------------------------------------------------------------------------------------------------


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """An identifier in PascalCase for each of `names` that is none; all differ, also where case does not count."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    wanted = {name: identifier(name) for name in sorted(names)}
    for name, word in sorted(wanted.items(), key=lambda item: item[0] != item[1]):  # what needs no other keeps its name
        number, made = 1, word
        while made.lower() in taken:
            number += 1
            made = f"{word}{number}"
        taken.add(made.lower())
        if made != name:
            found[name] = made
    return found


def identifier(name: str) -> str:
    """`name` as one word in PascalCase, of ASCII letters and digits.

    >>> identifier("Relaties-EUInkomen"), identifier("élan 3"), identifier("3D")
    ('RelatiesEuInkomen', 'Elan3', 'Schema3D')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    word = "".join(part[0].upper() + part[1:] for part in _WORD.findall(plain))
    word = _CAPITALS.sub(lambda found: _lowered(found, word), word)
    return word if word[:1].isalpha() else f"Schema{word}"


def _lowered(found: re.Match[str], word: str) -> str:
    """Capitals in a row as one word; before a small letter the last one begins the next."""
    run = found.group()
    begins = word[found.end() : found.end() + 1].islower()
    if not begins:
        return run if found.end() == len(word) and len(run) == 1 else run.capitalize()
    if len(run) == 2:
        return run if found.start() == 0 else run.capitalize()
    return run[:-1].capitalize() + run[-1]
