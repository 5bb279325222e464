"""Dutch words and names: whether a word is spelled right, what it is made of, singular or plural, and what it may be.

A name is a row of words (`bagNummeraanduidingIdentificatie`), a word is one of the lexicon or a compound of such. What
a model adds are its own words: terms of its sector, abbreviations, names of registrations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeVar

from compiler.base.dutch.compounds import Compounds
from compiler.base.dutch.foreign import WELL_KNOWN
from compiler.base.dutch.kept_answers import KeptAnswers
from compiler.base.dutch.lexicon import Lexicon, WordKind, lexicon, plain_word
from compiler.base.dutch.misspellings import (
    SHORTEST_PART,
    SHORTEST_UNMARKED,
    nearest_word,
    rightly_doubled,
)
from compiler.base.dutch.numbers import ALWAYS_PLURAL, IRREGULAR_PLURALS, number_by_ending
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
    WORD,
)

_ABBREVIATION_BIT = int(WordKind.ABBREVIATION)

_Answer = TypeVar("_Answer")

# Nobody writes a longer word; a text that is one would take minutes.
LONGEST_WORD = 120

# Abbreviations that everybody takes for words, and the dictionary only has as a brand or a name.
ACCEPTED = frozenset({"iban"})


class OwnWord(NamedTuple):
    """A word that a model adds, with its plural where it has one."""

    text: str
    plural: str = ""


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in camel case, as written; numbers are words, and capitals in a row are one.

    >>> words_of("bagNummerAanduiding"), words_of("gemBVOPerEenheid"), words_of("adresregel2")
    (('bag', 'Nummer', 'Aanduiding'), ('gem', 'BVO', 'Per', 'Eenheid'), ('adresregel', '2'))
    """
    if name.isascii():
        return tuple(_WORDS.findall(name))
    marked = "".join(_letter_class(letter) for letter in name)
    return tuple(name[found.start() : found.end()] for found in _WORDS.finditer(marked))


_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def _letter_class(letter: str) -> str:
    if letter.isalpha():
        return "A" if letter.isupper() else "a"
    return "0" if letter.isdecimal() else "-"


# The endings of a noun that comes of a verb, with what it is then.
_NOUNS_OF_VERBS = (
    ("ing", WORD | SINGULAR | END),
    ("ings", BEGIN),
    ("ingen", WORD | PLURAL | BEGIN),
)


