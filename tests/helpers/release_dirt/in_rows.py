"""What is wrong with rows of the sheet, each with its row."""

from __future__ import annotations

from tests.helpers.release_dirt.cases import (
    WERK,
    Expected,
    cell,
    dirt,
)
from tests.helpers.release_maker import (
    OLDER,
    Release,
)


@dirt(harmless=True)
def no_number(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "lengte")
    cell(release, number, "AttribuutSorteernummer", "")
    return {("IMP05", number)}


@dirt(harmless=True)
def rest_of_a_description_in_the_column_for_keys(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "lengte")
    cell(release, number, "Attribuutomschrijving", "De lengte")
    cell(release, number, "AttribuutIsKerngegeven", "in centimeters.")
    return {("IMP04", number)}


@dirt(OLDER, harmless=True)
def rest_of_a_description_pushed_all_columns_to_the_right(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "kenmerken")
    at = release.column("Attribuutomschrijving")
    row = release.rows[number - 1]
    row[at:] = ["Wat er", "verder", "over te", "zeggen", "is.", *row[at + 1 : -4]]
    return {("IMP04", number)}


@dirt(harmless=True)
def description_broken_off_onto_the_next_row(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "begin")
    cell(release, number, "Attribuutomschrijving", "Het moment")
    release.rows.insert(number, ["waarop het werk begint.", "", "", ""])
    return {("IMP02", number + 1)}


@dirt(harmless=True)
def junk_below_the_last_row(release: Release) -> Expected:
    last = len(release.rows)
    release.rows += [["Totaal", "", "", "", "", 58], ["bijgewerkt in maart"]]
    return {("IMP02", last + 1), ("IMP02", last + 2)}


@dirt(harmless=True)
def a_row_without_its_entity(release: Release) -> Expected:
    last = len(release.rows)
    release.rows.append(
        [
            "TUIN",
            "",
            "",
            "Bomen",
            "",
            1,
            "schaduw",
            "string",
            "Hoe ver de schaduw komt.",
            "",
            "",
            "",
        ]
    )
    return {("IMP02", last + 1)}


@dirt(OLDER, harmless=True)
def a_second_attribute_further_right_in_a_row(release: Release) -> Expected:
    first, second = release.row("TUIN", "Boom", "geplant"), release.row("TUIN", "Boom", "hoogte")
    at = release.column("Attribuutnaam")
    release.rows[first - 1][13:19] = release.rows[second - 1][at : at + 6]
    del release.rows[second - 1]
    return {("IMP03", first)}


@dirt(harmless=True)
def a_row_that_stands_twice(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "merk")
    release.rows.insert(number, list(release.rows[number - 1]))
    return {("IMP10", number + 1)}


@dirt(harmless=True)
def a_row_of_a_message_that_stands_twice_with_another_type(release: Release) -> Expected:
    number = release.row("SNO", "Klus", "begin")
    release.rows.append(list(release.rows[number - 1]))
    cell(release, len(release.rows), "Attribuuttype", "string")
    return {("IMP10", len(release.rows))}


@dirt(harmless=True)
def names_in_other_capitals(release: Release) -> Expected:
    entity, attribute = (
        release.row("TUIN", "Loofboom", "bladval"),
        release.row("TEL", "Tak", "lengte"),
    )
    cell(release, entity, "Entiteit", "LoofBoom")
    cell(release, attribute, "Attribuutnaam", "Lengte")
    return {("IMP18", entity), ("IMP18", attribute)}


@dirt(harmless=True)
def type_column_without_a_target(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "takken")
    cell(release, number, "Attribuuttype", "Collectie type")
    return {("IMP13", number)}


@dirt(harmless=True)
def a_type_that_is_none(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "begin")
    cell(release, number, "Attribuuttype", "tijdstip?")
    return {("IMP13", number)}


@dirt(harmless=True)
def another_type_than_published(release: Release) -> Expected:
    number = release.row("TUIN", "Boom", "geplant")
    cell(release, number, "Attribuuttype", "dateTime")
    return {("IMP13", number)}


@dirt(harmless=True)
def another_key_than_published(release: Release) -> Expected:
    # Only keys that a document refers to can be held against what was published.
    number = release.row("TUIN", "Boom", "code")
    cell(release, number, "AttribuutIsKerngegeven", "")
    return {("IMP14", number)}


@dirt()
def a_regular_expression_that_does_not_compile(release: Release) -> Expected:
    number = release.row("TUIN", "Tak", "merk")
    cell(release, number, "AttribuutRegEx", "^[A-Z{2}")
    return {("IMP06", number)}


@dirt()
def a_row_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        ["TUIN", "", "Tuin", "Bomen", "Tak", 9, "schors", "string", "Wat er om zit.", "x", "", ""]
    )
    release.rows.append(
        ["SNO", "", "Snoeien", "Bomen", "Tak", 9, "schors", "string", "", "", "", ""]
    )
    return {("IMP11", len(release.rows) - 1), ("IMP11", len(release.rows))}


@dirt()
def an_entity_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        [
            "TUIN",
            "",
            "Tuin",
            "Bomen",
            "Struik",
            1,
            "bes",
            "boolean",
            "Of er bessen zijn.",
            "x",
            "",
            "",
        ]
    )
    release.rows.append(
        ["TUIN", "", "Tuin", "Bomen", "Struik", 2, "tak", "Link type Tak", "De tak.", "", "", ""]
    )
    return {("IMP11", len(release.rows) - 1), ("IMP11", len(release.rows))}


@dirt()
def a_message_that_was_never_published(release: Release) -> Expected:
    release.rows.append(
        ["SNO", "", "Snoeien", "Ploegen", "Ploeg", 1, "leden", "integer", "", "", "", ""]
    )
    return {("IMP11", len(release.rows))}


@dirt(harmless=True)
def rows_of_a_message_that_were_forgotten(release: Release) -> Expected:
    release.rows = [row for row in release.rows if row[0] != "TEL"]
    return set()


@dirt()
def a_horizontal_row_that_was_forgotten(release: Release) -> Expected:
    number = release.row("TUIN", "Klus", "verslag")
    del release.rows[number - 1]
    return {("IMP13", f"{WERK}.yaml")}
