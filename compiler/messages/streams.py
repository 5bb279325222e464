"""Files, folders and standard input → pieces to check: one JSON document, or whole lines of NDJSON.

What is read is never more than a block, the line that is being read, or one document. Whatever is wrong with a file is
a finding in its place, and reading goes on behind it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.messages.json_reading import BOM, read_json

BLOCK = 1 << 20  # bytes to read at once, and to check in one go
MAX_MESSAGE_BYTES = 16 << 20  # the longest line of NDJSON, in bytes
MAX_DOCUMENT = 64 << 20  # the largest JSON document, in bytes
LINE_SUFFIXES = (".ndjson", ".jsonl")
SUFFIXES = (".json", *LINE_SUFFIXES)
STANDARD_INPUT = "-"

# Reads at most so many bytes, waits for one, and gives none at the end
Read = Callable[[int], bytes]


class Piece(NamedTuple):
    """Something to check, from `line` of `file` on: the `content` of a document, or `lines` that are a message each.

    With a `problem` there is nothing to check; `missing` marks that of a file that was named and is not there.
    """

    file: str
    line: int
    content: bytes = b""
    lines: Sequence[bytes] = ()
    problem: Diagnostic | None = None
    missing: bool = False


def files_of(names: Iterable[str]) -> Iterator[str | Piece]:
    """Every file that `names` stand for, a folder's in the order of their paths; a problem where there is none."""
    for name in names:
        path = Path(name)
        try:
            if name == STANDARD_INPUT or not path.is_dir():
                yield name
                continue
            found = sorted(
                (
                    each
                    for each in path.rglob("*")
                    if each.suffix.lower() in SUFFIXES and each.is_file()
                ),
                key=lambda each: each.parts,
            )
        except (OSError, ValueError) as error:
            yield _unreadable(name, error)
            continue
        if not found:
            message = say('"{name}" holds no messages', name=name)
            hint = say(
                "a folder of messages holds files named {names}",
                names=", ".join("*" + suffix for suffix in SUFFIXES),
            )
            yield _problem("FIL04", name, message, hint, missing=True)
        yield from map(str, found)


def pieces_of(name: str, standard_input: Read) -> Iterator[Piece]:
    """The pieces of one file, of whatever size; `standard_input` is read where `name` is "-"."""
    try:
        if name == STANDARD_INPUT:
            yield from _pieces(standard_input, name)
        else:
            with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - a name is kept as the user wrote it
                yield from _pieces(lambda size: file.read(size) or b"", name)
    except (OSError, ValueError) as error:
        yield _unreadable(name, error)


def _pieces(read: Read, name: str) -> Iterator[Piece]:
    """The pieces of a stream; whether it is NDJSON is decided by its name, or by how it begins."""
    start, ended = b"", False
    while not ended and len(start) < 4:
        more = read(BLOCK)
        start, ended = start + more, not more
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        message = say('"{name}" is UTF-16 or UTF-32, not UTF-8', name=name)
        yield _problem(
            "PL05", name, message, say("JSON is UTF-8 text (RFC 8259): save the file as UTF-8")
        )
        return
    seen = [start.removeprefix(BOM)]
    seen += [b""] if ended else []
    is_of_lines = name.lower().endswith(LINE_SUFFIXES) or _begins_as_lines(_blocks(read, seen))
    start = b"".join(seen)
    if is_of_lines is False:
        yield from _document(read, start, name)
    else:
        yield from _lines(read, start, name)


def _blocks(read: Read, seen: list[bytes]) -> Iterator[bytes]:
    """The blocks of a stream that begins with those of `seen`; the last one is empty, unless no document is so large.

    What is read is added to `seen`.
    """
    yield from tuple(seen)
    size = sum(map(len, seen))
    while seen[-1] and size <= MAX_DOCUMENT:
        seen.append(read(BLOCK))
        size += len(seen[-1])
        yield seen[-1]


def _begins_as_lines(blocks: Iterable[bytes]) -> bool | None:
    """Whether a stream of `blocks` is NDJSON; None where they do not tell.

    It is when its first line is JSON by itself. It is too when the first line is broken: it cannot go on with the
    second one, which is an object or an array by itself. No more blocks are taken than it needs.
    """
    first = b""
    for line in _filled_lines(blocks):
        if first or not line:
            apart = line[:1] in (b"{", b"[") and _is_message(line)
            return (
                apart and len(first) <= MAX_MESSAGE_BYTES and not _may_go_on(first + b"\n" + line)
            )
        if _is_message(line):
            return True
        first = line
    return None


def _is_message(line: bytes) -> bool:
    return len(line) <= MAX_MESSAGE_BYTES and read_json(line).whole


