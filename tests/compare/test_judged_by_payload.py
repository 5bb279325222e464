"""Changes that are judged by what messages can hold: moves in a hierarchy, keys, patterns, what messages call own."""

from __future__ import annotations

import pytest

from compiler.compare.judge import Verdict
from tests.compare.test_judges import compared


def verdicts(old: str, new: str) -> dict[str, str]:
    return {each.id: each.verdict.value for each in compared(old, new).changes}


HIERARCHY = """
domein A
abstract entiteit Lid (meervoud Leden) {{ kern naam : string{base} }}
entiteit Persoon is Lid (meervoud Personen) {{ roepnaam : string{derived} }}
abstract entiteit Groep is Lid (meervoud Groepen) {{ doel : string{middle} }}
entiteit Club is Groep (meervoud Clubs) {{ opgericht : date{leaf} }}
entiteit Kaart (meervoud Kaarten) {{ houder : Lid{held} }}
ketenproces P "P"
bericht Leden over Lid {{ Lid {{ alle }}, Persoon {{ alle }}, Groep {{ alle }}, Club {{ alle }} }}
"""
PLACES = {
    "on the base": {"base": ", {}"},
    "on all that are derived": {"derived": ", {}", "leaf": ", {}"},
    "on a middle one": {"derived": ", {}", "middle": ", {}"},
}


def hierarchy(where: str, said: str) -> str:
    parts = dict.fromkeys(("base", "derived", "middle", "leaf", "held"), "")
    parts |= {at: text.format(said) for at, text in PLACES[where].items()}
    return HIERARCHY.format(**parts)


@pytest.mark.parametrize("said", ["status : string", "kern status : string"])
@pytest.mark.parametrize("before", PLACES)
@pytest.mark.parametrize("after", PLACES)
def test_what_moves_between_an_abstract_base_and_all_its_derived_entities_breaks_nothing(
    before, after, said
):
    found = compared(hierarchy(before, said), hierarchy(after, said)).changes
    assert [each.change.path for each in found if each.verdict is Verdict.WIRE] == []
    assert bool(found) is (before != after)


def test_a_key_that_leaves_its_base_breaks_who_refers_to_the_base_by_keys():
    old, new = (
        hierarchy(where, "kern status : string").replace("houder : Lid", "houder : Lid.sleutels")
        for where in ("on the base", "on all that are derived")
    )
    (moved,) = (each for each in compared(old, new).changes if each.verdict is Verdict.WIRE)
    assert {place.message for place in moved.effect.lost} == {"sleutels"}


def test_what_a_derived_entity_does_not_get_breaks():
    old, new = (
        hierarchy("on the base", "status : string"),
        hierarchy("on all that are derived", "status : string"),
    )
    assert (
        "wire"
        in verdicts(
            old, new.replace("opgericht : date, status : string", "opgericht : date")
        ).values()
    )
    concrete = (
        old.replace("abstract entiteit Lid", "entiteit Lid"),
        new.replace("abstract entiteit Lid", "entiteit Lid"),
    )
    assert "wire" in verdicts(*concrete).values()


KEYS = """
domein A
entiteit Boek (meervoud Boeken) {{ titel : string, omslag : Omslag{held} }}
entiteit Omslag (meervoud Omslagen) {{ {omslag} }}
{more}
"""


def keys(held: str, omslag: str = "kern kleur : string, dikte : integer", more: str = "") -> str:
    return KEYS.format(held=held, omslag=omslag, more=more)


NESTED = "kern kleur : string, kern maker : Maker{}, kern soort : SOORT"
MAKER = 'entiteit Maker (meervoud Makers) {{ kern naam : string{} }}\nreferentiedata SOORT {{ A "Aap" }}'


@pytest.mark.parametrize(
    ("omslag", "more", "embedded", "back"),
    [
        ("kern kleur : string, dikte : integer", "", "code", "wire"),
        ("kern kleur : string", "", "code", "code"),
        (NESTED.format(""), MAKER.format(", leeftijd : integer"), "code", "code"),
        (NESTED.format(".sleutels"), MAKER.format(", leeftijd : integer"), "code", "code"),
        (
            "kern kleur : string",
            "entiteit Kaft is Omslag (meervoud Kaften) { a : string }",
            "wire",
            "wire",
        ),
    ],
)
def test_keys_that_become_embedded_are_judged_by_what_fits(omslag, more, embedded, back):
    by_keys, whole = keys(".sleutels", omslag, more), keys("", omslag, more)
    assert verdicts(by_keys, whole) == {"CH26": embedded}
    assert verdicts(whole, by_keys)["CH26"] in (back, "wire")


