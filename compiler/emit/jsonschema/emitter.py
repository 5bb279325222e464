"""Model → JSON Schemas as bytes: plan and render; a definition that many schemas share is rendered once."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.context import Context
from compiler.emit.jsonschema.plan import Options, SchemaDocument
from compiler.emit.jsonschema.planning import plan_message, plan_schemas
from compiler.emit.parts import Parts
from compiler.model import Message, Model, Process

FAMILY = "jsonschema"


def emit(model: Model, options: Options, context: Context) -> dict[str, bytes]:
    """The schemas of `model` by path, as `options` ask."""
    parts = Parts(FAMILY, model, context)
    planned = list(plan_schemas(model, options))
    artefacts = {}
    for number, document in enumerate(planned):
        artefacts[f"{document.path}.schema.json"] = _rendered(document, parts)
        context.tick("schemas", number + 1, len(planned))
    parts.save()
    return artefacts


def message_schema(
    model: Model, process: Process, message: Message, operation: str, options: Options, context: Context
) -> bytes:
    """The schema of one message for one operation (GET, POST, PUT or PATCH)."""
    (document,) = plan_message(model, process, message, options, (operation,))
    return _rendered(document, Parts(FAMILY, model, context))


def _rendered(document: SchemaDocument, parts: Parts) -> bytes:
    head = document._replace(definitions=())
    text = parts.rendered("document.json.jinja", {"document": head, "strict": document.strict}, head)
    return text + b",\n".join(_definitions(document, parts)) + b"\n  }\n}\n"


def _definitions(document: SchemaDocument, parts: Parts) -> Iterable[bytes]:
    for definition in document.definitions:
        values = {"definition": definition, "strict": document.strict}
        yield parts.rendered("definition.json.jinja", values, (document.strict, definition)).rstrip(b"\n")
