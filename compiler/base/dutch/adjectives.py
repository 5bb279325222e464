"""Adjectives before a noun: before a plural they have an -e, whatever the noun is (technische middelen)."""

from __future__ import annotations

import re

from compiler.base.dutch.casing import APART
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.word_kinds import ADJECTIVE, PARTICIPLE, WORD
from compiler.base.dutch.words import Words

# Of these no -e is added: nieuwe, houten, gesloten; algemeen has one.
_INFLECTED = re.compile(r"(e|(?<!e)en)$")

# What spelling does with the end before an -e, the first that the lexicon has counts: grote, witte, lieve, vieze.
_CHANGES = (
    (re.compile(r"([aeou])\1f$"), r"\1ve"),
    (re.compile(r"([aeou])\1s$"), r"\1ze"),
    (re.compile(r"([aeou])\1([bcdfgklmnprst])$"), r"\1\2e"),
    (re.compile(r"(?<![aeiou])([aeiou])([bcdfgklmnprst])$"), r"\1\2\2e"),
    (re.compile(r"f$"), "ve"),
    (re.compile(r"s$"), "ze"),
    (re.compile(r"$"), "e"),
)


def inflected(word: str, words: Words) -> str:
    """The adjective `word` as it stands before a plural, with its own capitals; `word` itself where it is none.

    >>> [inflected(word, Words()) for word in ("Technisch", "groot", "Wit", "lief", "open", "Waterdicht", "Eenheid")]
    ['Technische', 'grote', 'Witte', 'lieve', 'open', 'Waterdichte', 'Eenheid']
    """
    low = plain_word(word)
    parts = words.parts(low)
    if len(low) != len(word) or word[1:].lower() != word[1:] or not parts:
        return word
    if (
        low in APART
        or _INFLECTED.search(low)
        or not words.kind(parts[-1]) & (ADJECTIVE | PARTICIPLE)
    ):
        return word
    made = [
        pattern.sub(ending, parts[-1], count=1)
        for pattern, ending in _CHANGES
        if pattern.search(parts[-1])
    ]
    last = next((form for form in made if words.kind(form) & WORD), parts[-1])
    whole = low[: len(low) - len(parts[-1])] + last
    return word[0] + whole[1:]


def with_inflected_adjectives(parts: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """The words of a name whose last is a plural, with an -e behind the adjectives that stand just before it."""
    made = list(parts)
    for at in range(len(parts) - 2, -1, -1):
        if not words.is_adjective(parts[at]):
            break
        made[at] = inflected(parts[at], words)
    return tuple(made)
