"""Capitals in names: Dutch writes nouns as one word, so a capital stands only where a space would (GN03, GN04)."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from compiler.base.dutch.compounds import PARTICLES
from compiler.base.dutch.foreign import FOREIGN, WELL_KNOWN
from compiler.base.dutch.lexicon import WordKind, plain_word
from compiler.base.dutch.subjects import PREPOSITIONS, SUBJECTS, subject_first
from compiler.base.dutch.word_kinds import (
    ADJECTIVE,
    INFINITIVE,
    NOUN,
    PARTICIPLE,
    PLURAL,
    SINGULAR,
    VERB,
)
from compiler.base.dutch.words import Words, words_of

# Words that stand by themselves: GM07 writes detailSoort, and what has no other form before a noun is an adjective too.
APART = frozenset({"detail", "extra", "nul", "totaal"}) | SUBJECTS

# At the end these tell which of two bounds is meant: bloktijdBegin, bloktijdEind.
BOUNDS = frozenset({"begin", "eind", "einde", "max", "min", "maximum", "minimum"})

# What stands before a noun, and never begins a word with it: `onzeWoning`.
_DETERMINERS = frozenset({
    "alle", "de", "deze", "die", "dit", "een", "elk", "elke", "geen", "haar", "het", "hun", "ieder", "iedere", "ons",
    "onze", "uw", "zijn",
})  # fmt: skip

# Verbs that stand before what they say something of: `moetDatumTonen`.
_AUXILIARIES = frozenset(
    {"ben", "doe", "ga", "heb", "kan", "laat", "mag", "moet", "wil", "word", "zal", "zie"}
)

_PARTICLES = tuple(sorted(PARTICLES | PREPOSITIONS))

_NO_SECOND = frozenset({"aantal", "totaal"}) | BOUNDS

# A vowel behind one of these is read with it, so Dutch writes a hyphen, for which a name has a capital.
CLASHES = {"a": "aeiu", "e": "eiu", "i": "eiju", "o": "eiou", "u": "eiu"}


class CasedOtherwise(NamedTuple):
    """Two words of a name that should stand otherwise, and the name mended."""

    first: str
    second: str
    mended: str


def joined_nouns(name: str, words: Words) -> CasedOtherwise | None:
    """The first two nouns of `name` that a capital keeps apart; None where all stand as Dutch writes them.

    What would be no word that the dictionary can account for stays apart (of more than a few nouns it cannot).
    Abbreviations keep their distance (`btwTarief`: btw-tarief), and so do vowels that clash (`incassoOpdracht`:
    incasso-opdracht). A plural is no first part of a new word, a subject in front is for GN09, and within a phrase
    (`erfpachtPerTermijnBedrag`), behind an adjective, and behind the prefix of a registration, whose terms are its own
    (`bagNummeraanduidingIdentificatie`, GN11), it depends on what belongs together.
    """
    return words.answer(_joined_nouns, name)


def _joined_nouns(name: str, words: Words) -> CasedOtherwise | None:
    parts = words_of(name)
    if parts and (is_abbreviation(parts[0], words) or subject_first(parts, words)):
        return None
    for at, (first, second) in enumerate(pairwise(parts)):
        if (
            plain_word(first) in PREPOSITIONS | _DETERMINERS
            or plain_word(second) in PREPOSITIONS
            or words.is_adjective(first)
        ):
            return None
        if {plain_word(first), plain_word(second)} & FOREIGN:
            return None  # to be translated first (AN01)
        clash = second[0].lower() in CLASHES.get(first[-1].lower(), "")
        counted = plain_word(first) in BOUNDS and words.number(second) == PLURAL
        glues = _glues(first, words) and _is_noun(second, words, behind=first)
        joins = glues or _is_listed(first, second, words)
        if joins and not clash and not counted and words.known(first + second.lower()):
            mended = "".join([*parts[:at], first + second.lower(), *parts[at + 2 :]])
            return CasedOtherwise(first, second, mended)
    return None


def _is_listed(first: str, second: str, words: Words) -> bool:
    """Whether the dictionary has the two as one noun (`waterpeil`), whatever else each may be by itself."""
    if (
        plain_word(first) in APART
        or plain_word(second) in _NO_SECOND
        or min(len(first), len(second)) < 3
    ):
        return False
    return bool(words.kind(first + second) & SINGULAR) and not second.isupper()


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
    if words.is_noun(word) or is_stem(word, words):
        return True
    return bool(kind & WordKind.BEGIN) and not kind & WordKind.WORD


def is_stem(word: str, words: Words) -> bool:
    """Whether `word` is a stem of a verb and no other word, as stands before a noun: `zaai` in zaaidatum.

    One with a particle before it (`afkoop`) is a noun as well, though not every one is listed as such.
    """
    kind = words.kind(word)
    if plain_word(word).startswith(_PARTICLES):
        return False
    if not kind & VERB or kind & (NOUN | ADJECTIVE) or plain_word(word) in _AUXILIARIES:
        return False
    return bool(kind & WordKind.BEGIN or words.kind(word + "en") & INFINITIVE)


def _is_noun(word: str, words: Words, *, behind: str) -> bool:
    """Whether `word` is a noun; behind a stem of a verb it may be an adjective too, for there none stands."""
    if plain_word(word) in _NO_SECOND or is_abbreviation(word, words):
        return False
    return words.is_noun(word) or (is_stem(behind, words) and bool(words.kind(word) & SINGULAR))


def is_abbreviation(word: str, words: Words) -> bool:
    """Whether `word` is an abbreviation: one that is known, all capitals, or without a vowel."""
    if (
        len(word) < 3
        or plain_word(word) in WELL_KNOWN
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
        if len(low) != len(word):
            continue
        made = words.parts(word)
        if made == (low,):
            continue
        shortest = 4 if made else 3  # what is no word as it stands has to be parted somewhere
        for cut in range(4, len(word) - shortest + 1):
            first, second = low[:cut], low[cut:]
            if not _stands_apart(first, words) or not _is_second(second, made, words):
                continue
            if not made or made[0] == first or len(made) > 1 + len(words.parts(second)):
                capital = word[cut:].capitalize()
                mended = "".join([*parts[:at], word[:cut] + capital, *parts[at + 1 :]])
                return CasedOtherwise(word[:cut], capital, mended)
    return None


def _is_second(word: str, made: tuple[str, ...], words: Words) -> bool:
    """Whether `word` is the noun of an adjective before it; it may be an adjective too where nothing else is `made`."""
    return words.is_noun(word) or (not made and bool(words.kind(word) & SINGULAR))


def _stands_apart(word: str, words: Words) -> bool:
    """Whether `word` is an adjective that begins no compounds, as `hoog` does in hoogspanning."""
    kind = words.kind(word)
    return bool(kind & (ADJECTIVE | PARTICIPLE)) and not kind & WordKind.BEGIN
