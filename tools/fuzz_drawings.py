"""Drawings with random mistakes to every reader of them: python -m tools.fuzz_drawings [--minutes N] [--format F].

Each input is an example that was cut, doubled, mixed or garbled; a reader that raises has failed. What fails is made
small, by taking out lines and then characters while it still fails, and printed. Exit code 1 where something failed.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.mermaid.reader import read_markdown, read_mermaid
from compiler.importers.uml.plantuml.reader import read_plantuml

_REPO = Path(__file__).resolve().parents[1]
_PLACES = (_REPO / "tests" / "importers" / "uml" / "examples", _REPO.parent / "shared" / "uml")
_SLOW = 10.0
"""So many seconds for one small input count as a failure too."""
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


FORMATS = {
    "plantuml": Format((".puml", ".plantuml"), _plantuml),
    "mermaid": Format((".mmd",), read_mermaid),
    "markdown": Format((".md",), read_markdown),
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


def failure(read: Callable[[bytes, str], Drawing], content: bytes) -> str:
    """How the reader fails on `content`; empty where it does not."""
    begin = time.process_time()
    try:
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
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end and sum(tried.values()) < most:
        for name in tried:
            if not known[name]:
                continue
            read = FORMATS[name].read
            content = mutated(random_.choice(known[name]), known[name], random_)
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
    asked = arguments.parse_args()
    chosen = secrets.randbits(32) if asked.seed is None else asked.seed
    sys.exit(fuzz(asked.format or list(FORMATS), asked.minutes, chosen))
