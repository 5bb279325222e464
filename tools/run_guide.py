"""Run the commands of a guide, in order and in one shell, and put what they say into it: `python -m tools.run_guide`.

A line that begins with `$` in a block is a command; one that ends with `<<'EOF'` goes on to a line EOF. What it says
stands behind it, with its exit code where that is not 0. A comment `<!-- 2 days later -->` moves the clock of verac.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "environments.md"
MODEL = ROOT / "models" / "voorbeeld"
_BEGIN, _END = "```console", "```"
_PROMPT = "$ "
_HERE = "<<'EOF'"
_LATER = re.compile(r"<!-- (\d+) days? later -->")
_SECONDS_OF_A_DAY = 86_400
_PATIENCE = 120  # seconds for one command
# What is another thing in each run: digests, ids of runs, commits, moments, days of builds, the version of verac.
_MASKS = (
    (re.compile(r"sha256:[0-9a-f]{8,64}"), "sha256:…"),
    (re.compile(r"\b[0-9a-f]{40}\b|\b[0-9a-f]{16}\b|\bsource [0-9a-f]{12}\b"), "…"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:\+\d\d:\d\d)?"), "…"),
    (re.compile(r"\+\d{6}\.\d+"), "+…"),
    (re.compile(r"verac \d+\.\d+\.\d+"), "verac …"),
)
# verac, so many seconds later than it is.
_LATER_VERAC = """\
#!{python}
import datetime, os, sys, time
later = int(os.environ["VERAC_GUIDE_LATER"])
clock = time.time
time.time = lambda: clock() + later
class Later(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class LaterMoment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.date, datetime.datetime = Later, LaterMoment
from compiler.cli.entry import main
main()
"""


def masked(text: str) -> str:
    """`text` without what is another thing in each run."""
    for pattern, word in _MASKS:
        text = pattern.sub(word, text)
    return text


def as_run(guide: str, folder: Path) -> str:
    """The guide with what its commands say in a new `folder`, in which the model of the example lies."""
    repository, programs = folder / "standard", folder / "programs"
    shutil.copytree(MODEL, repository / "model")
    programs.mkdir()
    program = programs / "verac"
    program.write_text(_LATER_VERAC.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    environment = _environment(folder)
    return "".join(_parts(guide, repository, environment))


def _parts(guide: str, repository: Path, environment: dict[str, str]) -> Iterator[str]:
    lines = iter(guide.splitlines(keepends=True))
    line, in_session = next(lines, ""), False
    while line:
        yield line
        in_session = line.startswith(_BEGIN) or (in_session and not line.startswith(_END))
        later = _LATER.match(line)
        if later:
            seconds = int(environment["VERAC_GUIDE_LATER"]) + int(later[1]) * _SECONDS_OF_A_DAY
            environment["VERAC_GUIDE_LATER"] = str(seconds)
        if not in_session or not line.startswith(_PROMPT):
            line = next(lines, "")
            continue
        command = line.removeprefix(_PROMPT)
        if command.endswith(f"{_HERE}\n"):
            while line.strip() != "EOF":
                line = next(lines)
                yield line
                command += line
        yield from _said(command, repository, environment)
        line = next(lines, "")
        while not line.startswith((_PROMPT, _END)):  # what it said before
            line = next(lines, "")


def _said(command: str, repository: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """What a command says, as it stands in a guide."""
    done = subprocess.run(  # noqa: S602 - the guide is ours
        command, shell=True, cwd=repository, env=environment, check=False, timeout=_PATIENCE,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    said = done.stdout.replace(f"@{socket.gethostname()}", "@laptop")
    for line in said.splitlines():
        if line.strip():
            yield f"{line.rstrip()}\n"
    if done.returncode:
        yield f"[{done.returncode}]\n"


def _environment(folder: Path) -> dict[str, str]:
    """An environment in which a guide says the same on every machine."""
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        quiet |= {f"GIT_{role}_NAME": "Team", f"GIT_{role}_EMAIL": "team@example.org"}
    paths = [str(folder / "programs"), str(Path(sys.executable).parent), os.environ["PATH"]]
    return os.environ | quiet | {
        "PATH": os.pathsep.join(paths),
        "PYTHONPATH": str(ROOT),
        "LANGUAGE": "en",
        "LOGNAME": "team",
        "NO_COLOR": "1",
        "PYTHONWARNINGS": "ignore",  # another datetime than the one that libraries were built with
        "VERAC_GUIDE_LATER": "0",
    }  # fmt: skip


def main() -> None:
    """Bring the guide up to date, where it says something else than masks leave out."""
    guide = GUIDE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        found = as_run(guide, Path(folder))
    if masked(found) != masked(guide):
        GUIDE.write_text(found, encoding="utf-8")
        print(f"{GUIDE.name} was brought up to date")


if __name__ == "__main__":
    main()
