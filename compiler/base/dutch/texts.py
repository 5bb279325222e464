"""The spelling of texts: of the words that are no Dutch, those that are surely a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compiler.base.dutch.foreign import FOREIGN
from compiler.base.dutch.lexicon import WordKind, lexicon, plain_word
from compiler.base.dutch.words import Words

SHORTEST = 6  # letters: of shorter words too many are names, or one letter from another word
LONG_ENOUGH = (
    8  # for any one letter; a shorter word is only found where it sounds as the right one does
)
LONG_ENOUGH_FOR_PARTS = 9  # of a compound that is not listed
SHORTEST_WRONG_PART = 4
LONGEST_TEXT = 20_000  # letters that are looked at
_WORD = re.compile(r"(?<![\w'’./@-])[^\W\d_]+(?![\w'’/@-]|\.\w)")
# What begins with a capital and ends so may be a place.
_PLACE = re.compile(
    r"(ingen|dam|burg|drecht|veen|kerk|lo|hoven|land|wijk|dorp|stad|haven|broek|berg|dijk)$"
)
_VOWELS = frozenset("aeiouy")
_TWO_VOWELS = re.compile("ge(e|i(?!j)|u(?!i))")  # of a participle: they are not read as one
# Letters that sound alike, and are mistaken for each other.
_ALIKE = (
    {"c", "k"}, {"s", "z"}, {"f", "v"}, {"d", "t"}, {"g", "h"}, {"c", "s"}, {"i", "y"},
)  # fmt: skip
# The words without a meaning of their own that a text can hardly do without, of English and of Dutch.
_ENGLISH = frozenset((
    "an", "and", "are", "as", "be", "by", "for", "from", "has", "have", "it", "its", "must", "not", "on", "our",
    "that", "the", "their", "this", "to", "which", "will", "with",
))  # fmt: skip
_DUTCH = frozenset((
    "aan", "als", "bij", "dat", "de", "die", "door", "een", "en", "er", "het", "in", "met", "naar", "niet", "om", "op",
    "te", "tot", "uit", "van", "voor", "wordt", "zijn",
))  # fmt: skip
# The names of types, which texts quote.
_TYPES = frozenset(("boolean", "datetime", "decimal", "duration", "integer", "string"))


def misspelled(text: str, words: Words) -> list[tuple[str, str]]:
    """The words of `text` that are surely misspelled, each once, with what was meant; nothing where it is no Dutch.

    Surely is what is no word, and is one letter from a word: one within it left out or written twice too much, or
    taken for one that sounds alike; or has two letters in each other's place, or lacks a diaeresis. A name is none, and
    neither is what stands in capitals.

    >>> misspelled("Gemeenschappeijke ruimten en electriciteit in Groningen", Words())
    [('Gemeenschappeijke', 'gemeenschappelijke'), ('electriciteit', 'elektriciteit')]
    """
    return list(_misspelled(text, words))


@lru_cache(maxsize=1 << 16)  # who types asks for the same texts after every key
def _misspelled(text: str, words: Words) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys(_WORD.findall(text[:LONGEST_TEXT]))
    slips = [
        (word, meant)
        for word in found
        if not _is_name(word, text) and (meant := words.answer(_slip, word))
    ]
    if not slips or not _is_dutch(found, words):
        return ()
    return tuple(slips)


def _is_dutch(found: dict[str, None], words: Words) -> bool:
    """Whether most of the words that are `found` in a text are Dutch, the one that is misspelled aside."""
    plain = {plain_word(word) for word in found}
    if len(plain & _ENGLISH) > len(plain & _DUTCH):
        return False
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
    if len(low) < SHORTEST or not low.isascii() or not word[1:].islower():
        return ""
    if low in _TYPES:
        return ""
    if words.known(word, ends=True):
        marked = _marked(low, words)
        return marked if word.lower() == low != marked else ""
    ends = len(low) - 2 if word[0].isupper() else len(low) - 1  # Europese is no slip of europees
    swapped = list(_swapped(low, ends))
    for found in (
        [form for form in swapped if words.kind(form) & WordKind.WORD],
        _near_whole(low),
        [*_with_another_part(low, words), *(form for form in swapped if _is_compound(form, words))],
    ):
        if found:
            return _marked(max(sorted(found), key=len), words)
    return ""


def _swapped(word: str, ends: int) -> Iterator[str]:
    """`word` with two letters that stand side by side in each other's place, from the second to that at `ends`."""
    for at in range(1, ends):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _near_whole(word: str) -> list[str]:
    """The listed words that are likely meant by `word`."""
    found = lexicon().near(word, 1)
    return [
        form for form, (_, kind) in found.items() if kind & WordKind.WORD and _is_likely(word, form)
    ]


def _is_compound(word: str, words: Words) -> bool:
    """Whether `word` is made of words that are too long to be there by chance."""
    parts = words.parts(word)
    return len(parts) > 1 and min(map(len, parts)) >= SHORTEST_WRONG_PART


def _with_another_part(word: str, words: Words) -> Iterator[str]:
    """The compound that was meant by `word`, if there is one: in one of its parts a letter within is one too much.

    Or one is left out. Between the parts anything may stand, and vowels make other words.
    """
    if len(word) < LONG_ENOUGH_FOR_PARTS:
        return
    form = words.nearest(word, most=1)
    longer, shorter = sorted((word, form), key=len, reverse=True)
    if len(longer) - len(shorter) != 1 or not _is_compound(form, words):
        return
    at = next(
        (at for at, (a, b) in enumerate(zip(*sorted((word, form)), strict=False)) if a != b), 0
    )
    if longer[:at] + longer[at + 1 :] != shorter:
        return
    seams, length = {0}, 0
    for part in words.parts(form):
        length += len(part)
        seams |= {length - 1, length, length + 1}
    is_doubled = longer[at] == longer[at - 1] and longer[at] not in _VOWELS
    if is_doubled or at not in seams:
        yield form


def _is_likely(wrong: str, right: str) -> bool:
    """Whether who meant `right` may have written `wrong`: they differ in one letter within.

    In a short word it is one letter for two of the same, or the other way round, or one that sounds alike.
    """
    at = next(
        (at for at, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b),
        min(len(wrong), len(right)),
    )
    is_short = len(wrong) < LONG_ENOUGH
    if len(wrong) == len(right):
        pair = {wrong[at], right[at]}
        is_within = 0 < at < len(wrong) - 1
        return is_within and (pair in _ALIKE or (pair <= _VOWELS and not is_short))
    longer = max(wrong, right, key=len)
    if is_short:
        is_doubled = 0 < at < len(longer) and longer[at] == longer[at - 1]
        return is_doubled and longer[at] not in _VOWELS
    return wrong[0] == right[0] and wrong[-1] == right[-1]


def _marked(word: str, words: Words) -> str:
    """`word`, which is plain, with the diaeresis without which two of its vowels would be read as one.

    >>> [_marked(word, Words()) for word in ("beeindiging", "geit", "financiele", "knieen")]
    ['beëindiging', 'geit', 'financiële', 'knieën']
    """
    if _TWO_VOWELS.match(word) and words.kind(word) & WordKind.PARTICIPLE:
        return "ge" + {"e": "ë", "i": "ï", "u": "ü"}[word[2]] + word[3:]
    if word.endswith("iele") and words.kind(word[:-2] + "el") & WordKind.ADJECTIVE:
        return word.removesuffix("iele") + "iële"
    if word.endswith(("ieen", "eeen")):
        word = word.removesuffix("en") + "ën"
    return word.replace("eei", "eëi")
