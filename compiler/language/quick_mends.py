"""Mends that a place and a hint are enough for: another name there, a word more before it, a word less."""

from __future__ import annotations

from compiler.base.mends import Edit, Mend, Stretch, written_at, written_over
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.language.formatted_names import format_name

_NEAREST = ('write "{name}"', 'did you mean "{name}"?', 'call it "{name}"')


def name_in(hint: Text) -> str:
    """The name that a hint says was meant (`nearest`); empty where it says something else."""
    if hint.template in _NEAREST:
        return str(hint.values["name"])  # a member of an enumeration is a text of another class
    first = hint.values.get("part0")
    return name_in(first) if isinstance(first, Text) else ""


def proposed_name(place: Name, hint: Text) -> tuple[Mend, ...]:
    """The mend that writes at `place` the name that a hint says was meant; none where it says something else."""
    name = name_in(hint)
    if not name or not place.line:
        return ()
    sure = name.casefold() == place.text.casefold()
    title = say('write "{name}"', name=name)
    return (Mend(title, (written_over(place, format_name(name, in_projection=True)),), sure),)


def word_instead(place: Name, word: str) -> tuple[Mend, ...]:
    """A word of the language in the place of another."""
    return (Mend(say('write "{name}"', name=word), (written_over(place, word),), sure=True),)


def left_out_before(word: Name) -> tuple[Mend, ...]:
    """No more of a word that stands before another one, nor of the blank between them."""
    stretch = Stretch(
        file=word.file,
        line=word.line,
        column=word.column,
        end_line=word.line,
        end_column=word.end_column + 1,
    )
    return (Mend(say('leave "{place}" out', place=word), (Edit(stretch, ""),), sure=True),)


def added_before(place: Name, text: str) -> tuple[Mend, ...]:
    """`text` before what stands at `place`."""
    title = say("write {word} in front of {name}", word=text.strip(), name=place)
    return (Mend(title, (written_at(place.file, place.line, place.column, text),)),)


def added_behind(place: Name, text: str) -> tuple[Mend, ...]:
    """`text` right behind what stands at `place`."""
    title = say("write {words} behind {name}", words=text.strip(), name=place)
    return (Mend(title, (written_at(place.file, place.line, place.end_column, text),)),)
