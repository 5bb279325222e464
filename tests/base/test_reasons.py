"""Why the system refused something, in the words of this program."""

from __future__ import annotations

import errno
import os

import pytest

from compiler.base.reasons import reason_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "it does not exist"),
        (OSError(errno.EBADF, "x"), f"error {errno.EBADF} of the system"),
        (OSError("x"), "error ? of the system"),
        (ValueError("embedded null byte"), "its name is none that a file can have"),
    ],
)
def test_a_reason_is_said_in_words_of_our_own(error: OSError | ValueError, said: str) -> None:
    assert str(reason_of(error)) == said


def test_an_error_that_an_interrupt_made_is_an_interrupt() -> None:
    """As where a library that was just closing a folder is interrupted, and closes it once more."""
    handle = os.open(os.sep, os.O_RDONLY)

    def closing() -> None:
        try:
            os.close(handle)
            raise KeyboardInterrupt
        finally:
            os.close(handle)

    with pytest.raises(OSError, match="descriptor") as raised:
        closing()
    with pytest.raises(KeyboardInterrupt):
        reason_of(raised.value)
