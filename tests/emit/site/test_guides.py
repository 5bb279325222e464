"""Guidance pages of the team's own: what they show of the model, and that hostile ones harm nothing."""

from __future__ import annotations

import json
import re

import pytest

from compiler import pipeline
from compiler.emit.families import Request
from tests.emit.site.test_sites import faults_of_site
from tests.helpers.crawled import read_page, read_site
from tests.helpers.made_set import linked_texts, our_model, set_of
from tests.helpers.small_model import SMALL

GUIDE = """\
# Zo begint u

Alles over een [[Relatie]], zie [de rest](verder%20lezen.md#kop) en [elders](https://example.org/).

## Wat u stuurt

[[voorbeeld: BRG/Relaties POST]]

[[diagram: Persoon]]

| Wie | Wat |
| :-- | --: |
| [[Persoon.achternaam]] | `[[Nergens]]` |

#### Diep

```text
[[Ook nergens]]
```

## Wat u stuurt

[[diagram: Klein]]
"""
EVIL = """\
# <b>Kwaad</b> \u202egnol

<script>alert(1)</script> [klik](javascript:alert(2)) ![beeld](https://example.org/x.png) <img src=x onerror=alert(3)>

## "><i>schuin</i>

## Nog <een>

## En | {een}

[uit](../../../etc/passwd.md) [op](//example.org/x.md) [weg](verder%20lezen.md "\\" onclick=alert(4)")

| a | b" onload=x |
|:-:|---|
| <iframe src=x> | [[diagram: Nergens]] |

<table data-label="x"><pre>
"""


def site_with(guides: dict[str, str]) -> dict[str, bytes]:
    made = set_of(linked_texts(SMALL | guides), "site", request=Request())
    return {path.removeprefix("site/"): content for path, content in made.items()}


def test_a_page_holds_what_it_asks_for_and_is_found() -> None:
    files = site_with({"docs/begin.md": GUIDE, "docs/verder lezen.md": "Zonder kop."})
    assert faults_of_site(files) == []
    page = read_page(files["1.0.0/uitleg/begin/index.html"])
    links = [address for _, address in page.links]
    assert "../../entiteit/Relatie/index.html" in links
    assert "../../entiteit/Persoon/index.html#achternaam" in links
    assert [each for each in links if each.startswith("../../uitleg/verder_lezen-")]
    assert "https://example.org/" in links
    assert "../../diagram/entiteiten/Persoon.svg" in links
    assert "[[Nergens]]" in page.text
    assert "[[Ook nergens]]" in page.text
    assert {"deel-kop-wat_u_stuurt", "deel-kop-wat_u_stuurt-2"} <= set(page.ids)
    assert [tag for tag, _ in page.tags if tag[0] == "h" and tag[1:].isdigit()].count("h4") == 0
    told = json.loads(files["1.0.0/uitleg/begin/index.json"])
    assert (told["naam"], told["delen"][1]["kop"]) == ("Zo begint u", "Wat u stuurt")
    menu = read_page(files["1.0.0/index.html"]).links
    assert ("a", "uitleg/index.html") in menu
    names = files["1.0.0/zoeken/namen.js"].decode()
    assert "Zo begint u" in names
    assert "verder lezen" in names


def test_a_model_without_such_pages_has_none() -> None:
    files = site_with({})
    assert not [path for path in files if "uitleg" in path]


def test_nothing_of_a_hostile_page_runs_or_is_loaded() -> None:
    files = site_with({"docs/kwaad.md": EVIL, "docs/verder lezen.md": "# Goed\n"})
    assert faults_of_site(files) == []
    page = read_site(files)["1.0.0/uitleg/kwaad/index.html"]
    given = {name for _, attributes in page.tags for name, _ in attributes}
    assert not [name for name in given if name.startswith("on") or name == "style"]
    assert {tag for tag, _ in page.tags}.isdisjoint({"b", "i", "iframe"})
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [tag for tag, _ in page.tags].count("pre") == 0
    assert "[U+202E]gnol" in page.text


