"""Sites in a browser, from a disk: for everyone, by axe and html-validate; search, the day chooser, copying, keys."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compiler.emit.families import Request
from compiler.emit.site.options import SiteOptions
from compiler.model.model import Model
from compiler.workspace.viewer_reading import read_viewer
from tests.helpers.axe import found_by_axe, found_by_axe_and_ruler
from tests.helpers.browser import browser
from tests.helpers.made_set import linked_texts, our_model, set_of
from tests.helpers.outside import NODE, need_node

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

# A page of each kind, in models/voorbeeld.
KINDS = (
    "index.html", "domein/index.html", "domein/Leden/index.html", "entiteit/Lid/index.html", "proces/LEN/index.html",
    "bericht/LEN/Leningen/index.html", "lijst/LIDSTATUS/index.html", "regel/index.html", "regel/GN02/index.html",
    "cora/index.html", "begrippen/index.html", "begrippen/l/index.html", "downloads/index.html",
    "uitleg/index.html", "uitleg/aan-de-balie/index.html",
    "zoeken/index.html?q=lening", "api/index.html", "api/proces/LEN/index.html", "api/domein/Leden/index.html",
)  # fmt: skip
LARGE_KINDS = (
    "index.html", "entiteit/Eenheid/index.html", "bericht/BRG/Relaties/index.html", "lijst/RELATIESOORT/index.html",
    "api/proces/BRG/index.html",
)  # fmt: skip
# How wide a window of 1,280 pixels is at 400 %.
AT_FOUR_TIMES = 320
WHITE = "rgb(255, 255, 255)"


DUTCH = SiteOptions()


def written(name: str, folder: Path, options: SiteOptions = DUTCH) -> Path:
    """The site of one of our models in `folder`."""
    return written_files(our_model(name), folder, options)


def written_files(model: Model, folder: Path, options: SiteOptions = DUTCH) -> Path:
    """The site of a model in `folder`."""
    made = set_of(model, "site", request=Request(site=options))
    for path, content in made.items():
        place = folder / path.removeprefix("site/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written("voorbeeld", tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written("vera", tmp_path_factory.mktemp("large"))


def opened(context: BrowserContext, site: Path, path: str) -> tuple[Page, list[str]]:
    """A page of a site, from the disk, and what its console complains of: what the policy refuses is among that."""
    page, said = context.new_page(), []
    page.on("console", lambda each: said.append(each.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{site.as_uri()}/{path}")
    return page, said


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    started: Browser, small: Path, scheme: str, width: int
) -> None:
    need_node()
    context = started.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    found = []
    for path in KINDS:
        page, _ = opened(context, small, f"1.0.0/{path}")
        found += found_by_axe_and_ruler(page, width)
        page.close()
    context.close()
    assert found == []


def test_html_validate_finds_nothing(small: Path) -> None:
    need_node()
    paths = [str(small / "1.0.0" / path.partition("?")[0]) for path in KINDS]
    command = ["node", str(NODE / "html.mjs"), *paths, str(small / "index.html")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_policy_refuses_nothing_of_ours_and_no_page_is_heavy(
    started: Browser, small: Path
) -> None:
    context = started.new_context()
    for path in KINDS:
        page, said = opened(context, small, f"1.0.0/{path}")
        page.wait_for_load_state("networkidle")
        assert said == [], path
        page.close()
    context.close()
    first = small / "1.0.0"
    assert (
        sum((first / each).stat().st_size for each in ("index.html", "site.css", "site.js"))
        < 200_000
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_viewer_shows_a_document_from_a_disk_and_axe_finds_nothing(
    started: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    need_node()
    options = SiteOptions(viewer=read_viewer(NODE))
    site = written("voorbeeld", tmp_path, options)
    document = "1.0.0/proberen/proces/LEN/index.html"
    found = []
    for path, shown in {
        document: "Zoekt Leningen",
        f"{document}#?route=post-/leningen": "Voegt een Lening toe",
    }.items():
        context = started.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page, said = opened(context, site, path)
        page.get_by_text(shown).first.wait_for()
        page.wait_for_timeout(1000)
        assert said == [], path
        context.close()
        context = started.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        page, _ = opened(context, site, path)
        page.get_by_text(shown).first.wait_for()
        page.wait_for_timeout(1000)
        found += [f"{path}: {each}" for each in found_by_axe(page)]
        context.close()
    assert found == []


# How far what stands on a page moves while it is loaded, as the browser counts it.
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 400);
})"""


