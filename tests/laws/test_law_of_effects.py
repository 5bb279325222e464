"""What was taken or shown, and is not any more, stands under a change that breaks."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler.compare.judge import Verdict
from compiler.pipeline import compare
from tests.helpers.edits import edited
from tests.helpers.strategies import linkable
from tests.helpers.what_is_lost import lost, repeats
from tests.laws.test_verdicts_of_documents import LEVELS, corrected, linked

RELAXED = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("level", LEVELS)
@RELAXED
@given(data=st.data())
def test_what_is_lost_stands_under_a_change_that_breaks(level, data):
    files = corrected(data.draw(linkable()), level)
    old, new = linked(files), linked(data.draw(edited(files)))
    assume(not repeats(old))
    assume(not repeats(new))
    found = list(islice(lost(old, new), 3))
    changes = [
        (each.verdict, each.id, each.name, each.change.fact) for each in compare(old, new).changes
    ]
    assert not found or Verdict.WIRE in [each[0] for each in changes], (found, changes)
