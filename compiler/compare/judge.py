"""What a judge is: `@judge("CH11", …)` on a function from a change and its effect to a verdict.

A judge stands for one kind of change. Its docstring is its documentation: a title, a reason, and `Before:` and
`After:` examples with the verdict, which are run as tests.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect


class Verdict(StrEnum):
    """What a change means: `wire` breaks a client, `code` gives other generated code for the same JSON."""

    WIRE = "wire"
    CODE = "code"
    ADDITIVE = "additive"
    TEXT = "text"


Opinion: TypeAlias = Callable[[Change, Effect], Verdict]


class Judge(NamedTuple):
    """The judge of changes of one `kind` to elements of the kinds in `subjects`.

    `facts` are the facts that it judges; empty for all that no other judge takes.
    """

    id: str
    kind: ChangeKind
    subjects: tuple[str, ...]
    facts: tuple[str, ...]
    opinion: Opinion

    @property
    def doc(self) -> str:
        """The docstring of the judge."""
        return self.opinion.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().split("\n", 1)[0]


def weight(effect: Effect) -> Verdict:
    """What a change means by what it does to the documents, whatever kind of change it is.

    What no document shows breaks nobody and adds nothing, so that it weighs no more than a text.
    """
    if effect.breaks:
        return Verdict.WIRE
    if effect.adds:
        return Verdict.ADDITIVE
    return Verdict.CODE if effect.shows else Verdict.TEXT


def judge(
    id_: str, kind: ChangeKind, *subjects: str, facts: tuple[str, ...] = ()
) -> Callable[[Opinion], Judge]:
    """Make an opinion into the judge `id_`."""

    def make(opinion: Opinion) -> Judge:
        return Judge(id=id_, kind=kind, subjects=subjects, facts=facts, opinion=opinion)

    return make
