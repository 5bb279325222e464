"""What Python says of what is no JSON, in the words of this program: its own are English."""

from __future__ import annotations

from compiler.base.wording import Text, say

# What Python says begins so, and means this.
_MEANINGS = {
    "Expecting value": say("a value belongs here"),
    "Expecting ',' delimiter": say("a comma or an end belongs here"),
    "Expecting ':' delimiter": say("a colon belongs here"),
    "Expecting property name": say("a name in double quotes belongs here"),
    "Illegal trailing comma": say("a comma with nothing behind it"),
    "Unterminated string": say("a text begins here that does not end"),
    "Invalid control character": say("a control character is written as \\u0009 in a text"),
    "Invalid \\": say("a backslash stands here before what it cannot stand before"),
    "Extra data": say("something stands behind its end"),
    "Unexpected UTF-8 BOM": say("a byte order mark stands here"),
}


def json_fault(said: str) -> Text:
    """What is wrong, by what a `JSONDecodeError` says (its `msg`)."""
    found = (meaning for begin, meaning in _MEANINGS.items() if said.startswith(begin))
    return next(found, say("it cannot be read"))
