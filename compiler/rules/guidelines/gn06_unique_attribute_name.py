"""GN06: one name, one attribute; one role, one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.wording import Text, say
from compiler.language.formatted_names import format_name
from compiler.model.elements import Attribute, Entity, TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import leave_attribute_out, rename, write_instead
from compiler.rules.rule import Finding, rule

# Words for one role; the first of a row is no better than the others, the habit of the model counts.
SYNONYMS = (
    frozenset({"medewerker", "werknemer", "personeelslid", "collega"}),
    frozenset({"klant", "client", "afnemer"}),
    frozenset({"huurder", "bewoner"}),
    frozenset({"overeenkomst", "contract"}),
    frozenset({"leverancier", "aannemer", "uitvoerder"}),
    frozenset({"betaling", "afdracht"}),
    frozenset({"gebouw", "pand", "bouwwerk"}),
    frozenset({"eenheid", "woning", "huis"}),
)


@rule("GN06", of=(Entity, WrittenAttributes, Model))
def unique_attribute_name(
    element: Entity | WrittenAttributes | Model, model: Model
) -> Iterator[Finding]:
    """An attribute name is unique within its entity, and one role has one name everywhere.

    GN06: of the attributes of an entity, those that it inherits included, no two have the same name; capitals do not
    tell names apart, for in some languages and databases they are one. What refers to the same in the same role has the
    same name in every entity: to a medewerker by `medewerker`, not by the more general `relatie`, and not by another
    word for it such as `werknemer`. The name that counts is that of the entity referred to, where the model has that
    habit.

    Bad:
        domein A {
            entiteit Zoekprofiel {
                kamers : integer
                KAMERS : integer  //! GN06 @9 "differs in capitals only from"
            }
        }

    Bad:
        domein A {
            entiteit Relatie
            entiteit Medewerker is Relatie
            entiteit Taak { medewerker : Medewerker }
            entiteit Order { werknemer : Medewerker }  //! GN06 @22 "werknemer" "medewerker"
            entiteit Afspraak { relatie : Medewerker }  //! GN06 @25 "relatie" "medewerker"
        }

    Good:
        domein A {
            entiteit Medewerker
            entiteit Taak { medewerker : Medewerker }
            entiteit Afdeling { leidinggevende : Medewerker }
        }
    """
    match element:
        case Entity():
            yield from _doubles(element, model)
        case WrittenAttributes():
            for each in element:
                if each.attribute.own:
                    yield from _doubles_in_messages(each, model)
        case Model():
            yield from _synonyms(model)


def _doubles(entity: Entity, model: Model) -> Iterator[Finding]:
    first: dict[str, tuple[Entity, Attribute]] = {}
    for owner in reversed([entity, *model.bases(entity.key)]):
        for attribute in owner.attributes:
            if attribute.standard:
                continue
            letters = attribute.name.text.casefold()
            other_owner, other = first.setdefault(letters, (owner, attribute))
            if other is not attribute and owner is entity:
                yield _double(attribute, other, other_owner)


def _double(attribute: Attribute, other: Attribute, other_owner: Entity) -> Finding:
    if other.name.text == attribute.name.text:
        message = say(
            '"{attribute}" is inherited from "{other_owner}" already',
            attribute=attribute.name,
            other_owner=other_owner.name,
        )
    else:
        message = say(
            '"{attribute}" differs in capitals only from "{other}" of "{other_owner}"',
            attribute=attribute.name,
            other=other.name,
            other_owner=other_owner.name,
        )
    hint = say("leave one out, or give it a name of its own")
    reasons = (*attribute.suppressions, *other.suppressions)
    proposals = leave_attribute_out(attribute) if attribute.same_type(other) else ()
    return Finding(attribute.name, message, hint, reasons, proposals=proposals)


def _doubles_in_messages(each: WrittenAttribute, model: Model) -> Iterator[Finding]:
    """What a message adds to an entity that has it already, but for capitals. The same name is shown in another way."""
    letters = each.text.casefold()
    alike = [
        attribute
        for attribute in model.attributes_of(each.entity.key)
        if attribute.name.text.casefold() == letters
    ]
    shows_the_same = any(other.name.text == each.text for other in alike)
    if not alike or shows_the_same:
        return
    other = alike[0]
    message = say(
        '"{text}" differs in capitals only from "{other}" of "{entity}"',
        text=each.text,
        other=other.name,
        entity=each.entity.name,
    )
    hint = say("leave one out, or give it a name of its own")
    reasons = (*each.attribute.suppressions, *other.suppressions)
    proposals = (
        write_instead(each.attribute.name, format_name(other.name.text))
        if other.same_type(each.attribute)
        else ()
    )
    yield Finding(each.attribute.name, message, hint, reasons, proposals=proposals)


def _synonyms(model: Model) -> Iterator[Finding]:
    """The attributes that refer to an entity by another word, where the model has the habit to use its name."""
    for target, attributes in _referring(model).items():
        habit = _first_small(model.entities[target].name.text)
        if not any(attribute.name.text == habit for attribute in attributes):
            continue
        general = {_first_small(base.name.text) for base in model.bases(target)}
        same = _synonyms_of(habit)
        for attribute in attributes:
            name = attribute.name.text
            if name in general:
                yield _other_word(attribute, say("more general than"), habit)
            elif name in same:
                yield _other_word(attribute, say("another word for"), habit)


def _referring(model: Model) -> Mapping[str, list[Attribute]]:
    """The attributes that refer to one entity, by that entity."""
    referring: defaultdict[str, list[Attribute]] = defaultdict(list)
    for each in model.written:
        attribute = each.attribute
        if attribute.kind is TypeKind.ENTITY and not attribute.many:
            referring[attribute.target].append(attribute)
    return referring


def _synonyms_of(word: str) -> set[str]:
    """The other words for the role `word`."""
    rows = [row for row in SYNONYMS if word in row]
    return set().union(*rows) - {word}


def _other_word(attribute: Attribute, kind: Text, habit: str) -> Finding:
    message = say(
        '"{name}" is {kind} "{habit}", by which other attributes refer to the same entity',
        name=attribute.name.text,
        kind=kind,
        habit=habit,
    )
    hint = say('write "{habit}", unless the role differs', habit=habit)
    return Finding(
        attribute.name,
        message,
        hint,
        attribute.suppressions,
        severity=Severity.WARNING,
        proposals=rename(attribute.name, habit),
    )


def _first_small(name: str) -> str:
    return name[0].lower() + name[1:]
