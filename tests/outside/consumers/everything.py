"""Everything of models/vera to every consumer, and the tables in docs/consumers.md: `make consumers`.

`make test` tries a part of it. What is not accepted is printed, and the command fails.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compiler.emit.jsonschema.options import SchemaOptions
from tests.helpers import outside
from tests.helpers.message_corpus import Maker, corpus
from tests.outside.consumers import documents
from tests.outside.consumers.documents import Outcome
from tests.outside.consumers.tools import TOOLS

ROOT = Path(__file__).resolve().parents[3]
DAY = "2026-01-01"
CODES = SchemaOptions(codes=DAY)
BUILDS = {
    "": outside.USUAL,
    "`--strict`": SchemaOptions(strict=True),
    "`--codes`": CODES,
    "`--strict --codes`": CODES._replace(strict=True),
}
SPOILT = 10
CHOICES = 4
CORRECTIONS = ("none", "compatible", "all")
SHOWN = 20
Row = tuple[str, str, int, int]


def validators() -> Iterator[Row]:
    """A row per way to build: how many messages of the whole corpus the three validators agree on."""
    for said, options in BUILDS.items():
        schemas = outside.messages(outside.named(outside.artefacts(options)))
        models = outside.messages(outside.named(outside.artefacts(options._replace(strict=False))))
        cases = list(corpus(models, outside.examples(models, options), SPOILT))
        rust = outside.by_jsonschema_rs(schemas, cases)
        verdicts = zip(
            rust,
            outside.by_jsonschema(schemas, cases),
            outside.by_ajv(schemas, cases)[0],
            strict=True,
        )
        agreed = sum(len(set(verdict)) == 1 for verdict in verdicts)
        what = (
            f"messages, {sum(rust)} of them right, for all {len(schemas)} schemas {said}".rstrip()
        )
        yield what, "jsonschema, jsonschema-rs and ajv agree", len(cases), agreed


def models(folder: Path) -> Iterator[Row]:
    """A row per way to generate Python: how many schemas become models that hold all messages made of them."""
    forbid = ("--extra-fields", "forbid")
    for said, options, generated in (
        ("", outside.USUAL, ()),
        (" `--codes`", CODES, ()),
        ("", outside.USUAL, forbid),
    ):
        tried = right = 0
        named = ("--class-name", "Bericht", *generated)
        for name, schema, module in outside.models_of(folder, r".*/.*", named, options):
            messages = [Maker(schema, number).full() for number in range(CHOICES)]
            messages += outside.examples([name], options)[name]
            tried += 1
            right += all(_holds(name, module.Bericht, message) for message in messages)
        tool = " ".join(
            ("datamodel-code-generator", *(f"`{' '.join(generated)}`" for _ in generated[:1]))
        )
        yield f"schemas of messages{said}", f"{tool}: models hold what was made", tried, right
    yield _imported(folder, "[^/]+", "domains", ())
    for kind in ("dataclasses.dataclass", "typing.TypedDict"):
        yield _imported(folder, r".*\.post", "schemas of POST", ("--output-model-type", kind))


def _imported(folder: Path, names: str, what: str, generated: tuple[str, ...]) -> Row:
    tried = sum(1 for _ in outside.models_of(folder, names, generated))
    tool = " ".join(
        ("datamodel-code-generator", *(f"`{' '.join(generated)}`" for _ in generated[:1]))
    )
    return what, f"{tool}: modules import", tried, tried


def _holds(name: str, model: type, message: object) -> bool:
    try:
        right = bool(outside.held(model, message) == message)
    except ValueError as error:
        right = False
        print(error)
    if not right:
        print(f"{name}: {message}")
    return right


def handed_over(folder: Path) -> tuple[list[str], bool]:
    """The table of documents: what each tool made of all of them, per choice of corrections; and whether all is well.

    A choice that is not known stays empty. The picture of the largest document is kept as build/redoc.png.
    """
    rows = [
        f"| tool | {' | '.join(f'`{choice}`' for choice in CORRECTIONS)} |",
        "| --- | --- | --- | --- |",
    ]
    given = {
        choice: documents.written(folder / choice, choice)
        for choice in CORRECTIONS
        if documents.known(choice)
    }
    well = True
    for tool in TOOLS:
        outcomes = {choice: tool.run(handed) for choice, handed in given.items()}
        for choice, outcome in outcomes.items():
            unexpected = tool.unexpected(outcome)
            well &= not unexpected or choice != "all"
            print(
                f"{tool.says}, {choice}: {_cell(outcome)}",
                *unexpected[:SHOWN],
                sep="\n    ",
                flush=True,
            )
        cells = [_cell(outcomes[choice]) if choice in outcomes else "" for choice in CORRECTIONS]
        rows.append(f"| {tool.says} | {' | '.join(cells)} |")
    shutil.copyfile(folder / "all" / "redoc.png", ROOT / "build" / "redoc.png")
    return rows, well


def _cell(outcome: Outcome) -> str:
    """How many of what a tool tried are right, and how much it found in the others."""
    found = sum(map(len, outcome.findings.values()))
    right = f"{outcome.right:,} of {outcome.tried:,} {outcome.counted}"
    return right if not found else f"{right}; {found:,} findings"


def main() -> int:
    """Try everything, print the tables and write them; 1 where a row is not full, or `all` has unexpected findings."""
    with tempfile.TemporaryDirectory() as folder:
        table, well = handed_over(Path(folder))
        _write(table)
        rows = [*models(Path(folder)), *validators()]
    table = ["| what | by whom | tried | right |", "| --- | --- | --- | --- |"]
    _write(
        table + [f"| {what} | {tool} | {tried} | {right} |" for what, tool, tried, right in rows]
    )
    return int(not well or any(tried != right for *_, tried, right in rows))


def _write(rows: list[str]) -> None:
    """Print a table, and put it in the place of the one with the same heading in docs/consumers.md."""
    text = "\n".join(rows) + "\n"
    print(text, flush=True)
    page = ROOT / "docs" / "consumers.md"
    old = page.read_text(encoding="utf-8")
    new, count = re.subn(rf"(?m)^{re.escape(rows[0])}\n(?:\|.*\n)*", lambda _: text, old)
    assert count == 1, rows[0]
    page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
