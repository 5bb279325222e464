"""Several versions in a browser, from a disk: the switch, pages that stand in another version, all of it by axe."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.emit.site.test_sites_in_a_browser import opened
from tests.emit.site.test_versions import FIRST, SECOND, THIRD, site_of, versions
from tests.helpers.axe import found_by_axe_and_ruler
from tests.helpers.browser import browser
from tests.helpers.outside import NODE, need_node

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

# A page of each kind that only a site of several versions has, and one that says what came and went.
KINDS = (
    "1.2.0/versies/index.html", "1.1.0/versies/1.0.0/index.html", "1.2.0/versies/1.0.0/index.html",
    "1.2.0/entiteit/Pand/index.html", "1.2.0/entiteit/Weg/index.html", "1.2.0/entiteit/Huis/index.html",
    "1.0.0/entiteit/Stoep/index.html", "1.2.0/lijst/KLEUR/index.html",
)  # fmt: skip
SAME = "1.1.0/lijst/KLEUR/index.html"


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    for path, content in site_of(*versions(FIRST, SECOND, THIRD)).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def test_the_switch_stays_on_the_element(started: Browser, site: Path) -> None:
    context = started.new_context(viewport={"width": 320, "height": 700})
    page, said = opened(context, site, "1.2.0/entiteit/Pand/index.html")
    assert page.locator(".versies ul").is_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".versies li").all_inner_texts() == [
        "1.2.0",
        "1.1.0 dezelfde",
        "1.0.0 Huis",
    ]
    page.click(".versies a[data-version='1.0.0']")
    page.wait_for_url("**/1.0.0/entiteit/Huis/index.html")
    page.click(".versies summary")
    page.click(".versies a[data-version='1.2.0']")
    page.wait_for_url("**/1.2.0/entiteit/Pand/index.html")
    assert said == []
    context.close()


def test_who_reads_a_version_stays_in_it_on_a_page_that_another_one_holds(
    started: Browser, site: Path
) -> None:
    context = started.new_context()
    page, said = opened(context, site, f"{SAME}#B")
    page.wait_for_url("**/1.2.0/lijst/KLEUR/index.html?versie=1.1.0#B")
    assert page.locator(".leest").inner_text().startswith("U leest versie 1.1.0")
    assert page.locator(".merk").inner_text() == "Proef 1.1.0"
    assert page.locator(".versies summary").inner_text() == "Versie 1.1.0"
    page.click("main table a >> text=Pand")  # the same in 1.2.0 too
    page.wait_for_url("**/1.2.0/entiteit/Pand/index.html?versie=1.1.0")
    page.goto(f"{site.as_uri()}/{SAME}")
    page.wait_for_url("**/1.2.0/lijst/KLEUR/index.html?versie=1.1.0")
    page.fill("#deel-zoekterm", "tuin")
    page.wait_for_selector(".uitkomst li")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1.2.0/zoeken/index.html?q=tuin&versie=1.1.0")
    page.wait_for_selector("#deel-gevonden li")
    found = page.locator("#deel-gevonden li a").first.get_attribute("href")
    assert "/1.1.0/entiteit/" in (found or "")
    page.goto(f"{site.as_uri()}/{SAME}")
    page.wait_for_url("**/1.2.0/lijst/KLEUR/index.html?versie=1.1.0")
    page.click(".leest a")
    page.wait_for_url("**/1.2.0/lijst/KLEUR/index.html")
    assert page.locator(".leest").is_hidden()
    assert said == []
    context.close()


@pytest.mark.parametrize("asked", ["1.2.0", "9.9.9", "%22%3E%3Cscript%3E", "..%2F..", ""])
def test_a_version_that_is_none_changes_nothing(started: Browser, site: Path, asked: str) -> None:
    context = started.new_context()
    page, said = opened(context, site, f"1.2.0/lijst/KLEUR/index.html?versie={asked}")
    assert page.locator(".leest").is_hidden()
    assert page.locator(".merk").inner_text() == "Proef 1.2.0"
    assert said == []
    context.close()


def test_without_javascript_a_reader_is_told_and_goes_on_by_a_link(
    started: Browser, site: Path
) -> None:
    context = started.new_context(java_script_enabled=False)
    page, _ = opened(context, site, SAME)
    assert "In 1.1.0 is deze pagina zoals ze in 1.2.0 is." in page.locator("main").inner_text()
    page.click("main a#B")
    page.wait_for_url("**/1.2.0/lijst/KLEUR/index.html#B")
    page.click(".versies summary")
    page.click(".versies a[data-version='1.0.0']")
    page.wait_for_url("**/1.0.0/lijst/KLEUR/index.html")
    context.close()


def test_latest_leads_to_what_is_no_more(started: Browser, site: Path) -> None:
    context = started.new_context()
    page, _ = opened(context, site, "latest/entiteit/Weg/index.html")
    page.wait_for_url("**/1.2.0/entiteit/Weg/index.html")
    assert "niet meer" in page.locator("main").inner_text()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    started: Browser, site: Path, scheme: str, width: int
) -> None:
    need_node()
    found = []
    for javascript, paths in ((True, KINDS), (False, (SAME,))):
        context = started.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True,
            java_script_enabled=True,
        )  # fmt: skip
        if not javascript:  # the small page sends on where its script runs
            context.route("**/versie.js", lambda route: route.abort())
        for path in paths:
            page, _ = opened(context, site, path)
            if page.locator(".versies summary").count():
                page.click(".versies summary")
            found += found_by_axe_and_ruler(page, width)
            page.close()
        context.close()
    assert found == []


def test_html_validate_finds_nothing(site: Path) -> None:
    need_node()
    command = ["node", str(NODE / "html.mjs"), *(str(site / path) for path in (*KINDS, SAME))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
