"""OpenAPI documents as tools of others get them, what comes of it, and how such a tool is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.helpers import outside

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")
TOOLS = outside.NODE / "node_modules" / ".bin"


class Documents(NamedTuple):
    """Documents on disk by name (`BRG`), and a folder for what is made of them."""

    folder: Path
    paths: Mapping[str, Path]

    def read(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The name and the content of each document. They are shared: leave them as they are."""
        for name, path in self.paths.items():
            yield name, _content(path.read_bytes())

    def of(self, place: str) -> str:
        """The name of the document that a tool calls by a path, whole or in part."""
        return Path(place).stem

    def room(self, name: str) -> Path:
        """A new folder for what is made of the documents."""
        made = self.folder / name
        made.mkdir(parents=True)
        return made


class Operation(NamedTuple):
    """One operation of a document: where it stands and what it says."""

    document: str
    path: str
    method: str
    content: Mapping[str, Any]

    @property
    def name(self) -> str:
        """How findings call it: `BRG GET /relaties`."""
        return f"{self.document} {self.method.upper()} {self.path}"

    def body(self, media_type: str = "application/json") -> Mapping[str, Any]:
        """The schema of the request body; nothing where there is none."""
        return (
            self.content.get("requestBody", {})
            .get("content", {})
            .get(media_type, {})
            .get("schema", {})
        )


class Outcome(NamedTuple):
    """What a tool made of what it was given: how many things it tried, and what it found, by thing.

    What nothing was found of is right. `counted` says what the things are: documents, operations, messages, branches.
    """

    counted: str
    tried: int
    findings: Mapping[str, Sequence[str]]

    @property
    def right(self) -> int:
        """How many things nothing was found of."""
        return self.tried - len(self.findings)


class Findings(dict[str, list[str]]):
    """Findings by thing, to be filled in."""

    def add(self, thing: str, *found: str) -> None:
        """Note what was found of `thing`."""
        if found:
            self.setdefault(thing, []).extend(found)


@lru_cache(maxsize=64)
def _content(text: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def written(folder: Path, corrections: str, names: Iterable[str] = ()) -> Documents:
    """The documents of models/vera with these corrections, in `folder`; those with `names`, or all."""
    chosen = set(names)
    paths = {}
    (folder / "documents").mkdir(parents=True)
    for place, content in sorted(outside.documents(corrections).items()):
        path = folder / "documents" / Path(place).name
        assert path.stem not in paths, "two documents have one name"
        if path.stem in chosen or not chosen:
            path.write_bytes(content)
            paths[path.stem] = path
    assert len(paths) == len(chosen) or not chosen
    return Documents(folder, paths)


def known(corrections: str) -> bool:
    """Whether there is such a choice of corrections."""
    from compiler.emit.openapi.correcting import choose

    return not choose((corrections,))[1]


def operations(documents: Documents) -> list[Operation]:
    """Every operation of the documents."""
    return [
        Operation(name, path, method, content)
        for name, document in documents.read()
        for path, item in document["paths"].items()
        for method, content in item.items()
        if method in METHODS
    ]


def need(program: str) -> str:
    """Where `program` is. Without it a test is skipped; on CI it fails."""
    if found := shutil.which(program):
        return found
    reason = f"{program} is not there: docs/consumers.md says what to install"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def run(
    command: Iterable[object],
    folder: Path,
    accepted: Iterable[int] = (0,),
    *,
    given: str = "",
    errors: bool = False,
) -> str:
    """What `command` prints, run in `folder`, with `given` on its standard input.

    With `errors` what it prints as errors is part of it.

    It must end with one of the codes `accepted`. Nothing asks the network.
    """
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    ended = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=os.environ | quiet,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.PIPE,
        encoding="utf-8",
        timeout=1800,
        check=False,
    )
    assert ended.returncode in accepted, f"{ended.stdout}{ended.stderr or ''}"[-4000:]
    return ended.stdout
