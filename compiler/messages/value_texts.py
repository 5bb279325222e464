"""What findings say of a value of the right type that may not stand where it stands: its form, its code, its range.

What is offered instead matches what the place asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from compiler.base.diagnostics import nearest
from compiler.base.wording import NOTHING, Text, as_it_is, say
from compiler.emit.jsonschema.plan import NUMBER_PATTERN
from compiler.messages.digits import number_matches, safe_pattern
from compiler.messages.json_reading import cut, shown
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import MessageFinding, described, named
from compiler.messages.outline import OutlineNode

_LONGEST_NUMBER = 30
_MOMENT, _ZONES = "2026-01-31T12:00:00", ("Z", "+01:00")
# By format: what it is, how it is written, and the texts that this offers.
_FORMATS: dict[str, tuple[Text, Text, tuple[str, ...]]] = {
    "date": (say("date"), say('a date is written as "2026-01-31" (ISO 8601)'), ("2026-01-31",)),
    "date-time": (
        say("moment"),
        say('a moment is written as "2026-01-31T12:00:00Z", or with +01:00 for Z (RFC 3339)'),
        (_MOMENT + _ZONES[0], _MOMENT + _ZONES[1]),
    ),
    "time": (say("time"), say('a time is written as "12:00:00Z" (RFC 3339)'), ("12:00:00Z",)),
    "duration": (say("duration"), say('a duration is written as "P1Y2M3DT4H5M6S" (ISO 8601)'), ("P1Y2M3DT4H5M6S",)),
    "uri-reference": (say("address"), say("spaces and signs in an address are written as %20 (RFC 3986)"), ()),
    "uri": (say("address"), say("an address is written as https://… (RFC 3986)"), ()),
    "base64": (say("base64"), say('a file is written in base64, as "dGVrc3Q=" (RFC 4648)'), ("dGVrc3Q=",)),
}  # fmt: skip
_DUTCH_DATE = re.compile(r"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|1[0-2])[-/.](\d{4})", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(.*)", re.ASCII | re.DOTALL)


def no_code(path: Path, value: Any, codes: Sequence[Any], list_: str) -> MessageFinding:
    """A value that is not among those of its list."""
    where = (
        say("no code of {list}", list=list_)
        if list_
        else say("none of the values that may stand here")
    )
    what = shown(value) if isinstance(value, str) else described(value)
    message = say("{what} is {where}", what=what, where=where)
    return MessageFinding("PL16", path, message, _other_code(value, codes))


def ended_code(
    path: Path, value: str, list_: str, day: str, codes: Sequence[Any]
) -> MessageFinding:
    """A value of its list that held until `day`."""
    message = say(
        "{what} is a code of {list} that ended on {day}", what=shown(value), list=list_, day=day
    )
    return MessageFinding("PL16", path, message, _few_codes(codes))


def later_code(
    path: Path, value: str, list_: str, day: str, codes: Sequence[Any]
) -> MessageFinding:
    """A value of its list that holds from `day` on."""
    message = say(
        "{what} is a code of {list} that begins on {day}", what=shown(value), list=list_, day=day
    )
    return MessageFinding("PL16", path, message, _few_codes(codes))


def _other_code(value: Any, codes: Sequence[Any]) -> Text:
    known = [code for code in codes if isinstance(code, str)]
    hint = nearest(value[:100], known) if isinstance(value, str) else NOTHING
    return hint or _few_codes(codes)


def _few_codes(codes: Sequence[Any]) -> Text:
    known = [code for code in codes if isinstance(code, str)]
    return say("one of: {names}", names=", ".join(known)) if 0 < len(known) <= 8 else NOTHING


def wrong_format(path: Path, value: Any, format_: str, node: OutlineNode) -> MessageFinding:
    """A text that is not written as its format asks; what is offered instead matches the patterns of its place."""
    what, _, _ = _FORMATS.get(format_, (as_it_is(format_), NOTHING, ()))
    message = say(
        "{path} is {value}: no {what}", path=named(path), value=described(value), what=what
    )
    hint = _form_hint(value if isinstance(value, str) else "", format_, node)
    return MessageFinding("PL17", path, message, hint or _constraint(node))


def _form_hint(text: str, format_: str, node: OutlineNode) -> Text:
    """What to write for `text`; nothing where the place does not take it either."""
    if format_ == "date":
        dutch, iso = _DUTCH_DATE.fullmatch(text), _DATE.fullmatch(text)
        written = f"{dutch[3]}-{dutch[2]:0>2}-{dutch[1]:0>2}" if dutch else ""
        if dutch and _matches(written, node):
            return say('write "{date}" (ISO 8601)', date=written)
        if iso and iso[2] and _matches(iso[1], node):
            return say('write "{date}": a date has no time', date=iso[1])
    if format_ == "date-time" and (hint := _moment_hint(text, _DATE.fullmatch(text), node)):
        return hint
    _, form, examples = _FORMATS.get(format_, (NOTHING, NOTHING, ()))
    return form if all(_matches(example, node) for example in examples) else NOTHING


def _moment_hint(text: str, iso: re.Match[str] | None, node: OutlineNode) -> Text:
    """What to write for a moment: with a time zone, where that lacks; of the two ways those that the place takes."""
    if iso and iso[2] and not iso[3]:
        ways = [shown(text + zone) for zone in _ZONES if _matches(text + zone, node)]
        if len(ways) == 2:
            return say("add the time zone: {first} or {second}", first=ways[0], second=ways[1])
        return say("add the time zone: {only}", only=ways[0]) if ways else NOTHING
    usual = [_MOMENT + zone for zone in _ZONES if _matches(_MOMENT + zone, node)]
    if len(usual) == 1:
        return say("a moment is written here as {only} (RFC 3339)", only=shown(usual[0]))
    return NOTHING


def _matches(text: str, node: OutlineNode) -> bool:
    """Whether a text that is offered matches every pattern of its place."""
    found = [
        safe_pattern(pattern) for pattern in node.all_of("pattern") if isinstance(pattern, str)
    ]
    return all(pattern is not None and pattern.search(text) for pattern in found)


def _constraint(node: OutlineNode) -> Text:
    constraint = node.annotation("x-constraint")
    return as_it_is(constraint) if isinstance(constraint, str) else NOTHING


def out_of_range(path: Path, value: Any, limit: Any, node: OutlineNode) -> MessageFinding:
    """A number that is smaller or larger than may be."""
    message = say(
        "{path} is {value}, and {limit} is the {end} that may stand here",
        path=named(path),
        value=described(value),
        limit=limit,
        end=say("largest number") if value > limit else say("smallest number"),
    )
    return MessageFinding("PL23", path, message, _constraint(node))


def wrong_pattern(path: Path, value: Any, pattern: str, node: OutlineNode) -> MessageFinding:
    """A text that does not match its pattern."""
    short = pattern if len(pattern) <= 80 else pattern[:80] + "…"
    message = say(
        "{path} is {value}, which does not match {short}",
        path=named(path),
        value=described(value),
        short=short,
    )
    return MessageFinding("PL18", path, message, _constraint(node))


def number_hint(text: str, node: OutlineNode) -> Text:
    """That a number in quotes is written without them, where the place takes it."""
    if len(text) > _LONGEST_NUMBER:
        return NOTHING
    number = float(text)
    lowest, highest = node.annotation("minimum"), node.annotation("maximum")
    within = (lowest is None or lowest <= number) and (highest is None or number <= highest)
    whole = "." not in text or "number" in node.types
    written = int(text) if "." not in text else number
    matches = all(number_matches(pattern, written) for pattern in node.all_of(NUMBER_PATTERN))
    if not (within and whole and matches):
        return NOTHING
    return say("write {value} without quotes", value=cut(text))


def may_be(text: str, node: OutlineNode) -> bool:
    """Whether `text` may stand in a place, as far as its pattern and its format say."""
    return node.annotation("format") is None and _matches(text, node)
