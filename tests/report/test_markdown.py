"""Whatever a model is called and says: in Markdown it is text, and tables keep their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.markdown_text import Markdown, plain
from compiler.base.source import Span
from compiler.base.wording import as_it_is
from compiler.report.markdown import render_markdown
from compiler.report.tables import render_table

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from([
    "|", "`", "``", "<script>alert(1)</script>", "<b>", "[x](javascript:alert(1))", "![x](y)", "<https://x.nl>",
    "https://x.nl", "www.x.nl", "a@b.nl", "*", "**", "_", "__", "~~", "#", "# ", "-", "- ", "--", "---", "+ ",
    "1. ", "2)", "=", "===", "&lt;", "&#60;", "&", "\\", "\\|", "\n", "\n\n", "\r", "\t", "    ", "\x00", "\x1b[31m",
    "\u202e", "\u2028", "[a]: b", "[^1]", "> ", "```", "~~~", "<!-- ", "-->", ":--", "x", "een", " ", "é",
])  # fmt: skip
HOSTILE = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=12)
# What a text may become: anything else has a meaning.
PLAIN = {"text", "text_special", "softbreak"}


def shown(text: str) -> str:
    """What a reader sees of `text`: one line, without what cannot be seen."""
    unseen = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    return unseen.sub("", " ".join(text.split())).strip()


def inline(text: str) -> list[Token]:
    return [each for token in READER.parse(text) for each in token.children or ()]


def content(text: str) -> str:
    """What the page `text` shows in one piece of text, which has no meaning."""
    tokens = inline(text)
    assert {token.type for token in tokens} <= PLAIN, (text, tokens)
    return "".join(token.content for token in tokens).strip()


@given(HOSTILE)
@example("1. een")
@example("- een")
@example("---")
@example("=")
@example("a|b\\|c\\")
@example("&lt;script&gt; &amp &#60;")
@example("[x](javascript:alert(1))")
def test_a_text_has_no_meaning_wherever_it_stands(text):
    for head, kinds in (
        ("", {"paragraph_open", "inline", "paragraph_close"}),
        ("# ", {"heading_open", "inline", "heading_close"}),
        ("- ", {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close",
                "list_item_close", "bullet_list_close"}),
    ):  # fmt: skip
        page = head + plain(text)
        assert {token.type for token in READER.parse(page)} <= kinds, page
        assert content(page) == shown(text), page


@given(HOSTILE)
def test_no_address_becomes_a_link_by_itself(text):
    """GitHub makes links of what looks like an address."""
    assert not re.search(r"://|\bwww\.|(?<!\\)@", plain(text), re.IGNORECASE)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4), HOSTILE)
def test_a_table_keeps_its_rows_and_its_cells(rows, head):
    page = render_table((head, "b"), rows, "markdown")
    tokens = READER.parse(page)
    cells = [token.content for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens].count("tr_open") == len(rows) + 1, page
    assert len(cells) == 2 * (len(rows) + 1)
    wanted = [shown(text) for row in [(head, "b"), *rows] for text in row]
    found = [
        "".join(part.content for part in each.children or ()).strip()
        for each in tokens
        if each.type == "inline"
    ]
    assert found == wanted, page
    assert {part.type for each in tokens for part in each.children or ()} <= PLAIN
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3 for line in page.splitlines())


def test_what_is_markdown_already_keeps_its_meaning():
    page = render_table(("a",), [(Markdown("[GN02](#gn02)"),), (Markdown("`x|y`"),)], "markdown")
    kinds = [token.type for token in inline(page)]
    assert kinds.count("link_open") == 1
    assert kinds.count("code_inline") == 1


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE), max_size=3), HOSTILE)
def test_a_report_shows_texts_and_has_links_to_its_rules_alone(made, title):
    found = [
        Diagnostic(
            "GN02",
            Severity.ERROR,
            Span("a"),
            as_it_is(message),
            as_it_is(hint),
            aside,
            element=element,
        )
        for message, hint, aside, element in made
    ]
    page = render_markdown(found, as_it_is(title), {"GN02": (as_it_is("titel"), as_it_is("reden"))})
    allowed = PLAIN | {"link_open", "link_close", "strong_open", "strong_close"}
    assert {token.type for token in inline(page)} <= allowed, page
    links = {token.attrGet("href") for token in inline(page) if token.type == "link_open"}
    assert links <= {"#gn02"}
    heads = [token.tag for token in READER.parse(page) if token.type == "heading_open"]
    assert heads == ["h1", *["h2"] * bool(found)], page


# -- the commands --------------------------------------------------------------------------------------------------

NAMES = (
    "<script>alert(1)</script> a|b `x`", "[x](javascript:alert(1)) *x* _y_ &lt;b&gt;", "# x\n- y", "--- | ---\n1. x",
    "![x](https://x.nl)",
)  # fmt: skip


def quoted(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`").replace("\n", "\\n") + "`"


def text(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def hostile_model(name: str, *, newer: bool) -> str:
    """A model where `name` stands wherever a model has a name or a text."""
    more = f"    extra : string beperking {text(name)}\n" if newer else "    weg : string\n"
    return (
        'standaard Proef { versie "1.0.0", ids { kern id : string } }\n'
        f"domein {quoted(name + ' D')} {{\n"
        f"  /// {' '.join(name.split())}\n"
        f"  entiteit {quoted(name)} (meervoud {quoted(name + 's')}, pad pad) {{\n"
        f"    kern {quoted('a' + name)} : string patroon {text(name + '(a+)+')} beperking {text(name)}\n"
        f"    soort : {quoted('L' + name)} negeer GM04 {text(name)}\n{more}  }}\n"
        f"  referentiedata {quoted('L' + name)} {{ {text(name)} {text(name)} }}\n"
        "}\n"
        f"ketenproces PRO {text(name)}\n"
        f"bericht Berichten over {quoted(name)} {{ {quoted(name)} {{ alle, eigen {quoted('z' + name)} : string }} }}\n"
    )


def pages(verac, folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for side in ("oud", "nieuw"):
        (folder / side).mkdir()
        made = hostile_model(name, newer=side == "nieuw")
        (folder / side / "m.vera").write_text(made, encoding="utf-8")
    commands = (
        ("check", "oud"),
        ("diff", "oud", "nieuw"),
        ("notes", "oud", "nieuw"),
        ("changelog", "oud", "nieuw"),
        ("projection", "PRO", "--model", "oud"),
        ("uses", f"L{name}", "--model", "oud"),
        ("codes", "--model", "oud"),
        ("codes", f"L{name}", "--model", "oud"),
    )
    for command in commands:
        ended = verac(*command, "--format", "markdown")
        assert "Traceback" not in ended.err
        yield " ".join(command), ended.out


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_a_command_shows_names_as_text(verac, tmp_path, name):
    seen = 0
    for command, page in pages(verac, tmp_path, name):
        tokens = [*READER.parse(page), *inline(page)]
        found = {
            token.type for token in tokens if not token.content.startswith(("<!-- e", "<a id="))
        }
        assert not found & {
            "html_block",
            "html_inline",
            "image",
            "em_open",
            "fence",
            "code_block",
        }, (command, page)
        links = {str(token.attrGet("href")) for token in tokens if token.type == "link_open"}
        assert all(link.startswith("#") for link in links), (command, links)
        seen += bool(page)
        rows = [line for line in page.splitlines() if line.startswith("|")]
        for line in rows:
            assert line.endswith("|"), (command, line)
    assert seen >= 6
