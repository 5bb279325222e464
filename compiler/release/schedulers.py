"""The schedulers of others that `verac release workflow` writes files for."""

from __future__ import annotations

from typing import NamedTuple


class Scheduler(NamedTuple):
    """A scheduler.

    `template` is what its file is made by, `special` what in a text it would take for something else than text;
    `keeps_folders` says whether its machines have tomorrow what they have today.
    """

    template: str
    special: tuple[str, ...] = ()
    keeps_folders: bool = True


SCHEDULERS = {
    "azure": Scheduler("azure.yml.jinja", ("${{", "$(", "$["), keeps_folders=False),
    "cron": Scheduler("crontab.jinja"),
    "dagster": Scheduler("dagster.py.jinja"),
    "github": Scheduler("github.yml.jinja", ("${{",), keeps_folders=False),
}
