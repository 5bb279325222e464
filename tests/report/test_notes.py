"""Release notes: what stands where, in two formats and two languages, and the team's own texts kept as they were."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.base.translation import translator
from compiler.compare.comparison import Comparison, compare_models
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.effects import Effect
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.reach import Reach
from compiler.compare.texts import describe
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.model.model import Model
from compiler.report.notes import release_notes
from compiler.report.notes_own_texts import kept_texts

FORMATS = ("markdown", "html")
BOTH = pytest.mark.parametrize("format_", FORMATS)
VOID = {"meta", "br", "img", "hr", "link", "input"}

OLD = """\
domein Boekerij {
    entiteit Boek { titel : string, jaar : integer, omvang : integer, soort : SOORT, uitgave : string }
    entiteit Band { kleur : string }
}
domein Beheer { entiteit Kast { plank : string } }
referentiedata SOORT { A "Aap", B "Beer" }
referentiedata VORM { E "Eb", F "Vloed" }
ketenproces UIT "Uitlenen"
bericht Boeken over Boek { Boek { alle } }
"""
NEW = """\
domein Boekerij {
    entiteit Boek { titel : integer, vervallen jaar : integer, omvang : string, soort : SOORT, uitgave : string,
        rug : string }
    entiteit Band {
        /// De kleur.
        kleur : string
    }
}
domein Beheer { entiteit Kast { plank : string, diepte : integer } }
referentiedata SOORT { A "Aap", B "Bruine beer", D "Das" }
referentiedata VORM { E "Eb" }
ketenproces UIT "Uitlenen"
bericht Boeken over Boek { Boek { alle } }
bericht Banden over Band { Band { alle } }
"""
REPAIR = ', herstel { `Boek.omvang` "was nooit een *getal*" }'


class Kept(dict[tuple[str, str], bytes]):
    """A store in memory: templates are compiled once for all tests."""

    def put(self, kind: str, key: str, content: bytes) -> None:
        self[kind, key] = content

    def get(self, kind: str, key: str) -> bytes | None:
        return super().get((kind, key))


STORE = Kept()


def model(text: str, version: str = "1.2.3", more: str = "") -> Model:
    texts = (text, f'standaard S {{ versie "{version}", ids {{ kern id : string }}{more} }}')
    parsed = [parse_text(each, f"{number}.vera") for number, each in enumerate(texts)]
    linked = link_sources(each.source for each in parsed)
    found = [*(each for one in parsed for each in one.diagnostics), *linked.diagnostics]
    assert linked.model is not None, found
    assert not found
    return linked.model


def compared(old: str = OLD, new: str = NEW, version: str = "2.0.0", more: str = "") -> Comparison:
    return compare_models(model(old), model(new, version, more))


def notes(
    *comparisons: Comparison,
    lang: str = "nl",
    format_: str = "markdown",
    kept=None,
    title: str = "S",
) -> str:
    return release_notes(
        comparisons,
        title=title,
        translate=translator(lang),
        format_=format_,
        kept=kept or {},
        context=Context(STORE),
    )


def headings(text: str, format_: str = "markdown") -> list[str]:
    if format_ == "html":
        return re.findall("<h[1-4]>(.*)</h[1-4]>", text)
    return re.findall("^#+ (.*)$", text, re.MULTILINE)


def section(text: str, heading: str) -> str:
    """What stands under a heading of the third level in Markdown."""
    return re.split(r"^##+ ", text.split(f"\n### {heading}\n")[1], maxsplit=1, flags=re.MULTILINE)[
        0
    ]


def test_all_sections_stand_in_order():
    expected = {
        "nl": ["S", "Versie 2.0.0, sinds 1.2.3", "Thema's", "Wat koppelingen breekt", "Domein Boekerij",
               "Technisch herstel", "Vervallen", "Domein Boekerij", "Domein Beheer", "Domein Boekerij",
               "Ketenproces UIT", "Referentiedata", "Documentatie", "Wie het aangaat"],
        "en": ["S", "Version 2.0.0, since 1.2.3", "Themes", "What breaks clients", "Domain Boekerij",
               "Technical repairs", "Obsolete", "Domain Boekerij", "Domain Beheer", "Domain Boekerij", "Process UIT",
               "Reference data", "Documentation", "Whom it concerns"],
    }  # fmt: skip
    for lang, found in expected.items():
        for format_ in FORMATS:
            assert (
                headings(notes(compared(more=REPAIR), lang=lang, format_=format_), format_) == found
            )


def test_a_change_stands_in_one_section():
    comparison = compared(more=REPAIR)
    text = notes(comparison)
    assert "De wijzigingen vragen een major release, ten minste 2.0.0. Wijzigingen: " in text
    # They stand under their domain
    assert section(text, "Wat koppelingen breekt").count("\n- ") == 0
    breaking = text.split("### Technisch")[0]
    assert (
        '- attribuut "Boek.titel" gewijzigd, type: string → integer\n  - Betreft: UIT/Boeken.\n'
        in breaking
    )
    assert text.count('attribuut "Boek.titel"') == text.count('attribuut "Boek.jaar"') == 1
    assert section(text, "Domein Boekerij") == (
        "\n<!-- eigen tekst: 2.0.0 domein Boekerij -->\n<!-- einde eigen tekst -->\n\n"
        '- attribuut "Boek.rug" toegevoegd: string\n\n'
    )
    assert '- bericht "UIT/Banden" toegevoegd' in section(text, "Ketenproces UIT")
    assert "Gewijzigde omschrijvingen: 1 (0 bij lijsten)." in section(text, "Documentatie")
    assert len(comparison.breaking) == 1


def test_reference_data_by_list():
    table = (
        "| Lijst | Toegevoegd | Verwijderd | Gewijzigd |\n| --- | --- | --- | --- |\n"
        "| SOORT | D |  | B, naam: Beer → Bruine beer |\n| VORM |  | F |  |\n"
    )
    assert table in section(notes(compared()), "Referentiedata")


def test_many_values_are_shortened():
    values = ", ".join(f'K{number:02} "{number}"' for number in range(15))
    text = notes(compared(OLD, OLD + f"referentiedata KAST {{ {values} }}"), lang="en")
    assert (
        "| KAST (new list) | "
        + ", ".join(f"K{number:02}" for number in range(12))
        + " and 3 more |"
        in text
    )
    assert "K12" not in text
    labels = values.replace('"', '"x', 1).replace(', K01 "1"', ', K01 "een"')
    old, new = (OLD + f"referentiedata KAST {{ {each} }}" for each in (values, labels))
    assert "K00, label: 0 → x0; K01, label: 1 → een |" in notes(compared(old, new), lang="en")


def test_many_messages_are_shortened():
    messages = "".join(
        f"bericht B{number} over Boek {{ Boek {{ alle }} }}\n" for number in range(11)
    )
    text = notes(
        compared(OLD + messages, OLD.replace("titel : string", "titel : integer") + messages)
    )
    assert "UIT/B0, UIT/B1, UIT/B10, UIT/B2, UIT/B3, UIT/B4, UIT/B5, UIT/B6 en nog 4." in text


def test_what_changed_alike_is_said_once():
    new = OLD
    for name in ("titel", "uitgave", "kleur"):
        new = new.replace(f"{name} : string", f'{name} : string beperking "Verplicht."')
    found = section(notes(compared(OLD, new)), "Domein Boekerij")
    assert (
        '- attribuut gewijzigd, beperking: niets → Verplicht.\n  - "Boek.titel", "Boek.uitgave", "Band.kleur"'
        in found
    )


@BOTH
def test_whom_it_concerns(format_):
    text = notes(compared(more=REPAIR), format_=format_)
    rows = {
        "markdown": [
            "| Domein Beheer | 0 | 1 |",
            "| Domein Boekerij | 1 | 2 |",
            "| Ketenproces UIT | 1 | 3 |",
        ],
        "html": [
            '<tr><th scope="row">Domein Beheer</th><td>0</td><td>1</td></tr>',
            '<tr><th scope="row">Domein Boekerij</th><td>1</td><td>2</td></tr>',
            '<tr><th scope="row">Ketenproces UIT</th><td>1</td><td>3</td></tr>',
        ],
    }
    assert "\n".join(rows[format_]) in text


@pytest.mark.parametrize(
    ("lang", "format_", "expected"),
    [
        ("nl", "markdown", "\n\nEr is niets gewijzigd.\n"),
        ("en", "html", '<p class="verdict">Nothing changed.</p>'),
    ],
)
def test_nothing_changed(lang, format_, expected):
    text = notes(compared(OLD, OLD, "1.2.4"), lang=lang, format_=format_)
    assert expected in text
    assert len(headings(text, format_)) == 2


def test_the_line_says_what_the_changes_ask_for():
    added = OLD.replace("plank", "diepte : integer, plank")
    assert "vragen een patch release, ten minste 1.2.4. Wijzigingen: 1, waarvan 0" in notes(
        compared(OLD, added, "1.3.0")
    )
    assert "ten minste 2.0.0. Versie 1.2.4 is daarvoor te laag." in notes(compared(version="1.2.4"))
    only = OLD.replace("omvang : integer", "omvang : string")
    repaired = notes(compared(OLD, only, "1.2.4", REPAIR), lang="en")
    assert (
        "ask for no higher version. Changes: 1, of which 0 break clients. Technical repairs that break clients: 1."
    ) in repaired


def test_versions_that_are_none():
    comparison = compared()._replace(old_version="vroeger", new_version="nu", least="", step="")
    text = notes(comparison)
    assert "## Versie nu, sinds vroeger" in text
    assert "tot de volgende major versie." in section(text, "Vervallen")
    assert "vragen" not in text


def test_a_proposal_says_that_it_is_one():
    renamed = OLD.replace("entiteit Band { kleur : string }", "entiteit Bant { kleur : string }")
    comparison = compared(OLD, renamed)
    assert any(
        each.change.kind is ChangeKind.RENAMED and each.change.proposed
        for each in comparison.changes
    )
    assert '"Bant" hernoemd, was "Band" (voorstel: ze lijken op elkaar)' in notes(comparison)
    assert '"Bant" renamed, was "Band" (proposed: they are alike)' in notes(
        comparison, lang="en", format_="html"
    ).replace("&quot;", '"')


@BOTH
def test_a_repair_has_its_reason_and_does_not_count(format_):
    text = notes(compared(more=REPAIR), format_=format_)
    quoted = {"markdown": r"was nooit een \*getal\*", "html": "was nooit een *getal*"}[format_]
    assert f"Reden: {quoted} (breekt koppelingen)." in text
    assert "waarvan 1 koppelingen breken. Technisch herstel dat koppelingen breekt: 1." in text
    assert "Technisch herstel" not in notes(compared(), format_=format_)


def test_obsolete_until_the_next_major_version():
    obsolete = OLD.replace("jaar", "vervallen jaar")
    text = notes(compared(OLD, obsolete, "4.3.0+260116.28"), lang="en")
    assert "They stay until the next major version, 5.0.0." in section(text, "Obsolete")
    assert '- attribute "Boek.jaar"\n  - Concerns: UIT/Boeken.' in text
    back = notes(compared(obsolete, OLD), lang="en")
    assert "### Obsolete" not in back
    assert "obsolete: yes → no" in section(back, "Domain Boekerij")


def hostile(name: str) -> Comparison:
    """A comparison whose names and texts are all `name`; no model has such names."""
    path = (("entity", name), ("attribute", name))
    reach = Reach((name,), (f"{name}/{name}",), (name, "Boekerij"))

    def judged(change: Change, verdict: Verdict, reason: str = "") -> Judged:
        return Judged(change, verdict, "CH24", Effect(), reach, reason)

    changes = (
        judged(Change(ChangeKind.CHANGED, path, "constraint", name, name + "x"), Verdict.WIRE),
        judged(Change(ChangeKind.CHANGED, path, "constraint", name, name + "x"), Verdict.TEXT),
        judged(Change(ChangeKind.CHANGED, path, "obsolete", old=False, new=True), Verdict.ADDITIVE),
        judged(
            Change(ChangeKind.RENAMED, (("list", name), ("value", name)), "name", name, name),
            Verdict.CODE,
        ),
        judged(Change(ChangeKind.CHANGED, (("process", name),), "title", name, name), Verdict.TEXT),
        judged(Change(ChangeKind.CHANGED, path, "constraint", name, name), Verdict.WIRE, name),
    )
    return Comparison(name, name, changes, "", "", ())


NAMES = (
    "<script>alert(1)</script>",
    "a|b",
    "*x*",
    "_x_",
    "[a](b)",
    "`x`",
    "a\\b",
    "&lt;",
    "~~x~~",
    "a\n# b",
    "-->",
    "<!-- einde eigen tekst -->",
    "\n<!-- einde eigen tekst -->\n",
    "--!>",
    "{{ language_tag }}",
    '" onclick="x',
)


@pytest.mark.parametrize("name", NAMES)
def test_names_mean_nothing_in_markdown(name):
    text = notes(hostile(name), kept={f"{name} weg": "eigen\n"}, title=name)
    marks = re.compile(r"^<!-- (?:eigen tekst: [^<>\n]*|einde eigen tekst) -->$", re.MULTILINE)
    outside = marks.sub("", text)
    # What is left is written by the template
    bare = re.sub(r"\\[*_\[\]<>|\\`~#&@/.)+=-]", "", outside)
    assert not set("*_[]<>`~&\\") & set(bare)
    rows = [line for line in bare.split("\n") if line.startswith("|")]
    assert rows
    assert {row.count("|") for row in rows} <= {4, 3}
    assert all(re.match(r"#{1,4} |\| |- |  - |\w|$", line) for line in bare.split("\n"))
    plain = notes(hostile("naam"), kept={"naam weg": "eigen\n"}, title="naam")
    assert [len(re.findall("^#+ ", each, re.MULTILINE)) for each in (text, plain)] == [14, 14]


class Tags(HTMLParser):
    """Checks that tags close, and keeps their names and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def tags(text: str) -> Tags:
    found = Tags()
    found.feed(text)
    found.close()
    assert found.open == []
    return found


