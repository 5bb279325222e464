"""Drawings with random mistakes to every reader of them: python -m tools.fuzz_drawings [--minutes N] [--format F].

Each input is an example that was cut, doubled, mixed or garbled. What a reader finds no error in is taken over and
written as model texts, and one in twenty of these is checked too, as the command does it. What raises, or takes too
long, has failed: it is made small, by taking out lines and then characters while it still fails, and printed. Exit
code 1 where something failed.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import secrets
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from compiler.importers.model_texts import texts_of_files
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.mermaid.reader import read_markdown, read_mermaid
from compiler.importers.uml.plantuml.reader import read_plantuml
from compiler.importers.uml.qea.reader import read_qea
from compiler.importers.uml.taking.taking import take_over
from compiler.importers.uml.xmi.reader import read_xmi
from compiler.pipeline.importing import import_drawing

_REPO = Path(__file__).resolve().parents[1]
_PLACES = (_REPO / "tests" / "importers" / "uml" / "examples", _REPO.parent / "shared" / "uml")
_SLOW = 10.0
"""So many seconds for one small input count as a failure too."""
_MEMORY = 3 * 1024**3
"""So many bytes are all that a run may take."""
_CHECKED = 20
"""Of so many models that come out, one is checked."""
_WHOLE = 0.8
"""This part of the databases and of the XML has other values in it; the others have other bytes."""
_VALUE, _ATTRIBUTE = re.compile(rb'"[^"<>\n]*"'), re.compile(rb' [\w:.]+="[^"<>\n]*"')
_ELEMENT = re.compile(rb"<([\w:.]+)(?: [^<>]*)?(?:/>|>[^<>]*</\1>)")
_VALUES = (
    b"",
    b" ",
    b"-1",
    b"*",
    b"0..*",
    b"5..2",
    b"99999999999999999999",
    b"&#10;",
    b"&lt;b&gt;",
    b"true",
)
_SIGNS = (
    b'"', b"{", b"}", b"<", b">", b"<<", b">>", b"(", b")", b"[", b"]", b":", b"::", b".", b"..", b"--", b"|", b"~",
    b"`",
    b"'", b"/'", b"'/", b"\\", b"\n", b"\r", b"\t", b" ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"#", b"%%",
    b"@",
    b"@startuml\n", b"@enduml\n", b"!include x\n", b"!define A AA\n", b"class ", b"note ", b"end note\n", b"---\n",
    b"```mermaid\n",
    b"package a {\n", b"&#0;", b"<U+110000>", b"*", b"o", b"_", b"=", b"$", b"\xe2\x80\xa8", b"99999999999999999999",
    b"-1",
)  # fmt: skip


class Format(NamedTuple):
    """A format of drawings: the endings of its examples, and what reads it from bytes and a path."""

    endings: tuple[str, ...]
    read: Callable[[bytes, str], Drawing]


def _plantuml(content: bytes, path: str) -> Drawing:
    """PlantUML whose includes hold the file itself, so that these are tried as well."""
    return read_plantuml(content, path, lambda name: content if len(name) < 9 else None)


def _qea(content: bytes, path: str) -> Drawing:
    """A database, which is read from a file alone."""
    place = _scratch() / "drawing.qea"
    place.write_bytes(content)
    return read_qea(place, path)


@lru_cache(maxsize=1)
def _scratch() -> Path:
    """A folder of this process; it goes with the process."""
    folder = tempfile.TemporaryDirectory(prefix="drawings")
    _KEPT.append(folder)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
FORMATS = {
    "plantuml": Format((".puml", ".plantuml"), _plantuml),
    "mermaid": Format((".mmd",), read_mermaid),
    "markdown": Format((".md",), read_markdown),
    "xmi": Format((".xml", ".xmi"), read_xmi),
    "qea": Format((".qea",), _qea),
}
"""Every format that drawings are read from; a new reader gets a line here."""


def examples(endings: tuple[str, ...]) -> list[bytes]:
    """The contents of all examples with these endings, in the order of their names."""
    found = [each for place in _PLACES if place.is_dir() for each in sorted(place.iterdir())]
    return [
        each.read_bytes() for each in found if each.suffix in endings and "SOURCES" not in each.name
    ]


def mutated(content: bytes, others: list[bytes], random_: random.Random) -> bytes:
    """`content` with one to eight mistakes."""
    for _ in range(random_.randint(1, 8)):
        begin = random_.randrange(len(content) + 1)
        end = min(len(content), begin + random_.choice((1, 1, 2, 5, 20, 200)))
        other = random_.choice(others)
        at = random_.randrange(len(other) + 1)
        middle = random_.choice(
            (
                b"",
                random_.choice(_SIGNS),
                content[begin:end] * 2,
                random_.choice(_SIGNS) * random_.choice((2, 3, 50)),
                other[at : at + random_.choice((5, 50, 500))],
                bytes([random_.randrange(256)]),
                content[begin:end][::-1],
            )
        )
        content = content[:begin] + middle + content[end if random_.random() < 0.5 else begin :]
    return content


def with_other_cells(content: bytes, random_: random.Random) -> bytes:
    """The database `content` with one to eight cells that hold what another one holds, or what no cell should."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 't\\_%' ESCAPE '\\' ORDER BY name"
        columns = [
            (table, column[1])
            for (table,) in database.execute(query).fetchall()
            if database.execute(f'SELECT 1 FROM "{table}"').fetchone()  # noqa: S608
            for column in database.execute(f'PRAGMA table_info("{table}")').fetchall()
        ]
        for _ in range(random_.randint(1, 8)):
            table, column = random_.choice(columns)
            (count,) = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
            row, other = random_.randrange(count), random_.randrange(count)
            cell = (
                f'SELECT "{random_.choice([c for t, c in columns if t == table])}" FROM "{table}"'  # noqa: S608
            )
            (value,) = database.execute(f"{cell} LIMIT 1 OFFSET {other}").fetchone()
            value = random_.choice(
                (value, value, None, "", -1, 2**62, 1.5, *random_.choices(_SIGNS, k=3))
            )
            place = f'SELECT rowid FROM "{table}" LIMIT 1 OFFSET {row}'  # noqa: S608
            with suppress(sqlite3.IntegrityError):  # a key that is no number, or is there already
                database.execute(
                    f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ({place})',  # noqa: S608
                    (
                        value
                        if random_.random() < 0.5 or not isinstance(value, bytes)
                        else value.decode(errors="replace"),
                    ),
                )
        database.commit()
        return database.serialize()


