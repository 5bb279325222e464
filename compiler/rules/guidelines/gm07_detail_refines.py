"""GM07: `detailX` refines X."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.elements import Attribute, Code, CodeList, Entity, Message, TypeKind, added_in
from compiler.model.model import Model
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding, rule

_DETAIL = re.compile(r"detail([A-Z]\w*|soort|status)")
MOST_CODES = 5  # of the values that lack a parent


@rule("GM07", of=(Entity, Message))
def detail_refines(element: Entity | Message, model: Model) -> Iterator[Finding]:
    r"""What begins with `detail` refines the attribute with the rest of its name.

    GM07: *soort* and *detailSoort*, *status* and *detailStatus*. The entity has both, or inherits the other; what a
    message has of its own (`eigen`) refines what the entity has, or what the message has beside it. Where both are
    reference data, the values of the finer list say of which value in the other they are a detail (RD03); a list that
    is kept elsewhere is not looked into. In a message `verac validate` finds a code that is a detail of another
    one than stands beside it (PL24).

    Bad:
        domein A { entiteit Eenheid { detailSoort : EENHEIDDETAILSOORT } }  //! GM07 @31 "no \"soort\""
        referentiedata EENHEIDDETAILSOORT

    Bad:
        domein A {
            entiteit Eenheid {
                soort       : EENHEIDSOORT
                detailSoort : EENHEIDDETAILSOORT  //! GM07 @9 "1 of the 2 values" "LOF"
            }
        }
        referentiedata EENHEIDSOORT { WON "Woning" }
        referentiedata EENHEIDDETAILSOORT { ZOL "Zolder" ouder EENHEIDSOORT.WON, LOF "Loft" }

    Good:
        domein A { entiteit Eenheid { soort : EENHEIDSOORT, detailSoort : EENHEIDDETAILSOORT } }
        referentiedata EENHEIDSOORT (domein A) { WON "Woning" }
        referentiedata EENHEIDDETAILSOORT (domein A) { ZOL "Zolder" ouder EENHEIDSOORT.WON }
    """
    if isinstance(element, Entity):
        beside = model.named_attributes[element.key]
        for attribute in element.attributes:
            reasons = (*attribute.suppressions, *element.suppressions)
            yield from _judged(attribute, beside, element, reasons, model)
        return
    for projection, attribute in added_in(element):
        entity = model.entities[projection.entity]
        shown = {each.name.text: each for each in projection.attributes}
        beside = {**model.named_attributes[entity.key], **shown}
        yield from _judged(attribute, beside, entity, attribute.suppressions, model)


def _judged(
    attribute: Attribute,
    beside: Mapping[str, Attribute],
    entity: Entity,
    reasons: tuple[Suppression, ...],
    model: Model,
) -> Iterator[Finding]:
    """What is wrong with `attribute` where it refines one; `beside` it stand these, by name."""
    found = _DETAIL.fullmatch(attribute.name.text)
    if not found:
        return
    name = found[1][0].lower() + found[1][1:]
    refined = _like(name, beside)
    if refined is None:
        message = say(
            '"{attribute}" refines nothing: "{entity}" has no "{name}"',
            attribute=attribute.name,
            entity=entity.name,
            name=name,
        )
        hint = say('add "{name}", or call this "{name}"', name=name)
        proposals = rename(attribute.name, name)
        yield Finding(attribute.name, message, hint, reasons, proposals=proposals)
    elif attribute.kind is refined.kind is TypeKind.CODELIST:
        yield from _parents(attribute, refined, model.codelists[attribute.target], reasons)


def _like(name: str, attributes: Mapping[str, Attribute]) -> Attribute | None:
    """The attribute called `name`, else the first that is so but for its capitals."""
    if name in attributes:
        return attributes[name]
    for other, attribute in attributes.items():
        if other.casefold() == name.casefold():
            return attribute
    return None


def _parents(
    attribute: Attribute, refined: Attribute, codelist: CodeList, reasons: tuple[Suppression, ...]
) -> Iterator[Finding]:
    """The values of `codelist` that do not say what they are a detail of."""
    without = [
        code.code.text for code in codelist.codes if not _has_parent_in(refined.target, code)
    ]
    if not without:
        return
    message = say(
        '{count} of the {count2} values of "{codelist}" have no parent in "{target}", which "{attribute}" refines',
        count=len(without),
        count2=len(codelist.codes),
        codelist=codelist.name,
        target=refined.target,
        attribute=attribute.name,
    )
    codes = ", ".join(without[:MOST_CODES])
    if len(without) > MOST_CODES:
        codes += ", …"
    hint = say("write ouder {target}.CODE behind {codes}", target=refined.target, codes=codes)
    reasons = (*reasons, *codelist.suppressions)
    yield Finding(attribute.name, message, hint, reasons, severity=Severity.WARNING)


def _has_parent_in(codelist: str, code: Code) -> bool:
    return code.parent is not None and code.parent[0] == codelist
