"""Processes that tests begin and end: forked from this one, so that what is loaded here is loaded there."""

from __future__ import annotations

import os
import signal
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

from compiler.cli import entry

EXIT_ON_SIGNAL = 143


def forked(work: Callable[[], int], scratch: Path) -> int:
    """The process of a child that works in a group of its own, and ends with what the work gives.

    What is temporary it keeps in the folder `scratch`: a child that is killed takes nothing of it away.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a newer Python warns of threads, which stay in the parent
        child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        entry._listen()  # noqa: SLF001 - as a run of the command line does
        os._exit(work())
    except KeyboardInterrupt:
        os._exit(EXIT_ON_SIGNAL)
    except BaseException:  # noqa: BLE001 - no child may go on with the tests of its parent
        os._exit(99)


def ended(child: int) -> int:
    """The exit code of a child, negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
