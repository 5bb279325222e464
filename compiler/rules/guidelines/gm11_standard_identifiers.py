"""GM11: every entity has the standard identifiers."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import Attribute, Entity
from compiler.model.model import Model
from compiler.rules.proposals import add_member, leave_property_out, write_type
from compiler.rules.rule import Finding, rule

# GM11 names these.
IDENTIFIERS = (
    "id",
    "idExtern",
    "idOrganisatie",
    "idAdministratie",
    "idGegevensbeheerder",
    "code",
)


@rule("GM11", severity=Severity.WARNING)
def standard_identifiers(model: Model) -> Iterator[Finding]:
    r"""Every entity has the standard identifiers, all of them texts.

    GM11: by them systems recognise what others send: id, idExtern, idOrganisatie, idAdministratie, idGegevensbeheerder
    and code. The manifest declares them once (`ids`), and an entity need not write them. One that does without some
    (`zonder`) cannot be found again by its receiver. A `waardeobject` is part of what holds it and never found by
    itself, so it needs none. The entity that values of reference data lists are shown as needs no more than a code.

    Bad:
        standaard Klein { versie "1.0.0" }  //! GM11 @11 "\"Klein\" names no identifiers" "ids {"
        domein A { entiteit Eenheid { naam : string } }

    Bad:
        standaard Klein {
            versie "1.0.0"
            ids {  //! GM11 @5 "\"Klein\" has no \"idExtern\", \"idOrganisatie\", \"idAdministratie\""
                id : string, idGegevensbeheerder : string, code : string
            }
        }
        domein A { entiteit Eenheid (zonder code) }  //! GM11 @21 "\"Eenheid\" does without \"code\""

    Good:
        standaard Klein {
            versie "1.0.0"
            ids {
                id : string, idExtern : string, idOrganisatie : string, idAdministratie : string
                idGegevensbeheerder : string, code : string
            }
        }
        domein A { entiteit Eenheid { naam : string } }
    """
    yield from _of_the_manifest(model)
    names = [declaration.name.text for declaration in model.standard.ids]
    for entity in model.entities.values():
        shown_as = entity.name.text == model.standard.interface.code_entity
        asked = entity.base is None and not entity.value_object and not shown_as
        missing = _missing(entity, names) if asked else ""
        if missing:
            message = say('"{entity}" does without {missing}', entity=entity.name, missing=missing)
            hint = say(
                'let it have the identifiers of the standard, or give the reason: negeer GM11 "…"'
            )
            proposals = leave_property_out(entity.name, "zonder")
            yield Finding(entity.name, message, hint, entity.suppressions, proposals=proposals)
        for attribute in entity.attributes:
            if attribute.standard and attribute.target != "string":
                yield _no_text(attribute, entity)


def _of_the_manifest(model: Model) -> Iterator[Finding]:
    """What the manifest does not give, where some entity is to be found again."""
    standard = model.standard
    if all(entity.value_object for entity in model.entities.values()):
        return
    declared = {declaration.name.text for declaration in standard.ids}
    missing = ", ".join(f'"{name}"' for name in IDENTIFIERS if name not in declared)
    if not declared:
        message = say('"{standard}" names no identifiers', standard=standard.name)
    elif missing:
        message = say('"{standard}" has no {missing}', standard=standard.name, missing=missing)
    else:
        return
    hint = say(
        "declare them in the manifest, each as a string: ids {{ {names} }}",
        names=", ".join(f"kern {name} : string" for name in IDENTIFIERS),
    )
    lacking = [f"kern {name} : string" for name in IDENTIFIERS if name not in declared]
    if standard.ids_at is None:
        proposals = add_member(standard.name, f"ids {{ {', '.join(lacking)} }}")
    else:
        proposals = add_member(standard.ids_at, ", ".join(lacking))
    yield Finding(standard.ids_at or standard.name, message, hint, proposals=proposals)


def _no_text(attribute: Attribute, entity: Entity) -> Finding:
    message = say(
        '"{attribute}" of "{entity}" is no string, it is of type "{target}"',
        attribute=attribute.name,
        entity=entity.name,
        target=attribute.target,
    )
    hint = say("write string: a key is not computed with")
    reasons = (*attribute.suppressions, *entity.suppressions)
    return Finding(
        attribute.name, message, hint, reasons, proposals=write_type(attribute, "string")
    )


def _missing(entity: Entity, names: list[str]) -> str:
    """The identifiers of the standard that `entity` lacks, quoted; empty where it has them all."""
    own = {attribute.name.text for attribute in entity.attributes if attribute.standard}
    return ", ".join(f'"{name}"' for name in names if name not in own)
