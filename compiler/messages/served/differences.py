"""What one of two versions of a document takes or gives, and the other does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from compiler.messages.served.samples import ServedSamples
from compiler.messages.served.uses import Served, ServedBody

_MOST = 4_000  # messages that are tried on a schema


class Difference(NamedTuple):
    """What one version has and the other has not: a request, an answer, or a message in one of them.

    `where` says in which operation a message stands; it is empty for a request or an answer, which `shown` has whole.
    """

    is_answer: bool
    where: str
    shown: Any


def only_in(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Difference]:
    """What `one` takes or gives and `other` does not, both OpenAPI documents as they were read.

    Args:
        one: the document that has it.
        other: the document that may not.
    """
    sides = (Served(one), Served(other))
    uses = sides[1].uses()
    yield from (
        Difference(use.is_answer, "", use.shown)
        for use in sides[0].uses()
        if use not in uses and not sides[1].lets_in(use)
    )
    yield from _messages(*sides)


def _messages(one: Served, other: Served) -> Iterator[Difference]:
    schemas = (one.bodies(), other.bodies())
    seen: set[str] = set()
    for body, schema in schemas[0].items():
        there = schemas[1].get(body)
        pair = f"{schema} {there} {body.is_answer}"
        if there is None or pair in seen:
            continue
        seen.add(pair)
        if schema != there or one.judge.named_in(schema) != other.judge.named_in(there):
            yield from _only_taken(body, (one, schema), (other, there))


def _only_taken(
    body: ServedBody, one: tuple[Served, Mapping[str, Any]], other: tuple[Served, Mapping[str, Any]]
) -> Iterator[Difference]:
    """The messages that one version has at `body`, and the other refuses or does not show."""
    sent = not body.is_answer
    here, there = (side.judge.taker(schema, sent=sent) for side, schema in (one, other))
    where = f"{body.operation} → {body.status}" if body.is_answer else body.operation
    where += f", {body.header}" if body.header else ""
    for side, schema in (one, other):
        made = ServedSamples(side.judge.named_in(schema)).of(schema)
        for value in islice(made, _MOST):
            if here(value) and not there(value):
                yield Difference(body.is_answer, where, value)
