"""Model → tables for a wiki: a page for each reference data list, entity and message, and how these go together.

The name of a page tells what it is about and nothing of the release, so that a page keeps its name, its history and
the links to it from one release to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.emit.emitted import Emitted
from compiler.emit.row_texts import separated
from compiler.emit.wiki.options import WikiOptions
from compiler.model.cross_reference import cross_reference
from compiler.model.elements import Entity, Message
from compiler.model.model import Model

WIKI_FILES = ("wiki/lijsten.csv", "wiki/entiteiten.csv", "wiki/berichten.csv", "wiki/gebruik.csv")


class _Join(NamedTuple):
    """A list, an entity that holds its values, and a message that shows them, by the names of their pages.

    The message is empty where none shows them. `attributes` are those of the entity that hold them.
    """

    list: str
    entity: str
    message: str
    attributes: tuple[str, ...]


def build_wiki(model: Model, asked: WikiOptions) -> Emitted:
    """The tables of `model` as `asked`."""
    pages = _Pages(model, asked)
    joins = tuple(_joined(model, pages))
    version = (model.standard.version,)
    tables = (
        (("Pagina", "Lijst", "Omschrijving", "Informatiedomeinen", "Waarden", "Entiteiten", "Berichten"),
         _lists(model, pages, joins)),
        (("Pagina", "Domein", "Entiteit", "Omschrijving", "Lijsten", "Berichten"), _entities(model, pages, joins)),
        (("Pagina", "Ketenproces", "Bericht", "Omschrijving", "Lijsten", "Entiteiten"), _messages(model, pages, joins)),
        (("Lijst", "Entiteit", "Bericht", "Attributen"), (_use(join) for join in joins)),
    )  # fmt: skip
    return Emitted(
        {
            path: separated((*header, "Versie"), ((*row, *version) for row in rows))
            for path, (header, rows) in zip(WIKI_FILES, tables, strict=True)
        }
    )


class _Pages:
    """The names of pages."""

    def __init__(self, model: Model, asked: WikiOptions) -> None:
        self._end = f" {model.standard.version}" if asked.build_number else ""
        self._keys = {
            (entity.domain, entity.name.text): key for key, entity in model.entities.items()
        }

    def of_list(self, name: str) -> str:
        return f"Referentiedata {name}{self._end}"

    def of_entity(self, domain: str, name: str) -> str:
        """The page of an entity: its key, for two domains may have one of a name; the envelope is of no domain."""
        key = self._keys.get((domain, name))
        return f"Entiteit {key}{self._end}" if key else f"Envelop {name}{self._end}"

    def of_message(self, process: str, name: str) -> str:
        return f"Bericht {process} {name}{self._end}"


def _joined(model: Model, pages: _Pages) -> Iterator[_Join]:
    """The lists with the entities and messages that use them: each pair of list and entity once per message."""
    attributes: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    for use in cross_reference(model):
        pair = (pages.of_list(use.list), pages.of_entity(use.domain, use.entity))
        process = use.document.partition("/")[2]
        message = pages.of_message(process, use.message) if use.message else ""
        attributes.setdefault(pair, {}).setdefault(message, {})[use.attribute] = None
    for (list_, entity), by_message in attributes.items():
        for message, names in by_message.items():
            if message or len(by_message) == 1:
                yield _Join(list_, entity, message, tuple(names))


def _lists(model: Model, pages: _Pages, joins: Iterable[_Join]) -> Iterator[tuple[str, ...]]:
    entities = _by((join.list, join.entity) for join in joins)
    messages = _by((join.list, join.message) for join in joins)
    for name, codelist in model.codelists.items():
        page = pages.of_list(name)
        yield (
            page,
            name,
            codelist.description,
            ", ".join(codelist.domains),
            str(len(codelist.codes)),
            _named(entities, page),
            _named(messages, page),
        )


def _entities(model: Model, pages: _Pages, joins: Iterable[_Join]) -> Iterator[tuple[str, ...]]:
    lists = _by((join.entity, join.list) for join in joins)
    messages = _by(_shown_in(model, pages))
    for entity in model.entities.values():
        page = pages.of_entity(entity.domain, entity.name.text)
        about = (page, entity.domain, entity.name.text, entity.description)
        yield (*about, _named(lists, page), _named(messages, page))


def _messages(model: Model, pages: _Pages, joins: Iterable[_Join]) -> Iterator[tuple[str, ...]]:
    lists = _by((join.message, join.list) for join in joins)
    entities = _by(((message, entity) for entity, message in _shown_in(model, pages)))
    for message in model.messages():
        page = pages.of_message(message.process, message.name.text)
        about = (page, message.process, message.name.text, message.description)
        yield (*about, _named(lists, page), _named(entities, page))


def _shown_in(model: Model, pages: _Pages) -> Iterator[tuple[str, str]]:
    """The page of each entity with that of each message that shows it itself."""
    for message in model.messages():
        for key in message.projections:
            yield _pair(model.entities[key], message, pages)


def _pair(entity: Entity, message: Message, pages: _Pages) -> tuple[str, str]:
    return (
        pages.of_entity(entity.domain, entity.name.text),
        pages.of_message(message.process, message.name.text),
    )


def _use(join: _Join) -> tuple[str, ...]:
    return (join.list, join.entity, join.message, ", ".join(join.attributes))


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """The second ones of `pairs` by the first ones, in their order."""
    found: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        found.setdefault(first, {})[second] = None
    return found


def _named(pages: dict[str, dict[str, None]], page: str) -> str:
    """The pages that go with `page`, in one cell."""
    return ", ".join(filter(None, pages.get(page, ())))
