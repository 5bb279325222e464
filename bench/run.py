"""Measure verac and write docs/performance.md: `make bench`.

Every figure is the CPU time (user and system) of a whole process, the median of five, beside a calibration loop in
the same run: on another machine compare ratios, not seconds.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from copies import write_copies  # noqa: E402 - the folder is no package
from logs import write_log  # noqa: E402 - same

from compiler.workspace.cache import prepared_folder  # noqa: E402 - same

RUNS = 5
MODEL = ROOT / "models" / "vera"
RELEASES = ROOT.parent / "shared" / "vera"
VERAC = str(Path(sys.executable).with_name("verac"))
COLD = "23 documents, cold: no cache, from text"
CORRECTED = "23 documents with all corrections, cold"
CHECKED = "verac check with all rules, cold"
IDLE = "verac release run with nothing to do"
LOGGED = "verac release log of 10,000 runs, 50,000 lines"
TRIGGERS = """omgevingen {
    omgeving test
    omgeving acceptatie
    trigger naarTest { publiceer, promoveer test, als modelVeranderd ja }
    trigger naarAcceptatie { promoveer acceptatie, als in test { sinds "2 weken" } }
}
"""
CALIBRATED = "calibration: three million additions in Python"
CALIBRATION = "x = 0\nfor i in range(3_000_000):\n    x = (x + i * i) & 0xFFFF"


def cpu_seconds(
    command: list[str], environment: dict[str, str], *, well: tuple[int, ...] = (0,)
) -> float:
    """User and system seconds of one process; another exit code than one of `well` ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, env=environment, cwd=ROOT)
    assert done.returncode in well, done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Line(NamedTuple):
    """What to measure, and what is wanted of it."""

    what: str
    measure: Callable[[], float]
    wanted: str = ""


class Measured(NamedTuple):
    """Medians of `RUNS` measurements: seconds, and each beside the calibration that ran just before it."""

    seconds: float
    ratio: float


def in_rounds(lines: list[Line], environment: dict[str, str]) -> list[Measured]:
    """Measure every line once a round, so that a slow minute of the machine meets them all."""
    found: list[list[tuple[float, float]]] = [[] for _ in lines]
    for _ in range(RUNS):
        for line, values in zip(lines, found, strict=True):
            calibration = cpu_seconds([sys.executable, "-c", CALIBRATION], environment)
            seconds = line.measure()
            values.append((seconds, seconds / calibration))
    return [Measured(*map(statistics.median, zip(*values, strict=True))) for values in found]


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
        cpu_seconds(
            command, self.environment
        )  # the measurements before this one took the cache away
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
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [
            sys.executable,
            "-c",
            code,
            VERAC,
            "build",
            str(model),
            "-o",
            str(self.scratch / "peak"),
            "-q",
        ]
        done = subprocess.run(
            command, check=True, capture_output=True, env=self.environment, text=True, cwd=ROOT
        )
        return int(done.stdout) / 1024


def lines_of(bench: Bench, model: Path, tenfold: Path) -> list[Line]:
    """What is measured in a round; each leaves behind what the next one needs."""

    def unprepared() -> float:
        with bench.unprepared():
            return bench.build(model, cold=True)

    lines = [
        Line(
            CALIBRATED, lambda: cpu_seconds([sys.executable, "-c", CALIBRATION], bench.environment)
        ),
        Line("the same as the next, without what make build prepares", unprepared),
        Line(CORRECTED, lambda: bench.build(model, cold=True, corrections="all")),
        Line(COLD, lambda: bench.build(model, cold=True), "under 1.5 s"),
        Line("after one attribute changed", lambda: bench.changed(model), "under 0.4 s"),
        Line("nothing changed", lambda: bench.build(model, cold=False), "under 0.2 s"),
        Line(
            "220 JSON Schemas, cold, on top of a cold check",
            lambda: bench.schemas(model),
            "under 1.5 s",
        ),
        Line(
            "verac --help",
            lambda: cpu_seconds([VERAC, "--help"], bench.environment),
            "under 0.15 s",
        ),
        Line("ten renamed copies, cold", lambda: bench.build(tenfold, cold=True)),
        Line(CHECKED, lambda: bench.check(model, cold=True), "under 1 s"),
        Line("verac check, nothing changed", lambda: bench.check(model, cold=False), "under 0.3 s"),
        Line("verac check of ten renamed copies, cold", lambda: bench.check(tenfold, cold=True)),
        Line(IDLE, lambda: bench.idle_run(model), "under 0.5 s"),
        Line(LOGGED, lambda: bench.log_of_runs(10_000), "under 1 s"),
    ]
    old, new = "v4.1.0", "v4.3.0"
    if (RELEASES / old).is_dir():  # the published releases, beside the checkout
        models = [bench.imported(version) for version in (old, new)]
        what = f"verac diff, {old} to {new}"
        lines += [
            Line(f"{what}, model folders, no cache", lambda: bench.diff(*models), "under 1.5 s"),
            Line(
                f"{what}, published folders",
                lambda: bench.diff(RELEASES / old, RELEASES / new),
                "under 10 s",
            ),
        ]
    return lines


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        model, tenfold = Path(folder) / "model", Path(folder) / "tenfold"
        shutil.copytree(MODEL, model)
        write_copies(MODEL, tenfold, 10)
        lines = lines_of(bench, model, tenfold)
        found = in_rounds(lines, bench.environment)
        peak = bench.peak(model)
    table = ["| what | measured | against the calibration | wanted |", "| --- | --- | --- | --- |"]
    by_what = {line.what: measured for line, measured in zip(lines, found, strict=True)}
    for line in lines:
        seconds, ratio = by_what[line.what]
        table.append(f"| {line.what} | {seconds:.2f} s | {ratio:.2f} | {line.wanted} |")
    copies = by_what["ten renamed copies, cold"].ratio / by_what[COLD].ratio
    mended = by_what[CORRECTED].ratio / by_what[COLD].ratio
    checks = by_what["verac check of ten renamed copies, cold"].ratio / by_what[CHECKED].ratio
    table.append(f"| all corrections against none, cold | {mended:.2f} times | | at most 1.3 |")
    table.append(f"| ten copies against one | {copies:.1f} times | | at most 11 |")
    table.append(f"| ten copies against one, checked | {checks:.1f} times | | at most 11 |")
    table.append(f"| peak memory of a cold build | {peak:.0f} MiB | | under 150 MiB |")
    text = "\n".join(table)
    print(text)
    page = ROOT / "docs" / "performance.md"
    old = page.read_text(encoding="utf-8")
    page.write_text(
        re.sub(r"(?:^\|.*\n)+", lambda _: text + "\n", old, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
