"""Write the table of corrections in docs/published-shape.md from their docstrings: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

from compiler.emit.openapi.correcting import all_corrections

PAGE = Path(__file__).resolve().parents[1] / "docs" / "published-shape.md"
_TABLE = re.compile(r"(?<=<!-- corrections -->\n).*(?=<!-- end -->)", re.DOTALL)


def table() -> str:
    """A row per correction: id, title, effect on the wire, smallest group."""
    rows = [
        f"| {each.id} | {each.title.rstrip('.')} | {each.effect.value} | {each.group} |\n"
        for each in all_corrections()
    ]
    return "".join(
        ["| id | what | effect on the wire | group |\n", "| --- | --- | --- | --- |\n", *rows]
    )


def with_table(page: str) -> str:
    """`page` with the table as it is now."""
    return _TABLE.sub(lambda _: table(), page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
