"""What is told of a comparison: one report, said in every language and laid out in every format."""

from __future__ import annotations

import json

import pytest

from compiler.base.context import Context
from compiler.base.translation import translator
from compiler.base.wording import Text
from compiler.compare.comparison import Comparison, compare_models
from compiler.report.changes import ChangesReport, report_of
from compiler.report.changes_filter import Filter
from compiler.report.changes_json import changes_json
from compiler.report.changes_printers import render_report
from tests.compare.test_diff import model_of

OLD = """\
standaard S { versie "1.0.0", ids { kern id : string } }
domein A {
    entiteit Boek { titel : string, rug : string }
}
referentiedata SOORT { A "Aap", B "Beer" }
"""
NEW = """\
standaard S { versie "1.0.1", ids { kern id : string }, herstel { `Boek.titel` "was <nooit> *goed*" } }
domein A {
    entiteit Boek { titel : integer, rug : string beperking "<b> & *x*" }
}
referentiedata SOORT { A "Aap", B "Bruine beer", C "Cavia", D "Das" }
"""
ALL = Filter()


def compared() -> Comparison:
    return compare_models(model_of(OLD), model_of(NEW))


def report(*, summary: bool = False) -> ChangesReport:
    return report_of(compared(), ALL, summary=summary, descriptions=False)


def rendered(format_: str, lang: str, *, summary: bool = False) -> str:
    return render_report(report(summary=summary), format_, Context(), translator(lang))


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            [
                "1.0.0 → 1.0.1: nothing breaks clients; least version 1.0.1 (patch)",
                'attribute "Boek.titel" changed, type: string → integer',
                "reaches documents A",
                "accepted: was <nooit> *goed*",
                'reference data list "SOORT": 2 values added: C, D',
                'reference data list "SOORT": one value changed: B',
            ],
        ),
        (
            "nl",
            [
                "1.0.0 → 1.0.1: niets breekt koppelingen; laagste versie 1.0.1 (patch)",
                'attribuut "Boek.titel" gewijzigd, type: string → integer',
                "raakt documenten A",
                "aanvaard: was <nooit> *goed*",
                'referentiedatalijst "SOORT": 2 waarden toegevoegd: C, D',
                'referentiedatalijst "SOORT": één waarde gewijzigd: B',
            ],
        ),
    ],
)
def test_a_report_is_said_in_the_language_of_its_reader(lang, expected):
    text = rendered("text", lang)
    assert [line for line in expected if line not in text] == []


def test_a_report_has_no_language_until_it_is_printed():
    made = report()
    texts: list[str] = []
    made.written(lambda text: texts.append(text) or text)
    assert len(texts) > 10
    plain = {text for text in texts if not isinstance(text, Text)}
    assert plain == {made.title, *(line.id for group in made.groups for line in group.lines)}


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_page_says_its_language_and_names_mean_nothing_in_it(lang):
    page = rendered("html", lang)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">\n')
    assert "&lt;b&gt; &amp; *x*" in page
    assert "<b>" not in page
    assert r"\<b\> & \*x\*" in rendered("markdown", lang)


def test_what_is_said_further_stands_behind_the_sentence():
    (line,) = (each for each in rendered("markdown", "en").splitlines() if "Boek.titel" in each)
    assert line.endswith(r"; reaches documents A; accepted: was \<nooit\> \*goed\*")


def test_a_summary_is_a_table_as_wide_as_its_words():
    for lang in ("en", "nl"):
        _, _, head, *rows = rendered("text", lang, summary=True).splitlines()
        assert rows
        assert {len(row) for row in rows} == {len(head)}


@pytest.mark.parametrize(("lang", "kind"), [("en", "attribute"), ("nl", "attribuut")])
def test_in_json_the_sentence_alone_has_a_language(lang, kind):
    found = json.loads(changes_json(compared(), ALL, translator(lang)))
    (change,) = (each for each in found["changes"] if each["element"] == "Boek.titel")
    assert change["text"].startswith(f'{kind} "Boek.titel"')
    assert (change["kind"], change["subject"], change["fact"]) == ("changed", "attribute", "type")
