"""RD05: a list is used where it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.base.diagnostics import Severity, nearest
from compiler.base.source import Name
from compiler.base.wording import Text, as_it_is, say
from compiler.language.declarations import Suppression
from compiler.language.formatted_names import format_name
from compiler.model.elements import CodeList, TypeKind
from compiler.model.model import Model
from compiler.rules.proposals import add_domains, as_hinted
from compiler.rules.rule import Finding, rule

SAME = 6  # letters that names begin with to be compared
_Use: TypeAlias = tuple[Name, tuple[Suppression, ...]]


@rule("RD05")
def domains_of_a_list(model: Model) -> Iterator[Finding]:
    r"""A list names the information domains that use it, and those are the ones that do.

    RD05: who looks after a list wants to know whom a change concerns. The domains exist; a list that is used outside
    them, that is used and names none, that is used and has no values in the reference data, or that nothing uses, is a
    warning. Where a list names a shared domain it is for all, and so is what a shared domain uses. A list without
    values is kept elsewhere, and its domains are; in a model that has no values at all, no values are missed.

    Bad:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        referentiedata EENHEIDSOORT (domein Vastgoet) { WON "Woning" }  //! RD05 @37 "no domain \"Vastgoet\"" "Vastgoed"

    Bad:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        domein Relaties { entiteit Wens { soort : EENHEIDSOORT, taal : TAAL } }  //! RD05 @35 "of domain \"Relaties\""
        referentiedata EENHEIDSOORT (domein Vastgoed) { WON "Woning" }
        referentiedata TAAL  //! RD05 @16 "\"TAAL\" is used and has no values"
        referentiedata LAND { NLD "Nederland" }  //! RD05 @16 "nothing uses \"LAND\""

    Bad:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        referentiedata EENHEIDSOORT { WON "Woning" }  //! RD05 @16 "names no domain" "(domein Vastgoed)"

    Good:
        domein Vastgoed { entiteit Eenheid { soort : EENHEIDSOORT } }
        referentiedata EENHEIDSOORT (domein Vastgoed) { WON "Woning" }
    """
    used = _used_by_domain(model)
    elsewhere = {
        attribute.target
        for attribute in model.own_attributes()
        if attribute.kind is TypeKind.CODELIST
    }
    empty = _empty_lists(model)
    some_values = any(codelist.codes for codelist in model.codelists.values())
    for name, codelist in model.codelists.items():
        named = _named(codelist)
        yield from _unknown_domains(codelist, model)
        yield from _other_domains(codelist, named, used[name], model)
        is_used = bool(used[name]) or name in elsewhere
        if is_used and codelist.codes and not named:
            yield _without_domain(codelist, used[name])
        if is_used and not codelist.codes and some_values:
            message = say('"{name}" is used and has no values', name=name)
            hint = say("give it values, or take it out of use")
            yield _warning(codelist, message, hint)
        if codelist.codes and not is_used and model.entities:
            message = say('nothing uses "{name}"', name=name)
            near = nearest(name, empty.get(name[:SAME], ()), 0.85)
            yield _warning(codelist, message, near or say("give its values an end date, or use it"))


def _warning(codelist: CodeList, message: Text, hint: Text) -> Finding:
    return Finding(codelist.name, message, hint, codelist.suppressions, severity=Severity.WARNING)


def _without_domain(codelist: CodeList, used: Mapping[str, _Use]) -> Finding:
    """That a list names no domain, with those that use it; there are none where only messages do."""
    message = say('"{name}" is used, and names no domain', name=codelist.name)
    if not used:
        return _warning(codelist, message, say("name the domains it is for: (domein …)"))
    header = f"(domein {' '.join(format_name(domain) for domain in used)})"
    hint = say("write {header} behind its name", header=as_it_is(header))
    return _warning(codelist, message, hint)._replace(proposals=add_domains(codelist.name, used))


def _used_by_domain(model: Model) -> dict[str, dict[str, _Use]]:
    """The first attribute of each domain that has a value of a list, by list and by domain."""
    used: dict[str, dict[str, _Use]] = {name: {} for name in model.codelists}
    for entity in model.entities.values():
        for attribute in entity.attributes:
            if attribute.kind is TypeKind.CODELIST:
                reasons = (*attribute.suppressions, *entity.suppressions)
                used[attribute.target].setdefault(entity.domain, (attribute.name, reasons))
    return used


def _empty_lists(model: Model) -> dict[str, list[str]]:
    """The lists without values, by how they begin: to compare all with all takes long where there are many."""
    empty: dict[str, list[str]] = {}
    for name, codelist in model.codelists.items():
        if not codelist.codes:
            empty.setdefault(name[:SAME], []).append(name)
    return empty


def _named(codelist: CodeList) -> tuple[str, ...]:
    """The domains that the list or one of its values names."""
    named = [*codelist.domains]
    for code in codelist.codes:
        named.extend(code.domains)
    return tuple(dict.fromkeys(named))


def _unknown_domains(codelist: CodeList, model: Model) -> Iterator[Finding]:
    """Each domain that is not there, at the first place that names it: behind the list, or behind a value."""
    told: set[str] = set()
    for domain, reasons in _places_of_domains(codelist):
        if domain.text not in model.domains and domain.text not in told:
            told.add(domain.text)
            message = say(
                '"{codelist}" is said to be of domain "{domain}", and there is no domain "{domain}"',
                codelist=codelist.name,
                domain=domain,
            )
            near = nearest(domain.text, model.domains)
            hint = near or say("name a domain of the model")
            yield Finding(domain, message, hint, reasons, proposals=as_hinted(domain, near))


def _places_of_domains(codelist: CodeList) -> Iterator[_Use]:
    """Where the list and its values name domains, with the suppressions that may stand there."""
    yield from ((domain, codelist.suppressions) for domain in codelist.domains_at)
    for code in codelist.codes:
        reasons = (*code.suppressions, *codelist.suppressions)
        yield from ((domain, reasons) for domain in code.domains_at)


def _other_domains(
    codelist: CodeList, named: tuple[str, ...], used: Mapping[str, _Use], model: Model
) -> Iterator[Finding]:
    """The domains that use a list which is said to be of others; of all where one of these is shared."""
    known = [model.domains[domain] for domain in named if domain in model.domains]
    if not known or any(domain.shared for domain in known):
        return
    names = ", ".join(f'"{domain.name}"' for domain in known)
    for domain, (place, reasons) in used.items():
        if domain in named or model.domains[domain].shared:
            continue
        message = say(
            '"{place}" of domain "{domain}" uses "{codelist}", which is of {names}',
            place=place,
            domain=domain,
            codelist=codelist.name,
            names=names,
        )
        hint = say('add "{domain}" to the domains of the list, or use another list', domain=domain)
        all_reasons = (*reasons, *codelist.suppressions)
        yield Finding(
            place,
            message,
            hint,
            all_reasons,
            severity=Severity.WARNING,
            proposals=add_domains(codelist.name, [domain]),
        )
