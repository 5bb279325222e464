"""GN07: a collection has a plural name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.naming import unaccepted_words
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.word_kinds import PLURAL
from compiler.base.dutch.words import Words, words_of, words_with
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.elements import Attribute, Entity, Message, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import rename, write_value
from compiler.rules.rule import Finding, rule

NUMBERED = re.compile(r"(?P<stem>.*[^\W\d_])_?(?P<number>\d{1,2})")
MEASURES = frozenset({"m", "co", "h", "no", "so"})  # inhoudM3, uitstootCO2


@rule("GN07", of=(WrittenAttributes, Entity, Message))
def plural_collection(
    element: WrittenAttributes | Entity | Message, model: Model
) -> Iterator[Finding]:
    """The name of a collection is a plural, and nothing is repeated with a number behind it.

    GN07: an attribute that holds several of something says so by its plural, which is the exception to GN01. Several
    attributes for the same thing, told apart by numbers, are a collection in disguise: all in a collection have the
    same function and no order. What is not in the dictionary is passed over, for nobody knows its number; and so is a
    name with the plural within (`pandenBasisregistratie`). The plural of an entity and the name of a message name a
    collection too, at an address: a warning where they are none.

    Bad:
        domein A {
            entiteit Eenheid
            entiteit Publicatie { eenheid : Eenheid[] }  //! GN07 @27 "eenheid" "eenheden"
        }

    Bad:
        domein A {
            entiteit Brief {
                regel1 : string  //! GN07 @9 "regel1" "regels"
                regel2 : string
            }
        }

    Good:
        domein A {
            entiteit Eenheid
            entiteit Publicatie { eenheden : Eenheid[], kosten : decimal[] }
        }
    """
    words = words_with(model.standard.words)
    match element:
        case WrittenAttributes():
            for each in element:
                if each.attribute.many and not may_be_plural(each.text, words):
                    yield _collection(each, words, model)
        case Entity():
            yield from _repeats(element, model)
            yield from _plural_of(element, words, model)
        case Message():
            yield from _resource(element, words, model)


def _collection(each: WrittenAttribute, words: Words, model: Model) -> Finding:
    """A name of a collection that is no plural."""
    name = each.text
    message = say('"{name}" is a collection, and no plural', name=name)
    plural = propose_plural(name, model.standard.words)
    is_noun = words.is_noun(words_of(name)[-1])
    if is_noun and not set(unaccepted_words(plural, words)) - set(words_of(name)):
        hint = say('write "{name}"', name=plural)
        proposals = rename(each.attribute.name, plural)
    else:
        hint = say("name what it holds, in the plural")
        proposals = ()
    reasons = each.attribute.suppressions
    return Finding(each.attribute.name, message, hint, reasons, proposals=proposals)


def _plural_of(entity: Entity, words: Words, model: Model) -> Iterator[Finding]:
    """The plural that `entity` states, where it is none."""
    own = model.standard.words
    proposed = propose_plural(entity.name.text, own)
    is_stated = entity.plural not in (proposed, propose_plural(entity.name.text))
    if entity.value_object or not is_stated or may_be_plural(entity.plural, words):
        return
    message = say(
        '"{plural}" is said to be the plural of "{entity}", and is none',
        plural=entity.plural,
        entity=entity.name,
    )
    hint = say("write (meervoud {name})", name=proposed)
    yield Finding(
        place=entity.name,
        message=message,
        hint=hint,
        suppressions=entity.suppressions,
        severity=Severity.WARNING,
        proposals=write_value(entity.name, "meervoud", entity.plural, proposed),
    )


def _resource(each: Message, words: Words, model: Model) -> Iterator[Finding]:
    """The name of a message that is no plural."""
    if may_be_plural(each.name.text, words):
        return
    message = say('"{name}" names a resource, and is no plural', name=each.name)
    plural = propose_plural(each.name.text, model.standard.words)
    hint = say('write "{name}"', name=plural)
    proposals = rename(each.name, plural)
    yield Finding(each.name, message, hint, severity=Severity.WARNING, proposals=proposals)


def may_be_plural(name: str, words: Words) -> bool:
    """Whether one of the words of `name` is a plural, or the last of them says nothing of number.

    An adjective may be used for a noun, but one without -en is not used for several. What would be proposed as its own
    plural (goederen) is one.
    """
    parts = [plain_word(word) for word in words_of(name) if not word.isdecimal()]
    if not parts or any(words.number(part) & PLURAL for part in parts):
        return True
    last = parts[-1]
    if not words.known(last):
        return True
    says_number = words.number(last) or words.is_adjective(last)
    return not says_number or propose_plural(last) == last


def _repeats(entity: Entity, model: Model) -> Iterator[Finding]:
    """The attributes that `entity` writes several times, told apart by numbers."""
    repeated: defaultdict[tuple[str, str, str], list[Attribute]] = defaultdict(list)
    for attribute in entity.attributes:
        stem = "" if attribute.standard else _numbered_stem(attribute.name.text)
        if stem:
            repeated[stem, attribute.kind, attribute.target].append(attribute)
    for (stem, _, _), attributes in repeated.items():
        if len(attributes) > 1:
            yield _repeated(propose_plural(stem, model.standard.words), attributes)


def _numbered_stem(name: str) -> str:
    """The name without the number behind it; empty where it has none, or has it as a measure."""
    found = NUMBERED.fullmatch(name) if name[-1].isdecimal() else None
    if found is None:
        return ""
    last_words = words_of(found["stem"])[-1:]
    is_measure = plain_word("".join(last_words)) in MEASURES
    return "" if is_measure else found["stem"]


def _repeated(plural: str, attributes: list[Attribute]) -> Finding:
    first = attributes[0]
    names = ", ".join(f'"{attribute.name}"' for attribute in attributes)
    message = say("{names} repeat one attribute with numbers", names=names)
    type_name = first.type_name or first.target
    hint = say("write {name} : {type_name}[]", name=plural, type_name=type_name)
    reasons: list[Suppression] = []
    for attribute in attributes:
        reasons.extend(attribute.suppressions)
    return Finding(first.name, message, hint, tuple(reasons))
