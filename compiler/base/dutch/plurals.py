"""The plural that is proposed for a singular: of the forms that Dutch could make, the one that the lexicon has."""

from __future__ import annotations

import re

from compiler.base.dutch.adjectives import with_inflected_adjectives
from compiler.base.dutch.lexicon import WordKind, plain_word
from compiler.base.dutch.numbers import ALWAYS_PLURAL, IRREGULAR
from compiler.base.dutch.word_kinds import NOUN, PLURAL, SINGULAR
from compiler.base.dutch.words import OwnWord, words_of, words_with

_ABBREVIATION = int(WordKind.ABBREVIATION)

# What Dutch does with endings, the less usual before the more usual.
_CHANGES = (
    (re.compile(r"heid$"), "heden"),
    (re.compile(r"um$"), "a"),
    (re.compile(r"us$"), "i"),
    (re.compile(r"([aeou])\1f$"), r"\1ven"),
    (re.compile(r"([aeou])\1s$"), r"\1zen"),
    (re.compile(r"([aeou])\1([bcdfgklmnprst])$"), r"\1\2en"),
    (re.compile(r"f$"), "ven"),
    (re.compile(r"s$"), "zen"),
    (re.compile(r"([bcdfgklmnprstz])$"), r"\1\1en"),
    (re.compile(r"(ur|ag|ett|in|ier)e$"), r"\1es"),
    (re.compile(r"e$"), "en"),
    (re.compile(r"$"), "en"),
    (re.compile(r"$"), "s"),
)

# Where no noun that it ends in is known. What is made is a plural by `_LOOKS_PLURAL`, so that it stays as it is.
_GUESSES = (
    (re.compile(r"heid$"), "heden"),
    (re.compile(r"(?<=[eu]i|oe)s$"), "zen"),
    (re.compile(r"(?<=[eu]i|oe)$"), "en"),
    (re.compile(r"us$"), "ussen"),
    (re.compile(r"(?<![aeo])u$"), "uen"),
    (re.compile(r"(e[lrnm]|eur|aar|oor|erd|um|[aeiouy])$"), r"\1s"),
    (re.compile(r"([aeou])\1f$"), r"\1ven"),
    (re.compile(r"([aeou])\1s$"), r"\1zen"),
    (re.compile(r"s$"), "sen"),
    (re.compile(r"f$"), "ven"),
    (re.compile(r"([aeou])\1([bcdgklmnprtvz])$"), r"\1\2en"),
)
# Of nouns that are unknown, those in -as, -is and -os as well: most that are no plurals are known.
_LOOKS_PLURAL = re.compile(
    r"(en|(e[lrnm]|eur|aar|oor|erd|um|[aeo]u|(?<![aeou])[aeioy]|(?<!e|u)i|ie|je|eo|ia|io|[aou]e)s)$"
)
# How a plural is undone, the more usual first; `_VOWEL` is for a vowel that is written twice in a closed syllable.
_VOWEL = r"(?<![aeiou])([aeou])"
SINGULAR_ENDINGS = (
    (re.compile(r"heden$"), "heid"),
    (re.compile(r"([bcdfgklmnprst])\1en$"), r"\1"),
    (re.compile(_VOWEL + r"ven$"), r"\1\1f"),
    (re.compile(_VOWEL + r"zen$"), r"\1\1s"),
    (re.compile(_VOWEL + r"([bcdfgklmnprt])en$"), r"\1\1\2"),
    (re.compile(r"ven$"), "f"),
    (re.compile(r"zen$"), "s"),
    (re.compile(r"n$"), ""),
    (re.compile(r"en$"), ""),
    (re.compile(r"s$"), ""),
    (re.compile(r"a$"), "um"),
    (re.compile(r"i$"), "us"),
)
# A number or an abbreviation in capitals with an s behind it.
_WITH_S = re.compile(r"[A-Z0-9]s$")


