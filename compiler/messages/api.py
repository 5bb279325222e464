"""Messages checked against the standard, for use inside a service.

    from compiler.messages.api import validator

    relaties = validator("BRG/Relaties", "POST")
    for finding in relaties.check_json(body):
        print(finding.pointer, finding.message, finding.hint)

A `MessageValidator` never changes, so threads may share it, and `validator` makes each one once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from compiler.base.context import Context
from compiler.base.diagnostics import nearest
from compiler.base.resources import DEFAULT_MODEL
from compiler.base.wording import Text, joined, say
from compiler.emit.jsonschema.plan import MESSAGE_KINDS, message_kind
from compiler.messages.json_reading import BOM, read_json
from compiler.messages.parents import with_parents
from compiler.messages.validator import MessageError, MessageValidator, Outcome
from compiler.workspace.model_reading import read_file, read_model

if TYPE_CHECKING:
    from compiler.model.elements import Message
    from compiler.model.model import Model

__all__ = [
    "MessageError",
    "MessageValidator",
    "Outcome",
    "message_schema",
    "read_schema",
    "validator",
]

_ALONE = Context()
_lock = Lock()


def validator(
    message: str = "",
    operation: str = "",
    *,
    model: Path | str = DEFAULT_MODEL,
    schema: Path | str | Mapping[str, Any] | None = None,
    strict: bool = False,
    codes: date | Literal["all"] | None = None,
) -> MessageValidator:
    """A validator for one message and operation; the same one for the same arguments, within a process.

    Args:
        message: process and message, as in "BRG/Relaties". May be left out where `schema` says it.
        operation: GET (the answer), POST, POST-ANSWER, PUT or PATCH. May be left out where `schema` says it.
        model: the folder of the model. It is read once; what changes in it afterwards is not seen.
        schema: a schema that `verac build` made, as a file or as a value, to use in place of the model.
        strict: whether an attribute that the standard does not know is an error.
        codes: the values of reference data lists that are allowed: those that hold on a day, "all" of them, or any
            value (None). With `schema` it is the schema that says so.

    Raises:
        MessageError: there is no such message, operation, model or schema; a LookupError that names the nearest.
    """
    with _lock:  # so that threads that ask at the same time wait for one compilation
        if schema is None:
            asked = codes.isoformat() if isinstance(codes, date) else codes or ""
            return _of_model(
                message, message_kind(operation), Path(model).absolute(), strict, asked
            )
        if isinstance(schema, Mapping):
            found = MessageValidator(schema, strict=strict)
        else:
            found = _of_file(Path(schema).absolute(), strict)
    for asked, said in ((message, found.message), (message_kind(operation), found.operation)):
        if asked and said and asked != said:
            raise MessageError(
                say(
                    'the schema is of {message} {operation}, not of "{asked}"',
                    message=found.message,
                    operation=found.operation,
                    asked=asked,
                )
            )
    return found


@lru_cache(maxsize=64)
def _of_model(
    message: str, operation: str, model: Path, strict: bool, codes: str
) -> MessageValidator:
    return MessageValidator(
        message_schema(message, operation, model, strict=strict, codes=codes), strict=strict
    )


@lru_cache(maxsize=64)
def _of_file(path: Path, strict: bool) -> MessageValidator:
    return MessageValidator(read_schema(path), strict=strict)


def message_schema(
    message: str,
    operation: str,
    model: Path = DEFAULT_MODEL,
    *,
    strict: bool = False,
    codes: str = "",
    context: Context = _ALONE,
) -> Mapping[str, Any]:
    """The schema of one message and operation, made of the model in the folder `model`.

    Args:
        message: process and message, as in "BRG/Relaties".
        operation: one of MESSAGE_KINDS.
        model: the folder of the model.
        strict: whether objects are closed.
        codes: a day as 2026-01-31, "all", or empty; see `validator`.
        context: where results of earlier runs are kept.

    Raises:
        MessageError: there is no such message, operation or model.
    """
    from compiler import pipeline  # noqa: PLC0415 - a service with built schemas does without
    from compiler.emit.jsonschema.emitter import emit_message_schema as render  # noqa: PLC0415 - same
    from compiler.emit.jsonschema.options import SchemaOptions  # noqa: PLC0415 - same

    if operation not in MESSAGE_KINDS:
        raise MessageError(_unknown(operation, say("operation"), MESSAGE_KINDS))
    sources = read_model(model)
    if sources.problem:
        raise MessageError(sources.problem.message, [sources.problem])
    checked = pipeline.read_version(sources.files, context)
    if checked.model is None:
        raise MessageError(say('"{model}" is no sound model', model=model), checked.diagnostics)
    found = _find(message, checked.model)
    process = checked.model.processes[found.process]
    schema = _schema_of(
        render(checked.model, process, found, operation, SchemaOptions(strict, codes), context),
        str(model),
    )
    return with_parents(schema, checked.model.codelists)


def _find(name: str, model: Model) -> Message:
    known = {f"{message.process}/{message.name.text}": message for message in model.messages()}
    if name not in known:
        raise MessageError(_unknown(name, say("message"), known))
    return known[name]


def _unknown(name: str, what: Text, known: Iterable[str]) -> Text:
    names = sorted(known)
    few = (
        say("one of: {names}", names=", ".join(names))
        if len(names) <= 8
        else say("a message is named as BRG/Relaties")
    )
    return say(
        '"{name}" is no {what}; {nearest}',
        name=name,
        what=what,
        nearest=nearest(name, names) or few,
    )


def read_schema(path: Path) -> Mapping[str, Any]:
    """The schema in a file that `verac build` made.

    Raises:
        MessageError: the file cannot be read, or holds no schema.
    """
    problem, content = read_file(path)
    if problem:
        raise MessageError(problem.message, [problem])
    return _schema_of(content.removeprefix(BOM), str(path))


def _schema_of(content: bytes, name: str) -> Mapping[str, Any]:
    value, problems, _ = read_json(content)
    if problems or not isinstance(value, dict):
        no_schema = say('"{name}" holds no schema', name=name)
        raise MessageError(
            joined((no_schema, problems[0].message), ": ") if problems else no_schema
        )
    return value