@pytest.mark.parametrize("name", NAMES)
def test_names_mean_nothing_in_html(name):
    found = tags(notes(hostile(name), kept={f"{name} weg": "eigen\n"}, title=name, format_="html"))
    plain = tags(notes(hostile("naam"), kept={"naam weg": "eigen\n"}, title="naam", format_="html"))
    assert found.seen == plain.seen
    shown = " ".join(name.split())
    assert found.text.count(shown) >= plain.text.count("naam") / 2 > 10


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_html_is_one_page_of_its_own(lang):
    text = notes(compared(more=REPAIR), compared(NEW, OLD), format_="html", lang=lang)
    found = tags(text)
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">\n')
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.seen}
    assert not re.search(r"https?:|url\(|@import|src=", text)
    linked, ids = (
        re.findall(pattern, text) for pattern in ('href="#([^"]*)"', '<section id="([^"]*)"')
    )
    assert linked == ids
    assert len(set(ids)) == len(ids) > 10
    assert "@media print" in text
    assert text.count("<table>") == text.count("<thead>") > 0


@BOTH
def test_several_versions_stand_newest_first(format_):
    first, second = (
        compared(),
        compare_models(
            model(NEW, "2.0.0"), model(NEW.replace(", rug", ", rij : string, rug"), "2.1.0")
        ),
    )
    text = notes(first, second, format_=format_, kept={"2.0.0": "Tekst van twee.\n"})
    found = [each for each in headings(text, format_) if each.startswith("Versie")]
    assert found == ["Versie 2.1.0, sinds 2.0.0", "Versie 2.0.0, sinds 1.2.3"]
    assert text.index("Versie 2.0.0, sinds 1.2.3") < text.index("Tekst van twee.")


