"""Messages checked: what the guidelines ask, what is no JSON, streams, and the validator inside a service."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic
from compiler.messages import streams as message_streams
from compiler.messages.api import MessageError, MessageValidator, validator
from compiler.messages.parallel import check_files
from tests.emit.test_json_schema import MODEL, WHOLE_CHILD
from tests.helpers.small_model import REPO, Run

Verac = Callable[..., Run]
ASKED = ("--message", "ABC/Mensen", "--operation", "POST", "--model", "model")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model of test_json_schema.py."""
    folder = tmp_path_factory.mktemp("messages") / "model"
    folder.mkdir()
    (folder / "a.vera").write_text(MODEL, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path, model: Path) -> Path:
    """An empty folder beside that model."""
    (tmp_path / "model").symlink_to(model)
    return tmp_path


@pytest.fixture(scope="session")
def post(model: Path) -> MessageValidator:
    return validator("ABC/Mensen", "POST", model=model)


def told(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    return [(diagnostic.pointer, diagnostic.id) for diagnostic in found]


# -- what the guidelines ask ---------------------------------------------------------------------------------------

PAYLOAD = "Gebruik van Attributen in JSON Payload"
IDS = "Regels voor gebruik id's"


@pytest.mark.parametrize(
    ("section", "operation", "message", "expected", "words"),
    [
        # The example of the guideline: an object, a collection and a value without anything in them.
        (PAYLOAD, "POST", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "PATCH", {"id": "1", "soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "PATCH", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "GET", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        # Voor een waarde: null. Not between quotes.
        (PAYLOAD, "POST", {"beroep": {}}, [("/beroep", "PL11")], "empty is null for a value"),
        (PAYLOAD, "POST", {"klas": "null"}, [("/klas", "PL11")], "null"),
        # Voor een object: {}.
        (PAYLOAD, "POST", {"soort": None}, [("/soort", "PL11")], "{} for an object"),
        # Voor een array: [].
        (PAYLOAD, "POST", {"adressen": None}, [("/adressen", "PL11")], "[] for an array"),
        # GET, POST en PATCH: an attribute that is left out is ignored.
        (PAYLOAD, "GET", {}, [], ""),
        (PAYLOAD, "POST", {}, [], ""),
        (PAYLOAD, "PATCH", {"id": "1"}, [], ""),
        # PUT: all attributes are there.
        (PAYLOAD, "PUT", WHOLE_CHILD, [], ""),
        (PAYLOAD, "PUT", {"id": "1"}, [("", "PL12"), ("", "PL19")], "left out"),
        # POST: no id; the source gives it.
        (IDS, "POST", {"id": "1"}, [("/id", "PL14")], "the source system gives the id"),
        (IDS, "POST", {"adressen": [{"id": "1"}]}, [], ""),
        # PATCH/PUT: the id of the source identifies.
        (IDS, "PATCH", {"beroep": "bakker"}, [], ""),
        (IDS, "PATCH", {"id": ""}, [("/id", "PL13")], "id"),
        (IDS, "PUT", WHOLE_CHILD | {"id": ""}, [("/id", "PL13")], "id"),
        # POST: its answer has the id.
        (IDS, "post answer", {"id": "1", "beroep": "bakker"}, [], ""),
        (
            IDS,
            "POST-ANSWER",
            {"beroep": "bakker"},
            [("/id", "PL13")],
            "that the source system gave",
        ),
        (IDS, "POST-ANSWER", {"id": ""}, [("/id", "PL13")], "that the source system gave"),
        (IDS, "PATCH", {"id": None}, [("/id", "PL13")], "id"),
        (IDS, "PUT", WHOLE_CHILD | {"id": None}, [("/id", "PL13")], "id"),
        # GET: by the id of the source, which its answer may hold.
        (IDS, "GET", {"id": "1"}, [], ""),
    ],
)
def test_the_rules_of_the_guideline(
    model: Path,
    section: str,
    operation: str,
    message: Any,
    expected: list[tuple[str, str]],
    words: str,
) -> None:
    found = validator("ABC/Mensen", operation, model=model).check(message)
    assert told(found) == expected, section
    assert all(words in f"{d.message} {d.hint}" for d in found)


@pytest.mark.parametrize(
    ("message", "expected", "words"),
    [
        ({"klas": "drie"}, [("/klas", "PL10")], "number"),
        ({"soort": {"code": "KIN"}, "klas": "drie"}, [("/klas", "PL10")], "number"),
        ({"adressen": {"postcode": "1234AB"}}, [("/adressen", "PL10")], "array"),
        ({"adressen": [{"postcode": "1234ab"}]}, [("/adressen/0/postcode", "PL18")], "1234ab"),
        ({"einddatum": "31-12-2020"}, [("/einddatum", "PL17")], "2020-12-31"),
        ({"eindTijdstip": "2020-12-31 10:00"}, [("/eindTijdstip", "PL17")], "moment"),
        ({"duur": "een dag"}, [("/duur", "PL18")], ""),
        ({"beroepp": "bakker"}, [("/beroepp", "PL15")], '"beroep"'),
        ({"xyzzy": 1}, [], ""),
        ([], [("", "PL09")], "array"),
        ([{}, {"klas": "x"}], [("", "PL09"), ("/1/klas", "PL10")], ""),
        ("tekst", [("", "PL10")], "object"),
        (None, [("", "PL11")], ""),
        ({"notities": ["a", 1, None]}, [("/notities/1", "PL10"), ("/notities/2", "PL11")], ""),
    ],
)
def test_a_mistake_is_told_once_and_at_its_place(
    post: MessageValidator, message: Any, expected: list[tuple[str, str]], words: str
) -> None:
    found = post.check_json(json.dumps(message).encode())
    assert told(found) == expected
    assert words in " ".join(f"{d.message} {d.hint}" for d in found)


def test_strict_and_codes(model: Path) -> None:
    strict = validator("ABC/Mensen", "POST", model=model, strict=True)
    assert told(strict.check({"xyzzy": 1})) == [("/xyzzy", "PL15")]
    assert told(strict.check({"soort": {"code": "KIN"}, "beroep": "bakker"})) == [
        ("/beroep", "PL15")
    ]
    old = validator("ABC/Mensen", "POST", model=model, codes=date(2020, 12, 31))
    (found,) = old.check({"soort": {"code": "BAB"}})
    assert (found.pointer, found.id) == ("/soort/code", "PL16")
    assert "MENSSOORT" in found.message + found.hint
    assert old.check({"soort": {"code": "KIN"}}) == ()


# -- what is no JSON -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "id_", "place", "words"),
    [
        (b'{"a": }', "PL01", (1, 7), ""),
        (b'{"beroep": "x",}', "PL01", (1, 16), "comma"),
        (b'{"a": 1\n"b": 2}', "PL01", (2, 1), ""),
        (b"{'a': 1}", "PL01", (1, 2), "double quotes"),
        (b'{"a": 1} x', "PL01", (1, 10), ""),
        (b'{"soort": {}, "soort": {}}', "PL02", (1, 15), "soort"),
        (b'{"so\\u006frt": {}, "soort": {}}', "PL02", (1, 20), "soort"),
        (b'{"x": "\\":", "a": 1, "a" : 2}', "PL02", (1, 22), '"a"'),
        (b'{"klas": NaN}', "PL03", (1, 10), "NaN"),
        (b'{"klas": -Infinity}', "PL03", (1, 10), "Infinity"),
        (b'{"klas": 1e400}', "PL03", (1, 10), "1e400"),
        (b'{"beroep": "\\ud800"}', "PL04", (1, 12), "ud800"),
        (b'{"beroep": "\xff"}', "PL05", None, "UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "PL06", None, ""),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "PL06", None, ""),
        (b"", "PL08", None, ""),
        (b" \n\t\n", "PL08", None, ""),
    ],
    ids=lambda value: repr(value)[:24] if isinstance(value, bytes) else "",
)
def test_what_is_no_json(
    post: MessageValidator, content: bytes, id_: str, place: tuple[int, int] | None, words: str
) -> None:
    found = [diagnostic for diagnostic in post.check_json(content) if diagnostic.id == id_]
    assert len(found) == 1, post.check_json(content)
    assert place is None or (found[0].span.line, found[0].span.column) == place
    assert words in f"{found[0].message} {found[0].hint}"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["id", "soort", "adressen", "klas", "code", "x"]), inner)
    ),
)


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary()
    | st.text().map(str.encode)
    | VALUES.map(lambda value: json.dumps(value).encode())
)
def test_no_message_brings_the_validator_down(post: MessageValidator, content: bytes) -> None:
    found = post.check_json(content)
    assert all(d.id.startswith("PL") for d in found)
    assert found == post.check_json(content)


