"""Sites: every link leads somewhere, every name is there and harms nothing, and each page is JSON too."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from compiler.emit.families import Request
from compiler.emit.site.addresses import ROWS_ON_A_PAGE, anchors, version_folder
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.rendering import POLICY, SENDING_POLICY
from compiler.emit.site.visible import made_visible, visible_bytes
from compiler.language.declarations import SourceFile
from compiler.model.model import Model
from tests.helpers.crawled import CrawledPage, dangling, read_page, read_site
from tests.helpers.made_set import linked, linked_texts, our_model, set_of
from tests.helpers.small_model import SMALL
from tests.helpers.strategies import linkable

RANDOM = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
HEAD = (
    'standaard Proef { versie "1.0.0+5", ids { kern id : string }, ernst { GN02 waarschuwing } }\n'
)
EVIL = (
    (
        HEAD
        + r"""
/// <script>alert(1)</script> en [klik](javascript:alert(2)) en <img src=x onerror=alert(3)>.
///
/// ![beeld](https://example.org/volg.png) of [goed](https://example.org/a?b=c&d) of `code`.
domein Kwaad
/// Van rechts TURNEDskradBACK naar links.
entiteit `A"><b>` (meervoud `As`) { `x' onload=y` : string, `een twee` : string, één : SOORT }
entiteit eenheid (meervoud eenheden, pad a) { kern naam : string }
entiteit Eenheid (meervoud Eenheden, pad b) { eenheid : eenheid[] }
domein Leeg
ketenproces P "</title><script>alert(4)</script>"
bericht Kale over eenheid { eenheid { alle ids } }
referentiedata SOORT { `a&b` "<i>schuin</i>" vanaf "2020-01-01" tot "2021-12-31", `"` "'" }
"""
    )
    .replace("TURNED", "\u202e")
    .replace("BACK", "\u202c")
)


DUTCH = SiteOptions()


def site_of(model: Model, options: SiteOptions = DUTCH) -> dict[str, bytes]:
    made = set_of(model, "site", request=Request(site=options))
    return {path.removeprefix("site/"): content for path, content in made.items()}


@lru_cache(maxsize=1)
def evil() -> dict[str, bytes]:
    return site_of(linked_texts({"a.vera": EVIL}))


@lru_cache(maxsize=1)
def small() -> dict[str, bytes]:
    return site_of(linked_texts(SMALL))


def page_at(files: dict[str, bytes], folder: str, version: str = "1.0.0") -> CrawledPage:
    return read_page(files[f"{version}/{folder}/index.html"])


def faults_of_site(files: dict[str, bytes]) -> list[str]:
    """All that is wrong with the pages of a site and the links between them."""
    pages = read_site(files)
    found = list(dangling(files, pages))
    for path, page in pages.items():
        found += [f"{path}: {fault}" for fault in page.faults]
        twice = [each for each, times in Counter(page.ids).items() if times > 1 or not each]
        found += [
            f"{path}: the id {each!r} stands {times}" for each, times in Counter(twice).items()
        ]
    meeting = Counter(path.casefold() for path in files)
    found += [f"{path} meets another path" for path, times in meeting.items() if times > 1]
    return found


# -- what holds of any site --------------------------------------------------------------------------------------------


@RANDOM
@given(linkable(), st.sampled_from(["nl", "en"]))
def test_every_link_of_a_random_site_leads_somewhere(
    sources: tuple[SourceFile, ...], language: str
) -> None:
    model = linked(sources)
    files = site_of(model, SiteOptions(language))
    assert faults_of_site(files) == []
    for key, entity in model.entities.items():
        pages = [
            json.loads(content)
            for path, content in files.items()
            if re.match(r"[^/]+/entiteit/[^/]+/index\.json", path)
        ]
        assert entity.name.text in [page["naam"] for page in pages], key
    for path, content in files.items():
        if path.endswith("index.html") and f"{path[:-4]}json" in files:
            name = json.loads(files[f"{path[:-4]}json"])["naam"]
            assert made_visible(name) in read_page(content).text


def selectors_in(picture: bytes) -> set[str]:
    """What each rule of a picture is for, one by one."""
    (style,) = re.findall(r"(?s)<style>(.*?)</style>", picture.decode())
    rules = re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"@media[^{]*\{", "", style))
    return {one.strip() for each in rules for one in each.split(",")}


def test_a_picture_has_the_rules_for_what_it_shows_and_no_others() -> None:
    model = our_model("voorbeeld")
    whole = set_of(model, "diagrams")
    pictures = {
        path.partition("/diagram/")[2]: content
        for path, content in site_of(model).items()
        if "/diagram/" in path
    }
    left_out = 0
    for path, content in pictures.items():
        drawn = set(" ".join(re.findall(r' class="([^"]*)"', content.decode())).split())
        wanted = {
            each
            for each in selectors_in(whole[f"diagrams/{path}"])
            if drawn.issuperset(re.findall(r"\.([a-z]+)", each))
        }
        found = selectors_in(content)
        # Those that share a rule with one that is wanted stay with it.
        together = {".subheading", ".small", ".count", ".core", ".sign"}
        assert wanted <= found <= wanted | together, path
        left_out += len(selectors_in(whole[f"diagrams/{path}"]) - found)
    assert left_out > len(pictures) > 5


@pytest.mark.parametrize(
    ("name", "pages"), [("voorbeeld", 60), pytest.param("vera", 600, marks=pytest.mark.slow)]
)
def test_every_link_of_our_models_leads_somewhere(name: str, pages: int) -> None:
    files = site_of(our_model(name))
    assert faults_of_site(files) == []
    of_version = [path for path in files if path.endswith(".html") and path[0].isdigit()]
    assert len(of_version) > pages
    assert sum(map(len, files.values())) < 15_000_000
    (names,) = [content for path, content in files.items() if path.endswith("/zoeken/namen.js")]
    (texts,) = [content for path, content in files.items() if path.endswith("/zoeken/teksten.js")]
    assert len(zlib.compress(names)) < 25_000
    assert len(zlib.compress(texts)) < 100_000


def test_the_same_bytes_twice() -> None:
    assert site_of(linked_texts({"a.vera": EVIL})) == evil()


def test_the_language_of_labels_is_chosen_and_the_model_stays_dutch() -> None:
    english = site_of(linked_texts(SMALL), SiteOptions("en"))
    page = english["1.0.0/entiteit/Relatie/index.html"].decode()
    assert '<html lang="en">' in page
    assert '<div class="omschrijving" lang="nl"><p>Een mens of organisatie.</p></div>' in page
    assert "Search in the standard" in page
    of_list = english["1.0.0/lijst/RELATIESOORT/index.html"].decode()
    assert '<span lang="nl">Persoon</span>' in of_list
    of_message = english["1.0.0/bericht/BRG/Relaties/index.html"].decode()
    assert '<span lang="nl">Voegt een Relatie toe</span>' in of_message
    dutch = small()["1.0.0/entiteit/Relatie/index.html"].decode()
    assert 'lang="nl">' not in dutch.partition(">")[2].replace('<html lang="nl">', "")
    assert '<html lang="nl">' in dutch
    assert "Zoek in de standaard" in dutch
    same = "1.0.0/entiteit/Relatie/index.json"
    told = [json.loads(files[same]) for files in (english, small())]
    assert told[0].keys() == told[1].keys()
    assert told[0]["omschrijving"] == told[1]["omschrijving"] == "Een mens of organisatie."


# -- hostile texts -----------------------------------------------------------------------------------------------------


def test_nothing_of_a_description_runs_or_is_loaded() -> None:
    assert faults_of_site(evil()) == []
    for path, page in read_site(evil()).items():
        scripts = [dict(given).get("src", "") for tag, given in page.tags if tag == "script"]
        assert all(re.fullmatch(r"(\.\./)*(site|latest)\.js", each) for each in scripts), path
        assert not any(tag in ("b", "i", "iframe", "object", "style") for tag, _ in page.tags), path
        given = {name for _, attributes in page.tags for name, _ in attributes}
        assert not [name for name in given if name.startswith("on") or name == "style"], path
        images = [dict(given).get("src", "") for tag, given in page.tags if tag == "img"]
        assert not [each for each in images if "//" in each], path
        policies = [
            dict(given).get("content")
            for tag, given in page.tags
            if ("http-equiv", "Content-Security-Policy") in given
        ]
        assert policies in ([POLICY], [SENDING_POLICY]), path


def test_a_description_is_markdown_without_html_and_with_safe_links() -> None:
    page = evil()["1.0.0/domein/Kwaad/index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<a href="https://example.org/a?b=c&amp;d">goed</a>' in page
    assert "<code>code</code>" in page
    assert "[klik](javascript:alert(2))" in page


def test_turned_text_is_made_visible_in_pages_and_kept_in_json() -> None:
    (path,) = [each for each in evil() if re.match(r"1\.0\.0/entiteit/A[^/]*/index\.html", each)]
    assert "Van rechts [U+202E]skrad[U+202C] naar links." in evil()[path].decode()
    told = json.loads(evil()[f"{path[:-4]}json"])
    assert told["omschrijving"] == "Van rechts \u202eskrad\u202c naar links."
    assert told["naam"] == 'A"><b>'


def test_names_that_differ_in_capitals_have_pages_of_their_own() -> None:
    folders = {path.split("/")[2] for path in evil() if path.startswith("1.0.0/entiteit/")}
    assert len({folder.casefold() for folder in folders}) == len(folders) == 3


def test_names_of_pages_are_no_folders_and_no_name_is_too_long_for_a_disk() -> None:
    """A disk holds a file or a folder of one name, and counts 255 bytes in it."""
    text = """
