"""Holds the rules on names against a list of single names: `python tools/measure_name_list.py LIST.csv [--each]`.

The list has the columns kind, name and rules: E is an entity, A an attribute, C a collection; `-` is no rule.
Each name is judged in a model of its own, so that none has an influence on another. Printed is per rule how many names
were rightly found, wrongly found and missed; with `--each` also which ones. `--half 0` and `--half 1` take every second
row, so that one half can be looked at while rules are made, and the other one afterwards.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compiler.base.wording import Text
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.rules.run import all_rules
from tools.measure_names import Measure, compared

RULES = ("AN01", "GN01", "GN03", "GN04", "GN07", "GN08", "GN09")
SHARED = ROOT.parent / "shared" / "cases" / "names.csv"
STANDARD = 'standaard Namen { versie "1.0.0" }\n'
MODELS = {
    "E": "domein A {{ entiteit `{name}` }}\n",
    "A": "domein A {{ entiteit Houder {{ `{name}` : string }} }}\n",
    "C": "domein A {{ entiteit Houder {{ `{name}` : string[] }} }}\n",
}


class LabelledName(NamedTuple):
    """A name, what it names, and the rules that a reader holds it to break."""

    kind: str
    name: str
    rules: frozenset[str]


def labelled(path: Path) -> list[LabelledName]:
    """The rows of the list in `path`."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            LabelledName(row["kind"], row["name"], frozenset(row["rules"].split()) - {"-"})
            for row in csv.DictReader(file)
        ]


def hints(kind: str, name: str) -> dict[str, Text]:
    """The rules on names that find something in `name`, each with what it says to do."""
    text = STANDARD + MODELS[kind].format(name=name)
    parsed = parse_text(text, "namen.vera")
    model = link_sources([parsed.source]).model
    if parsed.diagnostics:
        raise ValueError(f"no model can hold {name!r}")
    return {
        rule.id: finding.hint
        for rule in all_rules()
        if rule.id in RULES
        for finding in rule.judge(model)
    }


def measured(rows: Iterable[LabelledName]) -> tuple[dict[str, Measure], list[str]]:
    """Per rule how it does on `rows`, and a line for each name on which rules and reader differ."""
    meant: dict[str, set[str]] = {id_: set() for id_ in RULES}
    found: dict[str, set[str]] = {id_: set() for id_ in RULES}
    differences = []
    for row in rows:
        made = hints(row.kind, row.name)
        for id_ in RULES:
            key = f"{row.kind} {row.name}"
            if id_ in row.rules:
                meant[id_].add(key)
            if id_ in made:
                found[id_].add(key)
        if set(made) != row.rules:
            said = "; ".join(f"{id_}: {hint}" for id_, hint in made.items()) or "nothing"
            wanted = " ".join(sorted(row.rules)) or "-"
            differences.append(f"{row.kind} {row.name}: {wanted} was meant, found {said}")
    return {id_: compared(found[id_], meant[id_]) for id_ in RULES}, differences


def table(made: dict[str, Measure]) -> str:
    """What was measured, in Markdown."""
    lines = [
        "| rule | right | wrong | missed | precision | recall |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += (
        f"| {id_} | {each.right} | {each.wrong} | {each.missed} | {each.precision:.3f} | {each.recall:.3f} |"
        for id_, each in made.items()
    )
    return "\n".join(lines)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description="Hold the rules on names against a list of names.")
    parser.add_argument("list", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--each", action="store_true")
    asked = parser.parse_args()
    rows = labelled(asked.list)
    made, differences = measured(rows if asked.half is None else rows[asked.half :: 2])
    print(table(made))
    if asked.each:
        print(*differences, sep="\n")


if __name__ == "__main__":
    main()
