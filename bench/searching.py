"""Measure search in the site of models/vera, in a browser, and write its table in docs/performance.md: `make bench`.

Milliseconds of a key: from what is typed until what is found stands on the page, in Chromium without a window.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from tests.helpers.browser import browser  # noqa: E402 - the folder is no package

VERAC = str(Path(sys.executable).parent / "verac")
# The field, and how long what is done in the page takes for a text in it.
FIELD = """
const field = document.getElementById("deel-zoekterm");
function took(text) {
  const begin = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input"));
  return performance.now() - begin;
}
"""
FIRST = f"""async () => {{ {FIELD}
  const begin = performance.now();
  took("bou");
  while (!document.querySelector(".uitkomst li")) await new Promise((done) => setTimeout(done, 1));
  return performance.now() - begin;
}}"""
# The first three keys of the name of each attribute, and words that need more: inflected, misspelled, several.
KEYS = f"""() => {{ {FIELD}
  const names = new Set();
  window.veracNames.entries.forEach((entry) => (entry.a || []).forEach((each) => names.add([each].flat()[0])));
  return [...names].flatMap((name) => [1, 2, 3].map((end) => took(name.slice(0, end))));
}}"""
WORDS = f"""() => {{ {FIELD}
  const words = ["energieprestatei", "nummeraanduidnig", "natuurlijke personen", "kosten onderhoud woning", "xqzwvkjh"];
  return Array.from({{length: 100}}, (_, number) => took(words[number % words.length]));
}}"""


def rows() -> list[tuple[str, str, str]]:
    """What is measured: what, how much, what is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([VERAC, "site", "-q", "-o", folder], check=True, cwd=ROOT)
        (first_page,) = Path(folder).glob("[0-9]*/index.html")
        with browser() as started:
            page = started.new_page()
            page.goto(first_page.as_uri())
            first = page.evaluate(FIRST)
            page.wait_for_timeout(2000)
            keys, words = page.evaluate(KEYS), page.evaluate(WORDS)
    return [
        ("the first search, with all names read from the disk", f"{first:.0f} ms", ""),
        (f"one of {len(keys):,} keys, half of them", f"{part(keys, 0.5):.1f} ms", ""),
        ("the same, 99 of 100", f"{part(keys, 0.99):.0f} ms", "under 50 ms"),
        ("words that are misspelled or several, 99 of 100", f"{part(words, 0.99):.0f} ms", ""),
    ]


def part(values: list[Any], share: float) -> float:
    """What `share` of the values is no more than."""
    return sorted(values)[int(len(values) * share)]


def main() -> None:
    """Measure, print the table and write it."""
    table = ["| what | milliseconds | wanted |", "| --- | --- | --- |"]
    table += [f"| {what} | {value} | {wanted} |" for what, value, wanted in rows()]
    text = "\n".join(table)
    print(text)
    page = ROOT / "docs" / "performance.md"
    old = page.read_text(encoding="utf-8")
    pattern = r"(?s)(<!-- search -->\n).*(\n<!-- end of search -->)"
    page.write_text(re.sub(pattern, lambda m: m[1] + text + m[2], old), encoding="utf-8")


if __name__ == "__main__":
    main()
