"""The operations of resources as forms: the same for all of them, with holes for what is a resource's own.

A release has seventeen hundred operations, and they are the same seven over and over. So corrections change the seven
of a document, these are rendered, and what was rendered is filled in. A text in a form stands for what it will be: a
correction may put it elsewhere and write around it, and must not ask what it holds.
"""

from __future__ import annotations

from compiler.emit.openapi.operations import FILTERS, Operation, Parameter
from compiler.emit.openapi.plan import Bodies, Document, Resource
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.emit.rendering.holes import hole

_PLAIN = Resource(
    tag=hole("tag"),
    path=hole("path"),
    entity=hole("entity"),
    schema=hole("schema"),
    new=hole("new"),
)
FORM = _PLAIN._replace(examples=Bodies(*map(hole, Bodies._fields)))
THE_FILTERS = Parameter(hole("filters"), place=FILTERS)


def planned_forms(document: Document) -> tuple[Operation, ...]:
    """The forms of the operations of `document`; its messages have examples, all of them or none."""
    if not document.resources:
        return ()
    with_examples = any(any(resource.examples) for resource in document.resources)
    return plan_operations(FORM if with_examples else _PLAIN, document.terms)


def hole_values(resource: Resource, filters: str) -> dict[str, str]:
    """What `resource` fills the holes with; `filters` is the text of its filters."""
    return {
        FORM.tag: resource.tag,
        FORM.path: resource.path,
        FORM.entity: resource.entity,
        FORM.schema: resource.schema,
        FORM.new: resource.new or resource.schema,
        THE_FILTERS.name: filters,
        **dict(zip(FORM.examples, resource.examples, strict=True)),
    }
