"""Whether a name is one that the rules on names have nothing against: what they propose has to be such a name."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from compiler.base.dutch.casing import joined_nouns, parted_adjective
from compiler.base.dutch.foreign import ABBREVIATED, FOREIGN
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.subjects import (
    PREPOSITIONS,
    put_subject_last,
    subject_first,
    without_prefix,
)
from compiler.base.dutch.word_kinds import PLURAL
from compiler.base.dutch.words import Words, words_of

AMOUNTS = frozenset({"aantal", "maximumaantal", "minimumaantal"})
MOST_MENDS = 5  # of one name: each mend joins or parts two of its words


def unaccepted_words(name: str, words: Words) -> list[str]:
    """The words of `name` that are no accepted Dutch (AN01): unknown, English or an abbreviation.

    One letter is a sign, and two words written as one are for GN03 and GN04.
    """
    return list(_unaccepted(name, words))


@lru_cache(maxsize=1 << 15)  # who types asks for the same names after every key
def _unaccepted(name: str, words: Words) -> tuple[str, ...]:
    parts = words_of(name)
    last = next((word for word in reversed(parts) if word.isalpha()), "")
    found = [
        word for word in parts if len(word) > 1 and not is_accepted(word, words, ends=word is last)
    ]
    return tuple(found) if found and parted_adjective(name, words) is None else ()


def is_accepted(word: str, words: Words, *, ends: bool = False) -> bool:
    """Whether `word` is Dutch, written in full; the model's own words are accepted whatever they are.

    One that `ends` a name has to be a word by itself.
    """
    plain = plain_word(word)
    if words.is_own(plain):
        return True
    return plain not in FOREIGN and plain not in ABBREVIATED and words.known(word, ends=ends)


def is_plural(name: str, words: Words, *, may_be_verb: bool = True) -> bool:
    """Whether `name` is surely a plural (GN01); `may_be_verb` where its last word might be one as well."""
    parts = [plain_word(word) for word in words_of(name) if not word.isdecimal()]
    if not parts or AMOUNTS & set(parts) or PREPOSITIONS & set(parts):
        return False
    return words.surely(parts[-1], PLURAL, may_be_verb=may_be_verb)


def spelled(name: str, words: Words, *, is_entity: bool) -> str:
    """`name` with its capitals where Dutch has a space, and its first letter as GN03 and GN04 ask.

    Words that are Dutch stay so: what would make others of them is not done.
    """
    made = in_camel_case(name, is_entity=is_entity)
    for _ in range(MOST_MENDS):
        found = parted_adjective(made, words) or joined_nouns(made, words)
        if found is None or _loses_words(made, found.mended, words):
            break
        made = found.mended
    return made


def attribute_name(name: str, words: Words) -> str:
    """What an attribute that is called `name` is to be called: spelled as Dutch is, its subject last (GN04, GN09)."""
    made = spelled(name, words, is_entity=False)
    prefix, rest = without_prefix(made, words)
    if not subject_first(rest, words):
        return made
    turned = spelled(put_subject_last(rest, words), words, is_entity=False)
    if subject_first(words_of(turned), words) or _loses_words(made, turned, words):
        return made
    return "".join([*prefix, turned[0].upper(), turned[1:]]) if prefix else turned


def _loses_words(name: str, mended: str, words: Words) -> bool:
    """Whether all words of `name` are accepted Dutch, and not all of the `mended` name."""
    return bool(unaccepted_words(mended, words)) and not unaccepted_words(name, words)


def in_camel_case(name: str, *, is_entity: bool) -> str:
    """`name` as one word in UpperCamelCase for an entity, else in lowerCamelCase; what is no letter parts words.

    >>> in_camel_case("Afdeling - tijdelijk", is_entity=True), in_camel_case("BAGPand", is_entity=False)
    ('AfdelingTijdelijk', 'bagPand')
    """
    parts = "".join(letter if letter.isalnum() else " " for letter in name).split()
    parts = [part.lower() if part.isupper() else part for part in parts]
    made = "".join(part[0].upper() + part[1:] for part in parts) or "Naam"
    if is_entity:
        return made
    capitals = len([*takewhile(str.isupper, made)])
    small = max(1, capitals - 1)  # the last of several capitals begins the next word
    return made[:small].lower() + made[small:]


def is_acceptable(name: str, words: Words, *, is_entity: bool = False) -> bool:
    """Whether no rule on names has anything against `name`, its number and its place in a model aside."""
    return not (
        unaccepted_words(name, words)
        or spelled(name, words, is_entity=is_entity) != name
        or (not is_entity and subject_first(without_prefix(name, words)[1], words))
    )
