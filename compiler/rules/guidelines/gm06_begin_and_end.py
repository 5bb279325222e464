"""GM06: a life cycle goes from `begindatum` to `einddatum`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.model import Entity, Model
from compiler.rules.rule import Finding, rule

_OTHER = re.compile(r"(\w*?)(?:(start|aanvangs?)|(stop|einde))([dD])atum", re.IGNORECASE)
_CAPITAL = {"beginDatum": "begindatum", "eindDatum": "einddatum"}
PAIR = {"begindatum": "einddatum", "einddatum": "begindatum"}


@rule("GM06")
def begin_and_end(model: Model) -> Iterator[Finding]:
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
    for name, places in model.by_name.items():
        found = _OTHER.fullmatch(name) if name.endswith("atum") else None
        for entity, attribute, reasons, _ in places if found or name in _CAPITAL else ():
            if found is not None:
                word = "begin" if found[2] else "eind"
                capital = (found[2] or found[3])[0].isupper()
                right = f"{found[1]}{word.capitalize() if capital else word}datum"
                message = say(
                    '"{name}" of "{entity}" calls a begin or an end otherwise',
                    name=name,
                    entity=entity.name,
                )
                hint, severity = (
                    say('write "{right}"', right=right),
                    Severity.WARNING if found[1] else None,
                )
                yield Finding(attribute.name, message, hint, reasons, severity=severity)
            else:
                message = say(
                    '"{name}" of "{entity}" writes one word as two', name=name, entity=entity.name
                )
                yield Finding(
                    attribute.name,
                    message,
                    say('write "{capital}"', capital=_CAPITAL[name]),
                    reasons,
                )
    for entity in model.entities.values():
        for name, other in PAIR.items():
            attribute_ = entity.attribute(name)
            if attribute_ is not None and not _has(entity, other, model):
                message = say(
                    '"{entity}" has "{name}", and has no "{other}"',
                    entity=entity.name,
                    name=name,
                    other=other,
                )
                reasons = (*attribute_.suppressions, *entity.suppressions)
                yield Finding(
                    attribute_.name,
                    message,
                    say('add "{other}"', other=other),
                    reasons,
                    severity=Severity.WARNING,
                )


def _has(entity: Entity, name: str, model: Model) -> bool:
    """Whether `entity`, or one that is derived from it, has an attribute called `name`."""
    return name in model.named_attributes[entity.key] or any(
        name in model.named_attributes[derived.key] for derived in model.descendants(entity.key)
    )
