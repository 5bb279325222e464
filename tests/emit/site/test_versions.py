"""Several versions in one site: no address dies, each page leads to the same element, and nothing stands twice."""

from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from functools import cache, partial
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.translation import translator
from compiler.emit.emitted import Emitted
from compiler.emit.families import Request, site_sources
from compiler.emit.site.building import planned_site
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.planned import PlannedSite
from compiler.emit.site.versions.building import site_of_versions
from compiler.emit.site.versions.told import told_comparison
from compiler.model.model import Model
from compiler.pipeline import compare
from compiler.pipeline.site_versions import SiteVersion, build_site_of_versions
from tests.emit.site.test_sites import faults_of_site
from tests.helpers.crawled import CrawledPage, read_page
from tests.helpers.made_set import CONTEXT, linked_texts

HEAD = 'standaard Proef {{ versie "{}", ids {{ kern id : string }}, ernst {{ GM11 uit }} }}\n'
FIRST = """
domein Wonen
/// Waar mensen wonen.
entiteit Huis (meervoud Huizen) { adres : string, kleur : KLEUR, oud : string }
entiteit Tuin (meervoud Tuinen) { maat : integer }
entiteit Weg (meervoud Wegen) { naam : string }
ketenproces VER "Verhuren"
bericht Huizen over Huis { Huis { alle } }
referentiedata KLEUR { R "Rood", G "Geel" }
"""
SECOND = FIRST.replace(
    "entiteit Huis (meervoud Huizen) { adres : string, kleur : KLEUR, oud : string }",
    "entiteit Pand (meervoud Panden, voorheen Huis) { straat : string voorheen adres, kleur : KLEUR }",
).replace("over Huis { Huis {", "over Pand { Pand {").replace(
    "entiteit Weg (meervoud Wegen) { naam : string }\n", ""
).replace('G "Geel"', 'B "Blauw"')  # fmt: skip
THIRD = SECOND.replace("maat : integer", "maat : integer, gras : boolean") + (
    "domein Lopen\nentiteit Stoep (meervoud Stoepen) { breed : integer }\n"
)


def plan_of(model: Model, language: str = "nl") -> PlannedSite:
    asked = Request()
    asked = asked._replace(site=asked.site._replace(language=language))
    made_of = site_sources(model, asked, CONTEXT, lambda: None)
    assert not isinstance(made_of, Emitted)
    plan, _ = planned_site(model, asked.site, made_of, CONTEXT)
    return plan


def site_of(*models: Model, language: str = "nl") -> dict[str, bytes]:
    """The site of versions, oldest first, with each pair compared."""
    said = translator(language)
    told = {
        (old, new): told_comparison(
            models[old], models[new], compare(models[old], models[new]), said
        )
        for new in range(len(models))
        for old in range(new)
    }
    made = site_of_versions(
        [plan_of(each, language) for each in models], told, SiteOptions(language), CONTEXT
    )
    return {path.removeprefix("site/"): content for path, content in made.items()}


def versions(*texts: str) -> list[Model]:
    return [
        linked_texts({"a.vera": HEAD.format(f"1.{number}.0+26010{number}.1") + text})
        for number, text in enumerate(texts)
    ]


@cache
def three() -> dict[str, bytes]:
    return site_of(*versions(FIRST, SECOND, THIRD))


