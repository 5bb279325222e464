"""verac release log: what it shows, what it is asked for, and logs that are damaged, foreign or not there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.wording import as_it_is, as_plain, say
from compiler.cli.main import verac as command
from compiler.release.environments.log_lines import (
    LogEvent,
    LogLine,
    log_line_bytes,
    parse_log_line,
)
from compiler.release.environments.log_reading import (
    LONGEST_LINE,
    LogFilter,
    LogReader,
    gathered_rows,
)
from compiler.release.environments.past_runs import past_runs
from tests.helpers.small_model import Run

Log = Callable[..., Run]
WAITS = LogLine(
    time="2026-03-02T10:00:00+00:00",
    event=LogEvent.VERDICT,
    run="",
    trigger="naarProductie",
    environments=("productie",),
    verdict="waits",
    reason=say("{name} is in test for {age}", name="4.3.1", age="a day"),
    saw={"in": "test"},
    version="4.3.1+260301.1",
    source="1" * 40,
    model="sha256:" + "2" * 64,
    release="sha256:" + "3" * 64,
    tool="0.1.0",
)
FIRES = WAITS._replace(
    trigger="naarTest",
    environments=("test",),
    verdict="fires",
    run="ab12",
    reason=as_it_is("all conditions hold"),
)
BEGAN = FIRES._replace(
    time="2026-03-02T10:00:01+00:00", event=LogEvent.BEGAN, verdict="", saw={}, action="promote", reason=as_it_is(""),
    who="team@werkplek",
)  # fmt: skip
DONE = BEGAN._replace(
    time="2026-03-02T10:00:02+00:00", event=LogEvent.DONE, reason=as_it_is("test has it")
)
BY_HAND = DONE._replace(
    time="2026-03-02T11:00:00+00:00", trigger="", run="cd34", action="hold", environments=("acceptatie",),
    version="4.2.0+260101.1", reason=as_it_is("a holiday"),
)  # fmt: skip
LATER = WAITS._replace(time="2026-03-02T10:01:00+00:00")
LINES = (WAITS, FIRES, BEGAN, DONE, LATER, BY_HAND)
TEXT = b"".join(map(log_line_bytes, LINES))
SHOWN = """\
2026-03-02 10:00:00  naarProductie  waits: 4.3.1 is in test for a day
    in: test, 4.3.1+260301.1, source 111111111111, model sha256:222222222222, release sha256:333333333333, verac 0.1.0
    2 times, until 2026-03-02 10:01:00
2026-03-02 10:00:00  naarTest  fires: all conditions hold
    in: test, 4.3.1+260301.1, run ab12, source 111111111111, model sha256:222222222222, release sha256:333333333333, \
verac 0.1.0
2026-03-02 10:00:01  naarTest  promote 4.3.1+260301.1 test  began
    run ab12, source 111111111111, model sha256:222222222222, release sha256:333333333333, verac 0.1.0, team@werkplek
2026-03-02 10:00:02  naarTest  promote 4.3.1+260301.1 test  done: test has it
    run ab12, source 111111111111, model sha256:222222222222, release sha256:333333333333, verac 0.1.0, team@werkplek
