"""GN08: an attribute name does not begin with the name of its entity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from compiler.base.dutch.subjects import PREPOSITIONS
from compiler.base.dutch.words import Words, words_with
from compiler.base.wording import say
from compiler.model.elements import TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding, rule


@rule("GN08", of=(WrittenAttributes,))
def without_entity_name(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
    """An attribute name never begins with the name of its entity.

    GN08: an Eenheid has a `soort`, no `eenheidsoort`, for whose it is stands before the dot already. What refers to an
    entity is the exception, for it has the name of that entity by preference; and further on in a name that of the
    entity may stand (`bovenliggendeEenheid`). A name that only begins with the same letters (`puntigheid` in Punt) is
    no finding: what is left has to be a word.

    Bad:
        domein A {
            entiteit Eenheid {
                eenheidId : string  //! GN08 @9 "eenheidId" "id"
                eenheidsoort : EENHEIDSOORT  //! GN08 @9 "eenheidsoort" "soort"
            }
            referentiedata EENHEIDSOORT
        }

    Good:
        domein A {
            entiteit Eenheid {
                soort : EENHEIDSOORT
                eenheden : Eenheid[]
                bovenliggendeEenheid : Eenheid
            }
            referentiedata EENHEIDSOORT
        }
    """
    words = words_with(model.standard.words)
    for each in written:
        if each.attribute.kind is TypeKind.ENTITY:
            continue
        mended = _without_entity(each, words)
        if mended is not None:
            message = say(
                '"{text}" begins with the name of its entity, "{entity}"',
                text=each.text,
                entity=each.entity.name,
            )
            if mended:
                hint = say('write "{name}"', name=mended)
            else:
                hint = say("say what it holds of it: naam, waarde, omschrijving, …")
            proposals = rename(each.attribute.name, mended)
            reasons = each.attribute.suppressions
            yield Finding(each.attribute.name, message, hint, reasons, proposals=proposals)


def _without_entity(each: WrittenAttribute, words: Words) -> str | None:
    """The name without that of the entity: empty where nothing is left, None where it does not begin with it."""
    name, entity = each.text, each.entity.name.text
    if len(name) < len(entity) or not name.casefold().startswith(entity.casefold()):
        return None
    rest = name[len(entity) :]
    if not rest:
        return ""
    for left in (rest, rest.removeprefix("s")):
        if left and _is_word(left, words):
            return left[0].lower() + left[1:]
    return None


def _is_word(left: str, words: Words) -> bool:
    """Whether what is left may be a name, so that the entity's name was a word by itself."""
    if left[0].isupper():
        return True
    return left.casefold() not in PREPOSITIONS and _begins_with_noun(left, words)


def _begins_with_noun(left: str, words: Words) -> bool:
    if left == "id":
        return True
    first = "".join(takewhile(lambda letter: not letter.isupper(), left))
    return len(first) > 2 and words.is_noun(first)
