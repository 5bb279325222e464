"""The Dutch lexicon: what a word can be, looked up in a generated file (`tools/make_lexicon.py` makes it).

The file holds 287,000 forms as a minimal automaton in an array: one look a letter. Reading it is one read; nothing is
unpacked or built. Words stand in it in small letters, without accents, hyphens and apostrophes, for that is how they
stand within names; the ligature ij is two letters.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Iterator
from enum import IntFlag
from functools import cached_property, lru_cache
from hashlib import sha256

from compiler.base.resources import words_path

# A file is MAGIC, the number of kinds, the kinds, and then one number a state and letter, all of four bytes: the letter
# (a is 1), which of the kinds it ends as, and where the next letters stand.
MAGIC = b"verac woorden 01"
LETTER, KIND_FROM, KIND, NEXT_FROM = 0x1F, 5, 0x7F, 12


class WordKind(IntFlag):
    """What a form can be, all of it at once; NONE is no word. BEGIN and END are its places in compounds.

    What is only BEGIN is no word by itself: `eenheids` in `eenheidsprijs`.
    """

    NONE = 0
    WORD = 1
    SINGULAR = 2
    PLURAL = 4
    INFINITIVE = 8
    VERB = 16
    ADJECTIVE = 32
    PARTICIPLE = 64
    BEGIN = 128
    END = 256
    ABBREVIATION = 512
    COMPOUND = BEGIN | END
    NOUN = SINGULAR | PLURAL


@lru_cache(maxsize=1 << 14)
def plain_word(word: str) -> str:
    """`word` as the lexicon has it.

    >>> plain_word("IJsbaan"), plain_word("categorieën"), plain_word("e-mail")
    ('ijsbaan', 'categorieen', 'email')
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word).lower() if c.isalnum())


class Lexicon:
    """The forms of a file; what is no form is of no kind."""

    def __init__(self, content: bytes) -> None:
        """`content` is what `tools/make_lexicon.py` wrote; ValueError where it is not."""
        if content[: len(MAGIC)] != MAGIC:
            raise ValueError("no lexicon")
        cells = array("I", content[len(MAGIC) :])
        if sys.byteorder == "big":
            cells.byteswap()
        self._content = content
        self._kinds = tuple(cells[1 : 1 + cells[0]])
        self._cells = cells[1 + cells[0] :]

    @cached_property
    def digest(self) -> str:
        """What tells this lexicon from another."""
        return sha256(self._content).hexdigest()

    def kind(self, word: str) -> int:
        """All that `word`, as `plain_word` has it, can be, as a number: the bits of `WordKind`."""
        cells = self._cells
        cell = 0
        for letter in word.encode("ascii", "replace"):
            label = letter - 96
            if not 0 < label < 27:
                return 0
            cell = cells[(cell >> NEXT_FROM) + label]
            if cell & LETTER != label:
                return 0
        return self._kinds[cell >> KIND_FROM & KIND]

    def beginnings(self, word: str) -> Iterator[tuple[int, int]]:
        """The forms that `word` begins with: how many letters each has, and its kinds. The shortest first."""
        cells = self._cells
        cell = 0
        for length, letter in enumerate(word.encode("ascii", "replace"), 1):
            label = letter - 96
            if not 0 < label < 27:
                return
            cell = cells[(cell >> NEXT_FROM) + label]
            if cell & LETTER != label:
                return
            if kind := self._kinds[cell >> KIND_FROM & KIND]:
                yield length, kind

    def near(self, word: str, most: int) -> dict[str, tuple[int, int]]:
        """The forms that `most` changes at the most make of `word`, with how many each takes, and its kinds.

        A change is a letter more, a letter less, or another one (Levenshtein 1966).
        """
        found: dict[str, tuple[int, int]] = {}
        word = word.lower()
        if word.isascii() and word.isalpha():
            # Those of fewer changes first, so that each form keeps its fewest
            for used in range(most + 1):
                self._near(word, "", 0, (used, used), found)
        return found

    def _near(
        self,
        rest: str,
        made: str,
        cell: int,
        left: tuple[int, int],
        found: dict[str, tuple[int, int]],
    ) -> None:
        """Into `found` what begins with `made`, from `cell` on, by as many changes as are `left`, of how many."""
        cells = self._cells
        changes, used = left
        if not changes:
            for letter in rest.encode():
                cell = cells[(cell >> NEXT_FROM) + letter - 96]
                if cell & LETTER != letter - 96:
                    return
            if kind := self._kinds[cell >> KIND_FROM & KIND]:
                found.setdefault(made + rest, (used, kind))
            return
        for at in range(len(rest) + 1):
            self._changed(rest[at:], made + rest[:at], cell, (changes - 1, used), found)
            if at < len(rest):
                label = ord(rest[at]) - 96
                cell = cells[(cell >> NEXT_FROM) + label]
                if cell & LETTER != label:
                    return

    def _changed(
        self,
        rest: str,
        made: str,
        cell: int,
        left: tuple[int, int],
        found: dict[str, tuple[int, int]],
    ) -> None:
        """The same with one change at this place: a letter less, one more, or another one."""
        if rest:
            self._near(rest[1:], made, cell, left, found)
        cells, place = self._cells, cell >> NEXT_FROM
        behind = self._labels(rest, left[0])
        for label in range(1, 27):
            following = cells[place + label]
            if following & LETTER == label:
                letter, next_place = chr(label + 96), following >> NEXT_FROM
                if behind[0] < 0 or cells[next_place + behind[0]] & LETTER == behind[0]:
                    self._near(rest, made + letter, following, left, found)
                if (
                    rest
                    and rest[0] != letter
                    and (behind[1] < 0 or cells[next_place + behind[1]] & LETTER == behind[1])
                ):
                    self._near(rest[1:], made + letter, following, left, found)

    @staticmethod
    def _labels(rest: str, changes: int) -> tuple[int, int]:
        """The letters that have to follow one more and another letter here; -1 where that is open."""
        if changes:
            return -1, -1
        return ord(rest[0]) - 96 if rest else -1, ord(rest[1]) - 96 if len(rest) > 1 else -1


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the compiler."""
    return Lexicon(words_path().read_bytes())
