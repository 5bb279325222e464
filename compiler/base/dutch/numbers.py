"""Nouns whose number the lexicon does not tell: lists of exceptions, and what their endings suggest."""

from __future__ import annotations

import re

from compiler.base.dutch.lexicon import WordKind

_SINGULAR, _PLURAL = int(WordKind.SINGULAR), int(WordKind.PLURAL)

# Nouns that have no singular, or mean something else by it.
ALWAYS_PLURAL = frozenset({
    "kosten", "onkosten", "baten", "lasten", "inkomsten", "uitgaven", "gegevens", "financien", "leges", "goederen",
    "middelen", "werkzaamheden", "hersenen", "ouders", "schulden", "voorletters", "initialen", "data",
})  # fmt: skip

_ALWAYS_PLURAL = tuple(ALWAYS_PLURAL)

# Vowels that change, or become long; and loan words in -e, of which the lexicon has both plurals.
IRREGULAR = {
    "stad": "steden", "lid": "leden", "kind": "kinderen", "schip": "schepen", "ei": "eieren", "lied": "liederen",
    "rad": "raderen", "gelid": "gelederen", "koopman": "kooplieden", "weg": "wegen", "dag": "dagen", "dak": "daken",
    "gat": "gaten", "pad": "paden", "glas": "glazen", "vat": "vaten", "slot": "sloten", "bad": "baden", "blad":
    "bladen", "lot": "loten", "spel": "spelen", "hof": "hoven", "schot": "schoten", "slag": "slagen", "offerte":
    "offertes", "kalf": "kalveren", "rund": "runderen", "lam": "lammeren", "volk": "volkeren", "hoen": "hoenderen",
}  # fmt: skip

IRREGULAR_PLURALS = frozenset(IRREGULAR.values())

_SINGULAR_ENDING = re.compile(r"(ing|heid|teit|schap|tie|sie|graaf|isme|dom|eur|sel)$")
_PLURAL_ENDING = re.compile(
    r"(ingen|heden|teiten|schappen|ties|sies|grafen|ismen|eurs|sels|ussen|[aeiou][lrn]s)$"
)


def number_by_ending(word: str) -> int:
    """What the ending of a noun suggests: SINGULAR or PLURAL; 0 where it says nothing."""
    if word.endswith(_ALWAYS_PLURAL) or _PLURAL_ENDING.search(word):
        return _PLURAL
    return _SINGULAR if _SINGULAR_ENDING.search(word) else 0
