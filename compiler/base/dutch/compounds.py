"""Compounds: of which words a word that is not listed is made.

Dutch writes nouns as one word, so most words of a model stand in no dictionary, and their parts do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from compiler.base.dutch.misspellings import SHORTEST_PART, SHORTEST_UNMARKED
from compiler.base.dutch.word_kinds import (
    ADJECTIVE,
    BEGIN,
    END,
    INFINITIVE,
    NOUN,
    PARTICIPLE,
    PLURAL,
    SINGULAR,
    VERB,
)

MOST_PARTS = 4

# Prefixes, and particles of separable verbs, that stand before any noun or verb.
PARTICLES = frozenset({
    "aan", "achter", "bij", "door", "mee", "mede", "onder", "over", "samen", "semi", "sub", "super", "tegen", "terug",
    "toe", "uit", "voor", "weg",
})  # fmt: skip

_Kind: TypeAlias = Callable[[str], int]
_Beginnings: TypeAlias = Callable[[str], Iterable[tuple[int, int]]]


class Compounds:
    """Takes words apart by what `kind` says a word can be, and by the words that `beginnings` finds one to begin with.

    Both are as `Words` has them: bits of `WordKind`; how many letters each beginning has, and its kind.
    """

    def __init__(self, kind: _Kind, beginnings: _Beginnings) -> None:
        self.kind = kind
        self._beginnings = beginnings

    def parts(self, word: str) -> tuple[str, ...]:
        """The words of which `word`, which is plain, is made; nothing where it is no compound of Dutch words."""
        return self._compound(word, MOST_PARTS)

    def _compound(self, word: str, most: int) -> tuple[str, ...]:
        """The parts of a compound, every one of which may stand where it does; no more than `most`."""
        is_tail = most < MOST_PARTS
        if self._ends(word) or (is_tail and self._ends_unlike_noun(word)):
            return (word,)
        best: tuple[str, ...] = ()
        if most == 1:
            return best
        for length, kind in self._beginnings(word):
            if not self._may_begin(word, length, kind):
                continue
            with_s = _may_have_s(word, length, kind)
            for taken in (length, length + 1) if with_s else (length,):
                fewer = (len(best) if best else most) - 1
                tail = self._compound(word[taken:], fewer)
                if tail:
                    best = (word[:taken], *tail)
        return best

    def _may_begin(self, word: str, length: int, kind: int) -> bool:
        """Whether the first letters of `word`, so many and of that kind, may begin a compound."""
        rest = word[length:]
        if length < SHORTEST_PART or len(rest) < SHORTEST_PART:
            return False
        if kind & BEGIN or word[:length] in PARTICLES:
            return True
        if kind & NOUN and length >= SHORTEST_UNMARKED:
            return True
        if kind & VERB and not kind & SINGULAR and length < SHORTEST_UNMARKED:
            return False
        return bool(kind & (SINGULAR | VERB)) and self._ends(rest)

    def _ends_unlike_noun(self, word: str) -> bool:
        """Whether `word` may end a compound that is no noun."""
        return len(word) > 5 and bool(self.kind(word) & (ADJECTIVE | PARTICIPLE | INFINITIVE))

    def _ends(self, word: str) -> bool:
        """Whether `word` may end a compound: marked as such, or a noun."""
        kind = self.kind(word)
        if kind & END or (kind & NOUN and len(word) >= SHORTEST_PART):
            return True
        return self._is_person(word)

    def _is_person(self, word: str) -> bool:
        """Whether `word` is an adjective in -e for whoever is so, who has a plural: plichtige, plichtigen."""
        if not word.endswith("e") or not self.kind(word) & ADJECTIVE:
            return False
        return bool(self.kind(word + "n") & PLURAL)


def _may_have_s(word: str, length: int, kind: int) -> bool:
    """Whether behind the first letters of `word` an s may stand that belongs to neither part: `bedrijfs`."""
    rest = word[length:]
    is_noun = kind & NOUN and length >= SHORTEST_UNMARKED
    return bool(is_noun) and rest[0] == "s" and len(rest) > SHORTEST_PART
