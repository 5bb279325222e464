"""Headers and parameters of a published set: what its operations take and give beside messages, as settings.

Measured is what most documents have. What is of another kind (a parameter whose type has no name, or that is called
otherwise among the components) is left to the deviations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from compiler.base.pointers import PING
from compiler.importers.model_texts import setting
from compiler.importers.release.horizontal import doc
from compiler.importers.release.interface import most_common
from compiler.importers.release.published_document import REF, Published, PublishedDocument
from compiler.language.declarations import SettingDecl
from compiler.model.manifest import SharedParameter, WireType
from compiler.model.manifest_parameters import COMPONENT_NAME, OPERATION_KINDS, PLACES, TYPES

_PARAMETER = "#/components/parameters/"


class _Measured(NamedTuple):
    types: tuple[WireType, ...] = ()
    parameters: tuple[SharedParameter, ...] = ()
    page_headers: tuple[SharedParameter, ...] = ()


def parameter_settings(published: Published) -> Iterator[SettingDecl]:
    """The settings of the block `koppelvlak` for headers and parameters, and their types."""
    documents = published.documents.values()
    found = most_common(map(_measured, documents), _Measured())
    blocks = {
        "typen": [setting(*filter(None, each)) for each in found.types],
        "parameters": [_line(each, each.place, each.name, each.type) for each in found.parameters],
        "paginaheaders": [_line(each, each.name, each.type) for each in found.page_headers],
        "bewerkingen": list(_operations(documents, found.parameters)),
    }
    return (setting(key, members=members) for key, members in blocks.items() if members)


def _line(shared: SharedParameter, *words: str) -> SettingDecl:
    return setting(*words)._replace(doc=doc(shared.description))


def _operations(
    documents: Iterable[PublishedDocument], parameters: Iterable[SharedParameter]
) -> Iterator[SettingDecl]:
    """For a search, and for the other operations, the parameters that most of them take."""
    names = {_PARAMETER + each.key: each.name for each in parameters}
    taken: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for document in documents:
        for path, method, operation in document.operations():
            if path != PING:
                searching = method == "get" and "{" not in path
                taken[searching].append(tuple(_names(operation.get("parameters"), names)))
    for word, searching in zip(OPERATION_KINDS, (True, False), strict=True):
        if common := most_common(taken[searching], ()):
            yield setting(word, members=map(setting, common))


def _names(references: Any, names: Mapping[str, str]) -> Iterator[str]:
    """The names of the parameters that `references` are, each once."""
    found = (
        [_mapping(each).get("$ref") for each in references] if isinstance(references, list) else []
    )
    return (names[each] for each in dict.fromkeys(map(str, found)) if each in names)


def _measured(document: PublishedDocument) -> _Measured:
    components = _mapping(document.tree.get("components"))
    types = {
        name: WireType(name, str(schema["type"]), str(schema.get("format", "")))
        for name, schema in _components(components, "schemas")
        if schema.get("type") in TYPES
    }
    parameters = tuple(
        shared
        for key, each in _components(components, "parameters")
        if (shared := _shared(each, each.get("in"), each.get("name"), types)) and shared.key == key
    )
    headers = tuple(
        shared
        for key, each in _components(components, "headers")
        if (shared := _shared(each, "header", key, types))
    )
    used = {each.type for each in (*parameters, *headers)}
    return _Measured(tuple(types[name] for name in types if name in used), parameters, headers)


def _components(components: dict[str, Any], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The components of one kind with their names; of those that differ in capitals only, the first."""
    seen: set[str] = set()
    for name, component in _mapping(components.get(kind)).items():
        if COMPONENT_NAME.fullmatch(name) and name.lower() not in seen:
            seen.add(name.lower())
            yield name, _mapping(component)


def _shared(
    component: dict[str, Any], place: Any, name: Any, types: Mapping[str, WireType]
) -> SharedParameter | None:
    """A parameter or header as the manifest can have it, None for another one."""
    type_ = str(_mapping(component.get("schema")).get("$ref", "")).removeprefix(REF)
    if place not in PLACES or type_ not in types or not COMPONENT_NAME.fullmatch(str(name)):
        return None
    return SharedParameter(place, str(name), type_, str(component.get("description", "")))


def _mapping(node: Any) -> dict[str, Any]:
    return node if isinstance(node, dict) else {}