def propose_plural(name: str, own: tuple[OwnWord, ...] = ()) -> str:
    """A plural for the singular `name`: a proposal, for a model should state its plurals (they name resources).

    Like names it has no accents. `own` are the model's own words. What is a plural already stays as it is. Adjectives
    before the noun have an -e before a plural.

    >>> [propose_plural(name) for name in ("Eenheid", "Taxatie", "Zaak", "BouwkundigElement", "Adres", "Categorie")]
    ['Eenheden', 'Taxaties', 'Zaken', 'BouwkundigeElementen', 'Adressen', 'Categorieen']
    """
    made = _with_plural_noun(name, own)
    parts = words_of(name)
    if made == name or len(parts) < 2:
        return made
    before = "".join(parts[:-1])
    if not made.startswith(before):
        return made
    adjectives = with_inflected_adjectives(parts, words_with(own))[:-1]
    return "".join(adjectives) + made[len(before) :]


def _with_plural_noun(name: str, own: tuple[OwnWord, ...]) -> str:
    """`name` with its last noun in the plural."""
    for word in own:
        if word.plural and name.lower().endswith(word.text.lower()):
            return _ending(name, word.text, word.plural)
    last = plain_word((words_of(name) or (name,))[-1])
    if any(last.endswith(noun) for noun in ALWAYS_PLURAL) or _WITH_S.search(name):
        return name
    if not last.isalpha() or words_with(own).kind(last) & _ABBREVIATION:
        return name + "s"
    is_unknown = not words_with(own).parts(last)
    if (is_unknown and _LOOKS_PLURAL.search(last)) or _is_made_of_singular(last, own):
        return name
    return _of_known_noun(name, last, own) or _guessed(name)


def _is_made_of_singular(last: str, own: tuple[OwnWord, ...]) -> bool:
    """Whether `last`, which is no singular alone, is what would be proposed for one: of many nouns no plural is listed.

    The lexicon takes some diminutives in the plural for singulars.
    """
    kind = words_with(own).kind
    if kind(last) & NOUN == SINGULAR and not last.endswith("jes"):
        return False
    singulars = (
        pattern.sub(ending, last, count=1)
        for pattern, ending in SINGULAR_ENDINGS
        if pattern.search(last)
    )
    return any(
        kind(noun) & SINGULAR and (_of_known_noun(noun, noun, own) or _guessed(noun)) == last
        for noun in singulars
    )


def _of_known_noun(name: str, last: str, own: tuple[OwnWord, ...]) -> str:
    """The plural by the longest noun that the `last` word ends in; empty where the lexicon has no such noun."""
    words = words_with(own)
    for at in range(max(1, len(last) - 2)):
        noun = last[at:]
        kind = words.kind(noun)
        if noun in IRREGULAR:
            return _ending(name, noun, IRREGULAR[noun])
        if kind & SINGULAR and (plural := _listed(noun, own)):
            return _ending(name, noun, plural)
        if kind & NOUN == PLURAL:
            return name
    return ""


def _guessed(name: str) -> str:
    """The plural by the ending of `name`."""
    for pattern, replacement in _GUESSES:
        if pattern.search(name):
            return pattern.sub(replacement, name)
    return name + "en"


def _listed(noun: str, own: tuple[OwnWord, ...]) -> str:
    """The plural of `noun` that the lexicon has; empty where it has none."""
    words = words_with(own)
    made = (
        pattern.sub(replacement, noun, count=1)
        for pattern, replacement in _CHANGES
        if pattern.search(noun)
    )
    return next((form for form in made if words.kind(form) & PLURAL), "")


def _ending(name: str, singular: str, plural: str) -> str:
    """`name` with `plural` for the `singular` that it ends in, and its own letters as far as the two are the same."""
    start = len(name) - len(singular)
    same = next(
        (
            at
            for at, (a, b) in enumerate(zip(singular, plural, strict=False))
            if a.lower() != b.lower()
        ),
        None,
    )
    same = min(len(singular), len(plural)) if same is None else same
    return name[: start + same] + plural[same:]