def test_the_same_value_with_and_without_spaces_has_the_same_keys(post: MessageValidator) -> None:
    text = '{"soort" : {"code":"KIN"} , "klas":3, "b\\u00e9":1.50, "n":[{"a":1},{"a":2}]}'
    assert told(post.check_json(text.encode())) == []


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


# -- inside a service ----------------------------------------------------------------------------------------------


def test_a_validator_is_made_once_and_shared_by_threads(model: Path) -> None:
    made: list[MessageValidator] = []
    found: list[tuple[Diagnostic, ...]] = []

    def work() -> None:
        mine = validator("ABC/Mensen", "PATCH", model=model)
        made.append(mine)
        found.extend(mine.check({"klas": number}) for number in range(200))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in made}) == 1
    assert len({*found}) == 1
    assert len(found) == 800


def test_a_built_schema_takes_the_place_of_the_model(verac: Verac, folder: Path) -> None:
    assert verac("build", "model", "-o", "uit", "-q", cwd=folder).code == 0
    path = folder / "uit/jsonschema/Ketenprocessen/ABC/Mensen.post.schema.json"
    value: Mapping[str, Any] = json.loads(path.read_bytes())
    for made in (
        validator(schema=path),
        validator(schema=value),
        validator("ABC/Mensen", "POST", schema=path),
    ):
        assert told(made.check({"id": "1", "klas": "x"})) == [("/id", "PL14"), ("/klas", "PL10")]
        assert made.is_valid({"klas": 1})
    with pytest.raises(MessageError, match="ABC/Mensen POST"):
        validator("ABC/Mensen", "PUT", schema=path)


@pytest.mark.parametrize(
    ("message", "operation", "words"),
    [
        ("ABC/Menen", "POST", "ABC/Mensen"),
        ("ABC/Mensen", "GOT", "GET"),
        ("", "POST", "is no message"),
    ],
)
def test_an_unknown_message_names_the_nearest(
    model: Path, message: str, operation: str, words: str
) -> None:
    with pytest.raises(LookupError, match=words):
        validator(message, operation, model=model)


def test_a_validator_leaves_its_message_as_it_is(post: MessageValidator) -> None:
    message = {"soort": {"code": "KIN"}, "klas": "x", "adressen": [{"postcode": 1}]}
    before = json.dumps(message)
    post.check(message)
    assert json.dumps(message) == before
