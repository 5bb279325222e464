"""Holds what the rules on names find against what a reader found, and writes the table in docs/names.md.

`python tools/measure_names.py`. The labels stand in tests/rules/: in names.csv each name of models/vera, with its
number and the rules that a reader holds it to break; in element_names.csv names of elements, right and wrong.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compiler.base.dutch.word_kinds import PLURAL
from compiler.base.dutch.words import words_of, words_with
from compiler.model.model import Model
from compiler.pipeline import check
from compiler.rules.run import all_rules

LABELS, MODEL, PAGE = (
    ROOT / "tests" / "rules" / "names.csv",
    ROOT / "models" / "vera",
    ROOT / "docs" / "names.md",
)
ELEMENTS = ROOT / "tests" / "rules" / "element_names.csv"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->"
RULES = ("AN01", "GN01", "GN03", "GN04", "GN07", "GN08", "GN09")
KINDS = {
    "CS01": ("rol", "afnemende rol", "hoofdbedrijfsfunctie"), "CS02": ("bedrijfsfunctie",), "CS03": ("product",),
    "CS04": ("dienst", "bedrijfsservice"), "CS05": ("informatieobject",), "CS06": ("bedrijfsproces",),
    "CS07": ("werkproces",), "CS08": ("applicatieservice",),
}  # fmt: skip


class Measure(NamedTuple):
    """How many names were rightly found, wrongly found, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """How much of what is found is right; 1 where nothing is found."""
        return self.right / max(1, self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How much of what is right is found; 1 where there is nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def compared(found: set[str], meant: set[str]) -> Measure:
    """`found` held against what was `meant`."""
    return Measure(len(found & meant), len(found - meant), len(meant - found))


def measures() -> dict[str, Measure]:
    """Per rule, and for `plural`, how it does on the labelled names."""
    model = model_of(MODEL)
    rows = labels(LABELS)
    names = {row["naam"] for row in rows}
    meant = {id_: {row["naam"] for row in rows if id_ in row["regels"].split()} for id_ in RULES}
    found = {
        rule.id: {finding.place.text for finding in rule.judge(model)} & names
        for rule in all_rules()
        if rule.id in RULES
    }
    plurals = {row["naam"] for row in rows if row["getal"] == "meervoud"}
    made = {"plural": compared({name for name in names if _is_plural(name, model)}, plurals)}
    return made | {id_: compared(found[id_], meant[id_]) for id_ in RULES} | _of_elements()


def _of_elements() -> dict[str, Measure]:
    """Per rule on elements, how it does on the labelled names of its kinds."""
    rows = labels(ELEMENTS)
    lines = [
        'standaard Elementen { versie "1.0.0" }',
        *(f'{row["soort"]} "{row["naam"]}"' for row in rows),
    ]
    model = check({"elementen.vera": "\n".join(lines).encode()}).model
    assert model is not None
    judges = {rule.id: rule.judge for rule in all_rules()}
    made = {}
    for id_, kinds in KINDS.items():
        meant = {
            f"{row['soort']} {row['naam']}"
            for row in rows
            if row["soort"] in kinds and row["oordeel"] == "fout"
        }
        found = {lines[finding.place.line - 1].replace('"', "") for finding in judges[id_](model)}
        made[id_] = compared(found, meant)
    return made


def labels(path: Path) -> list[dict[str, str]]:
    """The rows of labels in `path`."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def model_of(folder: Path) -> Model:
    """The model in `folder`, which is sound."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.vera")
    }
    model = check(files).model
    assert model is not None
    return model


def _is_plural(name: str, model: Model) -> bool:
    parts = [word for word in words_of(name) if not word.isdecimal()]
    return bool(parts) and words_with(model.standard.words).number(parts[-1]) == PLURAL


def table() -> str:
    """What was measured, in Markdown."""
    lines = [
        "| what | right | wrong | missed | precision | recall |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += (
        f"| {what} | {made.right} | {made.wrong} | {made.missed} | {made.precision:.3f} | {made.recall:.3f} |"
        for what, made in measures().items()
    )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the table into the page."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(before + BEGIN + table() + END + rest.split(END, 1)[1], encoding="utf-8")
    print(table())


if __name__ == "__main__":
    main()
