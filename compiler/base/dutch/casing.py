"""Capitals in names: Dutch writes nouns as one word, so a capital stands only where a space would (GN03, GN04)."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from compiler.base.dutch.lexicon import WordKind, plain_word
from compiler.base.dutch.words import NOUN, PLURAL, Words, words_of

# After these a name goes on as a phrase, of which the words stand apart: `erfpachtPerTermijnBedrag`.
PREPOSITIONS = frozenset({
    "aan", "achter", "af", "behalve", "bij", "boven", "buiten", "door", "exclusief", "in", "inclusief", "met", "na",
    "naar", "om", "onder", "op", "over", "per", "sinds", "te", "tegen", "ten", "ter", "tot", "tussen", "uit", "van",
    "via", "volgens", "voor", "zonder",
})  # fmt: skip

# What attributes are about (GN09): who reads one of these in front reads the subject first.
SUBJECTS = frozenset({
    "aantal", "bedrag", "code", "datum", "duur", "indicatie", "jaar", "kenmerk", "naam", "nummer", "omschrijving",
    "oppervlakte", "percentage", "prijs", "reden", "tijdstip", "toelichting", "volgnummer",
})  # fmt: skip

# Words that stand by themselves: GM07 writes detailSoort, and what has no other form before a noun is an adjective too.
APART = frozenset({"detail", "extra", "nul", "totaal"}) | SUBJECTS

# At the end these tell which of two bounds is meant: bloktijdBegin, bloktijdEind.
BOUNDS = frozenset({"begin", "eind", "einde", "max", "min", "maximum", "minimum"})

# A vowel behind one of these is read with it, so Dutch writes a hyphen, for which a name has a capital.
CLASHES = {"a": "aeiu", "e": "eiu", "i": "eiju", "o": "eiou", "u": "eiu"}


class CasedOtherwise(NamedTuple):
    """Two words of a name that should stand otherwise, and the name mended."""

    first: str
    second: str
    mended: str


def joined_nouns(name: str, words: Words) -> CasedOtherwise | None:
    """The first two nouns of `name` that a capital keeps apart; None where all stand as Dutch writes them.

    Abbreviations keep their distance (`btwTarief`: btw-tarief), and so do vowels that clash (`incassoOpdracht`:
    incasso-opdracht). A plural is no first part of a new word, a subject in front is for GN09, and within a phrase
    (`erfpachtPerTermijnBedrag`), behind an adjective, and behind the prefix of a registration, whose terms are its own
    (`bagNummeraanduidingIdentificatie`, GN11), it depends on what belongs together.
    """
    return words.answer(_joined_nouns, name)


def _joined_nouns(name: str, words: Words) -> CasedOtherwise | None:
    parts = words_of(name)
    if parts and is_abbreviation(parts[0], words):
        return None
    for at, (first, second) in enumerate(pairwise(parts)):
        if (
            plain_word(first) in PREPOSITIONS
            or plain_word(second) in PREPOSITIONS
            or words.is_adjective(first)
        ):
            return None
        clash = second[0].lower() in CLASHES.get(first[-1].lower(), "")
        counted = plain_word(first) in BOUNDS and words.number(second) == PLURAL
        if not clash and not counted and _glues(first, words) and _is_noun(second, words):
            mended = "".join([*parts[:at], first + second.lower(), *parts[at + 2 :]])
            return CasedOtherwise(first, second, mended)
    return None


def _glues(word: str, words: Words) -> bool:
    """Whether `word` is a noun, or the beginning of a compound, that becomes one word with the noun behind it."""
    kind = words.kind(word)
    if (
        plain_word(word) in APART
        or is_abbreviation(word, words)
        or kind & NOUN == PLURAL
        or kind & WordKind.ADJECTIVE
    ):
        return False
    return words.is_noun(word) or (bool(kind & WordKind.BEGIN) and not kind & WordKind.WORD)


def _is_noun(word: str, words: Words) -> bool:
    return (
        plain_word(word) not in {"aantal", "totaal"} | BOUNDS
        and not is_abbreviation(word, words)
        and words.is_noun(word)
    )


def is_abbreviation(word: str, words: Words) -> bool:
    """Whether `word` is an abbreviation: one that is known, all capitals, or without a vowel."""
    if (
        len(word) < 3
        or (word.isupper() and len(word) > 1)
        or words.kind(word) & WordKind.ABBREVIATION
    ):
        return True
    return not set("aeiouy") & set(plain_word(word))


def parted_adjective(name: str, words: Words) -> CasedOtherwise | None:
    """An adjective and a noun that are written as one word which is none: `OpenbareruimteStatus`; None without such."""
    return words.answer(_parted_adjective, name)


def _parted_adjective(name: str, words: Words) -> CasedOtherwise | None:
    parts = words_of(name)
    for at, word in enumerate(parts):
        low = plain_word(word)
        if len(low) != len(word) or words.known(word):
            continue
        for cut in range(4, len(word) - 3):
            if low[cut - 1] == "e" and words.is_adjective(low[:cut]) and words.is_noun(low[cut:]):
                second = word[cut:].capitalize()
                mended = "".join([*parts[:at], word[:cut] + second, *parts[at + 1 :]])
                return CasedOtherwise(word[:cut], second, mended)
    return None
