"""What a rule is: `@rule("GN02", …)` on a function from a model to findings.

A rule yields `Finding`s; the severity comes from the decorator or the manifest, suppressions from beside the element.
Its docstring is its documentation: a title, a reason, `Bad:` and `Good:` examples, which are run as tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.source import Name
from compiler.base.wording import NOTHING, Text
from compiler.language.declarations import Suppression
from compiler.language.rewrites import Proposal
from compiler.model.model import Model

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


class Rule(NamedTuple):
    """A rule: its id, the severity it has by default, where the guideline stands, and its judge.

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
) -> Callable[[FindBreaches], Rule]:
    """Make a judge into the rule `id_`. `url` is where the guideline is published; for the rest see `Rule`."""

    def make(judge: FindBreaches) -> Rule:
        return Rule(
            id=id_,
            severity=severity,
            url=url,
            judge=judge,
            of_lists=of_lists,
            of_declarations=of_declarations,
            of_texts=of_texts,
        )

    return make
