"""What was likely meant by a word that is none: a word near to it, or a compound with a part near to one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from compiler.base.dutch.lexicon import Lexicon, WordKind

_WORD = int(WordKind.WORD)
_PLURAL = int(WordKind.PLURAL)
_NOUN = int(WordKind.NOUN)
_BEGIN = int(WordKind.BEGIN)
_END = int(WordKind.END)

SHORTEST_PART = 3  # of a compound
SHORTEST_UNMARKED = 4  # of a part that nothing marks as one
LONG_ENOUGH_FOR_TWO = 7  # changes
LONGEST_MISSPELLED = 2  # so many of the longest parts are looked at

_Kind: TypeAlias = Callable[[str], int]
_Candidate: TypeAlias = tuple[int, int, str]
"""How many changes away a word is, how unlikely its parts stand there, and the word: the least is the nearest."""


def nearest_word(word: str, most: int, kind: _Kind, lexicon: Lexicon) -> str:
    """What is nearest to `word`, by one change, or else by two; empty where nothing is near.

    Args:
        word: a word that is none.
        most: how many changes there may be: one, or two.
        kind: tells what a word can be, as bits of `WordKind`.
        lexicon: the words to choose from.
    """
    if doubled := rightly_doubled(word, kind):
        return doubled
    for changes in range(1, 1 + most if len(word) >= LONG_ENOUGH_FOR_TWO else 2):
        candidates = [
            *_near_whole(word, changes, lexicon),
            *_with_near_beginning(word, changes, kind, lexicon),
            *_with_near_end(word, changes, kind, lexicon),
        ]
        if candidates:
            *_, nearest = min(candidates)
            return nearest
    return ""


def rightly_doubled(word: str, kind: _Kind) -> str:
    """The listed word that `word`, which is a compound, is with one letter more or less doubled; empty without such.

    Nearly everything is a compound of something: `verzekerring` is no ring, and `vrijsteling` no theft.
    """
    return next((form for form in _otherwise_doubled(word, kind) if kind(form) & _WORD), "")


def _otherwise_doubled(word: str, kind: _Kind) -> Iterator[str]:
    """`word` with one letter within it doubled, or one of two that are alike left out.

    An s between two nouns may stand there or not: verblijfsstatus, verblijfstatus.
    """
    for at in range(1, len(word) - 1):
        if word[at] == word[at - 1]:
            joins = word[at] == "s" and kind(word[: at - 1]) & _NOUN and kind(word[at:]) & _NOUN
            if not joins:
                yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + word[at] + word[at:]


def _near_whole(word: str, most: int, lexicon: Lexicon) -> Iterator[_Candidate]:
    """What is near to `word` as a whole; the more changes, the later."""
    if len(word) < SHORTEST_UNMARKED:
        return
    for form, (changes, kind) in lexicon.near(word, most).items():
        if kind & _WORD:
            yield changes, 0, form


def _with_near_beginning(
    word: str, most: int, kind: _Kind, lexicon: Lexicon
) -> Iterator[_Candidate]:
    """Compounds with another beginning, and the same end, among the longest; what is marked for compounds first."""
    splits = [(first, last) for first, last in _splits(word) if kind(last) & (_NOUN | _END)]
    for first, last in splits[:LONGEST_MISSPELLED]:
        for form, (changes, kind_of_form) in lexicon.near(first, most).items():
            if kind_of_form & _BEGIN:
                is_plural = bool(kind_of_form & _PLURAL)
                yield changes, 1 + is_plural, form + last


def _with_near_end(word: str, most: int, kind: _Kind, lexicon: Lexicon) -> Iterator[_Candidate]:
    """Compounds with another end, and the same beginning, among the longest; what is marked for compounds first."""
    splits = [
        (first, last)
        for first, last in _splits(word)
        if len(last) >= SHORTEST_UNMARKED and kind(first) & _BEGIN
    ]
    for first, last in splits[-LONGEST_MISSPELLED:]:
        for form, (changes, kind_of_form) in lexicon.near(last, most).items():
            if kind_of_form & (_NOUN | _END) and len(form) >= SHORTEST_UNMARKED:
                is_unmarked = not kind_of_form & _END
                yield changes, 1 + is_unmarked, first + form


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part `word` in two; the shortest beginning first."""
    for length in range(SHORTEST_UNMARKED, len(word) - SHORTEST_PART + 1):
        yield word[:length], word[length:]