def test_nothing_moves_while_pages_load_and_the_first_one_is_light(
    started: Browser, large: Path
) -> None:
    context = started.new_context(viewport={"width": 1280, "height": 800})
    page, _ = opened(context, large, "4.3.0/index.html")
    page.wait_for_load_state("load")
    read = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    loaded = ["index.html", *(each.partition("/4.3.0/")[2] for each in read)]
    assert sum((large / "4.3.0" / each).stat().st_size for each in set(loaded)) < 200_000, loaded
    moved = {}
    for path in LARGE_KINDS:
        page.goto(f"{large.as_uri()}/4.3.0/{path}")
        shift = page.evaluate(SHIFTS)
        if shift > 0:
            moved[path] = shift
    context.close()
    assert moved == {}


def test_at_four_times_the_size_no_page_scrolls_sideways(started: Browser, large: Path) -> None:
    context = started.new_context(viewport={"width": AT_FOUR_TIMES, "height": 256})
    wide = {}
    for path in (*LARGE_KINDS, "api/domein/Vastgoed/index.html", "begrippen/a/index.html"):
        page, _ = opened(context, large, f"4.3.0/{path}")
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > AT_FOUR_TIMES:
            wide[path] = found
        page.close()
    context.close()
    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_printed_is_dark_on_light_and_nothing_of_it_is_cut_off(
    started: Browser, large: Path, scheme: str
) -> None:
    paper = 700  # about what A4 is wide between its margins, in pixels
    context = started.new_context(viewport={"width": paper, "height": 1000}, color_scheme=scheme)
    for path in (*LARGE_KINDS, "regel/GN04/index.html", "begrippen/b/index.html"):
        page, _ = opened(context, large, f"4.3.0/{path}")
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE, path
        assert page.evaluate("document.documentElement.scrollWidth") <= paper, path
        for hidden in ("header", ".inhoud", ".kopieer"):
            assert page.locator(hidden).filter(visible=True).count() == 0, path
        assert page.locator("footer").is_visible(), path  # which version it was
        page.close()
    context.close()


# Of every fifth name of an attribute: is it shown for its first three letters, those of its last word, or its initials?
MISSED_IN_THREE = """() => {
  const field = document.getElementById("deel-zoekterm"), names = new Set();
  window.veracNames.entries.forEach((entry) => (entry.a || []).forEach((each) => names.add([each].flat()[0])));
  return [...names].filter((name, number) => {
    const words = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(" ");
    const ways = [name.slice(0, 3), words.at(-1).slice(0, 3), words.map((word) => word[0]).join("").slice(0, 3)];
    return number % 5 === 0 && !ways.some((way) => {
      field.value = way;
      field.dispatchEvent(new Event("input"));
      return [...document.querySelectorAll(".uitkomst li a")].some((link) => link.textContent === name);
    });
  });
}"""


def test_an_attribute_is_found_in_three_keystrokes(started: Browser, large: Path) -> None:
    context = started.new_context()
    page, said = opened(context, large, "4.3.0/index.html")
    page.fill("#deel-zoekterm", "bou")
    page.wait_for_selector(".uitkomst li")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.veracNames.entries.length") > 500
    assert page.evaluate(MISSED_IN_THREE) == []
    assert said == []
    context.close()


