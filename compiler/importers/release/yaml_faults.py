"""What a reader of YAML says of what is none, in the words of this program: its own are English."""

from __future__ import annotations

from compiler.base.wording import Text, say

# What PyYAML and libyaml say holds this, and means that.
_MEANINGS = {
    "mapping values are not allowed": say("a colon stands where none can; put the text between quotes"),
    "block sequence entries are not allowed": say("a list begins in the middle of a line"),
    "did not find expected ',' or ']'": say("a list that [ opens is not closed"),
    "did not find expected ',' or '}'": say("a mapping that {{ opens is not closed"),
    "did not find expected '-' indicator": say("a line of a list does not begin with -"),
    "did not find expected key": say("a name belongs here; look at the indentation"),
    "could not find expected ':'": say("a colon is missing behind a name"),
    "did not find expected <document start>": say("something stands behind the document"),
    "another document": say("the file holds a second document"),
    "cannot start any token": say("a sign that can begin nothing: a tab, @ or a backquote"),
    "unexpected end of stream": say("a text in quotes does not end"),
    "undefined alias": say("an alias (*) of what has no anchor (&)"),
    "second occurrence": say("an anchor (&) that stands twice"),
    "unknown escape character": say("a backslash before what it cannot stand before"),
    "unhashable key": say("a name that is no single value"),
    "constructor for the tag": say("a value with a tag (!) that JSON does not have"),
}  # fmt: skip


def yaml_fault(error: Exception) -> Text:
    """What is wrong with a document that a reader refused with `error`."""
    said = str(getattr(error, "problem", None) or "")
    if not said:
        return say("it holds a character or a value that makes no sense")
    found = (meaning for part, meaning in _MEANINGS.items() if part in said)
    return next(found, say("it cannot be read here"))
