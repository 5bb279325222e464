"""What every message can hold: each attribute on the wire with its type, inheritance and projection resolved.

Two versions are compared here as their clients see them: what is in no payload breaks nobody. All of it derives from
what documents hold (compiler/model/documents.py), as the documents themselves do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents, DocumentKind, Group, ShownEntity
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.meaning import number_pattern, published_pattern
from compiler.model.model import Model
from compiler.model.reached import objects_of

REFERRED_TO = "sleutels"  # in the place of a message: what is referred to by keys
ResourceKey: TypeAlias = tuple[str, str]
"""A document, and the entity or the message that names a resource in it; an empty name for the document itself."""


class Place(NamedTuple):
    """An attribute of an entity in the payload of a document; `message` is empty in the document of a domain.

    The attribute is empty for the entity itself, and so is the entity for what the document has of its own.
    """

    document: str
    message: str
    entity: str
    attribute: str


class Sign(NamedTuple):
    """How a place looks: an array or not, and what of: a value, an entity, its keys or its address, or a list's code.

    `patterns` are the regular expressions that JSON Schemas and OpenAPI documents have for a value, empty for none. The
    formats that the interface gives to primitive types are left out: they are the same in every place.
    """

    many: bool
    kind: str
    detail: str
    patterns: tuple[str, str] = ("", "")


class Address(NamedTuple):
    """Where a resource is: the words in its address and its scopes, and the entity that is sent there."""

    name: str
    path: str
    entity: str


class Structure(NamedTuple):
    """What a document says at a place beside its texts; `refers` are the entities and the lists named there."""

    says: tuple[Any, ...]
    refers: tuple[tuple[str, str], ...] = ()


class Payload(NamedTuple):
    """What the documents of a model hold.

    `places` are those that a message can hold, with how they look; `objects` are the entities whose objects it can
    hold, by document and message, with attributes or without. `resources` are the addresses by document and
    resource: the entity in the document of a domain, the message in that of a process, and an empty text for the
    document itself. `structure` is what the documents say beside their texts, by place: also of what no message can
    hold, and of what is obsolete, told apart or matched.
    """

    places: Mapping[Place, Sign]
    resources: Mapping[ResourceKey, Address]
    structure: Mapping[Place, Structure]
    objects: frozenset[tuple[str, str, str]] = frozenset()


def payload(model: Model, altered: Collection[str] = ()) -> Payload:
    """All that the documents of `model` hold; `altered` says what corrections alter in them."""
    describe = _Describer(
        model.standard.interface,
        with_keys="key" in altered,
        with_unreached="unreached" not in altered,
    )
    places: dict[Place, Sign] = {}
    resources: dict[ResourceKey, Address] = {}
    structure: dict[Place, Structure] = {}
    objects: set[tuple[str, str, str]] = set()
    for contents in documents_of(model):
        resources |= _resources(contents)
        reached = list(objects_of(contents))
        places |= _places(contents, reached, model.standard.interface)
        structure |= describe.document(contents)
        objects |= {(contents.name, _message_of(group), each.entity.key) for group, each in reached}
    return Payload(places, resources, structure, frozenset(objects))


def _resources(contents: DocumentContents) -> Iterator[tuple[ResourceKey, Address]]:
    yield (contents.name, ""), Address(contents.name, contents.kind, "")
    in_domain = contents.kind is DocumentKind.DOMAIN
    for each in contents.resources:
        name = each.entity.key if in_domain else each.name
        yield (contents.name, name), Address(each.name, each.path, each.entity.key)


# -- what messages can hold ------------------------------------------------------------------------------------------


def _places(
    contents: DocumentContents,
    reached: Iterable[tuple[Group, ShownEntity]],
    interface: Interface,
) -> Iterator[tuple[Place, Sign]]:
    """The places in the kinds of objects that are `reached` from the messages of a document, and in its envelope."""
    envelope = contents.envelope.attributes if contents.envelope else ()
    for shown in envelope if contents.resources else ():
        yield Place(contents.name, "", "", shown.attribute.name.text), _sign(shown, interface)
    for group, entity in reached:
        for shown in _attributes(group, entity):
            place = Place(
                contents.name,
                _message_of(group),
                entity.entity.key,
                shown.attribute.name.text,
            )
            yield place, _sign(shown, interface)


def _attributes(group: Group, entity: ShownEntity) -> Iterator[ShownAttribute]:
    """The attributes of an object: its own, and those of the bases that the group shows."""
    for each in group.chain(entity.entity.key):
        yield from each.attributes


def _message_of(group: Group) -> str:
    return REFERRED_TO if group.kind is GroupKind.KEYS else group.name


def _sign(shown: ShownAttribute, interface: Interface) -> Sign:
    attribute = shown.attribute
    match shown.holding:
        case Holding.CODE:
            return Sign(attribute.many, "list", attribute.target)
        case Holding.VALUE:
            of_schemas = published_pattern(attribute, interface) or number_pattern(attribute)
            usual = interface.duration_pattern if attribute.target == "duration" else ""
            return Sign(attribute.many, "value", attribute.target, (of_schemas, usual))
        case Holding.ADDRESS:
            return Sign(attribute.many, "address", "")
        case Holding.KEYS:
            return Sign(attribute.many, "keys", attribute.target)
        case _:
            return Sign(attribute.many, "entity", attribute.target)


# -- what documents say beside their texts -----------------------------------------------------------------------------


class _Describer:
    """Tells what documents say at each place.

    `with_keys` says whether they mark key attributes wherever these stand, `with_unreached` whether they show what no
    message can hold. The schemas of a domain always do.
    """

    def __init__(self, interface: Interface, *, with_keys: bool, with_unreached: bool) -> None:
        self._interface = interface
        self._with_keys = with_keys
        self._with_unreached = with_unreached

    def document(self, contents: DocumentContents) -> Iterator[tuple[Place, Structure]]:
        """Every place of a document."""
        envelope = contents.envelope
        if envelope is not None:
            yield Place(contents.name, "", "", ""), Structure((envelope.name,))
            for shown in envelope.attributes:
                place = Place(contents.name, "", "", shown.attribute.name.text)
                yield place, self._attribute(shown)
        for group, entity in self._shown(contents):
            place = Place(contents.name, _message_of(group), entity.entity.key, "")
            yield place, _structure_of_entity(entity)
            for shown in entity.attributes:
                at = place._replace(attribute=shown.attribute.name.text)
                yield at, self._attribute(shown)

    def _shown(self, contents: DocumentContents) -> Iterator[tuple[Group, ShownEntity]]:
        """Every entity that the document shows, with its group."""
        groups = (*contents.groups, contents.of_envelope, contents.codes, contents.keys)
        if self._with_unreached or contents.kind is DocumentKind.DOMAIN:
            for group in groups:
                yield from ((group, entity) for entity in group.entities.values())
            return
        reached = {
            (group.kind, group.name, each.entity.key)
            for group, entity in objects_of(contents)
            for each in group.chain(entity.entity.key)
        }
        for group in groups:
            for key, entity in group.entities.items():
                if (group.kind, group.name, key) in reached:
                    yield group, entity

    def _attribute(self, shown: ShownAttribute) -> Structure:
        attribute, target = shown.attribute, shown.target
        says = (
            shown.holding,
            shown.group,
            target.name if target else attribute.target,
            attribute.many,
            attribute.obsolete,
            published_pattern(attribute, self._interface) or number_pattern(attribute),
            attribute.core and self._with_keys,
        )
        if target is not None:
            return Structure(says, (("entity", target.key),))
        is_code = shown.holding is Holding.CODE
        return Structure(says, (("list", attribute.target),) if is_code else ())


def _structure_of_entity(shown: ShownEntity) -> Structure:
    relatives = (*((shown.base,) if shown.base else ()), *shown.derived)
    says = (
        shown.entity.name.text,
        shown.base.name.text if shown.base else "",
        sorted(other.name.text for other in shown.derived),
        shown.stands_alone,
        shown.entity.told_by if shown.base else (),
    )
    return Structure(says, tuple(("entity", other.key) for other in relatives))
