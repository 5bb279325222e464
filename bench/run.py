"""Measure verac and write docs/performance.md: `make bench`.

Every figure is the CPU time (user and system) of a whole process, the median of five, beside a calibration loop in
the same run: on another machine compare ratios, not seconds.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from copies import write_copies
from measuring import RELEASES, ROOT, VERAC, Bench, cpu_seconds

RUNS = 5
MODEL = ROOT / "models" / "vera"
COLD = "23 documents, cold: no cache, from text"
CORRECTED = "23 documents with all corrections, cold"
CHECKED = "verac check with all rules, cold"
IDLE = "verac release run with nothing to do"
LOGGED = "verac release log of 10,000 runs, 50,000 lines"
CALIBRATED = "calibration: three million additions in Python"
CALIBRATION = "x = 0\nfor i in range(3_000_000):\n    x = (x + i * i) & 0xFFFF"


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


def lines_of(bench: Bench, model: Path, tenfold: Path) -> list[Line]:
    """What is measured in a round; each leaves behind what the next one needs."""
    return [
        *lines_of_builds(bench, model),
        Line("ten renamed copies, cold", lambda: bench.build(tenfold, cold=True)),
        Line(CHECKED, lambda: bench.check(model, cold=True), "under 1 s"),
        Line("verac check, nothing changed", lambda: bench.check(model, cold=False), "under 0.3 s"),
        Line("verac check of ten renamed copies, cold", lambda: bench.check(tenfold, cold=True)),
        Line(IDLE, lambda: bench.idle_run(model), "under 0.5 s"),
        Line(LOGGED, lambda: bench.log_of_runs(10_000), "under 1 s"),
        *lines_of_comparisons(bench),
    ]


def lines_of_builds(bench: Bench, model: Path) -> list[Line]:
    """What builds of one model cost, after the calibration."""

    def unprepared() -> float:
        with bench.unprepared():
            return bench.build(model, cold=True)

    return [
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
    ]


def lines_of_comparisons(bench: Bench) -> list[Line]:
    """What a comparison of two published releases costs, where they lie beside the checkout."""
    old, new = "v4.1.0", "v4.3.0"
    if not (RELEASES / old).is_dir():
        return []
    models = [bench.imported(version) for version in (old, new)]
    what = f"verac diff, {old} to {new}"
    return [
        Line(f"{what}, model folders, no cache", lambda: bench.diff(*models), "under 1.5 s"),
        Line(
            f"{what}, published folders",
            lambda: bench.diff(RELEASES / old, RELEASES / new),
            "under 10 s",
        ),
    ]


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
