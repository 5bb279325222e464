"""What the mock server of Prism makes of messages: right ones it takes, nonsense it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.helpers import outside
from tests.outside.consumers.documents import Documents, Findings, Operation, Outcome, run
from tests.outside.consumers.messages import Message, requests


class _Request(NamedTuple):
    """A request to make: what it is, its body as text or None, and whether it must be taken."""

    name: str
    operation: Operation
    body: str | None
    right: bool


def prism(documents: Documents) -> Outcome:
    """Whether a mock server takes every right POST, and refuses nonsense."""
    outside.need_node()
    wanted: dict[str, list[_Request]] = {name: [] for name in documents.paths}
    for message in requests(documents):
        wanted[message.operation.document] += _requests(message)
    room = documents.room("mock")
    given = [
        [
            str(_posts_of(name, document, room)),
            [[each.operation.method, each.operation.path, each.body] for each in wanted[name]],
        ]
        for name, document in documents.read()
    ]
    answers = json.loads(run(["node", outside.NODE / "mock.mjs"], room, given=json.dumps(given)))
    findings = Findings()
    for asked, statuses in zip(wanted.values(), answers, strict=True):
        for request, status in zip(asked, statuses, strict=True):
            if status not in (range(200, 300) if request.right else (400, 415, 422)):
                findings.add(
                    request.name,
                    f"{status} for {'a right message' if request.right else 'nonsense'}",
                )
    return Outcome("requests", sum(map(len, wanted.values())), findings)


def _posts_of(name: str, document: Mapping[str, Any], room: Path) -> Path:
    """A document with the POST operations only: Prism needs seconds to start for every few operations."""
    paths = {
        path: {"post": item["post"]} for path, item in document["paths"].items() if "post" in item
    }
    file = room / f"{name}.json"
    file.write_text(json.dumps({**document, "paths": paths}), encoding="utf-8")
    return file


def _requests(message: Message) -> Iterator[_Request]:
    yield _Request(message.name, message.operation, json.dumps(message.value), right=True)
    for name, body in _nonsense(message):
        yield _Request(f"{message.name} {name}", message.operation, body, right=False)


def _nonsense(message: Message) -> Iterator[tuple[str, str | None]]:
    """What is no message: another kind of value, none at all, and an attribute that is of another kind."""
    yield "as a text", json.dumps("tekst")
    yield "as a number", json.dumps(42)
    yield "twice", json.dumps([message.value, message.value])
    yield "left out", None
    for name, value in message.value.items():
        if isinstance(value, dict | list):
            yield f"with a text for {name}", json.dumps(message.value | {name: "tekst"})
            break
    for name, value in message.value.items():
        if isinstance(value, str):
            yield f"with an object for {name}", json.dumps(message.value | {name: {"onbekend": 1}})
            break
