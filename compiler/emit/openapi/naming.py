"""Names for the schemas in the documents of a release: one content each, and identifiers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from typing import NamedTuple

from compiler.emit.openapi.plan import Document, Schema
from compiler.emit.openapi.renaming import Names, Renamer
from compiler.emit.openapi.schemas import content_of, names_in
from compiler.emit.rendering.by_object import by_object
from compiler.emit.schema_names import schema_name

_WORD = re.compile(r"[A-Za-z0-9]+")
_CAPITALS = re.compile(r"[A-Z]{2,}")


class Naming(NamedTuple):
    """The documents of a release as they are planned, and for each the schemas that get another name than there."""

    documents: tuple[Document, ...]
    names: tuple[Names, ...]

    def now(self) -> Iterator[tuple[Document, dict[str, str]]]:
        """Each document with the names that all of its schemas have now, by the planned ones."""
        for document, names in zip(self.documents, self.names, strict=True):
            yield (
                document,
                {schema.name: names.get(schema.name, schema.name) for schema in document.schemas},
            )

    def then(self, others: Iterable[Names]) -> Naming:
        """The same with `others`, for each document other names for those that its schemas have now."""
        names = (
            {
                planned: made
                for planned, name in now.items()
                if (made := other.get(name, name)) != planned
            }
            for (_, now), other in zip(self.now(), others, strict=True)
        )
        return Naming(self.documents, tuple(names))

    def carried_out(self) -> tuple[Document, ...]:
        """The documents with these names; their operations are planned."""
        renamer = Renamer()
        return tuple(
            renamer.document(each, names)
            for each, names in zip(self.documents, self.names, strict=True)
        )


# -- one content per name ----------------------------------------------------------------------------------------------


class _Occurrence(NamedTuple):
    """A schema in a document: `content` tells it from others of its name, `refers` are the schemas it refers to."""

    document: Document
    content: int
    refers: tuple[str, ...]


def qualified(naming: Naming) -> list[Names]:
    """For each document other names for its schemas, so that a name has one content in all of them.

    Where all documents of a folder agree, those of the first folder keep the name, and the others put the name of
    their folder before it; where those of a folder do not agree, each puts its own name before it.
    """
    found = _occurrences(naming)
    users: dict[str, set[str]] = {}
    for name, occurrences in found.items():
        for other in {other for occurrence in occurrences for other in occurrence.refers}:
            users.setdefault(other, set()).add(name)
    names: dict[str, dict[str, str]] = {document.path: {} for document in naming.documents}
    words = _words_for(naming.documents)
    waiting = set(found)
    while waiting:  # what refers to a schema with another name has another content itself
        changed = set()
        for name in waiting:
            qualifiers = _qualifiers(found[name], names, words)
            for occurrence, qualifier in zip(found[name], qualifiers, strict=True):
                given = names[occurrence.document.path]
                if qualifier and given.get(name) != f"{qualifier}-{name}":
                    given[name] = f"{qualifier}-{name}"
                    changed.add(name)
        waiting = {user for name in changed for user in users.get(name, ())}
    free = _free_of(names.values(), naming)
    return [{name: free[made] for name, made in given.items()} for given in names.values()]


def _free_of(names: Iterable[Names], naming: Naming) -> dict[str, str]:
    """For each name that was made one that no schema of any document has: itself, else with a number."""
    taken = {name for _, now in naming.now() for name in now.values()}
    found: dict[str, str] = {}
    for made in dict.fromkeys(made for given in names for made in given.values()):
        numbered = (f"{made}-{number}" for number in count(2))
        found[made] = next(each for each in chain((made,), numbered) if each not in taken)
        taken.add(found[made])
    return found


def _occurrences(naming: Naming) -> dict[str, list[_Occurrence]]:
    """The schemas that several documents have, by the name they have now."""
    found: dict[str, list[tuple[Document, Names, Schema]]] = {}
    for document, now in naming.now():
        for schema in document.schemas:
            found.setdefault(now[schema.name], []).append((document, now, schema))
    contents, mentioned = by_object(content_of), by_object(names_in)
    occurrences: dict[str, list[_Occurrence]] = {}
    for name, places in found.items():
        if len(places) == 1:
            continue
        different: list[Schema] = []
        for document, others, schema in places:
            alike = (
                at
                for at, one in enumerate(different)
                if one is schema or contents(one) == contents(schema)
            )
            content = next(alike, len(different))
            if content == len(different):
                different.append(schema)
            refers = tuple([others.get(other, other) for other in mentioned(schema)[1:]])
            occurrences.setdefault(name, []).append(_Occurrence(document, content, refers))
    return occurrences


def _words_for(documents: Iterable[Document]) -> dict[str, str]:
    """Per document, by its path, what stands for it alone: its name, behind that of its folder where that is not."""
    documents = tuple(documents)
    used = Counter([document.name for document in documents])
    used.update({document.folder for document in documents})
    return {
        each.path: schema_name(each.name if used[each.name] == 1 else f"{each.folder}-{each.name}")
        for each in documents
    }


def _qualifiers(
    occurrences: list[_Occurrence], names: Mapping[str, Names], words: Mapping[str, str]
) -> Iterator[str]:
    """What stands before the name of a schema in each document that has it; `words` stand for documents, by path."""
    folders: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for document, content, refers in occurrences:
        given = names[document.path]
        content_here = (content, tuple([given.get(other, other) for other in refers]))
        known = folders.setdefault(document.folder, [])
        if content_here not in known:
            known.append(content_here)
    first, *_ = folders
    for document, *_ in occurrences:
        known = folders[document.folder]
        if len(known) > 1:
            yield words[document.path]
        else:
            yield "" if document.folder == first or known == folders[first] else document.folder


# -- identifiers -------------------------------------------------------------------------------------------------------


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """An identifier in PascalCase for each of `names` that is none; all differ, also where case does not count."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    wanted = {name: identifier(name) for name in sorted(names)}
    # What needs no other keeps its name
    for name, word in sorted(wanted.items(), key=lambda item: item[0] != item[1]):
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
    plain = (
        name
        if name.isascii()
        else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    )
    word = "".join([part[0].upper() + part[1:] for part in _WORD.findall(plain)])
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
