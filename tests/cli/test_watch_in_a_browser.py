"""`verac watch --serve` in a browser: an open page shows the next build by itself, where it was scrolled to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_watch import RELATIONS, TEXT, watched
from tests.helpers.browser import browser

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def test_an_open_page_follows_the_model(small_model: Path, tmp_path: Path) -> None:
    asked = ("--serve", "--port", "0", "--only", "site", "-o", str(tmp_path / "uit"))
    with browser() as started, watched(str(small_model), *asked) as run:
        site = run.until("/; ").split("site: ")[-1].removesuffix("; ")
        page = started.new_page(viewport={"width": 800, "height": 200})
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{site}latest/entiteit/Relatie/")
        page.wait_for_selector("text=achternaam")
        page.evaluate("scrollTo(0, 100)")
        (small_model / RELATIONS).write_text(TEXT.replace("achternaam", "familienaam"))
        page.wait_for_selector("text=familienaam", timeout=60_000)
        assert page.locator("text=achternaam").count() == 0
        while page.evaluate("scrollY") != 100:
            page.wait_for_timeout(50)
        assert said == []


def test_pages_that_went_come_back_and_follow_the_version(
    small_model: Path, tmp_path: Path
) -> None:
    asked = ("--serve", "--port", "0", "--only", "site", "-o", str(tmp_path / "uit"))
    manifest = small_model / "standaard.vera"
    more = f"{TEXT}\nentiteit Woning (meervoud Woningen) {{ bouwjaar : integer }}\n"
    (small_model / RELATIONS).write_text(more)
    with browser() as started, watched(str(small_model), *asked) as run:
        site = run.until("/; ").split("site: ")[-1].removesuffix("; ")
        context = started.new_context()
        page = context.new_page()
        page.goto(f"{site}latest/entiteit/Woning/")
        page.wait_for_selector("h1 >> text=Woning")
        others = [context.new_page() for _ in range(8)]  # a browser keeps six connections
        for other in others:
            other.goto(site)
            other.wait_for_selector("h1")
        (small_model / RELATIONS).write_text(TEXT)
        page.wait_for_selector("text=is no page of this site", timeout=60_000)
        (small_model / RELATIONS).write_text(more)
        page.wait_for_selector("h1 >> text=Woning", timeout=60_000)
        text = manifest.read_text()
        version = text.split('versie "')[1].split('"')[0]
        manifest.write_text(text.replace(f'versie "{version}"', 'versie "7.8.9"'))
        page.wait_for_url("**/7.8.9/entiteit/Woning/**", timeout=60_000)
        others[-1].wait_for_url("**/7.8.9/**", timeout=60_000)
