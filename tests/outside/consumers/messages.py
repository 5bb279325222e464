"""Messages for the operations of documents: the examples of `verac example`, and samples for what has no example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, get_args

from compiler.emit.examples.selection import Size
from tests.helpers import outside
from tests.outside.consumers.documents import Documents, Operation, operations
from tests.outside.consumers.samples import Sampler, resolved

TURNS = 3


class Message(NamedTuple):
    """A message that an operation takes or answers with. `size` is that of an example, or what a sample shows."""

    operation: Operation
    size: str
    value: Any

    @property
    def name(self) -> str:
        """How findings call it: `BRG POST /relaties full`."""
        return f"{self.operation.name} {self.size}"


def messages(documents: Documents) -> list[Message]:
    """Right messages for every operation that takes one, and for GET of one by its key.

    Of a process these are its examples, minimal, usual and full. Of a domain, which has no messages, they are samples
    of the schemas in its document.
    """
    return [
        message
        for name, document in documents.read()
        for message in _of_document(documents, name, document)
    ]


def requests(documents: Documents) -> list[Message]:
    """The messages that POST takes."""
    return [message for message in messages(documents) if message.operation.method == "post"]


def _of_document(documents: Documents, name: str, document: Mapping[str, Any]) -> Iterator[Message]:
    known = _examples()
    for operation in operations(documents):
        if operation.document == name and (schema := _schema(document, operation)):
            (tag,) = operation.content.get("tags", ("",))
            if made := known.get(f"{name}/{tag}.{operation.method}"):
                yield from (
                    Message(operation, size, value)
                    for size, value in zip(get_args(Size), made, strict=True)
                )
            else:
                yield from _samples(document, operation, schema)


def _schema(document: Mapping[str, Any], operation: Operation) -> Mapping[str, Any]:
    """The schema of what an operation takes, or of the one thing that it answers GET with; else nothing."""
    if body := operation.body():
        return body
    answer = operation.content["responses"].get("200", {}) if operation.method == "get" else {}
    answer = resolved(document, answer["$ref"]) if "$ref" in answer else answer
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return {} if schema.get("type") == "array" else schema


def _samples(
    document: Mapping[str, Any], operation: Operation, schema: Mapping[str, Any]
) -> Iterator[Message]:
    left_out = "writeOnly" if operation.method == "get" else "readOnly"
    samplers = [Sampler(document, turn, left_out) for turn in range(TURNS)]
    yield Message(operation, "sample with what is required", next(samplers[0].smallest(schema)))
    for turn, sampler in enumerate(samplers):
        yield Message(operation, f"sample {turn} with everything", sampler.full(schema))


@lru_cache(maxsize=1)
def _examples() -> Mapping[str, list[Any]]:
    """The examples of all messages of models/vera by message and method (`BRG/Relaties.post`)."""
    return outside.examples(outside.messages(outside.named(outside.artefacts())))