# What is looked for, with a name that the first ones hold: inflected, in parts of compounds, with typing errors.
LOOKED_FOR = {
    "eenheden": "Eenheid",
    "natuurlijke personen": "NatuurlijkPersoon",
    "relatei": "Relatie",
    "energieprestatei": "Energieprestatie",
    "bouwjaren": "bouwjaar",
    "kosten onderhoud": "onderhoudskosten",
    "nummeraanduiding": "bagNummeraanduidingIdentificatie",
    "RELATIESOORT": "RELATIESOORT",
    "energielabels": "Energieprestaties",
    "woningen verhuren": "Verhuren woningen",
    "beleidswaarden": "Beleidswaarde",
    "garantei": "Garantie",
    "Eenheid.bouwjaar": "bouwjaar",
    "relatie soort": "soort",
    "TRH": "Trappenhuis",
    "027": "27e dag van de maand",
    "RELATIESOORT.NAT": "Natuurlijke persoon",
    "relatiesoort nat": "Natuurlijke persoon",
}
# What has to come first.
NEAREST = {
    "Eenhied": "Eenheid",
    "BRG/Relaties": "Relaties",
    "brg relaties": "Relaties",
    "GN02": "GN02",
    "listRelaties": "listRelaties",
    "GET /relaties": "listRelaties",
    "get /relaties/{id}": "readRelatieById",
    "getRelaties": "listRelaties",
    "POST /relat": "createRelatie",
    "/relaties": "listRelaties",
    "updateRelatei": "updateRelatie",
    "relatie": "Relatie",
}


def test_search_finds_inflected_and_misspelled_words(started: Browser, large: Path) -> None:
    context = started.new_context()
    page, said = opened(context, large, "4.3.0/index.html")
    missed = {}
    for asked, name in LOOKED_FOR.items():
        page.fill("#deel-zoekterm", asked)
        while not page.evaluate("window.veracTexts !== undefined"):
            page.wait_for_timeout(50)
        page.wait_for_timeout(50)
        found = page.locator(".uitkomst li a").all_text_contents()
        if name not in found:
            missed[asked] = found
    assert missed == {}
    for asked, name in NEAREST.items():
        page.fill("#deel-zoekterm", asked)
        page.wait_for_timeout(50)
        assert page.locator(".uitkomst li a").first.text_content() == name, asked
    page.goto(f"{large.as_uri()}/4.3.0/zoeken/index.html?q=GET%20/relaties")
    first = page.locator(".gevonden a").first
    first.wait_for()
    assert "Bewerking · GET /relaties · " in page.locator(".gevonden .bij").first.inner_text()
    first.click()
    page.wait_for_url("**/api/**/Relaties/index.html#listRelaties")
    assert page.locator("tr:target").count() == 1
    assert said == []
    page.fill("#deel-zoekterm", "xqzwvk")
    page.wait_for_timeout(50)
    assert page.locator(".uitkomst p").inner_text() == "Niets gevonden"
    context.close()


def test_what_is_found_is_told_without_signs_of_markdown(started: Browser, tmp_path: Path) -> None:
    text = (
        'standaard Kort { versie "1.0.0", ids { kern id : string } }\ndomein D\n'
        "/// Van een [[Ding]], zie [hier](https://example.org/a) **echt** en `code`; 2 * 3 en [x].\n"
        "entiteit Ding (meervoud Dingen) { naam : string }\n"
    )
    site = written_files(linked_texts({"a.vera": text}), tmp_path)
    context = started.new_context()
    page, said = opened(context, site, "1.0.0/zoeken/index.html?q=ding")
    page.wait_for_selector(".gevonden .stuk")
    told = page.locator(".gevonden .stuk").first.inner_text()
    assert told == "Van een Ding, zie hier echt en code; 2 * 3 en [x]."
    assert said == []
    context.close()


