"""Changes one spot of a module at a time and asks whether a test notices: a measure of the tests, not of the module.

    .venv/bin/python -m tools.mutate                         # 200 mutants, seed 1
    .venv/bin/python -m tools.mutate --count 40 --seed 2 --places store wire
    .venv/bin/python -m tools.mutate --only build/survivors.txt   # the spots in a file that an earlier run wrote

What is changed is said in tools/mutations.py, what came of it in docs/decisions/0015-mutants.md. Each mutant runs in a
process of its own, forked from one that has loaded the libraries and nothing of `compiler` that depends on a place. No
module is written: the changed one is compiled here and found before the one on disk. A mutant that takes more than a
minute of CPU hangs where the module did not: it is found too, and counted by itself (slow). Those and the survivors
stand in build/survivors.txt.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, zip_longest
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

from tools.mutations import Defaults, defaults_in, mutated, spots, told

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = (
    "pytest",
    "hypothesis",
    "yaml",
    "lark",
    "jinja2",
    "networkx",
    "jsonschema_rs",
    "orjson",
    "openpyxl",
    "click",
)
AT_ONCE = 2
SECONDS = 60
LINK = ("tests/model/test_all_that_is_written.py", "tests/model/test_link.py")
COMPARE = (
    "tests/compare/test_touched.py", "tests/compare/test_payload.py", "tests/compare/test_judges.py",
    "tests/model/test_documents.py", "-k", "not itself",
)  # fmt: skip
DOCUMENTS = ("tests/model/test_holding.py", "tests/model/test_documents.py")
# Each module by a short name, and the tests that are about it.
PLACES: dict[str, tuple[str, tuple[str, ...]]] = {
    "codelists": ("model/linking/codelists", LINK),
    "elements": ("model/linking/elements", LINK),
    "entities": ("model/linking/entities", LINK),
    "kinds": ("model/linking/kinds", LINK),
    "link": ("model/linking/link", LINK),
    "projections": ("model/linking/projections", LINK),
    "names": ("model/linking/names", LINK),
    "statements": ("model/linking/statements", LINK),
    "effects": ("compare/effects", COMPARE),
    "touched": ("compare/touched", COMPARE),
    "translation": ("compare/translation", COMPARE),
    "payload": ("compare/payload", COMPARE),
    "templating": ("emit/rendering/templating", ("tests/emit/test_templating.py",)),
    "naming": ("emit/openapi/naming", ("tests/emit/test_naming.py",)),
    "wire": ("model/wire", DOCUMENTS),
    "holding": ("model/holding", DOCUMENTS),
    "builder": ("model/document_builder", DOCUMENTS),
    "store": ("base/store", ("tests/base/test_store.py",)),
    "contents_key": ("emit/openapi/contents_key", ("tests/emit/test_contents_key.py",)),
}  # fmt: skip


class Mutant(NamedTuple):
    """The spot `number` of the module of `place`, with its line and what it says before and after."""

    place: str
    number: int
    line: int
    says: str


def source_of(place: str) -> Path:
    """The file of a place."""
    return ROOT / "compiler" / f"{PLACES[place][0]}.py"


def mutants_of(place: str, defaults: Defaults) -> list[Mutant]:
    """Every mutant of a place."""
    found = spots(ast.parse(source_of(place).read_bytes()), defaults)
    return [Mutant(place, number, *told(spot)) for number, spot in enumerate(found)]


class Changed(importlib.abc.MetaPathFinder, importlib.machinery.SourceFileLoader):
    """Finds the module of one place, and loads `code` in its stead."""

    def __init__(self, place: str, code: CodeType) -> None:
        self.code = code
        name = f"compiler.{PLACES[place][0].replace('/', '.')}"
        super().__init__(name, str(source_of(place)))

    def find_spec(self, fullname: str, *_: Any) -> Any:
        """The module, where it is that one."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 - a loader's signature
        """What is run."""
        return self.code


def started(place: str, tree: ast.Module) -> int:
    """The id of a process that runs the tests of `place`, with `tree` in the place of its module."""
    code = compile(tree, str(source_of(place)), "exec")
    process = os.fork()
    if process == 0:
        try:
            sys.meta_path.insert(0, Changed(place, code))
            os._exit(tests_of(place))
        finally:
            os._exit(3)
    return process


