"""The log as a file: lines are added at its end, and the last part of it is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.log_lines import LogLine, ReadLog, log_line_bytes, parse_log
from compiler.release.folder_target import FolderTarget
from compiler.release.open_target import LOG_FILE
from compiler.release.problems import ReleaseRefusedError
from compiler.release.target import Target
from compiler.workspace.locks import locked

TAIL_BYTES = 1 << 20  # how much of a log a run looks back on


def log_of(
    target: Target,
    declared: DeclaredFile,
    given: Path | None = None,
    waiting: Callable[[Path], None] = lambda _: None,
) -> LogFile:
    """The log: the one that is `given`, else that of the file, else the one in a target that is a folder.

    `waiting` is called with its path where another run has it, and this one waits for that.

    Raises:
        ReleaseRefusedError: where it has no place.
    """
    if given is not None:
        return LogFile(given, Span(str(given)), waiting)
    if declared.log.text:
        return LogFile(Path(declared.log.text), declared.log.span, waiting)
    place = declared.target if declared.target.text else declared.place
    if isinstance(target, FolderTarget):
        return LogFile(Path(target.name, LOG_FILE), place.span, waiting)
    message = say('"{target}" has no place for the log', target=target.name)
    hint = say('write logboek "runs.jsonl" in the file, or give --log FILE')
    raise ReleaseRefusedError(
        Diagnostic("ENV09", Severity.ERROR, place.span, message, hint=hint), 2
    )


class LogFile:
    """A log. `place` is where its path is given, for what is wrong with it; `waiting` is as `log_of` has it."""

    def __init__(
        self, path: Path, place: Span, waiting: Callable[[Path], None] = lambda _: None
    ) -> None:
        self.path = path
        self._waiting = waiting
        self._place = place

    def append(self, lines: Sequence[LogLine]) -> None:
        """Add lines in one write, and have the disk keep them. What a crash cut off is closed first.

        Raises:
            ReleaseRefusedError: where they cannot be written.
        """
        content = b"".join(map(log_line_bytes, lines))
        with self._refusing():
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            try:
                size = os.fstat(handle).st_size
                if size and os.pread(handle, 1, size - 1) != b"\n":
                    content = b"\n" + content
                while content:
                    content = content[os.write(handle, content) :]
                os.fsync(handle)
            finally:
                os.close(handle)

    def ensure(self) -> None:
        """Make the file and its folder where they are not there, and see whether it can be written.

        Raises:
            ReleaseRefusedError: where it cannot.
        """
        with self._refusing():
            self.path.parent.mkdir(parents=True, exist_ok=True)
        self.append(())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only run on this machine that writes this log; another one is waited for."""
        with self._refusing():
            held = locked(self.path, lambda: self._waiting(self.path))
            held.__enter__()
        try:
            yield
        finally:
            held.__exit__(None, None, None)

    def tail(self) -> ReadLog:
        """The last lines: all where the log is short, and nothing where it is not there.

        Raises:
            ReleaseRefusedError: where it cannot be read.
        """
        with self._refusing():
            try:
                with self.path.open("rb") as file:
                    size = file.seek(0, os.SEEK_END)
                    file.seek(max(0, size - TAIL_BYTES))
                    content = file.read()
            except FileNotFoundError:
                return ReadLog(())
        return parse_log(content if size <= TAIL_BYTES else content.partition(b"\n")[2])

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = reason_of(error)
            message = say('the log "{path}" cannot be written: {reason}', path=self.path, reason=reason)  # fmt: skip
            hint = say("nothing was done; look at its permissions, or name another: logboek, --log")
            found = Diagnostic("ENV09", Severity.ERROR, self._place, message, hint=hint)
            raise ReleaseRefusedError(found) from error
