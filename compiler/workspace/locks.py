"""One run at a time writes a folder: a lock on the folder itself, which leaves no file and ends with its process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def nobody_waits() -> None:
    """Nothing: for those who need not know that a run waits for another one."""


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] = nobody_waits) -> Iterator[None]:
    """Hold the lock of `folder`. Where another run has it, call `waiting` and wait for that run to end.

    A disk that knows no locks is written without, and so is every disk of Windows.

    Raises:
        OSError: where `folder` cannot be opened.
    """
    try:
        import fcntl  # noqa: PLC0415 - not everywhere
    except ImportError:
        yield
        return
    handle = _lock(folder, fcntl.flock, fcntl.LOCK_EX, fcntl.LOCK_NB, waiting)
    try:
        yield
    finally:
        os.close(handle)


def _lock(
    folder: Path,
    flock: Callable[[int, int], None],
    exclusive: int,
    at_once: int,
    waiting: Callable[[], None],
) -> int:
    """A handle on `folder` that has its lock; where a run that ended put another folder there, on that one."""
    while True:
        handle = os.open(folder, os.O_RDONLY)
        try:
            try:
                flock(handle, exclusive | at_once)
            except BlockingIOError:
                waiting()
                waiting = nobody_waits
                flock(handle, exclusive)
            except OSError:
                return handle
            if os.path.samestat(os.fstat(handle), os.stat(folder)):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
