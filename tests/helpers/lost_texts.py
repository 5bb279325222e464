"""What the schemas of documents do not say of the attributes that they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.emit.openapi.correcting import choose, corrected
from compiler.emit.openapi.plan import Document, ObjectSchema, Property


def shown_properties(documents: Sequence[Document]) -> Iterator[tuple[Document, Property]]:
    """Every property that shows an attribute of the model, with its document."""
    for document in documents:
        for schema in document.schemas:
            for prop in (isinstance(schema, ObjectSchema) and schema.properties) or ():
                if prop.attribute is not None:
                    yield document, prop


def lost_texts(documents: Sequence[Document], *words: str) -> dict[str, list[tuple[str, str]]]:
    """The folders and names of properties that do not say the description, or the constraint, with corrections."""
    found: dict[str, list[tuple[str, str]]] = {"description": [], "constraint": []}
    for document, prop in shown_properties(corrected(documents, choose(words)[0])):
        for part, places in found.items():
            if getattr(prop.attribute, part).strip() not in prop.description:
                places.append((document.folder, prop.name))
    return found
