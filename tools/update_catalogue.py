"""Bring the catalogue of translations up to date: `make texts`.

Gathers every text that people may read: the templates in calls of `say`, the docstrings that `verac explain` shows, the
help of the command line, and the words of click, the library behind it. New ones are added to locale/nl/…/verac.po with
an empty translation, which a test refuses; those that are gone are taken out; then verac.mo is written, which the
program reads.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from compiler.base.wording import Text
from compiler.cli.lang import help_texts, spoken_by
from compiler.cli.main import verac as command
from compiler.report.explanations import explanations

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "locale" / "nl" / "LC_MESSAGES" / "verac.po"
MO = PO.with_suffix(".mo")
_HEAD = "# Dutch for every text of verac that people read. `make texts` keeps it up to date."
Said: TypeAlias = str | tuple[str, ...]
NONE = ("", "")
_NEEDLESS = tuple(
    f'"{field}: '.encode()
    for field in (
        "Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator",
        "Language-Team", "Generated-By",
    )
)  # fmt: skip
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # the same texts, the same bytes


def texts() -> Iterator[tuple[Said, str]]:
    """Each English template, or its singular and plural, with where it is from."""
    yield from _literals(ROOT / "compiler", {"say": None}, "compiler")
    for id_, explanation in explanations().items():
        for text in explanation.texts():
            yield from ((template, f"verac explain {id_}") for template in _templates(text))
    spoken_by(command)
    for text in help_texts(command):
        yield from ((template, "verac --help") for template in _templates(text))
    click = find_spec("click")
    assert click is not None
    assert click.origin is not None
    yield from _literals(Path(click.origin).parent, {"_": None, "ngettext": (1, 2)}, "click")


def _literals(
    folder: Path, keywords: dict[str, tuple[int, ...] | None], name: str
) -> Iterator[tuple[Said, str]]:
    """The texts in the calls of certain functions in the Python files of a folder."""
    for path, _, message, _, _ in extract_from_dir(
        folder, [("**.py", "python")], keywords=keywords
    ):
        yield message, f"{name}/{path}"


def _templates(text: Text) -> Iterator[str]:
    yield text.template
    for value in text.values.values():
        if isinstance(value, Text):
            yield from _templates(value)


def template() -> Catalog:
    """All texts, without translations, by where they are from."""
    catalogue = Catalog(
        locale="nl", project="verac", version="", msgid_bugs_address="", copyright_holder="", charset="utf-8",
        last_translator="", language_team="", creation_date=_NO_DATE, revision_date=_NO_DATE, fuzzy=False,
        header_comment=_HEAD,
    )  # fmt: skip
    for text, source in sorted(
        texts(), key=lambda each: (each[1], each[0][0] if isinstance(each[0], tuple) else each[0])
    ):
        if any(character.isalpha() for character in _bare("".join(text))):
            catalogue.add(text, locations=[(source, None)])
    return catalogue


def _bare(text: str) -> str:
    """`text` without its placeholders: what is left is for translators."""
    parts = (
        part.partition("}")[2] if number else part for number, part in enumerate(text.split("{"))
    )
    return "".join(parts)


def read() -> Catalog:
    """The catalogue as it is in git."""
    return (
        read_po(io.BytesIO(PO.read_bytes()), locale="nl")
        if PO.exists()
        else Catalog(locale="nl", charset="utf-8")
    )


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The catalogue as translators read it."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, sort_by_file=True, ignore_obsolete=True)
    lines = out.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_NEEDLESS))


def updated() -> Catalog:
    """The catalogue with the texts of now: known translations are kept, and none is guessed."""
    known = read()
    fresh = template()
    for message in fresh:
        if message.id:
            old = known.get(message.id)
            message.string = old.string if old is not None else NONE if message.pluralizable else ""
    return fresh


def untranslated(catalogue: Catalog) -> list[Said]:
    """The texts without a translation."""
    return [message.id for message in catalogue if message.id and not all(_forms(message.string))]


def _forms(said: Said) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def main() -> int:
    """Write both files; say how many texts wait for a translation."""
    catalogue = updated()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalogue))
    MO.write_bytes(compiled(catalogue))
    missing = len(untranslated(catalogue))
    print(f"{PO.relative_to(ROOT)}: {len(catalogue)} texts, {missing} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
