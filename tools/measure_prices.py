"""What parts save that can be switched off: habits of a person measured with each and without (docs/decisions/0013).

    .venv/bin/python tools/measure_prices.py            # all parts
    .venv/bin/python tools/measure_prices.py gc exit    # these

Without a part means: the same command in a process that calls a function of this file first, which puts something plain
in its place. Runs with and without take turns, each side with a cache and an output of its own. CPU seconds of whole
processes, medians of seven; "more without" is the median of the differences within pairs.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "vera"
RUNS = 7
WITHOUT = "--without"


# -- something plain in the place of a part --------------------------------------------------------------------------


def parts_made_each_time() -> None:
    """No part is taken from another document or an earlier run."""
    from compiler.base.store import digest
    from compiler.emit.rendering.parts import Parts

    def kept(self: Any, made_of: tuple[str | bytes, ...], make: Callable[[], bytes]) -> str:
        key = digest(*made_of)
        self._used[key] = make()
        return key

    Parts.kept = kept


def parts_forgotten() -> None:
    """No part is taken from an earlier run."""
    from compiler.emit.rendering.parts import Parts

    Parts.learn = lambda _self, _parts: None


def each_place_by_itself() -> None:
    """What is one object is rendered once for each place where it stands."""
    from compiler.emit.rendering import by_object

    by_object.by_object = lambda make: make


def nothing_prepared() -> None:
    """Neither parse tables nor compiled templates are there."""
    from compiler.workspace import cache

    nowhere = Path(os.devnull)
    cache.prepared_folder = lambda: nowhere


def no_store() -> None:
    """Nothing is kept between runs."""
    os.environ["VERAC_CACHE"] = "off"


def collecting() -> None:
    """Python looks for garbage as it always does."""
    gc.enable()
    gc.disable = lambda: None


def taken_down() -> None:
    """Python ends as it always does."""
    os._exit = sys.exit


def collecting_and_taken_down() -> None:
    """Both."""
    collecting()
    taken_down()


# -- what a person does ----------------------------------------------------------------------------------------------


class Side:
    """One side of a comparison: the program after the function `stand_in`, or as it is where that is empty."""

    def __init__(self, stand_in: str, folder: Path) -> None:
        self._stand_in = stand_in
        self._cache, self._output = folder / "cache", folder / "output"
        self._environment = os.environ | {
            "VERAC_CACHE": str(self._cache),
            "PYTHONPATH": str(ROOT),
        }

    def run(self, *arguments: str) -> float:
        """The CPU seconds of one process; findings are no failure."""
        import resource
        import subprocess

        command = [sys.executable, __file__, WITHOUT, self._stand_in, *arguments]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, capture_output=True, check=False
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def forget(self) -> None:
        """Leave nothing of earlier runs."""
        import shutil

        for folder in (self._cache, self._output):
            shutil.rmtree(folder, ignore_errors=True)

    def build(self, model: Path, *options: str) -> float:
        """One build; of the OpenAPI documents as they are published where no options say otherwise."""
        options = options or ("--only", "openapi", "--corrections", "none")
        return self.run("build", str(model), "-o", str(self._output), "-q", *options)


def _help(side: Side, _: Path) -> float:
    return side.run("--help")


def _check_cold(side: Side, model: Path) -> float:
    side.forget()
    return side.run("check", str(model))


def _check_again(side: Side, model: Path) -> float:
    return side.run("check", str(model))


def _build_cold(side: Side, model: Path) -> float:
    side.forget()
    return side.build(model)


def _build_again(side: Side, model: Path) -> float:
    return side.build(model)


def _corrected_cold(side: Side, model: Path) -> float:
    side.forget()
    return side.build(model, "--corrections", "all")


def _corrected_again(side: Side, model: Path) -> float:
    return side.build(model, "--corrections", "all")


def _change(model: Path) -> None:
    """Give one attribute another type and pattern."""
    file = model / "domeinen" / "Vastgoed.vera"
    other = rf"\1 string patroon /^{os.urandom(3).hex()}$/"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^( +bouwjaar +:).*$", other, text), encoding="utf-8")


HABITS: dict[str, Callable[[Side, Path], float]] = {
    "help": _help,
    "check, cold": _check_cold,
    "check, nothing changed": _check_again,
    "build, cold": _build_cold,
    "build, one attribute changed": _build_again,
    "build, nothing changed": _build_again,
    "all artefacts corrected, cold": _corrected_cold,
    "all artefacts corrected, one attribute changed": _corrected_again,
}
HELP, CHECK, CHECK_AGAIN, BUILD, CHANGED, AGAIN, ALL, ALL_CHANGED = HABITS
PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "parts": ("parts_made_each_time", (BUILD, ALL)),
    "kept parts": ("parts_forgotten", (CHANGED, ALL_CHANGED)),
    "by_object": ("each_place_by_itself", (BUILD, CHANGED, ALL, ALL_CHANGED)),
    "prepared": ("nothing_prepared", (CHECK, BUILD)),
    "store": ("no_store", (CHECK, CHECK_AGAIN, BUILD, CHANGED, AGAIN)),
    "gc": ("collecting", (HELP, CHECK, BUILD, CHANGED, AGAIN)),
    "exit": ("taken_down", (HELP, CHECK, BUILD, CHANGED, AGAIN)),
    "gc and exit": ("collecting_and_taken_down", (HELP, CHECK, BUILD, CHANGED, AGAIN)),
}


def _measured(part: str, habit: str, model: Path, scratch: Path) -> str:
    """A line of the table."""
    import statistics

    sides = [Side("", scratch / "with"), Side(PARTS[part][0], scratch / "without")]
    found: tuple[list[float], list[float]] = ([], [])
    for side in sides:
        HABITS[habit](side, model)
    for number in range(RUNS):
        if habit in (CHANGED, ALL_CHANGED):
            _change(model)
        for which in (0, 1) if number % 2 else (1, 0):
            found[which].append(HABITS[habit](sides[which], model))
    with_, without = map(statistics.median, found)
    more = statistics.median(b - a for a, b in zip(*found, strict=True))
    return f"| {part} | {habit} | {with_:.3f} | {without:.3f} | {more:+.3f} |"


def main() -> None:
    """Measure what is asked for, a line at a time."""
    import shutil
    import tempfile

    print("| part | habit | with | without | more without |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for part in sys.argv[1:] or PARTS:
            for habit in PARTS[part][1]:
                model = scratch / "model"
                shutil.rmtree(model, ignore_errors=True)
                shutil.copytree(MODEL, model)
                print(_measured(part, habit, model, scratch), flush=True)


def _run(stand_in: str, arguments: list[str]) -> None:
    """Be the command line with `arguments`, after the function `stand_in`."""
    gc.disable()  # as the command line does, so that loading what is replaced costs no more than it must
    if stand_in:
        globals()[stand_in]()
    sys.argv = ["verac", *arguments]
    from compiler.cli.entry import main as verac

    verac()


if __name__ == "__main__":
    if sys.argv[1:2] == [WITHOUT]:
        _run(sys.argv[2], sys.argv[3:])
    else:
        main()
