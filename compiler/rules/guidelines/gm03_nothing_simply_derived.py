"""GM03: what follows simply from other attributes is no attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.model import Attribute, Entity, Model
from compiler.rules.rule import Finding, rule

_NUMBERS = ("integer", "decimal")
_PERIOD = ("begindatum", "einddatum")
_STATE = re.compile(r"is[A-Z]\w*")
_NOW = re.compile(r"(?:is)?(?:actief|geldig|huidig|verlopen|beëindigd|beeindigd)", re.IGNORECASE)
_AGE = re.compile(r"(?:huidige)?leeftijd", re.IGNORECASE)
_WHOLE = re.compile(r"(?:volledige?|gehele?)[A-Z]\w*")


@rule("GM03", severity=Severity.WARNING)
def nothing_simply_derived(model: Model) -> Iterator[Finding]:
    r"""An entity has no attributes that follow simply from others.

    GM03: whether today lies in a period, an age, a name put together from its parts: whoever shows them can work them
    out, each in their own way. What takes a real calculation, such as a total, may be there; the model then gives the
    reason: `afgeleid "reason"`.

    Bad:
        domein A {
            entiteit Contract {
                begindatum : date
                einddatum  : date
                actief     : boolean  //! GM03 @9 "\"actief\" of \"Contract\" follows from its period"
            }
        }

    Bad:
        domein A {
            entiteit Persoon {
                leeftijd      : integer  //! GM03 @9 "follows from a date" "afgeleid"
                volledigeNaam : string  //! GM03 @9 "put together from its parts"
            }
        }

    Good:
        domein A {
            entiteit Waardering {
                puntentotaal : decimal afgeleid "De som over alle groepen; elk stelsel rekent haar anders uit."
            }
        }
    """
    for entity, attribute, reasons, _ in model.written:
        if not attribute.derived and (why := _follows(attribute, entity, model)):
            hint = say('leave it out, or write why it is there: afgeleid "…"')
            yield Finding(
                attribute.name,
                say(
                    '"{attribute}" of "{entity}" {why}',
                    attribute=attribute.name,
                    entity=entity.name,
                    why=why,
                ),
                hint,
                reasons,
            )


def _follows(attribute: Attribute, entity: Entity, model: Model) -> str:
    """From what an attribute with this name follows; empty where it seems to be a fact of its own."""
    name, type_ = attribute.name.text, attribute.target
    if type_ == "boolean":
        if _NOW.fullmatch(name) and any(
            each in model.named_attributes[entity.key] for each in _PERIOD
        ):
            return say("follows from its period")
        return say("tells a state that other attributes tell") if _STATE.fullmatch(name) else ""
    if type_ in _NUMBERS:
        if _AGE.fullmatch(name):
            return say("follows from a date")
        return say("is a total of what is told elsewhere") if "totaal" in name.casefold() else ""
    return (
        say("is put together from its parts")
        if type_ == "string" and _WHOLE.fullmatch(name)
        else ""
    )
