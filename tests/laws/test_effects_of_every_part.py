"""The law of effects, for edits of every part of a model: what is lost stands under the change that loses it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.emit.examples.breaking import Witnesses
from compiler.emit.obstacles import obstacles
from compiler.messages.served.isolated import served_examples
from compiler.model.model import Model
from compiler.pipeline import compare
from tests.helpers.edits import Files
from tests.helpers.interfaces import interfaces, with_interface
from tests.helpers.model_edits import PARTS, applied, edits
from tests.helpers.strategies import linkable
from tests.helpers.what_is_lost import lost, repeats, shown_otherwise
from tests.laws.test_verdicts_of_documents import LEVELS, corrected, linked

# An example costs about a second; `make fuzz` draws more of them.
FEW = settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
# What is told of these is the most that they do: whether a document shows it hangs on what the document holds.
AT_MOST = ("CH83", "CH84")


def drawn(data: st.DataObject, level: str) -> Files:
    """The files of a model with an interface, and with the corrections of `level`."""
    files = corrected(data.draw(linkable()), level)
    return with_interface(files, data.draw(interfaces()))


def model(files: Files) -> Model:
    """The model of `files`, of which each document has a name of its own."""
    found = linked(files)
    assume(not repeats(found))
    assume(found.domains.keys().isdisjoint(found.processes))
    return found


def builds(*models: Model) -> bool:
    """Whether a check lets all of these through: what it refuses is no version of a standard."""
    return not any(each.stops_build for model in models for each in obstacles(model))


def said(changes: tuple[Judged, ...]) -> list[tuple[Any, ...]]:
    return [(each.verdict.value, each.id, each.name, each.change.fact) for each in changes]


def wire(changes: tuple[Judged, ...]) -> list[Judged]:
    return [each for each in changes if each.verdict is Verdict.WIRE]


@pytest.mark.parametrize("level", LEVELS)
@FEW
@given(data=st.data())
def test_something_is_lost_where_a_change_breaks_and_nowhere_else(level, data):
    single(data, level, data.draw(st.sampled_from(sorted(PARTS))))


def single(data: st.DataObject, level: str, part: str) -> None:
    """One edit of a part: what it loses in both directions is told, and has an example."""
    files = drawn(data, level)
    edit = data.draw(edits(files, part))
    assume(edit is not None)
    models = (model(files), model(applied(files, edit)))
    for old, new in (models, models[::-1]):
        changes = compare(old, new).changes
        found = list(islice(lost(old, new), 3))
        breaking = wire(changes)
        if bool(found) is not bool(breaking):
            assume(builds(old, new))
            assert breaking, (found, said(changes))
            assert next(shown_otherwise(old, new), None) or not asserted(breaking), said(changes)
        for path, each in found if breaking else ():
            told = told_of(breaking)
            assert any(is_of(path, name) for name in told), (path, each, said(changes))
        for each in breaking:
            assert next(examples(old, new, changes, each), None) or not asserted([each]), each


def is_of(path: str, document: str) -> bool:
    """Whether a file, or a definition in it, is of the document of that name; a process has a folder of them."""
    file = path.partition("#")[0]
    return (
        file.endswith((f"/{document}.yaml", f"/{document}.schema.json")) or f"/{document}/" in file
    )


def told_of(breaking: list[Judged]) -> set[str]:
    """The documents in which these changes are said to break something, a renamed one by its old name too."""
    found = {each.change.old for each in breaking if each.change.kind is ChangeKind.RENAMED}
    for effect in (each.effect for each in breaking):
        places = (*effect.lost, *effect.altered, *effect.reshaped)
        found |= {place.document for place in places} | {name for name, _ in effect.resources}
    return found


def asserted(breaking: list[Judged]) -> list[Judged]:
    """The changes that for sure break something; deviations may be anything, and are taken to break."""
    return [
        each
        for each in breaking
        if each.id not in AT_MOST and each.change.fact != "interface deviations"
    ]


def examples(old: Model, new: Model, changes: tuple[Judged, ...], each: Judged) -> Iterator[Any]:
    """What `diff --explain` shows of a change that breaks."""
    yield from (example for example in served_examples(old, new, each) if example.breaks)
    found = Witnesses(old, new, changes).of(each)
    if found is not None:
        yield found


def made_by(changes: tuple[Judged, ...]) -> set[tuple[Any, ...]]:
    return {(each.id, each.change.path, each.change.fact) for each in changes}


@pytest.mark.parametrize("level", LEVELS)
@FEW
@given(data=st.data())
def test_what_one_of_two_edits_loses_stands_under_a_change_of_that_edit(level, data):
    pair(data, level)


def pair(data: st.DataObject, level: str) -> None:
    """Two edits: what one of them loses, alone and beside the other, stands under a change that it makes."""
    files = drawn(data, level)
    two = [data.draw(edits(files, data.draw(st.sampled_from(sorted(PARTS))))) for _ in range(2)]
    assume(None not in two)
    assume(two[0][:2] != two[1][:2])
    old, both = model(files), model(applied(files, *two))
    changes = compare(old, both).changes
    for this, other in (two, two[::-1]):
        alone, without = model(applied(files, this)), model(applied(files, other))
        own = made_by(compare(old, alone).changes)
        if next(lost(old, alone), None) and next(lost(without, both), None):
            of_edit = tuple(each for each in changes if made_by((each,)) <= own)
            if len(of_edit) == len(own) and not wire(of_edit):
                assume(builds(old, both, alone, without))
                raise AssertionError(said(changes), said(of_edit))
