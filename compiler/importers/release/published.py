"""Reads a published OpenAPI set (Informatiedomeinen/, Ketenprocessen/) into documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, has_errors
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say
from compiler.importers.release.document_shape import broken_places
from compiler.importers.release.published_document import MESSAGE, Published, PublishedDocument
from compiler.importers.release.yaml_faults import yaml_fault
from compiler.model.documents import DocumentKind
from compiler.workspace.places import folder_at

FOLDERS = tuple(kind.value for kind in DocumentKind)
MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
MAX_NODES = 2_000_000
MAX_DEPTH = 200
MOST_PLACES = 20  # of the places where a document is broken


_YAML = (".yaml", ".yml")


class Key(NamedTuple):
    """A name in a mapping, with its line."""

    name: str
    line: int


class _Loaded(NamedTuple):
    """A parsed document, or None with the problem and its line; `twice` are names that a mapping has already."""

    tree: Any
    problem: Text = NOTHING
    line: int = 0
    twice: Sequence[Key] = ()


def read_documents(root: Path, *, has_processes: bool = True) -> Published:
    """Read both folders under `root`; a document that cannot be read is an error diagnostic.

    What else stands in them is told. Without `has_processes` the folder of the processes may be absent or empty.
    """
    documents: dict[tuple[str, str], PublishedDocument] = {}
    diagnostics: list[Diagnostic] = []
    for folder in FOLDERS:
        files, others = _files(root, folder)
        diagnostics += [_left_out(f"{folder}/{path.name}", files, path) for path in others]
        if not files and (has_processes or folder != DocumentKind.PROCESS):
            message = say('"{root}" holds no documents in {folder}', root=root.name, folder=folder)
            hint = say("the published folder has {folders}", folders=" + ".join(FOLDERS))
            diagnostics.append(_error(f"{folder}/", message, hint))
        for path in files:
            place = f"{folder}/{path.name}"
            tree, problems = _read(path, place)
            diagnostics += problems
            if has_errors(problems):
                continue
            if (folder, path.stem) in documents:
                message = say('there are two documents "{name}"', name=path.stem)
                diagnostics.append(_error(place, message, say("take one away")))
            else:
                documents[folder, path.stem] = PublishedDocument(folder, path.stem, tree)
    suffix = _message_suffix(documents.values())
    for document in documents.values():
        document.suffix = suffix
    return Published(documents, tuple(diagnostics))


def documents_in(root: Path) -> list[Path]:
    """The files of the documents in both folders under `root`, in their order."""
    return [path for folder in FOLDERS for path in _files(root, folder)[0]]


def _files(root: Path, folder: str) -> tuple[list[Path], list[Path]]:
    """The documents in a folder, and what else stands there; JSON counts where there is no YAML of that name."""
    if not folder_at(root):
        return [], []
    found = sorted(path for path in (root / folder).glob("*") if not path.name.startswith("."))
    yaml = [path for path in found if path.suffix.lower() in _YAML]
    names = {path.stem for path in yaml}
    json = [path for path in found if path.suffix.lower() == ".json" and path.stem not in names]
    documents = [*yaml, *json]
    return documents, [path for path in found if path not in documents]


def _left_out(place: str, documents: Iterable[Path], path: Path) -> Diagnostic:
    """A file or folder among the documents that is none; where it could be one, the warning says so."""
    if path.stem in {document.stem for document in documents}:
        message = say("it has the name of a document in YAML; it is not imported")
        return Diagnostic("IMP22", Severity.HINT, Span(place), message, hint=say("the YAML counts"))
    hint = say("documents end in .yaml, .yml or .json, and stand in the folder itself")
    severity = Severity.WARNING if path.is_dir() else Severity.HINT
    message = say("it is no document; it is not imported")
    return Diagnostic("IMP22", severity, Span(place), message, hint=hint)


def _read(path: Path, place: str) -> tuple[Any, list[Diagnostic]]:
    """The document in `path`, and what is wrong with it; `place` is what diagnostics call it."""
    tree, problem, line, twice = _load(path)
    if tree is None:
        message = problem or say("the document is empty")
        return None, [_error(place, message, say("mend the document"), line)]
    if not isinstance(tree, dict) or "openapi" not in tree or "paths" not in tree:
        message = say("the document is no OpenAPI: it has no openapi and paths")
        return None, [_error(place, message, say("take it out of the folder"))]
    broken = [
        _error(place + pointer, message, say("mend the document"))
        for pointer, message in broken_places(tree)
    ]
    return tree, [*broken[:MOST_PLACES], *(_twice(place, key) for key in twice[:MOST_PLACES])]


def _twice(place: str, key: Key) -> Diagnostic:
    message = say('"{name}" stands here again', name=key.name)
    hint = say("the last one counts; mend the document")
    return Diagnostic("IMP23", Severity.WARNING, Span(place, key.line), message, hint=hint)


def _message_suffix(documents: Iterable[PublishedDocument]) -> str:
    """What most schemas that add something to an entity have behind its name."""
    found = Counter(_suffixes(documents))
    return found.most_common(1)[0][0] if found else MESSAGE


def _suffixes(documents: Iterable[PublishedDocument]) -> Iterator[str]:
    for document in documents:
        for schema in document.schemas.values():
            adds = len(schema.parents) > 1
            if adds and schema.name.startswith(schema.parents[0]):
                yield schema.name.removeprefix(schema.parents[0])


def _error(place: str, message: Text, hint: Text, line: int = 0) -> Diagnostic:
    return Diagnostic("IMP07", Severity.ERROR, Span(place, line), message, hint=hint)


def _load(path: Path) -> _Loaded:
    try:
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            limit = MAX_DOCUMENT_BYTES // 1024 // 1024
            return _Loaded(None, say("the document is larger than {number} MiB", number=limit))
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _Loaded(None, say("the document is not UTF-8 text"))
    except OSError as error:
        return _Loaded(None, say("the document cannot be read: {reason}", reason=reason_of(error)))
    return _parsed(text)


def _parsed(text: str) -> _Loaded:
    """The document in `text`."""
    import yaml  # noqa: PLC0415 - only an import needs it

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    twice: list[Key] = []
    try:
        may_exceed = _SUSPICIOUS.search(text) or text.count("[") + text.count("{") > MAX_DEPTH
        if may_exceed:
            problem, line = _excess(yaml.parse(text, Loader=base))
            if problem:
                return _Loaded(None, problem, line)
        tree = yaml.load(text, Loader=_plain_loader(base, twice))  # noqa: S506 - a safe loader
        return _Loaded(_with_text_names(tree), twice=twice)
    except Exception as error:  # noqa: BLE001 - a value with a tag of its own can go wrong in any way
        mark = getattr(error, "problem_mark", None)
        message = say("the document is no YAML: {problem}", problem=yaml_fault(error))
        return _Loaded(None, message, mark.line + 1 if mark else 0)


def _with_text_names(node: Any) -> Any:
    """`node` with every name a text, as JSON has it: a response code may stand there as a number."""
    if isinstance(node, dict):
        return {
            key if isinstance(key, str) else _name(key): _with_text_names(value)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_with_text_names(item) for item in node]
    return node


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
            problem = say(
                "the document nests more than {max_depth} levels deep", max_depth=MAX_DEPTH
            )
            return problem, line
        if total > MAX_NODES:
            problem = say(
                "its YAML aliases stand for more than {max_nodes} values",
                max_nodes=f"{MAX_NODES:,}",
            )
            return problem, line
    return NOTHING, 0


def _plain_loader(base: Any, twice: list[Key]) -> Any:
    """A loader that keeps dates as the text they are in JSON, and refuses values that JSON does not have.

    It adds to `twice` the names that a mapping has already.
    """

    class PlainLoader(base):  # type: ignore[misc]
        """Made anew for each document: it has a list to fill."""

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            pairs = list(node.value)
            found = super().construct_mapping(node, deep)
            if len(found) < len(pairs):
                twice.extend(_repeated(pairs))
            return found

    PlainLoader.yaml_implicit_resolvers = {
        first: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in base.yaml_implicit_resolvers.items()
    }
    for tag in ("binary", "omap", "pairs", "set", "timestamp"):
        PlainLoader.add_constructor(f"tag:yaml.org,2002:{tag}", base.construct_undefined)
    return PlainLoader


def _repeated(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Key]:
    """The names in a mapping that stand above it too."""
    seen: set[str] = set()
    for key, _ in pairs:
        name = str(key.value)
        if name in seen:
            yield Key(name[:40], key.start_mark.line + 1)
        seen.add(name)
