"""What a rule is: `@rule("GN02", …)` on a function from a model, or from elements of one (`of`), to findings.

A rule yields `Finding`s; the severity comes from the decorator or the manifest, suppressions from beside the element.
Its docstring is its documentation: a title, a reason, `Bad:` and `Good:` examples, which are run as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, NamedTuple, TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.source import Name
from compiler.base.wording import NOTHING, Text
from compiler.language.declarations import Suppression
from compiler.language.rewrites import Proposal
from compiler.model.model import Model
from compiler.rules.parts import judged_elements, judged_parts

GUIDELINES = "https://www.coraveraonline.nl/index.php/Richtlijnen"


class Finding(NamedTuple):
    """Something a rule found at `place`.

    `message` quotes the name and says what is wrong, `hint` what to write. `suppressions` are those that stand beside
    the elements it concerns; `severity` is set where it differs from the rule's. `proposals` are what to write so that
    it goes, the best one first (compiler/rules/proposals.py).
    """

    place: Name
    message: Text
    hint: Text = NOTHING
    suppressions: tuple[Suppression, ...] = ()
    severity: Severity | None = None
    proposals: tuple[Proposal, ...] = ()


FindBreaches: TypeAlias = Callable[[Model], Iterator[Finding]]
# What judges one element of a model, which it may look around in.
JudgeElement: TypeAlias = Callable[[Any, Model], Iterator[Finding]]


class Rule(NamedTuple):
    """A rule: its id, the severity it has by default, where the guideline stands, and its judge of a model.

    Where it judges elements by themselves, `of` are their types and `judge_element` is asked for each, so that it is
    asked again only for what an edit reaches (docs/decisions/0029-done-again-only-where-it-reaches.md). `Model` among
    them is the whole, for what else it looks at.
    One `of_lists` judges reference data by itself: it gets a model that holds nothing else. One `of_declarations` goes
    by what is declared, whatever it refers to: an error that it finds may be why references lead to nothing. One
    `of_texts` asks for other words in texts; published ones stay as they are, so an import turns it off.
    """

    id: str
    severity: Severity
    url: str
    judge: FindBreaches
    of_lists: bool = False
    of_declarations: bool = False
    of_texts: bool = False
    of: tuple[type, ...] = ()
    judge_element: JudgeElement | None = None

    @property
    def judge_whole(self) -> FindBreaches | None:
        """What judges a model as a whole; None where it judges elements alone."""
        of_element = self.judge_element
        if of_element is None:
            return self.judge
        return (lambda model: of_element(model, model)) if Model in self.of else None

    @property
    def doc(self) -> str:
        """The docstring of the judge."""
        return self.judge.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().split("\n", 1)[0]


def rule(
    id_: str,
    *,
    severity: Severity = Severity.ERROR,
    url: str = GUIDELINES,
    of_lists: bool = False,
    of_declarations: bool = False,
    of_texts: bool = False,
    of: tuple[type, ...] = (),
) -> Callable[[Callable[..., Iterator[Finding]]], Rule]:
    """Make a judge into the rule `id_`. `url` is where the guideline is published; for the rest see `Rule`.

    The judge takes a model, or an element and the model where it says what elements it judges (`of`).
    """

    def make(function: Callable[..., Iterator[Finding]]) -> Rule:
        return Rule(
            id=id_,
            severity=severity,
            url=url,
            judge=_of_all(function, of) if of else function,
            of_lists=of_lists,
            of_declarations=of_declarations,
            of_texts=of_texts,
            of=of,
            judge_element=function if of else None,
        )

    return make


def _of_all(judge: JudgeElement, of: tuple[type, ...]) -> FindBreaches:
    """What judges all elements of a model that are one of the types `of`."""

    @wraps(judge)
    def judge_all(model: Model) -> Iterator[Finding]:
        for part in judged_parts(model):
            for element in judged_elements(part, model):
                if isinstance(element, of):
                    yield from judge(element, model)
        if Model in of:
            yield from judge(model, model)

    return judge_all
