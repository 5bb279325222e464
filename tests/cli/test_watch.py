"""`verac watch` as somebody has it beside an editor: each change is answered, and Ctrl-C ends it."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.helpers.small_model import SMALL

RELATIONS = "domeinen/Relaties.vera"
TEXT = SMALL[RELATIONS]
VERAC = str(Path(sys.executable).with_name("verac"))
PATIENCE = 60


class Watched:
    """A run of `verac watch`, and what it has printed."""

    def __init__(self, process: subprocess.Popen[bytes], output: int) -> None:
        self.process = process
        self._output = output
        self.said = ""

    def until(self, text: str) -> str:
        """What is printed until `text` is in it; that counts as read."""
        end = time.monotonic() + PATIENCE
        while text not in self.said:
            assert time.monotonic() < end, self.said
            if select.select([self._output], [], [], 0.1)[0]:
                self.said += os.read(self._output, 65536).decode().replace("\r\n", "\n")
        at = self.said.index(text) + len(text)
        found, self.said = self.said[:at], self.said[at:]
        return found


@contextmanager
def watched(*arguments: str, rows: int = 0) -> Iterator[Watched]:
    """A run on a terminal with `rows` lines, or in a pipe."""
    ours, theirs = pty.openpty() if rows else os.pipe()
    environment = os.environ | {"LINES": str(rows), "COLUMNS": "100", "LANG": "C.UTF-8"}
    command = [VERAC, "watch", *arguments]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        try:
            yield Watched(process, ours)
        finally:
            if process.poll() is None:
                process.kill()
            os.close(ours)


def test_a_change_is_checked_and_built(small_model: Path, tmp_path: Path) -> None:
    built = tmp_path / "uit"
    document = built / "openapi" / "Informatiedomeinen" / "Relaties.yaml"
    with watched(str(small_model), "-o", str(built)) as run:
        run.until("built: ")
        run.until(" s\n")
        assert "achternaam" in document.read_text()
        (small_model / RELATIONS).write_text(TEXT.replace("achternaam", "familienaam"))
        run.until("built: ")
        run.until(" s\n")
        assert "familienaam" in document.read_text()
        (small_model / RELATIONS).write_text(
            TEXT.replace("achternaam : string", "achternaam : strin")
        )
        said = run.until("not built: ")
        assert (
            f'{os.path.relpath(small_model / RELATIONS)}:10:18: error[NAM01]: type "strin" does not exist\n'
            in said
        )
        assert "        achternaam : strin\n                     ^^^^^\n" in said
        assert "familienaam" in document.read_text()
        (small_model / "domeinen" / "Nieuw.vera").write_text("domein Nieuw\nentiteit {\n")
        assert "SYN01" in run.until("not built: ")
        (small_model / "domeinen" / "Nieuw.vera").unlink()
        (small_model / RELATIONS).write_text(TEXT)
        assert "error" not in run.until("built: ").split("gone")[-1]
        run.process.send_signal(signal.SIGINT)
        assert run.process.wait(PATIENCE) == 0
        assert "Traceback" not in run.said


def test_only_errors_and_what_is_new_are_shown(small_model: Path) -> None:
    (small_model / RELATIONS).write_text(TEXT.replace("achternaam", "adress"))
    with watched(str(small_model), "--no-build") as run:
        first = run.until("nothing is built")
        assert "adress" not in first  # counted, not told: it was there before
        assert "1 warning" in first or "1 hint" in first
        (small_model / RELATIONS).write_text(
            TEXT.replace("achternaam", "adress").replace("kvkNummer", "adresss")
        )
        assert '"adresss"' in run.until("nothing is built")
        (small_model / RELATIONS).write_text(TEXT)
        assert "gone" in run.until("nothing is built")


def test_a_view_fits_its_terminal(small_model: Path) -> None:
    with watched(str(small_model), "--no-build", rows=16) as run:
        run.until("nothing is built")
        names = "\n".join(f"    Fout{number} : string" for number in range(40))
        (small_model / RELATIONS).write_text(TEXT.replace("    achternaam : string", names))
        said = run.until("nothing is built").split("\x1b[2J")[-1]
        assert " more: verac check" in said
        assert said.count("\n") < 16


@pytest.mark.parametrize("which", ["nergens", "leeg"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, which: str) -> None:
    (tmp_path / "leeg").mkdir()
    with watched(str(tmp_path / which)) as run:
        assert "FIL01" in run.until("\n")
        assert run.process.wait(PATIENCE) == 2
