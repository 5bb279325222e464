"""GN02: one name, one entity."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.dutch.words import Words, words_of, words_with
from compiler.base.wording import say
from compiler.model.elements import Entity
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule


@rule("GN02", of_declarations=True, of=(Entity,))
def unique_entity_name(entity: Entity, model: Model) -> Iterator[Finding]:
    """An entity name is unique across all domains.

    GN02: a name stands for one entity, within a domain and over all domains; capitals do not tell two names apart,
    for on some disks and in some languages they are one. Words of another entity's name are avoided: a name that
    contains one as a word suggests a kind of it, so this is a hint, and none where the entity is indeed derived from it
    or the two are associated. Letters are no words: there is no Ding in an Opleiding.

    Bad:
        domein A { entiteit Eenheid }
        domein B { entiteit Eenheid }  //! GN02 @21 "Eenheid"

    Bad:
        domein A { entiteit Taxatie, entiteit TAXATIE }  //! GN02 @39 "differs in capitals only"

    Bad:
        domein A {
            entiteit Project
            entiteit Projectfase  //! GN02 @14 "Project"
        }

    Good:
        domein A {
            entiteit Adres
            entiteit Postadres is Adres { postbus : string }
            entiteit Woonplaats
            entiteit Ding
            entiteit Opleiding
        }
    """
    other = model.by_letters[entity.name.text.casefold()][0]
    if other is not entity:
        yield _double(entity, other)
    words = words_with(model.standard.words)
    for part in _parts(entity.name.text, model.by_letters, words):
        other = model.by_letters[part][-1]
        if not _akin(entity, other, model):
            yield _name_within_name(entity, other)


def _double(entity: Entity, other: Entity) -> Finding:
    name = entity.name.text
    where = say(
        'domain "{domain}" ({file}:{line})',
        domain=other.domain,
        file=other.name.file,
        line=other.name.line,
    )
    if other.name.text == name:
        message = say('"{name}" is already an entity of {where}', name=name, where=where)
    else:
        message = say(
            '"{name}" differs in capitals only from "{other}" of {where}',
            name=name,
            other=other.name,
            where=where,
        )
    reasons = (*entity.suppressions, *other.suppressions)
    return Finding(entity.name, message, say("rename one, or use the other entity"), reasons)


def _name_within_name(entity: Entity, other: Entity) -> Finding:
    message = say(
        '"{entity}" contains the name of another entity, "{other}"',
        entity=entity.name,
        other=other.name,
    )
    hint = say('derive it from "{other}" if it is one, or take another word', other=other.name)
    return Finding(entity.name, message, hint, entity.suppressions, severity=Severity.HINT)


def _parts(name: str, known: Mapping[str, object], words: Words) -> Iterator[str]:
    """The proper beginnings and endings of `name` that are long enough to be a word, and `known`.

    In a name that is Dutch both what stands before and what stands behind have to be words.
    """
    folded = name.casefold()
    is_dutch = all(words.known(word) for word in words_of(name))
    for cut in range(4, len(folded) - 2):
        for part in (folded[:cut], folded[cut:]):
            if part not in known or not re.fullmatch(r"\w{4,}", part):
                continue
            if not is_dutch or (words.known(folded[:cut]) and words.known(folded[cut:])):
                yield part


def _akin(entity: Entity, other: Entity, model: Model) -> bool:
    """Whether one is derived from the other, or one refers to the other."""
    related = {entity.key, *(base.key for base in model.bases(entity.key))}
    others = {other.key, *(base.key for base in model.bases(other.key))}
    if other.key in related or entity.key in others:
        return True
    return _refers(entity, others, model) or _refers(other, related, model)


def _refers(entity: Entity, targets: Collection[str], model: Model) -> bool:
    """Whether an attribute of `entity` is of one of the types `targets`."""
    return any(attribute.target in targets for attribute in model.attributes_of(entity.key))
