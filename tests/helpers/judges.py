"""Everything that is made of a model, judged by libraries that know nothing of the compiler."""

from __future__ import annotations

from collections.abc import Mapping

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.families import ExampleOptions, Request
from compiler.emit.jsonschema.options import ALL_CODES, SchemaOptions
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.verification import verify


def faults_of_model(files: Mapping[str, bytes], level: str) -> list[str]:
    """What is wrong with what is built of `files` at a level of corrections, in both versions and with all options."""
    found: list[str] = []
    for version, schemas in (
        ("3.0", SchemaOptions()),
        ("3.1", SchemaOptions(strict=True, codes=ALL_CODES)),
    ):
        options = OpenAPIOptions(corrections=(level,), version=version, json=True)
        request = Request(openapi=options, jsonschema=schemas, examples=ExampleOptions())
        built = pipeline.build(files, request)
        if built.artefacts is None:
            return [f"not built: {each.message}" for each in built.diagnostics if each.stops_build]
        found += [
            f"{each.message} ({each.span.file})" for each in verify(built.artefacts, Context())
        ]
    return list(dict.fromkeys(found))
