"""Documents as readers see them: rendered by Redoc in a headless Chromium, as a picture."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

from tests.helpers import outside
from tests.outside.consumers.documents import Documents, Findings, Outcome, need, operations, run

BUNDLE = outside.NODE / "node_modules" / "redoc" / "bundles" / "redoc.standalone.js"
WIDTH, HEIGHT = 1400, 2400
PATIENCE = 240_000  # milliseconds of the page's own clock, which runs ahead while it waits
PAGE = """<!doctype html><meta charset="utf-8"><title>Redoc</title><body style="margin:0"><div id="page"></div>
<script src="{bundle}"></script><script>
const say = (text) => console.log("redoc says: " + text + ".");
window.onerror = (text) => say("failed: " + text);
Redoc.init({document}, {{ disableSearch: true }}, document.getElementById("page"), (error) => {{
  const shown = [...document.querySelectorAll("[data-section-id^='operation/']")].map((part) => part.dataset.sectionId);
  say(error ? "failed: " + error : new Set(shown).size + " operations");
}});
</script>"""


def redoc(documents: Documents) -> Outcome:
    """Whether the largest document is rendered with all its operations. The picture is `redoc.png` in the folder."""
    outside.need_node()
    chromium = need("chromium")
    name = max(documents.paths, key=lambda each: documents.paths[each].stat().st_size)
    document = dict(documents.read())[name]
    page = documents.folder / "redoc.html"
    page.write_text(
        PAGE.format(bundle=BUNDLE.as_uri(), document=_embedded(document)), encoding="utf-8"
    )
    picture = documents.folder / "redoc.png"
    options = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--virtual-time-budget={PATIENCE}",
    )
    shown = (
        f"--window-size={WIDTH},{HEIGHT}",
        f"--screenshot={picture}",
        "--enable-logging=stderr",
    )
    printed = run([chromium, *options, *shown, page.as_uri()], documents.folder, errors=True)
    said = re.search(r"redoc says: (.*?)\.", printed)
    findings = Findings()
    asked = sum(operation.document == name for operation in operations(documents))
    if not said or said[1] != f"{asked} operations":
        findings.add(name, f"{said[1] if said else 'nothing'} instead of {asked} operations")
    if _size(picture) != (WIDTH, HEIGHT):
        findings.add(name, f"the picture is {_size(picture)}")
    return Outcome("documents", 1, findings)


def _embedded(document: object) -> str:
    """`document` as a literal in a script: nothing in it ends the script."""
    return json.dumps(document).replace("<", "\\u003c")


def _size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height
