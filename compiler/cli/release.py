"""The commands that plan, publish, take and withdraw releases: release."""

from __future__ import annotations

import click

from compiler.cli.lang import ListingGroup
from compiler.cli.release_holding import (
    list_command,
    take_command,
    verify_command,
    withdraw_command,
)
from compiler.cli.release_publishing import copy_command, plan_command, publish_command


@click.group("release", cls=ListingGroup)
def release_command() -> None:
    """Plan, publish, verify, take and withdraw releases.

    A TARGET is a folder, a git repository (a clone, a bare one, or an address), or oci://HOST/NAME.

    \b
    Examples:
      verac release plan
      verac release publish --to releases --to ../vera-openapi.git --lang nl
      verac release verify 4.3.0 --key vera.pub.pem
      verac release take 4.3.0 -o vera-4.3.0
    """


for _command in (
    copy_command,
    list_command,
    plan_command,
    publish_command,
    take_command,
    verify_command,
    withdraw_command,
):
    release_command.add_command(_command)
