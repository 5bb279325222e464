"""What a named correction is: one function that changes one part of a plan, with its reason and an example.

Its docstring is its documentation: a title, a reason, and an example with `Model:`, `At:`, `Before:` and `After:`,
which is run as a test. `With:` names the corrections that one mends the outcome of: in its example they are on, before
and after. compiler/emit/openapi/corrections/ holds one file per correction; `correcting.py` finds them, and carries
them out.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

Mending: TypeAlias = Callable[[Any], Any]


class Part(StrEnum):
    """The part of a plan that a correction changes."""

    PROPERTY = "property"
    SCHEMA = "schema"
    OPERATION = "operation"
    DOCUMENT = "document"
    NAMES = "names"  # those of the schemas in all documents, a `Naming`


class ClientEffect(StrEnum):
    """What a correction does to a client that works with the published shape."""

    NONE = "none"
    ADDITIVE = "additive"
    BREAKING = "breaking"


_OPPOSITE = {
    ClientEffect.NONE: ClientEffect.NONE,
    ClientEffect.ADDITIVE: ClientEffect.BREAKING,
    ClientEffect.BREAKING: ClientEffect.ADDITIVE,
}


class Correction(NamedTuple):
    """A named correction; `mend` maps a part of the plan to its mended form. For the others see `correction`."""

    id: str
    part: Part
    effect: ClientEffect
    mend: Mending
    alters: tuple[str, ...] = ()
    undone: ClientEffect = ClientEffect.NONE

    @property
    def doc(self) -> str:
        """The docstring of the function."""
        return self.mend.__doc__ or ""

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().split("\n", 1)[0]

    @property
    def group(self) -> str:
        """The smallest group that it belongs to."""
        return "all" if self.effect is ClientEffect.BREAKING else "compatible"


def correction(
    id_: str,
    part: Part,
    effect: ClientEffect,
    *,
    alters: tuple[str, ...] = (),
    undone: ClientEffect | None = None,
) -> Callable[[Mending], Correction]:
    """Make a function into the correction `id_` of one part of the plan.

    `alters` says what documents show otherwise because of it, for who compares them: `key` where key attributes are
    marked wherever they stand, `required` where messages must tell their key, `unreached` where schemas that no
    operation leads to are left out, `idle` where components are that none has, `times` and `decimals` where these have
    no format of the manifest, `scopes` where one is enough, `deviations` where those of single documents are left out.

    `undone` is what it does to a client of the mended shape that it is not carried out any more. Without a word, what
    took more takes less again, and the other way round.
    """
    opposite = undone or _OPPOSITE[effect]

    def make(mend: Mending) -> Correction:
        return Correction(
            id=id_, part=part, effect=effect, mend=mend, alters=alters, undone=opposite
        )

    return make
