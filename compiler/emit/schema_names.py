"""What the schemas of one document are called: everything that it shows has a name of its own there.

Names of entities, types and reference data lists are declared. Others are made of them: the basis of an entity, its
keys, its message, and what only one message shows. A declared name stays as it is; a made one that is taken gives way
to one with more to it, or with a number. So a schema never takes the place of another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import count
from typing import NamedTuple

from compiler.base.accents import without_accents
from compiler.model.documents import (
    BASIS,
    KEYS,
    DocumentContents,
    Group,
    ShownEntity,
)
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface

ERROR = "Foutbericht"
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_OTHER_SIGNS = re.compile(r"[^A-Za-z0-9._-]+")


class Role(NamedTuple):
    """What a schema is for: `part` of the entity with the key `entity` as a group shows it.

    The group has the kind `kind`, and `message` is the name of its message, if it has one.
    """

    part: str
    kind: GroupKind | None = None
    message: str = ""
    entity: str = ""


class Wanted(NamedTuple):
    """A role, and the names that it may have, the best one first."""

    role: Role
    names: tuple[str, ...]


class SchemaNames:
    """The names of the schemas of one document, or of one JSON Schema, which is about the group `own` of it.

    `plain` says whether everything has the best of its names.
    """

    def __init__(
        self,
        contents: DocumentContents,
        wanted: Iterable[Wanted],
        taken: Iterable[str],
        written: Callable[[str], str] = str,
    ) -> None:
        self._contents = contents
        self._names: dict[Role, str] = {}
        self.plain = True
        used = set(taken)
        for role, names in wanted:
            name = next(each for each in map(written, _candidates(names)) if each not in used)
            used.add(name)
            self._names[role] = name
            self.plain = self.plain and name == names[0]

    def entity(self, group: Group, key: str) -> str:
        """The schema of the entity `key` as `group` shows it."""
        return self._names[_entity_role(group, key)]

    def basis(self, group: Group, key: str) -> str:
        """The schema of what the entity `key` itself has, where `group` shows derived ones."""
        return self._names[_basis_role(group, key)]

    def message(self, group: Group, key: str) -> str:
        """The schema of the messages about the entity `key`, which `group` shows."""
        return self._names[_message_role(group, key)]

    @property
    def envelope(self) -> str:
        """The schema of what every message carries."""
        return self._names[_ENVELOPE]

    def list(self, name: str, *, by_keys: bool) -> str:
        """The schema of the values of the reference data list `name`, shown whole or by their keys."""
        return self._names[_list_role(name, by_keys=by_keys)]

    def code(self, *, by_keys: bool) -> str:
        """The schema of a value of reference data, shown whole or by its keys, without its list."""
        holder = self._contents.keys if by_keys else self._contents.group_of_codes()
        return self.entity(holder, self._contents.code_key)

    def ref(self, shown: ShownAttribute, group: Group) -> str:
        """The schema of what `shown`, an attribute in `group`, refers to; empty where it refers to none."""
        holder = self._contents.group_of(shown, group)
        if holder is None:
            return ""
        if shown.holding is Holding.CODE:
            return self.entity(holder, self._contents.code_key)
        return self.entity(holder, shown.target.key) if shown.target else ""


def _candidates(names: tuple[str, ...]) -> Iterator[str]:
    yield from names
    yield from (f"{names[0]}-{number}" for number in count(2))


# -- roles -------------------------------------------------------------------------------------------------------------

_ENVELOPE = Role("envelope")


def _entity_role(group: Group, key: str) -> Role:
    return Role("entity", group.kind, group.name, key)


def _basis_role(group: Group, key: str) -> Role:
    return Role("basis", group.kind, group.name, key)


def _message_role(group: Group, key: str) -> Role:
    return Role("message", group.kind, group.name, key)


def _list_role(name: str, *, by_keys: bool) -> Role:
    return Role("list", GroupKind.KEYS if by_keys else None, message=name)


# -- documents ---------------------------------------------------------------------------------------------------------


def names_in_document(contents: DocumentContents, interface: Interface) -> SchemaNames:
    """The names of the schemas of an OpenAPI document: what a message shows has the name of the message before it."""
    of_messages = [group for group in contents.groups if group.kind is GroupKind.MESSAGE]
    of_domain = [group for group in contents.groups if group.kind is not GroupKind.MESSAGE]
    groups = (*of_domain, contents.of_envelope, contents.codes, *of_messages)
    wanted = [
        *(each for group in groups for each in _entities(group)),
        *(each for group in groups for each in _bases(group)),
        *_envelope(contents),
        *_messages_in(contents, interface.message_suffix),
        *_keys(contents),
    ]
    return SchemaNames(contents, wanted, reserved_names(interface), schema_name)


def schema_name(name: str) -> str:
    """`name` in the letters that OpenAPI has for a schema: ASCII ones, digits, and three signs.

    >>> schema_name("Financiën-Één huis")
    'Financien-Een-huis'
    """
    if _PLAIN.fullmatch(name):
        return name
    return _OTHER_SIGNS.sub("-", without_accents(name))


def reserved_names(interface: Interface) -> frozenset[str]:
    """The names that schemas have in every document; no entity can have one."""
    return frozenset({ERROR, *(type_.name for type_ in interface.types)})


def names_in_schema(
    contents: DocumentContents, own: Group, interface: Interface, lists: Collection[str]
) -> SchemaNames:
    """The names of the definitions of a JSON Schema about the group `own`; `lists` are defined with their values."""
    roots = [each.entity.key for each in contents.resources if each.group is own]
    behind = f"-{contents.envelope.name}" if contents.envelope else ""
    wanted = [
        *_entities(own, before=""),
        *_entities(contents.of_envelope, behind=behind),
        *(Wanted(_list_role(name, by_keys=False), (name,)) for name in lists),
        *_entities(contents.codes),
        *_bases(own, before=""),
        *_bases(contents.of_envelope, behind=behind),
        *_messages(own, roots, interface.message_suffix, before=""),
        *_keys(contents),
    ]
    if contents.code_key in contents.keys.entities:
        wanted += (Wanted(_list_role(name, by_keys=True), (name + KEYS,)) for name in lists)
    return SchemaNames(contents, wanted, ())


def _before(group: Group) -> str:
    """What stands before the names of the entities that only one message shows."""
    return f"{group.name}-" if group.kind is GroupKind.MESSAGE else ""


def _entities(group: Group, *, before: str | None = None, behind: str = "") -> Iterator[Wanted]:
    for key, shown in group.entities.items():
        yield Wanted(_entity_role(group, key), _told_apart(shown, group, before, behind))


def _bases(group: Group, *, before: str | None = None, behind: str = "") -> Iterator[Wanted]:
    for key, shown in group.entities.items():
        if shown.derived:
            names = _told_apart(shown, group, before, behind)
            yield Wanted(_basis_role(group, key), tuple(name + BASIS for name in names))


def _envelope(contents: DocumentContents) -> Iterator[Wanted]:
    if contents.envelope is not None:
        yield Wanted(_ENVELOPE, (contents.envelope.name + BASIS,))


def _messages_in(contents: DocumentContents, suffix: str) -> Iterator[Wanted]:
    """Of a domain the messages about everything that it shows; of a process its own."""
    for group in contents.groups:
        if group.kind is GroupKind.DOMAIN:
            yield from _messages(group, group.entities, suffix)
    for resource in contents.resources:
        if resource.group.kind is GroupKind.MESSAGE:
            yield from _messages(resource.group, (resource.entity.key,), suffix)


def _messages(
    group: Group, roots: Iterable[str], suffix: str, *, before: str | None = None
) -> Iterator[Wanted]:
    """The messages about each of the entities with the keys `roots`, which `group` shows."""
    for key in roots:
        names = _told_apart(group.entities[key], group, before, "")
        yield Wanted(_message_role(group, key), tuple(name + suffix for name in names))


def _keys(contents: DocumentContents) -> Iterator[Wanted]:
    for key, shown in contents.keys.entities.items():
        names = _told_apart(shown, contents.keys, None, "")
        yield Wanted(_entity_role(contents.keys, key), tuple(name + KEYS for name in names))


def _told_apart(
    shown: ShownEntity, group: Group, before: str | None, behind: str
) -> tuple[str, ...]:
    """The names that the schema of `shown` may have: that of the entity, then with what tells it from another one.

    `before` stands before its name (None: what the group puts there), `behind` behind it where it is taken.
    """
    start = _before(group) if before is None else before
    name, domain = start + shown.entity.name.text, shown.entity.domain
    if behind:
        return (name, name + behind)
    return (name, f"{start}{domain}-{shown.entity.name}") if domain else (name,)