def test_the_last_key_that_is_dropped_breaks_as_one_of_two_does():
    two = keys(".sleutels", "kern kleur : string, kern dikte : integer")
    one = keys(".sleutels", "kern kleur : string, dikte : integer")
    none = keys(".sleutels", "kleur : string, dikte : integer")
    assert verdicts(two, one) == {"CH27": "wire"}
    assert verdicts(one, none) == {"CH27": "wire"}
    assert verdicts(none, one) == {"CH27": "additive"}


def test_the_last_attribute_that_a_message_shows_breaks_as_one_of_two_does():
    text = (
        keys("")
        + 'ketenproces P "P"\nbericht Boeken over Boek { Boek { alle }, Omslag { kleur } }\n'
    )
    assert verdicts(text, text.replace("{ kleur }", "{ }")) == {"CH63": "wire"}


@pytest.mark.parametrize(
    ("attribute", "pattern", "verdict"),
    [
        ("string", "/^[A-Z]+$/", "wire"),
        ("string[]", "/^[A-Z]+$/", "wire"),
        ("integer", "/^[0-9]{4}$/", "wire"),
        ("duration", "/^P[0-9]+D$/", "wire"),
        ("boolean", "/^[A-Z]+$/", "text"),
        ("SOORT", "/^[A-Z]+$/", "text"),
    ],
)
def test_a_pattern_is_judged_by_what_is_published(attribute, pattern, verdict):
    old = f'domein A {{ entiteit Boek (meervoud Boeken) {{ a : {attribute} }} }}\nreferentiedata SOORT {{ A "Aap" }}\n'
    new = old.replace(f"a : {attribute}", f"a : {attribute} patroon {pattern}")
    assert verdicts(old, new) == {"CH30": verdict}
    assert verdicts(new, old) == {"CH30": {"wire": "additive"}.get(verdict, verdict)}


def test_two_spellings_of_one_pattern_are_one():
    old = "domein A { entiteit Boek (meervoud Boeken) { a : string patroon /^[0-9]{4}$/ } }"
    assert verdicts(old, old.replace("[0-9]", r"\d")) == {"CH30": "text"}


@pytest.mark.parametrize("corrections", ["geen", "verenigbaar", "alle"])
def test_the_pattern_of_durations_counts_where_a_document_holds_one(corrections):
    def model(pattern: str, kind: str) -> str:
        settings = f"koppelvlak {{ duurpatroon {pattern} }}, " if pattern else ""
        return (
            f'standaard S {{ versie "1.0.0", {settings}correcties {corrections} }}\n'
            f"domein A {{ entiteit Boek (meervoud Boeken) {{ a : {kind} }} }}\n"
        )

    weeks, days = '"^P[0-9]+W$"', '"^P[0-9]+D$"'
    assert verdicts(model(weeks, "duration"), model(days, "duration")) == {"CH82": "wire"}
    assert verdicts(model("", "duration"), model(days, "duration")) == {"CH82": "wire"}
    assert verdicts(model(days, "duration"), model("", "duration")) == {"CH82": "additive"}
    assert verdicts(model(weeks, "string"), model(days, "string")) == {"CH82": "text"}


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        ("eigen titel : string", "text"),
        ("eigen titel : string bron BAG", "text"),
        ("eigen titel : integer", "wire"),
        ("eigen titel : string patroon /^[A-Z]+$/", "additive"),
    ],
)
def test_an_attribute_of_the_message_that_becomes_that_of_the_entity_is_judged_by_the_payload(
    own, verdict
):
    old = (
        "domein A { entiteit Boek (meervoud Boeken) { titel : string } }\n"
        f'ketenproces P "P"\nbericht Boeken over Boek {{ Boek {{ {own} }} }}\n'
    )
    assert verdicts(old, old.replace(own, "titel")) == {"CH64": verdict}


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (r"^\d{4}$", r"^\d{4,6}$", Verdict.ADDITIVE),
        ("^(A|B)$", "^(A|B|C)$", Verdict.ADDITIVE),
        ("^a$", "^a?$", Verdict.ADDITIVE),
        ("^(A|B)$", "^[AB]$", Verdict.CODE),
        (r"^\d{4,6}$", r"^\d{4}$", Verdict.WIRE),
        ("^a?$", "^a$", Verdict.WIRE),
        ("^(?=a)a$", "^(?=a)a?$", Verdict.WIRE),  # what looks ahead is not decided
    ],
)
def test_a_pattern_that_takes_more_breaks_nobody(before, after, verdict):
    text = "domein A { entiteit Boek (meervoud Boeken) { code : string patroon /PATTERN/ } }"
    judged = compared(text.replace("PATTERN", before), text.replace("PATTERN", after)).changes
    assert [each.verdict for each in judged] == [verdict]