def told_at(path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(three()[f"{path}/index.json"])
    return found


def page_at(path: str) -> CrawledPage:
    return read_page(three()[f"{path}/index.html"])


def switch_of(page: CrawledPage) -> dict[str, str]:
    """By version the link that the switch of a page has."""
    given = [dict(attributes) for tag, attributes in page.tags if tag == "a"]
    return {each["data-version"]: each["href"] for each in given if "data-version" in each}


def test_every_link_leads_somewhere() -> None:
    assert faults_of_site(three()) == []


def test_the_same_bytes_twice() -> None:
    assert site_of(*versions(FIRST, SECOND, THIRD)) == three()


def test_the_switch_stays_on_the_element_under_the_names_that_it_had() -> None:
    links = switch_of(page_at("1.2.0/entiteit/Pand"))
    assert links == {
        "1.2.0": "../../entiteit/Pand/index.html",
        "1.1.0": "../../../1.1.0/entiteit/Pand/index.html",
        "1.0.0": "../../../1.0.0/entiteit/Huis/index.html",
    }
    links = switch_of(page_at("1.0.0/entiteit/Huis"))
    assert links["1.2.0"] == "../../../1.2.0/entiteit/Pand/index.html"
    links = switch_of(page_at("1.2.0/entiteit/Stoep"))
    assert links["1.0.0"] == "../../../1.0.0/entiteit/Stoep/index.html"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("1.2.0/entiteit/Huis", '"Huis" heet in 1.2.0 "Pand".'),
        ("1.0.0/entiteit/Pand", '"Pand" heet in 1.0.0 "Huis".'),
        ("1.2.0/entiteit/Weg", '"Weg" is er sinds 1.1.0 niet meer; 1.0.0 heeft het nog.'),
        ("1.0.0/entiteit/Stoep", '"Stoep" is er in 1.0.0 nog niet: het is nieuw in 1.2.0.'),
        ("1.1.0/begrippen/s", None),
    ],
)
def test_what_a_version_does_not_have_has_a_page_that_says_so(path: str, text: str | None) -> None:
    assert (text or "") in page_at(path).text
    assert len(switch_of(page_at(path))) == 3


def test_latest_leads_to_what_is_no_more() -> None:
    assert "../../../1.2.0/entiteit/Weg/index.html" in [
        address for _, address in page_at("latest/entiteit/Weg").links
    ]


def test_pages_say_since_when_and_what_is_no_more() -> None:
    told = told_at("1.2.0/entiteit/Tuin")
    rows = {row["naam"]: row for row in told["attributen"]}  # type: ignore[attr-defined]
    assert "sinds" not in rows["maat"]
    assert rows["gras"]["sinds"] == "1.2.0"
    assert "sinds" not in told
    assert told_at("1.2.0/entiteit/Stoep")["sinds"] == "1.2.0"
    gone = {row["#"]: row for row in told_at("1.2.0/entiteit/Pand")["verdwenen"]}  # type: ignore[attr-defined]
    assert gone["oud"] == {"naam": "oud", "verdwenen": "1.1.0", "#": "oud"}
    assert gone["adres"]["nu"]["adres"] == "entiteit/Pand/#straat"
    values = {row["code"]: row for row in told_at("1.2.0/lijst/KLEUR")["waarden"]}  # type: ignore[attr-defined]
    assert values["B"]["sinds"] == "1.1.0"
    assert told_at("1.2.0/lijst/KLEUR")["verdwenen"] == [
        {"naam": "G", "verdwenen": "1.1.0", "#": "G"}
    ]
    assert "sinds" not in told_at("1.2.0/bericht/VER/Huizen")


def test_a_page_for_a_pair_has_what_breaks_first_with_the_verdicts_of_a_comparison() -> None:
    old, new, _ = versions(FIRST, SECOND, THIRD)
    comparison = compare(old, new)
    told = told_at("1.1.0/versies/1.0.0")
    assert told["wijzigingen"] == str(len(comparison.changes))
    assert told["breuken"] == str(len(comparison.breaking))
    page = page_at("1.1.0/versies/1.0.0").text
    headings = page[page.index("Op deze pagina") :].split()
    assert " ".join(headings).startswith("Op deze pagina Wat koppelingen breekt: Domein Wonen")
    links = [address for _, address in page_at("1.1.0/versies/1.0.0").links]
    assert "../../../1.0.0/entiteit/Weg/index.html" in links
    assert "../../entiteit/Pand/index.html#straat" in links
    listed = told_at("1.2.0/versies")["versies"]
    assert [row["versie"]["tekst"] for row in listed] == [  # type: ignore[attr-defined]
        "1.2.0+260102.1", "1.1.0+260101.1", "1.0.0+260100.1",
    ]  # fmt: skip


def test_what_did_not_change_stands_in_the_newest_version_alone() -> None:
    assert told_at("1.1.0/lijst/KLEUR")["gelijk"] == "../1.2.0/lijst/KLEUR/"
    assert "waarden" in told_at("1.0.0/lijst/KLEUR")
    small = page_at("1.1.0/lijst/KLEUR")
    # A page about changes leads to that value.
    assert ("a", "../../../1.2.0/lijst/KLEUR/index.html#B") in small.links
    assert "1.1.0/diagram/entiteiten/Pand.svg" not in three()
    assert "1.2.0/diagram/entiteiten/Pand.svg" in three()
    sizes = {
        version: sum(len(content) for path, content in three().items() if path.startswith(version))
        for version in ("1.1.0", "1.2.0")
    }
    assert sizes["1.1.0"] < 0.6 * sizes["1.2.0"]


