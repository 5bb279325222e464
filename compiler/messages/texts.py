"""What findings in messages say: what stands there, and what to write in the words of the guideline.

Source: VERA richtlijnen, "Gebruik van Attributen in JSON Payload" (what is empty, what is left out) and "Regels voor
gebruik id's" (who gives the id).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from compiler.base.diagnostics import Severity
from compiler.base.wording import NOTHING, Text, joined, listed, say
from compiler.emit.jsonschema.plan import POST_ANSWER
from compiler.messages.json_reading import cut, shown
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import (
    MessageFinding,
    described,
    is_empty,
    named,
)
from compiler.messages.outline import OutlineNode
from compiler.messages.value_texts import may_be, number_hint

EMPTIES = {"object": "{}", "array": "[]"}
RFC_8259 = say("empty is null for a value, {{}} for an object, [] for an array (RFC 8259)")
_TYPES = {
    "string": say("a text"), "integer": say("a whole number"), "number": say("a number"),
    "boolean": say("true or false"), "object": say("an object"), "array": say("an array"),
}  # fmt: skip


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
        known = node.attribute("code").annotation("enum")
        if codes and isinstance(value, str) and (known is None or value in known):
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
        return number_hint(value, node)
    if isinstance(value, str) and "boolean" in types and value.lower() in ("true", "false"):
        return say("write {value} without quotes", value=value.lower())
    as_text = cut(str(value).lower())
    if "string" in types and isinstance(value, (bool, int, float)) and may_be(as_text, node):
        return say('write it between quotes: "{value}"', value=as_text)
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


def fits_none(
    path: Path, alternatives: Sequence[str], best: str, lacks: Sequence[str], extra: Sequence[str]
) -> MessageFinding:
    """An object that is none of the entities that it can be."""
    message = say(
        "{path} is none of {alternatives}", path=named(path), alternatives=", ".join(alternatives)
    )
    parts = [joined((", ".join(map(shown, names)), what)) for names, what in (
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