@BOTH
def test_builds_of_one_version_have_places_of_their_own(format_):
    made = [compared(version=version) for version in ("2.0.0+1.1", "2.0.0+1.2", "2.0.0+1.2")]
    kept = {"2.0.0": "a\n", "2.0.0+1.2": "b\n", "2.0.0+1.2 (2)": "c\n"}
    text = notes(*made, format_=format_, kept=kept)
    assert kept_texts(text) == kept
    assert "Teksten zonder plaats" not in text


@BOTH
def test_an_empty_place_holds_nothing(format_):
    text = notes(compared(more=REPAIR), format_=format_)
    assert kept_texts(text) == {}
    places = ("", " themas", " breuken", " herstel", " vervallen", " domein Beheer", " domein Boekerij",
              " ketenproces UIT", " referentiedata", " documentatie", " betrokkenen")  # fmt: skip
    assert re.findall(
        "<!-- eigen tekst: 2.0.0(.*) -->\n<!-- einde eigen tekst -->\n", text
    ) == list(places)


@BOTH
def test_a_text_without_its_section_is_kept_at_the_end(format_):
    kept = {
        "2.0.0": "Kop.\n",
        "2.0.0 domein Weg": "Over *Weg*.\n\n<b>x</b>\n",
        "1.0.0 --> <b>": "Oud.\n",
    }
    text = notes(compared(), format_=format_, kept=kept)
    rest = text.split("Teksten zonder plaats")[1]
    assert rest.index("Oud.\n") < rest.index("Over *Weg*.\n\n<b>x</b>\n")
    assert "Kop." not in rest
    assert kept_texts(text) == kept
    assert "Texts without a place" in notes(compared(), format_=format_, kept=kept, lang="en")
    assert "Teksten zonder plaats" not in notes(
        compared(), format_=format_, kept={"2.0.0": "x\n", "weg": ""}
    )


