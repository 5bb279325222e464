"""Names of several words, as a title has them: what each word may be, and the form that it should have had.

A proposal is a form that the lexicon has, with the capital of what it stands for; empty where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.base.dutch.compounds import PARTICLES
from compiler.base.dutch.lexicon import lexicon, plain_word
from compiler.base.dutch.numbers import ALWAYS_PLURAL, IRREGULAR
from compiler.base.dutch.plurals import SINGULAR_ENDINGS, propose_plural
from compiler.base.dutch.subjects import PREPOSITIONS
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
)
from compiler.base.dutch.words import OwnWord, Words, words_with

NOUNS = NOUN | END
# Words that stand between others and are none of these themselves; those that join two of a kind.
JOINING = frozenset({"en", "of"})
SMALL = PREPOSITIONS | JOINING | {"de", "het", "een"}
_PRESENT_PARTICIPLE = re.compile(r"ende?$")
_TOLD = NOUNS | ADJECTIVE | PARTICIPLE | INFINITIVE | VERB

# What a noun of an act ends in, and the verb it comes of: vastlegging, registratie, and stems as in beheer and inkoop.
_ACTS = (
    (re.compile(r"ing$"), "en"),
    (re.compile(r"atie$"), "eren"),
    (re.compile(r"tie$"), "teren"),
    (re.compile(r"([aeou])\1([bcdfgklmnprst])$"), r"\1\2en"),
    (re.compile(r"([bcdfgklmnprst])$"), r"\1\1en"),
    (re.compile(r"$"), "en"),
)

# Nouns that name a thing, though they end as the noun of an act does.
_THINGS = frozenset(
    {
        "woning",
        "rekening",
        "leiding",
        "tekening",
        "verdieping",
        "instelling",
        "belasting",
        "vergunning",
    }
)

# Nouns in -ing that name a thing, though a verb is spelled as if they came of it.
_NEVER_ACTS = frozenset({"woning", "rekening", "honing", "haring", "paling", "penning", "ketting"})
_SHORTEST_STEM = 2  # of a verb: eten, innen
_SHORTEST_IN_EL = 5  # that stands by itself: handel, regel
_PREFIXES = frozenset({"be", "ge", "her", "ont", "ver"})

_APART = re.compile(r"[^\w'’-]+")


def unknown_in(name: str, words: Words) -> list[str]:
    """The words of a name of several that are no Dutch; what a hyphen joins may be known as a whole, or part by part.

    >>> from compiler.base.dutch.words import Words
    >>> unknown_in("Keuren cv-ketel in VvE-pand", Words()), unknown_in("Beheren risico's/overenkomsten", Words())
    ([], ['overenkomsten'])
    """
    found = [
        word for word in _APART.split(name) if len(plain_word(word)) > 1 and not words.known(word)
    ]
    return [word for word in found if not all(words.known(part) for part in word.split("-"))]


def kind_of(word: str, words: Words) -> int:
    """What `word` can be, by the last part of a compound; 0 where the lexicon does not tell."""
    parts = words.parts(word)
    kind = words.kind(parts[-1]) if parts else 0
    return kind if kind & _TOLD else 0


def can_be(word: str, kinds: int, words: Words) -> bool:
    """Whether `word` can be one of `kinds`; what is not known can be anything."""
    kind = kind_of(word, words)
    return plain_word(word) not in SMALL and (not kind or bool(kind & kinds))


def may_be_adjective(word: str, words: Words) -> bool:
    """Whether `word` can be an adjective or a participle: inkomende and afgehandelde too."""
    if can_be(word, ADJECTIVE | PARTICIPLE, words):
        return True
    return bool(kind_of(word, words) & VERB and _PRESENT_PARTICIPLE.search(plain_word(word)))


def is_number(word: str, number: int, words: Words) -> bool:
    """Whether `word`, where a noun stands, can be of that number; a noun without a singular can be either."""
    parts = words.parts(word)
    found = kind_of(word, words) & NOUN
    return not found or bool(found & number) or parts[-1] in ALWAYS_PLURAL


def propose_verb(word: str, words: Words) -> str:
    """The infinitive of which the noun `word` comes.

    >>> from compiler.base.dutch.words import Words
    >>> [propose_verb(word, Words()) for word in ("Behandeling", "Registratie", "beheer", "Woning")]
    ['Behandelen', 'Registreren', 'beheren', '']
    """
    low = plain_word(word)
    if words.parts(low) != (low,) or low in _THINGS:
        return ""
    made = (pattern.sub(verb, low, count=1) for pattern, verb in _ACTS if pattern.search(low))
    return _like(word, (form for form in made if words.kind(form) & INFINITIVE))


def propose_act(word: str, words: Words) -> str:
    """The noun in -ing of the verb `word`, or of the verb of which `word` comes.

    >>> from compiler.base.dutch.words import Words
    >>> [propose_act(word, Words()) for word in ("Vastleggen", "Registratie", "snel")]
    ['Vastlegging', 'Registrering', '']
    """
    verb = word if words.kind(word) & INFINITIVE else propose_verb(word, words)
    act = re.sub("en$", "ing", plain_word(verb))
    return _like(word, (form for form in (act,) if lexicon().kind(form) & SINGULAR))


def is_act(word: str, words: Words) -> bool:
    """Whether `word` is a noun in -ing that comes of a verb; true of what is not known and has that ending.

    >>> from compiler.base.dutch.words import Words
    >>> [is_act(word, Words()) for word in ("Verzending", "voorziening", "Huurverrekening", "blorking")]
    [True, True, True, True]
    >>> [is_act(word, Words()) for word in ("Koning", "huurderskring", "leerling", "Woning", "Vastleggen")]
    [False, False, False, False, False]
    """
    low = plain_word(word)
    if not low.endswith("ing") or not can_be(low, NOUNS, words):
        return False
    last = (words.parts(low) or (low,))[-1]
    if last in _NEVER_ACTS:
        return False
    return not kind_of(low, words) or words.answer(_ends_in_verb, last.removesuffix("ing"))


def _ends_in_verb(stem: str, words: Words) -> bool:
    """Whether `stem`, or an ending of it, is that of a verb: compounds are listed as a whole (huurverrekening).

    What ends in -eling is mostly a person (vondeling), so that there a word has to stand before a short verb.
    """
    shortest = _SHORTEST_IN_EL if stem.endswith("el") else _SHORTEST_STEM
    return any(
        _is_stem(stem[start:], words)
        and (len(stem) - start >= shortest or _begins(stem[:start], words))
        for start in range(len(stem) - _SHORTEST_STEM + 1)
    )


def _begins(word: str, words: Words) -> bool:
    """Whether `word` may stand before a verb, or is nothing."""
    before = not word or word in PARTICLES or word in _PREFIXES
    return before or bool(words.kind(word) & (BEGIN | NOUN))


def _is_stem(stem: str, words: Words) -> bool:
    """Whether `stem` makes an infinitive with -en, or is one (voorzien), or another form of a verb."""
    if words.kind(stem + "en") & (INFINITIVE | VERB) or words.kind(stem) & INFINITIVE:
        return True
    if len(stem) <= _SHORTEST_STEM:
        return False
    is_form = len(stem) > _SHORTEST_STEM + 1 and words.kind(stem) & (VERB | PARTICIPLE)
    return bool(is_form or words.kind(stem + "t") & VERB)


def is_act_in_atie(word: str, words: Words) -> bool:
    """Whether `word` is a noun in -atie that comes of a verb in -eren; true of what is not known and has that ending.

    >>> from compiler.base.dutch.words import Words
    >>> [is_act_in_atie(word, Words()) for word in ("Registratie", "creatie", "blorkatie", "Relatie", "locatie")]
    [True, True, True, False, False]
    """
    low = plain_word(word)
    if not low.endswith("atie") or not is_number(low, SINGULAR, words):
        return False
    last = (words.parts(low) or (low,))[-1]
    verb = last.removesuffix("atie") + "eren"
    return not kind_of(low, words) or bool(words.kind(verb) & INFINITIVE)


def is_plural_of_noun(word: str, own: tuple[OwnWord, ...] = ()) -> bool:
    """Whether `word`, which the lexicon has as a verb alone, is the plural of a noun as well.

    >>> [is_plural_of_noun(word) for word in ("huren", "kopen", "behandelen", "innen")]
    [True, True, False, False]
    """
    words = words_with(own)
    return bool(kind_of(word, words) & INFINITIVE) and bool(propose_singular(word, own))


def propose_singular(word: str, own: tuple[OwnWord, ...] = ()) -> str:
    """The singular of which `word` is the plural; `own` are the model's own words.

    >>> [propose_singular(word) for word in ("Klachten", "huurwoningen", "Zaken", "criteria", "Leden", "snel")]
    ['Klacht', 'huurwoning', 'Zaak', 'criterium', 'Lid', '']
    """
    low, words = plain_word(word), words_with(own)
    if any(low.endswith(noun) for noun in ALWAYS_PLURAL):
        return ""
    made = [
        *(
            low[: -len(plural)] + singular
            for singular, plural in IRREGULAR.items()
            if low.endswith(plural)
        ),
        *(
            low[: -len(each.plural)] + plain_word(each.text)
            for each in own
            if each.plural and low.endswith(plain_word(each.plural))
        ),
        *(
            pattern.sub(singular, low, count=1)
            for pattern, singular in SINGULAR_ENDINGS
            if pattern.search(low)
        ),
    ]
    fitting = (
        form
        for form in made
        if kind_of(form, words) & SINGULAR and propose_plural(form, own) == low
    )
    return _like(word, fitting)


def with_number(word: str, number: int, own: tuple[OwnWord, ...] = ()) -> str:
    """The noun `word` in the plural or the singular: a proposal."""
    if number == SINGULAR:
        return propose_singular(word, own)
    made = propose_plural(plain_word(word), own)
    listed = kind_of(made, words_with(own)) & PLURAL or made.endswith(tuple(IRREGULAR.values()))
    return _like(word, [made] if listed else [])


def _like(word: str, made: Iterable[str]) -> str:
    """The first of what is `made`, with a capital where `word` has one."""
    found = next(iter(made), "")
    return found.capitalize() if word[:1].isupper() else found
