"""GM02: attributes that belong together are an entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.dutch.words import Words, words_with
from compiler.base.wording import say
from compiler.model.elements import Attribute, Entity
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule

ENOUGH = 3
_LEADING_WORD = re.compile(r"[a-zà-ÿ]{2,}(?=[A-Z])")
# Words that say how much, when or whether, and not what something belongs to.
NO_SUBJECTS = frozenset((
    "aantal", "bedrag", "begin", "datum", "detail", "eind", "einde", "gem", "gemiddeld", "gemiddelde", "gewenste",
    "heeft", "is", "max", "maximaal", "maximale", "maximum", "min", "minimaal", "minimale", "minimum", "percentage",
    "reden", "start", "totaal", "totale", "van",
))  # fmt: skip


@rule("GM02", severity=Severity.HINT, of=(Entity,))
def group_is_an_entity(entity: Entity, model: Model) -> Iterator[Finding]:
    r"""Attributes that belong together are an entity of their own.

    GM02: a group of attributes that recurs, has a life cycle of its own, or may be absent as a whole, is an entity. A
    word that three or more attributes begin with is a sign of such a group, unless the entity itself begins with that
    word, or the word says how much or when. Two are enough where they are compounds that begin and end alike, and are
    of one type. What a thing always has, such as a name, stays with it; only people can tell, so this is a hint.

    Bad:
        domein A {
            entiteit Crediteur {
                wkaRegeling   : boolean  //! GM02 @9 "\"wkaRegeling\", \"wkaBegindatum\" and \"wkaEinddatum\""
                wkaBegindatum : date
                wkaEinddatum  : date
            }
        }

    Bad:
        domein A {
            entiteit Woning {
                verkoopvraagprijs   : decimal  //! GM02 @9 "begin with \"verkoop\""
                verkoopminimumprijs : decimal
            }
        }

    Good:
        domein A {
            entiteit Crediteur { regeling : Regeling }
            entiteit Regeling { begindatum : date, einddatum : date }
        }
    """
    words = words_with(model.standard.words)
    groups = _by_leading_word(entity)
    for word, members in groups.items():
        if len(members) >= ENOUGH and _is_subject(word, entity):
            yield _group(entity, word, members)
    for word, members in _alike(entity, words):
        if word not in groups and _is_subject(word, entity):
            yield _group(entity, word, members)


def _is_subject(word: str, entity: Entity) -> bool:
    return word not in NO_SUBJECTS and not entity.name.text.casefold().startswith(word)


def _alike(entity: Entity, words: Words) -> Iterator[tuple[str, list[Attribute]]]:
    """Compounds of one type that begin with one word, end with another one, and differ between them."""
    groups: defaultdict[tuple[str, str, str], list[Attribute]] = defaultdict(list)
    for attribute in entity.attributes:
        name = attribute.name.text
        parts = () if attribute.standard or not name.islower() else words.parts(name)
        if len(parts) > 1:
            first, last = parts[0], words.ending_noun(parts[-1])
            if len(first) + len(last) < len(name):
                groups[first, last, attribute.target].append(attribute)
    for (first, _, _), members in groups.items():
        if len(members) > 1:
            yield first, members


def _by_leading_word(entity: Entity) -> Mapping[str, list[Attribute]]:
    """The attributes that `entity` writes itself, by the first word of their names."""
    groups: defaultdict[str, list[Attribute]] = defaultdict(list)
    for attribute in entity.attributes:
        found = None if attribute.standard else _LEADING_WORD.match(attribute.name.text)
        if found:
            groups[found[0]].append(attribute)
    return groups


def _group(entity: Entity, word: str, members: list[Attribute]) -> Finding:
    names = [f'"{attribute.name}"' for attribute in members]
    message = say(
        '{names} and {names2} of "{entity}" all begin with "{word}"',
        names=", ".join(names[:-1]),
        names2=names[-1],
        entity=entity.name,
        word=word,
    )
    hint = say(
        "make them an entity if they recur, come and go together, or may be absent as a whole"
    )
    reasons = [*entity.suppressions]
    for attribute in members:
        reasons.extend(attribute.suppressions)
    return Finding(members[0].name, message, hint, tuple(reasons))
