"""Whether a PlantUML diagram is a class diagram: all of its kinds are written in the same file format."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.importers.uml.plantuml.outline import PlantumlItem
from compiler.importers.uml.text_diagrams.arrows import Head, arrow_of
from compiler.importers.uml.text_diagrams.line import DiagramLine

_SEQUENCE = re.compile(r"<{0,2}-{1,2}>{0,2}")
# Words that other diagrams have as well.
_WEAK = frozenset(("interface", "entity", "circle", "()", "object"))
_CLASS_HEADS = frozenset((Head.TRIANGLE, Head.COMPOSITE, Head.SHARED, Head.CROW, Head.NESTED))


class Kind(NamedTuple):
    """What a diagram is. `proof` is the first line that says that it is another kind."""

    is_class_diagram: bool
    proof: DiagramLine | None = None
    is_empty: bool = False


def diagram_kind(items: list[PlantumlItem]) -> Kind:
    """What the diagram of `items` is, as PlantUML itself would take it."""
    foreign = next((item.line for item in items if item.statement.rule == "foreign"), None)
    if any(_is_proof(item) for item in items):
        return Kind(is_class_diagram=True)
    if foreign is not None:
        return Kind(is_class_diagram=False, proof=foreign)
    if any(item.statement.rule in ("declaration", "package", "note_named") for item in items):
        return Kind(is_class_diagram=True)
    relations = [item for item in items if item.statement.rule == "relation"]
    if relations and all(_is_message(item) for item in relations):
        return Kind(is_class_diagram=False, proof=relations[0].line)
    return Kind(is_class_diagram=bool(relations), is_empty=not relations)


def _is_proof(item: PlantumlItem) -> bool:
    """Whether only a class diagram has this statement."""
    statement = item.statement
    if statement.rule == "declaration":
        word = statement.token("CLASS_WORD")
        return bool(item.body) or word is None or word.text.lower() not in _WEAK
    if statement.rule == "relation":
        arrow = statement.token("ARROW")
        if arrow is None:
            return False
        heads = arrow_of(arrow.text)
        return heads.left.head in _CLASS_HEADS or heads.right.head in _CLASS_HEADS
    return False


def _is_message(item: PlantumlItem) -> bool:
    """Whether PlantUML takes the line for a message between two participants of a sequence."""
    arrow = item.statement.token("ARROW")
    labels = sum(len(end.parts) for side in ("left", "right") for end in item.statement.inner(side))
    return (
        arrow is not None
        and _SEQUENCE.fullmatch(arrow.text) is not None
        and ">" in arrow.text + arrow.text.replace("<", ">")
        and labels == 2
    )
