"""RD05: a list is used where it says."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity, nearest
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import CodeList, Model, TypeKind
from compiler.rules.rule import Finding, rule

SAME = 6


@rule("RD05")
def domains_of_a_list(model: Model) -> Iterator[Finding]:
    r"""A list names the information domains that use it, and those are the ones that do.

    RD05: who looks after a list wants to know whom a change concerns. The domains exist; a list that is used outside
    them, that is used and has no values in the reference data, or that nothing uses, is a warning. Where a list
    names a shared domain it is for all, and so is what a shared domain uses. In a model that has no values at all, the
    reference data is kept elsewhere, and no values are missed.

    Bad:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        referentiedata EENHEIDSOORT (domein Vastgoet) { WON "Woning" }  //! RD05 @16 "no domain \"Vastgoet\"" "Vastgoed"

    Bad:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        domein Relaties { entiteit Wens { soort : EENHEIDSOORT, taal : TAAL } }  //! RD05 @35 "of domain \"Relaties\""
        referentiedata EENHEIDSOORT (domein Vastgoed) { WON "Woning" }
        referentiedata TAAL  //! RD05 @16 "\"TAAL\" is used and has no values"
        referentiedata LAND { NLD "Nederland" }  //! RD05 @16 "nothing uses \"LAND\""

    Good:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        referentiedata EENHEIDSOORT (domein Vastgoed) { WON "Woning" }
    """
    used = {name: dict[str, tuple[Name, tuple[Suppression, ...]]]() for name in model.codelists}
    for entity in model.entities.values():
        for attribute in entity.attributes:
            if attribute.kind is TypeKind.CODELIST:
                reasons = (*attribute.suppressions, *entity.suppressions)
                used[attribute.target].setdefault(entity.domain, (attribute.name, reasons))
    elsewhere = {a.target for a in model.own_attributes() if a.kind is TypeKind.CODELIST}
    empty: dict[
        str, list[str]
    ] = {}  # by how they begin: to compare all with all takes long where there are many
    for name, codelist in model.codelists.items():
        if not codelist.codes:
            empty.setdefault(name[:SAME], []).append(name)
    some_values = any(codelist.codes for codelist in model.codelists.values())
    for name, codelist in model.codelists.items():
        yield from _domains(codelist, used[name], model)
        is_used = bool(used[name]) or name in elsewhere
        if is_used and not codelist.codes and some_values:
            message = say('"{name}" is used and has no values', name=name)
            hint = say("give it values, or take it out of use")
            yield Finding(
                codelist.name, message, hint, codelist.suppressions, severity=Severity.WARNING
            )
        if codelist.codes and not is_used and model.entities:
            message = say('nothing uses "{name}"', name=name)
            hint = nearest(name, empty.get(name[:SAME], ()), 0.85) or say(
                "give its values an end date, or use it"
            )
            yield Finding(
                codelist.name, message, hint, codelist.suppressions, severity=Severity.WARNING
            )


def _domains(
    codelist: CodeList, used: dict[str, tuple[Name, tuple[Suppression, ...]]], model: Model
) -> Iterator[Finding]:
    """What is wrong with the domains that the list names, and with those that use it."""
    named = dict.fromkeys(
        (*codelist.domains, *(domain for code in codelist.codes for domain in code.domains))
    )
    for domain in named:
        if domain not in model.domains:
            message = say(
                '"{codelist}" is said to be of domain "{domain}", and there is no domain "{domain}"',
                codelist=codelist.name,
                domain=domain,
            )
            hint = nearest(domain, model.domains) or say("name a domain of the model")
            yield Finding(codelist.name, message, hint, codelist.suppressions)
    known = [model.domains[domain] for domain in named if domain in model.domains]
    if not known or any(domain.shared for domain in known):
        return
    names = ", ".join(f'"{domain.name}"' for domain in known)
    for domain, (place, reasons) in used.items():
        if domain not in named and not model.domains[domain].shared:
            message = say(
                '"{place}" of domain "{domain}" uses "{codelist}", which is of {names}',
                place=place,
                domain=domain,
                codelist=codelist.name,
                names=names,
            )
            hint = say(
                'add "{domain}" to the domains of the list, or use another list', domain=domain
            )
            yield Finding(
                place, message, hint, (*reasons, *codelist.suppressions), severity=Severity.WARNING
            )
