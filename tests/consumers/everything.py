"""Everything of models/vera to every consumer, and the table in docs/consumers.md: `make consumers`.

`make test` tries a part of it. What is not accepted is printed, and the command fails.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import outside  # noqa: E402 - the folder is no package
from message_corpus import Maker, corpus  # noqa: E402 - same

from compiler.emit.jsonschema.plan import Options  # noqa: E402 - same

DAY = "2026-01-01"
CODES = Options(codes=DAY)
BUILDS = {
    "": outside.USUAL,
    "`--strict`": Options(strict=True),
    "`--codes`": CODES,
    "`--strict --codes`": CODES._replace(strict=True),
}
SPOILT = 10
CHOICES = 4
Row = tuple[str, str, int, int]


def validators() -> Iterator[Row]:
    """A row per way to build: how many messages of the whole corpus the three validators agree on."""
    for said, options in BUILDS.items():
        schemas = outside.messages(outside.named(outside.artefacts(options)))
        models = outside.messages(outside.named(outside.artefacts(options._replace(strict=False))))
        cases = list(corpus(models, outside.examples(models, options), SPOILT))
        rust = outside.by_jsonschema_rs(schemas, cases)
        verdicts = zip(rust, outside.by_jsonschema(schemas, cases), outside.by_ajv(schemas, cases)[0], strict=True)
        agreed = sum(len(set(verdict)) == 1 for verdict in verdicts)
        what = f"messages, {sum(rust)} of them right, for all {len(schemas)} schemas {said}".rstrip()
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
        tool = " ".join(("datamodel-code-generator", *(f"`{' '.join(generated)}`" for _ in generated[:1])))
        yield f"schemas of messages{said}", f"{tool}: models hold what was made", tried, right
    yield _imported(folder, "[^/]+", "domains", ())
    for kind in ("dataclasses.dataclass", "typing.TypedDict"):
        yield _imported(folder, r".*\.post", "schemas of POST", ("--output-model-type", kind))


def _imported(folder: Path, names: str, what: str, generated: tuple[str, ...]) -> Row:
    tried = sum(1 for _ in outside.models_of(folder, names, generated))
    tool = " ".join(("datamodel-code-generator", *(f"`{' '.join(generated)}`" for _ in generated[:1])))
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


def types(folder: Path) -> Iterator[Row]:
    """A row per choice of corrections: how many documents have types without errors."""
    for corrections in ("all", "none"):
        place = folder / corrections
        place.mkdir()
        documents = outside.documents(corrections)
        errors = outside.typescript_errors(place, documents)
        print(*errors[:20], sep="\n")
        wrong = {Path(error.partition("(")[0]).name for error in errors}
        what = f"OpenAPI documents `--corrections {corrections}`"
        yield what, "openapi-typescript, then `tsc --noEmit --strict`", len(documents), len(documents) - len(wrong)


def main() -> int:
    """Try everything, print the table and write it; how many rows are not full."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [*types(Path(folder)), *models(Path(folder)), *validators()]
    table = ["| what | by whom | tried | right |", "| --- | --- | --- | --- |"]
    table += (f"| {what} | {tool} | {tried} | {right} |" for what, tool, tried, right in rows)
    text = "\n".join(table)
    print(text)
    page = ROOT / "docs" / "consumers.md"
    old = page.read_text(encoding="utf-8")
    page.write_text(
        re.sub(r"(?m)^\| what \| by whom (?:.*\n)(?:\|.*\n)*", lambda _: text + "\n", old), encoding="utf-8"
    )
    return sum(tried != right for *_, tried, right in rows)


if __name__ == "__main__":
    sys.exit(main())
