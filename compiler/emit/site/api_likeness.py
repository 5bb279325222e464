"""What operations of one document have in common, so that its page says it once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from compiler.emit.site.told_documents import ToldDocument, ToldOperation


class Likeness(NamedTuple):
    """What operations of different resources have in common: the method, and what stands behind the resource."""

    method: str
    rest: str


class CommonWords(NamedTuple):
    """What the operations of a resource have in common: the schema of bodies, and what scopes begin with."""

    schema: str
    scope: str


def common_words(operations: tuple[ToldOperation, ...]) -> CommonWords:
    """What the table of a resource need not say in each row."""
    scopes = [scope for each in operations for scope in each.scopes]
    starts = {scope.rpartition(".")[0] for scope in scopes}
    scope = f"{starts.pop()}." if len(starts) == 1 else ""
    return CommonWords(next((each.carries for each in operations if each.carries), ""), scope)


class SharedParts(NamedTuple):
    """What operations of more than one resource have, by place in the document: it is told once, below them."""

    parameters: frozenset[int]
    answers: frozenset[int]


def shared_parts(told: ToldDocument) -> SharedParts:
    """What more than one operation has, of more than one resource where there are more."""
    resources = {each.tag for each in told.operations if each.tag}
    enough = min(2, len(resources))

    def many(of: Callable[[ToldOperation], tuple[int, ...]]) -> frozenset[int]:
        tags: dict[int, list[str]] = {}
        for each in told.operations:
            for at in of(each) if each.tag else ():
                tags.setdefault(at, []).append(each.tag)
        return frozenset(
            at for at, found in tags.items() if len(found) > 1 and len(set(found)) >= enough
        )

    return SharedParts(many(lambda each: each.parameters), many(lambda each: each.answers))


def likeness_of(operation: ToldOperation) -> Likeness:
    """What `operation` has in common with those of other resources."""
    _, _, rest = operation.path.removeprefix("/").partition("/")
    return Likeness(operation.method, f"/{rest}" if rest else "")