def _filled_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a stream of `blocks` in which something stands, stripped; behind the last an empty one.

    Each block is looked at once, however many of them are blank, or one line.
    """
    parts: list[bytes] = []  # of the line that is being read
    for block in blocks:
        first, *others = (block or b"\n").split(b"\n")  # the last line ends with the stream
        parts.append(first)
        for following in others:
            if line := b"".join(parts).strip():
                yield line
            parts = [following]
        if not block:
            yield b""


def _may_go_on(text: bytes) -> bool:
    """Whether `text` is the beginning of JSON: nothing is wrong with it but that it ends."""
    try:
        json.loads(text.decode("utf-8", "replace"))
    except json.JSONDecodeError as error:
        return error.pos >= len(error.doc.rstrip())
    except RecursionError:
        return True
    return False


def _document(read: Read, start: bytes, name: str) -> Iterator[Piece]:
    parts, size = [start], len(start)
    while size <= MAX_DOCUMENT and (more := read(BLOCK)):
        parts.append(more)
        size += len(more)
    if size > MAX_DOCUMENT:
        message = say(
            '"{name}" is larger than {number} MiB, and one JSON document',
            name=name,
            number=MAX_DOCUMENT >> 20,
        )
        yield _problem(
            "PL07", name, message, say("write one message a line (NDJSON): that may be of any size")
        )
    else:
        yield Piece(name, 1, b"".join(parts))


def _lines(read: Read, start: bytes, name: str) -> Iterator[Piece]:
    """Whole lines, a block of them at a time; a line that is too long is passed over, and named."""
    line, empty = 1, True
    parts: list[bytes] = []  # of the line that is being read
    size, block = 0, start or read(BLOCK)
    while block:
        lines = block.split(b"\n")
        parts.append(lines[0])
        size += len(lines[0])
        if len(lines) > 1:
            lines[0] = b"".join(parts)
            parts = [lines.pop()]
            size = len(parts[0])
            for piece in _of_usual_length(name, line, lines):
                empty = (
                    empty
                    and not piece.problem
                    and all(not each or each.isspace() for each in piece.lines)
                )
                yield piece
            line += len(lines)
        if size > MAX_MESSAGE_BYTES:
            yield _too_long(name, line)
            line, empty = line + 1, False
            parts, size = [], 0
            block = _behind_line(read) or read(BLOCK)
        else:
            block = read(BLOCK)
    rest = b"".join(parts)
    if rest and not rest.isspace():
        yield Piece(name, line, lines=(rest,))
    elif empty:
        yield _problem(
            "PL08",
            name,
            say('"{name}" is empty', name=name),
            say("a file holds a message, or one a line"),
        )


def _of_usual_length(name: str, line: int, lines: list[bytes]) -> Iterator[Piece]:
    """`lines`, the first of which is number `line`; those that are too long are named instead."""
    begin = 0
    for number, content in (
        enumerate(lines) if max(map(len, lines), default=0) > MAX_MESSAGE_BYTES else ()
    ):
        if len(content) > MAX_MESSAGE_BYTES:
            if begin < number:
                yield Piece(name, line + begin, lines=lines[begin:number])
            yield _too_long(name, line + number)
            begin = number + 1
    if begin < len(lines):
        yield Piece(name, line + begin, lines=lines[begin:] if begin else lines)


def _too_long(name: str, line: int) -> Piece:
    message = say("a line longer than {number} MiB", number=MAX_MESSAGE_BYTES >> 20)
    return _problem("PL07", name, message, say("one message stands on a line of NDJSON"), line=line)


def _behind_line(read: Read) -> bytes:
    """What was read behind the end of the line that `read` is in; nothing is kept of the line."""
    while more := read(BLOCK):
        if end := more.find(b"\n") + 1:
            return more[end:]
    return b""


def _problem(
    id_: str, name: str, message: Text, hint: Text, *, line: int = 0, missing: bool = False
) -> Piece:
    found = Diagnostic(id_, Severity.ERROR, Span(name, line), message, hint=hint)
    return Piece(name, line, problem=found, missing=missing)


def _unreadable(name: str, error: OSError | ValueError) -> Piece:
    """What is said of a file that cannot be read, or of a name that cannot be a file's."""
    if isinstance(error, FileNotFoundError):
        return _problem(
            "FIL04",
            name,
            say('"{name}" does not exist', name=name),
            say("give a file, a folder, or - for standard input"),
            missing=True,
        )
    return _problem(
        "FIL02",
        name,
        say('"{name}" cannot be read: {reason}', name=name, reason=reason_of(error)),
        say("look at its permissions, and at the disk"),
    )
