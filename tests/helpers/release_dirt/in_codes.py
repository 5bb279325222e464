"""Reference data of a release that is written otherwise, or wrong."""

from __future__ import annotations

from tests.helpers.release_dirt.cases import (
    Expected,
    dirt,
)
from tests.helpers.release_maker import (
    Release,
)


@dirt(harmless=True)
def codes_in_other_columns(release: Release) -> Expected:
    lines = [line.split(";") for line in release.codes.splitlines()]
    release.codes = "\n".join(";".join(["eigen", *line[::-1]]) for line in lines) + "\n"
    return set()


@dirt()
def codes_that_are_incomplete(release: Release) -> Expected:
    release.codes += "BLADVAL;;Zonder code;;;;;\n;X;Zonder lijst;;;;;\n;;;;;;;\n"
    return {("IMP02", "codes.csv:6"), ("IMP02", "codes.csv:7")}


@dirt(harmless=True)
def codes_with_a_mark_and_other_line_ends(release: Release) -> Expected:
    release.codes = "\ufeff" + release.codes.replace("\n", "\r\n")
    return set()


@dirt()
def codes_with_a_quoted_line_break(release: Release) -> Expected:
    release.codes += (
        'BLADVAL;LEN;Lente;"Twee\nregels";;;;Bomen\nBLADVAL;ZON;;;;31-01-2025.;;Bomen\n'
    )
    return {("IMP09", "codes.csv:8")}


@dirt()
def codes_without_some_columns(release: Release) -> Expected:
    lines = [line.split(";") for line in release.codes.splitlines()]
    drop = lines[0].index("Einddatum")
    release.codes = "".join(";".join(line[:drop] + line[drop + 1 :]) + "\n" for line in lines)
    return {("IMP08", "codes.csv:1")}


@dirt()
def codes_with_cells_behind_the_last_column(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente; half;;;;;Bomen\n"
    return {("IMP02", "codes.csv:6")}


@dirt()
def codes_of_domains_in_another_spelling(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente;;;;;bömen\n"
    return {("IMP18", "codes.csv:6")}


@dirt()
def codes_with_broken_dates_and_parents(release: Release) -> Expected:
    release.codes += "BLADVAL;LEN;Lente;;31-02-2024;1-3-2024;zomaar;Bomen\n"
    return {("IMP09", "codes.csv:6")}


@dirt()
def a_list_without_codes(release: Release) -> Expected:
    release.codes = "".join(
        line for line in release.codes.splitlines(keepends=True) if "BLADVAL" not in line
    )
    return {("IMP16", "")}
