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
        page.wait_for_function("scrollY === 100")
        assert said == []
