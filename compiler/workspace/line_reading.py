"""Files read line by line, however large they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_BLOCK = 1 << 20  # bytes to read at once


def lines_of_file(path: Path, longest: int) -> Iterator[bytes]:
    """Each line of a file with its line end; of one of more than `longest` bytes the first ones, and no line end.

    Raises:
        OSError: where the file cannot be read.
    """
    with path.open("rb", buffering=_BLOCK) as file:
        while line := file.readline(longest + 1):
            if len(line) <= longest:
                yield line
                continue
            yield line[:longest].rstrip(b"\n")
            while line and not line.endswith(b"\n"):
                line = file.readline(_BLOCK)
