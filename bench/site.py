"""Measure the site of models/vera, cold and after edits, and write its table in docs/performance.md: `make bench`.

Every figure is CPU time (user and system): of a whole process, or of an edit in one that lives, as `verac watch` is.
What is edited is drawn by chance, the same in every run: a constraint of an attribute, a description of an entity.
"""

from __future__ import annotations

import gc
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compiler.cli.common import Progress, make_context  # noqa: E402 - behind the path
from compiler.editing.session import Session  # noqa: E402 - same
from compiler.emit.diagrams.building import build_diagrams  # noqa: E402 - same
from compiler.emit.diagrams.options import PLACES_FILE, DiagramOptions  # noqa: E402 - same
from compiler.emit.families import Request  # noqa: E402 - same
from compiler.pipeline import Sound, compiled  # noqa: E402 - same
from compiler.workspace.build_writing import STATE, write_build  # noqa: E402 - same
from compiler.workspace.model_reading import read_model  # noqa: E402 - same
from compiler.workspace.seen_files import SeenFiles  # noqa: E402 - same

MODEL = ROOT / "models" / "vera"
VERAC = str(Path(sys.executable).with_name("verac"))
COLD_RUNS, EDITS = 5, 15
_ATTRIBUTE = re.compile(r'^    (?:kern )?[a-z]\w* *: (?!.*(?:afgeleid|eigen))[^"/]*$')
_NUMBERED = re.compile(r' beperking "Nr \d+\."$')


class Edits:
    """Random edits of the model in `folder`, one after another."""

    def __init__(self, folder: Path) -> None:
        self._files = sorted((folder / "domeinen").glob("*.vera"))
        self._chosen = random.Random(19)  # noqa: S311 - edits, no secret

    def next(self) -> tuple[Path, str]:
        """Make an edit; the file that it is in, and all that this says now."""
        while True:
            file = self._chosen.choice(self._files)
            lines = file.read_text(encoding="utf-8").split("\n")
            is_description = self._chosen.random() < 0.35
            found = [
                number
                for number, line in enumerate(lines)
                if (is_description and line.startswith("/// "))
                or (not is_description and (_ATTRIBUTE.match(line) or _NUMBERED.search(line)))
            ]
            if found:
                break
        at, number = self._chosen.choice(found), self._chosen.randrange(10_000)
        lines[at] = (
            f"{lines[at]} Nr {number}."
            if is_description
            else f'{_NUMBERED.sub("", lines[at])} beperking "Nr {number}."'
        )
        text = "\n".join(lines)
        file.write_text(text, encoding="utf-8")
        return file, text


def used(who: int) -> float:
    """The CPU seconds of this process, or of those that it started, until now."""
    found = resource.getrusage(who)
    return found.ru_utime + found.ru_stime