2026-03-02 11:00:00  by hand  put on hold 4.2.0+260101.1 acceptatie  done: a holiday
    run cd34, source 111111111111, model sha256:222222222222, release sha256:333333333333, verac 0.1.0, team@werkplek
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Log:
    """Read a log with some bytes, in a folder with nothing else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")

    def run(content: bytes | None, *options: str) -> Run:
        if content is not None:
            (tmp_path / "runs.jsonl").write_bytes(content)
        ended = CliRunner().invoke(command, ["release", "log", "--log", "runs.jsonl", *options])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
        return Run(ended.exit_code, ended.stdout, ended.stderr)

    return run


def test_a_log_is_read_for_people(log: Log) -> None:
    assert log(TEXT) == Run(0, SHOWN, "")


def test_a_log_is_read_for_programs(log: Log) -> None:
    found = json.loads(log(TEXT, "--format", "json").out)
    assert found["diagnostics"] == []
    assert len(found["lines"]) == len(LINES)
    assert found["lines"][0] == json.loads(
        json.dumps(WAITS._asdict() | {"reason": str(WAITS.reason)})
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--environment", "test"), [FIRES, BEGAN, DONE]),
        (("--environment", "acceptatie"), [BY_HAND]),
        (("--trigger", "naarProductie"), [WAITS, LATER]),
        (("--version", "4.3.1"), [WAITS, FIRES, BEGAN, DONE, LATER]),
        (("--version", "4.2.0+260101.1"), [BY_HAND]),
        (("--run", "ab12"), [FIRES, BEGAN, DONE]),
        (("--run", "a"), [FIRES, BEGAN, DONE]),
        (("--last", "2"), [LATER, BY_HAND]),
        (("--version", "4.3.1", "--environment", "productie", "--last", "1"), [LATER]),
        (("--version", "4.2.0", "--environment", "productie"), []),
    ],
)
def test_a_log_shows_what_is_asked_for(
    log: Log, options: tuple[str, ...], expected: list[LogLine]
) -> None:
    found = json.loads(log(TEXT, "--format", "json", *options).out)["lines"]
    assert [(each["time"], each["event"]) for each in found] == [
        (each.time, each.event) for each in expected
    ]
    said = log(TEXT, *options)
    assert (said.code, said.out == "the log has no such line\n") == (0, not expected)


@pytest.mark.parametrize(
    ("option", "name", "hint"),
    [
        ("--environment", "prodcutie", 'did you mean "productie"?'),
        ("--environment", "Test", 'write "test"'),
        ("--trigger", "naarTset", 'did you mean "naarTest"?'),
        ("--version", "4.3.2", 'did you mean "4.3.1"?'),
        ("--run", "zz", 'no line knows "zz"'),
    ],
)
def test_a_name_that_nobody_knows_is_refused(log: Log, option: str, name: str, hint: str) -> None:
    ended = log(TEXT, option, name)
    assert (ended.code, ended.out) == (2, "")
    assert f'no line knows "{name}"' in ended.err
    assert hint in ended.err


def test_a_name_of_the_model_is_known(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "models" / "vera" / "omgevingen.vera"
    path.parent.mkdir(parents=True)
    path.write_text("omgevingen {\n    omgeving nieuw {\n    }\n}\n", encoding="utf-8")
    assert log(TEXT, "--environment", "nieuw") == Run(0, "the log has no such line\n", "")
    assert log(TEXT, "--environment", "nieuwe").code == 2


def test_several_logs_are_one_in_the_order_of_time(log: Log, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_bytes(log_line_bytes(DONE) + log_line_bytes(WAITS))
    content = b"".join(map(log_line_bytes, (FIRES, BEGAN, LATER, BY_HAND)))
    assert log(content, "--log", "other.jsonl").out.count("\n") == SHOWN.count("\n")
    found = json.loads(log(content, "--log", "other.jsonl", "--format", "json").out)["lines"]
    assert [each["time"] for each in found] == sorted(each.time for each in LINES)


@pytest.mark.parametrize(
    ("content", "id_", "line"),
    [
        (TEXT + b"not json\n", "LOG03", 7),
        (b"\xff\xfe\x00\n" + TEXT, "LOG03", 1),
        (TEXT + b"[1]\n" + TEXT, "LOG03", 7),
        (TEXT + b'{"time": 1}\n', "LOG03", 7),
        (TEXT + b"{" * 100_000 + b"\n", "LOG03", 7),
        (b"x" * (3 * LONGEST_LINE) + b"\n" + TEXT, "LOG03", 1),
        (TEXT + log_line_bytes(DONE)[:-1], "LOG02", 7),
        (TEXT + log_line_bytes(DONE)[:-100], "LOG02", 7),
        (TEXT + log_line_bytes(DONE)[:-100] + b"\n" + TEXT, "LOG02", 7),
        (
            TEXT + log_line_bytes(DONE).replace(b'"done"', b'"paused"').replace(b"0.1.0", b"9.0.0"),
            "LOG04",
            7,
        ),
        (TEXT + log_line_bytes(DONE).replace(b'"done"', b'"paused"'), "LOG03", 7),
        (
            TEXT + log_line_bytes(DONE).replace(b'"test has it"', b'["{a:>9999999999}",{"a":"b"}]'),
            "LOG03",
            7,
        ),
        (
            TEXT + log_line_bytes(DONE).replace(b'"test has it"', b'["{a.__class__}",{"a":"b"}]'),
            "LOG03",
            7,
        ),
    ],
    ids=lambda each: "" if isinstance(each, bytes) else None,
)
def test_a_line_that_is_none_is_told_and_loses_nothing(
    log: Log, content: bytes, id_: str, line: int
) -> None:
    ended = log(content)
    assert ended.code == 0
    assert f"runs.jsonl:{line}: warning[{id_}]" in ended.err
    assert ended.err.count("warning[") == 1
    assert len(ended.err) < 1000
    assert ended.out.startswith(SHOWN[:120])
    found = json.loads(log(content, "--format", "json").out)
    assert len(found["lines"]) >= len(LINES)
    assert [each["id"] for each in found["diagnostics"]] == [id_]


def test_lines_in_a_row_that_are_none_are_told_once(log: Log) -> None:
    ended = log(b"x\n" * 2 + TEXT + b"y\n\n" + b"z\n" * 1000)
    assert ended.err.splitlines()[:2] == [
        "runs.jsonl:1: warning[LOG03]: this is no line of a log of runs, and is passed by (up to line 2)",
        "  = verac alone writes into its log; keep other things elsewhere",
    ]
    assert "runs.jsonl:9: warning[LOG03]" in ended.err
    assert "(up to line 1010)" in ended.err


@pytest.mark.parametrize(
    ("content", "code", "part"),
    [
        (None, 2, 'error[LOG01]: there is no log "runs.jsonl"'),
        (b"hello\nworld\n", 1, 'error[LOG01]: "runs.jsonl" is no log of runs'),
        (b"PK\x03\x04" * 1000, 1, 'error[LOG01]: "runs.jsonl" is no log of runs'),
    ],
)
def test_what_is_no_log_is_refused(log: Log, content: bytes | None, code: int, part: str) -> None:
    ended = log(content)
    assert (ended.code, ended.out) == (code, "")
    assert part in ended.err


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_log_is_one(log: Log, content: bytes) -> None:
    assert log(content) == Run(0, "the log is empty\n", "")
    assert json.loads(log(content, "--format", "json").out) == {"lines": [], "diagnostics": []}


def test_a_folder_and_a_model_without_environments_are_no_logs(log: Log, tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").mkdir()
    ended = log(None)
    assert (ended.code, ended.out) == (2, "")
    assert 'error[LOG01]: "runs.jsonl" cannot be read' in ended.err
    ended = CliRunner().invoke(command, ["release", "log", "--model", "nowhere"])
    assert (ended.exit_code, "error[ENV14]" in ended.stderr) == (2, True)


def test_nothing_in_a_log_steers_the_terminal(log: Log) -> None:
    line = DONE._replace(
        trigger="\x1b[31m", who="\x07", saw={"\x1b": "\n\r"}, reason=as_it_is("\x9b")
    )
    ended = log(log_line_bytes(line))
    assert ended.code == 0
    assert all(each.isprintable() for each in ended.out.splitlines())
    assert len(ended.out.splitlines()) == 2


# -- laws --------------------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=8)


@st.composite
def log_lines(draw: st.DrawFn) -> LogLine:
    line = draw(st.sampled_from(LINES))
    reason = say("{a}: {b}", a=draw(TEXTS), b=say("{c}!", c=draw(TEXTS)))
    saw = draw(st.dictionaries(TEXTS, TEXTS | st.integers() | st.none(), max_size=2))
    fields = {name: draw(TEXTS) for name in ("time", "trigger", "version", "run", "who")}
    environments = tuple(draw(st.lists(TEXTS, max_size=2)))
    return line._replace(environments=environments, saw=saw, reason=reason, **fields)


@given(log_lines())
def test_what_is_written_is_read(line: LogLine) -> None:
    found = parse_log_line(log_line_bytes(line))
    assert found == line
    assert as_plain(found.reason) == as_plain(line.reason)


@given(
    st.lists(
        st.binary(max_size=20).filter(lambda each: b"\n" not in each) | st.sampled_from(LINES),
        max_size=9,
    )
)
def test_lines_come_through_among_anything(mixed: list[bytes | LogLine]) -> None:
    parts = [each + b"\n" if isinstance(each, bytes) else log_line_bytes(each) for each in mixed]
    reader = LogReader()
    assert list(reader.lines(parts, "log")) == [each for each in mixed if isinstance(each, LogLine)]
    wrong = {
        number for number, each in enumerate(mixed, 1) if isinstance(each, bytes) and each.strip()
    }
    told = [each.span.line for each in reader.diagnostics]
    assert set(told) <= wrong
    assert bool(told) == bool(wrong)


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_cut_off_anywhere_is_recognised(line: LogLine) -> None:
    whole = log_line_bytes(line._replace(who="é" * 9))
    for end in range(1, len(whole)):
        for cut in (whole[:end], *[whole[:end] + b"\n"] * (end < len(whole) - 1)):
            reader = LogReader()
            found = list(reader.lines([log_line_bytes(DONE), cut], "log"))
            assert found[0] == DONE
            assert [(each.id, each.span.line) for each in reader.diagnostics] == [("LOG02", 2)], cut


@given(st.lists(log_lines(), max_size=9))
def test_rows_count_every_line(drawn: list[LogLine]) -> None:
    lines = [line._replace(who=str(number)) for number, line in enumerate(drawn)]
    rows = gathered_rows(lines)
    assert sum(row.times for row in rows) == len(lines)
    shown = [row.line for row in rows]
    assert shown == [line for line in lines if line in shown]
    assert all(row.times == 1 or row.line.event is LogEvent.VERDICT for row in rows)


@given(st.lists(log_lines(), max_size=5))
def test_a_filter_without_wishes_takes_all(lines: list[LogLine]) -> None:
    assert all(LogFilter().takes(line) for line in lines)


@pytest.mark.parametrize("told", ["9" * 5_000, "many", "-1", "٣"])
def test_a_number_of_failures_that_is_none_says_nothing(told: str) -> None:
    assert past_runs([FIRES._replace(saw={"failures": told})]) == {}
