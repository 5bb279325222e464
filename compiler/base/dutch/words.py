"""Dutch words and names: whether a word is spelled right, what it is made of, singular or plural, and what it may be.

A name is a row of words (`bagNummeraanduidingIdentificatie`), a word is one of the lexicon or a compound of such. What
a model adds are its own words: terms of its sector, abbreviations, names of registrations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from compiler.base.dutch.lexicon import Lexicon, WordKind, lexicon, plain_word

# Plain numbers: an IntFlag costs ten times as much, and these are met at every letter.
WORD, SINGULAR, PLURAL, NOUN = (
    int(WordKind.WORD),
    int(WordKind.SINGULAR),
    int(WordKind.PLURAL),
    int(WordKind.NOUN),
)
BEGIN, END, ADJECTIVE, INFINITIVE = (
    int(WordKind.BEGIN),
    int(WordKind.END),
    int(WordKind.ADJECTIVE),
    int(WordKind.INFINITIVE),
)
VERB, PARTICIPLE = int(WordKind.VERB), int(WordKind.PARTICIPLE)
SHORTEST_PART, SHORTEST_UNMARKED, MOST_PARTS, LONG_ENOUGH_FOR_TWO, LONGEST = 3, 4, 4, 7, 2
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


# A model ten times that of VERA has as many words.
MOST_ANSWERS = 100_000

# Nouns that have no singular, or mean something else by it.
ALWAYS_PLURAL = frozenset({
    "kosten", "onkosten", "baten", "lasten", "inkomsten", "uitgaven", "gegevens", "financien", "leges", "goederen",
    "middelen", "werkzaamheden", "hersenen", "ouders", "schulden", "voorletters", "initialen", "data",
})  # fmt: skip

# Vowels that change, or become long; and loan words in -e, of which the lexicon has both plurals.
IRREGULAR = {
    "stad": "steden", "lid": "leden", "kind": "kinderen", "schip": "schepen", "ei": "eieren", "lied": "liederen",
    "rad": "raderen", "gelid": "gelederen", "koopman": "kooplieden", "weg": "wegen", "dag": "dagen", "dak": "daken",
    "gat": "gaten", "pad": "paden", "glas": "glazen", "vat": "vaten", "slot": "sloten", "bad": "baden", "blad":
    "bladen", "lot": "loten", "spel": "spelen", "hof": "hoven", "schot": "schoten", "slag": "slagen", "offerte":
    "offertes",
}  # fmt: skip

_IRREGULAR_PLURALS = frozenset(IRREGULAR.values())

# Prefixes, and particles of separable verbs, that stand before any noun or verb.
PARTICLES = frozenset({
    "aan", "achter", "bij", "door", "mee", "mede", "onder", "over", "samen", "semi", "sub", "super", "tegen", "terug",
    "toe", "uit", "voor", "weg",
})  # fmt: skip

_SINGULAR_ENDING = re.compile(r"(ing|heid|teit|schap|tie|sie|graaf|isme|dom|eur|sel)$")
_PLURAL_ENDING = re.compile(
    r"(ingen|heden|teiten|schappen|ties|sies|grafen|ismen|eurs|sels|ussen|[aeiou][lrn]s)$"
)


class Words:
    """Dutch with a model's own words. Answers are kept, for a model has the same words in many names."""

    def __init__(self, own: Iterable[OwnWord] = (), source: Lexicon | None = None) -> None:
        self._source = source
        self._own = dict.fromkeys(ACCEPTED, WORD | SINGULAR | BEGIN | int(WordKind.ABBREVIATION))
        for word in own:
            abbreviation = int(WordKind.ABBREVIATION) if word.text.isupper() else 0
            self._own[plain_word(word.text)] = WORD | SINGULAR | BEGIN | END | abbreviation
            if word.plural:
                self._own[plain_word(word.plural)] = WORD | PLURAL | BEGIN | END
        self._kinds: dict[str, int] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, int] = {}
        self._nearest: dict[str, str] = {}
        self._others: dict[str, Any] = {}
        self._recalled = 0

    @cached_property
    def _lexicon(self) -> Lexicon:
        """Asked for words that nobody asked for before."""
        return self._source or lexicon()

    def answers(self) -> tuple[dict[str, Any], ...] | None:
        """All that was answered, for `recall`; None where it is no more than what was recalled, or too much to keep."""
        answers: tuple[dict[str, Any], ...] = (
            self._kinds,
            self._parts,
            self._numbers,
            self._nearest,
            self._others,
        )
        many = sum(map(len, answers))
        return answers if self._recalled < many < MOST_ANSWERS else None

    def recall(self, answers: tuple[dict[str, Any], ...]) -> None:
        """Take over what was answered before, by the same compiler with the same own words."""
        self._kinds, self._parts, self._numbers, self._nearest, self._others = map(dict, answers)
        self._recalled = sum(map(len, answers))

    def answer(self, ask: Callable[[str, Words], _Answer], text: str) -> _Answer:
        """What `ask`, a question of another module about `text`, answers by these words."""
        key = f"{ask.__name__} {text}"
        if key not in self._others:
            self._others[key] = ask(text, self)
        answer: _Answer = self._others[key]
        return answer

    def kind(self, word: str) -> int:
        """All that `word` can be, by itself: the bits of `Kind`. 0 for what is not listed, compounds too."""
        word = plain_word(word)
        found = self._kinds.get(word)
        if found is None:
            found = self._own.get(word) or self._lexicon.kind(word) or self._of_verb(word)
            self._kinds[word] = found
        return found

    def _of_verb(self, word: str) -> int:
        """What a noun in -ing is that comes of a verb, for not every one is listed: versturing, of versturen."""
        for ending, kind in (
            ("ing", WORD | SINGULAR | END),
            ("ings", BEGIN),
            ("ingen", WORD | PLURAL | BEGIN),
        ):
            if (
                word.endswith(ending)
                and self._lexicon.kind(word[: -len(ending)] + "en") & INFINITIVE
            ):
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
        if word not in self._parts:
            self._parts[word] = (
                (word,) if self.kind(word) & WORD else self._compound(word, MOST_PARTS)
            )
        return self._parts[word]

    def _compound(self, word: str, most: int) -> tuple[str, ...]:
        """The parts of a compound, every one of which may stand where it does."""
        kind = self.kind(word)
        if self._ends(word) or (
            most < MOST_PARTS and kind & (ADJECTIVE | PARTICIPLE | INFINITIVE) and len(word) > 5
        ):
            return (word,)
        best: tuple[str, ...] = ()
        if most == 1:
            return best
        for length, kind in self._beginnings(word):
            rest = word[length:]
            if length < SHORTEST_PART or len(rest) < SHORTEST_PART:
                continue
            marked = (
                kind & BEGIN
                or word[:length] in PARTICLES
                or (kind & (SINGULAR | VERB) and self._ends(rest))
            )
            if not marked and not (kind & NOUN and length >= SHORTEST_UNMARKED):
                continue
            linked = (
                rest[0] == "s"
                and kind & NOUN
                and length >= SHORTEST_UNMARKED
                and len(rest) > SHORTEST_PART
            )
            for tail, taken in (
                ((rest, length), (rest[1:], length + 1)) if linked else ((rest, length),)
            ):
                found = self._compound(tail, (len(best) if best else most) - 1)
                if found:
                    best = (word[:taken], *found)
        return best

    def _ends(self, word: str) -> bool:
        """Whether `word` may end a compound: marked as such, or a noun."""
        kind = self.kind(word)
        return bool(kind & END or (kind & NOUN and len(word) >= SHORTEST_PART))

    def _beginnings(self, word: str) -> Iterable[tuple[int, int]]:
        found = dict(self._lexicon.beginnings(word))
        if (at := word.find("ing")) > 0:
            derived = ((at + length, self.kind(word[: at + length])) for length in (3, 4, 5))
            found.update((length, kind) for length, kind in derived if kind and length < len(word))
        if self._own:
            own = ((length, self._own.get(word[:length], 0)) for length in range(2, len(word)))
            found.update((length, kind) for length, kind in own if kind)
        return sorted(found.items())

    def known(self, word: str) -> bool:
        """Whether `word` is spelled as Dutch is, also where it only begins a compound (`onderhouds`)."""
        if word.isdecimal() or self.parts(word) or self.kind(word) & BEGIN:
            return True
        return word.endswith("s") and any(
            self.kind(part) & SINGULAR for part in self.parts(word[:-1])[-1:]
        )

    def number(self, word: str) -> int:
        """SINGULAR or PLURAL; both for what can be either, 0 where nothing tells.

        That of the longest ending that is a noun, for it is the last part of a compound that counts; and where there is
        none, what the ending of the word suggests.

        >>> [Kind(Words().number(word)).name for word in ("huurgeschillen", "projectrol", "kosten")]
        ['PLURAL', 'SINGULAR', 'PLURAL']
        """
        word = plain_word(word)
        if len(word) > LONGEST_WORD:
            return 0
        if word not in self._numbers:
            self._numbers[word] = self._number(word)
        return self._numbers[word]

    def _number(self, word: str) -> int:
        if self.parts(word) == (word,) and self.kind(word) & (NOUN | INFINITIVE) == INFINITIVE:
            return 0
        endings = (word[at:] for at in range(max(1, len(word) - SHORTEST_PART + 1)))
        for noun in (*self.parts(word)[-1:], *endings):
            if found := self.kind(noun) & NOUN:
                return found
            if noun in _IRREGULAR_PLURALS:
                return PLURAL
        if any(word.endswith(noun) for noun in ALWAYS_PLURAL):
            return PLURAL
        if _PLURAL_ENDING.search(word):
            return PLURAL
        return SINGULAR if _SINGULAR_ENDING.search(word) else 0

    def surely(self, word: str, number: int) -> bool:
        """Whether `word` is a noun of that number, spelled right and of no other number.

        A noun without a singular is of neither. Not sure is what may be a verb or an adjective by itself, or guessed.
        """
        parts = self.parts(word)
        if not parts or parts[-1] in ALWAYS_PLURAL or self.number(word) != number:
            return False
        kind = self.kind(parts[-1])
        return kind & NOUN == number and (len(parts) > 1 or not kind & (INFINITIVE | ADJECTIVE))

    def is_noun(self, word: str) -> bool:
        """Whether `word` is a noun, and nothing that could stand before one by itself."""
        parts = self.parts(word)
        return (
            bool(parts)
            and bool((kind := self.kind(parts[-1])) & (NOUN | END))
            and not kind & ADJECTIVE
        )

    def is_adjective(self, word: str) -> bool:
        """Whether `word` may stand before a noun as an adjective; participles too."""
        parts = self.parts(word)
        return bool(parts) and bool(self.kind(parts[-1]) & (ADJECTIVE | PARTICIPLE))

    def nearest(self, word: str) -> str:
        """The word that was likely meant by `word`, which is none: near as a whole, or in one part of a compound.

        Empty where nothing is near.

        >>> Words().nearest("huurcomissie"), Words().nearest("contactgegegeven")
        ('huurcommissie', 'contactgegeven')
        """
        word = plain_word(word)
        if len(word) > LONGEST_WORD:
            return ""
        if word not in self._nearest:
            self._nearest[word] = self._look_for(word)
        return self._nearest[word]

    def _look_for(self, word: str) -> str:
        """What is nearest to `word`, by one change, or else by two."""
        for most in (1, 2) if len(word) >= LONG_ENOUGH_FOR_TWO else (1,):
            if candidates := [*self._near_whole(word, most), *self._near_parts(word, most)]:
                return min(candidates)[-1]
        return ""

    def _near_whole(self, word: str, most: int) -> Iterable[tuple[int, int, str]]:
        """What is near to `word` as a whole; the more changes, the later."""
        if len(word) >= SHORTEST_UNMARKED:
            near = self._lexicon.near(word, most)
            yield from ((changes, 0, form) for form, (changes, kind) in near.items() if kind & WORD)

    def _near_parts(self, word: str, most: int) -> Iterable[tuple[int, int, str]]:
        """Compounds of which one part is near, and the other one, among the longest, is there.

        What is marked for compounds comes first.
        """
        splits = [
            (word[:at], word[at:]) for at in range(SHORTEST_UNMARKED, len(word) - SHORTEST_PART + 1)
        ]
        for first, last in [
            (first, last) for first, last in splits if self.kind(last) & (NOUN | END)
        ][:LONGEST]:
            for form, (changes, kind) in self._lexicon.near(first, most).items():
                if kind & BEGIN:
                    yield changes, 1 + bool(kind & PLURAL), form + last
        splits = [
            split
            for split in splits
            if len(split[1]) >= SHORTEST_UNMARKED and self.kind(split[0]) & BEGIN
        ]
        for first, last in splits[-LONGEST:]:
            for form, (changes, kind) in self._lexicon.near(last, most).items():
                if kind & (NOUN | END) and len(form) >= SHORTEST_UNMARKED:
                    yield changes, 1 + (not kind & END), first + form


@lru_cache(maxsize=8)
def words_with(own: tuple[OwnWord, ...]) -> Words:
    """Dutch with these words; the same object for the same words, so that its answers are kept."""
    return Words(own)
