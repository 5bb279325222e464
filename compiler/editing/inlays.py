"""What a text does not say and a reader wants to know: the types that the names in a projection inherit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.source import Name
from compiler.editing.index import MentionIndex
from compiler.language.declarations import (
    EnvelopeDecl,
    ItemDecl,
    MessageDecl,
    ProjectionDecl,
    SourceFile,
)
from compiler.model.elements import Attribute, TypeKind
from compiler.model.model import Model
from compiler.model.projection_lines import written_type


class Inlay(NamedTuple):
    """A text that an editor shows behind `place`, as if it were written there."""

    place: Name
    text: str


def inlays_in(source: SourceFile, index: MentionIndex, first: int, last: int) -> Iterator[Inlay]:
    """The types of what is projected on the lines `first` to `last`."""
    for statement in source.statements:
        if isinstance(statement, (MessageDecl, EnvelopeDecl)):
            for projection in statement.projections:
                if (
                    projection.name.line <= last
                    and max(projection.end, projection.name.line) >= first
                ):
                    yield from _of_projection(projection, index, first, last)


def _of_projection(
    projection: ProjectionDecl, index: MentionIndex, first: int, last: int
) -> Iterator[Inlay]:
    key = index.names.entity_key(projection.name.text)
    if key is None:
        return
    attributes = index.model.named_attributes.get(key, {})
    for item in projection.items:
        attribute = attributes.get(item.name.text)
        if isinstance(item, ItemDecl) and attribute and first <= item.name.line <= last:
            shown = f": {_shown_type(item, attribute, index.model)}"
            place = item.name
            if item.keys is not None:  # behind the word behind the dot
                word = ".sleutels" if item.keys else ".ingebed"
                place = place._replace(end_column=place.end_column + len(word))
            yield Inlay(place, shown)


def _shown_type(item: ItemDecl, attribute: Attribute, model: Model) -> str:
    if item.keys is None or attribute.kind is not TypeKind.ENTITY:
        return written_type(attribute, model)
    return written_type(attribute._replace(keys=item.keys), model)
