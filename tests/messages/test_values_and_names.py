"""Values of the right type that may not stand where they do, and every unknown name told, whatever stands beside it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.messages.api import MessageValidator, validator
from compiler.messages.digits import number_matches

MODEL = """
standaard S { versie "1.0.0", ids { kern id : string } }
domein D
abstract entiteit Ding (meervoud Dingen) {
    soort : SOORT
    bestand : base64Binary
    kort : base64Binary patroon /^.{0,8}$/
    aantal : integer
    jaar : integer patroon /^\\d{4}$/
    maat : decimal patroon /^\\d+(\\.\\d{1,2})?$/
    prijs : decimal patroon /^\\d+\\.\\d{2}$/
    moment : dateTime patroon /^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$/
    vrijMoment : dateTime
    lokaal : dateTime patroon /^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\+\\d{2}:\\d{2}$/
    dag : date patroon /^2000/
    nummer : string patroon /^[A-Z]{2}$/
    delen : Ding[]
    plek : Plek
}
entiteit Bal is Ding (als soort BAL) { straal : decimal }
entiteit Kist is Ding (als soort KIS) { hoogte : decimal }
entiteit Plek (meervoud Plekken) { naam : string }
referentiedata SOORT {
    BAL "Bal", KIS "Kist", OUD "Oud" tot "2020-12-31", NIE "Nieuw" vanaf "2027-01-01",
    TWE "Twee" tot "2010-12-31", TWE "Twee opnieuw" vanaf "2011-01-01" tot "2015-06-30"
}
ketenproces P "P"
bericht Dingen over Ding { Ding { alle }, Bal { alle }, Kist { alle }, Plek { alle } }
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("values")
    (folder / "a.vera").write_text(MODEL, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def post(folder: Path) -> MessageValidator:
    return validator("P/Dingen", "POST", model=folder)


@pytest.mark.parametrize(
    ("name", "value", "id_", "hint"),
    [
        ("bestand", "dGVrc3Q=", "", ""),
        ("bestand", "", "PL11", "empty is null"),
        ("bestand", "geen base64", "PL17", "base64"),
        ("bestand", "dGVrc3Q", "PL17", "base64"),
        ("kort", "dGVr", "", ""),
        ("kort", "!!!!", "PL17", "base64"),
        ("kort", "dGVrdGVrdGVr", "PL18", ""),
        ("aantal", 2**31 - 1, "", ""),
        ("aantal", 2**31, "PL23", ""),
        ("aantal", -(2**31) - 1, "PL23", ""),
        ("jaar", 1999, "", ""),
        ("jaar", 199, "PL18", ""),
        ("jaar", "1999", "PL10", "write 1999 without quotes"),
        ("jaar", "199", "PL10", ""),
        ("maat", 2.5, "", ""),
        ("maat", 2, "", ""),
        ("maat", 2.125, "PL18", ""),
        ("maat", -2, "PL18", ""),
        ("prijs", 2.5, "", ""),
        ("prijs", 2, "", ""),
        ("prijs", 1e-7, "PL18", ""),
        ("moment", "2026-01-31T12:00:00", "PL17", 'add the time zone: "2026-01-31T12:00:00Z"'),
        ("moment", "gisteren", "PL17", 'written here as "2026-01-31T12:00:00Z"'),
        ("vrijMoment", "2026-01-31T12:00:00", "PL17", 'Z" or "2026-01-31T12:00:00+01:00"'),
        ("vrijMoment", "gisteren", "PL17", "or with +01:00 for Z"),
        ("lokaal", "2026-01-31T12:00:00", "PL17", 'add the time zone: "2026-01-31T12:00:00+01:00"'),
        ("dag", "31-12-2000", "PL17", '"2000-12-31"'),
        ("dag", "30-12-2020", "PL17", ""),
        ("dag", "gisteren", "PL17", ""),
        ("nummer", 12, "PL10", ""),
    ],
)  # fmt: skip
def test_a_value_is_refused_for_its_form_and_offered_only_what_is_taken(
    post: MessageValidator, name: str, value: Any, id_: str, hint: str
) -> None:
    found = list(post.check({name: value}))
    assert [d.id for d in found] == [id_] * bool(id_)
    if found:
        assert (hint in found[0].hint) if hint else not found[0].hint, found[0].hint
    for offered in re.findall(r'"([^"]+)"', found[0].hint if found else ""):
        assert post.check({name: offered}) == ()


def test_a_manifest_that_gives_whole_numbers_another_format_gives_them_its_range(tmp_path: Path):
    (tmp_path / "a.vera").write_text(
        MODEL.replace('versie "1.0.0"', 'versie "1.0.0", koppelvlak { formaten { integer int64 } }')
    )
    wide = validator("P/Dingen", "POST", model=tmp_path)
    assert wide.check({"aantal": 2**31}) == ()
    assert [d.id for d in wide.check({"aantal": 2**63 + 2**12})] == ["PL23"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("OUD", "ended on 2020-12-31"),
        ("TWE", "ended on 2015-06-30"),
        ("NIE", "begins on 2027-01-01"),
        ("XYZ", "no code of SOORT"),
    ],
)
def test_a_code_that_does_not_hold_is_told_with_its_day(folder: Path, code: str, words: str):
    dated = validator("P/Dingen", "POST", model=folder, codes=date(2026, 1, 1))
    (found,) = dated.check({"soort": {"code": code}})
    assert (found.id, found.pointer) == ("PL16", "/soort/code")
    assert words in found.message
    assert "OUD" not in found.hint
    assert dated.check({"soort": {"code": "BAL"}}) == ()
    (as_text,) = dated.check({"soort": code})
    assert (as_text.id, code in as_text.hint) == ("PL10", False)
    (right,) = dated.check({"soort": "BAL"})
    assert '{"code": "BAL"}' in right.hint


