"""Model → JSON Schemas as bytes: plan and render; a definition that many schemas share is rendered once."""

from __future__ import annotations

from collections.abc import Callable

from compiler.base.context import Context
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import Definition, SchemaDocument
from compiler.emit.jsonschema.planning import plan_message, plan_schemas
from compiler.emit.jsonschema.strict import closed_definition, closed_root
from compiler.emit.rendering.by_object import by_object
from compiler.emit.rendering.parts import PartsOfModel
from compiler.model.model import Message, Model, Process

FAMILY = "jsonschema"


def emit_schemas(
    model: Model,
    options: SchemaOptions,
    context: Context,
    exampler: Callable[[SchemaDocument], str] | None = None,
) -> dict[str, bytes]:
    """The schemas of `model` by path, as `options` ask; `exampler` gives an example of a message as JSON."""
    renderer = _Renderer(PartsOfModel(FAMILY, model, context))
    planned = list(plan_schemas(model, options))
    artefacts = {}
    for number, plain in enumerate(planned):
        document = plain._replace(example=exampler(plain)) if exampler and plain.root else plain
        artefacts[f"{document.path}.schema.json"] = renderer.rendered(document)
        context.tick("schemas", number + 1, len(planned))
    renderer.parts.save()
    return artefacts


def emit_message_schema(
    model: Model,
    process: Process,
    message: Message,
    operation: str,
    options: SchemaOptions,
    context: Context,
) -> bytes:
    """The schema of one message for one operation (GET, POST, PUT or PATCH)."""
    (document,) = plan_message(model, process, message, options, (operation,))
    return _Renderer(PartsOfModel(FAMILY, model, context)).rendered(document)


class _Renderer:
    """Renders schemas; a definition that is one object in several plans is looked up once."""

    def __init__(self, parts: PartsOfModel) -> None:
        self.parts = parts
        self._definition: Callable[[Definition], bytes] = by_object(self._rendered)
        self._closed: Callable[[Definition], Definition] = by_object(closed_definition)

    def rendered(self, document: SchemaDocument) -> bytes:
        """The bytes of `document`."""
        head, definitions = document._replace(definitions=()), document.definitions
        if document.strict:
            head = head._replace(root=head.root and closed_root(head.root))
            definitions = tuple(map(self._closed, definitions))
        text = self.parts.rendered("document.json.jinja", lambda: {"document": head}, head)
        return text + b",\n".join(map(self._definition, definitions)) + b"\n  }\n}\n"

    def _rendered(self, definition: Definition) -> bytes:
        values = {"definition": definition}
        text = self.parts.rendered("definition.json.jinja", lambda: values, definition)
        return text.rstrip(b"\n")
