"""Shells complete after `verac completion --install`: a person who types, presses Tab and looks."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_model import Run

Verac = Callable[..., Run]
_TAB, _BEGIN_OF_LINE = "\t", "\x01"
_PATIENCE = 30  # seconds for one answer
SHELLS = ("bash", "fish", "zsh")


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """Each shell that is here; one that is not is left out, and on CI it fails."""
    if shutil.which("setsid") is None:
        pytest.skip("a shell that has a terminal of its own is begun by setsid, of Linux")
    if shutil.which(request.param) is None:
        reason = f"{request.param} is not there: apt-get install {request.param}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return str(request.param)


def typed(shell: str, environment: dict[str, str], folder: Path, line: str, until: str) -> str:
    """What stands on the terminal of a person who types `line` and waits until they see `until`."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = ["setsid", "--ctty", shell, "-i"]  # the terminal is that of the shell, as fish asks
    shown = b""
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=folder
    ) as run:
        os.close(theirs)
        os.write(ours, f"{line}\n".encode())
        end = time.monotonic() + _PATIENCE
        while until.encode() not in shown and time.monotonic() < end:
            if select.select([ours], [], [], 0.2)[0]:
                shown += os.read(ours, 65536)
        run.kill()
    os.close(ours)
    return shown.decode(errors="replace")


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("verac expl", "verac explain"),
        ("verac show Pers", "verac show Persoon"),
        ("verac check --select GN02,DT", "verac check --select GN02,DT01"),
        ("verac uses BRG/", "verac uses BRG/Relaties"),
    ],
)
def test_tab_completes_after_the_installation(
    verac: Verac, environment: dict[str, str], tmp_path: Path, small_model: Path, shell: str, words: str, whole: str
) -> None:  # fmt: skip
    starter = tmp_path / "bin" / "verac"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compiler.cli "$@"\n', "utf-8")
    starter.chmod(0o755)
    home = environment | {
        "HOME": str(tmp_path), "TERM": "dumb" if shell == "bash" else "xterm", "HISTFILE": os.devnull,
        "PATH": f"{starter.parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    assert verac("completion", shell, "--install", env=home).code == 0
    # What stands on the line after Tab is told by `echo`, which comes in front of it.
    line = f"{words}{_TAB}{_BEGIN_OF_LINE}echo it-says: "
    assert f"it-says: {whole}" in typed(shell, home, small_model, line, f"it-says: {whole}")
