"""GM11: every entity has the standard identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.model import Attribute, Entity, Model
from compiler.rules.rule import Finding, rule


@rule("GM11", severity=Severity.WARNING)
def standard_identifiers(model: Model) -> Iterator[Finding]:
    r"""Every entity has the standard identifiers, all of them texts.

    GM11: by them systems recognise what others send. The manifest declares them once, and an entity need not write
    them. One that does without (`zonder`, or a `waardeobject`) cannot be found again by its receiver. The entity that
    values of reference data lists are shown as has a code, and needs no more.

    Bad:
        standaard Klein { versie "1.0.0", ids { id : string, code : string } }
        domein A { entiteit Eenheid (zonder code) }  //! GM11 @21 "\"Eenheid\" does without \"code\""

    Bad:
        standaard Klein { versie "1.0.0", ids { id : string } }
        domein A { entiteit Eenheid { id : integer } }  //! GM11 @31 "\"id\" of \"Eenheid\" is no string"

    Good:
        standaard Klein { versie "1.0.0", ids { id : string, code : string } }
        domein A { entiteit Eenheid { naam : string } }
    """
    names = [declaration.name.text for declaration in model.standard.ids]
    for entity in model.entities.values():
        shown_as = entity.name.text == model.standard.interface.code_entity
        missing = _missing(entity, names) if entity.base is None and not shown_as else ""
        if missing:
            message = say('"{entity}" does without {missing}', entity=entity.name, missing=missing)
            hint = say(
                'let it have the identifiers of the standard, or give the reason: negeer GM11 "…"'
            )
            yield Finding(entity.name, message, hint, entity.suppressions)
        for attribute in entity.attributes:
            if attribute.standard and attribute.target != "string":
                yield _no_text(attribute, entity)


def _no_text(attribute: Attribute, entity: Entity) -> Finding:
    message = say(
        '"{attribute}" of "{entity}" is no string, it is of type "{target}"',
        attribute=attribute.name,
        entity=entity.name,
        target=attribute.target,
    )
    hint = say("write string: a key is not computed with")
    reasons = (*attribute.suppressions, *entity.suppressions)
    return Finding(attribute.name, message, hint, reasons)


def _missing(entity: Entity, names: list[str]) -> str:
    """The identifiers that `entity` lacks, quoted; empty where it has them all."""
    if not names:
        return ""
    if entity.value_object:
        return say("identifiers, as a value object")
    own = {attribute.name.text for attribute in entity.attributes if attribute.standard}
    return ", ".join(f'"{name}"' for name in names if name not in own)
