"""What single commands cost: CPU time of whole processes, in a scratch folder with a cache of its own."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from logs import write_log

from compiler.workspace.cache import prepared_folder

ROOT = Path(__file__).resolve().parent.parent
RELEASES = ROOT.parent / "shared" / "vera"
VERAC = str(Path(sys.executable).with_name("verac"))
TRIGGERS = """omgevingen {
    omgeving test
    omgeving acceptatie
    trigger naarTest { publiceer, promoveer test, als modelVeranderd ja }
    trigger naarAcceptatie { promoveer acceptatie, als in test { sinds "2 weken" } }
}
"""


def cpu_seconds(
    command: list[str], environment: dict[str, str], *, well: tuple[int, ...] = (0,)
) -> float:
    """User and system seconds of one process; another exit code than one of `well` ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, env=environment, cwd=ROOT)
    assert done.returncode in well, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_mib(
    command: list[str], environment: dict[str, str], *, well: tuple[int, ...] = (0,)
) -> float:
    """The largest memory of one process, in MiB; another exit code than one of `well` ends the benchmark."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], capture_output=True);"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        check=True, capture_output=True, env=environment, text=True, cwd=ROOT,
    )  # fmt: skip
    exit_code, peak = map(int, done.stdout.split())
    assert exit_code in well, command
    return peak / 1024


class Bench:
    """The measurements, in a scratch folder with a cache of its own."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.cache = scratch / "cache"
        self.environment = os.environ | {"VERAC_CACHE": str(self.cache)}

    def build(
        self, model: Path, *, cold: bool, only: str = "openapi", corrections: str = "none"
    ) -> float:
        """One build of one family of artefacts, without any cache or with what the last one left."""
        output = self.scratch / only
        if cold:
            shutil.rmtree(self.cache, ignore_errors=True)
            shutil.rmtree(output, ignore_errors=True)
        command = [VERAC, "build", str(model), "-o", str(output), "-q", "--only", only]
        command += ["--corrections", corrections]
        return cpu_seconds(command, self.environment)

    def schemas(self, model: Path) -> float:
        """What all JSON Schemas cost on top of parsing and checking: a cold build of them, less a cold check."""
        shutil.rmtree(self.cache, ignore_errors=True)
        checked = cpu_seconds([VERAC, "check", str(model), "-q"], self.environment)
        return self.build(model, cold=True, only="jsonschema") - checked

    def check(self, model: Path, *, cold: bool) -> float:
        """One check by all rules; what they find in renamed copies may be errors."""
        if cold:
            shutil.rmtree(self.cache, ignore_errors=True)
        return cpu_seconds([VERAC, "check", str(model)], self.environment, well=(0, 1))

    def site(self, model: Path) -> float:
        """What a site costs on top of its pictures: a cold build of it, less one of the pictures alone."""
        # With them pictures are quicker: neither build has any
        places = model / "diagrammen.posities"
        places.unlink(missing_ok=True)
        pictures = self.build(model, cold=True, only="diagrams")
        places.unlink()
        return self.build(model, cold=True, only="site") - pictures

    def changed_site(self, model: Path) -> float:
        """What a site costs on top of its pictures after one attribute changed."""
        for only in ("diagrams", "site"):
            self.build(model, cold=False, only=only)
        return self.changed(model, "site") - self.changed(model, "diagrams")

    def changed(self, model: Path, only: str = "openapi") -> float:
        """One build after one attribute got another type and pattern, beside a cache of the state before it."""
        file = model / "domeinen" / "Vastgoed.vera"
        text = file.read_text(encoding="utf-8")
        try:
            other = rf"\1 string patroon /^{os.urandom(3).hex()}$/"
            file.write_text(re.sub(r"(?m)^( +bouwjaar +:).*$", other, text), encoding="utf-8")
            return self.build(model, cold=False, only=only)
        finally:
            file.write_text(text, encoding="utf-8")
            self.build(model, cold=False, only=only)

    def diff(self, old: Path, new: Path) -> float:
        """One comparison of two versions, without any cache."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return cpu_seconds([VERAC, "diff", str(old), str(new), "--summary"], self.environment)

    def idle_run(self, model: Path) -> float:
        """One evaluation of two triggers of which neither fires, over a model whose release they published before."""
        repository = self.scratch / "repository"
        target = str(repository / "releases")
        command = [VERAC, "release", "run", str(repository / "model"), "--from", target]
        if not repository.exists():
            shutil.copytree(model, repository / "model")
            (repository / "model" / "omgevingen.vera").write_text(TRIGGERS, encoding="utf-8")
            who = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
            for asked in (("init", "-q"), ("add", "model"), (*who, "commit", "-q", "-m", "model")):
                cpu_seconds(["git", "-C", str(repository), *asked], self.environment)
            cpu_seconds(command, self.environment)
        # The measurements before this one took the cache away
        cpu_seconds(command, self.environment)
        return cpu_seconds(command, self.environment)

    def log_of_runs(self, runs: int) -> float:
        """One reading of a log of so many runs, all of it for people."""
        log = self.scratch / f"{runs}.jsonl"
        if not log.exists():
            write_log(log, runs)
        return cpu_seconds([VERAC, "release", "log", "--log", str(log)], self.environment)

    def imported(self, version: str) -> Path:
        """The model of a published release, in the scratch folder."""
        folder, source = self.scratch / version, RELEASES / version
        command = [
            VERAC,
            "import",
            str(source / "brongegevens.xlsx"),
            str(source),
            "-o",
            str(folder),
            "-q",
        ]
        cpu_seconds(command, self.environment)
        return folder

    @contextmanager
    def unprepared(self) -> Iterator[None]:
        """Without the parse tables and the templates that were made ready beforehand."""
        aside = self.scratch / "prepared"
        shutil.move(prepared_folder(), aside)
        self.environment["PYTHONDONTWRITEBYTECODE"] = "1"  # else the first run would make them
        try:
            yield
        finally:
            del self.environment["PYTHONDONTWRITEBYTECODE"]
            shutil.move(aside, prepared_folder())

    def peak(self, model: Path) -> float:
        """The largest memory of a cold build, in MiB."""
        shutil.rmtree(self.cache, ignore_errors=True)
        built = ["build", str(model), "-o", str(self.scratch / "peak"), "-q"]
        return peak_mib([VERAC, *built], self.environment)
