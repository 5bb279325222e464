"""All sure mends together: the rest of the text stays, what changes is canonical, and nothing is made worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Severity
from compiler.compare.judge import Verdict
from compiler.editing.fixing import fixed
from compiler.language.formatter import format_source
from compiler.language.parser import parse_text
from compiler.workspace.model_reading import read_model
from tests.helpers.memory_store import MemoryStore

VERA = Path(__file__).parents[2] / "models" / "vera"
HEAD = 'standaard Proef {\n    versie "1.0.0"\n    ids {\n        kern id : string\n    }\n}\n'


def after(text: str) -> str:
    made = fixed({"m.vera": text.encode()}, Context())
    return made.files["m.vera"].decode() if made.files else text


def test_the_sure_mends_of_the_standard_break_nobody() -> None:
    context = Context(MemoryStore(), "fixing")
    files = read_model(VERA).files
    before = pipeline.review(files, context).diagnostics
    made = fixed(files, context)
    then = {**files, **made.files}
    left = pipeline.review(then, context).diagnostics
    assert made.mended == len(before) - len(left) > 50
    assert not any(mend.sure for each in left if not each.suppressed for mend in each.mends)
    assert fixed(then, context).files == {}
    for path, content in made.files.items():
        assert format_source(parse_text(content.decode(), path).source) == content.decode()
    old, new = (pipeline.read_version(each, context).model for each in (files, then))
    assert old is not None
    assert new is not None
    verdicts = {each.verdict for each in pipeline.compare(old, new).changes}
    assert verdicts == {Verdict.TEXT}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("entitiet Lid {\n  naam = string;\n}\n", "entiteit Lid {\n    naam : string\n}\n"),
        ("entiteit Lid {\n  verplicht naam : string\n}\n", "entiteit Lid {\n    naam : string\n}\n"),
        ("entiteit Lid {\n  naam : String\n", "entiteit Lid {\n    naam : string\n}\n"),
        ('entiteit Lid {\n  naam : string negeer GN01 "x"\n}\n', "entiteit Lid {\n    naam : string\n}\n"),
        (
            'entiteit Lid { s : S }\nreferentiedata S {\n  EEN "Een" vanaf "31-01-2026"\n}\n',
            'entiteit Lid {\n    s : S\n}\n\nreferentiedata S (domein D) {\n    EEN "Een" vanaf "2026-01-31"\n}\n',
        ),
    ],
)  # fmt: skip
def test_what_is_sure_is_written(wrong: str, right: str) -> None:
    assert after(HEAD + "\ndomein D\n\n" + wrong) == HEAD + "\ndomein D\n\n" + right


def test_domains_for_one_list_are_added_one_after_another() -> None:
    text = (
        HEAD
        + "\ndomein A {\n    entiteit Een {\n        s : S\n    }\n}\n\ndomein B {\n    entiteit Twee {\n"
        "        s : S\n    }\n}\n\ndomein C {\n    entiteit Drie {\n        s : S\n    }\n}\n\n"
        'referentiedata S (domein A) {\n    WON "Woning"\n}\n'
    )
    assert after(text) == text.replace("(domein A)", "(domein A B C)")


def test_what_is_not_sure_or_passed_over_stays() -> None:
    text = (
        HEAD + "\ndomein D\n\nentiteit Lid {\n    Naam : string\n"
        '    adres : Adress\n    soort : S negeer RD05 "x"\n}\n\nentiteit Adres\n\n'
        'referentiedata S {\n    EEN "Een"\n}\n'
    )
    assert after(text) == text


def test_a_file_that_still_cannot_be_read_keeps_its_ends_of_lines() -> None:
    text = "\ufeffdomein D\r\nentitiet Lid {\r\n  naam : string\r\n}\r\nentiteit Bond {\r\n  naam :\r\n}\r\n"
    made = fixed({"m.vera": text.encode()}, Context()).files
    assert made["m.vera"].decode() == text.replace("entitiet", "entiteit")


def test_a_file_with_a_mark_and_other_ends_of_lines_becomes_canonical() -> None:
    text = "\ufeff" + (HEAD + "\ndomein D\n\nentitiet Lid\n").replace("\n", "\r\n")
    assert after(text) == HEAD + "\ndomein D\n\nentiteit Lid\n"


def test_a_file_without_anything_to_mend_is_left_as_it_is() -> None:
    """Even where it is not in its canonical form: that is for `verac fmt`."""
    text = HEAD + "domein   D\nentiteit Lid { naam:string }"
    assert after(text) == text


def test_bytes_that_are_no_text_are_no_trouble() -> None:
    found = fixed({"a.vera": b"\xff\xfe", "b.vera": b""}, Context())
    assert found == ({}, 0)


def test_only_what_is_wanted_is_mended() -> None:
    text = HEAD + "\ndomein D\n\nentiteit Lid {\n    verplicht naam : String\n}\n"
    files = {"m.vera": text.encode()}
    assert fixed(files, Context(), lambda _: ()).files == {}
    made = fixed(
        files,
        Context(),
        lambda review: [d for d in review.diagnostics if d.severity is Severity.ERROR],
    )
    assert made.mended > 0