TYPED = st.text(max_size=20) | st.sampled_from(
    [
        "-->",
        "a\n\n\n# b\n",
        "<p>x</p>",
        "\n",
        " ",
        "| a |",
        "<!--",
        "<!-- einde eigen tekst -->",
        "\r\n",
        "{{ x }}",
        "\\",
    ]
)


@BOTH
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.lists(TYPED, max_size=4).map("\n".join), at=st.integers(0, 30))
def test_what_was_typed_is_there_again(format_, typed, at):
    """Notes, with a text typed in one place, read and written again are the same bytes."""
    comparison = compared_once()
    empty = notes(comparison, format_=format_)
    marks = list(re.finditer("^<!-- eigen tekst: (.*) -->\n", empty, re.MULTILINE))
    mark = marks[at % len(marks)]
    text = typed + "\n" if typed and not typed.endswith("\n") else typed
    edited = empty[: mark.end()] + text + empty[mark.end() :]
    kept = kept_texts(edited)
    assert kept == ({mark[1]: text} if text else {})
    assert notes(comparison, format_=format_, kept=kept) == edited


_COMPARED: list[Comparison] = []


def compared_once() -> Comparison:
    """One comparison for all examples of a property."""
    if not _COMPARED:
        _COMPARED.append(compared(more=REPAIR))
    return _COMPARED[0]


