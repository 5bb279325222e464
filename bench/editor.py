"""Measure `verac lsp` and `verac watch`, and write their table in docs/performance.md: `make bench`.

Every figure is CPU time of the server (user and system), asked by a real client: what else the machine
does counts less. On Linux only, for it reads /proc.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from copies import write_copies  # noqa: E402 - the folder is no package
from lsprotocol import types  # noqa: E402 - same
from watching import cpu_ms, watched_edits  # noqa: E402 - same

from tests.helpers.editor import Editor, with_editor  # noqa: E402 - same

MODEL = ROOT / "models" / "vera"
FILE = "domeinen/Relaties.vera"
PLACES, EDITS, COPIES, WATCHED = 300, 15, 10, 40
_NOTHING = types.CodeActionKind.SourceOrganizeImports


class Measured(NamedTuple):
    """What one model costs: milliseconds, and MiB."""

    start: float
    file: float
    rules: float
    broken: float
    completion: float
    hover: float
    definition: float
    memory: float


def peak_mib(process: int) -> float:
    """The largest memory of a process until now."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def p99(values: list[float]) -> float:
    """What 99 of 100 stay under."""
    return sorted(values)[int(len(values) * 0.99)]


def median(values: list[float]) -> float:
    """The one in the middle."""
    return sorted(values)[len(values) // 2]


def measure(folder: Path) -> Measured:
    """What the model in `folder` costs in an editor."""
    found: list[Measured] = []

    async def use(editor: Editor) -> None:
        process = editor.client._server.pid  # noqa: SLF001 - nobody else knows
        start = cpu_ms(process)
        text = (folder / FILE).read_text()
        editor.open(FILE)
        await settled(editor)
        await asyncio.sleep(3)  # what is gathered where nobody waits
        typed = await after_keys(editor, process, text)
        asked = await while_asked(editor, process, text.split("\n"))
        found.append(Measured(
            start=start, file=median(typed["file"]), rules=median(typed["rules"]), broken=median(typed["broken"]),
            completion=p99(asked["completion"]), hover=p99(asked["hover"]), definition=p99(asked["definition"]),
            memory=peak_mib(process),
        ))  # fmt: skip

    with_editor(folder, use)
    return found[0]


async def settled(editor: Editor) -> None:
    """Wait until the server has all findings: it answers a question about mends after them."""
    which = types.TextDocumentIdentifier(editor.uri(FILE))
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    context = types.CodeActionContext([], [_NOTHING])
    await editor.client.text_document_code_action_async(
        types.CodeActionParams(which, nowhere, context)
    )


async def after_keys(editor: Editor, process: int, text: str) -> dict[str, list[float]]:
    """What findings cost after a key: those of a file that does not parse, all of them then, and of one that does."""
    found: dict[str, list[float]] = {"file": [], "broken": [], "rules": []}
    for number in range(EDITS):
        before = cpu_ms(process)
        editor.write(FILE, text.replace("kern ", f"{{{number} ", 1))
        await editor.until(lambda: any(id_ == "SYN01" for id_, _ in editor.told(FILE)))
        found["file"].append(cpu_ms(process) - before)
        await settled(editor)
        found["broken"].append(cpu_ms(process) - before)
        before = cpu_ms(process)
        editor.write(FILE, with_one_more(text, number))
        await settled(editor)
        found["rules"].append(cpu_ms(process) - before)
    return found


async def while_asked(editor: Editor, process: int, lines: list[str]) -> dict[str, list[float]]:
    """What questions about places anywhere in the file cost."""
    client = editor.client
    questions = {
        "completion": (client.text_document_completion_async, types.CompletionParams),
        "hover": (client.text_document_hover_async, types.HoverParams),
        "definition": (client.text_document_definition_async, types.DefinitionParams),
    }
    found: dict[str, list[float]] = {name: [] for name in questions}
    chosen = random.Random(7)  # noqa: S311 - places to ask about, no secret
    for _ in range(PLACES):
        line = chosen.randrange(len(lines))
        at = editor.at(FILE, line, chosen.randrange(len(lines[line]) + 1))
        for name, (ask, parameters) in questions.items():
            before = cpu_ms(process)
            await ask(parameters(**at))
            found[name].append(cpu_ms(process) - before)
    return found


def with_one_more(text: str, number: int) -> str:
    """`text` with an entity more."""
    return f"{text}\nentiteit Nieuw{number} (meervoud Nieuwen) {{\n    naam : string\n}}\n"


def table() -> str:
    """The table in docs/performance.md."""
    with tempfile.TemporaryDirectory() as scratch:
        write_copies(MODEL, Path(scratch), COPIES)
        one, ten = measure(MODEL), measure(Path(scratch))
    edits = watched_edits(MODEL, WATCHED)
    rows = [
        (
            "start, until initialize is answered",
            one.start,
            ten.start,
            "under 1,000 ms",
        ),
        ("findings of the file after a key", one.file, ten.file, "under 50 ms"),
        ("all findings after a key", one.rules, ten.rules, "under 300 ms; 1,000 ms"),
        ("the same while a declaration is half written", one.broken, ten.broken, ""),
        ("completion, 99 of 100", one.completion, ten.completion, "under 30 ms"),
        ("hover, 99 of 100", one.hover, ten.hover, "under 30 ms"),
        ("definition, 99 of 100", one.definition, ten.definition, "under 30 ms"),
    ]
    lines = ["| what | models/vera | ten renamed copies | wanted |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {a:,.0f} ms | {b:,.0f} ms | {wanted} |" for what, a, b, wanted in rows]
    lines.append(f"| peak memory | {one.memory:,.0f} MiB | {ten.memory:,.0f} MiB | under 250 MiB |")
    what = "verac watch: one edit checked, built and written"
    lines.append(f"| {what} | {edits.middle:,.0f} ms | | under 150 ms |")
    lines.append(f"| the same, nine of ten edits | {edits.nine_of_ten:,.0f} ms | | |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print and write the table."""
    made = table()
    print(made)
    page = ROOT / "docs" / "performance.md"
    old = page.read_text()
    new = re.sub(
        r"(?s)(<!-- editor -->\n).*?(\n<!-- end of editor -->)", lambda m: m[1] + made + m[2], old
    )
    page.write_text(new)


if __name__ == "__main__":
    main()
