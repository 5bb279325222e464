"""How the name of an element is written: which words, in which order, of which form (CS01 to CS08).

A `Form` is what a guideline says. `breaches` holds the elements of some kinds against it, and says what to write
instead where a form of the lexicon fits. A word that the lexicon does not know may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from compiler.base.dutch import phrases
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.word_kinds import BEGIN, INFINITIVE, PLURAL, SINGULAR
from compiler.base.dutch.words import OwnWord, Words, words_with
from compiler.base.wording import Text, joined, say
from compiler.language.cora import ElementKind
from compiler.language.quick_mends import name_in
from compiler.model.model import Model
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding


class Dutch(NamedTuple):
    """What judges a word: Dutch with the model's own words, and those words.

    `takes_plurals` says that a word which the dictionary has as a verb alone may be the plural of a noun: huren, of
    huur. It is not where another noun stands in front, as in "Plannen maken", and a proposal takes no such liberty.
    """

    words: Words
    own: tuple[OwnWord, ...]
    takes_plurals: bool = False


class Fault(NamedTuple):
    """What is wrong with a word, and the word to write instead; empty where none is known."""

    text: Text
    instead: str = ""


Slot: TypeAlias = Callable[[str, Dutch], Fault | None]


class Form(NamedTuple):
    """How a kind of element is written.

    Attributes:
        says: the form in words, to stand behind "is".
        example: a name of that form.
        patterns: what stands in each place, for each number of words there may be.
    """

    says: Text
    example: str
    patterns: tuple[tuple[Slot, ...], ...]


class _Reading(NamedTuple):
    """What is wrong with a row of words in a form, and the row mended; empty where it cannot be.

    `inflected` says that an adjective stands before a noun: Sociale projecten, but Sociaal project.
    """

    faults: tuple[Text, ...]
    mended: tuple[str, ...] = ()
    inflected: bool = False


# -- what may stand in a place -------------------------------------------------------------------------------------


def verb(word: str, dutch: Dutch) -> Fault | None:
    """An infinitive."""
    instead = phrases.propose_verb(word, dutch.words)
    act_of_verb = bool(instead) and plain_word(word).endswith("ing")
    if phrases.can_be(word, INFINITIVE, dutch.words) and not act_of_verb:
        return None
    return Fault(say('"{word}" is no verb', word=word), instead)


def singular(word: str, dutch: Dutch) -> Fault | None:
    """A noun in the singular."""
    return _noun(word, SINGULAR, say("singular"), dutch)


def plural(word: str, dutch: Dutch) -> Fault | None:
    """A noun in the plural."""
    return _noun(word, PLURAL, say("plural"), dutch)


def _noun(word: str, number: int, name: Text, dutch: Dutch) -> Fault | None:
    if not phrases.can_be(word, phrases.NOUNS, dutch.words):
        may_be_plural = number == PLURAL and dutch.takes_plurals
        if may_be_plural and phrases.is_plural_of_noun(word, dutch.own):
            return None
        return Fault(say('"{word}" is no noun', word=word))
    if phrases.is_number(word, number, dutch.words):
        return None
    instead = phrases.with_number(word, number, dutch.own)
    return Fault(say('"{word}" is no {name}', word=word, name=name), instead)


def adjective(word: str, dutch: Dutch) -> Fault | None:
    """An adjective; a participle before a noun is one."""
    if phrases.may_be_adjective(word, dutch.words):
        return None
    return Fault(say('"{word}" is no adjective', word=word))


def act_in_ing(word: str, dutch: Dutch) -> Fault | None:
    """A verb as a noun in -ing."""
    if phrases.is_act(word, dutch.words):
        return None
    if plain_word(word).endswith("ing"):
        return Fault(say('"{word}" comes of no verb', word=word))
    instead = phrases.propose_act(word, dutch.words)
    return Fault(say('"{word}" does not end in -ing', word=word), instead)


def act_in_atie(word: str, dutch: Dutch) -> Fault | None:
    """A verb as a noun in -atie."""
    if phrases.is_act_in_atie(word, dutch.words):
        return None
    if plain_word(word).endswith("atie"):
        return Fault(say('"{word}" comes of no verb', word=word))
    return Fault(say('"{word}" does not end in -atie', word=word))


# -- names held against a form -------------------------------------------------------------------------------------


def breaches(model: Model, form: Form, *kinds: ElementKind) -> Iterator[Finding]:
    """A finding for each element of `kinds` that is not written in `form`."""
    dutch = Dutch(words_with(model.standard.words), model.standard.words)
    for element in model.architecture.values():
        if element.kind not in kinds:
            continue
        row = tuple(element.name.text.split())
        is_noun = bool(phrases.kind_of(row[0], dutch.words) & phrases.NOUNS)
        reading = _read(row, form, dutch._replace(takes_plurals=not is_noun))
        if reading.faults:
            faults = joined(reading.faults, "; ")
            message = say(
                "{faults}: {kind} is {form}", faults=faults, kind=element.kind, form=form.says
            )
            hint = _hint(row, reading, form, dutch)
            proposals = rename(element.name, " ".join(reading.mended) or name_in(hint))
            yield Finding(element.name, message, hint, element.suppressions, proposals=proposals)


def _hint(row: tuple[str, ...], reading: _Reading, form: Form, dutch: Dutch) -> Text:
    if reading.mended and reading.inflected:
        pairs = zip(reading.mended, row, strict=True)
        changes = [
            say('write "{new}" for "{old}"', new=new, old=old) for new, old in pairs if new != old
        ]
        return joined(changes, "; ")
    if reading.mended:
        return say('write "{name}"', name=" ".join(reading.mended))
    other = _other_way(row, form, dutch)
    if other:
        return say('did you mean "{name}"?', name=other)
    return say('write it as in "{example}"', example=form.example)


def _read(row: tuple[str, ...], form: Form, dutch: Dutch) -> _Reading:
    """The reading of `row` with the fewest faults; of the ones that can be mended, if any can."""
    readings = [
        _in_pattern(row, pattern, dutch) for pattern in form.patterns if len(pattern) == len(row)
    ]
    if not readings:
        return _Reading((_number_of_words(row),))
    return min(readings, key=lambda reading: (len(reading.faults), not reading.mended))


def _number_of_words(row: tuple[str, ...]) -> Text:
    name = " ".join(row)
    if len(row) == 1:
        return say('"{name}" is one word', name=name)
    return say('"{name}" is {number} words', name=name, number=len(row))


def _in_pattern(row: tuple[str, ...], pattern: tuple[Slot, ...], dutch: Dutch) -> _Reading:
    faults = [slot(word, dutch) for slot, word in zip(pattern, row, strict=True)]
    instead = [fault.instead if fault else word for fault, word in zip(faults, row, strict=True)]
    found = tuple(fault.text for fault in faults if fault)
    can_be_mended = all(instead)
    return _Reading(found, tuple(instead) if can_be_mended else (), adjective in pattern)


def _other_way(row: tuple[str, ...], form: Form, dutch: Dutch) -> str:
    """The same words in another order, as one word or as two, where that fits `form` or can be mended to fit it."""
    for other in _reshaped(row, dutch.words):
        first, *others = other
        if row[0][0].isupper():
            first = first[0].upper() + first[1:]
        reading = _read((first, *others), form, dutch)
        if reading.mended:
            return " ".join(reading.mended)
    return ""


def _reshaped(row: tuple[str, ...], words: Words) -> Iterator[tuple[str, ...]]:
    """The words of `row` in other orders and numbers, whether they fit a form or not."""
    small = tuple(word.lower() if word[1:].islower() else word for word in row)
    if len(row) == 1:
        parts = words.parts(row[0])
        if len(parts) == 2:
            yield parts[::-1]  # klachtenafhandeling: afhandeling, klachten
    if len(row) == 2:
        yield small[::-1]
        compound = "".join(small)
        if words.kind(small[0]) & BEGIN and words.parts(compound):
            yield (compound,)
    kept = tuple(word for word in small if plain_word(word) not in phrases.SMALL - phrases.JOINING)
    if 0 < len(kept) < len(row):
        yield kept
