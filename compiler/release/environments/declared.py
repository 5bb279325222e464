"""What `omgevingen.vera` declares: environments, and triggers that bring releases to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from compiler.base.source import Name
from compiler.model.manifest import Contact


class DeclaredEnvironment(NamedTuple):
    """An environment, and what differs there; what is None is as the model has it.

    `places` are those of the words of its corrections.
    """

    name: Name
    server: str | None = None
    variables: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    contact: Contact | None = None
    corrections: tuple[str, ...] | None = None
    places: Mapping[str, Name] = {}
    description: str = ""


class ConditionKind(StrEnum):
    """The conditions of a trigger, by their words in the file."""

    MODEL_CHANGED = "modelVeranderd"
    VERSION_RAISED = "versieOpgehoogd"
    GATES = "poorten"
    HELD_BY = "in"
    FROM = "vanaf"
    EVERY = "elke"


class Condition(NamedTuple):
    """A condition of a trigger.

    `environment` is what has to hold the release (`in`), for `age` at least; `moment` is that of `vanaf`; `days` are
    words of `elke`, between `opens` and `closes` o'clock.
    """

    kind: ConditionKind
    place: Name
    environment: str = ""
    age: timedelta = timedelta()
    moment: datetime | None = None
    days: tuple[str, ...] = ()
    opens: time = time()
    closes: time = time.max


class Trigger(NamedTuple):
    """On what a release is published or promoted.

    `promotes` are environments; `conditions` all have to hold; `after` are triggers that have to be done before,
    `beside` those that may run at the same time; `inputs` are files that have to be there. A run that fails is tried
    `tries` times in all, with `pause` between.
    """

    name: Name
    publishes: bool
    promotes: tuple[Name, ...]
    conditions: tuple[Condition, ...] = ()
    after: tuple[Name, ...] = ()
    beside: tuple[Name, ...] = ()
    inputs: tuple[Name, ...] = ()
    tries: int = 1
    pause: timedelta = timedelta()


class DeclaredFile(NamedTuple):
    """All that the file declares.

    `place` is the word that it begins with. `target` and `log` are where releases and lines go, empty for the usual
    place; `zone` is the time zone (IANA) that days and hours are of.
    """

    place: Name
    target: Name
    log: Name
    zone: str
    environments: tuple[DeclaredEnvironment, ...]
    triggers: tuple[Trigger, ...]

    def environment(self, name: str) -> DeclaredEnvironment | None:
        """The environment of this name; None for none."""
        return next((each for each in self.environments if each.name.text == name), None)

    def trigger(self, name: str) -> Trigger | None:
        """The trigger of this name; None for none."""
        return next((each for each in self.triggers if each.name.text == name), None)
