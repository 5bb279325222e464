"""What is said of a trigger: its verdict, the reason, and the runs that it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from compiler.base.store import checksum
from compiler.base.wording import Text

ID_LENGTH = 16


class VerdictKind(StrEnum):
    """Whether a trigger fires.

    `idle`: all is there already. `waits`: a condition does not hold. `blocked`: something is wrong. `given-up`: it
    failed as often as it may. `looks`: all else holds, and gates or the release have to be looked at first.
    """

    FIRES = "fires"
    IDLE = "idle"
    WAITS = "waits"
    BLOCKED = "blocked"
    GIVEN_UP = "given-up"
    LOOKS = "looks"


class RunAction(StrEnum):
    """What a run does."""

    PUBLISH = "publish"
    PROMOTE = "promote"


class PlannedRun(NamedTuple):
    """One thing to do.

    `id` tells it from every other: the trigger, the environment, the digest that fired it, and the number of the record
    that it follows, or of releases there were. So whoever sees the same has the same. `environment` is empty for a
    publish. `version` and `digest` are those of the release; before it is published the digest is empty. `is_open`
    says that it was begun before, and never ended.
    """

    id: str
    action: RunAction
    environment: str
    version: str
    digest: str
    follows: int
    is_open: bool = False


class TriggerVerdict(NamedTuple):
    """The verdict on one trigger, and why.

    `saw` are the values that it was decided on, by name. `planned` are the runs that it leads to as soon as it fires.
    `version`, `digest`, `model` and `source` are those of the release that it is about, empty where that is not known.
    """

    trigger: str
    environments: tuple[str, ...]
    verdict: VerdictKind
    reason: Text
    saw: Mapping[str, str]
    version: str
    digest: str
    model: str
    source: str
    planned: tuple[PlannedRun, ...]

    @property
    def runs(self) -> tuple[PlannedRun, ...]:
        """What is to be done now."""
        return self.planned if self.verdict is VerdictKind.FIRES else ()


def run_id(trigger: str, environment: str, fired_by: str, follows: int) -> str:
    """The id of a run.

    >>> run_id("naarTest", "test", "sha256:00", 3)
    'b22bdf7784569d2b'
    """
    parts = (trigger, environment, fired_by, str(follows))
    return checksum("\n".join(parts).encode())[:ID_LENGTH]
