"""AN01: names are Dutch, written in full."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.foreign import ABBREVIATED, FOREIGN
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.naming import is_acceptable, spelled, unaccepted_words
from compiler.base.dutch.phrases import unknown_in
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.words import Words, words_with
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.language.declarations import Suppression
from compiler.model.elements import ArchitectureElement, Entity, Message
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding, rule


@rule(
    "AN01",
    severity=Severity.WARNING,
    of=(Entity, WrittenAttributes, Message, ArchitectureElement),
)
def accepted_dutch(
    element: Entity | WrittenAttributes | Message | ArchitectureElement, model: Model
) -> Iterator[Finding]:
    r"""Every word of a name is accepted Dutch, spelled right and written in full.

    AN01: terms follow generally accepted Dutch, and are written in full unless the abbreviation is generally accepted,
    as BTW is. An everyday English word for which Dutch has its own (`city`) is found, and so is an abbreviation of the
    kind that letters have (`tel`, `afd`). A misspelling in the name of an entity or a message ends up in an address,
    and mending it there breaks clients, so it is to be found before. The words of a name are those between its
    capitals, of an element those between its blanks; compounds are taken apart. What a sector says and a dictionary
    does not have goes into `woorden` in the manifest, where everybody sees it. The plural that the compiler proposes
    itself is not looked at.

    Bad:
        domein A {
            entiteit Relatie {
                contactgegegeven : string  //! AN01 @9 "contactgegegeven" "contactgegeven"
                city : string  //! AN01 @9 "\"city\" is English" "Dutch word"
                afd : string  //! AN01 @9 "\"afd\" is an abbreviation" "afdeling"
            }
        }

    Good:
        domein A {
            entiteit Relatie { contactgegeven : string, btwNummer : string }
        }
    """
    words = words_with(model.standard.words)
    match element:
        case Entity(name=name, suppressions=reasons):
            yield from _unknown(name, name.text, words, reasons)
            proposed = propose_plural(name.text, model.standard.words)
            is_told = unaccepted_words(name.text, words) or element.plural == proposed
            if not is_told:
                yield from _unknown(name, element.plural, words, reasons)
        case WrittenAttributes():
            for each in element:
                reasons = each.attribute.suppressions
                yield from _unknown(each.attribute.name, each.text, words, reasons)
        case Message(name=name):
            if name.text not in model.plurals:
                suppressions = model.entities[element.root].suppressions
                yield from _unknown(name, name.text, words, suppressions)
        case ArchitectureElement(name=name):
            wrong = unknown_in(name.text, words)
            yield from _unknown(name, name.text, words, element.suppressions, wrong)


def _unknown(
    place: Name,
    name: str,
    words: Words,
    reasons: tuple[Suppression, ...],
    wrong: list[str] | None = None,
) -> Iterator[Finding]:
    for word in unaccepted_words(name, words) if wrong is None else wrong:
        message = _message(word, name)
        mended = _mended(word, name, words, is_phrase=wrong is not None)
        hint = _hint(word, mended)
        proposals = rename(place, mended) if place.text == name else ()
        yield Finding(place, message, hint, reasons, proposals=proposals)


def _quoted(word: str, name: str) -> Text:
    if word == name:
        return say('"{word}"', word=word)
    return say('"{word}" in "{name}"', word=word, name=name)


def _message(word: str, name: str) -> Text:
    plain = plain_word(word)
    if plain in FOREIGN:
        return say("{where} is English", where=_quoted(word, name))
    if plain in ABBREVIATED:
        return say("{where} is an abbreviation", where=_quoted(word, name))
    return say("{where} is not in the dictionary", where=_quoted(word, name))


def _mended(word: str, name: str, words: Words, *, is_phrase: bool) -> str:
    """The name with what `word` is taken for; empty where nobody knows what is meant."""
    plain = plain_word(word)
    if plain in FOREIGN:
        return ""
    meant = ABBREVIATED.get(plain) or words.nearest(word)
    if not meant:
        return ""
    mended = name.replace(word, meant.capitalize() if word[0].isupper() else meant)
    is_entity = name[0].isupper()
    if not is_phrase:
        mended = spelled(mended, words, is_entity=is_entity)
    return mended if is_phrase or is_acceptable(mended, words, is_entity=is_entity) else ""


def _hint(word: str, mended: str) -> Text:
    if plain_word(word) in FOREIGN:
        return say("write the Dutch word; a word of the sector belongs in woorden in the manifest")
    if not mended:
        return say("write it in full; a word of the sector belongs in woorden in the manifest")
    return say(
        'did you mean "{name}"? A word of the sector belongs in woorden in the manifest',
        name=mended,
    )
