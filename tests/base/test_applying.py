"""Edits are all made or none, whatever the line ends, and each is found back in the new text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.applying import applied, line_starts, overlap
from compiler.base.mends import Edit, Stretch, written_at, written_over
from compiler.base.source import Name

TEXT = "domein D\nentiteit Lid {\n    naam : string\n}\n"


def stretch(line: int, column: int, end_line: int, end_column: int) -> Stretch:
    return Stretch(
        file="a.vera", line=line, column=column, end_line=end_line, end_column=end_column
    )


def test_a_name_is_written_over_and_a_line_taken_away() -> None:
    edits = [
        written_over(Name("Lid", "a.vera", 2, 10, 13), "Persoon"),
        Edit(stretch(3, 1, 4, 1), ""),
        written_at("a.vera", 1, 9, "omein"),
    ]
    assert applied({"a.vera": TEXT, "b.vera": ""}, edits) == {
        "a.vera": "domein Domein\nentiteit Persoon {\n}\n"
    }


def test_line_ends_stay_as_they_are() -> None:
    edits = [written_over(Name("naam", "a.vera", 3, 5, 9), "voornaam")]
    text = TEXT.replace("\n", "\r\n")
    assert applied({"a.vera": text}, edits) == {"a.vera": text.replace("naam", "voornaam")}


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(stretch(2, 1, 3, 4), ""), Edit(stretch(3, 2, 3, 6), "x")],
        [written_at("a.vera", 2, 3, "x"), written_at("a.vera", 2, 3, "y")],
        [written_at("a.vera", 2, 3, "x"), Edit(stretch(2, 3, 2, 5), "y")],
        [Edit(stretch(2, 3, 2, 5), "x"), Edit(stretch(2, 4, 2, 4), "y")],
    ],
)
def test_what_overlaps_is_refused(edits: list[Edit]) -> None:
    assert overlap(edits)
    assert applied({"a.vera": TEXT}, edits) is None


@pytest.mark.parametrize(
    "edit",
    [
        Edit(stretch(9, 1, 9, 2), "x"),
        Edit(stretch(1, 9, 1, 11), "x"),
        Edit(stretch(2, 4, 2, 3), "x"),
        Edit(stretch(0, 1, 1, 1), "x"),
        Edit(stretch(1, 0, 1, 1), "x"),
        Edit(stretch(1, 1, 1, 2)._replace(file="b.vera"), "x"),
    ],
)
def test_what_goes_beyond_the_text_is_refused(edit: Edit) -> None:
    assert applied({"a.vera": TEXT}, [edit]) is None


def test_the_same_edit_twice_is_one() -> None:
    edit = written_at("a.vera", 1, 1, "// x\n")
    assert applied({"a.vera": TEXT}, [edit, edit]) == {"a.vera": "// x\n" + TEXT}


@given(st.text("ab\n\r", max_size=30), st.data())
def test_parts_of_a_text_written_anew_are_that_text(text: str, data: st.DataObject) -> None:
    """Each stretch between two places is written over with what stands there, or with a mark."""
    starts = line_starts(text)
    places = [
        (line, column)
        for line, start in enumerate(starts, 1)
        for column in range(1, len(text[start:].replace("\r", "\n").split("\n", 1)[0]) + 2)
    ]
    begin = data.draw(st.integers(0, len(places) - 1))
    end = data.draw(st.integers(begin, len(places) - 1))
    (line, column), (end_line, end_column) = places[begin], places[end]
    first, last = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
    edit = Edit(stretch(line, column, end_line, end_column), "X")
    assert applied({"a.vera": text}, [edit]) == {"a.vera": text[:first] + "X" + text[last:]}