def test_a_search_is_done_by_keys_alone(started: Browser, small: Path) -> None:
    context = started.new_context()
    page, _ = opened(context, small, "1.0.0/entiteit/Lid/index.html")
    page.keyboard.press("/")
    page.keyboard.type("voorwerp")
    page.wait_for_selector(".uitkomst li")
    page.keyboard.press("Escape")
    assert page.locator(".uitkomst").is_hidden()
    page.keyboard.type("en")
    page.wait_for_selector(".uitkomst li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entiteit/Voorwerp/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "deel-hoofd"
    context.close()


# What a page has to do something with, and what of it has the focus; with how it is shown that it has.
REACHED = """() => {
  const at = document.activeElement;
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")];
  return [all.indexOf(at), getComputedStyle(at).outlineStyle, all.filter((each) => each.checkVisibility()).length];
}"""


@pytest.mark.parametrize(
    "path", ["bericht/LEN/Leningen/index.html", "lijst/LIDSTATUS/index.html", "index.html"]
)
def test_the_tab_key_reaches_all_of_a_page_in_order_and_shows_where_it_is(
    started: Browser, small: Path, path: str
) -> None:
    context = started.new_context()
    page, _ = opened(context, small, f"1.0.0/{path}")
    page.wait_for_load_state("load")
    reached: list[int] = []
    for _ in range(300):
        page.keyboard.press("Tab")
        at, outline, number = page.evaluate(REACHED)
        if at < 0:  # past the last one: the window has it again
            break
        assert outline != "none", at
        if at not in reached[-1:]:  # a field for a date has parts of its own
            reached.append(at)
    assert reached == sorted(reached)
    assert len(reached) == number
    context.close()


def test_a_day_is_chosen_and_an_example_copied_by_keys_alone(started: Browser, small: Path) -> None:
    context = started.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, _ = opened(context, small, "1.0.0/lijst/LIDSTATUS/index.html")
    rows = page.locator("section[aria-labelledby=deel-waarden] tbody tr")
    page.locator(".dag input").focus()
    page.keyboard.type("12312024")
    assert rows.filter(visible=True).count() == 2
    page.locator(".dag input").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Space")
    assert rows.filter(visible=True).count() == 3
    page.goto(f"{small.as_uri()}/1.0.0/bericht/LEN/Leningen/index.html")
    page.locator(".kopieer").first.focus()
    page.keyboard.press("Enter")
    page.locator(".kopieer", has_text="Gekopieerd").first.wait_for()
    context.close()


def test_a_day_chooses_values(started: Browser, small: Path) -> None:
    context = started.new_context()
    page, _ = opened(context, small, "1.0.0/lijst/LIDSTATUS/index.html")
    rows = page.locator("section[aria-labelledby=deel-waarden] tbody tr")
    assert rows.filter(visible=True).count() == 3
    page.fill(".dag input", "2024-12-31")
    assert rows.filter(visible=True).count() == 2
    assert (
        page.locator(".dag [role=status]").inner_text()
        == "2 van de 3 waarden op deze pagina gelden op deze dag"
    )
    page.fill(".dag input", "2025-01-01")
    assert rows.filter(visible=True).count() == 3
    page.fill(".dag input", "2024-12-31")
    page.click(".dag button")
    assert rows.filter(visible=True).count() == 3
    context.close()


def test_a_list_of_twenty_thousand_values_is_read_searched_and_chosen_from_by_day(
    started: Browser, tmp_path: Path
) -> None:
    """Each value is a finding too."""
    values = "".join(
        f'X{each:05} "Waarde {each}" vanaf "20{each % 20 + 10}-01-01"\n' for each in range(19_999)
    )
    values += 'PAN "Pannenkoek" vanaf "2029-01-01"\n'
    text = (
        'standaard Groot { versie "1.0.0", ids { kern id : string } }\n'
        f"domein D\nentiteit Ding (meervoud Dingen) {{ soort : SOORT }}\n"
        f"referentiedata SOORT {{\n{values}}}\n"
    )
    site = written_files(linked_texts({"a.vera": text}), tmp_path)
    assert max(each.stat().st_size for each in site.rglob("*.html")) < 500_000
    need_node()
    context = started.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    for path in (
        "lijst/SOORT/index.html",
        "lijst/SOORT/deel-20/index.html",
        "regel/RD02/index.html",
    ):
        page, said = opened(context, site, f"1.0.0/{path}")
        assert found_by_axe_and_ruler(page, 320) == []
        assert said == [], path
        page.close()
    context.close()
    context = started.new_context(viewport={"width": 320, "height": 800})
    page, said = opened(context, site, "1.0.0/lijst/SOORT/index.html")
    rows = page.locator("section[aria-labelledby=deel-waarden] tbody tr")
    page.fill(".dag input", "2010-06-01")
    assert rows.filter(visible=True).count() == 50
    page.fill("#deel-zoekterm", "pannenkoeken")
    page.wait_for_selector(".uitkomst li a")
    assert "Pannenkoek" in "".join(page.locator(".uitkomst li").all_text_contents())
    page.locator(".delen a").nth(19).click()
    page.wait_for_url("**/deel-20/index.html?dag=2010-06-01")
    assert rows.filter(visible=True).count() == 50
    page.fill(".dag input", "2029-06-01")
    assert rows.filter(visible=True).count() == 1000
    page.locator(".pad a").last.click()
    page.wait_for_url("**/SOORT/index.html?dag=2029-06-01")
    page.reload()
    assert page.locator(".dag input").input_value() == "2029-06-01"
    page.click(".dag button")
    page.locator(".delen a").nth(1).click()
    page.wait_for_url("**/deel-2/index.html")
    assert page.locator(".dag input").input_value() == ""
    assert said == []
    context.close()


def test_a_day_that_is_none_chooses_nothing(started: Browser, small: Path) -> None:
    context = started.new_context()
    page, said = opened(context, small, "1.0.0/lijst/LIDSTATUS/index.html?dag=%22%3Cb%3E")
    rows = page.locator("section[aria-labelledby=deel-waarden] tbody tr")
    assert rows.filter(visible=True).count() == 3
    assert said == []
    context.close()


# Every construct of Markdown, also those that descriptions do not have.
EVERY_MARKDOWN = """
# Kop

Kop
===

Met *nadruk*, **sterk**, `code die heel erg lang is en nergens afgebroken wordt <b>`, ~~door~~ en een harde  \nregel.

- lijst
  - binnen
    1. een

> citaat
> > dieper

```js
alert("</code></pre><script>een_regel_die_heel_erg_lang_is_en_nergens_afgebroken_kan_worden(1)</script>")
```

    ingesprongen code

| a | b |
|---|:-:|
| 1 | 2 |

---

![plaat](https://example.org/x.png) [link](https://example.org/a?b=c&d="e "titel") <https://example.org>
[js](javascript:alert(1))

<div onclick="alert(1)">html</div> <!-- niets --> &lt;b&gt; &nbsp; [[nergens]]
"""


def test_every_construct_of_markdown_is_readable_in_a_description_and_a_guide(
    started: Browser, tmp_path: Path
) -> None:
    need_node()
    lines = "".join(f"/// {line}".rstrip() + "\n" for line in EVERY_MARKDOWN.splitlines()[1:])
    text = (
        'standaard Kort { versie "1.0.0", ids { kern id : string } }\n'
        f"{lines}domein D\n{lines}entiteit Ding (meervoud Dingen) {{\n{lines}naam : string\n}}\n"
    )
    made = linked_texts({"a.vera": text, "docs/gids.md": f"# Gids\n{EVERY_MARKDOWN}"})
    site = written_files(made, tmp_path)
    for scheme in ("light", "dark"):
        context = started.new_context(
            viewport={"width": 320, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        for path in ("entiteit/Ding", "domein/D", "domein", "begrippen/n", "uitleg/gids"):
            page, said = opened(context, site, f"1.0.0/{path}/index.html")
            assert found_by_axe_and_ruler(page, 320) == []
            assert said == [], path
            page.close()
        context.close()


def test_an_example_is_copied(started: Browser, small: Path) -> None:
    context = started.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, _ = opened(context, small, "1.0.0/bericht/LEN/Leningen/index.html")
    button = page.locator(".kopieer").first
    button.click()
    page.locator(".kopieer", has_text="Gekopieerd").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("pre code").first.text_content()
    context.close()


def test_latest_keeps_the_place_in_the_page(started: Browser, small: Path) -> None:
    context = started.new_context()
    page, said = opened(context, small, "latest/entiteit/Lid/index.html#naam")
    page.wait_for_url("**/1.0.0/entiteit/Lid/index.html#naam")
    assert said == []
    context.close()


def test_without_javascript_all_is_there_and_nothing_is_that_does_not_work(
    started: Browser, small: Path
) -> None:
    context = started.new_context(java_script_enabled=False)
    page, _ = opened(context, small, "latest/lijst/LIDSTATUS/index.html")
    page.wait_for_url("**/1.0.0/lijst/LIDSTATUS/index.html")
    assert (
        page.locator("section[aria-labelledby=deel-waarden] tbody tr").filter(visible=True).count()
        == 3
    )
    assert page.locator(".dag").is_hidden()
    page.goto(f"{small.as_uri()}/1.0.0/bericht/LEN/Leningen/index.html")
    assert page.locator(".kopieer").first.is_hidden()
    assert page.locator("pre").first.is_visible()
    context.close()
