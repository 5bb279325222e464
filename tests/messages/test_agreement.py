"""GM07 and GM08 in a message: a code is a detail of the one beside it, and an end is not before its begin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Severity
from compiler.messages.api import MessageValidator, validator
from compiler.messages.moments import is_before, is_earlier_in_the_day
from compiler.messages.parallel import check_files
from compiler.messages.parents import KEYWORD

MODEL = """
standaard S { versie "1.0.0", ids { kern id : string }, ernst { GM07 waarschuwing, RD01 waarschuwing } }
domein D
abstract entiteit Ding (meervoud Dingen) {
    soort : SOORT
    subSoort : SUB
    detailSoort : DETAIL
    detailSoorten : DETAIL[]
    vorm : VORM
    fijneVorm : FIJN
    buren : SOORT[]
    tak : BOOM
    andereTak : BOOM
    detailTak : BOOM
    begindatum : date
    einddatum : date
    beginTijd : time
    eindTijd : time
    begindatumGarantie : date
    einddatumGarantie : dateTime
    startMoment : dateTime
    eindMoment : dateTime
    begincode : string
    eindcode : string
    beginuur : integer
    einduur : integer
    beginjaar : integer
    eindjaar : integer
    beginstand : integer
    eindstand : integer
    beginjaargang : string
    eindjaargang : string
    delen : Ding[]
    deel : Ding
}
entiteit Bal is Ding (als vorm BAL) { beginStraal : date, eindStraal : date }
entiteit Kist is Ding (als vorm KIS) { hoogte : decimal }
referentiedata SOORT { WON "Woning", PAR "Parkeren", LEE "Leeg", OUD "Oud" tot "2020-12-31" }
referentiedata SUB { SWO "x" ouder SOORT.WON, SPA "y" ouder SOORT.PAR }
referentiedata DETAIL {
    ZOL "Zolder" ouder SUB.SWO, GAR "Garage" ouder SUB.SPA, KEL "Kelder" ouder SOORT.WON, LOS "Los",
    EXT "Ooit" ouder SOORT.WON tot "2020-12-31", TWE "Twee" ouder SOORT.WON tot "2020-12-31",
    TWE "Twee" ouder SOORT.PAR,
    DR1 "d" ouder SOORT.WON, DR2 "d" ouder SOORT.WON, DR3 "d" ouder SOORT.WON, DR4 "d" ouder SOORT.WON,
    VRY "Vrij" ouder SOORT.WON, VRY "Vrij"
}
referentiedata VORM { BAL "Bal", KIS "Kist" }
referentiedata FIJN { TEN "Tennisbal" ouder VORM.BAL }
referentiedata BOOM { WOR "Wortel", TAK "Tak" ouder BOOM.WOR, BLA "Blad" ouder BOOM.TAK, EIK "Eik" }
ketenproces P "P"
bericht Dingen over Ding { Ding { alle }, Bal { alle }, Kist { alle } }
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement")
    (folder / "a.vera").write_text(MODEL, encoding="utf-8")
    return folder


def found(
    folder: Path, message: Any, operation: str = "POST", **options: Any
) -> list[tuple[str, str]]:
    """Id and pointer of each finding, which are all errors."""
    checked = validator("P/Dingen", operation, model=folder, **options)
    findings = checked.check(message)
    sent = checked.check_json(json.dumps(message).encode())
    assert [(each.id, each.pointer) for each in sent] == [
        (each.id, each.pointer) for each in findings
    ]
    assert all(each.severity is Severity.ERROR for each in findings)
    assert checked.is_valid(message) == (findings == ())
    return [(each.id, each.pointer) for each in findings]


def code(text: Any) -> dict[str, Any]:
    return {"code": text}