def test_what_has_no_version_is_refused() -> None:
    (model,) = versions(FIRST)
    other = replace(model, standard=model.standard._replace(version="nieuw"))
    files = {"a.vera": (HEAD.format("1.0.0") + FIRST).encode()}
    side = SiteVersion("map", "een", lambda: other)
    built = build_site_of_versions(files, [side], Request(families=("site",)), CONTEXT)
    (found,) = [each for each in built.diagnostics if each.id == "VS06"]
    assert (built.artefacts, str(found.span)) == (None, "map")
    assert '"nieuw" of map is no version' in found.message


def test_a_site_of_one_version_has_no_switch() -> None:
    (model,) = versions(FIRST)
    files = site_of(model)
    assert switch_of(read_page(files["1.0.0/index.html"])) == {}


def test_a_site_in_english_says_so() -> None:
    files = site_of(*versions(FIRST, SECOND), language="en")
    assert faults_of_site(files) == []
    assert '"Weg" is no longer there since 1.1.0' in read_page(files["1.1.0/entiteit/Weg/index.html"]).text  # fmt: skip


# -- a law over series of edits ----------------------------------------------------------------------------------------

NAMES = ("Aap", "Beer", "beer", "Den Haag", "Één")
ENTITY = st.fixed_dictionaries({
    "attributes": st.sets(st.sampled_from(["naam", "maat", "Maat", "één"]), max_size=3),
    "formerly": st.sampled_from(("", *NAMES)),
})  # fmt: skip
VERSION = st.fixed_dictionaries({
    "entities": st.dictionaries(st.sampled_from(NAMES), ENTITY, min_size=1, max_size=4),
    "values": st.sets(st.sampled_from(["A", "B", "a"]), min_size=1),
    "list": st.sampled_from(["SOORT", "soort"]),
    "process": st.booleans(),
})  # fmt: skip


def text_of(version: dict[str, object]) -> str:
    lines = ["domein D"]
    entities = version["entities"]
    assert isinstance(entities, dict)
    for number, (name, entity) in enumerate(entities.items()):
        former = (
            f", voorheen `{entity['formerly']}`"
            if entity["formerly"] not in ("", *entities)
            else ""
        )
        attributes = "".join(f", `{each}` : string" for each in sorted(entity["attributes"]))
        lines.append(
            f"entiteit `{name}` (meervoud `M{number}`, pad p{number}{former}) {{ s : `{version['list']}`{attributes} }}"
        )
    values = version["values"]
    assert isinstance(values, set)
    codes = ", ".join(f'{each} "{each}"' for each in sorted(values))
    lines.append(f"referentiedata `{version['list']}` {{ {codes} }}")
    if version["process"]:
        first = next(iter(entities))
        lines += ['ketenproces P "P"', f"bericht Alle over `{first}` {{ `{first}` {{ alle }} }}"]
    return "\n".join(lines)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(VERSION, min_size=2, max_size=4))
def test_every_element_of_every_version_stays_at_its_address(
    series: list[dict[str, object]],
) -> None:
    models = versions(*map(text_of, series))
    files = site_of(*models)
    assert faults_of_site(files) == []
    names = [f"1.{number}.0" for number in range(len(models))]
    paths = {path.casefold() for path in files}
    for number, model in enumerate(models):
        plan = plan_of(model)
        for folder, anchor in plan.places.values():
            own = f"{names[number]}/{folder}/index"
            held = json.loads(files[f"{own}.json"]).get("gelijk", "")
            whole = f"{names[number]}/{held}index" if held else own
            page = files[f"{posixpath.normpath(unquote(whole))}.html"]
            assert not anchor or anchor in read_page(page).ids
            for later in names[number + 1 :]:
                assert f"{later}/{folder}/index.html".casefold() in paths
        assert len(plan.places) > 3
    for path, content in files.items():
        page = read_page(content) if path.endswith(".html") else None
        if page and "versie.js" in str(page.links) and "gelijk" not in str(page.tags):
            assert list(switch_of(page)) == names[::-1], path
    assert partial(site_of, *models)() == files
