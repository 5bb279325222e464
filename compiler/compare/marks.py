"""What each document shows of a fact of the manifest. A fact that changed where no document shows it alters nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeAlias

from compiler.base.pointers import pointer_pattern
from compiler.compare.payload import Place
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.holding import Holding, ShownAttribute
from compiler.model.manifest import Interface, SharedParameter
from compiler.model.model import Model

_Seen: TypeAlias = Callable[[DocumentContents, Interface, Collection[str]], Any]


def marked(
    fact: str, models: tuple[Model, Model], altered: tuple[Collection[str], Collection[str]]
) -> Iterator[Place]:
    """The documents of both versions that show `fact` otherwise, each as the place that stands for all of it.

    `altered` says for each version what its corrections alter. What is no mark of the interface every document shows.
    """
    old, new = ({contents.name: contents for contents in documents_of(model)} for model in models)
    seen = _SEEN.get(fact)
    before, after = (model.standard.interface for model in models)
    for name in sorted(old.keys() & new.keys()):
        if seen is None or seen(old[name], before, altered[0]) != seen(
            new[name], after, altered[1]
        ):
            yield Place(name, "", "", "")


# -- marks of attributes ---------------------------------------------------------------------------------------------


def _all_attributes(contents: DocumentContents) -> Iterator[ShownAttribute]:
    yield from contents.shown()
    for group in (contents.codes, contents.keys):
        for entity in group.entities.values():
            yield from entity.attributes


def types_held(contents: DocumentContents) -> set[str]:
    """The primitive types of the values that a document shows."""
    return {
        shown.attribute.target
        for shown in _all_attributes(contents)
        if shown.holding is Holding.VALUE
    }


def _holds_codes(shown: Iterable[ShownAttribute]) -> bool:
    return any(each.holding is Holding.CODE for each in shown)


def _formats(contents: DocumentContents, interface: Interface, altered: Collection[str]) -> Any:
    """The formats of values that the document holds, but for those that a correction gives another form."""
    held = types_held(contents)
    held -= {"time", "duration"} if "times" in altered else set()
    held -= {"decimal"} if "decimals" in altered else set()
    return {name: format_ for name, format_ in interface.formats if name in held}


def _duration_pattern(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    return interface.duration_pattern if "duration" in types_held(contents) else None


def _code_entity(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    return interface.code_entity if _holds_codes(_all_attributes(contents)) else None


def _code_keys(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    groups = (contents.keys, contents.codes)
    shown = [
        each for group in groups for entity in group.entities.values() for each in entity.attributes
    ]
    return interface.code_keys if _holds_codes(shown) else None


def _plain_references(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    refers = any(
        shown.holding in (Holding.EMBEDDED, Holding.KEYS, Holding.CODE) and not shown.attribute.many
        for shown in _all_attributes(contents)
    )
    return interface.plain_references if refers else None


def _source_key(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    """The resources whose messages show the key of the source."""
    names = {
        each.name
        for each in contents.resources
        for entity in each.group.chain(each.entity.key)
        for shown in entity.attributes
        if shown.attribute.name.text == interface.source_key
    }
    return (interface.source_key, names) if names else None


# -- marks of resources and operations ---------------------------------------------------------------------------------


def _page_limit(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    return interface.page_limit if contents.resources else None


def _message_suffix(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    shows_messages = any(group.entities for group in contents.groups)
    return interface.message_suffix if shows_messages else None


def _search_parameters(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    return set(interface.search_parameters) if contents.resources else None


def _other_parameters(contents: DocumentContents, interface: Interface, _: Collection[str]) -> Any:
    return set(interface.other_parameters) if contents.resources else None


def _used_parameters(
    contents: DocumentContents, interface: Interface, altered: Collection[str]
) -> list[SharedParameter]:
    """The parameters and headers among the components: all of them, or those that an operation has."""
    both = [*interface.parameters, *interface.page_headers]
    if "idle" not in altered:
        return both
    names = {*interface.search_parameters, *interface.other_parameters}
    used = [each for each in interface.parameters if each.name in names]
    return [*used, *interface.page_headers] if contents.resources else []


def _parameters(contents: DocumentContents, interface: Interface, altered: Collection[str]) -> Any:
    return {
        (each.place, each.name, each.type)
        for each in _used_parameters(contents, interface, altered)
    }


def _types(contents: DocumentContents, interface: Interface, altered: Collection[str]) -> Any:
    if "unreached" not in altered:
        return set(interface.types)
    used = {each.type for each in _used_parameters(contents, interface, altered)}
    return {each for each in interface.types if each.name in used}


def _deviations(contents: DocumentContents, interface: Interface, altered: Collection[str]) -> Any:
    """The deviations of the document, where a correction does not leave them out."""
    at = f"{contents.kind.value}/{contents.name}"
    every = () if "deviations" in altered else interface.deviations
    return [each for each in every if pointer_pattern(each.document).fullmatch(at)]


_SEEN: dict[str, _Seen] = {
    "interface formats": _formats,
    "interface duration_pattern": _duration_pattern,
    "interface code_entity": _code_entity,
    "interface code_keys": _code_keys,
    "interface plain_references": _plain_references,
    "interface source_key": _source_key,
    "interface page_limit": _page_limit,
    "interface message_suffix": _message_suffix,
    "interface search_parameters": _search_parameters,
    "interface other_parameters": _other_parameters,
    "interface parameters": _parameters,
    "interface page_headers": _parameters,
    "interface types": _types,
    "interface deviations": _deviations,
}
