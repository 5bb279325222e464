"""Measure verac and write docs/performance.md: `make bench`.

Every figure is the CPU time (user and system) of a whole process, the median of five, beside a calibration loop that
runs in the same session: on another machine compare ratios, not seconds.
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

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from copies import write_copies  # noqa: E402 - the folder is no package

from compiler.workspace import prepared_folder  # noqa: E402 - same

RUNS = 5
MODEL = ROOT / "models" / "vera"
RELEASES = ROOT.parent / "shared" / "vera"
VERAC = str(Path(sys.executable).with_name("verac"))
CALIBRATION = "x = 0\nfor i in range(10_000_000):\n    x = (x + i * i) & 0xFFFF"


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """User and system seconds of one process; an error ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(measure: Callable[[], float]) -> float:
    """The median of `RUNS` measurements."""
    return statistics.median(measure() for _ in range(RUNS))


class Bench:
    """The measurements, in a scratch folder with a cache of its own."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.cache = scratch / "cache"
        self.environment = os.environ | {"VERAC_CACHE": str(self.cache)}

    def build(self, model: Path, *, cold: bool) -> float:
        """One build of `model`, without any cache or with what the last one left."""
        output = self.scratch / "out"
        if cold:
            shutil.rmtree(self.cache, ignore_errors=True)
            shutil.rmtree(output, ignore_errors=True)
        return cpu_seconds([VERAC, "build", str(model), "-o", str(output), "-q"], self.environment)

    def changed(self, model: Path) -> float:
        """One build after one attribute got another type and pattern, beside a cache of the state before it."""
        file = model / "domeinen" / "Vastgoed.vera"
        text = file.read_text(encoding="utf-8")
        try:
            other = rf"\1 string patroon /^{os.urandom(3).hex()}$/"
            file.write_text(re.sub(r"(?m)^( +bouwjaar +:).*$", other, text), encoding="utf-8")
            return self.build(model, cold=False)
        finally:
            file.write_text(text, encoding="utf-8")
            self.build(model, cold=False)

    def diff(self, old: Path, new: Path) -> float:
        """One comparison of two versions, without any cache."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return cpu_seconds([VERAC, "diff", str(old), str(new), "--summary"], self.environment)

    def imported(self, version: str) -> Path:
        """The model of a published release, in the scratch folder."""
        folder, source = self.scratch / version, RELEASES / version
        command = [VERAC, "import", str(source / "brongegevens.xlsx"), str(source), "-o", str(folder), "-q"]
        cpu_seconds(command, self.environment)
        return folder

    @contextmanager
    def unprepared(self) -> Iterator[None]:
        """Without the parse tables and the templates that were made ready beforehand."""
        aside = self.scratch / "prepared"
        shutil.move(prepared_folder(), aside)
        try:
            yield
        finally:
            shutil.move(aside, prepared_folder())

    def peak(self, model: Path) -> float:
        """The largest memory of a cold build, in MiB."""
        shutil.rmtree(self.cache, ignore_errors=True)
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, VERAC, "build", str(model), "-o", str(self.scratch / "peak"), "-q"]
        done = subprocess.run(command, check=True, capture_output=True, env=self.environment, text=True, cwd=ROOT)
        return int(done.stdout) / 1024


def versions(bench: Bench) -> list[tuple[str, float, str, str]]:
    """Comparisons of two published releases, where those lie beside the checkout."""
    old, new = "v4.1.0", "v4.3.0"
    if not (RELEASES / old).is_dir():
        return []
    models = [bench.imported(version) for version in (old, new)]
    folders = median(lambda: bench.diff(*models))
    published = median(lambda: bench.diff(RELEASES / old, RELEASES / new))
    what = f"verac diff, {old} to {new}"
    return [
        (f"{what}, model folders, no cache", folders, "s", "under 1.5 s"),
        (f"{what}, published folders", published, "s", "under 10 s"),
    ]


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        model, tenfold = Path(folder) / "model", Path(folder) / "tenfold"
        shutil.copytree(MODEL, model)
        write_copies(MODEL, tenfold, 10)
        calibration = median(lambda: cpu_seconds([sys.executable, "-c", CALIBRATION], bench.environment))
        cold = median(lambda: bench.build(model, cold=True))
        with bench.unprepared():
            unprepared = median(lambda: bench.build(model, cold=True))
        bench.build(model, cold=True)
        changed = median(lambda: bench.changed(model))
        unchanged = median(lambda: bench.build(model, cold=False))
        help_ = median(lambda: cpu_seconds([VERAC, "--help"], bench.environment))
        peak = bench.peak(model)
        tenfold_cold = median(lambda: bench.build(tenfold, cold=True))
        compared = versions(bench)
    rows = [
        ("calibration: ten million additions in Python", calibration, "s", ""),
        ("23 documents, cold: no cache, from text", cold, "s", "under 1.5 s"),
        ("the same, without what make build prepares", unprepared, "s", ""),
        ("after one attribute changed", changed, "s", "under 0.4 s"),
        ("nothing changed", unchanged, "s", "under 0.2 s"),
        ("verac --help", help_, "s", "under 0.15 s"),
        ("ten renamed copies, cold", tenfold_cold, "s", ""),
        ("ten copies against one", tenfold_cold / cold, "times", "at most 11"),
        ("peak memory of a cold build", peak, "MiB", "under 150 MiB"),
        *compared,
    ]
    lines = ["| what | measured | against the calibration | wanted |", "| --- | --- | --- | --- |"]
    for what, value, unit, wanted in rows:
        ratio = f"{value / calibration:.2f}" if unit == "s" else ""
        lines.append(f"| {what} | {value:.{0 if unit == 'MiB' else 2}f} {unit} | {ratio} | {wanted} |")
    table = "\n".join(lines)
    print(table)
    page = ROOT / "docs" / "performance.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(?s)\| what .*\|\n", lambda _: table + "\n", text), encoding="utf-8")


if __name__ == "__main__":
    main()
