"""GM03: what follows simply from other attributes is no attribute."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import NOTHING, Text, say
from compiler.model.elements import Attribute, Entity
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import leave_attribute_out
from compiler.rules.rule import Finding, rule

_NUMBERS = ("integer", "decimal")
_PERIOD = ("begindatum", "einddatum")
_STATE = re.compile(r"is[A-Z]\w*")
_NOW = re.compile(r"(?:is)?(?:actief|geldig|huidig|verlopen|beëindigd|beeindigd)", re.IGNORECASE)
_AGE = re.compile(r"(?:huidige)?leeftijd", re.IGNORECASE)
_WHOLE = re.compile(r"(?:volledige?|gehele?)[A-Z]\w*")


@rule("GM03", severity=Severity.WARNING, of=(WrittenAttributes,))
def nothing_simply_derived(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
    r"""An entity has no attributes that follow simply from others.

    GM03: whether today lies in a period, an age, a name put together from its parts: whoever shows them can work them
    out, each in their own way. What takes a real calculation, such as the total of points, may be there, and is no
    finding. Where another is to stay, the model gives the reason: `afgeleid "reason"`.

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
                puntentotaal : decimal
                leeftijd     : integer afgeleid "Op de peildatum; elk stelsel telt haar anders."
            }
        }
    """
    for entity, attribute, reasons, _ in written:
        why = NOTHING if attribute.derived else _follows(attribute, entity, model)
        if why:
            message = say(
                '"{attribute}" of "{entity}" {why}',
                attribute=attribute.name,
                entity=entity.name,
                why=why,
            )
            hint = say('leave it out, or write why it is there: afgeleid "…"')
            proposals = leave_attribute_out(attribute)
            yield Finding(attribute.name, message, hint, reasons, proposals=proposals)


def _follows(attribute: Attribute, entity: Entity, model: Model) -> Text:
    """From what an attribute with this name follows; empty where it seems to be a fact of its own."""
    name = attribute.name.text
    if attribute.target == "boolean":
        return _state_follows(name, model.named_attributes[entity.key])
    if attribute.target in _NUMBERS:
        return _number_follows(name)
    if attribute.target == "string" and _WHOLE.fullmatch(name):
        return say("is put together from its parts")
    return NOTHING


def _state_follows(name: str, attributes: Collection[str]) -> Text:
    has_period = any(bound in attributes for bound in _PERIOD)
    if has_period and _NOW.fullmatch(name):
        return say("follows from its period")
    if _STATE.fullmatch(name):
        return say("tells a state that other attributes tell")
    return NOTHING


def _number_follows(name: str) -> Text:
    if _AGE.fullmatch(name):
        return say("follows from a date")
    return NOTHING
