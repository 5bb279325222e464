"""GM04: `soort` tells kinds apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostics import Severity
from compiler.model import Attribute, Model, TypeKind
from compiler.rule import Finding, rule
from compiler.wording import say

_TYPE = re.compile(r"(?:|\w*(?<!proto)(?<!stereo)(?<!arche)(?<!Proto)(?<!Stereo)(?<!Arche))([tT])ype(n|s|)")


@rule("GM04")
def soort_tells_kinds(model: Model) -> Iterator[Finding]:
    r"""Kinds are told apart by `soort`, a value of a reference data list.

    GM04: the attribute is called `soort`, or ends with it, and its values are those of a list, so that all who exchange
    it mean the same kinds. `type` is left to jargon that has it, such as *boekingstype*: the word then stands among the
    `woorden` of the manifest. An attribute that is named after its entity keeps that name.

    Bad:
        domein A { entiteit Reactie { soort : string } }  //! GM04 @31 "\"soort\" is no reference data"

    Bad:
        domein A {
            entiteit Boeking { boekingstype : BOEKINGSSOORT }  //! GM04 @24 "boekingstype" "write \"boekingssoort\""
        }
        referentiedata BOEKINGSSOORT

    Good:
        domein A { entiteit Reactie { soort : REACTIESOORT } }
        referentiedata REACTIESOORT { VRA "Vraag", KLA "Klacht" }
    """
    jargon = {word.text.casefold() for word in model.standard.words}
    for entity, attribute, reasons, name in model.written:
        if name.casefold() in ("soort", "detailsoort"):
            wrong = attribute.kind is not TypeKind.CODELIST and not _shows_a_value(attribute, model)
            severity = None
        else:
            wrong = attribute.kind is TypeKind.PRIMITIVE and name.endswith(("soort", "Soort", "soorten", "Soorten"))
            severity = Severity.WARNING
        if wrong:
            message = say(
                '"{name}" is no reference data, it is of type "{type_name}"',
                name=name,
                type_name=attribute.type_name or attribute.target,
            )
            hint = say(
                "write {name} : {entity}SOORT, a list with the kinds", name=name, entity=entity.name.text.upper()
            )
            yield Finding(attribute.name, message, hint, reasons, severity)
        elif not ("ype" in name and (found := _TYPE.fullmatch(name))):
            continue
        elif attribute.kind is not TypeKind.ENTITY and name.casefold() not in jargon:
            soort = ("Soort" if found[1] == "T" else "soort") + ("en" if found[2] else "")
            message = say('"{name}" tells kinds apart by "type"', name=name)
            mended = f"{name[: found.start(1)]}{soort}"
            hint = say(
                'write "{mended}", or put the word among the woorden of the manifest if it is jargon', mended=mended
            )
            yield Finding(attribute.name, message, hint, reasons, Severity.WARNING)


def _shows_a_value(attribute: Attribute, model: Model) -> bool:
    """Whether it holds what values of lists are shown as."""
    return (
        attribute.kind is TypeKind.ENTITY
        and model.entities[attribute.target].name.text == model.standard.interface.code_entity
    )