DETAIL, END = "PL24", "PL25"
CODES = {
    "right": ({"soort": code("WON"), "detailSoort": code("KEL")}, []),
    "of another": ({"soort": code("PAR"), "detailSoort": code("KEL")}, ["/detailSoort"]),
    "of an ended one": ({"soort": code("OUD"), "detailSoort": code("KEL")}, ["/detailSoort"]),
    "an ended one": ({"soort": code("PAR"), "detailSoort": code("EXT")}, ["/detailSoort"]),
    "the other is not there": ({"detailSoort": code("KEL")}, []),
    "the detail is not there": ({"soort": code("PAR")}, []),
    "the other is empty": ({"soort": {}, "detailSoort": code("KEL")}, []),
    "the detail is empty": ({"soort": code("PAR"), "detailSoort": {}}, []),
    "no code": ({"soort": code(None), "detailSoort": code("KEL")}, []),
    "only a name": ({"soort": {"naam": "Parkeren"}, "detailSoort": code("KEL")}, []),
    "an unknown other": ({"soort": code("XXX"), "detailSoort": code("KEL")}, []),
    "an unknown detail": ({"soort": code("PAR"), "detailSoort": code("XXX")}, []),
    "without a parent": ({"soort": code("PAR"), "detailSoort": code("LOS")}, []),
    "two parents": ({"soort": code("PAR"), "detailSoort": code("TWE")}, []),
    "neither of two parents": ({"soort": code("LEE"), "detailSoort": code("TWE")}, ["/detailSoort"]),
    "one of two without a parent": ({"soort": code("PAR"), "detailSoort": code("VRY")}, []),
    "two levels": ({"soort": code("WON"), "detailSoort": code("ZOL")}, []),
    "two levels of another": ({"soort": code("PAR"), "detailSoort": code("ZOL")}, ["/detailSoort"]),
    "the nearest counts": (
        {"soort": code("WON"), "subSoort": code("SPA"), "detailSoort": code("GAR")}, ["/subSoort"],
    ),
    "the nearest does not fit": (
        {"soort": code("WON"), "subSoort": code("SWO"), "detailSoort": code("GAR")}, ["/detailSoort"],
    ),
    "an array": (
        {"soort": code("PAR"), "detailSoorten": [code("GAR"), code("KEL"), {}, code("DR1")]},
        ["/detailSoorten/1", "/detailSoorten/3"],
    ),
    "another name": ({"vorm": code("KIS"), "fijneVorm": code("TEN")}, ["/fijneVorm"]),
    "two of one tree": ({"tak": code("EIK"), "andereTak": code("TAK")}, []),
    "a detail in one tree": ({"tak": code("EIK"), "detailTak": code("TAK")}, ["/detailTak"]),
    "a grandchild in one tree": ({"tak": code("WOR"), "detailTak": code("BLA")}, []),
    "at any depth": (
        {"delen": [{}, {"deel": {"soort": code("PAR"), "detailSoort": code("KEL")}}]},
        ["/delen/1/deel/detailSoort"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CODES)
@pytest.mark.parametrize("operation", ["POST", "PATCH", "GET"])
def test_a_code_is_a_detail_of_the_one_beside_it(folder: Path, case: str, operation: str):
    message, expected = CODES[case]
    assert found(folder, message, operation) == [(DETAIL, place) for place in expected]
    assert found(folder, message, operation, strict=True) == [(DETAIL, place) for place in expected]


def built(verac: Any, folder: Path, output: Path, *options: str) -> Path:
    """The schema of POST that a build writes."""
    asked = ("build", str(folder), "-o", str(output), "--only", "jsonschema", *options)
    assert verac(*asked).code == 0
    return output / "jsonschema" / "Ketenprocessen" / "P" / "Dingen.post.schema.json"


def test_a_schema_with_codes_tells_details_as_its_model_does(
    verac: Any, folder: Path, tmp_path: Path
):
    by_file = validator(schema=built(verac, folder, tmp_path, "--codes"))
    by_model = validator("P/Dingen", "POST", model=folder, codes="all")
    assert not by_file.says_no_parents
    for message, expected in CODES.values():
        wrong = by_file.check(message)
        assert [each.pointer for each in wrong if each.id == DETAIL] == expected
        assert wrong == by_model.check(message)


@pytest.mark.parametrize(("options", "is_told"), [((), True), (("--codes",), False)])
def test_that_a_schema_cannot_tell_details_is_said(
    verac: Any, folder: Path, tmp_path: Path, options: tuple[str, ...], is_told: bool
):
    schema = built(verac, folder, tmp_path, *options)
    (tmp_path / "m.json").write_text("{}", encoding="utf-8")
    ended = verac("validate", str(tmp_path / "m.json"), "--schema", str(schema))
    assert ended.code == 0
    assert ("build it with --codes" in ended.err) == is_told
    quiet = verac("validate", str(tmp_path / "m.json"), "--schema", str(schema), "--quiet")
    assert not quiet.err


ZULU, HERE = "2026-03-01T10:00:00Z", "2026-03-01T10:00:00+01:00"
PERIODS = {
    "right": ({"begindatum": "2026-03-01", "einddatum": "2026-03-02"}, []),
    "one day": ({"begindatum": "2026-03-01", "einddatum": "2026-03-01"}, []),
    "before": ({"begindatum": "2026-03-01", "einddatum": "2026-02-28"}, ["/einddatum"]),
    "only an end": ({"einddatum": "2026-02-28"}, []),
    "only a begin": ({"begindatum": "2026-02-28"}, []),
    "an empty begin": ({"begindatum": None, "einddatum": "2026-02-28"}, []),
    "an empty end": ({"begindatum": "2026-02-28", "einddatum": None}, []),
    "of another period": ({"begindatum": "2026-03-01", "eindMoment": "2026-02-01T00:00:00Z"}, []),
    "one moment": ({"startMoment": ZULU, "eindMoment": "2026-03-01T11:00:00+01:00"}, []),
    "zones": ({"startMoment": ZULU, "eindMoment": "2026-03-01T10:30:00+01:00"}, ["/eindMoment"]),
    "zones the other way": ({"startMoment": HERE, "eindMoment": "2026-03-01T09:30:00Z"}, []),
    "a moment of the day": ({"begindatumGarantie": "2026-03-01", "einddatumGarantie": "2026-03-01T00:00:00Z"}, []),
    "a moment of the day before": (
        {"begindatumGarantie": "2026-03-01", "einddatumGarantie": "2026-02-28T12:00:00Z"}, ["/einddatumGarantie"],
    ),
    "a time": ({"beginTijd": "22:00:00", "eindTijd": "06:00:00"}, []),
    "a time of one day": (
        {"begindatum": "2026-03-01", "einddatum": "2026-03-01", "beginTijd": "22:00:00", "eindTijd": "06:00:00"},
        ["/eindTijd"],
    ),
    "a time of two days": (
        {"begindatum": "2026-03-01", "einddatum": "2026-03-02", "beginTijd": "22:00:00", "eindTijd": "06:00:00"}, [],
    ),
    "years": ({"beginjaar": 2026, "eindjaar": 2025}, ["/eindjaar"]),
    "one year": ({"beginjaar": 2026, "eindjaar": 2026}, []),
    "a year that is empty": ({"beginjaar": 2026, "eindjaar": None}, []),
    "years as text": ({"beginjaargang": "2026", "eindjaargang": "2025"}, []),
    "other numbers": ({"beginstand": 5000, "eindstand": 20}, []),
    "hours": ({"beginuur": 22, "einduur": 6}, []),
    "hours of one day": (
        {"begindatum": "2026-03-01", "einddatum": "2026-03-01", "beginuur": 22, "einduur": 6}, ["/einduur"],
    ),
    "hours of two days": ({"begindatum": "2026-03-01", "einddatum": "2026-03-02", "beginuur": 22, "einduur": 6}, []),
    "no moments": ({"begincode": "b", "eindcode": "a"}, []),
    "no days as text": ({"begincode": "2026-03-01", "eindcode": "2026-02-28"}, []),
    "at any depth": (
        {"deel": {"delen": [{"begindatum": "2026-03-01", "einddatum": "2026-02-28"}]}}, ["/deel/delen/0/einddatum"],
    ),
    "of what a code tells": (
        {"vorm": code("BAL"), "beginStraal": "2026-03-01", "eindStraal": "2026-02-28"}, ["/eindStraal"],
    ),
    "two in one message": (
        {"begindatum": "2026-03-01", "einddatum": "2026-02-28", "soort": code("PAR"), "detailSoort": code("KEL")},
        ["/detailSoort", "/einddatum"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PERIODS)
@pytest.mark.parametrize("operation", ["POST", "PATCH", "GET"])
def test_an_end_is_not_before_its_begin(folder: Path, case: str, operation: str):
    message, expected = PERIODS[case]
    ids = {"detailSoort": DETAIL}
    wanted = [(ids.get(place[1:], END), place) for place in expected]
    assert found(folder, message, operation) == wanted


def test_a_put_is_looked_at_too(folder: Path):
    message = {"id": "1", "begindatum": "2026-03-01", "einddatum": "2026-02-28"}
    assert (END, "/einddatum") in found(folder, message, "PUT")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"begindatum": "2026-03-01", "einddatum": "28-02-2026"}, ("PL17", "/einddatum")),
        ({"begindatum": "2026-02-30", "einddatum": "2026-01-01"}, ("PL17", "/begindatum")),
        ({"begindatum": 3, "einddatum": "2026-01-01"}, ("PL10", "/begindatum")),
        ({"begindatum": 3, "einddatum": 2}, ("PL10", "/begindatum")),
        ({"soort": "PAR", "detailSoort": code("KEL")}, ("PL10", "/soort")),
        ({"soort": code(7), "detailSoort": code("KEL")}, ("PL10", "/soort/code")),
        ({"soort": [code("PAR")], "detailSoort": code("KEL")}, ("PL10", "/soort")),
    ],
)
def test_what_is_refused_already_is_said_once(folder: Path, message: Any, expected: Any):
    findings = found(folder, message)
    assert findings[0] == expected
    assert not {DETAIL, END} & {id_ for id_, _ in findings}


