"""Model and options → JSON Schemas, where the names of all messages can name files."""

from __future__ import annotations

from collections.abc import Callable

from compiler.base.context import Context
from compiler.emit.emitted import Emitted
from compiler.emit.file_names import unsafe_messages
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import SchemaDocument
from compiler.model.model import Model


def build_schemas(
    model: Model,
    asked: SchemaOptions,
    context: Context,
    exampler: Callable[[SchemaDocument], str] | None,
) -> Emitted:
    """The schemas of `model` as `asked`; `exampler` gives an example of a message as JSON."""
    problems = tuple(unsafe_messages(model))
    if problems:
        return Emitted(None, problems)
    return Emitted(emit_schemas(model, asked, context, exampler))
