"""Words for who takes part in something, and for the role in which: `eigenaar`, `aanvrager`, `gemachtigde`."""

from __future__ import annotations

import re

from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.word_kinds import INFINITIVE, PARTICIPLE, PLURAL
from compiler.base.dutch.words import Words, words_of

# Whoever may have a role, whatever the role is.
PARTIES = frozenset({
    "actor", "bedrijf", "betrokkene", "burger", "mens", "onderneming", "organisatie", "partij", "persoon", "relatie",
    "rechtspersoon", "subject",
})  # fmt: skip

# Roles that nothing in the word tells.
ROLES = frozenset({
    "advocaat", "agent", "arts", "buur", "chef", "client", "coach", "collega", "docent", "dochter", "echtgenoot",
    "echtgenote", "erfgenaam", "financier", "gast", "getuige", "huisarts", "kandidaat", "kind", "klant",
    "leverancier", "lid", "moeder", "notaris", "ouder", "partner", "patient", "secretaris", "student", "vader",
    "vennoot", "voogd", "voorzitter", "zoon",
})  # fmt: skip

_ENDINGS = re.compile(r"(persoon|houder|aar|ant|eur|ist|meester|baas|hoofd|ling)$")
# Whoever does what the verb says: melder of melden, huurder of huren.
_DOERS = (
    (re.compile(r"er$"), "en"),
    (re.compile(r"([aeou])\1([bcdfgklmnprst])der$"), r"\1\2en"),
    (re.compile(r"der$"), "en"),
)
SHORTEST_DOER = 5  # gever

# Nouns with such an ending that are things.
_THINGS = frozenset({
    "computer", "container", "exemplaar", "kamer", "kwadrant", "machine",
    "meter", "monitor", "motor", "nummer", "planeur", "printer", "restant", "server", "teller", "variant", "wekker",
    "zender",
})  # fmt: skip


def is_party(name: str) -> bool:
    """Whether `name`, of an entity, says no more than that someone takes part."""
    parts = words_of(name)
    return bool(parts) and plain_word(parts[-1]) in PARTIES


def is_role(name: str, words: Words) -> bool:
    """Whether the last word of `name`, which is a singular, is a role of a person or an organisation.

    >>> [is_role(name, Words()) for name in ("eigenaar", "afwijkendeBetaler", "gemachtigde", "relatie", "teller")]
    [True, True, True, False, False]
    """
    parts = words_of(name)
    made = words.parts(parts[-1]) if parts else ()
    if not made or made[-1] in _THINGS or words.number(made[-1]) == PLURAL:
        return False
    last = made[-1]
    return (
        last in ROLES
        or bool(_ENDINGS.search(last))
        or _is_doer(last, words)
        or _is_person(last, words)
    )


def _is_doer(word: str, words: Words) -> bool:
    """Whether `word`, or what it ends in, is someone who does what a verb says: melder, and gever in werkgever."""
    endings = (word[at:] for at in range(max(1, len(word) - SHORTEST_DOER + 1)))
    made = (
        pattern.sub(verb, ending)
        for ending in endings
        for pattern, verb in _DOERS
        if pattern.search(ending)
    )
    return any(words.kind(verb) & INFINITIVE for verb in made)


def _is_person(word: str, words: Words) -> bool:
    """Whether `word` is a participle used for a person: gemachtigde, betrokkene, leidinggevende."""
    return word.endswith("ende") or bool(
        word.endswith("e") and words.kind(word.removesuffix("e")) & PARTICIPLE
    )
