"""Reads a published OpenAPI set (Informatiedomeinen/, Ketenprocessen/) into facts: schemas, resources, interface."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release.document_shape import broken_places
from compiler.model.documents import DocumentKind
from compiler.model.wire import Shape

FOLDERS = tuple(kind.value for kind in DocumentKind)
MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
MAX_NODES = 2_000_000
MAX_DEPTH = 200
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

    @cached_property
    def schemas(self) -> dict[str, PublishedSchema]:
        """The schemas by name."""
        found = _mapping(_mapping(self.tree.get("components")).get("schemas"))
        return {str(name): _schema(str(name), _mapping(body)) for name, body in found.items()}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Of each resource (by its tag) the first part of its address."""
        found: dict[str, str] = {}
        for path, tag, _ in self._tagged():
            found.setdefault(tag, path.strip("/").split("/", 1)[0])
        return found

    def _tagged(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(path, tag, operation); an operation without a tag has that of its path, or what its listing is called."""
        named = {
            path: str(o.get("tags", [""])[0])
            for path, _, o in self.operations()
            if _strings(o.get("tags"))
        }
        for path, method, operation in self.operations():
            first = "/" + path.strip("/").split("/", 1)[0]
            listed = str(operation.get("operationId", "")).removeprefix("list")
            tag = (
                named.get(path)
                or named.get(first)
                or (listed if method == "get" and "{" not in path else "")
            )
            if tag and (path != "/ping"):
                named.setdefault(first, tag)
                yield path, tag, operation

    @cached_property
    def resources(self) -> dict[str, str]:
        """Of each resource its tag and the schema (without `bericht`) that its operations carry."""
        found: dict[str, str] = {}
        for sent in (True, False):
            for _, tag, operation in self._tagged():
                responses = _mapping(operation.get("responses"))
                parts = (
                    [operation.get("requestBody")]
                    if sent
                    else [responses.get("200"), responses.get("201")]
                )
                for ref in (ref for part in parts for ref in _message_refs(part)):
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


def read_documents(root: Path) -> Published:
    """Read both folders under `root`; a document that cannot be read is an error diagnostic."""
    documents: dict[tuple[str, str], PublishedDocument] = {}
    diagnostics: list[Diagnostic] = []
    for folder in FOLDERS:
        files = (
            sorted(p for p in (root / folder).glob("*") if p.suffix in (".yaml", ".yml"))
            if root.is_dir()
            else []
        )
        if not files:
            message = say('"{root}" holds no documents in {folder}', root=root.name, folder=folder)
            diagnostics.append(
                _error(
                    f"{folder}/",
                    message,
                    say("the published folder has {folders}", folders=" + ".join(FOLDERS)),
                )
            )
        for path in files:
            place = f"{folder}/{path.name}"
            tree, problem, line = _load(path)
            if tree is None:
                diagnostics.append(
                    _error(
                        place,
                        problem or say("the document is empty"),
                        say("mend the document"),
                        line,
                    )
                )
            elif not isinstance(tree, dict) or "openapi" not in tree or "paths" not in tree:
                message = say("the document is no OpenAPI: it has no openapi and paths")
                diagnostics.append(_error(place, message, say("take it out of the folder")))
            elif broken := list(broken_places(tree)):
                diagnostics += (
                    _error(place + pointer, message, say("mend the document"))
                    for pointer, message in broken[:20]
                )
            elif (folder, path.stem) in documents:
                diagnostics.append(
                    _error(
                        place,
                        say('there are two documents "{name}"', name=path.stem),
                        say("take one away"),
                    )
                )
            else:
                documents[folder, path.stem] = PublishedDocument(folder, path.stem, tree)
    suffix = _message_suffix(documents.values())
    for document in documents.values():
        document.suffix = suffix
    return Published(documents, tuple(diagnostics))


def _message_suffix(documents: Iterable[PublishedDocument]) -> str:
    """What most schemas that add something to an entity have behind its name."""
    found = Counter(
        schema.name.removeprefix(schema.parents[0])
        for document in documents
        for schema in document.schemas.values()
        if len(schema.parents) > 1 and schema.name.startswith(schema.parents[0])
    )
    return found.most_common(1)[0][0] if found else MESSAGE


def _error(place: str, message: Text, hint: Text, line: int = 0) -> Diagnostic:
    return Diagnostic("IMP07", Severity.ERROR, Span(place, line), message, hint=hint)


def _load(path: Path) -> tuple[Any, Text, int]:
    """The parsed document, or None with the problem and its line."""
    import yaml  # noqa: PLC0415 - only an import needs it

    try:
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            return (
                None,
                say(
                    "the document is larger than {number} MiB",
                    number=MAX_DOCUMENT_BYTES // 1024 // 1024,
                ),
                0,
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, say("the document is not UTF-8 text"), 0
    except OSError as error:
        return None, say("the document cannot be read: {reason}", reason=error.strerror or error), 0
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if _SUSPICIOUS.search(text) or text.count("[") + text.count("{") > MAX_DEPTH:
            problem, line = _excess(yaml.parse(text, Loader=base))
            if problem:
                return None, problem, line
        return _with_text_names(yaml.load(text, Loader=_plain_loader(base))), NOTHING, 0  # noqa: S506 - a safe loader
    except Exception as error:  # noqa: BLE001 - a value with a tag of its own can go wrong in any way
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or say(
            "it holds a value that makes no sense ({error})", error=error
        )
        return (
            None,
            say("the document is no YAML: {problem}", problem=problem),
            mark.line + 1 if mark else 0,
        )


def _with_text_names(node: Any) -> Any:
    """`node` with every name a text, as JSON has it: a response code may stand there as a number."""
    if isinstance(node, dict):
        return {
            key if isinstance(key, str) else _name(key): _with_text_names(value)
            for key, value in node.items()
        }
    return [_with_text_names(item) for item in node] if isinstance(node, list) else node


def _name(key: Any) -> str:
    return {"True": "true", "False": "false", "None": "null"}.get(str(key), str(key))


# What could be an alias, or nest deep: only then the document is looked through before it is built.
_SUSPICIOUS = re.compile(r"(?m)(?:^|[\s\[,{:-])[*&][\w-]|^ {200}|^\s*(?:[-?]\s+){20}|[-?]\n[-?]")


def _excess(events: Iterable[Any]) -> tuple[Text, int]:
    """What there is too much of in a document, levels or values behind its aliases, and the line; empty for nothing."""
    anchors: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    total = 0
    for event in events:
        kind = type(event).__name__
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            anchor, before = open_nodes.pop()
            anchors[anchor or ""] = total - before
        elif kind == "AliasEvent":
            total += anchors.get(event.anchor, 1)
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            total += 1
            if kind != "ScalarEvent":
                open_nodes.append((event.anchor, total - 1))
            elif event.anchor:
                anchors[event.anchor] = 1
        line = event.start_mark.line + 1 if event.start_mark else 0
        if len(open_nodes) > MAX_DEPTH:
            return say(
                "the document nests more than {max_depth} levels deep", max_depth=MAX_DEPTH
            ), line
        if total > MAX_NODES:
            return say(
                "its YAML aliases stand for more than {max_nodes} values",
                max_nodes=f"{MAX_NODES:,}",
            ), line
    return NOTHING, 0


def _plain_loader(base: Any) -> Any:
    """A loader that keeps dates as the text they are in JSON, and refuses values that JSON does not have."""
    resolvers = {
        first: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in base.yaml_implicit_resolvers.items()
    }
    loader = type("PlainLoader", (base,), {"yaml_implicit_resolvers": resolvers})
    for tag in ("binary", "omap", "pairs", "set", "timestamp"):
        loader.add_constructor(f"tag:yaml.org,2002:{tag}", base.construct_undefined)  # type: ignore[attr-defined]
    return loader


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _strings(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _message_refs(part: Any) -> Iterator[str]:
    """The schemas that a request or a response carries, alone or as a list."""
    for media in _mapping(_mapping(part).get("content")).values():
        schema = _mapping(_mapping(media).get("schema"))
        for carried in (schema, _mapping(schema.get("items"))):
            if str(carried.get("$ref", "")).startswith(REF):
                yield str(carried["$ref"])


def _schema(name: str, body: dict[str, Any]) -> PublishedSchema:
    properties: dict[str, PublishedProperty] = {}
    parents: list[str] = []
    for part in [body, *(p for p in body.get("allOf") or () if isinstance(p, dict))]:
        if "$ref" in part:
            parents.append(str(part["$ref"]).removeprefix(REF))
        for key, value in _mapping(part.get("properties")).items():
            if key:
                properties[key] = _property(_mapping(value))
    options = body.get("oneOf") or body.get("anyOf") or ()
    alternatives = tuple(
        str(o["$ref"]).removeprefix(REF) for o in options if isinstance(o, dict) and "$ref" in o
    )
    return PublishedSchema(name, properties, tuple(parents), alternatives)


def _property(body: dict[str, Any]) -> PublishedProperty:
    description = str(body.get("description") or "").strip()
    many = body.get("type") == "array"
    shape = _shape(_mapping(body.get("items")) if many else body, many)
    return PublishedProperty(
        shape=shape,
        description=description,
        deprecated=body.get("deprecated") is True,
        pattern=str(body.get("pattern") or ""),
        plain="$ref" in body,
    )


def _shape(body: dict[str, Any], many: bool) -> Shape:
    for part in [body, *(p for p in body.get("allOf") or () if isinstance(p, dict))]:
        if "$ref" in part:
            return Shape(ref=str(part["$ref"]).removeprefix(REF), many=many)
    return Shape(type=str(body.get("type", "")), format=str(body.get("format", "")), many=many)