class Bench:
    """The measurements, of a copy of the model in a scratch folder with a cache of its own."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._model = scratch / "model"
        shutil.copytree(MODEL, self._model)
        self._edits = Edits(self._model)
        self._cache = scratch / "cache"
        self.environment = os.environ | {"VERAC_CACHE": str(self._cache)}

    def run(self, *command: str) -> float:
        """The CPU seconds of one process."""
        before = used(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [VERAC, *command], check=False, capture_output=True, env=self.environment
        )
        assert done.returncode == 0, done.stderr
        return used(resource.RUSAGE_CHILDREN) - before

    def site(self) -> float:
        """A site of the model."""
        return self.run("site", str(self._model), "-o", str(self._scratch / "site"), "-q")

    def pictures(self) -> float:
        """The pictures alone."""
        where = str(self._scratch / "pictures")
        return self.run("build", str(self._model), "--only", "diagrams", "-o", where, "-q")

    def cold(self) -> tuple[float, float]:
        """A site, and the pictures alone, with nothing kept."""
        found = []
        for build in (self.pictures, self.site):
            times = []
            for _ in range(COLD_RUNS):
                for folder in (self._cache, self._scratch / "site", self._scratch / "pictures"):
                    shutil.rmtree(folder, ignore_errors=True)
                (self._model / PLACES_FILE).unlink(missing_ok=True)
                times.append(build())
            found.append(statistics.median(times))
        pictures, site = found
        return site, pictures

    def after_edits(self) -> tuple[float, float, float]:
        """A site, the pictures alone, and a check: each in a new process after an edit."""
        self.pictures()
        self.site()
        sites, pictures, checks = [], [], []
        for _ in range(EDITS):
            self._edits.next()
            sites.append(self.site())
            self._edits.next()
            pictures.append(self.pictures())
            self.site()
            self._edits.next()
            checks.append(self.run("check", str(self._model)))
            self.site()
        return statistics.median(sites), statistics.median(pictures), statistics.median(checks)

    def in_one_process(self) -> tuple[float, float, float]:
        """After an edit in a process that lives: the check, the pictures that it reaches, and the site on top."""
        os.environ["VERAC_CACHE"] = str(self._cache)
        session = Session(read_model(self._model).files, make_context(Progress(shown=False)))
        output, seen = self._scratch / "watched", SeenFiles()
        places = DiagramOptions()

        def build() -> tuple[float, float]:
            nonlocal places
            answer, context = session.checked(), session.context
            checked = used(resource.RUSAGE_SELF)
            drawn = build_diagrams(answer.model, places, context, with_texts=False)
            places = DiagramOptions(drawn.beside[PLACES_FILE].decode())
            pictured = used(resource.RUSAGE_SELF)
            sound = Sound(answer.model, answer.diagnostics, complete=True)
            built = compiled(sound, Request(("site",), diagrams=places), context)
            assert built.artefacts is not None
            assert write_build(output, built.artefacts, "watch", (), seen=seen) == ()
            return checked, pictured

        build()
        gc.freeze()
        gc.disable()
        found = []
        for _ in range(EDITS + 1):
            file, text = self._edits.next()
            before = used(resource.RUSAGE_SELF)
            session.on_disk(file.relative_to(self._model).as_posix(), text.encode())
            checked, pictured = build()
            after = used(resource.RUSAGE_SELF)
            found.append((checked - before, pictured - checked, after - pictured))
        # The first one reads what nobody looked at yet.
        check, pictures, site = (statistics.median(each) for each in zip(*found[1:], strict=True))
        return check, pictures, site

    def size(self) -> tuple[float, int]:
        """The megabytes and the files of a site, but for the one that is for the next build."""
        sizes = [
            each.stat().st_size
            for each in (self._scratch / "site").rglob("*")
            if each.is_file() and each.name != STATE
        ]
        return sum(sizes) / 1e6, len(sizes)


def table() -> str:
    """The table in docs/performance.md."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        cold, pictures = bench.cold()
        megabytes, files = bench.size()
        new, drawn, checked = bench.after_edits()
        check, drawing, living = bench.in_one_process()
    rows = [
        ("cold, on top of its pictures", f"{cold - pictures:.2f} s", "under 1.5 s"),
        ("cold, pictures and all", f"{cold:.2f} s", ""),
        (
            "after an edit, in one process, on top of its check and pictures",
            f"{living:.2f} s",
            "under 0.3 s",
        ),
        ("the check and the pictures of that", f"{check:.2f} and {drawing:.2f} s", ""),
        (
            "after an edit, a new process, on top of `build --only diagrams`",
            f"{new - drawn:.2f} s",
            "under 0.3 s",
        ),
        ("after an edit, a new process, pictures and all", f"{new:.2f} s", ""),
        ("beside it: `verac check` after such an edit", f"{checked:.2f} s", ""),
        (f"size, {files:,} files", f"{megabytes:.1f} MB", "under 15 MB"),
    ]
    lines = ["| the site of models/vera | measured | wanted |", "| --- | --- | --- |"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def main() -> None:
    """Measure, print and write the table."""
    made = table()
    print(made)
    page = ROOT / "docs" / "performance.md"
    old = page.read_text(encoding="utf-8")
    new = re.sub(
        r"(?s)(<!-- site -->\n).*?(\n<!-- end of site -->)", lambda m: m[1] + made + m[2], old
    )
    page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
