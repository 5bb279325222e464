"""The schedulers of others that `verac release workflow` writes files for."""

from __future__ import annotations

from typing import NamedTuple


class Scheduler(NamedTuple):
    """A scheduler: its template, and what in a text it would take for something else than text."""

    template: str
    special: tuple[str, ...] = ()


SCHEDULERS = {
    "azure": Scheduler("azure.yml.jinja", ("${{", "$(", "$[")),
    "cron": Scheduler("crontab.jinja"),
    "dagster": Scheduler("dagster.py.jinja"),
    "github": Scheduler("github.yml.jinja", ("${{",)),
}
