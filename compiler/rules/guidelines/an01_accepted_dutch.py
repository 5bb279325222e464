"""AN01: names are Dutch, written in full."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.casing import parted_adjective
from compiler.base.dutch.phrases import unknown_in
from compiler.base.dutch.words import Words, words_of, words_with
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.language.declarations import Suppression
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule


@rule("AN01", severity=Severity.WARNING)
def accepted_dutch(model: Model) -> Iterator[Finding]:
    """Every word of a name is accepted Dutch, spelled right and written in full.

    AN01: terms follow generally accepted Dutch, and are written in full unless the abbreviation is generally accepted,
    as BTW is. A misspelling in the name of an entity or a message ends up in an address, and mending it there breaks
    clients, so it is to be found before. The words of a name are those between its capitals, of an element those
    between its blanks; compounds are taken apart. What a sector says and a dictionary does not have goes into `woorden`
    in the manifest, where everybody sees it.

    Bad:
        domein A {
            entiteit Relatie {
                contactgegegeven : string  //! AN01 @9 "contactgegegeven" "contactgegeven"
            }
        }

    Good:
        domein A {
            entiteit Relatie { contactgegeven : string, btwNummer : string }
        }
    """
    words = words_with(model.standard.words)
    for entity in model.entities.values():
        yield from _unknown(entity.name, entity.name.text, words, entity.suppressions)
        if not _wrong(entity.name.text, words):
            yield from _unknown(entity.name, entity.plural, words, entity.suppressions)
    for each in model.written:
        yield from _unknown(each.attribute.name, each.text, words, each.attribute.suppressions)
    entities = {entity.plural for entity in model.entities.values()}
    for message in model.messages():
        if message.name.text not in entities:
            suppressions = model.entities[message.root].suppressions
            yield from _unknown(message.name, message.name.text, words, suppressions)
    for element in model.architecture.values():
        wrong = unknown_in(element.name.text, words)
        yield from _unknown(element.name, element.name.text, words, element.suppressions, wrong)


def _wrong(name: str, words: Words) -> list[str]:
    """The words of `name` that are none. One letter is a sign, and two words written as one are for GN03 and GN04."""
    found = [word for word in words_of(name) if len(word) > 1 and not words.known(word)]
    return found if found and parted_adjective(name, words) is None else []


def _unknown(
    place: Name,
    name: str,
    words: Words,
    reasons: tuple[Suppression, ...],
    wrong: list[str] | None = None,
) -> Iterator[Finding]:
    for word in _wrong(name, words) if wrong is None else wrong:
        message = say("{where} is not in the dictionary", where=_quoted(word, name))
        yield Finding(place, message, _hint(word, name, words), reasons)


def _quoted(word: str, name: str) -> Text:
    if word == name:
        return say('"{word}"', word=word)
    return say('"{word}" in "{name}"', word=word, name=name)


def _hint(word: str, name: str, words: Words) -> Text:
    near = words.nearest(word)
    if not near:
        return say("write it in full; a word of the sector belongs in woorden in the manifest")
    near = near.capitalize() if word[0].isupper() else near
    return say(
        'did you mean "{name}"? A word of the sector belongs in woorden in the manifest',
        name=name.replace(word, near),
    )
