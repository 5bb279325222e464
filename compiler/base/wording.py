"""What the tool says to people: English text that remembers what it was made of, so that it can be said in Dutch.

Every text for people begins as `say("…")` with a template in English. It is a str, and sorts and compares as one;
compiler/base/translation.py says it in another language, and is asked to do so where something is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

# Texts with names between braces, and no more
_TEMPLATE = re.compile(r"(?:[^{}]++|\{\{|\}\}|\{[^\W\d]\w*\})*")


class Text(str):
    """English text, made of a template and the values in it."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, str]

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.template, self.values)


def say(template: str, /, **values: object) -> Text:
    """The text of `template`, with `values` for the names between braces; braces themselves are written twice.

    The template is a literal, for the catalogue of translations is gathered from the calls. A value that is a `Text`
    is translated too; any other stands as it is.

    >>> say('"{name}" stands twice', name="Eenheid")
    '"Eenheid" stands twice'
    """
    for name, value in values.items():
        if not isinstance(value, str):
            values[name] = str(value)
    return _made(template, values)  # type: ignore[arg-type]  # all of them are texts now


def _made(template: str, values: dict[str, str]) -> Text:
    made = Text(template.format_map(values))
    made.template = template
    made.values = values
    return made


NOTHING = _made("", {})


def as_plain(text: str) -> object:
    """`text` as JSON can hold it: what is no `Text` as it is, else a template with its values."""
    if not isinstance(text, Text):
        return text
    return [text.template, {name: as_plain(value) for name, value in text.values.items()}]


def from_plain(plain: Any) -> Text:
    """What `as_plain` was given.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: where `plain` was not made by `as_plain`.
    """
    if isinstance(plain, str):
        return as_it_is(plain)
    template, values = plain
    if not _is_template(template):
        # A format asks for widths and attributes, and so for anything
        raise ValueError("no template of ours")
    return _made(
        template,
        {
            name: value if isinstance(value, str) else from_plain(value)
            for name, value in values.items()
        },
    )


@lru_cache(maxsize=1 << 10)
def _is_template(text: str) -> bool:
    return _TEMPLATE.fullmatch(text) is not None


def as_it_is(text: str) -> Text:
    """A text that is the same in every language: a name, a sample, words of the model."""
    return say("{text}", text=text)


def joined(texts: Iterable[str], between: str = " ") -> Text:
    """`texts` in a row, each translated by itself."""
    values = {f"part{number}": text for number, text in enumerate(texts)}
    if not values:
        return NOTHING
    return _made(between.join(f"{{{name}}}" for name in values), values)


def listed(names: Iterable[str]) -> Text:
    """The names as a choice: a, b or c."""
    *others, last = names
    return (
        say("{names} or {last}", names=joined(others, ", "), last=last)
        if others
        else as_it_is(last)
    )


def shortened(names: Sequence[str], most: int) -> Text:
    """The first names, at most `most`, and how many more there are.

    >>> shortened(("Bewoner", "Eenheid", "Relatie"), 2)
    'Bewoner, Eenheid and 1 more'
    """
    return with_more(joined(names[:most], ", "), len(names) - most)


def with_more(shown: Text, number: int) -> Text:
    """What is shown of a row, and that there are `number` more; nothing is added where there are none."""
    if number <= 0:
        return shown
    return say("{shown} and {number} more", shown=shown, number=number)


def one_of(names: Iterable[str]) -> Text:
    """A hint that lists what may be written."""
    return say("write one of: {names}", names=", ".join(names))


def prose(text: str) -> Text:
    """A paragraph of a docstring: one line, in which braces mean nothing."""
    return say(" ".join(text.split()).replace("{", "{{").replace("}", "}}"))
