"""Published releases that others made wrong: every mistake is told with its place, and nothing is lost unseen."""

from __future__ import annotations

import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from compiler import pipeline
from compiler.model.model import Model
from compiler.pipeline import importing
from tests.helpers.bad_input import CELLS, DOMAIN, HEAD, SHEET, Read, Verac, assert_refused
from tests.helpers.bad_releases import (
    ALL_OF,
    cells,
    change_sheet,
    with_property,
    with_shape,
)
from tests.helpers.small_model import CODES, contents

# -- releases ------------------------------------------------------------------------------------------------------


def cell_at(place: str, row: int) -> Callable[[Path], None]:
    """A change of the sheet: one cell more."""
    cell = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return cells("</sheetData>", cell)


def rows(kept: int) -> Callable[[Path], None]:
    """A change of the sheet: only its first rows."""

    def change(members: dict[str, bytes]) -> None:
        head, *found, tail = re.split(rb"(?=<row )|(?=</sheetData>)", members[CELLS])
        members[CELLS] = b"".join([head, *found[:kept], tail])

    return lambda release: change_sheet(release, change)


def zip_bomb(release: Path) -> None:
    """A member of 300 MiB in 300 kB."""
    with (
        zipfile.ZipFile(release / SHEET, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image.bin", "w") as member,
    ):
        for _ in range(300):
            member.write(bytes(1 << 20))


def lying_zip(release: Path) -> None:
    """Cells of 8 GiB in 8 MB that say of themselves that they are ten bytes."""

    def change(members: dict[str, bytes]) -> None:
        head, tail = members[CELLS].split(b"<sheetData>")
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        start = packer.compress(head + b"<sheetData>") + packer.flush(zlib.Z_FULL_FLUSH)
        # The same bytes at every repeat
        block = packer.compress(b" " * (16 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
        members[CELLS] = start + block * 512 + packer.compress(tail) + packer.flush()

    change_sheet(release, change, zipfile.ZIP_STORED)
    content = bytearray((release / SHEET).read_bytes())
    for head, method in ((rb"PK\x03\x04.{26}", 8), (rb"PK\x01\x02.{42}", 10)):
        found = re.search(head + CELLS.encode(), content, re.DOTALL)
        assert found
        struct.pack_into("<H", content, found.start() + method, 8)  # deflated
        struct.pack_into("<I", content, found.start() + method + 14, 10)  # bytes when unpacked
    (release / SHEET).write_bytes(content)


def entity_bomb(release: Path) -> None:
    """Cells with a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

    def change(members: dict[str, bytes]) -> None:
        text = members[CELLS].decode().replace("Modelnaam", "&l9;")
        members[CELLS] = (
            f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]>{text}'.encode()
        )

    change_sheet(release, change)


def write(name: str, content: str | bytes) -> Callable[[Path], None]:
    """A change of the release: other content of the file `name`."""
    return lambda release: (release / name).write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )  # type: ignore[func-returns-value]


def gone(name: str) -> Callable[[Path], None]:
    """A change of the release: no `name`."""
    return lambda release: (
        shutil.rmtree(release / name) if (release / name).is_dir() else (release / name).unlink()
    )


def folder(name: str) -> Callable[[Path], None]:
    """A change of the release: a folder that has the name of a file."""

    def change(release: Path) -> None:
        (release / name).unlink(missing_ok=True)
        (release / name).mkdir()

    return change


def link(name: str, to: str) -> Callable[[Path], None]:
    """A change of the release: a link in the place of a file. Reading /proc/self/mem fails, for root too."""

    def change(release: Path) -> None:
        (release / name).unlink(missing_ok=True)
        (release / name).symlink_to(to)

    return change


ALIASES = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghi"))


REFUSED: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "sheet: gone": (gone(SHEET), "IMP01", "does not exist"),
    "sheet: a folder": (folder(SHEET), "IMP01", ""),
    "sheet: empty": (write(SHEET, b""), "IMP01", "no .xlsx"),
    "sheet: no zip": (write(SHEET, "Modelnaam;Modelversie\n"), "IMP01", "no .xlsx"),
    "sheet: an empty zip": (write(SHEET, b"PK\5\6" + bytes(18)), "IMP01", ""),
    "sheet: another zip": (lambda r: change_sheet(r, dict.clear), "IMP01", ""),
    "sheet: cut off": (lambda r: write(SHEET, (r / SHEET).read_bytes()[:3000])(r), "IMP01", "no .xlsx"),
    "sheet: no cells": (lambda r: change_sheet(r, lambda m: m.pop(CELLS)), "IMP01", ""),
    "sheet: no XML": (lambda r: change_sheet(r, lambda m: m.update({CELLS: b"hallo"})), "IMP01", ""),
    "sheet: a column less": (cells("Attribuuttype", "Type"), "IMP01", '"Attribuuttype"'),
    "sheet: nothing in it": (rows(0), "IMP01", "is empty"),
    "sheet: no rows": (rows(1), "IMP01", ""),
    "sheet: zip bomb": (zip_bomb, "IMP01", "unpacks to more than"),
    "sheet: zip that lies": (lying_zip, "IMP01", ""),
    "sheet: entity bomb": (entity_bomb, "IMP01", ""),
    "sheet: far cell": (cell_at("XFD1048576", 1048576), "IMP01", ""),
    "sheet: cell that is nowhere": (cell_at("ZZZZZZ4294967295", 4294967295), "IMP01", ""),
    "sheet: cell without a place": (cell_at("!!", 99), "IMP01", ""),
    "no domains": (gone("Informatiedomeinen"), "IMP07", "Informatiedomeinen"),
    "no processes": (gone("Ketenprocessen"), "IMP07", "Ketenprocessen"),
    "empty folder": (lambda r: [p.unlink() for p in (r / "Ketenprocessen").iterdir()], "IMP07", "Ketenprocessen"),
    "document: alias bomb": (write(DOMAIN, f"{HEAD}a: &a [x, x]\n{ALIASES}"), "IMP07", "alias"),
    "document: a list": (write(DOMAIN, "- openapi\n- paths\n"), "IMP07", "no OpenAPI"),
    "document: a text": (write(DOMAIN, "openapi paths\n"), "IMP07", "no OpenAPI"),
    "document: empty": (write(DOMAIN, ""), "IMP07", "the document"),
    "document: no paths": (write(DOMAIN, "openapi: 3.0.0\n"), "IMP07", "no OpenAPI"),
    "document: two": (write(DOMAIN, f"{HEAD}---\n{HEAD}"), "IMP07", "a second document"),
    "document: not closed": (write(DOMAIN, HEAD + "a: [\n"), "IMP07", "the document is no YAML"),
    "document: NUL": (write(DOMAIN, HEAD + "a: b\0c\n"), "IMP07", "the document is no YAML"),
    "document: latin-1": (write(DOMAIN, (HEAD + "a: é\n").encode("latin-1")), "IMP07", "not UTF-8"),
    "document: UTF-16": (write(DOMAIN, HEAD.encode("utf-16")), "IMP07", "not UTF-8"),
    "document: brackets": (write(DOMAIN, HEAD + "a: " + "[" * 100_000), "IMP07", "the document"),
    "document: closed brackets": (write(DOMAIN, HEAD + "a: " + "[" * 100_000 + "]" * 100_000), "IMP07", "the document"),
    "document: braces": (write(DOMAIN, HEAD + "a: " + "{a: " * 100_000), "IMP07", "the document"),
    "document: dashes": (write(DOMAIN, "- " * 100_000), "IMP07", "the document"),
    "document: questions": (write(DOMAIN, "? " * 100_000), "IMP07", "the document"),
    "document: deep blocks": (
        write(DOMAIN, HEAD + "".join(" " * depth + "a:\n" for depth in range(3_000))), "IMP07", "the document"
    ),
    "document: Python": (write(DOMAIN, HEAD + "a: !!python/object/apply:os.getcwd []\n"), "IMP07", "a tag (!)"),
    "document: no boolean": (write(DOMAIN, HEAD + "a: !!bool misschien\n"), "IMP07", "the document"),
    "document: no integer": (write(DOMAIN, HEAD + "a: !!int ''\n"), "IMP07", "the document"),
    "document: no moment": (write(DOMAIN, HEAD + "a: !!timestamp ooit\n"), "IMP07", "the document"),
    "document: huge number": (write(DOMAIN, HEAD + "a: " + "9" * 5_000 + "\n"), "IMP07", "the document"),
    "document: a list as key": (write(DOMAIN, HEAD + "? [a]\n: b\n"), "IMP07", "the document"),
    "document: a folder": (folder("Informatiedomeinen/Extra.yaml"), "IMP07", "Extra.yaml"),
    "document: unreadable": (link("Informatiedomeinen/Extra.yaml", "/proc/self/mem"), "IMP07", "Extra.yaml"),
    "document: a link to nowhere": (link("Informatiedomeinen/Extra.yaml", "gone.yaml"), "IMP07", "Extra.yaml"),
    "document: a link to itself": (link("Informatiedomeinen/Extra.yaml", "Extra.yaml"), "IMP07", "Extra.yaml"),
    "codes: gone": (gone("codes.csv"), "IMP08", "cannot be read"),
    "codes: a folder": (folder("codes.csv"), "IMP08", "cannot be read"),
    "codes: unreadable": (link("codes.csv", "/proc/self/mem"), "IMP08", "cannot be read"),
    "codes: empty": (write("codes.csv", ""), "IMP08", "no column Soort, Code, Naam"),
    "codes: a column less": (write("codes.csv", "Soort;Code\nA;B\n"), "IMP08", "no column Naam"),
    "codes: commas": (write("codes.csv", CODES.replace(";", ",")), "IMP08", "no column"),
    "codes: latin-1": (write("codes.csv", (CODES + "A;B;é\n").encode("latin-1")), "IMP08", "not UTF-8"),
    "codes: UTF-16": (write("codes.csv", CODES.encode("utf-16")), "IMP08", "not UTF-8"),
    "codes: a huge cell": (write("codes.csv", CODES + "A;B;" + "x" * 200_000), "IMP08", "codes.csv:4"),
    "codes: a quote that stays open": (write("codes.csv", CODES + 'A;B;"x\nA;C;y\n'), "IMP08", "codes.csv:"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_release_with(verac: Verac, release: Path, small_model: Path, what: str) -> None:
    change, id_, part = REFUSED[what]
    change(release)
    before = contents(small_model)
    ended = verac(
        "import", release / SHEET, release, release / "codes.csv", "-o", small_model, "--force"
    )
    assert_refused(ended, id_, part, codes=(2,))
    assert contents(small_model) == before


@pytest.mark.parametrize(("row", "name"), [
    (("XYZ", "Relaties", "Persoon"), "XYZ"), (("Klein", "Wonen", "Huis"), "Wonen"),
])  # fmt: skip
def test_a_row_of_a_document_that_is_not_there(
    verac: Verac, release: Path, row: tuple[str, ...], name: str
) -> None:
    values = (row[0], "1.0.0", row[0], *row[1:], "9", "naam", "string")
    cell = "".join(
        f'<c r="{column}99" t="inlineStr"><is><t>{v}</t></is></c>'
        for column, v in zip("ABCDEFGH", values, strict=True)
    )
    cells("</sheetData>", f'<row r="99">{cell}</row></sheetData>')(release)
    ended = verac("import", release / SHEET, release, "-o", "model")
    assert "Traceback" not in ended.err
    assert ended.code == 1
    assert re.search(rf"{SHEET}\[Sheet\]![AD]99: error\[IMP\d\d\]: .*\"{name}\"", ended.err)


def test_a_document_less_than_the_sheet_has(verac: Verac, release: Path) -> None:
    gone(DOMAIN)(release)
    assert_refused(
        verac("import", release / SHEET, release, "-o", "model"), "IMP19", '"Relaties"', codes=(1,)
    )


# -- releases: nothing is lost unseen ------------------------------------------------------------------------------


def texts(found: importing.ImportedModel) -> str:
    """All that an import writes."""
    return b"\n".join((found.files or {}).values()).decode()


def imported_model(found: importing.ImportedModel) -> Model:
    """The model that an import has written."""
    assert found.files
    model = pipeline.check(found.files).model
    assert model
    return model


@pytest.mark.parametrize(
    "name", ["a`b", "a\nb", "a\\", "a`\nc : string", "a`\n} entiteit B { c : string", " "], ids=repr
)
def test_an_attribute_with_an_odd_name_is_kept_and_changes_nothing_else(
    read: Read, release: Path, name: str
) -> None:
    with_shape(release / DOMAIN, ALL_OF, with_property({"type": "string"}, name))
    entities = imported_model(read(release)).entities
    assert set(entities) == {"Referentiedata", "Relatie", "Persoon", "Organisatie"}
    assert name in {attribute.name.text for attribute in entities["Organisatie"].attributes}


@pytest.mark.parametrize("name", ["RE`L", "RE\nL", "RE`\nreferentiedata B"], ids=repr)
def test_a_list_with_an_odd_name_is_kept_and_changes_nothing_else(
    read: Read, release: Path, name: str
) -> None:
    write("codes.csv", f'{CODES}"{name}";A;Een\n')(release)
    assert set(imported_model(read(release)).codelists) == {"RELATIESOORT", name}


def test_two_documents_of_one_name(read: Read, release: Path) -> None:
    shutil.copy(release / DOMAIN, (release / DOMAIN).with_suffix(".yml"))
    found = read(release)
    assert [
        d for d in found.diagnostics if d.stops_build and "Relaties" in f"{d.message} {d.span.file}"
    ]


def test_two_documents_whose_model_files_would_have_one_name(read: Read, release: Path) -> None:
    for name, entity in (("A B", "Boom"), ("A_B", "Struik")):
        text = (release / "Informatiedomeinen/Algemeen.yaml").read_text(encoding="utf-8")
        (release / f"Informatiedomeinen/{name}.yaml").write_text(
            text.replace("Referentiedata", entity), encoding="utf-8"
        )
    found = read(release)
    for entity in ("Boom", "Struik"):
        assert f"entiteit {entity} " in texts(found) or [
            d for d in found.diagnostics if entity in d.message
        ]


# -- releases: reference data --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + CODES,
        CODES.replace("\n", "\r\n"),
        CODES.replace("\n", "\r"),
        CODES.replace("Persoon", '"Per\nsoon"'),
    ],
    ids=["BOM", "CRLF", "CR", "quoted line break"],
)
def test_reference_data_as_spreadsheets_write_it(read: Read, release: Path, text: str) -> None:
    write("codes.csv", text)(release)
    found = read(release)
    assert found.diagnostics == ()
    assert found.files
    label = "Per soon" if '"' in text else "Persoon"
    assert f'PER "{label}"\n    ORG "Organisatie"' in found.files["referentiedata.vera"].decode()


@pytest.mark.parametrize(
    "value", ["31-02-2020", "2020-13-01", "00-00-0000", "99999999", "1-1-20", "ooit", "2020-1-1x"]
)
@pytest.mark.parametrize("column", ["Begindatum", "Einddatum"])
def test_a_date_that_is_none_is_told_and_kept(
    read: Read, release: Path, column: str, value: str
) -> None:
    begin, end = (value, "") if column == "Begindatum" else ("", value)
    write("codes.csv", CODES.replace("Persoon;;;", f"Persoon;;{begin};{end}"))(release)
    found = read(release)
    assert [(d.id, d.span.line) for d in found.diagnostics] == [("IMP09", 2)]
    assert found.files
    assert f'"{value}"' in found.files["referentiedata.vera"].decode()


def test_a_nul_among_the_reference_data_is_told(read: Read, release: Path) -> None:
    write("codes.csv", CODES.replace("ORG", "O\0G"))(release)
    found = read(release)
    assert [d for d in found.diagnostics if d.span == ("codes.csv", 3, 0, 0)]
