"""Which documents show a mark of the interface, a fact of the manifest. What none shows alters nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from compiler.compare.payload import Place
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.holding import GroupKind, Holding, ShownAttribute
from compiler.model.manifest import Interface
from compiler.model.model import Model

_Shows: TypeAlias = Callable[[DocumentContents, Interface, Interface], bool]


def marked(fact: str, old: Model, new: Model) -> Iterator[Place]:
    """The documents of either version that show `fact` of the manifest, each as the place that stands for all of it."""
    shows = _MARKS.get(fact, _every_document)
    interfaces = (old.standard.interface, new.standard.interface)
    names = {
        contents.name
        for model in (old, new)
        for contents in documents_of(model)
        if shows(contents, *interfaces)
    }
    yield from (Place(name, "", "", "") for name in sorted(names))


def _every_document(_contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return True


def _all_attributes(contents: DocumentContents) -> Iterator[ShownAttribute]:
    yield from contents.shown()
    for group in (contents.codes, contents.keys):
        for entity in group.entities.values():
            yield from entity.attributes


def _holds_type(contents: DocumentContents, types: set[str]) -> bool:
    return any(
        shown.holding is Holding.VALUE and shown.attribute.target in types
        for shown in _all_attributes(contents)
    )


def _holds_other_format(contents: DocumentContents, old: Interface, new: Interface) -> bool:
    return _holds_type(contents, {type_ for type_, _ in set(old.formats) ^ set(new.formats)})


def _holds_duration(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return _holds_type(contents, {"duration"})


def _holds_codes(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return any(shown.holding is Holding.CODE for shown in _all_attributes(contents))


def _keys_hold_codes(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return any(
        shown.holding is Holding.CODE
        for group in (contents.keys, contents.codes)
        for entity in group.entities.values()
        for shown in entity.attributes
    )


def _refers(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return any(
        shown.holding in (Holding.EMBEDDED, Holding.KEYS, Holding.CODE) and not shown.attribute.many
        for shown in _all_attributes(contents)
    )


def _has_resources(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return bool(contents.resources)


def _has_messages(contents: DocumentContents, _old: Interface, _new: Interface) -> bool:
    return any(group.kind is GroupKind.MESSAGE or group.entities for group in contents.groups)


def _holds_source_key(contents: DocumentContents, old: Interface, new: Interface) -> bool:
    """Whether a message shows the key of the source, as it was called or as it is."""
    names = {old.source_key, new.source_key}
    return any(
        shown.attribute.name.text in names
        for each in contents.resources
        for entity in each.group.chain(each.entity.key)
        for shown in entity.attributes
    )


_MARKS: dict[str, _Shows] = {
    "interface formats": _holds_other_format,
    "interface duration_pattern": _holds_duration,
    "interface code_entity": _holds_codes,
    "interface code_keys": _keys_hold_codes,
    "interface plain_references": _refers,
    "interface page_limit": _has_resources,
    "interface message_suffix": _has_messages,
    "interface source_key": _holds_source_key,
}
