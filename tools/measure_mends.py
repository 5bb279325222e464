"""How many findings in models/vera carry a mend that, applied alone, makes the finding go and adds none.

    .venv/bin/python -m tools.measure_mends [RULE …]

It writes the table into docs/mends.md; with rules behind it, it lists what the mends of those leave.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.workspace.model_reading import read_model
from tests.helpers.memory_store import MemoryStore
from tests.helpers.mending import left_by

MODEL = ROOT / "models" / "vera"
PAGE = ROOT / "docs" / "mends.md"
BEGIN, END = "<!-- table of tools/measure_mends.py -->", "<!-- end of the table -->"


class Tried(NamedTuple):
    """A finding, and what its first mend left: nothing where it is gone and none came in its place."""

    id: str
    message: str
    has_mend: bool
    left: tuple[str, ...] = ()

    @property
    def mended(self) -> bool:
        """Whether the mend made the finding go and added none."""
        return self.has_mend and not self.left


def tried(
    files: Mapping[str, str], finding: Diagnostic, before: Iterable[Diagnostic], context: Context
) -> Tried:
    """What the first mend of `finding`, made in `files`, does to the findings `before`."""
    left = left_by(files, finding, before, context) if finding.mends else []
    return Tried(finding.id, finding.message, bool(finding.mends), tuple(left))


_KEPT: dict[str, object] = {}


def _begin() -> None:
    files = read_model(MODEL).files
    context = Context(MemoryStore(), "mends")
    found = pipeline.review(files, context).diagnostics
    _KEPT["all"] = {name: content.decode() for name, content in files.items()}, context, found


def _try(number: int) -> Tried:
    files, context, before = _KEPT["all"]  # type: ignore[misc]
    return tried(files, before[number], before, context)


def measured(asked: Iterable[str] = ()) -> Iterator[Tried]:
    """Every open finding in models/vera with what its mend does; of some rules only, where any are asked."""
    _begin()
    _, _, found = _KEPT["all"]  # type: ignore[misc]
    wanted = {*asked}
    numbers = [
        number
        for number, each in enumerate(found)
        if not each.suppressed and (not wanted or each.id in wanted)
    ]
    with ProcessPoolExecutor(2, initializer=_begin) as pool:
        yield from pool.map(_try, numbers, chunksize=8)


def table(results: Iterable[Tried]) -> str:
    """The figures by rule, and for all."""
    found, mends, mended = Counter[str](), Counter[str](), Counter[str]()
    for each in results:
        found[each.id] += 1
        mends[each.id] += each.has_mend
        mended[each.id] += each.mended
    total, good = sum(found.values()), sum(mended.values())
    lines = [
        f"{good} of {total} findings, {100 * good // total} %.",
        "",
        "| rule | findings | with a mend | gone, none added |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [f"| {id_} | {found[id_]} | {mends[id_]} | {mended[id_]} |" for id_ in sorted(found)]
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the table or print what is left."""
    asked = sys.argv[1:]
    results = list(measured(asked))
    if asked:
        for each in results:
            if each.has_mend and not each.mended:
                print(each.id, each.message, *each.left, sep="\n    ")
    print(table(results))
    if not asked:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{table(results)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
