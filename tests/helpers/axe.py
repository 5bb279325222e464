"""What axe finds on a page in a browser: what keeps people out who do not see it, or use no mouse."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from tests.helpers.outside import NODE

if TYPE_CHECKING:
    from playwright.sync_api import Page

FEW = 8  # rules that any page of ours is held to; where it is to fewer, axe has not seen the page
ALL_IMPACTS = ("minor", "moderate", "serious", "critical")


def found_by_axe(page: Page, impacts: Collection[str] = ALL_IMPACTS) -> list[str]:
    """Each element that breaks a rule of axe with one of the `impacts`: the rule, and the element."""
    page.evaluate((NODE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    judged = page.evaluate("axe.run({preload: false})")
    assert len(judged["passes"]) > FEW, page.url
    return [
        f"{each['id']} {node['html']}"
        for each in judged["violations"]
        if each["impact"] in impacts
        for node in each["nodes"]
    ]


def found_by_axe_and_ruler(page: Page, width: int) -> list[str]:
    """What axe finds, and how wide the page is where it is wider than its window of `width`."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = found_by_axe(page) + ([f"{wide} wide"] if wide > width else [])
    return [f"{page.url}: {each}" for each in found]
