"""Measure `verac validate`, and write its table in docs/performance.md: `make bench`; `--huge` takes 1 GB for memory.

Messages of BRG/Relaties, about 2 kB each, a tenth of them wrong. A rate is messages per CPU second of one process, its
start and the making of its validator left out (a run over few messages is taken off).

The target, 25,000 a second, was set on a machine where jsonschema-rs alone, JSON parsing included, did 117,000 right
messages of 0.9 kB a second. That is measured here too: it tells what the target is on the machine of the run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from measuring import ROOT, VERAC, cpu_seconds, peak_mib

NODE_MODULES = ROOT / "tests" / "outside" / "consumers" / "node_modules"
ASKED = ["--message", "BRG/Relaties", "--operation", "POST"]
MANY, FEW = 40_000, 400
SLOW = 2_000  # messages for python-jsonschema
RUNS = 3
ENVIRONMENT = dict(os.environ)
FOUND = (0, 1)  # the codes of a check that was done: a tenth of the messages is wrong
# Messages a second: what is wanted, and what jsonschema-rs did where it was set
TARGET, YARDSTICK = 25_000, 117_000
SMALL = 900  # bytes

RS = """
import json, sys, jsonschema_rs, orjson
check = jsonschema_rs.Draft202012Validator(json.load(open(sys.argv[1])), validate_formats=True).is_valid
wrong = sum(not check(orjson.loads(line)) for line in open(sys.argv[2], 'rb'))
"""
PYTHON = """
import json, sys
from jsonschema import Draft202012Validator as V
check = V(json.load(open(sys.argv[1])), format_checker=V.FORMAT_CHECKER).is_valid
wrong = sum(not check(json.loads(line)) for line in open(sys.argv[2], 'rb'))
"""
LOADS = """
import json, sys
n = sum(1 for line in open(sys.argv[2], 'rb') if json.loads(line))
"""
AJV = """
const fs = require('fs'), Ajv = require('ajv/dist/2020'), formats = require('ajv-formats');
const ajv = new Ajv({ strict: false, code: { optimize: false } }); formats(ajv);
const check = ajv.compile(JSON.parse(fs.readFileSync(process.argv[1])));
for (const line of fs.readFileSync(process.argv[2], 'utf8').split('\\n')) if (line) check(JSON.parse(line));
"""


def messages() -> list[bytes]:
    """Ten lines of NDJSON, each a message of about 2 kB; one of them is wrong in two places."""
    shown = subprocess.run(
        [VERAC, "example", *ASKED[1:2], "--operation", "POST"], capture_output=True, check=True
    )
    example: dict[str, Any] = json.loads(shown.stdout)
    for name in ("adressen", "contactgegevens"):  # two of each make it about 2 kB
        example[name] *= 2
    lines = []
    for number in range(10):
        message = example | {"code": f"V-{number}"}
        if number == 7:
            message |= {"id": "1", "geboortedatum": "31-12-1990"}
        line = json.dumps(message, ensure_ascii=False).encode()
        lines.append(line + b"\n")
    return lines


def small(line: bytes) -> bytes:
    """A right message of about 0.9 kB: the first attributes of `line`."""
    message = json.loads(line)
    while len(made := json.dumps(message, ensure_ascii=False).encode()) > SMALL:
        message.popitem()
    return made + b"\n"


def write(path: Path, count: int, lines: list[bytes]) -> Path:
    """A file of `count` messages."""
    with path.open("wb") as file:
        file.writelines(islice(cycle(lines), count))
    return path


def rate(command: list[str], many: Path, few: Path, count: int) -> float:
    """Messages per CPU second: the median of `RUNS`, each less a run over few messages."""
    found = []
    for _ in range(RUNS):
        small = cpu_seconds([*command, str(few)], ENVIRONMENT, well=FOUND)
        found.append(
            (count - FEW) / (cpu_seconds([*command, str(many)], ENVIRONMENT, well=FOUND) - small)
        )
    return sorted(found)[RUNS // 2]


def peak(path: Path) -> float:
    """The largest memory of a check of `path` by one process, in MiB."""
    asked = ["--jobs", "1", "--max-findings", "10"]
    return peak_mib([VERAC, "validate", str(path), *ASKED, *asked], ENVIRONMENT, well=FOUND)


def rates(scratch: Path, schema: str, lines: list[bytes]) -> list[tuple[str, float, str]]:
    """What each validator does in a second: what it is, how many messages, and what is wanted."""
    many, few = (
        write(scratch / "many.ndjson", MANY, lines),
        write(scratch / "few.ndjson", FEW, lines),
    )
    slow = write(scratch / "slow.ndjson", SLOW, lines)
    short = [small(lines[0])]
    many_small = write(scratch / "many_small.ndjson", MANY, short)
    few_small = write(scratch / "few_small.ndjson", FEW, short)
    python = [sys.executable, "-c"]
    verac = [VERAC, "validate", "--schema", schema, "--jobs", "1"]
    yardstick = rate([*python, RS, schema], many_small, few_small, MANY)
    here = TARGET * yardstick / YARDSTICK
    wanted = f"at least {TARGET:,} where the next line says {YARDSTICK:,}: here {here:,.0f}"
    told = "right or wrong only"
    found = [
        ("verac validate, findings included", rate(verac, many, few, MANY), wanted),
        (f"jsonschema-rs, right ones of {len(short[0]):,} bytes only", yardstick, ""),
        ("json.loads alone", rate([*python, LOADS, schema], many, few, MANY), ""),
        (f"jsonschema-rs, {told}", rate([*python, RS, schema], many, few, MANY), ""),
        (f"jsonschema, {told}", rate([*python, PYTHON, schema], slow, few, SLOW), ""),
    ]
    if shutil.which("node") and (NODE_MODULES / "ajv").is_dir():
        node = ["env", f"NODE_PATH={NODE_MODULES}", "node", "-e", AJV, schema]
        found.append((f"ajv, {told}", rate(node, many, few, MANY), ""))
    return found


def main() -> None:
    """Measure, print and write the table."""
    huge = "--huge" in sys.argv[1:]
    lines = messages()
    size = sum(map(len, lines)) / len(lines)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        subprocess.run(
            [VERAC, "build", "--only", "jsonschema", "-q", "-o", str(scratch / "build")],
            check=True,
            cwd=ROOT,
        )
        schema = str(scratch / "build/jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json")
        found = rates(scratch, schema, lines)
        table = ["| what | messages a second, on one core | wanted |", "| --- | --- | --- |"]
        table += [f"| {what} | {value:,.0f} | {wanted} |" for what, value, wanted in found]
        sizes = [("10 MB", 10), ("1 GB", 1000)] if huge else [("10 MB", 10), ("100 MB", 100)]
        table += ["", "| a stream of | peak memory |", "| --- | --- |"]
        for name, megabytes in sizes:
            path = write(scratch / "stream.ndjson", int(megabytes * 1_000_000 / size), lines)
            table.append(f"| {name} | {peak(path):.0f} MiB |")
    text = "\n".join(
        [f"Messages of {size:,.0f} bytes, one in ten wrong in two places:", "", *table]
    )
    print(text)
    page = ROOT / "docs" / "performance.md"
    old = page.read_text(encoding="utf-8")
    new = re.sub(r"(?s)(<!-- messages -->\n).*(\n<!-- end -->)", lambda m: m[1] + text + m[2], old)
    page.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
