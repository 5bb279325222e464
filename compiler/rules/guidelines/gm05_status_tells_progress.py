"""GM05: `status` tells progress."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.proposals import hold_value_of
from compiler.rules.rule import Finding, rule


@rule("GM05")
def status_tells_progress(model: Model) -> Iterator[Finding]:
    r"""How far something is, is told by `status`, a value of a reference data list.

    GM05: whatever is made, changed and ended goes through steps, and systems that exchange it have to name the same
    ones. So `status` is a value of a list. A status that an attribute names more exactly, such as that of an external
    registration, had better be one too: that is a warning. A collection of past statuses is of entities.

    Bad:
        domein A { entiteit Eenheid { status : string } }  //! GM05 @31 "is no reference data" "EENHEIDSTATUS"

    Bad:
        domein A { entiteit Pand { bagStatus : string } }  //! GM05 @28 "bagStatus"

    Good:
        domein A { entiteit Eenheid { status : EENHEIDSTATUS } }
        referentiedata EENHEIDSTATUS (domein A) { LEE "Leeg", VER "Verhuurd" }
    """
    for text, places in model.by_name.items():
        name = text.casefold()
        if not name.endswith(("status", "statussen")):
            continue
        plain = name in ("status", "detailstatus")
        for each in places:
            kind = each.attribute.kind
            if kind is TypeKind.PRIMITIVE or (plain and kind is not TypeKind.CODELIST):
                yield _step_without_list(each, None if plain else Severity.WARNING, model)


def _step_without_list(each: WrittenAttribute, severity: Severity | None, model: Model) -> Finding:
    attribute = each.attribute
    message = say(
        '"{attribute}" is no reference data, it is of type "{type_name}"',
        attribute=attribute.name,
        type_name=attribute.type_name or attribute.target,
    )
    hint = say(
        "write {attribute} : {entity}STATUS, a list with the steps",
        attribute=attribute.name,
        entity=each.entity.name.text.upper(),
    )
    proposals = hold_value_of(attribute, f"{each.entity.name.text.upper()}STATUS", model)
    return Finding(
        attribute.name, message, hint, each.reasons, severity=severity, proposals=proposals
    )
