"""The corrections of the published shape that a version carries out, as far as a comparison asks."""

from __future__ import annotations

from typing import NamedTuple


class ChosenCorrection(NamedTuple):
    """A correction of the published shape that a version carries out: its id and what it is about.

    `begun` and `ended` say what it does to clients that it is carried out, or is no more. `documents` are those that
    would be others without it, `reshaped` those of them that differ in more than texts; both are only told where the
    other version does not carry it out.
    """

    id: str
    title: str
    begun: str
    ended: str
    documents: tuple[str, ...] = ()
    reshaped: tuple[str, ...] = ()


class Corrections(NamedTuple):
    """The corrections of the published shape that a version carries out.

    `alters` says what documents show otherwise because of them: `key` where they mark key attributes, `required` where
    messages must tell their key, `unreached` where they leave out schemas that nothing refers to, `idle` where they
    leave out components that no operation has, `times` and `decimals` where they give these a form of their own,
    `scopes` where they ask for one scope and not for all, `deviations` where they leave out those of the manifest.
    """

    chosen: tuple[ChosenCorrection, ...] = ()
    alters: frozenset[str] = frozenset()


NO_CORRECTIONS = Corrections()
