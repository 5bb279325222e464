"""GM10: an association lies on the highest entity for which it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.dutch.same_names import bare_name, say_the_same
from compiler.base.dutch.words import words_with
from compiler.base.source import Name
from compiler.base.wording import Text, as_it_is, say
from compiler.language.declarations import Suppression
from compiler.model.elements import Attribute, Entity, TypeKind
from compiler.model.model import Model
from compiler.rules.proposals import move_to_base
from compiler.rules.rule import Finding, rule

Holder: TypeAlias = tuple[Entity, Attribute]
Held: TypeAlias = dict[str, list[Holder]]


@rule("GM10", of=(Entity,))
def association_on_highest_entity(entity: Entity, model: Model) -> Iterator[Finding]:
    r"""An association lies on the highest entity for which it holds.

    GM10: what holds for every derived entity is laid on their base, once. What holds for some of them cannot be laid
    there, but it may ask for an entity in between; that is a hint, and it names who share it. The same name stands for
    the same role (GN06), so attributes are compared by name; where their types differ the message says so. Hints are
    what every derived entity has only by the single child of an abstract entity, or only by what messages add
    (`eigen`); and one association under two names: every derived entity refers to one target, and the names say no two
    roles (`plaats`, `woonplaats`), or an entity refers to it twice and the names say the same (`eenheid`,
    `eenheidRef`).

    Bad:
        domein A {
            entiteit Woonplaats
            abstract entiteit Adres
            entiteit Postadres is Adres { plaats : Woonplaats, postbus : string }  //! GM10 @35 "every entity derived"
            entiteit Eenheidadres is Adres { plaats : Woonplaats, straat : string }
        }

    Bad:
        domein A {
            abstract entiteit Overeenkomst
            entiteit Huur is Overeenkomst { borg : decimal }  //! GM10 @37 "2 of the 3"
            entiteit Koop is Overeenkomst { borg : decimal }
            entiteit Dienst is Overeenkomst
        }

    Bad:
        domein A {
            entiteit Eenheid
            entiteit Inspectie {
                eenheid : Eenheid.sleutels
                eenheidRef : Eenheid  //! GM10 @9 "says of \"Eenheid\" what \"eenheid\" says"
            }
        }

    Good:
        domein A {
            entiteit Woonplaats
            abstract entiteit Adres { plaats : Woonplaats }
            entiteit Postadres is Adres { postbus : string }
            entiteit Eenheidadres is Adres { straat : string }
        }
    """
    if entity.base is None and entity.derived:
        family = [entity, *model.descendants(entity.key)]
        held, wider = _held(family, {}), _held(family, _added(family, model), by_single=True)
        for base in family:
            derived = [model.entities[key] for key in base.derived]
            if len(derived) > 1:
                yield from _shared(base, derived, held, wider, model)
                yield from _under_other_names(base, derived, model)
    yield from _twice(entity, model)


def _added(family: Iterable[Entity], model: Model) -> dict[str, Held]:
    """Per entity what messages add to it."""
    found: dict[str, Held] = {}
    for entity in family:
        for _, _, attribute in model.added_to.get(entity.key, ()):
            found.setdefault(entity.key, {}).setdefault(attribute.name.text, [(entity, attribute)])
    return found


def _held(
    family: Sequence[Entity], added: dict[str, Held], *, by_single: bool = False
) -> dict[str, Held]:
    """Per entity what it has, with who has it: itself, or every entity derived from it, on whatever level.

    In the `family` bases stand before what is derived from them. What is `added` counts as what an entity has itself;
    `by_single`, where one entity is derived from an abstract one, what the one has counts for the other.
    """
    found: dict[str, Held] = {}
    for entity in reversed(family):
        own: Held = {attribute.name.text: [(entity, attribute)] for attribute in entity.attributes}
        for name, holders in added.get(entity.key, {}).items():
            own.setdefault(name, holders)
        least = 1 if by_single and entity.abstract else 2
        below = [found[other] for other in entity.derived]
        for name, holders in _held_by_all(below, least).items():
            own.setdefault(name, holders)
        found[entity.key] = own
    return found


def _held_by_all(derived: list[Held], least: int) -> Held:
    """What each of `least` or more entities has, with everyone who has it."""
    if len(derived) < least:
        return {}
    shared: Held = {}
    for name in derived[0]:
        if all(name in held for held in derived):
            shared[name] = [holder for held in derived for holder in held[name]]
    return shared


def _shared(
    base: Entity,
    derived: list[Entity],
    held: dict[str, Held],
    wider: dict[str, Held],
    model: Model,
) -> Iterator[Finding]:
    """What several of the entities `derived` from `base` have, and their base has not.

    What all have only as `wider` counts is a hint.
    """
    inherited = {attribute.name.text for attribute in model.attributes_of(base.key)}
    higher = _held_beside(base, held, model)
    beside = _held_beside(base, wider, model)
    all_have = _held_by_all([wider[entity.key] for entity in derived], 2)
    having: dict[str, list[Entity]] = {}
    for name, holders in all_have.items():
        by_all = all(name in held[entity.key] for entity in derived)
        if not by_all and name not in inherited | beside:
            yield _on_every(name, base, holders)._replace(severity=Severity.HINT)
    for entity in derived:
        for name in held[entity.key]:
            having.setdefault(name, []).append(entity)
    for name, entities in having.items():
        if len(entities) < 2 or name in inherited:
            continue
        holders = [holder for entity in entities for holder in held[entity.key][name]]
        if len(entities) < len(derived):
            if name not in all_have:
                yield _on_some(name, base, entities, holders, len(derived))
        elif name not in higher:
            yield _on_every(name, base, holders)


def _on_every(name: str, base: Entity, holders: list[Holder]) -> Finding:
    message = say(
        '"{name}" stands on every entity derived from "{base}": {names}',
        name=name,
        base=base.name,
        names=_names([entity for entity, _ in holders], holders),
    )
    hint = say('write it once, on "{base}"', base=base.name)
    proposals = move_to_base(base, holders)
    return Finding(_place(holders), message, hint, _reasons(base, holders), proposals=proposals)


def _on_some(
    name: str, base: Entity, having: list[Entity], holders: list[Holder], number: int
) -> Finding:
    message = say(
        '"{name}" stands on {count} of the {count2} entities derived from "{base}": {names}',
        name=name,
        count=len(having),
        count2=number,
        base=base.name,
        names=_names(having, holders),
    )
    hint = say('consider an entity between these and "{base}" that has it', base=base.name)
    return Finding(_place(holders), message, hint, _reasons(base, holders), severity=Severity.HINT)


def _names(entities: list[Entity], holders: list[Holder]) -> Text:
    names = as_it_is(", ".join(f'"{entity.name}"' for entity in entities))
    _, first = holders[0]
    if all(attribute.same_type(first) for _, attribute in holders):
        return names
    return say("{names} (not all of one type)", names=names)


def _place(holders: list[Holder]) -> Name:
    _, first = holders[0]
    return first.name


def _reasons(base: Entity, holders: list[Holder]) -> tuple[Suppression, ...]:
    reasons = [*base.suppressions]
    for _, attribute in holders:
        reasons.extend(attribute.suppressions)
    return tuple(reasons)


def _held_beside(entity: Entity, held: dict[str, Held], model: Model) -> set[str]:
    """What `entity` shares with all that are derived from its base: it belongs higher than here."""
    if entity.base is None:
        return set()
    siblings = model.entities[entity.base].derived
    if len(siblings) < 2:
        return set()
    return set.intersection(*(set(held[key]) for key in siblings))


def _associations(entity: Entity) -> dict[str, list[Attribute]]:
    """What `entity` refers to by attributes of its own, with these."""
    found: defaultdict[str, list[Attribute]] = defaultdict(list)
    for attribute in entity.attributes:
        if attribute.kind is TypeKind.ENTITY and not (attribute.standard or attribute.obsolete):
            found[attribute.target].append(attribute)
    return found


def _under_other_names(base: Entity, derived: list[Entity], model: Model) -> Iterator[Finding]:
    """What every entity `derived` from `base` refers to once, by names that say the same and are not the same."""
    words = words_with(model.standard.words)
    inherited = {attribute.target for attribute in model.attributes_of(base.key)}
    held: dict[str, list[Holder]] = {}
    for entity in derived:
        for target, attributes in _associations(entity).items():
            held.setdefault(target, []).extend((entity, attribute) for attribute in attributes)
    for target, holders in _one_each(held, derived, model):
        if target in inherited:
            continue
        names = sorted(
            {attribute.name.text for _, attribute in holders}, key=lambda each: (len(each), each)
        )
        name = model.entities[target].name.text
        if len(names) < 2 or not all(
            say_the_same(names[0], other, name, words) for other in names[1:]
        ):
            continue
        message = say(
            'every entity derived from "{base}" refers to "{target}", by several names: {names}',
            base=base.name,
            target=name,
            names=as_it_is(", ".join(f'"{each.name}.{one.name}"' for each, one in holders)),
        )
        hint = say('if it is one association, write it once, on "{base}"', base=base.name)
        reasons = _reasons(base, holders)
        yield Finding(_place(holders), message, hint, reasons, severity=Severity.HINT)


def _one_each(
    held: dict[str, list[Holder]], derived: list[Entity], model: Model
) -> Iterator[tuple[str, list[Holder]]]:
    """What each of `derived` has one of: what refers to a target, or of several the one that is called likewise."""
    for target, holders in held.items():
        if [entity for entity, _ in holders] == derived:
            yield target, holders
            continue
        alike: defaultdict[str, list[Holder]] = defaultdict(list)
        for entity, attribute in holders:
            name = bare_name(attribute.name.text, model.entities[target].name.text)
            alike[name].append((entity, attribute))
        for found in alike.values():
            if [entity for entity, _ in found] == derived:
                yield target, found


def _twice(entity: Entity, model: Model) -> Iterator[Finding]:
    """The attributes of `entity` that say of what they refer to what another has said before."""
    for key, attributes in _associations(entity).items():
        target = model.entities[key].name.text
        first: dict[str, Attribute] = {}
        for attribute in attributes if len(attributes) > 1 else ():
            other = first.setdefault(bare_name(attribute.name.text, target), attribute)
            if other is attribute:
                continue
            message = say(
                '"{name}" says of "{target}" what "{other}" says',
                name=attribute.name,
                target=target,
                other=other.name,
            )
            hint = say("leave one out, or name the role of each")
            reasons = (*entity.suppressions, *attribute.suppressions, *other.suppressions)
            yield Finding(attribute.name, message, hint, reasons, severity=Severity.HINT)
