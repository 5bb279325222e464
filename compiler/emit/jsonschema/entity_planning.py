"""Contents of domain documents → a plan of what one entity looks like there, by itself; no schema is written of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.emit.jsonschema.definitions import Definitions, SharedDefinitions
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import Definition, Root, SchemaDocument
from compiler.emit.jsonschema.planning import FOLDER, reachable_definitions
from compiler.model.document_builder import domain_document
from compiler.model.model import Model


class EntityDefinitions(NamedTuple):
    """An entity as the document of its domain shows it: its definition, and those that it leads to."""

    key: str
    domain: str
    definition: str
    definitions: tuple[Definition, ...]

    def document(self) -> SchemaDocument:
        """The plan of a schema of the entity, as an answer has it."""
        path = f"{self.domain}/{self.definition}"
        return SchemaDocument(
            path=f"{FOLDER}/{path}",
            id="",
            title=self.definition,
            description="",
            definitions=self.definitions,
            root=Root(self.definition),
            message=path,
            operation="GET",
        )


def plan_entities(
    model: Model, name: str, shared: SharedDefinitions
) -> Iterator[EntityDefinitions]:
    """Every entity of the domain `name` that its document shows, where it has one; `shared` is for all domains."""
    domain = model.domains[name]
    if not domain.documented:
        return
    contents = domain_document(model, name)
    (group,) = contents.groups
    interface = model.standard.interface
    made = Definitions(contents, group, interface, model.codelists, SchemaOptions(), shared)
    made.add_group(group)
    made.add_referred()
    for key in domain.entities:
        if key in group.entities:
            definition = made.names.entity(group, key)
            reached = reachable_definitions(made.made, [definition])
            yield EntityDefinitions(key, name, definition, reached)
