"""The commands that plan, publish, take and withdraw releases: release."""

from __future__ import annotations

import click

from compiler.cli.lang import ListingGroup
from compiler.cli.release_environments import (
    environments_command,
    hold_command,
    promote_command,
    resume_command,
)
from compiler.cli.release_holding import (
    list_command,
    take_command,
    verify_command,
    withdraw_command,
)
from compiler.cli.release_log import log_command
from compiler.cli.release_publishing import copy_command, plan_command, publish_command
from compiler.cli.release_running import run_command
from compiler.cli.release_why import why_command
from compiler.cli.release_workflow import workflow_command


@click.group("release", cls=ListingGroup)
def release_command() -> None:
    """Plan, publish, verify, take and withdraw releases, and bring them to environments.

    A TARGET is a folder, a git repository (a clone, a bare one, or an address), or oci://HOST/NAME.

    \b
    Examples:
      verac release plan
      verac release publish --to releases --to ../vera-openapi.git --lang nl
      verac release verify 4.3.0 --key vera.pub.pem
      verac release take 4.3.0 -o vera-4.3.0
      verac release promote 4.3.0 test acceptatie
      verac release run --dry-run
    """


for _command in (
    copy_command,
    environments_command,
    hold_command,
    list_command,
    log_command,
    plan_command,
    promote_command,
    publish_command,
    resume_command,
    run_command,
    take_command,
    verify_command,
    why_command,
    withdraw_command,
    workflow_command,
):
    release_command.add_command(_command)
