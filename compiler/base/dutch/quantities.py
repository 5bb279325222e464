"""What a name says that its values are: an amount, a measure, a count, a day, a moment, a file, yes or no."""

from __future__ import annotations

import re
from enum import StrEnum

from compiler.base.dutch.compounds import PARTICLES
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.phrases import propose_singular
from compiler.base.dutch.subjects import subject_first
from compiler.base.dutch.word_kinds import NOUN, PARTICIPLE
from compiler.base.dutch.words import Words, words_of


class Quantity(StrEnum):
    """What is no text, though it can be written as one."""

    AMOUNT = "amount"
    MEASURE = "measure"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"
    FILE = "file"
    YES_OR_NO = "yes or no"
    MAYBE_YES_OR_NO = "maybe yes or no"
    MAYBE_NUMBER = "maybe a number"
    MAYBE_TIME = "maybe a time"
    MAYBE_FILE = "maybe a file"


_NOUNS = {
    Quantity.AMOUNT: (
        "bedrag prijs kosten onkosten saldo inkomen salaris loon som huur budget omzet tarief toeslag premie "
        "vergoeding totaal subtotaal schuld korting boete voorschot aanbetaling opbrengst inkomsten uitgaven lasten "
        "baten heffing btw rente wozwaarde marktwaarde boekwaarde restwaarde taxatiewaarde huurwaarde"
    ),
    Quantity.MEASURE: (
        "oppervlakte oppervlak hoogte lengte breedte diepte dikte gewicht volume afstand percentage temperatuur "
        "verbruik vermogen omtrek diameter rendement hoeveelheid breedtegraad lengtegraad"
    ),
    Quantity.COUNT: "aantal leeftijd bouwjaar jaartal",
    Quantity.DAY: "datum",
    Quantity.MOMENT: "tijdstip",
    Quantity.FILE: "bestand foto afbeelding",
    Quantity.MAYBE_NUMBER: "punten score factor ratio coefficient achterstand capaciteit snelheid",
    Quantity.MAYBE_TIME: "tijd duur",
    Quantity.MAYBE_FILE: "document bijlage bijlagen scan tekening plattegrond logo handtekening video pdf",
}
_BY_NOUN = {noun: quantity for quantity, nouns in _NOUNS.items() for noun in nouns.split()}
_LONGEST_FIRST = sorted(_BY_NOUN, key=len, reverse=True)

# Shorter nouns are the end of other words by chance: there, what stands before them has to be a word.
_SURE = 6
# Before a noun these make a verb's noun of it, which is something else: verhuur, inhuur.
_BEFORE_VERBS = PARTICLES | {"be", "ge", "her", "in", "ont", "op", "af", "ver"}

# What ends in such a noun and is something else.
_OTHERS = frozenset(
    {"deeltijd", "voltijd", "maaltijd", "onschuld", "jaartekening", "aantekening", "ondertekening"}
)

# A question, answered by yes or no: isActief, heeftLift.
_QUESTION = re.compile(r"(?:is|heeft|kan|mag|moet|wordt|indicatie)[A-Z]\w*|(?:\w*J|j)aNee")
# The guideline's own example: whether something is up for it.
_YES_OR_NO = frozenset({"verkoop"})


def quantity_of(name: str, many: bool, words: Words) -> Quantity | None:
    """What the values of an attribute are by its `name`; of one that holds `many`, by the singular of that.

    >>> [str(quantity_of(name, False, Words())) for name in ("brutohuur", "oppervlakteTotaal", "pasfoto", "isActief")]
    ['amount', 'measure', 'file', 'yes or no']
    >>> [quantity_of(name, False, Words()) for name in ("verhuur", "bestandsnaam", "bedragOmschrijving", "persoon")]
    [None, None, None, None]
    """
    parts = words_of(name)
    if not parts:
        return None
    if _QUESTION.fullmatch(name) or name in _YES_OR_NO:
        return Quantity.YES_OR_NO
    if subject_first(parts, words) and (found := _BY_NOUN.get(plain_word(parts[0]))):
        return found
    last = plain_word(parts[-1])
    single = propose_singular(last) if many else ""
    together = plain_word("".join(parts[-2:]))  # wozWaarde
    for word in filter(None, (single, last)):
        if found := _by_last_noun(word, words):
            return found
    if found := _BY_NOUN.get(together):
        return found
    is_participle = words.kind(name) & PARTICIPLE and not words.kind(name) & NOUN
    return Quantity.MAYBE_YES_OR_NO if is_participle and not many else None


def _by_last_noun(word: str, words: Words) -> Quantity | None:
    """What `word` is by the longest noun that it ends in."""
    if word in _OTHERS:
        return None
    for noun in _LONGEST_FIRST:
        if word.endswith(noun):
            before = word.removesuffix(noun)
            if before in _BEFORE_VERBS:
                return None
            is_noun = not before or len(noun) >= _SURE or words.known(before) or words.known(word)
            return _BY_NOUN[noun] if is_noun else None
    return None
