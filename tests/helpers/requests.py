"""What tests ask of a build."""

from __future__ import annotations

from compiler.emit.families import Request
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions


def documents_with(*corrections: str, version: str = "") -> Request:
    """A request of OpenAPI documents with these corrections; without any, as the manifest says."""
    return Request(
        families=("openapi",),
        openapi=OpenAPIOptions(corrections=corrections or None, version=version),
    )


def schemas_with(options: SchemaOptions | None = None) -> Request:
    """A request of JSON Schemas."""
    return Request(families=("jsonschema",), jsonschema=options or SchemaOptions())
