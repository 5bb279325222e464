"""A place that no disk has, wherever a command takes one, ends in a sentence and an exit code."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from compiler.cli.main import verac
from tests.helpers.in_process import stand_in
from tests.helpers.released import small_model_in_git

# Each place of each command, as `@`.
CALLS = """
build @
build --model @
build model -o @
changelog model model -o @
check @
check --model @
check model --baseline @
check model --baseline @ --update-baseline
codes --model @
codes --model model -o @
diagram --model @
diagram --model model -o @
diff @ model
diff model @
diff model model --diagram @
example --model @
example --model model -o @
explain -o @
fmt @
fmt --model @
history Persoon --from @ model
import @ -o new
import @ release -o new
import release/brongegevens.xlsx @ -o new
import release/brongegevens.xlsx release @ -o new
import release/brongegevens.xlsx release -o @
import drawing.puml -o @
import drawing.puml --update @
init @
notes model model -o @
projection --model @
projection --model model -o @
release copy 1.0.0 --from @ --to @
release copy 1.0.0 --to @
release environments @
release environments --model @
release hold test --because x --model @
release hold test --because x --model model --log @
release list --from @
release log --log @
release log --model @
release plan @
release plan --model @
release plan model --baseline @
release plan model --to @
release promote 1.0.0 test --model @
release promote 1.0.0 test --model model --log @
release publish @
release publish --model @
release publish model --baseline @
release publish model --sign @
release resume test --model @
release resume test --model model --log @
release run @
release run --model @
release run model --log @
release run model --baseline @
release run model --sign @
release take 1.0.0 -o @
release take 1.0.0 -o new --environment test --model @
release verify 1.0.0 --key @
release verify 1.0.0 --rebuild --repository @
release why test --model @
release why test --model model --log @
release workflow @ --for cron
release workflow --model @ --for cron
release workflow model --for cron -o @
show Persoon --model @
show Persoon --model model -o @
site @
site --model @
site model -o @
site model --viewer @
site model --with @
uses Persoon --model @
uses Persoon --model model -o @
validate @ --message BRG/Relaties --operation POST --model model
validate message.json --message BRG/Relaties --operation POST --model @
validate message.json --schema @
""".strip().splitlines()
ENDLESS = ("lsp", "watch", "completion")
PLACES = {
    "a name that is too long": "x" * 300,
    "a path that is too long": "/".join(["x" * 200] * 30),
    "below a file": "message.json/x",
    "a link to itself": "round",
}
# Where nobody looks before a version or a model is found, and where a run may go on without its place.
FINE = ("release run model --baseline @", "release run model --sign @")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a model, and beside it a drawing, a message and a link that leads to itself."""
    made = small_model_in_git(tmp_path_factory.mktemp("places") / "source")
    (made / "model" / "omgevingen.vera").write_text(
        "omgevingen {\n    omgeving test\n    trigger naarTest {\n        promoveer test\n    }\n}\n",
        encoding="utf-8",
    )
    (made / "drawing.puml").write_text("@startuml\nclass A {\n  b : string\n}\n@enduml\n")
    (made / "message.json").write_text("{}\n")
    (made / "round").symlink_to("round")
    return made


@pytest.mark.parametrize("what", PLACES)
@pytest.mark.parametrize("call", CALLS)
def test_a_place_that_no_disk_has(
    call: str,
    what: str,
    folder: Path,
    release: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in(folder, tmp_path_factory.getbasetemp() / "cache", monkeypatch)
    words = shlex.split(call.replace("@", PLACES[what]).replace("release/", f"{release}/"))
    words = [str(release) if word == "release" and at else word for at, word in enumerate(words)]
    ended = CliRunner().invoke(verac, words)
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    assert ended.exit_code in ((0, 1, 2) if call in FINE else (1, 2)), ended.output


def places(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The commands, and the places that each takes: an option by its name, an argument as an empty text."""
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from places(each, (*path, name))
        return
    for parameter in command.params:
        if isinstance(parameter.type, click.Path):
            is_option = isinstance(parameter, click.Option)
            yield " ".join(path), parameter.opts[0] if is_option else ""


def test_each_place_of_each_command_is_tried() -> None:
    for command, option in places(verac):
        if command in ENDLESS:
            continue
        calls = [call for call in CALLS if call.startswith(f"{command} ")]
        wanted = f"{option} @" if option else "@"
        assert any(wanted in call for call in calls), (command, option)
