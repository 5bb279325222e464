"""Files of any size, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.workspace.line_reading import lines_of_file


@given(st.lists(st.integers(0, 9), max_size=9), st.integers(1, 9), st.booleans())
def test_lines_are_those_of_the_file_and_long_ones_their_beginning(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], longest: int, is_ended: bool
) -> None:
    whole = [bytes([97 + number]) * length + b"\n" for number, length in enumerate(lengths)]
    if whole and not is_ended:
        whole[-1] = whole[-1][:-1]
    path = tmp_path_factory.getbasetemp() / "lines"
    path.write_bytes(b"".join(whole))
    expected = [
        line if len(line) <= longest else line.rstrip(b"\n")[:longest] for line in whole if line
    ]
    assert list(lines_of_file(path, longest)) == expected


def test_what_is_behind_a_line_of_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_bytes(b"x" * (5 << 20) + b"\nend\n")
    assert list(lines_of_file(path, 10)) == [b"x" * 10, b"end\n"]


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        next(lines_of_file(tmp_path / "none", 10))
