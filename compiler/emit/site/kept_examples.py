"""Examples, and the schemas of messages, kept between runs: made anew only where something they show is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from compiler.base.context import Context
from compiler.base.kept_pieces import MappingOnDemand
from compiler.base.store import KeptValues, digest, encoded
from compiler.emit.jsonschema.compact import CompactSchemas, compact_schemas
from compiler.emit.jsonschema.definitions import SharedDefinitions
from compiler.emit.jsonschema.entity_planning import EntityDefinitions, plan_entities
from compiler.emit.openapi.contents_key import ContentsKeys, shape_of_standard
from compiler.emit.rendering.by_object import by_object
from compiler.model.document_builder import domain_document, process_document
from compiler.model.elements import Entity, Message
from compiler.model.keeping import kept
from compiler.model.model import Model

if TYPE_CHECKING:
    from compiler.emit.examples.maker import Examples

_Made = TypeVar("_Made")
# Names of operations, each with an example as JSON.
NamedExamples: TypeAlias = tuple[tuple[str, str], ...]


class OfMessage(NamedTuple):
    """What is made of the plans of the schemas of a message: an example of each operation, and the schemas."""

    examples: NamedExamples
    schemas: CompactSchemas


class _Kept(NamedTuple):
    """What is kept by what it depends on.

    `examples` are those of entities. `of_entities` has keys of these, by what is quicker to know of an entity.
    """

    messages: dict[str, OfMessage]
    examples: dict[str, str]
    of_entities: dict[str, str]


_KEPT = KeptValues("examples", _Kept)


class KeptExamples:
    """The examples that `maker` makes of `model`, and the schemas of messages that it makes them from.

    `options` tells them from others of the same model.

    An example shows what a document shows. Beyond that its maker looks at what entities are to each other, at which
    attributes are core, at lists, and at the samples of the manifest: at all of these whole.
    """

    def __init__(self, model: Model, maker: Examples, options: str, context: Context) -> None:
        standard = model.standard
        self._model = model
        self._maker = maker
        self._context = context
        self._contents = ContentsKeys(shape_of_standard(standard))
        own = (standard.title, standard.version, options)
        self._name = digest(context.fingerprint, "examples", *own)
        self._shared = digest(
            self._name,
            encoded((standard.interface, standard.ids, standard.examples)),
            encoded([_place_among_others(each) for each in model.entities.values()]),
            encoded(list(model.codelists.values())),
        )
        self._known = _KEPT.get(context.store, self._name) or _Kept({}, {}, {})
        self._used = _Kept({}, {}, {})

    def of_message(self, message: Message) -> NamedExamples:
        """The operations of a message with an example each."""
        return self._messages[message.process, message.name.text]

    def schemas(self) -> dict[tuple[str, str], CompactSchemas]:
        """The schemas of all messages, by process and name."""
        return {key: each.schemas for key, each in self._whole.items()}

    def of_entity(self, key: str) -> str:
        """An example of an entity as the document of its domain has it; empty where none has it."""
        return self._entities[key]

    @cached_property
    def _messages(self) -> Mapping[tuple[str, str], NamedExamples]:
        return MappingOnDemand(self._model.message_of, lambda key: self._whole[key].examples)

    @cached_property
    def _whole(self) -> Mapping[tuple[str, str], OfMessage]:
        return MappingOnDemand(self._model.message_of, self._of_message)

    @cached_property
    def _entities(self) -> Mapping[str, str]:
        return MappingOnDemand(self._model.entities, self._of_entity)

    def _of_message(self, key: tuple[str, str]) -> OfMessage:
        own = digest(self._shared, self._key_of_message(key))
        known, used = self._known.messages, self._used.messages
        return _used(own, known, used, lambda: self._made_of_message(self._model.message_of[key]))

    def _made_of_message(self, message: Message) -> OfMessage:
        plans = self._maker.plans(self._model.processes[message.process], message)
        examples = tuple((each.operation, self._maker.text(each)) for each in plans)
        return OfMessage(examples, compact_schemas(plans))

    def _key_of_message(self, key: tuple[str, str]) -> str:
        """What the documents of a message show of it."""
        keys = self._contents

        def of(model: Model) -> str:
            process, name = key
            contents = process_document(model, process)
            shown = tuple(each for each in contents.resources if each.name == name)
            groups = tuple(each.group for each in shown)
            return keys.of(contents._replace(resources=shown, groups=groups))

        return kept(self._model, "shown by a message", (keys.standard, *key), of)

    def _of_entity(self, key: str) -> str:
        domain = self._model.entities[key].domain
        if not self._model.domains[domain].documented:
            return ""
        quick = digest(self._shared, self._of_domain(domain), key)
        own = self._known.of_entities.get(quick)
        if own is None:  # something changed in the domain; of most entities there nothing did
            own = self._key_of_entity(key)
        self._used.of_entities[quick] = own
        if not own:
            return ""
        known, used = self._known.examples, self._used.examples
        return _used(own, known, used, lambda: self._made_of_entity(key))

    def _key_of_entity(self, key: str) -> str:
        """What the example of an entity depends on; empty where no document has the entity."""
        planned = self._planned(key)
        if planned is None:
            return ""
        shown = map(self._definition, planned.definitions)
        return digest(self._shared, planned.domain, planned.definition, *shown)

    def _made_of_entity(self, key: str) -> str:
        planned = self._planned(key)
        assert planned is not None, "only of what a document has there is a key"
        return self._maker.text(planned.document())

    def save(self) -> None:
        """Keep what was used, for the next run."""
        used, known = self._used, self._known
        same = (
            used.messages.keys() == known.messages.keys(),
            used.examples.keys() == known.examples.keys(),
            used.of_entities == known.of_entities,
        )
        if not all(same):
            _KEPT.put(self._context.store, self._name, self._used)

    @cached_property
    def _of_domain(self) -> Callable[[str], str]:
        """What tells the document of a domain from others."""
        keys = self._contents

        def of(name: str) -> str:
            what = (keys.standard, name)
            return kept(
                self._model,
                "shown of a domain",
                what,
                lambda model: keys.of(domain_document(model, name)),
            )

        return cache(of)

    def _planned(self, key: str) -> EntityDefinitions | None:
        """The definitions that show an entity; None where no document has it."""
        return self._planned_of(self._model.entities[key].domain).get(key)

    @cached_property
    def _planned_of(self) -> Callable[[str], Mapping[str, EntityDefinitions]]:
        """The same of all entities of a domain."""
        shared = SharedDefinitions()
        return cache(
            lambda name: {each.key: each for each in plan_entities(self._model, name, shared)}
        )

    @cached_property
    def _definition(self) -> Callable[[object], str]:
        return by_object(encoded)


def _used(
    key: str, known: Mapping[str, _Made], used: dict[str, _Made], make: Callable[[], _Made]
) -> _Made:
    """What is `used` or `known` under `key`, else what `make` gives; it is used then."""
    if key not in used:
        used[key] = known[key] if key in known else make()
    return used[key]


def _place_among_others(entity: Entity) -> tuple[object, ...]:
    """What an entity is to others, and which of its attributes are core, in whatever a message shows of it."""
    core = [attribute.name.text for attribute in entity.attributes if attribute.core]
    shown = (entity.key, entity.name.text, entity.base, entity.derived, entity.abstract)
    return (*shown, entity.told_by, core)