domein `index.html`
entiteit INGANG (meervoud As) { s : `INDEX.JSON` }
entiteit LONG (meervoud Bs) { a : string }
ketenproces `index.html` "i"
bericht `Index.html` over INGANG { INGANG { alle } }
referentiedata `INDEX.JSON` { AAA "x" }
referentiedata `index.html` { BBB "x" }
""".replace("LONG", "\U00020000" * 80)
    files = site_of(linked_texts({"a.vera": HEAD + text}))
    assert faults_of_site(files) == []
    folders = {
        "/".join(parts[: at + 1]).casefold()
        for path in files
        for parts in [path.split("/")]
        for at in range(len(parts) - 1)
    }
    assert not folders & {path.casefold() for path in files}
    assert all(len(part.encode()) <= 255 for path in files for part in path.split("/"))


def test_a_message_without_examples_says_so() -> None:
    """One that takes nothing, and one whose pattern no text has."""
    text = """
domein D
entiteit Ding (meervoud Dingen) { naam : string patroon "[^\\\\s\\\\S]" }
ketenproces P
bericht Niets over Ding { Ding { } }
bericht Namen over Ding { Ding { naam } }
bericht Sleutels over Ding { Ding { alle ids } }
"""
    files = site_of(linked_texts({"a.vera": HEAD + text}))
    assert faults_of_site(files) == []
    notes = {
        name: json.loads(files[f"1.0.0/bericht/P/{name}/index.json"]).get("noten")
        for name in ("Niets", "Namen", "Sleutels")
    }
    told = [
        "Voor wat dit bericht neemt, is geen waarde te bedenken; de voorbeelden zijn daarom leeg."
    ]
    assert notes == {"Niets": told, "Namen": told, "Sleutels": None}


def test_what_is_empty_says_so() -> None:
    assert "Dit domein heeft nog geen entiteiten." in page_at(evil(), "domein/Leeg").text


BARE_MODELS = {
    "nothing": "",
    "a domain, a list and a process": 'domein D\nreferentiedata SOORT\nketenproces P "Proces"\n',
    "an entity": "domein D\nentiteit Een (meervoud Enen) { }\n",
    "a message of nothing": (
        'domein D\nentiteit A (meervoud As) { naam : string }\nketenproces P "Proces"\n'
        "bericht As over A { A { alle behalve naam } }\n"
    ),
    "no domain documented": "gedeeld domein D\nentiteit Een (meervoud Enen) { naam : string }\n",
}
# A table without rows, a list without items, a page without a word below its title.
NOTHING = re.compile(r"<tbody>\s*</tbody>|<[uod]l[^>]*>\s*</[uod]l>|</h1>\s*</main>")


@pytest.mark.parametrize("name", BARE_MODELS)
def test_where_there_is_nothing_words_say_so(name: str) -> None:
    files = site_of(linked_texts({"a.vera": HEAD + BARE_MODELS[name]}))
    pages = {
        path: content.decode()
        for path, content in files.items()
        if path.endswith(".html") and path.startswith("1.0.0/")
    }
    assert [path for path, text in pages.items() if NOTHING.search(text)] == []
    assert "1.0.0/api/index.html" in pages
    assert faults_of_site(files) == []


def test_a_finding_about_a_domain_or_a_process_stands_on_its_page() -> None:
    text = '/// [[Nergens]]\ndomein D\nentiteit E { a : string }\n/// [[Nergens]]\nketenproces P "Proces"\n'
    files = site_of(linked_texts({"a.vera": HEAD + text}))
    for folder in ("domein/D", "proces/P"):
        assert "AN03" in page_at(files, folder).text


def test_a_text_of_a_hundred_kilobytes_is_shown_whole() -> None:
    line = "/// " + "woord [[ ** __ < [a](b " * 100 + "\n"
    model = linked_texts({"a.vera": HEAD + line * 60 + "domein Lang\n"})
    files = site_of(model)
    assert page_at(files, "domein/Lang").text.count("woord") >= 6000
    for overview in ("domein", "begrippen/l"):  # which show the beginning of it
        assert 0 < page_at(files, overview).text.count("woord") < 100
    assert len(files["1.0.0/index.html"]) < 20_000


def test_a_long_list_has_pages_of_a_thousand_values_each_with_its_address() -> None:
    values = ", ".join(f'C{number} "Waarde {number}"' for number in range(2 * ROWS_ON_A_PAGE + 5))
    text = (
        HEAD
        + f"domein D\nentiteit E (meervoud Es) {{ s : SOORT }}\nreferentiedata SOORT {{ {values} }}\n"
    )
    files = site_of(linked_texts({"a.vera": text}))
    assert faults_of_site(files) == []
    first, third = page_at(files, "lijst/SOORT"), page_at(files, "lijst/SOORT/deel-3")
    assert "C999" in first.ids
    assert "C1000" not in first.ids
    assert "C2004" in third.ids
    assert "Waar de lijst gebruikt wordt" in first.text


def test_findings_of_a_long_list_stand_in_parts_with_their_rule() -> None:
    """Every value is like none of its name: a finding each."""
    number = 2 * ROWS_ON_A_PAGE + 5
    values = ", ".join(f'X{each:04} "Waarde {each}"' for each in range(number))
    text = (
        HEAD
        + f"domein D\nentiteit E (meervoud Es) {{ s : SOORT }}\nreferentiedata SOORT {{ {values} }}\n"
    )
    files = site_of(linked_texts({"a.vera": text}))
    assert faults_of_site(files) == []
    parts = [
        json.loads(files[f"1.0.0/regel/RD02{part}/index.json"])["bevindingen"]
        for part in ("", "/deel-2", "/deel-3")
    ]
    assert [len(each) for each in parts] == [ROWS_ON_A_PAGE, ROWS_ON_A_PAGE, 5]
    of_list = json.loads(files["1.0.0/lijst/SOORT/index.json"])["bevindingen"]
    assert 0 < len(of_list) < number
    more = re.search(r"Nog (\d+) bevindingen staan", page_at(files, "lijst/SOORT").text)
    assert more
    assert int(more[1]) >= number - len(of_list)  # the list itself may have one


# -- what stands on pages ----------------------------------------------------------------------------------------------


def test_an_entity_tells_what_it_has_and_who_uses_it() -> None:
    told = json.loads(small()["1.0.0/entiteit/Persoon/index.json"])
    assert told["basis"] == {"tekst": "Relatie", "adres": "entiteit/Relatie/"}
    assert [row["naam"] for row in told["attributen"]] == ["geboortedatum", "achternaam"]
    inherited = {row["naam"]: row for row in told["geerfd"]}
    assert inherited["soort"]["type"] == {"tekst": "RELATIESOORT", "adres": "lijst/RELATIESOORT/"}
    assert inherited["soort"]["kenmerken"] == "kern"
    assert inherited["soort"]["van"] == {"tekst": "Relatie", "adres": "entiteit/Relatie/#soort"}
    (message,) = told["berichten"]
    assert message["weggelaten"] == "geboortedatum"


def test_a_message_tells_what_it_takes_and_how_it_is_sent() -> None:
    told = json.loads(small()["1.0.0/bericht/BRG/Relaties/index.json"])
    assert [row["attribuut"] for row in told["entiteit-Persoon"]] == ["achternaam"]
    assert "Weggelaten: geboortedatum." in told["entiteit-Persoon-toelichting"]
    assert {row["methode"] for row in told["bewerkingen"]} == {"GET", "POST", "PUT", "PATCH"}
    assert isinstance(told["voorbeeld-post"], dict)


def test_the_addresses_of_who_made_it_are_links_and_no_others_are() -> None:
    head = HEAD.replace(
        'versie "1.0.0+5"',
        'versie "1.0.0+5", contact { naam "Het team", url "https://example.org/t?a=b&c", email "team@example.org" }, '
        'licentie { naam "[Eigen](javascript:alert(1))", url "javascript:alert(2)" }',
    )
    files = site_of(linked_texts({"a.vera": f"{head}domein D\n"}))
    page = files["1.0.0/index.html"].decode()
    assert 'href="https://example.org/t?a=b&amp;c"' in page
    assert 'href="mailto:team@example.org"' in page
    assert 'href="javascript' not in page
    told = json.loads(files["1.0.0/index.json"])
    assert told["contact"] == "Het team, https://example.org/t?a=b&c, team@example.org"


def test_a_process_tells_what_its_messages_take_together() -> None:
    text = """
