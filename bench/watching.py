"""What one edit costs a whole `verac watch`: CPU time of the process, writing included."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

_ATTRIBUTE = re.compile(r"\s+\w+ : (string|date|dateTime|integer|decimal|boolean)\b[^{]*")
_AFTERWARDS = 0.5  # seconds in which is done what comes after the answer


class WatchedEdits(NamedTuple):
    """CPU milliseconds of edits: of the one in the middle, and what nine of ten stay under."""

    middle: float
    nine_of_ten: float


def cpu_ms(process: int) -> float:
    """The CPU time of a process until now: user and system, of all its threads."""
    ran = (
        (task / "schedstat").read_text().split()[0]
        for task in Path(f"/proc/{process}/task").iterdir()
    )
    return sum(map(int, ran)) / 1e6


def watched_edits(model: Path, edits: int, options: Sequence[str] = ()) -> WatchedEdits:
    """What it costs that one attribute anywhere in `model` gets another constraint, `edits` times."""
    chosen = random.Random(5)  # noqa: S311 - which attributes, no secret
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "model"
        copytree(model, copy)
        command = [str(Path(sys.executable).with_name("verac")), "watch", str(copy)]
        environment = os.environ | {"VERAC_CACHE": f"{scratch}/cache"}
        with subprocess.Popen(
            [*command, "-o", f"{scratch}/out", *options],
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        ) as run:
            _settled(run)
            costs = []
            for number in range(edits):
                before = cpu_ms(run.pid)
                _edit(copy, number, chosen)
                _settled(run)
                costs.append(cpu_ms(run.pid) - before)
            run.terminate()
    costs.sort()
    return WatchedEdits(costs[len(costs) // 2], costs[len(costs) * 9 // 10])


def _edit(model: Path, number: int, chosen: random.Random) -> None:
    """Give a chosen attribute of a chosen file a constraint."""
    files = sorted((model / "domeinen").glob("*.vera"))
    places = [
        (file, lines, at)
        for file in files
        for lines in [file.read_text().split("\n")]
        for at, line in enumerate(lines)
        if _ATTRIBUTE.fullmatch(line) and "beperking" not in line and "eigen" not in line
    ]
    file, lines, at = chosen.choice(places)
    lines[at] += f' beperking "Proef {number}."'
    file.write_text("\n".join(lines))


def _settled(run: subprocess.Popen[str]) -> None:
    """Wait until `run` has told what was built, and rests."""
    assert run.stdout is not None
    while "built: " not in (line := run.stdout.readline()):
        if not line:
            raise RuntimeError("verac watch ended, or told no build")
    time.sleep(_AFTERWARDS)
