"""The operations of resources as forms: the same for all of them, with placeholders for what is a resource's own.

A release has seventeen hundred operations, and they are the same seven over and over. So corrections change the seven
of a document, and what is rendered is filled in. A text in a form stands for what it will be: a correction may put it
elsewhere and write around it, and must not ask what it holds.
"""

from __future__ import annotations

import re
from typing import Any

from compiler.emit.openapi.operations import Operation, Parameter
from compiler.emit.openapi.plan import Bodies, Document, Resource
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.named_tuples import NamedTuple


def _placeholder(name: str) -> str:
    """What stands for a text of a resource: between two characters that nobody types, and that no name may hold."""
    return f"\ue000{name}\ue001"


_PLACEHOLDER = re.compile("(\ue000\\w+\ue001)")
FORM = Resource(
    tag=_placeholder("tag"),
    path=_placeholder("path"),
    entity=_placeholder("entity"),
    schema=_placeholder("schema"),
    examples=Bodies(*map(_placeholder, Bodies._fields)),
    new=_placeholder("new"),
)
FILTERS = Parameter(_placeholder("filters"))  # in the place of all filters of the resource


def with_forms(document: Document) -> Document:
    """`document` with the forms of the operations of its resources."""
    return document._replace(forms=plan_operations(FORM, document.terms))


class _Step(NamedTuple):
    """How a value that holds placeholders is made: a text of `pieces`, or a `kind` of tuple of `parts`.

    Of the parts, those at the first numbers of `own` are what the steps with the second numbers made.
    """

    pieces: list[str]
    kind: type[Any] = str
    parts: list[Any] = []  # noqa: RUF012 - nobody changes it
    own: list[tuple[int, int]] = []  # noqa: RUF012 - same


class Forms:
    """The forms of one document, to be filled in for each of its resources."""

    def __init__(self, forms: tuple[Operation, ...]) -> None:
        self._forms = forms
        self._steps: list[_Step] = []
        self._numbers: dict[int, int | None] = {}  # of the steps, by the ids of what they make
        self._number(forms)

    def of(self, resource: Resource) -> tuple[Operation, ...]:
        """The operations of `resource`. What is one object in several forms is one here."""
        words = {
            FORM.tag: resource.tag,
            FORM.path: resource.path,
            FORM.entity: resource.entity,
            FORM.schema: resource.schema,
            FORM.new: resource.new or resource.schema,
            **dict(zip(FORM.examples, resource.examples, strict=True)),
        }
        made: list[Any] = []
        for pieces, kind, parts, own in self._steps:
            if pieces:
                made.append("".join([words.get(piece, piece) for piece in pieces]))
            else:
                filled = parts.copy()
                for at, number in own:
                    filled[at] = made[number]
                made.append(tuple.__new__(kind, filled))
        operations: tuple[Operation, ...] = made[-1]
        return tuple([_with_filters(operation, resource.filters) for operation in operations])

    def _number(self, value: Any) -> int | None:
        """The number of the step that makes `value`; None where it holds no placeholder, and is what it is."""
        if id(value) in self._numbers:
            return self._numbers[id(value)]
        step = None
        if isinstance(value, str):
            pieces = _PLACEHOLDER.split(value)
            step = _Step(pieces) if len(pieces) > 1 else None
        elif isinstance(value, tuple) and value is not FILTERS:
            numbers = [self._number(each) for each in value]
            own = [(at, number) for at, number in enumerate(numbers) if number is not None]
            step = _Step([], type(value), list(value), own) if own else None
        if step is not None:
            self._steps.append(step)
        self._numbers[id(value)] = found = None if step is None else len(self._steps) - 1
        return found


def _with_filters(operation: Operation, filters: tuple[Parameter, ...]) -> Operation:
    if not filters or FILTERS not in operation.parameters:
        return operation
    at = operation.parameters.index(FILTERS)
    return operation._replace(parameters=(*operation.parameters[:at], *filters, *operation.parameters[at + 1 :]))
