"""What findings in messages say: what stands there, and what to write in the words of the guideline.

Source: VERA richtlijnen, "Gebruik van Attributen in JSON Payload" (what is empty, what is left out) and "Regels voor
gebruik id's" (who gives the id).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from compiler.base.diagnostics import Severity, nearest
from compiler.base.wording import NOTHING, Text, as_it_is, joined, listed, say
from compiler.emit.jsonschema.plan import POST_ANSWER
from compiler.messages.json_reading import cut, shown
from compiler.messages.json_tokens import Path
from compiler.messages.outline import OutlineNode

EMPTIES = {"object": "{}", "array": "[]"}
QUOTED_EMPTIES = ("", "null", "{}", "[]")
RFC_8259 = say("empty is null for a value, {{}} for an object, [] for an array (RFC 8259)")
_TYPES = {
    "string": say("a text"), "integer": say("a whole number"), "number": say("a number"),
    "boolean": say("true or false"), "object": say("an object"), "array": say("an array"),
}  # fmt: skip
_FORMATS = {
    "date": (say("date"), say('a date is written as "2026-01-31" (ISO 8601)')),
    "date-time": (say("moment"), say('a moment is written as "2026-01-31T12:00:00Z", or with +01:00 for Z (RFC 3339)')),
    "time": (say("time"), say('a time is written as "12:00:00Z" (RFC 3339)')),
    "duration": (say("duration"), say('a duration is written as "P1Y2M3DT4H5M6S" (ISO 8601)')),
    "uri-reference": (say("address"), say("spaces and signs in an address are written as %20 (RFC 3986)")),
    "uri": (say("address"), say("an address is written as https://… (RFC 3986)")),
}  # fmt: skip
_DUTCH_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(.*)", re.ASCII | re.DOTALL)


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


def wrong_type(path: Path, value: Any, types: Collection[str], node: OutlineNode) -> MessageFinding:
    """A value of another type than the one that belongs there, or another empty one."""
    wanted = next((name for name in ("object", "array") if name in types), "")
    is_item = bool(path) and isinstance(path[-1], int)
    if is_empty(value) and not is_item and not wanted and "null" not in types:
        return MessageFinding(
            "PL11",
            path,
            say(
                "{path} is {value}, and may not be empty here",
                path=named(path),
                value=_empty_text(value),
            ),
        )
    if is_empty(value):
        return wrong_empty(path, value, wanted)
    words = listed(said for name, said in _TYPES.items() if name in types and name != "null")
    message = say(
        "{path} is {value}, not {words}", path=named(path), value=described(value), words=words
    )
    return MessageFinding("PL10", path, message, _type_hint(value, types, node))


def wrong_empty(
    path: Path, value: Any, wanted: str, severity: Severity = Severity.ERROR
) -> MessageFinding:
    """Something empty in another way than the guideline's: null for a value, {} for an object, [] for an array."""
    if value is None and path and isinstance(path[-1], int):
        return MessageFinding(
            "PL11",
            path,
            say("{path} is null", path=named(path)),
            say("leave it out: an empty array is []"),
            severity=severity,
        )
    kind = {"object": say("an empty object"), "array": say("an empty array")}.get(
        wanted, say("an empty value")
    )
    message = say(
        "{path} is {value}, but {kind} is {empty}",
        path=named(path),
        value=_empty_text(value),
        kind=kind,
        empty=EMPTIES.get(wanted, "null"),
    )
    if value == "null":
        message = say("{message}, without quotes", message=message)
    return MessageFinding("PL11", path, message, RFC_8259, severity=severity)


def _empty_text(value: Any) -> str:
    return (
        say("the text {value}", value=shown(value)) if isinstance(value, str) else described(value)
    )


def _type_hint(value: Any, types: Collection[str], node: OutlineNode) -> Text:
    codes = node.annotation("x-reference-data")
    if "object" in types:
        if codes and isinstance(value, str):
            return say(
                'a value of {codes} is an object: {{"code": {value}}}',
                codes=codes,
                value=shown(value),
            )
        return (
            say("one object stands here, without [ and ]") if isinstance(value, list) else NOTHING
        )
    if "array" in types:
        return say("a collection is an array, for one item too: [ … ]")
    if (
        isinstance(value, str)
        and ({"integer", "number"} & {*types})
        and re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII)
    ):
        return say("write {value} without quotes", value=cut(value))
    if isinstance(value, str) and "boolean" in types and value.lower() in ("true", "false"):
        return say("write {value} without quotes", value=value.lower())
    if "string" in types and isinstance(value, (bool, int, float)):
        return say('write it between quotes: "{value}"', value=cut(str(value).lower()))
    return NOTHING