def test_an_unknown_code_is_told_as_that(folder: Path):
    message = {"soort": code("XXX"), "detailSoort": code("KEL")}
    assert found(folder, message, codes="all") == [("PL16", "/soort/code")]


def hint_of(folder: Path, message: Any, **options: Any) -> str:
    (finding,) = validator("P/Dingen", "POST", model=folder, **options).check(message)
    assert '"detailSoort"' in finding.message
    assert '"soort"' in finding.message
    return str(finding.hint)


def test_a_hint_offers_a_handful_that_holds(folder: Path):
    message = {"soort": code("WON"), "detailSoort": code("GAR")}
    assert "ZOL, KEL, DR1, DR2, DR3, …;" in hint_of(folder, message)
    assert "ZOL, KEL, EXT, TWE, DR1, …;" in hint_of(folder, message, codes="all")
    assert "no value has" in hint_of(folder, {"soort": code("LEE"), "detailSoort": code("GAR")})


def test_every_message_of_a_stream_is_looked_at(folder: Path, tmp_path: Path):
    wrong = {"deel": {"begindatum": "2026-03-01", "einddatum": "2026-02-28"}}
    lines = [json.dumps(wrong if number % 3 else {}) for number in range(3000)]
    (tmp_path / "m.ndjson").write_text("\n".join(lines), encoding="utf-8")
    checked = validator("P/Dingen", "POST", model=folder)
    for jobs in (1, 2):
        results = list(check_files(checked, [str(tmp_path / "m.ndjson")], lambda _: b"", jobs))
        findings = [each for result in results for each in result.outcome.diagnostics]
        assert [each.span.line - 1 for each in findings] == [n for n in range(3000) if n % 3]
        assert sum(result.outcome.wrong for result in results) == 2000


