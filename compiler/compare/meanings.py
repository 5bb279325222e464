"""Whether a code of reference data means something else than it did, as far as its labels tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from compiler.base.accents import without_accents

_WORD = re.compile(r"\w+")
# Two words are one, spelled otherwise, from here on.
_SAME_WORD = 0.8
_TURNS_AROUND = frozenset(
    {
        "niet",
        "geen",
        "zonder",
        "nooit",
        "met",
        "wel",
        "voor",
        "na",
        "tot",
        "vanaf",
        "meer",
        "minder",
    }
)


def is_other_meaning(old: str, new: str, labels: Iterable[str]) -> bool:
    """Whether the label `new` may mean something else than `old` did, beside the other old `labels` of the list.

    It does where it is the label of another code, and it may where a word of the old label is gone or one that turns
    the meaning around came; a longer label, or another spelling, says the same.

    >>> is_other_meaning("Klein", "Groot", ["Klein", "Groot"])
    True
    >>> is_other_meaning("Prive-adres", "Privé adres (woonadres)", [])
    False
    """
    if _words(old) == _words(new):
        return False
    if any(_words(label) == _words(new) for label in labels if _words(label)):
        return True
    before, after = _words(old), _words(new)
    turned = (set(before) ^ set(after)) & _TURNS_AROUND
    return bool(turned) or (
        "".join(before) != "".join(after) and any(not _is_there(word, after) for word in before)
    )


def _is_there(word: str, others: Iterable[str]) -> bool:
    """Whether `word` is one of `others`, maybe spelled otherwise."""
    return any(
        word == other or SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SAME_WORD
        for other in others
    )


def _words(label: str) -> list[str]:
    return _WORD.findall(without_accents(label).casefold())