def tests_of(place: str) -> int:
    """Run the tests of `place` in this process; what pytest answers."""
    import pytest  # noqa: PLC0415 - not before the process is its own
    from hypothesis import settings  # noqa: PLC0415 - same

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30,) * 2)
    log = os.open(ROOT / "build" / "mutants.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    kept = ("compiler.language", "compiler.base") if place != "store" else ("compiler.nothing",)
    for name in [name for name in sys.modules if name.startswith("compiler.")]:
        if not name.startswith(kept):
            del sys.modules[name]
    # The same texts each time, and few: what only the hundredth finds is found by luck.
    settings.register_profile(
        "few", max_examples=10, derandomize=True, deadline=None, database=None
    )
    settings.load_profile("few")
    plain = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert", "plain"]
    answer = pytest.main([*plain, *PLACES[place][1]])
    sys.stdout.flush()
    return int(answer)


def parse_tables_once() -> None:
    """Make the tables of the grammar here, so that no mutant has to; the rooms that this loads know no others."""
    from compiler.language import grammar_tables, parser  # noqa: PLC0415 - main finds it

    grammar_tables.tables_of = lru_cache(grammar_tables.tables_of)
    parser.parse_text("domein A")


def outcome(status: int) -> str:
    """What became of a mutant, by how its process ended."""
    code = os.waitstatus_to_exitcode(status)
    if code in (4, 5):
        raise SystemExit("the tests of a place are not there: build/mutants.log")
    slow = code in (-signal.SIGXCPU, -signal.SIGKILL)
    return "survived" if code == 0 else "slow" if slow else "killed"


def tried(mutants: Iterable[Mutant], defaults: Defaults) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it, some at once."""
    running: dict[int, Mutant] = {}
    for mutant in chain(mutants, [None] * AT_ONCE):
        if running and (mutant is None or len(running) == AT_ONCE):
            process, status = os.wait()
            yield running.pop(process), outcome(status)
        if mutant is not None:
            tree = mutated(source_of(mutant.place).read_bytes(), mutant.number, defaults)
            running[started(mutant.place, tree)] = mutant


def sampled(places: Iterable[str], count: int, seed: int, defaults: Defaults) -> list[Mutant]:
    """`count` mutants, from each place as many as from another while it has them."""
    drawn = []
    for place in places:
        found = mutants_of(place, defaults)
        random.Random(f"{seed} {place}").shuffle(found)  # noqa: S311 - no secret
        drawn.append(found)
    turns = [mutant for turn in zip_longest(*drawn) for mutant in turn if mutant]
    return turns[:count]


def report(mutants: Iterable[Mutant], defaults: Defaults) -> None:
    """Try all, print those that survive as they do, and the numbers per place."""
    numbers: dict[str, Counter[str]] = {}
    survivors = []
    for mutant, became in tried(mutants, defaults):
        numbers.setdefault(mutant.place, Counter())[became] += 1
        if became != "killed":
            where = source_of(mutant.place).relative_to(ROOT)
            line = f"{mutant.place} {mutant.number} {became} {where}:{mutant.line}: {mutant.says}"
            print(line, flush=True)
            survivors.append(line)
    total = sum(numbers.values(), Counter())
    for place, counted in (*numbers.items(), ("all", total)):
        print(f"{place}:", ", ".join(f"{became} {number}" for became, number in counted.items()))
    path = ROOT / "build" / "survivors.txt"
    path.write_text("".join(f"{line}\n" for line in survivors), encoding="utf-8")


def main() -> None:
    """Choose mutants, see that the tests pass without them, and try them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", nargs="*", default=list(PLACES), choices=list(PLACES))
    parser.add_argument("--only", type=Path, help="a file of survivors, as an earlier run wrote it")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    os.environ["VERAC_CACHE"] = tempfile.mkdtemp()
    for library in LIBRARIES:
        importlib.import_module(library)
    parse_tables_once()
    defaults = defaults_in(ROOT / "compiler")
    if chosen.only:
        lines = chosen.only.read_text(encoding="utf-8").splitlines()
        wanted = {tuple(line.split()[:2]) for line in lines}
        every = (mutant for place in PLACES for mutant in mutants_of(place, defaults))
        mutants = [each for each in every if (each.place, str(each.number)) in wanted]
    else:
        mutants = sampled(chosen.places, chosen.count, chosen.seed, defaults)
    for place in dict.fromkeys(mutant.place for mutant in mutants):
        process = started(place, ast.parse(source_of(place).read_bytes()))
        if outcome(os.waitpid(process, 0)[1]) != "survived":
            raise SystemExit(f"the tests of {place} fail without a mutant: build/mutants.log")
    report(mutants, defaults)


if __name__ == "__main__":
    main()
