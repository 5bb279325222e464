"""The command line as its users meet it: what it says, what it writes, how it ends."""

from __future__ import annotations

import json
import keyword
import marshal
import os
import pickle
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import bccache

from compiler import __version__
from compiler.base.own_yaml import read_own_yaml
from compiler.cli.main import verac as command_line
from compiler.emit.openapi.correcting import all_corrections
from compiler.rules.run import all_rules
from compiler.workspace.cache import cache_folder
from tests.helpers.small_model import REPO, SMALL, Run, contents

Verac = Callable[..., Run]
ENTRY = "from compiler.cli.entry import main; main()"
RELATIES = "domeinen/Relaties.vera"


def edit(path: Path, old: str, new: str) -> None:
    """Replace `old`, which must be there, in the file `path`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# -- help ----------------------------------------------------------------------------------------------------------


def test_version(verac: Verac) -> None:
    assert verac("--version") == (0, f"verac {__version__}\n", "")


def test_help_names_every_command(verac: Verac) -> None:
    ended = verac("--help")
    assert (ended.code, ended.err) == (0, "")
    assert {"build", "check", "fmt", "import", "explain"} <= set(command_line.commands)
    for command in command_line.commands:
        assert f"\n  {command} " in ended.out


@pytest.mark.parametrize("command", sorted(command_line.commands))
def test_help_of_a_command_has_examples_of_it(verac: Verac, command: str) -> None:
    ended = verac(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    examples = ended.out.split("Examples:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    assert len(examples) > 1
    for example in examples:
        assert example.split()[:2] == ["verac", command]


# -- how runs end --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check model", 0),
        ("build model -o uit", 0),
        ("fmt --check model/referentiedata.vera", 0),
        ("explain GN02", 0),
        ("check broken", 1),
        ("build broken -o uit", 1),
        ("fmt broken", 1),
        ("build model -o model/standaard.vera", 1),
        ("check nergens", 2),
        ("build nergens -o uit", 2),
        ("build model --corrections OA99 -o uit", 2),
        ("build --nonsense", 2),
        ("nonsense", 2),
        ("import sheet.xlsx", 2),
        ("check --format xml", 2),
        ("explain XX99", 2),
    ],
)
def test_exit_codes(verac: Verac, small_model: Path, arguments: str, code: int) -> None:
    broken = small_model.parent / "broken"
    broken.mkdir()
    (broken / "a.vera").write_text("domein\n", encoding="utf-8")
    ended = verac(*arguments.split(), cwd=small_model.parent)
    assert ended.code == code
    assert "Traceback" not in ended.err
    # Findings are what it was asked for
    assert bool(ended.err) == bool(code) or arguments == "check broken"


def test_a_closed_pipe_is_no_crash(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "compiler.cli", "explain"]
    ended = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


# -- check ---------------------------------------------------------------------------------------------------------


def test_check_says_that_a_model_is_sound(verac: Verac, small_model: Path) -> None:
    assert verac("check", small_model) == (0, "nothing found in 5 files\n", "")
    assert verac("check", small_model, "--quiet") == (0, "", "")


def test_check_shows_place_message_and_line(verac: Verac, small_model: Path) -> None:
    edit(small_model / RELATIES, "achternaam : string", "achternaam : strng")
    ended = verac("check", small_model)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.splitlines() == [
        'model/domeinen/Relaties.vera:10:18: error[NAM01]: type "strng" does not exist',
        "        achternaam : strng",
        "                     ^^^^^",
        '  = did you mean "string"?',
        "",
        "1 error in 5 files",
    ]


def test_findings_as_json(verac: Verac, small_model: Path) -> None:
    assert verac("check", small_model, "--format", "json").out == "[]\n"
    edit(small_model / RELATIES, "achternaam : string", "achternaam : ρωτᾷ")
    ended = verac("check", small_model, "--format", "json")
    (finding,) = json.loads(ended.out)
    assert (ended.code, ended.err) == (1, "")
    place = {"file": f"model/{RELATIES}", "line": 10, "column": 18, "end_column": 22}
    assert (
        finding.items() >= ({"id": "NAM01", "severity": "error", "suppressed": ""} | place).items()
    )
    assert "ρωτᾷ" in finding["message"]


def test_json_can_be_read_whatever_the_encoding_of_the_terminal(
    verac: Verac, small_model: Path
) -> None:
    edit(small_model / RELATIES, "achternaam : string", "achternaam : ρωτᾷ")
    ended = verac("check", small_model, "--format", "json", env={"PYTHONIOENCODING": "cp1252"})
    assert (ended.code, ended.err) == (1, "")
    assert "ρωτᾷ" in json.loads(ended.out)[0]["message"]


@pytest.mark.parametrize(("arguments", "id_"), [
    (("check", "nergens"), "FIL01"),
    (("import", "nergens.xlsx", "nergens", "-o", "uit"), "IMP01"),
    (("import", "nergens.xlsx", "nergens", "-o", "model"), "FIL03"),
])  # fmt: skip
def test_json_is_json_when_there_is_nothing_to_read(
    verac: Verac, small_model: Path, arguments: tuple[str, ...], id_: str
) -> None:
    ended = verac(*arguments, "--format", "json", cwd=small_model.parent)
    assert ended.code == 2
    assert id_ in {finding["id"] for finding in json.loads(ended.out)}


@pytest.mark.parametrize(
    "command", [("check",), ("build", "-o", "uit")], ids=lambda command: command[0]
)
def test_quiet_leaves_errors_only(
    verac: Verac, small_model: Path, command: tuple[str, ...]
) -> None:
    edit(small_model / "standaard.vera", 'versie "1.0.0"', 'versie "1.0.0", woorden { kast, kast }')
    ended = verac(*command, small_model)
    assert ("warning[STD01]" in ended.out) if command[0] == "check" else ("1 warning" in ended.err)
    assert verac(*command, small_model, "--quiet") == (0, "", "")
    edit(small_model / RELATIES, "geboortedatum : date", "geboortedatum : datum")
    ended = verac(*command, small_model, "--quiet")
    said, silent = (ended.out, ended.err) if command[0] == "check" else (ended.err, ended.out)
    assert (ended.code, silent) == (1, "")
    assert "error[NAM01]" in said
    assert "warning" not in said


# -- terminals -----------------------------------------------------------------------------------------------------


def on_a_terminal(environment: dict[str, str], code: str, *arguments: object) -> str:
    """What a run of the Python text `code` shows on a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", code, *map(str, arguments)]
    shown = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        with suppress(OSError):  # how Linux tells that nobody holds the other end any more
            while chunk := os.read(ours, 65536):
                shown += chunk
    os.close(ours)
    return shown.decode()


