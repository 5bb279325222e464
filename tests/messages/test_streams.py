"""Messages in files, folders and streams of any size: each piece is checked, and what is wrong is told in its place."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.messages import streams as message_streams
from compiler.messages.api import MessageValidator
from compiler.messages.parallel import check_files
from tests.helpers.bad_input import Verac
from tests.helpers.small_model import REPO, Run

ASKED = ("--message", "ABC/Mensen", "--operation", "POST", "--model", "model")


# -- files, folders and streams ------------------------------------------------------------------------------------


def check(verac: Verac, folder: Path, *arguments: object) -> Run:
    return verac("validate", *arguments, *ASKED, cwd=folder)


def test_right_and_wrong_messages(verac: Verac, folder: Path) -> None:
    (folder / "goed.json").write_text('{"klas": 3}', encoding="utf-8")
    (folder / "fout.json").write_text('{\n  "klas": "drie"\n}', encoding="utf-8")
    assert check(verac, folder, "goed.json") == (0, "1 message: 1 right, 0 wrong\n", "")
    ended = check(verac, folder, "goed.json", "fout.json")
    assert (ended.code, ended.err) == (1, "")
    assert (
        'fout.json:2 /klas: error[PL10]: "klas" is the text "drie", not a whole number' in ended.out
    )
    assert ended.out.endswith("2 messages: 1 right, 1 wrong (1 error)\n")


def test_json_output(verac: Verac, folder: Path) -> None:
    (folder / "a.ndjson").write_text('{"klas": "x"}\n{}\n{"id": "1"}\n', encoding="utf-8")
    ended = check(verac, folder, "a.ndjson", "--format", "json")
    assert ended.code == 1
    found = json.loads(ended.out)
    assert [(d["file"], d["line"], d["pointer"], d["id"]) for d in found] == [
        ("a.ndjson", 1, "/klas", "PL10"),
        ("a.ndjson", 3, "/id", "PL14"),
    ]
    assert json.loads(check(verac, folder, "a.ndjson", "--format", "json", "-q").out) == found


def test_a_folder_stands_for_its_messages(verac: Verac, folder: Path) -> None:
    (folder / "berichten" / "b").mkdir(parents=True)
    (folder / "berichten" / "b" / "2.json").write_text('{"id": "1"}', encoding="utf-8")
    (folder / "berichten" / "1.NDJSON").write_text("{}\n{}", encoding="utf-8")
    (folder / "berichten" / "lees.txt").write_text("geen bericht", encoding="utf-8")
    ended = check(verac, folder, "berichten")
    assert ended.code == 1
    assert ended.out.endswith("3 messages: 2 right, 1 wrong (1 error)\n")
    (folder / "leeg").mkdir()
    assert check(verac, folder, "leeg").code == 2


def test_the_rest_of_a_stream_is_checked(verac: Verac, folder: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"klas": 1}',
        b"{oeps",
        b"",
        b'{"klas": "x"}\r',
        b"\xff",
        b'{"klas": 2}',
        b'[{"klas": "y"}]',
        b'{"id": "1"}',
    ]
    (folder / "a.ndjson").write_bytes(b"\n".join(lines))
    ended = check(verac, folder, "a.ndjson", "--format", "json")
    found = [(d["line"], d["id"]) for d in json.loads(ended.out)]
    assert found == [(2, "PL01"), (4, "PL10"), (5, "PL05"), (7, "PL09"), (7, "PL10"), (8, "PL14")]


def test_a_line_that_is_too_long_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, post: MessageValidator
) -> None:
    monkeypatch.setattr(message_streams, "MAX_MESSAGE_BYTES", 100)
    monkeypatch.setattr(message_streams, "BLOCK", 32)
    content = b'{"klas": 1}\n{"beroep": "' + b"x" * 5000 + b'"}\n{"klas": "x"}\n'
    found = [
        d
        for checked in check_files(post, ["-"], reader(content))
        for d in checked.outcome.diagnostics
    ]
    assert [(d.span.line, d.id) for d in found] == [(2, "PL07"), (3, "PL10")]


def reader(content: bytes) -> Callable[[int], bytes]:
    """What reads `content` bit by bit, as from a pipe."""
    rest = [content]

    def read(size: int) -> bytes:
        piece, rest[0] = rest[0][: min(size, 7)], rest[0][min(size, 7) :]
        return piece

    return read


@pytest.mark.parametrize("size", [1, 3, 64, 1 << 20])
def test_blocks_of_any_size_find_the_same(
    monkeypatch: pytest.MonkeyPatch, post: MessageValidator, size: int
) -> None:
    monkeypatch.setattr(message_streams, "BLOCK", size)
    content = b"\n".join(b'{"klas": %s}' % (b"1" if n % 3 else b'"x"') for n in range(50))
    results = [*check_files(post, ["-"], reader(content))]
    assert sum(r.outcome.messages for r in results) == 50
    assert [d.span.line for r in results for d in r.outcome.diagnostics] == [*range(1, 51, 3)]


@pytest.mark.parametrize("before", [b"", b"{"], ids=["from the start", "behind a broken line"])
def test_each_block_of_blank_lines_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch, before: bytes
) -> None:
    monkeypatch.setattr(message_streams, "BLOCK", 7)

    def calls(blocks: int) -> int:
        counted = [0]

        def count(_frame: object, event: str, _argument: object) -> None:
            counted[0] += event == "c_call"

        read = reader(before + b"\n" * 7 * blocks)
        sys.setprofile(count)
        try:
            found = list(message_streams.pieces_of("-", read))
        finally:
            sys.setprofile(None)
        assert found[-1].problem or found[-1].content.strip() == before
        return counted[0]

    assert calls(80) - calls(40) <= 1.2 * (calls(40) - calls(0))


def test_several_processes_find_the_same_in_the_same_order(verac: Verac, folder: Path) -> None:
    with (folder / "groot.ndjson").open("wb") as file:
        for number in range(60_000):
            wrong = b'"x"' if number % 100 == 7 else b"3"
            file.write(b'{"klas": %s, "beroep": "%s"}\n' % (wrong, b"b" * 40))
    one, two = (check(verac, folder, "groot.ndjson", "--jobs", jobs) for jobs in ("1", "2"))
    assert one == two
    assert one.code == 1
    assert one.out.endswith("60000 messages: 59400 right, 600 wrong (600 errors)\n")


MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is told by resource")
def test_memory_does_not_grow_with_the_stream(folder: Path, environment: dict[str, str]) -> None:
    line = b'{"klas": 3, "beroep": "%s"}\n' % (b"b" * 1900)
    peaks = []
    for size in (4, 40):
        (folder / "groot.ndjson").write_bytes(line * (size * 1_000_000 // len(line)))
        command = [
            sys.executable,
            "-m",
            "compiler.cli",
            "validate",
            "groot.ndjson",
            *ASKED,
            "--jobs",
            "1",
        ]
        known = environment | {"PYTHONPATH": str(REPO)}
        found = subprocess.run(
            [sys.executable, "-c", MEMORY, *command],
            cwd=folder,
            env=known,
            capture_output=True,
            check=True,
            text=True,
        )
        peaks.append(int(found.stdout) / 1024)
    assert abs(peaks[1] - peaks[0]) < 10, peaks


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("--message", "ABC/Mensn", "--operation", "POST", "--model", "model"),
            'did you mean "ABC/Mensen"?',
        ),
        (
            ("--message", "ABC/Mensen", "--operation", "PSOT", "--model", "model"),
            'did you mean "POST"?',
        ),
        (("--message", "ABC", "--operation", "POST", "--model", "model"), '"ABC" is no message'),
        (("--message", "ABC/Mensen", "--model", "model"), "--operation"),
        ((*ASKED, "--codes", "gisteren"), '"gisteren" is no day'),
        (("--message", "ABC/Mensen", "--operation", "POST", "--model", "elders"), "elders"),
    ],
)
def test_what_is_asked_wrongly_ends_with_two(
    verac: Verac, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    (folder / "a.json").write_text("{}", encoding="utf-8")
    ended = verac("validate", "a.json", *arguments, cwd=folder)
    assert ended.code == 2
    assert words in ended.err


def test_a_file_that_is_not_there(verac: Verac, folder: Path) -> None:
    (folder / "a.json").write_text('{"id": "1"}', encoding="utf-8")
    ended = check(verac, folder, "weg.json", "a.json")
    assert ended.code == 2
    assert "weg.json" in ended.out
    assert "PL14" in ended.out  # the other file is checked all the same
