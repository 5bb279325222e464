"""The documents of a published release as facts: schemas, resources, operations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.model.wire import Shape

MESSAGE = "bericht"
REF = "#/components/schemas/"


class PublishedProperty(NamedTuple):
    """A published property."""

    shape: Shape
    description: str
    deprecated: bool
    pattern: str = ""
    plain: bool = False


class PublishedSchema(NamedTuple):
    """A published schema. `parents` are the references of its allOf, `alternatives` those of its oneOf or anyOf."""

    name: str
    properties: Mapping[str, PublishedProperty]
    parents: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    description: str = ""


class PublishedDocument:
    """One published document, read on demand. `suffix` is what message schemas have behind the name of their entity."""

    def __init__(self, folder: str, name: str, tree: dict[str, Any]) -> None:
        self.folder = folder
        self.name = name
        self.tree = tree
        self.suffix = MESSAGE

    @property
    def place(self) -> str:
        """What the document is called in diagnostics."""
        return f"{self.folder}/{self.name}.yaml"

    @cached_property
    def info(self) -> dict[str, Any]:
        """Title, version, contact."""
        return _mapping(self.tree.get("info"))

    @property
    def version(self) -> str:
        """The version that the document says it has; empty for none."""
        version = self.info.get("version")
        return "" if version is None else str(version).strip()

    @cached_property
    def schemas(self) -> dict[str, PublishedSchema]:
        """The schemas by name."""
        found = _mapping(_mapping(self.tree.get("components")).get("schemas"))
        return {str(name): _schema(str(name), _mapping(body)) for name, body in found.items()}

    @cached_property
    def tags(self) -> dict[str, str]:
        """What the document says of each tag."""
        tags = self.tree.get("tags")
        found = map(_mapping, tags if isinstance(tags, list) else ())
        return {str(tag.get("name")): str(tag.get("description") or "").strip() for tag in found}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Of each resource (by its tag) the first part of its address."""
        found: dict[str, str] = {}
        for path, tag, _ in self._tagged():
            found.setdefault(tag, path.strip("/").split("/{", 1)[0])
        return found

    def _tagged(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(path, tag, operation); an operation without a tag has that of its path, or what its listing is called."""
        tags = self._tags_by_path()
        for path, method, operation in self.operations():
            if path == "/ping":
                continue
            first = "/" + path.strip("/").split("/{", 1)[0]
            is_listing = method == "get" and "{" not in path
            listed = str(operation.get("operationId", "")).removeprefix("list")
            tag = tags.get(path) or tags.get(first) or (listed if is_listing else "")
            if tag:
                tags.setdefault(first, tag)
                yield path, tag, operation

    def _tags_by_path(self) -> dict[str, str]:
        """The first tag of each path; where its operations have several, that of the last."""
        tags: dict[str, str] = {}
        for path, _, operation in self.operations():
            if _are_strings(operation.get("tags")):
                tags[path] = operation["tags"][0]
        return tags

    @cached_property
    def resources(self) -> dict[str, str]:
        """Of each resource its tag and the schema (without `bericht`) that its operations carry."""
        found: dict[str, str] = {}
        for carried in (_sent, _answered):
            for _, tag, operation in self._tagged():
                for ref in carried(operation):
                    found.setdefault(tag, ref.removeprefix(REF).removesuffix(self.suffix))
        return found

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(path, method, operation) of each operation."""
        for path, item in _mapping(self.tree.get("paths")).items():
            for method, operation in _mapping(item).items():
                if isinstance(operation, dict):
                    yield str(path), str(method), operation


class Published(NamedTuple):
    """The documents of a release, by folder and name."""

    documents: Mapping[tuple[str, str], PublishedDocument]
    diagnostics: tuple[Diagnostic, ...]

    def of(self, folder: str) -> list[PublishedDocument]:
        """The documents of one folder, by name."""
        return [
            document for (kind, _), document in sorted(self.documents.items()) if kind == folder
        ]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _are_strings(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _sent(operation: dict[str, Any]) -> Iterator[str]:
    """The schemas that a request carries."""
    yield from _carried(operation.get("requestBody"))


def _answered(operation: dict[str, Any]) -> Iterator[str]:
    """The schemas that the responses of success carry."""
    responses = _mapping(operation.get("responses"))
    for status in ("200", "201"):
        yield from _carried(responses.get(status))


def _carried(part: Any) -> Iterator[str]:
    """The schemas that a request or a response carries, alone or as a list."""
    for media in _mapping(_mapping(part).get("content")).values():
        schema = _mapping(_mapping(media).get("schema"))
        for carried in (schema, _mapping(schema.get("items"))):
            if str(carried.get("$ref", "")).startswith(REF):
                yield str(carried["$ref"])


def _parts(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema itself, and what its allOf is made of."""
    yield body
    for part in body.get("allOf") or ():
        if isinstance(part, dict):
            yield part


def _schema(name: str, body: dict[str, Any]) -> PublishedSchema:
    properties: dict[str, PublishedProperty] = {}
    parents: list[str] = []
    for part in _parts(body):
        if "$ref" in part:
            parents.append(_referred(part))
        for key, value in _mapping(part.get("properties")).items():
            if key:
                properties[key] = _property(_mapping(value))
    options = body.get("oneOf") or body.get("anyOf") or ()
    alternatives = [
        _referred(option) for option in options if isinstance(option, dict) and "$ref" in option
    ]
    description = str(body.get("description") or "").strip()
    return PublishedSchema(
        name=name,
        properties=properties,
        parents=tuple(parents),
        alternatives=tuple(alternatives),
        description=description,
    )


def _property(body: dict[str, Any]) -> PublishedProperty:
    many = body.get("type") == "array"
    return PublishedProperty(
        shape=_shape(_mapping(body.get("items")) if many else body, many),
        description=str(body.get("description") or "").strip(),
        deprecated=body.get("deprecated") is True,
        pattern=str(body.get("pattern") or ""),
        plain="$ref" in body,
    )


def _shape(body: dict[str, Any], many: bool) -> Shape:
    for part in _parts(body):
        if "$ref" in part:
            return Shape(ref=_referred(part), many=many)
    return Shape(type=str(body.get("type", "")), format=str(body.get("format", "")), many=many)


def _referred(part: dict[str, Any]) -> str:
    """The name of the schema that `part` refers to."""
    return str(part["$ref"]).removeprefix(REF)
