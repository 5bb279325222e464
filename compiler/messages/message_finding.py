"""What was found at a place in a message, and how a finding speaks of places and values."""

from __future__ import annotations

from typing import Any, NamedTuple

from compiler.base.diagnostics import Severity
from compiler.base.wording import NOTHING, Text, say
from compiler.messages.json_reading import cut, shown
from compiler.messages.json_tokens import Path

QUOTED_EMPTIES = ("", "null", "{}", "[]")


class MessageFinding(NamedTuple):
    """What was found at a place in one message."""

    id: str
    path: Path
    message: Text
    hint: Text = NOTHING
    severity: Severity = Severity.ERROR


def at_path(value: Any, path: Path) -> Any:
    """What stands at `path` in `value`."""
    for step in path:
        value = value[step]
    return value


def named(path: Path) -> str:
    """How a finding speaks of a place: its attribute, quoted, with the number of an item."""
    if not path:
        return say("the message")
    if isinstance(path[-1], str):
        return shown(path[-1])
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return say(
        "item {number} of {array}",
        number=path[-1] + 1,
        array=shown(name) if name else say("the array"),
    )


def described(value: Any) -> str:
    """A value in few words, never the whole of a large one."""
    match value:
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return say("the text {value}", value=shown(value))
        case int() | float():
            return say("the number {value}", value=cut(repr(value)))
        case dict():
            return say("an object") if value else "{}"
        case _:
            return say("an array") if value else "[]"


def is_empty(value: Any) -> bool:
    """Whether `value` is a way to write that nothing is there, the right one or another."""
    return (
        value is None or value in QUOTED_EMPTIES or (isinstance(value, (dict, list)) and not value)
    )
