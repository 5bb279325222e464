"""One edit of any part of a model, as a statement put in the place of another, so that edits can be made together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.emit.openapi.correcting import all_corrections, choose
from compiler.language.declarations import (
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProcessDecl,
    SettingDecl,
    StandardDecl,
    Statement,
)
from compiler.model.manifest import CORRECTION_GROUPS
from tests.helpers.edits import Files, edits_of
from tests.helpers.interfaces import interface_edits, with_setting

PARTS: dict[str, tuple[type, ...]] = {
    "entities": (DomainDecl, EntityDecl),
    "lists": (CodeListDecl,),
    "messages": (ProcessDecl, MessageDecl, EnvelopeDecl),
    "interface": (StandardDecl,),
    "corrections": (StandardDecl,),
}


class Edit(NamedTuple):
    """What stands in the place of a statement: nothing, or another one."""

    file: int
    at: int
    instead: tuple[Statement, ...]


def applied(files: Files, *edits: Edit) -> Files:
    """`files` with all `edits`, which are of different statements."""
    by_place = {(each.file, each.at): each.instead for each in edits}
    return tuple(
        source._replace(
            statements=tuple(
                each
                for at, statement in enumerate(source.statements)
                for each in by_place.get((number, at), (statement,))
            )
        )
        for number, source in enumerate(files)
    )


@st.composite
def edits(draw: st.DrawFn, files: Files, part: str) -> Edit | None:
    """One edit of a part of `files`; None where there is no such statement."""
    places = [
        (number, at)
        for number, source in enumerate(files)
        for at, statement in enumerate(source.statements)
        if isinstance(statement, PARTS[part])
    ]
    if not places:
        return None
    number, at = draw(st.sampled_from(places))
    found = list(_instead_of(files[number].statements[at], part))
    return Edit(number, at, draw(st.sampled_from(found))) if found else None


def _instead_of(statement: Statement, part: str) -> Iterator[tuple[Statement, ...]]:
    if not isinstance(statement, StandardDecl):
        yield ()
        yield from ((each,) for each in edits_of(statement) if _has_version_of(each, statement))
        return
    settings = {each.key.text: each for each in statement.settings if isinstance(each, SettingDecl)}
    if part == "interface":
        for block in interface_edits(settings["koppelvlak"]):
            yield (with_setting(statement, block),)
    else:
        for setting in _other_corrections(settings["correcties"]):
            yield (with_setting(statement, setting),)


def _has_version_of(one: Statement, other: Statement) -> bool:
    """Whether both have one version: another number is another address, and no change of what stands there."""
    return getattr(one, "version", "") == getattr(other, "version", "")


def _other_corrections(setting: SettingDecl) -> Iterator[SettingDecl]:
    """The choice of corrections with one more or one less."""
    words = [CORRECTION_GROUPS.get(value.text, value.text) for value in setting.values]
    chosen = [each.id for each in choose(words)[0]]
    for correction in all_corrections():
        ids = [
            each.id for each in all_corrections() if (each.id in chosen) is not (each is correction)
        ]
        yield setting._replace(values=tuple(map(Name, ids or ["geen"])))
