"""The scripts in the files for GitHub and Azure Pipelines, run as their machines run them: by bash, with jq."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.released import (
    QUIET_GIT,
    need,
    two_environments_in_git,
)

pytestmark = pytest.mark.slow


class Machine:
    """A machine of a pipeline, with the repository and verac."""

    def __init__(self, folder: Path) -> None:
        self.repository = two_environments_in_git(folder / "the repository")
        self.temp = folder / "temp"
        self.temp.mkdir()
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        self._environment = os.environ | QUIET_GIT | {
            "PATH": path, "VERAC_CACHE": str(folder / "cache"), "LANGUAGE": "en",
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "RUNNER_TEMP": str(self.temp), "AGENT_TEMPDIRECTORY": str(self.temp),
            "BUILD_ARTIFACTSTAGINGDIRECTORY": str(self.temp),
        }  # fmt: skip

    def bash(self, script: str, environment: Mapping[str, str]) -> str:
        """What a script says."""
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=self.repository, env=self._environment | environment,
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def workflow(self, name: str) -> dict[str, Any]:
        """The file for a scheduler, read."""
        return yaml.load(
            self.bash(f"verac release workflow model --for {name}", {}), yaml.BaseLoader
        )

    def held(self) -> list[str | None]:
        """What the environments hold."""
        found = json.loads(self.bash("verac release environments model --format json", {}))
        return [each["label"] for each in found]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    need("jq")
    return Machine(tmp_path)


def test_github_runs_all_that_is_due(machine: Machine) -> None:
    found = machine.workflow("github")
    (look,) = [each["run"] for each in found["jobs"]["look"]["steps"] if each.get("id") == "look"]
    (run,) = [each["run"] for each in found["jobs"]["run"]["steps"] if each.get("name") == "Run it"]
    done = []
    while True:
        machine.bash(look, found["env"])
        output = (machine.temp / "output").read_text(encoding="utf-8").splitlines()[-1]
        runs = json.loads(output.removeprefix("runs="))
        if not runs:
            break
        for each in runs:
            done.append((each["trigger"], each["approval"]))
            machine.bash(run, found["env"] | {"RUN": each["run"], "KEY": ""})
    assert done == [("naarTest", "release"), ("naarTest", "test"), ("naarProef", "proef")]
    assert machine.held() == ["1.0.0+260101.1"] * 2


def test_azure_runs_all_that_is_due(machine: Machine) -> None:
    found = machine.workflow("azure")
    look, *stages = found["stages"]
    names = {f"run{number}": stage for number, stage in enumerate(stages, 1)}
    done = []
    while True:
        due = {}
        for step in look["jobs"][0]["steps"]:
            if step.get("displayName", "Install") == "Install":
                continue
            said = machine.bash(step["script"], found["variables"] | step["env"])
            told = re.search(r"##vso\[task.setvariable variable=run;isOutput=true\](.*)", said)
            if told and told[1]:
                due[step["name"]] = told[1]
        if not due:
            break
        for name, id_ in due.items():
            job = names[name]["jobs"][0]
            steps = job["strategy"]["runOnce"]["deploy"]["steps"]
            (script,) = [each["script"] for each in steps if each.get("displayName") == "Run it"]
            done.append(job["environment"])
            machine.bash(script, found["variables"] | {"RUN": id_})
    assert done == ["release", "test", "proef"]
    assert machine.held() == ["1.0.0+260101.1"] * 2


def test_cron_runs_all_that_is_due(machine: Machine) -> None:
    line = machine.bash("verac release workflow model --for cron", {}).splitlines()[-1]
    machine.bash(line.removeprefix("* * * * * "), {})
    assert machine.held() == ["1.0.0+260101.1"] * 2
