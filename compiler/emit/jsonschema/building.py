"""Model and options → JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable

from compiler.base.context import Context
from compiler.emit.emitted import Emitted
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
    return Emitted(emit_schemas(model, asked, context, exampler))