@BOTH
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kept=st.dictionaries(
        st.text(min_size=1, max_size=9),
        TYPED.filter(bool).map(lambda text: text + "\n"),
        max_size=4,
    )
)
def test_reading_is_the_inverse_of_writing(format_, kept):
    text = notes(compared_once(), format_=format_, kept=kept)
    assert kept_texts(text) == kept
    assert notes(compared_once(), format_=format_, kept=kept_texts(text)) == text


@BOTH
def test_other_line_ends_change_nothing(format_):
    text = notes(compared(), format_=format_, kept={"2.0.0": "a\nb\n"})
    assert kept_texts(text.replace("\n", "\r\n")) == {"2.0.0": "a\nb\n"}


@BOTH
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(others=st.lists(st.booleans(), min_size=1, max_size=40))
def test_other_ends_of_some_lines_lose_no_text(format_, others):
    text = notes(compared_once(), format_=format_, kept={"2.0.0": "a\nb\n", "2.0.0 breuken": "c\n"})
    lines = zip(text.splitlines(), cycle(others), strict=False)
    edited = "".join(line + ("\r\n" if other else "\n") for line, other in lines)
    found = {name: kept.replace("\r", "") for name, kept in kept_texts(edited).items()}
    assert found == {"2.0.0": "a\nb\n", "2.0.0 breuken": "c\n"}


@BOTH
def test_a_mark_that_went_loses_no_text(format_):
    text = notes(compared(), format_=format_, kept={"2.0.0": "a\n", "2.0.0 breuken": "b\n"})
    found = kept_texts(text.replace("a\n<!-- einde eigen tekst -->\n", "a\n"))
    assert found["2.0.0"].startswith("a\n")
    assert found["2.0.0 breuken"] == "b\n"


def test_a_text_without_a_last_line_end_gets_one():
    assert kept_texts(notes(compared(), kept={"2.0.0": "a"})) == {"2.0.0": "a\n"}


@BOTH
def test_the_same_input_gives_the_same_bytes(format_):
    kept = {"b": "x\n", "a": "y\n"}
    turned = dict(reversed(kept.items()))
    assert notes(compared(), format_=format_, kept=kept) == notes(
        compared(), format_=format_, kept=turned
    )


@BOTH
def test_the_sentence_is_the_one_of_the_comparison(format_):
    comparison = compared()
    text = notes(comparison, format_=format_, lang="en").replace("&quot;", '"').replace("\\", "")
    assert comparison.breaking
    for each in comparison.breaking:
        assert describe(each.change) in text


def test_a_domain_is_told_from_a_process_before_it_in_the_alphabet():
    old, new = (each.replace("ketenproces UIT", "ketenproces AAN") for each in (OLD, NEW))
    text = notes(compared(old, new))
    assert '"Boek.rug"' in section(text, "Domein Boekerij")
    assert "### Domein AAN" not in text
    assert "| Ketenproces AAN | 2 | 3 |" in text


@BOTH
@pytest.mark.parametrize("name", ["a--b", "a -- >", "-->", "a%2d;b", " a ", "--", "a\nb", "é"])
def test_the_name_of_a_place_does_not_end_its_mark(format_, name):
    text = notes(compared(OLD, OLD, "1.2.4"), format_=format_, kept={name: "x\n"})
    assert kept_texts(text) == {name: "x\n"}
    marks = re.findall("<!-- eigen tekst: (.*) -->", text)
    assert len(marks) == 2
    assert not any("--" in mark or ">" in mark for mark in marks)