class Words:
    """Dutch with a model's own words. Answers are `kept`, for a model has the same words in many names."""

    def __init__(self, own: Iterable[OwnWord] = (), source: Lexicon | None = None) -> None:
        self._source = source
        self._own = dict.fromkeys(ACCEPTED, WORD | SINGULAR | BEGIN | _ABBREVIATION_BIT)
        for word in own:
            abbreviation = _ABBREVIATION_BIT if word.text.isupper() else 0
            self._own[plain_word(word.text)] = WORD | SINGULAR | BEGIN | END | abbreviation
            if word.plural:
                self._own[plain_word(word.plural)] = WORD | PLURAL | BEGIN | END
        self._compounds = Compounds(self.kind, self._beginnings)
        self.kept = KeptAnswers()

    @cached_property
    def _lexicon(self) -> Lexicon:
        """Asked for words that nobody asked for before."""
        return self._source or lexicon()

    def answer(self, ask: Callable[[str, Words], _Answer], text: str) -> _Answer:
        """What `ask`, a question of another module about `text`, answers by these words."""
        key = f"{ask.__name__} {text}"
        if key not in self.kept.others:
            self.kept.others[key] = ask(text, self)
        answer: _Answer = self.kept.others[key]
        return answer

    def kind(self, word: str) -> int:
        """All that `word` can be, by itself: the bits of `WordKind`. 0 for what is not listed, compounds too."""
        word = plain_word(word)
        found = self.kept.kinds.get(word)
        if found is None:
            found = self._own.get(word) or self._lexicon.kind(word) or self._of_verb(word)
            if word in IRREGULAR_PLURALS:
                found |= PLURAL
            if word.startswith("ij") and word not in self._own:
                found &= ~_ABBREVIATION_BIT  # two capitals, IJsbaan, but one letter
            self.kept.kinds[word] = found
        return found

    def is_own(self, word: str) -> bool:
        """Whether `word`, which is plain, is one that the model adds."""
        return word in self._own

    def _of_verb(self, word: str) -> int:
        """What a noun in -ing is that comes of a verb, for not every one is listed: versturing, of versturen."""
        for ending, kind in _NOUNS_OF_VERBS:
            if word.endswith(ending):
                verb = word.removesuffix(ending) + "en"
                if self._lexicon.kind(verb) & INFINITIVE:
                    return kind
        return 0

    def parts(self, word: str) -> tuple[str, ...]:
        """The words of which `word` is made: itself, the parts of a compound, or nothing where it is no Dutch.

        Of several ways the one of the fewest parts, and then the one of which the last part is the longest.

        >>> Words().parts("kortingspercentage"), Words().parts("huurcomissie")
        (('kortings', 'percentage'), ())
        """
        word = plain_word(word)
        if len(word) > LONGEST_WORD:
            return ()
        if word not in self.kept.parts:
            is_listed = self.kind(word) & WORD
            self.kept.parts[word] = (word,) if is_listed else self._compounds.parts(word)
        return self.kept.parts[word]

    def _beginnings(self, word: str) -> Iterable[tuple[int, int]]:
        """How long each beginning of `word` is that is something, and what it is; the shortest first."""
        found = dict(self._lexicon.beginnings(word))
        stem = word.find("ing")
        if stem > 0:
            for length in (stem + 3, stem + 4, stem + 5):
                kind = self.kind(word[:length])
                if kind and length < len(word):
                    found[length] = kind
        if self._own:
            for length in range(2, len(word)):
                kind = self._own.get(word[:length], 0)
                if kind:
                    found[length] = kind
        return sorted(found.items())

    def known(self, word: str, *, ends: bool = False) -> bool:
        """Whether `word` is spelled as Dutch is, also where it only begins a compound (`onderhouds`).

        One that `ends` a name begins nothing: it is a word.
        """
        plain = plain_word(word)
        kind = self.kind(plain)
        if word.isdecimal() or plain in WELL_KNOWN or (kind & BEGIN and not ends):
            return True
        parts = self.parts(plain)
        if parts:
            return len(parts) == 1 or not rightly_doubled(plain, self.kind)
        if ends or not plain.endswith("s") or plain.endswith("ss"):
            return bool(kind & BEGIN and ends and kind & _ABBREVIATION_BIT)
        parts = self.parts(plain[:-1])
        return bool(parts) and bool(self.kind(parts[-1]) & SINGULAR)

    def number(self, word: str) -> int:
        """SINGULAR or PLURAL; both for what can be either, 0 where nothing tells.

        That of the longest ending that is a noun, for it is the last part of a compound that counts; and where there is
        none, what the ending of the word suggests.

        >>> [WordKind(Words().number(word)).name for word in ("huurgeschillen", "projectrol", "kosten")]
        ['PLURAL', 'SINGULAR', 'PLURAL']
        """
        word = plain_word(word)
        if len(word) > LONGEST_WORD:
            return 0
        if word not in self.kept.numbers:
            self.kept.numbers[word] = self._number(word)
        return self.kept.numbers[word]

    def _number(self, word: str) -> int:
        parts = self.parts(word)
        is_only_verb = self.kind(word) & (NOUN | INFINITIVE) == INFINITIVE
        if parts == (word,) and is_only_verb:
            return 0
        starts = range(max(1, len(word) - SHORTEST_PART + 1))
        endings = (word[start:] for start in starts)
        if len(parts) > 1 and parts[-1] in IRREGULAR_PLURALS:
            return PLURAL  # zeeschepen, though an alderman is a schepen
        for noun in (*parts[-1:], *endings):
            number = self.kind(noun) & NOUN
            if number:
                return number
            if noun in IRREGULAR_PLURALS:
                return PLURAL
        return number_by_ending(word)

    def surely(self, word: str, number: int, *, may_be_verb: bool = True) -> bool:
        """Whether `word` is a noun of that number, spelled right and of no other number.

        A noun without a singular is of neither. Not sure is what may be a verb or an adjective by itself, or guessed.
        """
        parts = self.parts(word)
        if not parts or parts[-1] in ALWAYS_PLURAL or self.number(word) != number:
            return False
        kind = self.kind(parts[-1])
        if len(parts) > 1 and parts[-1] in IRREGULAR_PLURALS:
            return number == PLURAL
        if kind & WORD and not kind & (NOUN | INFINITIVE | VERB | ADJECTIVE | PARTICIPLE):
            return self._ending_number(parts[-1]) == number  # zonuren: no more is said of it
        others = (INFINITIVE if may_be_verb else 0) | ADJECTIVE
        may_be_no_noun = len(parts) == 1 and kind & others
        return kind & NOUN == number and not may_be_no_noun

    def ending_noun(self, word: str) -> str:
        """The shortest ending of `word` that is a noun of four letters and more; or the word itself."""
        starts = range(len(word) - SHORTEST_UNMARKED, 0, -1)
        return next((word[at:] for at in starts if self.kind(word[at:]) & END), word)

    def _ending_number(self, word: str) -> int:
        """The number of the longest ending of `word` that is a noun of four letters or more and ends compounds."""
        endings = (word[start:] for start in range(3, len(word) - SHORTEST_UNMARKED + 1))
        return next((n for end in endings if (n := self.kind(end) & NOUN)), 0)

    def is_noun(self, word: str) -> bool:
        """Whether `word` is a noun, and nothing that could stand before one by itself."""
        parts = self.parts(word)
        if not parts:
            return False
        kind = self.kind(parts[-1])
        return bool(kind & (NOUN | END)) and not kind & ADJECTIVE

    def is_adjective(self, word: str) -> bool:
        """Whether `word` may stand before a noun as an adjective; participles too."""
        parts = self.parts(word)
        return bool(parts) and bool(self.kind(parts[-1]) & (ADJECTIVE | PARTICIPLE))

    def nearest(self, word: str, most: int = 2) -> str:
        """The word that was likely meant by `word`, which is none: near as a whole, or in one part of a compound.

        Empty where nothing is near, by `most` changes of a letter: one, or two.

        >>> Words().nearest("huurcomissie"), Words().nearest("contactgegegeven")
        ('huurcommissie', 'contactgegeven')
        """
        word = plain_word(word)
        if len(word) > LONGEST_WORD:
            return ""
        key = f"{word} {most}"
        if key not in self.kept.nearest:
            self.kept.nearest[key] = nearest_word(word, most, self.kind, self._lexicon)
        return self.kept.nearest[key]


@lru_cache(maxsize=8)
def words_with(own: tuple[OwnWord, ...]) -> Words:
    """Dutch with these words; the same object for the same words, so that its answers are kept."""
    return Words(own)
