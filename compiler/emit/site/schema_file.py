"""The JSON Schemas of all messages as a file of a site: `schema.json`, in which each operation has an anchor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.store import digest, encoded
from compiler.emit.jsonschema.bundle import schema_bundle
from compiler.emit.rendering.parts import PartsOfModel
from compiler.emit.site.addresses import SCHEMA_FILE, SiteAddresses
from compiler.emit.site.kept_examples import KeptExamples
from compiler.model.model import Model


class SchemaFile(NamedTuple):
    """The file by its path, if there are messages; and what tells the schemas of each from others, by its page."""

    files: Mapping[str, bytes]
    told: Mapping[str, str]


def schema_file(
    model: Model, addresses: SiteAddresses, examples: KeptExamples, context: Context
) -> SchemaFile:
    """The schemas of `model`, one document for all; one that says what it said is not put together again."""
    schemas = examples.schemas()
    if not schemas:
        return SchemaFile({}, {})
    told = {key: digest(encoded(each)) for key, each in schemas.items()}
    kept = PartsOfModel("schemas of a site", model, context)
    title = model.standard.title or model.standard.name.text
    key = kept.kept(
        (context.fingerprint, title, encoded(list(told.items()))),
        lambda: schema_bundle(title, schemas),
    )
    kept.save()
    by_page = {addresses.messages[key]: each for key, each in told.items()}
    return SchemaFile({SCHEMA_FILE: kept.text(key)}, by_page)
