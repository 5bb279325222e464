"""A model that is drawn and imported again is the same one, apart from what the docs list for each format."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from compiler.model.model import Model
from compiler.pipeline import check
from tests.helpers.meeting_names import meeting_models
from tests.helpers.real_model import real_model
from tests.helpers.round_trips import FORMATS, STRUCTURE, drawn_and_imported, lost, told
from tests.helpers.small_model import REPO

RANDOM = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
PAGE = REPO / "docs" / "diagrams.md"


def documented(ending: str) -> dict[str, int]:
    """What the page says that does not come back of models/vera: how many facts of each kind."""
    table = PAGE.read_text(encoding="utf-8").split("<!-- round trips -->")[1]
    column = [*FORMATS].index(ending)
    rows = re.findall(
        r"(?m)^\| ([a-z ,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", table
    )
    return {row[0]: int(row[2 + column].replace(",", "")) for row in rows}


@pytest.mark.parametrize("ending", FORMATS)
def test_models_vera_comes_back_as_the_page_says(ending: str, tmp_path: Path) -> None:
    model = real_model()
    counted = lost(model, drawn_and_imported(model, ending, tmp_path))
    assert {kind: counted[kind] for kind in (*STRUCTURE, "more")} == dict.fromkeys(
        (*STRUCTURE, "more"), 0
    )
    assert {kind: number for kind, number in documented(ending).items() if number} == counted


def test_the_page_counts_all_there_is() -> None:
    facts = [kind[0] for kind in told(real_model())]
    table = PAGE.read_text(encoding="utf-8").split("<!-- round trips -->")[1]
    rows = re.findall(r"(?m)^\| ([a-z ,]+) \| ([\d,]+) \|", table)
    assert {name: int(all_.replace(",", "")) for name, all_ in rows} == {
        kind: facts.count(kind) for kind in {*facts} - STRUCTURE
    }


def is_plain(model: Model) -> bool:
    """Whether an import leaves all attributes where they are.

    It joins what an entity repeats of its base, lays what all derived entities have on their base (GM10), and gives
    identifiers to what shows none.
    """
    for entity in model.entities.values():
        derived = [model.entities[key] for key in entity.derived]
        shared = [{each.name.text for each in one.attributes} for one in derived]
        if len(derived) > 1 and set.intersection(*shared):
            return False
        names = {each.name.text for each in entity.attributes}
        base = model.entities.get(entity.base or "")
        shows = any(each.standard for each in entity.attributes)
        if base is None and not entity.value_object and model.standard.ids and not shows:
            return False
        while base is not None:
            if names & {each.name.text for each in base.attributes}:
                return False
            base = model.entities.get(base.base or "")
    return True


@pytest.mark.parametrize("ending", FORMATS)
@RANDOM
@given(texts=meeting_models())
def test_the_structure_of_any_sound_model_comes_back(ending: str, texts: dict[str, str]) -> None:
    checked = check({path: text.encode() for path, text in texts.items()})
    assume(not any(each.stops_build for each in checked.diagnostics))
    assert checked.model is not None
    assume(is_plain(checked.model))
    with tempfile.TemporaryDirectory() as folder:
        again = drawn_and_imported(checked.model, ending, Path(folder))
    counted = lost(checked.model, again)
    assert {kind: counted[kind] for kind in (*STRUCTURE, "more") if counted[kind]} == {}
