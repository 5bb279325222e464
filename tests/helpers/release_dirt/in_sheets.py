"""The sheet of a release as it may be: without a finding."""

from __future__ import annotations

import re

from tests.helpers.release_dirt.cases import (
    Expected,
    cells,
    dirt,
)
from tests.helpers.release_maker import (
    OLDER,
    Release,
)


@dirt(harmless=True)
def nothing_in_the_newer_sheet(release: Release) -> Expected:
    return set()


@dirt(OLDER, harmless=True)
def nothing_in_the_older_sheet(release: Release) -> Expected:
    return set()


@dirt(harmless=True)
def columns_in_another_order(release: Release) -> Expected:
    release.rows = [row[::-1] for row in release.rows]
    return set()


@dirt(harmless=True)
def columns_of_others_between(release: Release) -> Expected:
    release.rows = [["", *row[:3], "eigen", *row[3:], "", "wie"] for row in release.rows]
    return {("IMP21", 2)}


@dirt(harmless=True)
def cells_in_a_column_without_a_name(release: Release) -> Expected:
    release.rows = [[*row, ""] for row in release.rows]
    release.rows[4][-1] = "een opmerking"
    return {("IMP21", 5)}


@dirt(harmless=True)
def header_in_capitals_quotes_and_spaces(release: Release) -> Expected:
    release.rows[0] = [f' "{name.upper()}"  ' for name in release.rows[0]]
    return set()


@dirt(harmless=True)
def quotes_around_cells(release: Release) -> Expected:
    for row in release.rows[1:]:
        row[:] = [
            f'"{value}"' if value and number % 2 else value for number, value in enumerate(row)
        ]
    return set()


@dirt(harmless=True)
def numbers_as_text(release: Release) -> Expected:
    for row, index in cells(release, "AttribuutSorteernummer"):
        row[index] = f"{row[index]}"
    return set()


@dirt(harmless=True)
def spaces_around_names(release: Release) -> Expected:
    for column in ("Entiteit", "Attribuutnaam", "Attribuuttype", "Bericht/Informatiedomein"):
        for row, index in cells(release, column):
            row[index] = f" {row[index]}\n"
    return set()


@dirt(harmless=True)
def links_in_every_spelling(release: Release) -> Expected:
    spellings = [str.upper, str.title, str.lower, lambda text: text.replace(" ", "  ")]
    for number, (row, index) in enumerate(cells(release, "Attribuuttype")):
        write = spellings[number % len(spellings)]
        row[index] = re.sub(
            "(Link|Collectie) type", lambda found, write=write: write(found[0]), row[index]
        )
    return set()


@dirt(harmless=True)
def primitives_in_every_spelling(release: Release) -> Expected:
    spellings = {
        "integer": "int",
        "dateTime": "datetime",
        "boolean": "Boolean",
        "string": "String ",
        "anyURI": "AnyUri",
    }
    for row, index in cells(release, "Attribuuttype"):
        row[index] = spellings.get(row[index], row[index])
    return set()


@dirt(harmless=True)
def capital_x_for_keys(release: Release) -> Expected:
    for row, index in cells(release, "AttribuutIsKerngegeven"):
        row[index] = row[index].upper()
    return set()


@dirt(harmless=True)
def rows_in_another_order(release: Release) -> Expected:
    release.rows[1:] = release.rows[:0:-1]
    return set()


@dirt(harmless=True)
def empty_rows_in_the_middle(release: Release) -> Expected:
    release.rows[20:20] = [[""] * 12, [], ["", "", " "]]
    return set()


@dirt(harmless=True)
def a_sheet_with_notes_above_the_header(release: Release) -> Expected:
    release.rows[:0] = [["Brongegevens van de tuin"], []]
    return set()
