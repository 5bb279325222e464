"""What schedulers of others need to call `verac release run`: a file for each, laid out by a template.

verac says whether something runs, they say when, and keep approvals and secrets. Another scheduler is a template in
templates/workflows/ and a line in schedulers.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.base.context import Context
from compiler.emit.rendering.templating import environment
from compiler.release.environments.declared import DeclaredFile
from compiler.release.schedulers import Scheduler

PUBLISH_APPROVAL = "release"  # who approves what is published, where no environment says it
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class WorkflowRun(NamedTuple):
    """What a trigger may start: to publish, where `environment` is empty, or to promote to it."""

    trigger: str
    environment: str

    @property
    def approval(self) -> str:
        """The environment of the scheduler, where people approve."""
        return self.environment or PUBLISH_APPROVAL

    @property
    def title(self) -> str:
        """How the scheduler shows it."""
        return f"{self.trigger} ({self.approval})"


class Workflow(NamedTuple):
    """What a file for a scheduler is made of.

    `model` is the folder of the model as seen from the repository, and `folder` the repository: for cron by its whole
    path, else as seen from the file. `verac` is how the program is called, and `branch` the main line.
    """

    model: str
    folder: str
    verac: str
    branch: str
    runs: tuple[WorkflowRun, ...]


def runs_of_triggers(declared: DeclaredFile) -> tuple[WorkflowRun, ...]:
    """All that the triggers may start, in the order of the file."""
    return tuple(
        WorkflowRun(trigger.name.text, name)
        for trigger in declared.triggers
        for name in (*[""] * trigger.publishes, *(each.text for each in trigger.promotes))
    )


def unwritable_text(scheduler: Scheduler, workflow: Workflow) -> str:
    """The first text of a workflow that the file of a scheduler cannot hold as it is; empty for none."""
    names = [text for run in workflow.runs for text in run]
    for text in (workflow.model, workflow.folder, workflow.verac, workflow.branch, *names):
        if _UNSHOWN.search(text) or any(special in text for special in scheduler.special):
            return text
    return ""


def workflow_text(scheduler: Scheduler, workflow: Workflow, context: Context) -> str:
    """The file for a scheduler; `unwritable_text` has found nothing in it."""
    made = environment("workflows", context)
    return made.get_template(scheduler.template).render({"workflow": workflow})