def left_out(path: Path, names: Sequence[str], operation: str) -> MessageFinding:
    """Attributes that are left out where that does not mean empty."""
    if len(names) == 1:
        message = say("{name} is left out", name=shown(names[0]))
    else:
        message = say(
            "{count} attributes are left out: {names}",
            count=len(names),
            names=", ".join(map(shown, names)),
        )
    hint = say(
        "left out is not empty: PUT carries every attribute, as null, {{}} or [] where it is empty"
    )
    return MessageFinding("PL12", path, message, hint if operation == "PUT" else NOTHING)


def without_key(path: Path, name: str, operation: str, value: Any = ...) -> MessageFinding:
    """The key of the source system is left out, or empty."""
    message = say(
        "{name} is {state}",
        name=shown(name),
        state=say("left out") if value is ... else _empty_text(value),
    )
    if operation == POST_ANSWER:
        hint = say("the answer to POST holds the key that the source system gave")
    else:
        hint = say(
            "{operation} changes what the source system knows by this key",
            operation=operation or say("this message"),
        )
    return MessageFinding("PL13", path, message, hint)


@lru_cache(maxsize=100)
def key_in_post(path: Path, name: str) -> MessageFinding:
    """A POST with an id."""
    hint = say("leave it out: the source system gives the id, and returns it in its answer")
    return MessageFinding("PL14", path, say("{name} is sent with POST", name=shown(name)), hint)


def unknown_attribute(
    path: Path, hint: Text, severity: Severity = Severity.ERROR
) -> MessageFinding:
    """An attribute that its object does not have."""
    return MessageFinding(
        "PL15", path, say("{path} is no attribute here", path=named(path)), hint, severity=severity
    )


def no_code(path: Path, value: Any, codes: Sequence[Any], list_: str) -> MessageFinding:
    """A value that is not among those of its list."""
    known = [code for code in codes if isinstance(code, str)]
    few = ", ".join(known) if len(known) <= 8 else ""
    hint = nearest(value[:100], known) if isinstance(value, str) else NOTHING
    where = (
        say("no code of {list}", list=list_)
        if list_
        else say("none of the values that may stand here")
    )
    what = shown(value) if isinstance(value, str) else described(value)
    return MessageFinding(
        "PL16",
        path,
        say("{what} is {where}", what=what, where=where),
        hint or (say("one of: {names}", names=few) if few else NOTHING),
    )


def wrong_format(path: Path, value: Any, format_: str) -> MessageFinding:
    """A text that is not written as its format asks."""
    what, hint = _FORMATS.get(format_, (as_it_is(format_), NOTHING))
    text = value if isinstance(value, str) else ""
    dutch, iso = _DUTCH_DATE.fullmatch(text), _DATE.fullmatch(text)
    if format_ == "date" and dutch:
        hint = say(
            'write "{date}" (ISO 8601)',
            date=f"{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}",
        )
    elif format_ == "date" and iso and iso[2]:
        hint = say('write "{date}": a date has no time', date=iso[1])
    elif format_ == "date-time" and iso and iso[2] and not iso[3]:
        hint = say(
            "add the time zone: {first} or {second}",
            first=shown(text + "Z"),
            second=shown(text + "+01:00"),
        )
    return MessageFinding(
        "PL17",
        path,
        say("{path} is {value}: no {what}", path=named(path), value=described(value), what=what),
        hint,
    )


def wrong_pattern(path: Path, value: Any, pattern: str, node: OutlineNode) -> MessageFinding:
    """A text that does not match its pattern."""
    short = pattern if len(pattern) <= 80 else pattern[:80] + "…"
    constraint = node.annotation("x-constraint")
    message = say(
        "{path} is {value}, which does not match {short}",
        path=named(path),
        value=described(value),
        short=short,
    )
    return MessageFinding(
        "PL18", path, message, as_it_is(constraint) if isinstance(constraint, str) else NOTHING
    )


def fits_none(
    path: Path, alternatives: Sequence[str], best: str, lacks: Sequence[str], extra: Sequence[str]
) -> MessageFinding:
    """An object that is none of the entities that it can be."""
    message = say(
        "{path} is none of {alternatives}", path=named(path), alternatives=", ".join(alternatives)
    )
    parts = [f"{', '.join(map(shown, names))} {what}" for names, what in (
        (lacks, say("is left out") if len(lacks) == 1 else say("are left out")),
        (extra, say("is no attribute of it") if len(extra) == 1 else say("are no attributes of it")),
    ) if names]  # fmt: skip
    return MessageFinding(
        "PL19",
        path,
        message,
        say("{best} comes nearest: {parts}", best=best, parts=joined(parts, "; ")),
    )


def other(path: Path, value: Any, keyword: str) -> MessageFinding:
    """Anything else that a schema refuses."""
    return MessageFinding(
        "PL20",
        path,
        say(
            "{path} is {value}, which the schema refuses ({keyword})",
            path=named(path),
            value=described(value),
            keyword=keyword,
        ),
    )


def and_more() -> MessageFinding:
    """The last finding of a message that has more of them than anybody reads."""
    return MessageFinding(
        "PL22",
        (),
        say("more is wrong with this message than is said here"),
        say("mend this first, and check again"),
    )
