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
from urllib.error import HTTPError
from urllib.request import Request, urlopen

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


def test_an_error_in_the_file_of_environments_is_shown_and_stops_no_build(
    small_model: Path, tmp_path: Path
) -> None:
    file = small_model / "omgevingen.vera"
    with watched(str(small_model), "-o", str(tmp_path / "uit")) as run:
        run.until("nothing found; built: ")
        file.write_text("omgevingen {\n    omgeving test { naar nergens }\n}\n", encoding="utf-8")
        said = run.until("built: ")
        assert f"{os.path.relpath(file)}:2:" in said
        assert "    omgeving test { naar nergens }\n" in said
        assert "1 error; built: " in said
        file.write_text("omgevingen {\n    omgeving test\n}\n", encoding="utf-8")
        assert "nothing found; 1 gone; built: " in run.until("built: ")
        file.write_text("omgeving\n", encoding="utf-8")
        assert "error" in run.until("built: ")
        file.unlink()
        assert "gone" in run.until("built: ")


def test_a_view_fits_its_terminal(small_model: Path) -> None:
    with watched(str(small_model), "--no-build", rows=16) as run:
        run.until("nothing is built")
        names = "\n".join(f"    Fout{number} : string" for number in range(40))
        (small_model / RELATIONS).write_text(TEXT.replace("    achternaam : string", names))
        said = run.until("nothing is built").split("\x1b[2J")[-1]
        assert " more: verac check" in said
        assert said.count("\n") < 16


def answered(address: str, **headers: str) -> tuple[int, str]:
    """The status and the text of what stands at `address`."""
    try:
        with urlopen(Request(address, headers=headers), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_site_is_shown_and_its_pages_learn_of_the_next_build(
    small_model: Path, tmp_path: Path
) -> None:
    asked = ("--serve", "--port", "0", "--only", "site", "-o", str(tmp_path / "uit"))
    with watched(str(small_model), *asked) as run:
        site = run.until("/; ").split("site: ")[-1].removesuffix("; ")
        run.until(" s\n")
        status, page = answered(f"{site}latest/entiteit/Relatie/")
        assert status == 200
        assert "url=../../../" in page
        at = next(
            path.name for path in (tmp_path / "uit" / "site").iterdir() if path.name[0].isdigit()
        )
        status, page = answered(f"{site}{at}/entiteit/Relatie")
        assert status == 200
        assert "achternaam" in page
        shown = page.split("/.verac/wachten.js?build=")[1].split('"')[0]
        assert "SharedWorker" in answered(f"{site}.verac/wachten.js?build={shown}")[1]
        assert "EventSource" in answered(f"{site}.verac/luisteren.js")[1]
        with urlopen(f"{site}.verac/builds", timeout=PATIENCE) as builds:
            assert builds.readline().decode() == f"data: {shown}\n"
            assert builds.readline() == b"\n"
            (small_model / RELATIONS).write_text(TEXT.replace("achternaam", "familienaam"))
            run.until("site: ")
            assert builds.readline().decode() != f"data: {shown}\n"
        assert "familienaam" in answered(f"{site}{at}/entiteit/Relatie/index.html")[1]
        (small_model / RELATIONS).write_text(TEXT.replace("string", "strin"))
        run.until("not built: ")
        assert "familienaam" in answered(f"{site}{at}/entiteit/Relatie/")[1]  # as it was
        run.process.send_signal(signal.SIGINT)
        assert run.process.wait(PATIENCE) == 0


def test_only_this_machine_and_only_the_site_are_served(small_model: Path, tmp_path: Path) -> None:
    with watched(str(small_model), "--serve", "--port", "0", "-o", str(tmp_path / "uit")) as run:
        site = run.until("/; ").split("site: ")[-1].removesuffix("; ")
        port = site.rsplit(":", 1)[1].strip("/")
        assert answered(site, Host=f"elders.example:{port}")[0] == 421
        for path in (
            "../openapi/README.md",
            "%2e%2e/%2e%2e/etc/passwd",
            "%00",
            "%ff",
            ".verac.json",
            "nergens/",
        ):
            status, said = answered(f"{site}{path}")
            assert status == 404, path
            assert "is no page of this site" in said
            assert 'href="/"' in said
        with watched(str(small_model), "--serve", "--port", port) as other:
            assert f"port {port} is taken" in other.until("any\n")
            assert other.process.wait(PATIENCE) == 2


def test_a_site_of_a_model_with_errors_waits(small_model: Path, tmp_path: Path) -> None:
    (small_model / RELATIONS).write_text(TEXT.replace("string", "strin"))
    with watched(str(small_model), "--serve", "--port", "0", "-o", str(tmp_path / "uit")) as run:
        site = run.until("/; ").split("site: ")[-1].removesuffix("; ")
        status, said = answered(site)
        assert (status, "no site yet" in said) == (503, True)
        assert "/.verac/wachten.js" in said


def test_what_is_not_built_cannot_be_shown(small_model: Path) -> None:
    with watched(str(small_model), "--serve", "--no-build") as run:
        assert "--no-build" in run.until("leave out --no-build")
        assert run.process.wait(PATIENCE) == 2


@pytest.mark.parametrize("which", ["nergens", "leeg"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, which: str) -> None:
    (tmp_path / "leeg").mkdir()
    with watched(str(tmp_path / which)) as run:
        assert "FIL01" in run.until("\n")
        assert run.process.wait(PATIENCE) == 2
