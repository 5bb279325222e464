"""RR01: some entities are referred to by a more general one."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import nearest
from compiler.base.wording import say
from compiler.model.elements import TypeKind
from compiler.model.model import Model
from compiler.rules.proposals import as_hinted, write_type
from compiler.rules.rule import Finding, rule


@rule("RR01")
def no_reference_to_a_kind(model: Model) -> Iterator[Finding]:
    r"""No attribute refers to an entity that another one stands for.

    Relaties, soorten en rollen: whether a tenant is a person or a company is no reason for another attribute. What
    refers to a kind refers to the general entity instead, and a role says what it is there for. The manifest names
    these entities and what to refer to, under `inPlaatsVan`.

    Bad:
        standaard Klein { versie "1.0.0", inPlaatsVan { Bedrijf Relatie } }
        domein A {
            abstract entiteit Relatie
            entiteit Bedrijf is Relatie { handelsnaam : string }
            entiteit Pand { eigenaar : Bedrijf.sleutels }  //! RR01 @21 "refers to \"Bedrijf\"" "Relatie.sleutels"
        }

    Good:
        standaard Klein { versie "1.0.0", ernst { GM11 uit }, inPlaatsVan { Bedrijf Relatie } }
        domein A {
            abstract entiteit Relatie
            entiteit Bedrijf is Relatie { handelsnaam : string }
            entiteit Pand { relaties : Relatie.sleutels[] }
        }
    """
    if not model.standard.instead:
        return
    yield from _unknown_entities(model)
    instead = {refused.text: taken.text for refused, taken in model.standard.instead}
    for entity, attribute, reasons, _ in model.written:
        if attribute.kind is not TypeKind.ENTITY:
            continue
        target = model.entities[attribute.target].name.text
        if target in instead:
            message = say(
                '"{attribute}" of "{entity}" refers to "{target}"',
                attribute=attribute.name,
                entity=entity.name,
                target=target,
            )
            type_ = instead[target] + ".sleutels" * attribute.keys + "[]" * attribute.many
            hint = say("write {type}, with a role", type=type_)
            proposals = write_type(attribute, type_)
            yield Finding(attribute.name, message, hint, reasons, proposals=proposals)


def _unknown_entities(model: Model) -> Iterator[Finding]:
    names = [entity.name.text for entity in model.entities.values()]
    for pair in model.standard.instead:
        for name in pair:
            if name.text not in names:
                message = say('"{name}" under inPlaatsVan is no entity', name=name)
                near = nearest(name.text, names)
                hint = near or say("name an entity of the model")
                yield Finding(name, message, hint, proposals=as_hinted(name, near))
