"""GM02: attributes that belong together are an entity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.model import Attribute, Model
from compiler.rules.rule import Finding, rule

ENOUGH = 3
_LEADING_WORD = re.compile(r"[a-zà-ÿ]{2,}(?=[A-Z])")
# Words that say how much, when or whether, and not what something belongs to.
NO_SUBJECTS = frozenset((
    "aantal", "bedrag", "begin", "datum", "detail", "eind", "einde", "gem", "gemiddeld", "gemiddelde", "gewenste",
    "heeft", "is", "max", "maximaal", "maximale", "maximum", "min", "minimaal", "minimale", "minimum", "percentage",
    "reden", "start", "totaal", "totale", "van",
))  # fmt: skip


@rule("GM02", severity=Severity.HINT)
def group_is_an_entity(model: Model) -> Iterator[Finding]:
    r"""Attributes that belong together are an entity of their own.

    GM02: a group of attributes that recurs, has a life cycle of its own, or may be absent as a whole, is an entity. A
    word that several attributes begin with is a sign of such a group, unless the entity itself begins with that word,
    or the word says how much or when. What a thing always has, such as a name, stays with it; only people can tell, so
    this is a hint.

    Bad:
        domein A {
            entiteit Crediteur {
                wkaRegeling   : boolean  //! GM02 @9 "\"wkaRegeling\", \"wkaBegindatum\" and \"wkaEinddatum\""
                wkaBegindatum : date
                wkaEinddatum  : date
            }
        }

    Good:
        domein A {
            entiteit Crediteur { regeling : Regeling }
            entiteit Regeling { begindatum : date, einddatum : date }
        }
    """
    for entity in model.entities.values():
        groups: dict[str, list[Attribute]] = {}
        for attribute in entity.attributes:
            if not attribute.standard and (found := _LEADING_WORD.match(attribute.name.text)):
                groups.setdefault(found[0], []).append(attribute)
        for word, members in groups.items():
            own_name = entity.name.text.casefold().startswith(word)
            if len(members) < ENOUGH or own_name or word in NO_SUBJECTS:
                continue
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
            reasons = (
                *entity.suppressions,
                *(s for attribute in members for s in attribute.suppressions),
            )
            yield Finding(members[0].name, message, hint, reasons)