domein Leen
entiteit Boek (meervoud Boeken) { titel : string, omslag : string, prijs : decimal }
entiteit Lezer (meervoud Lezers) { naam : string, boeken : Boek[] }
ketenproces P
bericht Boeken over Boek { Boek { titel, eigen kleur : string } }
bericht Lezers over Lezer { Lezer { alle }, Boek { omslag } }
"""
    files = site_of(linked_texts({"a.vera": HEAD + text}))
    told = json.loads(files["1.0.0/proces/P/index.json"])
    assert told["entiteiten"] == [
        {"entiteit": "Boek", "domein": "Leen", "neemt": "2 van 4", "berichten": "Boeken, Lezers"},
        {"entiteit": "Lezer", "domein": "Leen", "neemt": "3 van 3", "berichten": "Lezers"},
    ]
    assert told["versie"] == "1.0.0+5"  # that of the standard; the process has none of its own


def test_a_message_marks_what_is_obsolete_in_it() -> None:
    altered = SMALL | {
        "domeinen/Relaties.vera": SMALL["domeinen/Relaties.vera"].replace(
            "achternaam", "vervallen achternaam"
        )
    }
    files = site_of(linked_texts(altered))
    told = json.loads(files["1.0.0/bericht/BRG/Relaties/index.json"])
    (row,) = told["entiteit-Persoon"]
    assert row["attribuut"] == "achternaam vervallen"
    assert '<tr class="vervallen">' in files["1.0.0/bericht/BRG/Relaties/index.html"].decode()


def test_a_list_tells_its_values_and_where_they_are_used() -> None:
    told = json.loads(small()["1.0.0/lijst/RELATIESOORT/index.json"])
    assert [(row["code"], row["naam"], row["#"]) for row in told["waarden"]] == [
        ("PER", "Persoon", "PER"),
        ("ORG", "Organisatie", "ORG"),
    ]
    assert told["gebruik"][0]["attribuut"]["adres"] == "entiteit/Relatie/#soort"


def test_the_standard_tells_which_process_shows_how_many_entities_of_which_domain() -> None:
    told = json.loads(small()["1.0.0/index.json"])
    matrix = {row["domein"]["tekst"]: row.get("BRG") for row in told["matrix"]}
    assert matrix["Relaties"] == {"tekst": "3", "adres": "proces/BRG/"}


def test_what_there_is_one_of_is_told_as_one() -> None:
    told = json.loads(small()["1.0.0/index.json"])
    assert (
        told["omvang"]
        == "2 domeinen, 4 entiteiten met 9 attributen, 1 lijst met 2 waarden, 1 ketenproces met 1 bericht"
    )


def test_a_finding_stands_on_the_page_of_its_element_and_of_its_rule() -> None:
    text = HEAD + "domein D\nentiteit Dingen (meervoud Dingens) { Naam : string }\n"
    files = site_of(linked_texts({"a.vera": text}))
    found = json.loads(files["1.0.0/entiteit/Dingen/index.json"])["bevindingen"]
    rules = {row["regel"]["tekst"] for row in found}
    assert "GN04" in rules
    told = json.loads(files["1.0.0/regel/GN04/index.json"])
    assert [row["element"]["tekst"] for row in told["bevindingen"]] == ["Dingen.Naam"]


def test_latest_leads_to_the_same_place_of_the_version() -> None:
    page = page_at(small(), "entiteit/Relatie", "latest")
    (address,) = {address for tag, address in page.links if tag == "a"}
    assert address == "../../../1.0.0/entiteit/Relatie/index.html"
    assert ("meta", (("http-equiv", "refresh"), ("content", f"0; url={address}"))) in page.tags


def test_the_complete_set_is_there_where_it_is_asked_for() -> None:
    files = site_of(linked_texts(SMALL), SiteOptions(with_set=True))
    assert faults_of_site(files) == []
    told = json.loads(files["1.0.0/bericht/BRG/Relaties/index.json"])
    assert [each["tekst"] for each in told["bestanden"]] == ["GET", "POST", "PUT", "PATCH"]
    assert "1.0.0/downloads/openapi/Ketenprocessen/BRG.yaml" in files


def test_where_the_set_is_not_a_page_says_what_it_is_called_in_a_release() -> None:
    interface = json.loads(small()["1.0.0/api/proces/BRG/index.json"])
    assert interface["bestand"][0] == "openapi/Ketenprocessen/BRG.yaml"
    whole = site_of(linked_texts(SMALL), SiteOptions(with_set=True))
    words = "De volledige set"
    assert words in page_at(small(), "downloads").text
    assert words not in page_at(whole, "downloads").text
    assert "<code>verac site --set</code>" in small()["1.0.0/downloads/index.html"].decode()


# -- pictures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["voorbeeld", "vera"])
def test_pictures_lose_nothing_that_is_seen(name: str) -> None:
    """No style names a class that they lose; what they link is a box, or has none; lines have no tooltips."""
    model = our_model(name)
    drawn = [text.decode() for text in set_of(model, "diagrams").values() if b"<svg" in text]
    assert drawn
    for text in drawn:
        style = text[text.index("<style>") : text.index("</style>")]
        assert not re.search(r"\.(way|row|entity|keys)\b", style)
    pictures = [
        content.decode() for path, content in site_of(model).items() if path.endswith(".svg")
    ]
    for text in pictures:
        assert not re.search(r'class="(way|row)"|class="box entity|class="line keys"', text)
        linked = {*re.findall(r'<a href="[^"]*"><text class="([^"]*)"', text)}
        assert linked <= {"title", "held foreign"}
        assert "<title>" not in text
        assert not re.search(r'textLength="\d*\.', text)
    assert any("<a href" in text for text in pictures)


# -- addresses ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "folder"),
    [("4.3.0+260116.28", "4.3.0"), ("1.0.0-rc.1", "1.0.0-rc.1"), ("2.0.0", "2.0.0")],
)
def test_the_folder_of_a_version_has_no_build_number(version: str, folder: str) -> None:
    assert version_folder(version) == folder


@example(["a b", "a_b", "deel-x", "_deel-x", "\x00", "_"])
@given(st.lists(st.text(min_size=1), unique=True))
def test_anchors_are_all_different_and_none_is_that_of_a_part(names: list[str]) -> None:
    found = anchors(names)
    assert list(found) == names
    assert len(set(found.values())) == len(names)
    assert not [
        each for each in found.values() if re.search(r"\s", each) or each.startswith("deel-")
    ]


@given(st.text())
@example("\ud800")
def test_what_is_shown_has_no_control_and_nothing_is_lost(text: str) -> None:
    shown = made_visible(text)
    assert made_visible(shown) == shown
    assert len(shown) >= len(text)
    assert visible_bytes(text) == shown.encode()


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\ufeff", "\u180e", "\U000e0041", "\u202e"])
def test_what_has_no_width_is_shown(hidden: str) -> None:
    assert made_visible(f"Rela{hidden}tie") == f"Rela[U+{ord(hidden):04X}]tie"


@pytest.mark.parametrize("needed", ["\u200d", "\u200c", "\ufe0f", "\u0301", "\u00ad"])
def test_what_scripts_need_stays(needed: str) -> None:
    assert made_visible(f"a{needed}b") == f"a{needed}b"


def test_names_between_brackets_are_links_and_an_unknown_one_stays_a_name() -> None:
    text = """
/// Van [[Boek]], [[Boek.titel]], [[SOORT]], [[P/Boeken]], [[rol Lezer]], [[P]], [[Leen]], [[Niets <b>]] en `[[Boek]]`.
domein Leen
entiteit Boek (meervoud Boeken) { titel : string, soort : SOORT }
ketenproces P
bericht Boeken over Boek { Boek { alle } }
referentiedata SOORT { ROM "Roman" }
rol Lezer
"""
    files = site_of(linked_texts({"a.vera": HEAD + text}))
    assert faults_of_site(files) == []
    page = files["1.0.0/domein/Leen/index.html"].decode()
    for name, address in (
        ("Boek", "entiteit/Boek/index.html"),
        ("Boek.titel", "entiteit/Boek/index.html#titel"),
        ("SOORT", "lijst/SOORT/index.html"),
        ("P/Boeken", "bericht/P/Boeken/index.html"),
        ("rol Lezer", "cora/index.html#rol_Lezer"),
        ("P", "proces/P/index.html"),
        ("Leen", "domein/Leen/index.html"),
    ):
        assert f'<a href="../../{address}">{name}</a>' in page
    assert "Niets &lt;b&gt; en <code>[[Boek]]</code>." in page
