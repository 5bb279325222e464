"""The spelling of texts: of the words that are no Dutch, those that are surely a slip of the pen."""

from __future__ import annotations

import re

from compiler.base.dutch.foreign import FOREIGN
from compiler.base.dutch.lexicon import WordKind, lexicon, plain_word
from compiler.base.dutch.words import Words

SHORTEST = 8  # letters: of shorter words too many are names, or one letter from another word
LONGEST_TEXT = 20_000  # letters that are looked at
_WORD = re.compile(r"(?<![\w'’./@-])[^\W\d_]+(?![\w'’/@-]|\.\w)")
# What begins with a capital and ends so may be a place.
_PLACE = re.compile(
    r"(ingen|dam|burg|drecht|veen|kerk|lo|hoven|land|wijk|dorp|stad|haven|broek|berg|dijk)$"
)
_VOWELS = frozenset("aeiouy")
# Letters that sound alike, and are mistaken for each other.
_ALIKE = ({"c", "k"}, {"s", "z"}, {"f", "v"}, {"d", "t"}, {"g", "h"})


def misspelled(text: str, words: Words) -> list[tuple[str, str]]:
    """The words of `text` that are surely misspelled, each once, with what was meant; nothing where it is no Dutch.

    Surely is what is no word, and is one letter from a word: one within it left out or written twice too much, or
    taken for one that sounds alike. A name is none, and neither is what stands in capitals.

    >>> misspelled("Gemeenschappeijke ruimten en electriciteit in Groningen", Words())
    [('Gemeenschappeijke', 'gemeenschappelijke'), ('electriciteit', 'elektriciteit')]
    """
    found = dict.fromkeys(_WORD.findall(text[:LONGEST_TEXT]))
    slips = [
        (word, meant)
        for word in found
        if not _is_name(word, text) and (meant := words.answer(_slip, word))
    ]
    if not slips or not _is_dutch(found, words):
        return []
    return slips


def _is_dutch(found: dict[str, None], words: Words) -> bool:
    """Whether most of the words that are `found` in a text are Dutch, the one that is misspelled aside."""
    foreign = sum(plain_word(word) in FOREIGN or not words.known(word) for word in found)
    return 2 * (foreign - 1) <= len(found) - 1


def _is_name(word: str, text: str) -> bool:
    """Whether `word` may be a name: it has a capital within the text, or is as the names of places are."""
    if not word[0].isupper():
        return False
    return not text.lstrip().startswith(word) or bool(_PLACE.search(word))


def _slip(word: str, words: Words) -> str:
    """What was meant by `word`, which is misspelled; empty where it is right, a name, or where that is not sure."""
    low = plain_word(word)
    if len(low) < SHORTEST or not low.isascii() or not word[1:].islower() or words.known(word):
        return ""
    near = [
        form
        for form, (_, kind) in lexicon().near(low, 1).items()
        if kind & WordKind.WORD and _is_likely(low, form)
    ]
    return near[0] if len(near) == 1 else ""


def _is_likely(wrong: str, right: str) -> bool:
    """Whether who meant `right` may have written `wrong`: they differ in one letter within."""
    if wrong[0] != right[0] or wrong[-1] != right[-1]:
        return False
    at = next(
        (at for at, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), len(wrong)
    )
    if len(wrong) == len(right):
        pair = {wrong[at], right[at]}
        return pair in _ALIKE or pair <= _VOWELS
    return True