def test_colours_on_a_terminal_only_and_not_with_no_color(
    verac: Verac, environment: dict[str, str], small_model: Path
) -> None:
    edit(small_model / RELATIES, "geboortedatum : date", "geboortedatum : datum")
    assert "\x1b[31merror\x1b[0m" in on_a_terminal(environment, ENTRY, "check", small_model)
    plain = on_a_terminal(environment | {"NO_COLOR": "1"}, ENTRY, "check", small_model)
    assert "error[NAM01]" in plain
    assert "\x1b" not in plain
    assert "\x1b" not in verac("check", small_model).out
    assert "\x1b" in verac("check", small_model, "--color", "always").out
    never = on_a_terminal(environment, ENTRY, "check", small_model, "--color=never")
    assert "error[NAM01]" in never
    assert "\x1b" not in never


def test_progress_shows_on_a_terminal_when_work_is_slow(
    environment: dict[str, str], small_model: Path
) -> None:
    slow = f"import itertools, time; time.monotonic = itertools.count(0, 2).__next__; {ENTRY}"
    fast = f"import time; time.monotonic = lambda: 0; {ENTRY}"

    def build(output: str) -> list[object]:
        return ["build", small_model, "-o", small_model.parent / output]

    assert "[######" in on_a_terminal(environment, slow, *build("1"))
    assert "###" not in on_a_terminal(environment, fast, *build("2"))
    assert "###" not in on_a_terminal(environment, slow, *build("3"), "--quiet")
    piped = subprocess.run(
        [sys.executable, "-c", slow, *build("4")], env=environment, capture_output=True, check=True
    )
    assert piped.stderr == b""