def test_an_answer_of_many_tells_which(folder: Path):
    message = [{}, {"begindatum": "2026-03-01", "einddatum": "2026-02-28"}]
    assert found(folder, message, "GET") == [(END, "/1/einddatum")]


def test_a_deep_message_is_looked_at(folder: Path):
    message: dict[str, Any] = {"begindatum": "2026-03-01", "einddatum": "2026-02-28"}
    for _ in range(200):
        message = {"deel": message}
    assert (
        found(folder, message) == [(END, "/deel" * 200 + "/einddatum")]
        or "…" in found(folder, message)[0][1]
    )


def test_of_very_many_the_first_are_told(folder: Path):
    wrong = {"begindatum": "2026-03-01", "einddatum": "2026-02-28"}
    places = found(folder, {"delen": [wrong] * 1500})
    assert places[0] == (END, "/delen/0/einddatum")
    assert places[-2:] == [(END, "/delen/999/einddatum"), ("PL22", "")]


@pytest.mark.parametrize(
    "told",
    [
        7, [], {"DETAIL": 7}, {"DETAIL": {"codes": []}}, {"DETAIL": {"codes": {"KEL": []}}},
        {"DETAIL": {"codes": {"KEL": {"SOORT": 7}}, "ended": 3}}, {"DETAIL": {"codes": {"KEL": {"SOORT": [[], {}]}}}},
    ],
)  # fmt: skip
def test_a_schema_of_others_may_say_anything(folder: Path, told: Any):
    schema = {**validator("P/Dingen", "POST", model=folder)._schema, KEYWORD: told}  # noqa: SLF001
    checked = MessageValidator(schema)
    assert {
        each.id for each in checked.check({"soort": code("PAR"), "detailSoort": code("KEL")})
    } <= {DETAIL}