@pytest.mark.parametrize(
    "piece", ["[", "*a **b ", "> ", "- ", "`", "[a](b ", "[[a ", "|a|\n|-|\n", "# ", "~~~\n"]
)
def test_a_page_of_a_hundred_kilobytes_is_made(piece: str) -> None:
    files = site_with({"docs/lang.md": piece * (100_000 // len(piece))})
    assert faults_of_site(files) == []
    assert len(files["1.0.0/uitleg/lang/index.json"]) > 100


def test_names_of_files_with_blanks_accents_and_other_capitals_have_pages_of_their_own() -> None:
    names = ("a", "A", "één twee", "een twee", "con", "..", "%2e")
    files = site_with({f"docs/{name}.md": f"# Van {name}\n" for name in names})
    assert faults_of_site(files) == []
    pages = [
        content
        for path, content in files.items()
        if path.startswith("1.0.0/uitleg/") and path.count("/") == 3 and path.endswith("html")
    ]
    told = [files[path] for path in files if re.match(r"1\.0\.0/uitleg/.*json", path)]
    assert {f"Van {name}" for name in names} <= {json.loads(each)["naam"] for each in told}
    assert len(pages) == len(names)


def test_what_leads_nowhere_is_found_with_its_place() -> None:
    guide = GUIDE.replace("achternaam", "achternam").replace("m: Persoon", "m: Personen")
    texts = SMALL | {"docs/begin.md": guide.replace("BRG/Relaties POST", "BRG/Relatie POST")}
    checked = pipeline.check({path: text.encode() for path, text in texts.items()})
    found = [each for each in checked.diagnostics if each.id == "AN03"]
    assert [(str(each.span), str(each.message), str(each.hint)) for each in found] == [
        ("docs/begin.md:3:43", '"verder lezen.md" is no page in docs/',
         "write the name of a file in docs/, or an address with https: before it"),
        ("docs/begin.md:7:1", '"[[voorbeeld: BRG/Relatie]]" shows nothing', 'did you mean "BRG/Relaties"?'),
        ("docs/begin.md:9:1", '"[[diagram: Personen]]" shows nothing', 'did you mean "Persoon"?'),
        ("docs/begin.md:13:3", '"[[Persoon.achternam]]" leads nowhere', 'did you mean "Persoon.achternaam"?'),
    ]  # fmt: skip


def test_links_that_a_page_cannot_have_are_found() -> None:
    guide = (
        '[kop](#deel) [b](b.md#x) [elders](../LEN.vera) ![plaat](x.png "een plaat")\n'
        "[js](javascript:alert) [web](https://example.org/a) [post](mailto:a@example.org) [b](<./b.md>)\n"
        "`[kop](#deel)` lid(en) [x] (y)\n\n```text\n[kop](#deel)\n```\n"
    )
    texts = SMALL | {"docs/a.md": guide, "docs/b.md": "# B\n"}
    checked = pipeline.check({path: text.encode() for path, text in texts.items()})
    found = [each for each in checked.diagnostics if each.id == "AN03"]
    assert [(str(each.span), str(each.message).split('"')[1]) for each in found] == [
        ("docs/a.md:1:7", "#deel"),
        ("docs/a.md:1:35", "../LEN.vera"),
        ("docs/a.md:1:57", "x.png"),
        ("docs/a.md:2:6", "javascript:alert"),
    ]


def test_a_page_that_is_no_utf_8_is_found() -> None:
    texts = {path: text.encode() for path, text in SMALL.items()} | {"docs/x.md": b"# a\n\xff\n"}
    (found,) = pipeline.check(texts).diagnostics
    assert (found.id, str(found.span)) == ("SYN03", "docs/x.md:2")


def test_our_example_has_a_page() -> None:
    assert our_model("voorbeeld").guides
