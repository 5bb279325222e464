"""Examples of messages, made from the plan of their schemas, so that an example always validates.

Three sizes:

- minimal: the fewest attributes that mean something. POST: the key attributes of the entity but the source's key; GET:
  one answer with its keys; PATCH: the source's key and one attribute; PUT: as GET, and everything else empty;
  the answer to POST: as GET.
- usual, what a person would show: keys, some attributes that tell most (those first that the manifest has samples of,
  in the order there), and of what they embed two levels; below that only what the manifest has samples of. PATCH
  changes three attributes.
- full: every attribute, to the third level; a collection has one item. Where an entity leads back to itself, or deeper,
  it is empty, and so is a value of a list that is kept elsewhere.

The same model gives the same example: what is chosen from several values depends on the path alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from compiler.base.quick_json import OPT_INDENT_2, dumps
from compiler.emit.examples.message import MessageMaker
from compiler.emit.examples.selection import Size
from compiler.emit.examples.values import Values
from compiler.emit.jsonschema.definitions import SharedDefinitions
from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.emit.jsonschema.plan import MESSAGE_KINDS, OPERATIONS, SchemaDocument
from compiler.emit.jsonschema.planning import plan_message
from compiler.model.elements import Message, Process
from compiler.model.model import Model


def find_message(model: Model, name: str) -> tuple[Process, Message] | None:
    """The process and the message that `name` means, as in "BRG/Relaties"; None where there is no such message."""
    for process in model.processes.values():
        for message in process.messages:
            if message_name(process, message) == name:
                return process, message
    return None


def message_name(process: Process, message: Message) -> str:
    """How a message is called, as in "BRG/Relaties"."""
    return f"{process.code.text}/{message.name.text}"


def made_example(
    model: Model, name: str, operation: str = "POST", size: Size = "usual", day: date | None = None
) -> dict[str, Any]:
    """An example of one message.

    Args:
        model: where the message comes from.
        name: the process and the message, as in "BRG/Relaties".
        operation: GET, POST, PUT, PATCH or POST-ANSWER.
        size: minimal, usual or full; see above.
        day: the day on which the codes hold that are shown; codes without an end where None.

    Returns:
        The message as plain values; of GET one answer.

    Raises:
        KeyError: there is no such message.
        ValueError: there is no such operation.
    """
    found = find_message(model, name)
    if found is None:
        raise KeyError(name)
    if operation not in MESSAGE_KINDS:
        raise ValueError(operation)
    (document,) = plan_message(model, *found, SchemaOptions(), (operation,))
    return Examples(model, day).of(document, size)


def day_of_codes(codes: str) -> date | None:
    """The day on which codes hold in schemas that are made with `codes` (compiler/emit/jsonschema/plan.py)."""
    return None if codes in ("", ALL_CODES) else date.fromisoformat(codes)


def as_text(message: Mapping[str, Any]) -> str:
    """A message as JSON, laid out for people."""
    return dumps(message, option=OPT_INDENT_2).decode()


class Examples:
    """Makes examples of the messages of `model`, with the codes that hold on `day`; see `made_example`."""

    def __init__(self, model: Model, day: date | None = None) -> None:
        self._model = model
        self._values = Values(model, day)
        self._texts: dict[tuple[str, str], str] = {}
        self._definitions = SharedDefinitions()

    def of(self, document: SchemaDocument, size: Size = "usual") -> dict[str, Any]:
        """An example of the message and the operation that `document` plans the schema of; of a bundle nothing."""
        if document.root is None:
            return {}
        return MessageMaker(self._model, self._values, document, document.root, size).message()

    def text(self, document: SchemaDocument) -> str:
        """The usual example of `document` as JSON; it is made once."""
        key = (document.message, document.operation)
        if key not in self._texts:
            self._texts[key] = as_text(self.of(document))
        return self._texts[key]

    def plans(self, process: Process, message: Message) -> tuple[SchemaDocument, ...]:
        """The plans of the schemas of a message, one for each operation."""
        shared = self._definitions
        return tuple(
            plan_message(self._model, process, message, SchemaOptions(), OPERATIONS, shared)
        )

    def texts(self, process: Process, message: Message) -> tuple[tuple[str, str], ...]:
        """The operations of a message with their usual examples as JSON."""
        return tuple((each.operation, self.text(each)) for each in self.plans(process, message))
