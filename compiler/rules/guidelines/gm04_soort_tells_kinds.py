"""GM04: `soort` tells kinds apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import Attribute, TypeKind, WrittenAttribute
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import hold_value_of, rename
from compiler.rules.rule import Finding, rule

_TYPE = re.compile(
    r"(?:|\w*(?<!proto)(?<!stereo)(?<!arche)(?<!Proto)(?<!Stereo)(?<!Arche))([tT])ype(n|s|)"
)


@rule("GM04", of=(WrittenAttributes, Model))
def soort_tells_kinds(element: WrittenAttributes | Model, model: Model) -> Iterator[Finding]:
    r"""Kinds are told apart by `soort`, a value of a reference data list.

    GM04: the attribute is called `soort`, or ends with it, and its values are those of a list, so that all who exchange
    it mean the same kinds. `type` is left to jargon that has it, such as *boekingstype*: the word then stands among the
    `woorden` of the manifest. An attribute that is named after its entity keeps that name. An entity that is derived
    from another is there for what only it has; one without any attribute of its own, to which nothing refers and that
    is the subject of no message, is a kind that `soort` can tell: a hint.

    Bad:
        domein A { entiteit Reactie { soort : string } }  //! GM04 @31 "\"soort\" is no reference data"

    Bad:
        domein A {
            entiteit Boeking { boekingstype : BOEKINGSSOORT }  //! GM04 @24 "boekingstype" "write \"boekingssoort\""
        }
        referentiedata BOEKINGSSOORT

    Bad:
        domein A {
            entiteit Eenheid { adres : string }
            entiteit Woning is Eenheid  //! GM04 @14 "nothing that \"Eenheid\" has not" "soort : EENHEIDSOORT"
        }

    Good:
        domein A { entiteit Reactie { soort : REACTIESOORT } }
        referentiedata REACTIESOORT (domein A) { VRA "Vraag", KLA "Klacht" }
    """
    if isinstance(element, Model):
        yield from _kinds_without_attributes(model)
        return
    for each in element:
        name = each.text
        plain = name.casefold() in ("soort", "detailsoort")
        if plain or name.endswith(("soort", "Soort", "soorten", "Soorten")):
            if _is_no_value(each.attribute, model, plain=plain):
                yield _kind_without_list(each, None if plain else Severity.WARNING, model)
        elif "ype" in name and each.attribute.kind is not TypeKind.ENTITY:
            yield from _kind_called_type(each, model)


def _kinds_without_attributes(model: Model) -> Iterator[Finding]:
    """The entities that only say what kind of their base they are."""
    alike = [
        entity
        for entity in model.entities.values()
        if entity.base is not None
        and not entity.derived
        and all(attribute.standard for attribute in entity.attributes)
    ]
    told_apart = {each.attribute.target for each in model.written} if alike else set()
    told_apart |= {message.root for message in model.messages()}
    told_apart |= {projection.entity for _, projection, _ in model.added}
    for entity in alike:
        if entity.key in told_apart:
            continue
        base = model.entities[entity.base or ""]
        message = say(
            '"{entity}" has nothing that "{base}" has not', entity=entity.name, base=base.name
        )
        hint = say(
            "let an attribute tell it, {name} : {entity}SOORT, or give it what only it has",
            name="soort",
            entity=base.name.text.upper(),
        )
        yield Finding(entity.name, message, hint, entity.suppressions, severity=Severity.HINT)


def _is_no_value(attribute: Attribute, model: Model, *, plain: bool) -> bool:
    """Whether `attribute` is no value of a list; one that is not `plain` soort may be an entity."""
    if plain:
        return attribute.kind is not TypeKind.CODELIST and not _shows_a_value(attribute, model)
    return attribute.kind is TypeKind.PRIMITIVE


def _kind_without_list(each: WrittenAttribute, severity: Severity | None, model: Model) -> Finding:
    attribute, name = each.attribute, each.text
    message = say(
        '"{name}" is no reference data, it is of type "{type_name}"',
        name=name,
        type_name=attribute.type_name or attribute.target,
    )
    entity = each.entity.name.text.upper()
    hint = say("write {name} : {entity}SOORT, a list with the kinds", name=name, entity=entity)
    proposals = hold_value_of(attribute, f"{entity}SOORT", model)
    return Finding(
        attribute.name, message, hint, each.reasons, severity=severity, proposals=proposals
    )


def _kind_called_type(each: WrittenAttribute, model: Model) -> Iterator[Finding]:
    name = each.text
    found = _TYPE.fullmatch(name)
    jargon = {word.text.casefold() for word in model.standard.words}
    if found is None or name.casefold() in jargon:
        return
    soort = ("Soort" if found[1] == "T" else "soort") + ("en" if found[2] else "")
    message = say('"{name}" tells kinds apart by "type"', name=name)
    mended = f"{name[: found.start(1)]}{soort}"
    hint = say(
        'write "{mended}", or put the word among the woorden of the manifest if it is jargon',
        mended=mended,
    )
    yield Finding(
        each.attribute.name,
        message,
        hint,
        each.reasons,
        severity=Severity.WARNING,
        proposals=rename(each.attribute.name, mended),
    )


def _shows_a_value(attribute: Attribute, model: Model) -> bool:
    """Whether it holds what values of lists are shown as."""
    if attribute.kind is not TypeKind.ENTITY:
        return False
    target = model.entities[attribute.target].name.text
    return target == model.standard.interface.code_entity
