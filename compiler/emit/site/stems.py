"""What the inflected forms of a Dutch word have in common, roughly; templates/site/site.js does the same."""

from __future__ import annotations

import re

from compiler.base.accents import without_accents

_LONG = 4
_PLURAL_S = re.compile(r"(e[rlmn]|aar|oo?r|eur|ie|age|je|[ao])s$")
_ENDING = re.compile(r"(?:en|e)$")
_WORD = re.compile(r"[a-z\d]+")
_PARTED = (
    (re.compile(r"([a-z\d])([A-Z])"), r"\1 \2"),
    (re.compile(r"([A-Z])([A-Z][a-z])"), r"\1 \2"),
)


def stem(word: str) -> str:
    """The stem of a word in small letters without accents.

    >>> stem("woningen"), stem("huren"), stem("huur"), stem("brieven"), stem("eenheden")
    ('woning', 'hur', 'hur', 'brief', 'enheid')
    """
    found = re.sub(r"heden$", "heid", word).removesuffix("'s")
    one = _PLURAL_S.sub(r"\1", found)
    for _ in range(2):
        if one == found and len(found) > _LONG:
            one = _ENDING.sub("", found)
        found = one
    found = re.sub(r"([a-z])\1", r"\1", found)
    return re.sub(r"z$", "s", re.sub(r"v$", "f", found))


def search_words(text: str) -> list[str]:
    """The words of a text or a name, in small letters without accents; a name in camel case has several."""
    for pattern, parted in _PARTED:
        text = pattern.sub(parted, text)
    return _WORD.findall(without_accents(text).lower())
