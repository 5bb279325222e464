"""What the operations of all resources in a document have in common, as a value."""

from __future__ import annotations

from typing import NamedTuple

from compiler.emit.openapi.operations import Header, Parameter


class Terms(NamedTuple):
    """What the operations of all resources in a document have in common.

    `model` is the first part of scopes, `scoped` whether there are any; `page_limit` is the largest page, 0 for none.
    `search` are the parameters of a search beside its filters, `others` those of the other operations; `page_headers`
    are those of the answer to a search. All of them are components.
    """

    model: str
    scoped: bool
    page_limit: int
    search: tuple[Parameter, ...]
    others: tuple[Parameter, ...]
    page_headers: tuple[Header, ...]
