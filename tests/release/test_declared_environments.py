"""omgevingen.vera: what it declares, what is wrong with it, and that it is no text of the model."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.language.canonical import canonical_text
from compiler.language.parser import Parser, parse_text
from compiler.release.environments.declared import ConditionKind
from compiler.release.environments.declaring import read_declared
from compiler.release.environments.trigger_order import waits_for
from compiler.workspace.git_reading import read_revision
from compiler.workspace.model_reading import read_environments, read_model, vera_files
from tests.helpers.released import QUIET_GIT, commit_all
from tests.helpers.released_runs import TWO_STEPS, model_with_environments
from tests.helpers.triggers import DECLARED_TEXTS

WHOLE = """\
/// Waar uitgaven heen gaan.
omgevingen {
    doel "../uitgaven.git"
    logboek "uitgaven.jsonl"
    tijdzone "Europe/Amsterdam"
    /// Voor leveranciers.
    omgeving test {
        server "https://test.example.org/{model}/{pad}" {
            pad v1 v2
        }
        contact {
            naam Beheer
            email "test@example.org"
        }
        correcties verenigbaar OA13
    }
    omgeving productie
    trigger naarTest {
        publiceer
        promoveer test
        als modelVeranderd ja
        als versieOpgehoogd ja
        als poorten groen
        als elke dinsdag vrijdag {
            van "09:30"
            tot "17:00"
        }
        probeer "3" {
            wacht "5 minuten"
        }
    }
    trigger naarProductie {
        promoveer productie
        als in test {
            sinds "2 weken"
        }
        als vanaf "2026-12-01 09:00"
        na naarTest
        invoer "akkoord/{versie}.txt" "toets.json"
    }
}
"""


def test_everything_is_read() -> None:
    found = read_declared(WHOLE.encode())
    assert found.diagnostics == ()
    declared = found.declared
    assert declared is not None
    assert (declared.target.text, declared.log.text) == ("../uitgaven.git", "uitgaven.jsonl")
    test, productie = declared.environments
    assert test.server == "https://test.example.org/{model}/{pad}"
    assert test.variables == (("pad", ("v1", "v2")),)
    assert test.contact is not None
    assert (test.contact.name, test.contact.email) == ("Beheer", "test@example.org")
    assert test.corrections == ("compatible", "OA13")
    assert test.description == "Voor leveranciers."
    assert (productie.server, productie.contact, productie.corrections) == (None, None, None)
    first, second = declared.triggers
    assert (first.publishes, [each.text for each in first.promotes]) == (True, ["test"])
    assert [each.kind for each in first.conditions] == [
        ConditionKind.MODEL_CHANGED,
        ConditionKind.VERSION_RAISED,
        ConditionKind.GATES,
        ConditionKind.EVERY,
    ]
    every = first.conditions[-1]
    assert (every.days, every.opens, every.closes) == (
        ("dinsdag", "vrijdag"),
        time(9, 30),
        time(17),
    )
    assert (first.tries, first.pause) == (3, timedelta(minutes=5))
    held, moment = second.conditions
    assert (held.environment, held.age) == ("test", timedelta(weeks=2))
    assert moment.moment == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert [each.text for each in second.inputs] == ["akkoord/{versie}.txt", "toets.json"]
    assert waits_for(declared.triggers) == {"naarTest": (), "naarProductie": ("naarTest",)}


@pytest.mark.parametrize("text", [WHOLE, TWO_STEPS])
def test_it_has_a_canonical_form(text: str) -> None:
    assert canonical_text(parse_text(text).source, Parser()) == (None, text.encode())


# A file, and the place, the id and the beginning of each thing that is wrong with it.
WRONG = {
    "omgevingen { omgeving test { serverr `x` } }": [(1, 30, "ENV01", '"serverr" is no setting of "test"')],
    "omgevingen { doel : string }": [(1, 14, "ENV01", '"doel" is no setting')],
    'omgevingen { doel "" }': [(1, 19, "ENV01", '"doel" is empty')],
    'omgevingen { tijdzone "Mars" }': [(1, 23, "ENV01", '"Mars" is no time zone')],
    'omgevingen { tijdzone "../../etc/passwd" }': [(1, 23, "ENV01", '"../../etc/passwd" is no time zone')],
    "omgevingen { omgeving }": [(1, 14, "ENV01", '"omgeving" takes a name')],
    "omgevingen { omgeving : string }": [(1, 14, "ENV01", '"omgeving" takes a name')],
    'omgevingen { omgeving "../test" }': [(1, 23, "ENV01", '"../test" cannot be a name here')],
    "omgevingen { omgeving test, omgeving Test }": [(1, 38, "ENV02", 'a second environment "Test"')],
    'omgevingen { omgeving t { server "https://{x}" } }': [(1, 34, "ENV01", 'the variable "x" of the address')],
    'omgevingen { omgeving t { contact { email "x" } } }': [(1, 37, "ENV01", '"x" is no mail address')],
    "omgevingen { trigger a { } }": [(1, 22, "ENV01", 'trigger "a" does nothing')],
    "omgevingen { trigger a { promoveer tst }, omgeving test }": [(1, 36, "ENV03", 'there is no environment "tst"')],
    "omgevingen { trigger a { publiceer, als in test } }": [(1, 44, "ENV03", 'there is no environment "test"')],
    "omgevingen { trigger a { publiceer, na b } }": [(1, 40, "ENV03", 'there is no trigger "b"')],
    "omgevingen { trigger a { publiceer, naast b } }": [(1, 43, "ENV03", 'there is no trigger "b"')],
    "omgevingen { trigger a { publiceer, na a } }": [(1, 22, "ENV04", "triggers wait for each other: a → a")],
    "omgevingen { trigger a { publiceer, na b }, trigger b { publiceer, na c }, trigger c { publiceer, na a } }": [
        (1, 22, "ENV04", "triggers wait for each other: a → b → c → a")
    ],
    "omgevingen { omgeving t, omgeving p, trigger a { promoveer t, als in p }, trigger b { promoveer p, als in t } }": [
        (1, 46, "ENV04", "triggers wait for each other: a → b → a")
    ],
    "omgevingen { omgeving t, trigger a { promoveer t, na b }, trigger b { publiceer, als in t } }": [
        (1, 34, "ENV04", "triggers wait for each other: a → b → a")
    ],
    "omgevingen { omgeving t, trigger a { promoveer t }, trigger b { promoveer t, naast a } }": [
        (1, 84, "ENV04", '"b" cannot run beside "a": both have t')
    ],
    "omgevingen { trigger a { publiceer, naast a } }": [(1, 43, "ENV04", '"a" cannot run beside "a"')],
    "omgevingen { trigger a { publiceer, als } }": [(1, 37, "ENV01", 'no condition stands behind "als"')],
    "omgevingen { trigger a { publiceer, als zomer } }": [(1, 41, "ENV01", '"zomer" is no condition')],
    "omgevingen { trigger a { publiceer, als poorten rood } }": [(1, 49, "ENV01", '"rood" says nothing here')],
    "omgevingen { trigger a { publiceer, als modelVeranderd } }": [(1, 41, "ENV01", '"modelVeranderd" takes one text')],
    'omgevingen { omgeving t, trigger a { publiceer, als in t { sinds "3 jaar" } } }': [
        (1, 66, "ENV01", '"3 jaar" is no length of time')
    ],
    'omgevingen { trigger a { publiceer, als vanaf "2026-13-01" } }': [(1, 47, "ENV01", '"2026-13-01" is no day')],
    "omgevingen { trigger a { publiceer, als elke zomer } }": [(1, 46, "ENV01", '"zomer" is no day')],
    "omgevingen { trigger a { publiceer, als elke } }": [(1, 41, "ENV01", 'no day stands behind "elke"')],
    'omgevingen { trigger a { publiceer, als elke dag { van "25:00" } } }': [
        (1, 56, "ENV01", '"25:00" is no time of day')
    ],
    'omgevingen { trigger a { publiceer, als elke dag { van "12:00", tot "11:00" } } }': [
        (1, 41, "ENV01", '"tot" comes before "van"')
    ],
    "omgevingen { trigger a { publiceer, probeer 0 } }": [(1, 45, "ENV01", '"probeer" takes a number from 1 to 100')],
    "omgevingen { trigger a { publiceer ja } }": [(1, 26, "ENV01", '"publiceer" stands alone')],
    "omgevingen { trigger a { publiceer, na } }": [(1, 37, "ENV01", '"na" takes names, and no block')],
    "omgevingen {\n}\nomgevingen {\n}": [(3, 1, "ENV05", "environments are declared a second time")],
    "omgevingen {\n}\ndomein A": [(3, 8, "ENV05", '"A" stands in the file of environments')],
    "": [(1, 0, "ENV05", "the file declares no environments")],
    "omgevingen {": [(1, 12, "SYN01", "a block is not closed")],
    "omgevingen test {\n}": [(1, 12, "SYN01", '"test" does not fit here')],
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str) -> None:
    read = read_declared(text.encode())
    assert read.declared is None
    told = [(d.span.line, d.span.column, d.id, str(d.message)) for d in read.diagnostics]
    expected = WRONG[text]
    assert [each[:3] for each in told] == [each[:3] for each in expected]
    for (*_, message), (*_, beginning) in zip(told, expected, strict=True):
        assert message.startswith(beginning)
    assert all(d.hint and d.span.file == "omgevingen.vera" for d in read.diagnostics)


@pytest.mark.parametrize(
    ("content", "id_"), [(b"omgevingen {\n\xff\n}\n", "SYN03"), (b"\x00", "SYN01"), (b"x" * 70_000, "SYN02")]
)  # fmt: skip
def test_what_is_no_text_is_told(content: bytes, id_: str) -> None:
    read = read_declared(content)
    assert read.declared is None
    assert {each.id for each in read.diagnostics} == {id_}


@given(DECLARED_TEXTS)
def test_what_is_drawn_is_read_in_any_form(text: str) -> None:
    """What a formatter makes of it declares the same."""
    read = read_declared(text.encode())
    assert read.diagnostics == ()
    _, again = canonical_text(parse_text(text).source, Parser())
    other = read_declared(again).declared
    assert read.declared is not None
    assert other is not None
    for one, two in zip(read.declared.triggers, other.triggers, strict=True):
        assert [each._replace(place=None) for each in one.conditions] == [
            each._replace(place=None) for each in two.conditions
        ]


def test_it_is_no_text_of_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in QUIET_GIT.items():
        monkeypatch.setenv(name, value)
    repository = model_with_environments(tmp_path / "source")
    commit_all(repository)
    model = repository / "model"
    files = read_model(model).files
    assert "omgevingen.vera" not in files
    assert files == read_revision("x", "HEAD", "model", repository)
    assert read_environments(model) == (None, TWO_STEPS.encode())
    assert model / "omgevingen.vera" in [path for path, _ in vera_files([model])]
    (model / "omgevingen.vera").unlink()
    assert read_model(model).files == files
    assert read_environments(model) == (None, None)


def test_in_another_file_it_is_out_of_its_place() -> None:
    from compiler import pipeline

    standard = b'standaard A {\n    versie "1.0.0"\n}\n'
    found = pipeline.check({"a.vera": standard, "b.vera": TWO_STEPS.encode()})
    assert [(each.id, str(each.span)) for each in found.diagnostics] == [("NAM05", "b.vera:1:1")]


WORDS = st.sampled_from(
    [
        *[
            "{",
            "}",
            ",",
            ":",
            "[]",
            "(",
            "`",
            "omgevingen",
            "omgeving",
            "trigger",
            "als",
            "in",
            "test",
            "na",
            "naast",
            "a",
            "probeer",
            "3",
            "elke",
            "dag",
        ],
        *[
            "vanaf",
            "sinds",
            "promoveer",
            "publiceer",
            "server",
            "contact",
            "correcties",
            "tijdzone",
            "/x/",
        ],
        *('"2026-01-01"', '"2 dagen"', '"https://{x}"', '"UTC"', '"', "\n", "/// tekst\n"),
    ]
)


@given(st.lists(WORDS, max_size=40).map(lambda words: "omgevingen {\n" + " ".join(words)))
def test_whatever_stands_there_is_read_or_told(text: str) -> None:
    read = read_declared(text.encode())
    assert (read.declared is None) == bool(read.diagnostics)
    assert all(each.span.file == "omgevingen.vera" and each.span.line for each in read.diagnostics)
