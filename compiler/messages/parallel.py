"""Checks files of messages, with several processes where that pays; findings come in the order of the files."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.messages.streams import BLOCK, STANDARD_INPUT, Piece, Read, files_of, pieces_of
from compiler.messages.validator import MessageValidator, Outcome

PARALLEL_FROM = 16 << 20  # bytes to check before other processes pay for their start
IN_FLIGHT = 3  # batches per process, checked or waiting: bounds the memory
Batch = Sequence[Piece]


class CheckedMessages(NamedTuple):
    """What came of a batch; `missing` says that a file that was named is not there."""

    outcome: Outcome
    missing: bool = False


def check_files(
    validator: MessageValidator, names: Sequence[str], standard_input: Read, jobs: int | None = None
) -> Generator[CheckedMessages, None, None]:
    """Check everything that `names` stand for: files, folders, "-" for standard input.

    Args:
        validator: what to check against.
        names: as the user gave them; findings carry them.
        standard_input: reads at most so many bytes of it.
        jobs: how many processes; None for as many as there are processors, where there is enough to check.

    Returns:
        What came of each batch, in the order of the files, whatever the number of processes.
    """
    if jobs is None:
        jobs = _processors() if _size(names) >= PARALLEL_FROM else 1
    pieces = _pieces(names, standard_input)
    if jobs <= 1:
        for piece in pieces:
            yield check_batch(validator, (piece,))
    else:
        yield from _in_processes(validator, _batches(pieces), jobs)


def check_batch(validator: MessageValidator, batch: Batch) -> CheckedMessages:
    """Check the pieces of `batch`."""
    messages, wrong, missing = 0, 0, False
    found: list[Diagnostic] = []
    for piece in batch:
        outcome = (
            Outcome(0, 0, (piece.problem,)) if piece.problem else _check_piece(validator, piece)
        )
        messages += outcome.messages
        wrong += outcome.wrong
        found += outcome.diagnostics
        missing = missing or piece.missing
    return CheckedMessages(Outcome(messages, wrong, tuple(found)), missing)


def _check_piece(validator: MessageValidator, piece: Piece) -> Outcome:
    if not piece.lines:
        return validator.check_content(piece.content, piece.file, piece.line)
    messages, wrong = 0, 0
    found: list[Diagnostic] = []
    for number, line in enumerate(piece.lines, piece.line):
        if not line or line.isspace():
            continue
        outcome = validator.check_content(line, piece.file, number)
        messages += outcome.messages
        if outcome.diagnostics:
            wrong += outcome.wrong
            found += outcome.diagnostics
    return Outcome(messages, wrong, tuple(found))


def _pieces(names: Sequence[str], standard_input: Read) -> Iterator[Piece]:
    for file in files_of(names):
        if isinstance(file, Piece):
            yield file
        else:
            yield from pieces_of(file, standard_input)


def _size(names: Iterable[str]) -> int:
    """How many bytes the named files hold; a folder counts with all that is in it, standard input not at all."""
    size = 0
    for file in files_of([name for name in names if name != STANDARD_INPUT]):
        try:
            size += Path(file).stat().st_size if isinstance(file, str) else 0
        except (OSError, ValueError):
            continue  # whoever reads it says what is wrong
        if size >= PARALLEL_FROM:
            break
    return size


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# -- several processes -------------------------------------------------------------------------------------------------

_validator: MessageValidator | None = None  # of a worker


def _batches(pieces: Iterable[Piece]) -> Iterator[Batch]:
    """`pieces` in batches that are worth sending: about a block each."""
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.content) + sum(map(len, piece.lines))
        if size >= BLOCK // 2:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


def _in_processes(
    validator: MessageValidator, batches: Iterable[Batch], jobs: int
) -> Iterator[CheckedMessages]:
    waiting: deque[tuple[Batch, Future[CheckedMessages]]] = deque()
    pool = _pool(validator, jobs)
    try:
        for batch in batches:
            try:
                waiting.append((batch, pool.submit(_work, batch)))
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(validator, jobs)
                waiting.append((batch, pool.submit(_work, batch)))
            if len(waiting) >= jobs * IN_FLIGHT:
                yield _result(validator, *waiting.popleft())
        while waiting:
            yield _result(validator, *waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _result(
    validator: MessageValidator, batch: Batch, future: Future[CheckedMessages]
) -> CheckedMessages:
    """What came of `batch`. Where its process died, or another one that took it along, it is checked by itself."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass  # alone it may do, where others took the memory
    pool = _pool(validator, 1)
    try:
        return pool.submit(_work, batch).result()
    except BrokenProcessPool:
        messages = say("these messages were") if batch[0].lines else say("this was")
        message = say(
            "{messages} not checked: the process that did it was ended", messages=messages
        )
        hint = say("is there enough memory? --jobs 1 checks in one process")
        place = Span(batch[0].file, batch[0].line if batch[0].lines else 0)
        return CheckedMessages(
            Outcome(0, 0, (Diagnostic("PL21", Severity.ERROR, place, message, hint=hint),))
        )
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(validator: MessageValidator, jobs: int) -> ProcessPoolExecutor:
    """Processes that check against `validator`.

    A fork has the compiled schema at once. It is only safe while there is one thread, as in the first pool of a run.
    """
    method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    return ProcessPoolExecutor(
        jobs, get_context(method), initializer=_begin_work, initargs=(validator,)
    )


def _begin_work(validator: MessageValidator) -> None:
    """A worker leaves interrupts to the process that started it, and ends with it."""
    global _validator  # noqa: PLW0603 - what one process works with
    _validator = validator
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(batch: Batch) -> CheckedMessages:
    assert _validator is not None
    return check_batch(_validator, batch)
