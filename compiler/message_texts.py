"""What findings in messages say: what stands there, and what to write in the words of the guideline.

Source: VERA richtlijnen, "Gebruik van Attributen in JSON Payload" (what is empty, what is left out) and "Regels voor
gebruik id's" (who gives the id).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from compiler.diagnostics import Severity, nearest
from compiler.message_json import cut, shown
from compiler.message_outline import Node
from compiler.message_tokens import Path

EMPTIES = {"object": "{}", "array": "[]"}
QUOTED_EMPTIES = ("", "null", "{}", "[]")
RFC_8259 = "empty is null for a value, {} for an object, [] for an array (RFC 8259)"
_TYPES = {
    "string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "object": "an object", "array": "an array", "null": "null",
}  # fmt: skip
_FORMATS = {
    "date": ("date", 'a date is written as "2026-01-31" (ISO 8601)'),
    "date-time": ("moment", 'a moment is written as "2026-01-31T12:00:00Z", or with +01:00 for Z (RFC 3339)'),
    "time": ("time", 'a time is written as "12:00:00Z" (RFC 3339)'),
    "duration": ("duration", 'a duration is written as "P1Y2M3DT4H5M6S" (ISO 8601)'),
    "uri-reference": ("address", "spaces and signs in an address are written as %20 (RFC 3986)"),
    "uri": ("address", "an address is written as https://… (RFC 3986)"),
}  # fmt: skip
_DUTCH_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(.*)", re.ASCII | re.DOTALL)


class Finding(NamedTuple):
    """What was found at a place in one message."""

    id: str
    path: Path
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


def at_path(value: Any, path: Path) -> Any:
    """What stands at `path` in `value`."""
    for step in path:
        value = value[step]
    return value


def named(path: Path) -> str:
    """How a finding speaks of a place: its attribute, quoted, with the number of an item."""
    if not path:
        return "the message"
    if isinstance(path[-1], str):
        return shown(path[-1])
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return f"item {path[-1] + 1} of {shown(name) if name else 'the array'}"


def described(value: Any) -> str:
    """A value in few words, never the whole of a large one."""
    match value:
        case None | True | False:
            return {None: "null", True: "true", False: "false"}[value]
        case str():
            return f"the text {shown(value)}"
        case int() | float():
            return f"the number {cut(repr(value))}"
        case dict():
            return "an object" if value else "{}"
        case _:
            return "an array" if value else "[]"


def is_empty(value: Any) -> bool:
    """Whether `value` is a way to write that nothing is there, the right one or another."""
    return value is None or value in QUOTED_EMPTIES or (isinstance(value, (dict, list)) and not value)


def wrong_type(path: Path, value: Any, types: Collection[str], node: Node) -> Finding:
    """A value of another type than the one that belongs there, or another empty one."""
    wanted = next((name for name in ("object", "array") if name in types), "")
    is_item = bool(path) and isinstance(path[-1], int)
    if is_empty(value) and not is_item and not wanted and "null" not in types:
        return Finding("PL11", path, f"{named(path)} is {_empty_text(value)}, and may not be empty here")
    if is_empty(value):
        return wrong_empty(path, value, wanted)
    words = " or ".join(_TYPES.get(name, name) for name in _TYPES if name in types and name != "null")
    message = f"{named(path)} is {described(value)}, not {words}"
    return Finding("PL10", path, message, _type_hint(value, types, node))


def wrong_empty(path: Path, value: Any, wanted: str, severity: Severity = Severity.ERROR) -> Finding:
    """Something empty in another way than the guideline's: null for a value, {} for an object, [] for an array."""
    if value is None and path and isinstance(path[-1], int):
        return Finding("PL11", path, f"{named(path)} is null", "leave it out: an empty array is []", severity)
    kind = {"object": "an empty object", "array": "an empty array"}.get(wanted, "an empty value")
    message = f"{named(path)} is {_empty_text(value)}, but {kind} is {EMPTIES.get(wanted, 'null')}"
    if value == "null":
        message += ", without quotes"
    return Finding("PL11", path, message, RFC_8259, severity)


def _empty_text(value: Any) -> str:
    return f"the text {shown(value)}" if isinstance(value, str) else described(value)