DAYS = st.dates().map(str)
MOMENTS = st.builds(
    lambda moment, zone: f"{moment:%Y-%m-%dT%H:%M:%S}{zone}".zfill(20),
    st.datetimes(),
    st.sampled_from(["Z", "+01:00", "-05:00"]),
)


@given(st.one_of(DAYS, MOMENTS), st.one_of(DAYS, MOMENTS))
@settings(deadline=None)
def test_of_two_moments_one_at_most_is_before_the_other(one: str, other: str):
    assert not is_before(one, one)
    assert not (is_before(one, other) and is_before(other, one))


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_no_moment_is_before_nothing_with_a_clock(one: str, other: str):
    assert isinstance(is_before(one, other), bool)
    assert is_earlier_in_the_day(one, other) in (True, False)


@pytest.mark.parametrize(
    ("end", "begin", "expected"),
    [
        ("2025-12-31T23:30:00Z", "2026-01-01", False),  # half past midnight here
        ("2025-12-31T21:30:00Z", "2026-01-01", True),
        ("2025-12-31T23:30:00+01:00", "2026-01-01", True),
        ("2026-01-01", "2026-01-01T23:00:00Z", False),
        ("2026-01-01", "2026-01-02T00:00:00Z", True),
        ("2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00.6Z", True),
        ("2026-01-01T12:00:00.5Z", "2026-01-01T12:00:00Z", False),
        ("2016-12-31t23:59:60z", "2016-12-31T23:59:59Z", False),
        ("9999-12-31T23:59:59Z", "2026-01-01", False),
        ("0000-01-01T00:00:00Z", "2026-01-01", False),
    ],
)
def test_a_day_and_a_moment(end: str, begin: str, expected: bool):
    assert is_before(end, begin) == expected


@pytest.mark.parametrize(
    ("end", "begin", "expected"),
    [
        ("09:00", "10:00:00", True),
        ("10:00:00", "10:00", False),
        ("10:30:00+02:00", "09:00:00Z", True),
        ("10:00:00", "11:00:00Z", False),
        ("99:00", "10:00", False),
    ],
)
def test_times_of_one_day(end: str, begin: str, expected: bool):
    assert is_earlier_in_the_day(end, begin) == expected
