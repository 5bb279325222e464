"""GM06: a life cycle goes from `begindatum` to `einddatum`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import Entity, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import add_like, rename
from compiler.rules.rule import Finding, rule

_OTHER = re.compile(r"(\w*?)(?:(start|aanvangs?)|(stop|einde))([dD])atum", re.IGNORECASE)
_CAPITAL = {"beginDatum": "begindatum", "eindDatum": "einddatum"}
PAIR = {"begindatum": "einddatum", "einddatum": "begindatum"}


@rule("GM06", of=(Entity, WrittenAttributes))
def begin_and_end(element: Entity | WrittenAttributes, model: Model) -> Iterator[Finding]:
    r"""A life cycle begins with `begindatum` and ends with `einddatum`.

    GM06: these two words everywhere, and no other ones such as start- and stopdatum, so that who knows one entity knows
    them all. What names another begin or end more exactly ends with them too; there another word is a warning, and so
    is the one without the other.

    Bad:
        domein A {
            entiteit Contract {
                startdatum : date  //! GM06 @9 "\"startdatum\"" "write \"begindatum\""
                stopdatum  : date  //! GM06 @9 "\"stopdatum\"" "write \"einddatum\""
            }
        }

    Bad:
        domein A { entiteit Offerte { begindatum : date } }  //! GM06 @31 "has no \"einddatum\""

    Good:
        domein A { entiteit Contract { begindatum : date, einddatum : date } }
    """
    if isinstance(element, Entity):
        yield from _without_other(element, model)
        return
    for each in element:
        if each.text in _CAPITAL:
            yield _written_as_two(each)
        elif each.text.endswith("atum"):
            yield from _called_otherwise(each)


def _written_as_two(each: WrittenAttribute) -> Finding:
    name = each.text
    message = say(
        '"{name}" of "{entity}" writes one word as two', name=name, entity=each.entity.name
    )
    hint = say('write "{capital}"', capital=_CAPITAL[name])
    proposals = rename(each.attribute.name, _CAPITAL[name])
    return Finding(each.attribute.name, message, hint, each.reasons, proposals=proposals)


def _called_otherwise(each: WrittenAttribute) -> Iterator[Finding]:
    name = each.text
    found = _OTHER.fullmatch(name)
    if found is None:
        return
    which, begin, end, _ = found.groups()
    word = "begin" if begin else "eind"
    capital = (begin or end)[0].isupper()
    right = f"{which}{word.capitalize() if capital else word}datum"
    message = say(
        '"{name}" of "{entity}" calls a begin or an end otherwise',
        name=name,
        entity=each.entity.name,
    )
    yield Finding(
        each.attribute.name,
        message,
        say('write "{right}"', right=right),
        each.reasons,
        severity=Severity.WARNING if which else None,
        proposals=rename(each.attribute.name, right),
    )


def _without_other(entity: Entity, model: Model) -> Iterator[Finding]:
    """A begin that `entity` writes without an end, and an end without a begin."""
    for name, other in PAIR.items():
        attribute = entity.attribute(name)
        if attribute is None or _has(entity, other, model) or _says_otherwise(entity, other):
            continue
        message = say(
            '"{entity}" has "{name}", and has no "{other}"',
            entity=entity.name,
            name=name,
            other=other,
        )
        hint = say('add "{other}"', other=other)
        yield Finding(
            attribute.name,
            message,
            hint,
            (*attribute.suppressions, *entity.suppressions),
            severity=Severity.WARNING,
            proposals=add_like(attribute, other, entity),
        )


def _says_otherwise(entity: Entity, name: str) -> bool:
    """Whether an attribute of `entity` says in another word what `name` says: that is told there."""
    begins = name.startswith("begin")
    found = (_OTHER.fullmatch(each.name.text) for each in entity.attributes)
    return any(each and not each[1] and bool(each[2]) == begins for each in found)


def _has(entity: Entity, name: str, model: Model) -> bool:
    """Whether `entity`, or one that is derived from it, has an attribute called `name`."""
    family = (entity, *model.descendants(entity.key))
    return any(name in model.named_attributes[member.key] for member in family)