def _type_hint(value: Any, types: Collection[str], node: Node) -> str:
    codes = node.annotation("x-reference-data")
    if "object" in types:
        if codes and isinstance(value, str):
            return f'a value of {codes} is an object: {{"code": {shown(value)}}}'
        return "one object stands here, without [ and ]" if isinstance(value, list) else ""
    if "array" in types:
        return "a collection is an array, for one item too: [ … ]"
    if (
        isinstance(value, str)
        and ({"integer", "number"} & {*types})
        and re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII)
    ):
        return f"write {cut(value)} without quotes"
    if isinstance(value, str) and "boolean" in types and value.lower() in ("true", "false"):
        return f"write {value.lower()} without quotes"
    if "string" in types and isinstance(value, (bool, int, float)):
        return f'write it between quotes: "{cut(str(value).lower())}"'
    return ""


def left_out(path: Path, names: Sequence[str], operation: str) -> Finding:
    """Attributes that are left out where that does not mean empty."""
    if len(names) == 1:
        message = f"{shown(names[0])} is left out"
    else:
        message = f"{len(names)} attributes are left out: {', '.join(map(shown, names))}"
    hint = "left out is not empty: PUT carries every attribute, as null, {} or [] where it is empty"
    return Finding("PL12", path, message, hint if operation == "PUT" else "")


def without_key(path: Path, name: str, operation: str, value: Any = ...) -> Finding:
    """The key of the source system is left out, or empty."""
    message = f"{shown(name)} is {'left out' if value is ... else _empty_text(value)}"
    hint = f"{operation or 'this message'} changes what the source system knows by this key"
    return Finding("PL13", path, message, hint)


def key_in_post(path: Path, name: str) -> Finding:
    """A POST with an id."""
    hint = "leave it out: the source system gives the id, and returns it in its answer"
    return Finding("PL14", path, f"{shown(name)} is sent with POST", hint)


def unknown_attribute(path: Path, hint: str, severity: Severity = Severity.ERROR) -> Finding:
    """An attribute that its object does not have."""
    return Finding("PL15", path, f"{named(path)} is no attribute here", hint, severity)


def no_code(path: Path, value: Any, codes: Sequence[Any], list_: str) -> Finding:
    """A value that is not among those of its list."""
    known = [code for code in codes if isinstance(code, str)]
    few = ", ".join(known) if len(known) <= 8 else ""
    hint = nearest(value[:100], known) if isinstance(value, str) else ""
    where = f"no code of {list_}" if list_ else "none of the values that may stand here"
    what = shown(value) if isinstance(value, str) else described(value)
    return Finding("PL16", path, f"{what} is {where}", hint or (few and f"one of: {few}"))


def wrong_format(path: Path, value: Any, format_: str) -> Finding:
    """A text that is not written as its format asks."""
    what, hint = _FORMATS.get(format_, (format_, ""))
    text = value if isinstance(value, str) else ""
    dutch, iso = _DUTCH_DATE.fullmatch(text), _DATE.fullmatch(text)
    if format_ == "date" and dutch:
        hint = f'write "{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}" (ISO 8601)'
    elif format_ == "date" and iso and iso[2]:
        hint = f'write "{iso[1]}": a date has no time'
    elif format_ == "date-time" and iso and iso[2] and not iso[3]:
        hint = f"add the time zone: {shown(text + 'Z')} or {shown(text + '+01:00')}"
    return Finding("PL17", path, f"{named(path)} is {described(value)}: no {what}", hint)


def wrong_pattern(path: Path, value: Any, pattern: str, node: Node) -> Finding:
    """A text that does not match its pattern."""
    short = pattern if len(pattern) <= 80 else pattern[:80] + "…"
    constraint = node.annotation("x-constraint")
    message = f"{named(path)} is {described(value)}, which does not match {short}"
    return Finding("PL18", path, message, constraint if isinstance(constraint, str) else "")


def fits_none(
    path: Path, alternatives: Sequence[str], best: str, lacks: Sequence[str], extra: Sequence[str]
) -> Finding:
    """An object that is none of the entities that it can be."""
    message = f"{named(path)} is none of {', '.join(alternatives)}"
    parts = [f"{', '.join(map(shown, names))} {what}" for names, what in (
        (lacks, "is left out" if len(lacks) == 1 else "are left out"),
        (extra, "is no attribute of it" if len(extra) == 1 else "are no attributes of it"),
    ) if names]  # fmt: skip
    return Finding("PL19", path, message, f"{best} comes nearest: {'; '.join(parts)}")


def other(path: Path, value: Any, keyword: str) -> Finding:
    """Anything else that a schema refuses."""
    return Finding("PL20", path, f"{named(path)} is {described(value)}, which the schema refuses ({keyword})")


def and_more() -> Finding:
    """The last finding of a message that has more of them than anybody reads."""
    return Finding("PL22", (), "more is wrong with this message than is said here", "mend this first, and check again")
