"""Documents differ in what they say to a program if and only if a change is reported that weighs more than a text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler.base.source import Name
from compiler.compare.judge import Verdict
from compiler.language.declarations import SettingDecl, SourceFile, StandardDecl
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.pipeline import compare
from tests.helpers.edits import edited
from tests.helpers.published_structure import published_structure
from tests.helpers.strategies import linkable

LEVELS = ("geen", "verenigbaar", "alle")
RELAXED = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def corrected(files: tuple[SourceFile, ...], level: str) -> tuple[SourceFile, ...]:
    """`files` with the corrections of `level` in their manifest."""
    return tuple(
        file._replace(statements=tuple(_with_corrections(each, level) for each in file.statements))
        for file in files
    )


def _with_corrections(statement: object, level: str) -> object:
    if not isinstance(statement, StandardDecl):
        return statement
    others = [each for each in statement.settings if str(getattr(each, "key", "")) != "correcties"]
    chosen = SettingDecl(Name("correcties"), (Name(level),))
    return statement._replace(settings=(*others, chosen))


def linked(files: tuple[SourceFile, ...]) -> Model:
    """The model; only for one in which each entity has a name of its own, which documents count on (GN02)."""
    model, problems = link_sources(files)
    assume(model is not None)
    assume(not problems)
    names = [entity.name.text.lower() for entity in model.entities.values()]
    assume(len(names) == len(set(names)))
    return model


@pytest.mark.parametrize("level", LEVELS)
@RELAXED
@given(data=st.data())
def test_documents_differ_if_and_only_if_a_change_weighs_more_than_a_text(level, data):
    files = corrected(data.draw(linkable()), level)
    other = data.draw(edited(files))
    old, new = linked(files), linked(other)
    before, after = published_structure(old), published_structure(new)
    differing = sorted(path for path in before | after if before.get(path) != after.get(path))
    changes = compare(old, new).changes
    heavy = [(each.id, each.name) for each in changes if each.verdict is not Verdict.TEXT]
    assert bool(differing) is bool(heavy), (differing, heavy)