def with_other_values(content: bytes, random_: random.Random) -> bytes:
    """The XML `content` with one to eight attributes or elements out, doubled, or with what another one says."""
    for _ in range(random_.randint(1, 8)):
        found = list(random_.choice((_VALUE, _VALUE, _ATTRIBUTE, _ELEMENT)).finditer(content))
        if not found:
            continue
        one, other = random_.choice(found), random_.choice(found)
        made = random_.choice((other[0], other[0], b"", one[0] * 2))
        if one.re is _VALUE:
            made = b'"' + random_.choice((other[0][1:-1], other[0][1:-1], *_VALUES)) + b'"'
        content = content[: one.start()] + made + content[one.end() :]
    return content


_MADE = {"qea": with_other_cells, "xmi": with_other_values}
"""Formats of which most inputs stay whole: other bytes alone would be no database and no XML, and read no further."""


def whole(name: str) -> Callable[[bytes, str], Drawing]:
    """The reader of the format `name`, and behind it what the command does with a drawing without errors."""
    format_ = FORMATS[name]

    def read(content: bytes, path: str) -> Drawing:
        drawing = format_.read(content, path)
        if any(each.stops_build for each in drawing.diagnostics):
            return drawing
        taken = take_over(drawing, path, path + format_.endings[0])
        texts_of_files(taken.files)
        if crc32(content) % _CHECKED == 0:
            place = _scratch() / f"checked{format_.endings[0]}"
            place.write_bytes(content)
            import_drawing(place)
        return drawing

    return read


@contextmanager
def _not_for_ever() -> Iterator[None]:
    """Ends what takes too long."""

    def over(_signal: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, 6 * _SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def failure(read: Callable[[bytes, str], Drawing], content: bytes) -> str:
    """How the reader fails on `content`; empty where it does not."""
    begin = time.process_time()
    try:
        with _not_for_ever():
            read(content, "drawing")
    except Exception as raised:  # noqa: BLE001 - any of them is what is looked for
        place = raised.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        return f"{type(raised).__name__} at {where}"
    return "takes too long" if time.process_time() - begin > _SLOW else ""


def made_small(content: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """`content` with everything taken out that it does not need to fail: lines first, then characters."""
    for parts, between in ((content.split(b"\n"), b"\n"), (None, b"")):
        pieces = parts if parts is not None else [content[i : i + 1] for i in range(len(content))]
        size = max(1, len(pieces) // 2)
        while size:
            index = 0
            while index < len(pieces):
                fewer = pieces[:index] + pieces[index + size :]
                if fails(between.join(fewer)):
                    pieces = fewer
                else:
                    index += size
            size //= 2
        content = between.join(pieces)
    return content


def fuzz(names: Iterable[str], minutes: float, seed: int, most: int = sys.maxsize) -> int:
    """Try mutated examples of the formats `names` in turn; 1 at the first failure, 0 when the time is over."""
    random_ = random.Random(seed)  # noqa: S311 - nothing secret
    tried = dict.fromkeys(names, 0)
    known = {name: examples(FORMATS[name].endings) for name in tried}
    readers = {name: whole(name) for name in tried}
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end and sum(tried.values()) < most:
        for name in tried:
            if not known[name]:
                continue
            read = readers[name]
            # The small ones say as much, and are quick
            weights = [1 / (len(each) + 1) for each in known[name]]
            content = random_.choices(known[name], weights)[0]
            if name in _MADE and random_.random() < _WHOLE:
                content = _MADE[name](content, random_)
            else:
                content = mutated(content, known[name], random_)
            tried[name] += 1
            if how := failure(read, content):
                small = made_small(content, lambda each, r=read, h=how: failure(r, each) == h)
                print(f"{name}: {how}\n{small!r}\nseed {seed}")
                return 1
    print(f"seed {seed}: " + ", ".join(f"{count} of {name}" for name, count in tried.items()))
    return 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--format", choices=sorted(FORMATS), action="append")
    arguments.add_argument("--seed", type=int, default=None)
    arguments.add_argument("--most", type=int, default=sys.maxsize)
    asked = arguments.parse_args()
    chosen = secrets.randbits(32) if asked.seed is None else asked.seed
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    sys.exit(fuzz(asked.format or list(FORMATS), asked.minutes, chosen, asked.most))