@pytest.mark.parametrize("pattern", ["^(1|1)*2$", "(", "\\p{Lu}", "^(1{1000}){1000}$", 5, None])
def test_a_pattern_of_others_hangs_nothing_and_breaks_nothing(pattern: Any):
    schema = {
        "type": "object",
        "properties": {"a": {"type": ["integer", "null"], "x-pattern": pattern}},
    }
    checked = MessageValidator(schema)
    assert checked.check({"a": 11111111111111111111111111111111111}) == ()
    assert [d.id for d in checked.check({"a": "9" * 5000})] == ["PL10"]


@given(st.integers(-(10**6), 10**6), st.integers(0, 6))
@settings(max_examples=200, deadline=None)
def test_a_number_matches_where_one_way_to_write_it_does(number: int, decimals: int):
    value = number / 10**decimals
    text = f"{value:.{decimals}f}"
    if text.startswith("-0") and value == 0:
        return
    written = text.replace(".", "\\.")
    assert number_matches(f"^{written}$", value)
    assert not number_matches(f"^{written}1$", value)


# -- unknown names -----------------------------------------------------------------------------------------------------

WHOLE = {
    "soort": {"code": "BAL"},
    "straal": 1.5,
    "plek": {"naam": "hier"},
    "delen": [{"soort": {"code": "KIS"}, "hoogte": 2}, {"nummer": "AB", "hoogte": 2, "straal": 1}],
}


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from objects(inner, f"{path}/{key}")


PLACES = [path for path, _ in objects(WHOLE)]


@settings(max_examples=150, deadline=None)
@given(
    added=st.sets(st.tuples(st.sampled_from(PLACES), st.sampled_from(["x", "naamm", "hoogte", "straal"]))),
    wrong=st.booleans(),
)  # fmt: skip
def test_under_strict_one_unknown_attribute_hides_no_other(folder, added, wrong):
    strict = validator("P/Dingen", "POST", model=folder, strict=True)
    message = copy.deepcopy(WHOLE)
    expected = set()
    for path, inner in list(objects(message)):
        kind = inner.get("soort", {}).get("code", "")
        for name in sorted(name for place, name in added if place == path):
            known = {"BAL": {"straal"}, "KIS": {"hoogte"}}.get(kind, set())
            if "nummer" in inner:
                known = {"straal", "hoogte"}
            if name not in known:
                expected.add(f"{path}/{name}")
            inner[name] = 1
    if wrong:
        message["delen"][0]["hoogte"] = "hoog"
    found = strict.check(message)
    assert {d.pointer for d in found if d.id == "PL15"} == expected
    assert {d.pointer for d in found if d.id != "PL15"} == ({"/delen/0/hoogte"} if wrong else set())