# -- build ---------------------------------------------------------------------------------------------------------


def documents(folder: Path) -> dict[str, bytes]:
    """The documents of a build by their name."""
    return {path.stem: path.read_bytes() for path in folder.rglob("*.yaml")}


def test_build_writes_a_document_per_domain_and_process(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    assert verac("build", small_model, "-o", "uit") == (0, "uit: 3 documents, 6 schemas\n", "")
    assert {
        path for path, content in contents(tmp_path / "uit").items() if content is not None
    } == {
        ".verac.json",
        "openapi/Informatiedomeinen/Algemeen.yaml",
        "openapi/Informatiedomeinen/Relaties.yaml",
        "openapi/Ketenprocessen/BRG.yaml",
        "jsonschema/Informatiedomeinen/Algemeen.schema.json",
        "jsonschema/Informatiedomeinen/Relaties.schema.json",
        *(
            f"jsonschema/Ketenprocessen/BRG/Relaties.{name}.schema.json"
            for name in ("get", "post", "put", "patch")
        ),
    }


def test_without_arguments_models_vera_goes_to_build(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    (tmp_path / "models").mkdir()
    small_model.rename(tmp_path / "models" / "vera")
    assert verac("check").code == 0
    assert verac("build") == (0, "build: 3 documents, 6 schemas\n", "")
    assert verac("fmt", "--quiet") == (0, "", "")
    assert len(documents(tmp_path / "build")) == 3


def test_documents_in_another_version_of_openapi(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    path = tmp_path / "build/openapi/Ketenprocessen/BRG.yaml"
    for asked, found in (
        ((), "3.0.0"),
        (("--openapi", "3.1"), "3.1.0"),
        (("--openapi", "3.0"), "3.0.0"),
    ):
        assert verac("build", small_model, *asked).code == 0
        assert read_own_yaml(path.read_bytes())["openapi"] == found
    assert verac("build", small_model, "--openapi", "2.0").code == 2


def test_json_documents_say_what_the_yaml_ones_say(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    assert verac("build", small_model, "-o", "uit", "--json").out == "uit: 6 documents, 6 schemas\n"
    found = sorted((tmp_path / "uit").rglob("*.yaml"))
    assert len(found) == 3
    for path in found:
        assert json.loads(path.with_suffix(".json").read_bytes()) == read_own_yaml(
            path.read_bytes()
        )
    verac("build", small_model, "-o", "uit")
    assert list((tmp_path / "uit").rglob("openapi/*/*.json")) == []


@pytest.mark.parametrize(
    ("only", "said"), [("openapi", "3 documents"), ("jsonschema", "6 schemas")]
)
def test_one_family_leaves_the_other_as_it_is(
    verac: Verac, small_model: Path, tmp_path: Path, only: str, said: str
) -> None:
    verac("build", small_model, "-o", "uit")
    before = contents(tmp_path / "uit")
    edit(small_model / "domeinen" / "Relaties.vera", "achternaam : string", "achternaam : date")
    assert verac("build", small_model, "-o", "uit", "--only", only) == (0, f"uit: {said}\n", "")
    after = contents(tmp_path / "uit")
    changed = {path.split("/")[0] for path in after if after[path] != before.get(path)} - {
        ".verac.json"
    }
    assert changed == {only}
    assert verac("build", small_model, "-o", "uit").out == "uit: 3 documents, 6 schemas\n"


def test_schemas_are_strict_and_enumerate_where_asked(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    def post() -> str:
        return (tmp_path / "uit/jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json").read_text(
            encoding="utf-8"
        )

    verac("build", small_model, "-o", "uit")
    assert not {"unevaluatedProperties", '"enum"'} & {*post().replace(":", " ").split()}
    assert verac("build", small_model, "-o", "uit", "--strict", "--codes").code == 0
    assert "unevaluatedProperties" in post()
    assert '"code": {"enum": [' in post()


@pytest.mark.parametrize("day", ["morgen", "2026-13-01", "models/vera"])
def test_a_day_that_is_none(verac: Verac, small_model: Path, day: str) -> None:
    ended = verac("build", small_model, "-o", "uit", "--codes", day)
    assert ended.code == 2
    assert f'"{day}" is no day; write a day as 2026-01-31' in ended.err


@pytest.mark.parametrize(
    ("chosen", "manifest", "id_type", "keyword"),
    [
        (None, "geen", "integer", "oneOf"),
        (None, "alle", "string", "anyOf"),
        (None, "OA01", "string", "oneOf"),
        ("none", "alle", "integer", "oneOf"),
        ("all", "geen", "string", "anyOf"),
        ("OA01,OA03", "geen", "string", "anyOf"),
        (" OA03 ", "OA01", "integer", "anyOf"),
        ("compatible", "geen", "string", "anyOf"),
        (None, "verenigbaar", "string", "anyOf"),
    ],
)
def test_corrections_are_those_asked_for_else_those_of_the_manifest(
    verac: Verac,
    small_model: Path,
    tmp_path: Path,
    chosen: str | None,
    manifest: str,
    id_type: str,
    keyword: str,
) -> None:
    edit(small_model / "standaard.vera", "    ids {", f"    correcties {manifest}\n    ids {{")
    asked = ["--corrections", chosen] if chosen else []
    assert verac("build", small_model, "-o", "uit", *asked).code == 0
    document = read_own_yaml(documents(tmp_path / "uit")["Relaties"])
    assert (
        document["paths"]["/personen/{id}"]["patch"]["parameters"][0]["schema"]["type"] == id_type
    )
    kinds = document["components"]["schemas"].values()
    assert any(keyword in each for each in kinds)


def test_an_unknown_correction_builds_nothing_and_names_those_there_are(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    ended = verac("build", small_model, "-o", "uit", "--corrections", "OA01,QQ")
    assert ended.code == 2
    assert '"QQ" is no correction' in ended.err
    assert all(correction.id in ended.err for correction in all_corrections())
    assert not (tmp_path / "uit").exists()


def test_a_second_build_rewrites_nothing_and_repeats_what_was_found(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    edit(small_model / "standaard.vera", 'versie "1.0.0"', 'versie "1.0.0", woorden { kast, kast }')
    first = verac("build", small_model, "-o", "uit")

    def stamps() -> list[tuple[str, int, int]]:
        return [
            (str(p), p.stat().st_mtime_ns, p.stat().st_ino)
            for p in sorted((tmp_path / "uit").rglob("*"))
        ]

    before = stamps()
    second = verac("build", small_model, "-o", "uit")
    assert (second.code, second.out) == (0, "uit is up to date: 3 documents, 6 schemas\n")
    assert "1 warning; rules that only warn were not asked: verac check" in second.err
    assert (second.err, stamps()) == (first.err, before)


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (RELATIES, "achternaam : string", "achternaam : date", {"Relaties", "BRG"}),
        (RELATIES, "geboortedatum : date", "geboortedatum : dateTime", {"Relaties"}),
        (
            "domeinen/Algemeen.vera",
            "naam : string",
            "naam : anyURI",
            {"Algemeen", "Relaties", "BRG"},
        ),
        ("ketenprocessen/BRG.vera", "{ alle behalve geboortedatum }", "{ alle }", {"BRG"}),
        ("referentiedata.vera", '"Persoon"', '"Mens"', set()),
        (RELATIES, "domein Relaties\n", "// een opmerking\n\ndomein Relaties\n", set()),
    ],
)
def test_a_change_reaches_the_documents_that_show_it_and_no_others(
    verac: Verac,
    small_model: Path,
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    changed: set[str],
) -> None:
    verac("build", small_model, "-o", "uit")
    before = documents(tmp_path / "uit")
    edit(small_model / file, old, new)
    assert verac("build", small_model, "-o", "uit").out == "uit: 3 documents, 6 schemas\n"
    after = documents(tmp_path / "uit")
    assert {name for name in before if before[name] != after[name]} == changed


def test_an_entity_that_is_gone_takes_its_document_along(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    verac("build", small_model, "-o", "uit")
    (small_model / "ketenprocessen" / "BRG.vera").unlink()
    assert verac("build", small_model, "-o", "uit").code == 0
    assert set(documents(tmp_path / "uit")) == {"Algemeen", "Relaties"}


# -- what was damaged ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: (output / "openapi/Ketenprocessen/BRG.yaml").write_bytes(
            b"openapi: 3.0.0\n"
        ),
        lambda output: (output / "openapi/Ketenprocessen/BRG.yaml").unlink(),
        lambda output: (output / ".verac.json").unlink(),
        lambda output: (output / ".verac.json").write_bytes(b"\xff\x00"),
        lambda output: (output / ".verac.json").write_text("[" * 100_000, encoding="utf-8"),
        lambda output: (output / ".verac.json").write_text(
            '{"key": 1, "outputs": 2}', encoding="utf-8"
        ),
        lambda output: edit(output / ".verac.json", '"diagnostics": []', '"diagnostics": [[1], 2]'),
        lambda output: edit(output / ".verac.json", '"outputs": {', '"outputs": {"\\u0000": "", '),
    ],
    ids=[
        "changed",
        "gone",
        "no state",
        "state: garbage",
        "state: deep",
        "state: keys",
        "state: list",
        "state: path",
    ],
)
def test_a_damaged_build_is_made_again(
    verac: Verac, small_model: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    verac("build", small_model, "-o", "uit")
    before = contents(tmp_path / "uit")
    damage(tmp_path / "uit")
    assert verac("build", small_model, "-o", "uit") == (0, "uit: 3 documents, 6 schemas\n", "")
    assert contents(tmp_path / "uit") == before


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "garbage": lambda _: b"\x80\x04 garbage \xff" * 40,
    "half": lambda content: content[: len(content) // 2],
    "another letter": lambda content: content.replace(b"etenproces", b"etenprocez").replace(
        b"schemas", b"schemaz"
    ),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """A folder with a cache that a build of the small model has filled, and a copy of it: both know their own place."""
    folder = tmp_path_factory.mktemp("filled")
    for name, text in SMALL.items():
        (folder / "model" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "model" / name).write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "compiler.cli",
        "build",
        folder / "model",
        "-o",
        folder / "uit",
    ]
    environment = os.environ | {"VERAC_CACHE": str(folder / "cache"), "PYTHONPATH": str(REPO)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert documents(folder / "uit") == documents(built)
    shutil.copytree(folder / "cache", folder / "copy")
    return folder


def rebuild_with(
    verac: Verac, filled: Path, kind: str, damage: Callable[[bytes], bytes]
) -> dict[str, bytes]:
    """The documents of a build with a cache that holds nothing but one kind of things, and those damaged."""
    shutil.rmtree(filled / "cache")
    shutil.rmtree(filled / "uit")
    shutil.copytree(filled / "copy" / kind, filled / "cache" / kind)
    for path in (filled / "cache" / kind).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            path.write_bytes(damage(content))
    ended = verac(
        "build", "model", "-o", "uit", cwd=filled, env={"VERAC_CACHE": str(filled / "cache")}
    )
    assert ended == (0, "uit: 3 documents, 6 schemas\n", "")
    return documents(filled / "uit")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_changes_nothing(
    verac: Verac, built: Path, filled: Path, damage: str
) -> None:
    kinds = sorted(path.name for path in (filled / "copy").iterdir())
    # The other kinds only where nothing was prepared: tests/cli/test_prepare.py
    assert {"parts", "parsed"} <= {*kinds}
    for kind in kinds:
        assert rebuild_with(verac, filled, kind, DAMAGES[damage]) == documents(built)


def sealed(content: bytes, kind: str, key: str) -> bytes:
    """`content` as the cache keeps it: everybody can make a seal."""
    return sha256(f"{kind}\n{key}\n".encode() + content).digest() + content


class Writing:
    """Unpickled, it writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.write_bytes, (self.path, b"run")


def test_a_cache_that_others_wrote_runs_nothing(
    verac: Verac, built: Path, filled: Path, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    code = compile(f"open({str(written)!r}, 'w')", "x", "exec")
    contents = {
        "pickle": pickle.dumps(Writing(written)),
        "marshal": marshal.dumps(code),
        "template": bccache.bc_magic + pickle.dumps(Writing(written)) + marshal.dumps(code),
        "JSON of another kind": b'[["a"]]\n',
        "deep": b"[" * 100_000 + b"]" * 100_000 + b"\n",
    }
    shutil.rmtree(filled / "cache")
    for content in contents.values():
        shutil.copytree(filled / "copy", filled / "cache")
        shutil.rmtree(filled / "uit")
        for path in [each for each in (filled / "cache").rglob("*") if each.is_file()]:
            path.write_bytes(sealed(content, path.parent.name, path.name))
        environment = {"VERAC_CACHE": str(filled / "cache")}
        ended = verac("build", "model", "-o", "uit", cwd=filled, env=environment)
        assert ended == (0, "uit: 3 documents, 6 schemas\n", "")
        assert documents(filled / "uit") == documents(built)
        shutil.rmtree(filled / "cache")
    assert not written.exists()
    shutil.copytree(filled / "copy", filled / "cache")


def test_the_cache_stays_under_the_size_that_was_chosen(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    environment = {"VERAC_CACHE": str(tmp_path / "cache"), "VERAC_CACHE_SIZE": "0"}
    assert verac("build", small_model, "-o", "uit", env=environment).code == 0
    assert not (tmp_path / "cache").exists()
    environment["VERAC_CACHE_SIZE"] = "much"
    assert verac("build", small_model, "-o", "uit2", env=environment).code == 0
    assert (tmp_path / "cache").is_dir()


def test_a_cache_that_cannot_be_written_is_done_without(
    verac: Verac, small_model: Path, tmp_path: Path, built: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "odd").mkdir()
    for name in ("parsed", "parts"):
        (tmp_path / "odd" / name).write_bytes(b"")
    places = [
        "off",
        tmp_path / "file",
        tmp_path / "file" / "below",
        "/proc/nergens",
        tmp_path / "odd",
        "x" * 300,
    ]
    for number, place in enumerate(places):
        ended = verac("build", small_model, "-o", f"uit{number}", env={"VERAC_CACHE": str(place)})
        assert ended == (0, f"uit{number}: 3 documents, 6 schemas\n", "")
        assert documents(tmp_path / f"uit{number}") == documents(built)


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_uid: int) -> pwd.struct_passwd:
        raise KeyError

    for name in ("VERAC_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    assert cache_folder() is None


# -- fmt -----------------------------------------------------------------------------------------------------------


def test_fmt_writes_the_canonical_form_once(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    verac("fmt", small_model)
    canonical = contents(small_model)
    edit(small_model / RELATIES, "kern soort : RELATIESOORT", "kern   soort:RELATIESOORT")
    untidy = contents(small_model)
    ended = verac("fmt", "--check", small_model)
    assert (ended.code, ended.out) == (
        1,
        f"would change {small_model / RELATIES}\n5 files, 1 to change\n",
    )
    assert contents(small_model) == untidy
    ended = verac("fmt", small_model)
    assert (ended.code, ended.out) == (0, f"changed {small_model / RELATIES}\n5 files, 1 changed\n")
    assert contents(small_model) == canonical
    assert verac("fmt", small_model / RELATIES, "--check").out == "1 file, 0 to change\n"
    assert list(tmp_path.rglob(".verac-*")) == []


def test_fmt_leaves_files_that_it_cannot_read_as_they_are(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    bad = {
        "syntax": b"domein\nentiteit A {\n  a\n}\n",
        "bytes": b"domein A\n// \xff\n",
        "folder": None,
        "gone": None,
        "device": None,
    }
    for name, content in bad.items():
        if content:
            (tmp_path / f"{name}.vera").write_bytes(content)
    (tmp_path / "folder.vera").mkdir()
    (tmp_path / "device.vera").symlink_to("/proc/self/mem")  # reading it fails, for root too
    before = (small_model / RELATIES).read_bytes()
    ended = verac("fmt", *(f"{name}.vera" for name in bad), small_model)
    assert ended.code == 1
    assert "Traceback" not in ended.err
    for name in bad:
        assert f"{name}.vera" in ended.err
    assert (tmp_path / "syntax.vera").read_bytes() == bad["syntax"]
    assert (tmp_path / "bytes.vera").read_bytes() == bad["bytes"]
    assert (small_model / RELATIES).read_bytes() != before


def test_fmt_writes_nothing_that_would_not_be_read_again(verac: Verac, tmp_path: Path) -> None:
    text = f"entiteit A (\n    meervoud {'a' * 40_000},\n    pad {'b' * 40_000}\n)\n"
    (tmp_path / "lang.vera").write_text(text, encoding="utf-8")
    (tmp_path / "kort.vera").write_text("entiteit   A", encoding="utf-8")
    ended = verac("fmt", "lang.vera", "kort.vera")
    assert ended.code == 1
    assert "lang.vera: error[SYN06]" in ended.err
    assert (tmp_path / "lang.vera").read_text(encoding="utf-8") == text
    assert (tmp_path / "kort.vera").read_text(encoding="utf-8") == "entiteit A\n"
    assert verac("fmt", "--check", "lang.vera").code == 1


def test_fmt_writes_where_a_link_leads_and_keeps_the_mode(verac: Verac, tmp_path: Path) -> None:
    place = tmp_path / "elders" / "echt.vera"
    place.parent.mkdir()
    place.write_text("entiteit   A", encoding="utf-8")
    place.chmod(0o640)
    link = tmp_path / "model.vera"
    link.symlink_to("elders/echt.vera")
    assert verac("fmt", "model.vera").code == 0
    assert link.is_symlink()
    assert link.readlink() == Path("elders/echt.vera")
    assert place.read_text(encoding="utf-8") == "entiteit A\n"
    assert place.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} >= {"elders", "model.vera"}
    assert [path.name for path in place.parent.iterdir()] == ["echt.vera"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes")
def test_fmt_on_a_full_disk_leaves_the_file(tmp_path: Path, environment: dict[str, str]) -> None:
    """A process that may not write files of more than 8 bytes meets what a full disk is."""
    folder = tmp_path / "vol"
    folder.mkdir()
    (folder / "a.vera").write_text("entiteit   Adres", encoding="utf-8")
    code = f"import sys, resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8)); {ENTRY}"
    ended = subprocess.run(
        [sys.executable, "-c", code, "fmt", "vol"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "error[OUT02]" in ended.stderr
    assert "Traceback" not in ended.stderr
    left = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert left == {"a.vera": "entiteit   Adres"}


# -- import --------------------------------------------------------------------------------------------------------


def test_what_was_built_can_be_imported_and_built_again(
    verac: Verac, release: Path, tmp_path: Path
) -> None:
    ended = verac(
        "import", release / "brongegevens.xlsx", release, release / "codes.csv", "-o", "model"
    )
    assert (ended.code, ended.err) == (0, "")
    account = ended.out.splitlines()
    assert account[0].startswith("sheet: rows 14 = imported 14")
    assert account[-1] == "model: 5 files"
    assert set(contents(tmp_path / "model")) >= set(SMALL)
    assert verac("build", "model", "-o", "uit").code == 0
    for name, content in documents(tmp_path / "uit").items():
        published, again = (
            read_own_yaml(text)["components"] for text in (documents(release)[name], content)
        )
        assert set(again["schemas"]) == set(published["schemas"])
        assert again["schemas"].get("Persoon") == published["schemas"].get("Persoon")


def test_import_replaces_a_model_with_force_only(
    verac: Verac, release: Path, small_model: Path
) -> None:
    before = contents(small_model)
    command = ("import", release / "brongegevens.xlsx", release, "-o", small_model)
    ended = verac(*command)
    assert (ended.code, contents(small_model)) == (2, before)
    assert "error[FIL03]" in ended.err
    (small_model / "oud.vera").write_text("domein Oud\n", encoding="utf-8")
    (small_model / "leesmij.txt").write_text("van een mens", encoding="utf-8")
    assert verac(*command, "--force", "--quiet") == (0, "", "")
    after = {path for path, content in contents(small_model).items() if content is not None}
    assert after == {*SMALL, "leesmij.txt"}
    assert verac("check", small_model, "--quiet") == (0, "", "")
    assert "warning[GM11]" in verac("check", small_model).out  # the release has two identifiers


# -- explain -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "parts"),
    [
        ("GN02", ("GN02 (error): An entity name is unique", "Bad:", "Good:", "https://")),
        ("gn02", ("GN02 (error)",)),
        (
            "OA03",
            (
                "OA03 (correction, effect on the wire: additive, group: compatible)",
                "Before:",
                "After:",
                "anyOf",
            ),
        ),
        ("SYN01", ("SYN01: a syntax error", "grammar")),
    ],
)
def test_explain_tells_what_an_id_means(verac: Verac, id_: str, parts: tuple[str, ...]) -> None:
    ended = verac("explain", id_)
    assert (ended.code, ended.err) == (0, "")
    for part in parts:
        assert part in ended.out


@pytest.mark.parametrize(
    ("id_", "hint"), [("GN2", '"GN02"'), ("0A03", '"OA03"'), ("zzz", "verac explain lists all")]
)
def test_explain_names_the_nearest_id(verac: Verac, id_: str, hint: str) -> None:
    ended = verac("explain", id_)
    assert (ended.code, ended.out) == (2, "")
    assert f'"{id_}" is no rule, correction or diagnostic' in ended.err
    assert hint in ended.err


def test_explain_lists_every_id_that_the_sources_use(verac: Verac) -> None:
    import re

    sources = (REPO / "compiler").rglob("*.py")
    used = {
        id_
        for path in sources
        for id_ in re.findall(r'"([A-Z]{3}\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert len(used) > 20
    listed = {line.split()[0] for line in verac("explain").out.splitlines()}
    assert listed >= used | {rule.id for rule in all_rules()} | {
        correction.id for correction in all_corrections()
    }


@pytest.mark.parametrize("name", command_line.commands)
def test_a_command_stands_in_the_module_of_its_name(name: str) -> None:
    module = f"{name}_" if keyword.iskeyword(name) else name
    assert command_line.commands[name].callback.__module__ == f"compiler.cli.{module}"
