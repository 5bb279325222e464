"""What the inflected forms of a Dutch word have in common, roughly; templates/site/site.js does the same."""

from __future__ import annotations

import re

from compiler.base.accents import without_accents

_LONG = 4
_PLURAL_S = re.compile(r"(e[rlmn]|aar|oo?r|eur|ie|age|je|[ao])s$")
_ENDING = re.compile(r"(?:en|e)$")
_TWICE = re.compile(r"([a-z])\1")
_WORD = re.compile(r"[a-z\d]+")
# In a name in camel case.
_BETWEEN_WORDS = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SOUNDS_LIKE = {"v": "f", "z": "s"}  # at the end of a word


def stem(word: str) -> str:
    """The stem of a word in small letters without accents.

    >>> stem("woningen"), stem("huren"), stem("huur"), stem("brieven"), stem("eenheden")
    ('woning', 'hur', 'hur', 'brief', 'enheid')
    """
    found = word.removesuffix("heden") + "heid" if word.endswith("heden") else word
    found = found.removesuffix("'s")
    one = _PLURAL_S.sub(r"\1", found)
    for _ in range(2):
        if one == found and len(found) > _LONG:
            one = _ENDING.sub("", found)
        found = one
    found = _TWICE.sub(r"\1", found)
    return found[:-1] + _SOUNDS_LIKE.get(found[-1:], found[-1:])


def search_words(text: str) -> list[str]:
    """The words of a text or a name, in small letters without accents; a name in camel case has several."""
    return _WORD.findall(without_accents(_BETWEEN_WORDS.sub(" ", text)).lower())
