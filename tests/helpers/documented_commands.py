"""The code in the pages of the documentation: fences, and what the word behind each says is to be done with it.

    ```sh                the commands run, in the fresh folder of the page, and end with 0
    ```sh fails          the same, and the last one ends with 1: what it shows is a refusal
    ```sh elsewhere      commands for another machine: they install things, or reach a network
    ```vera              a model that parses; with `part`, lines from within an entity or a manifest
    ```python            a program that runs
    ```yaml, json, csv   data that parses
    ```typescript, javascript, lua, toml    code and settings of other tools
    ```console           a session that `python -m tools.run_guide` runs, and a test beside it
    ```text              what something looks like

Behind the word, `file=PATH` writes the block into that file before anything runs, and `slow` leaves the block to
`make slow`. `klein` is for where a small model has published files and a release beside it, `checkout` for a checkout
of verac; else the models and examples of this repository are there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.helpers.small_model import REPO

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_GENERATED = re.compile(r"(?:-o|>) (docs/[\w.-]+\.md)")
LANGUAGES = frozenset(
    {
        "sh",
        "vera",
        "python",
        "yaml",
        "json",
        "csv",
        "typescript",
        "javascript",
        "console",
        "lua",
        "toml",
        "text",
    }
)
WORDS = frozenset({"checkout", "fails", "elsewhere", "part", "slow", "klein"})


class Block(NamedTuple):
    """A fence: the page and line where it stands, its language, the words behind that, and the text."""

    page: str
    line: int
    language: str
    words: frozenset[str]
    file: str
    text: str


def pages() -> list[str]:
    """The pages that people write, by their paths: those that `make docs` writes are tested where they are made."""
    generated = set(_GENERATED.findall((REPO / "Makefile").read_text(encoding="utf-8")))
    found = [REPO / "README.md", REPO / "CONTRIBUTING.md", REPO / "words" / "README.md"]
    found += sorted((REPO / "docs").rglob("*.md"))
    named = (each.relative_to(REPO).as_posix() for each in found)
    return [path for path in named if path not in generated]


def blocks(page: str) -> list[Block]:
    """The fences of a page."""
    text = (REPO / page).read_text(encoding="utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        language, *words = fence["info"].split() or [""]
        files = [word.removeprefix("file=") for word in words if word.startswith("file=")]
        found.append(
            Block(
                page=page,
                line=text[: fence.start()].count("\n") + 1,
                language=language,
                words=frozenset(word for word in words if not word.startswith("file=")),
                file=files[0] if files else "",
                text=fence["text"],
            )
        )
    return found


def indented_code(page: str) -> list[int]:
    """The lines of a page where code begins that stands in no fence."""
    text = _FENCE.sub(
        lambda fence: "\n" * fence[0].count("\n"), (Path(REPO) / page).read_text("utf-8")
    )
    return [text[: found.start()].count("\n") + 2 for found in re.finditer(r"(?m)^\n {4}\S", text)]
