"""How derived entities are told apart (`als soort NAT`): the attribute is inherited, the codes are of its list."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.model.elements import Attribute, CodeList, Entity, TypeKind
from compiler.model.linking.names import Scope


def check_kinds(
    entities: Mapping[str, Entity], codelists: Mapping[str, CodeList], scope: Scope
) -> None:
    """Report every `als` that tells nothing: no base, no reference data, an unknown code, a code of another entity."""
    taken: dict[tuple[str, str, str], Name] = {}
    for key, entity in entities.items():
        told_by = scope.entities[key].told_by
        if not told_by:
            continue
        attribute = _attribute(entity, told_by[0], entities, scope)
        if attribute is None:
            continue
        known = {code.code.text for code in codelists[attribute.target].codes}
        for code in told_by[1:]:
            if known and code.text not in known:
                message = say(
                    '"{code}" is no value of "{target}"', code=code, target=attribute.target
                )
                hint = nearest(code.text, known) or say("write a code of the list, or add this one")
                scope.report("NAM01", code, message, hint)
            first = taken.setdefault((entity.base or "", told_by[0].text, code.text), code)
            if first is not code:
                hint = say(
                    "the first stands at {file}:{line}; one code tells one entity",
                    file=first.file,
                    line=first.line,
                )
                scope.report(
                    "NAM02", code, say('"{code}" tells another entity already', code=code), hint
                )


def _attribute(
    entity: Entity, name: Name, entities: Mapping[str, Entity], scope: Scope
) -> Attribute | None:
    """The inherited reference data attribute `name`; None, and a diagnostic, where there is none."""
    if entity.base is None:
        hint = say("only what is derived is told apart; leave it out")
        scope.report(
            "NAM05",
            name,
            say('"als {name}" says nothing about "{entity}"', name=name, entity=entity.name),
            hint,
        )
        return None
    inherited: dict[str, Attribute] = {}
    base: str | None = entity.base
    while base is not None:
        inherited = {a.name.text: a for a in entities[base].attributes} | inherited
        base = entities[base].base
    found = inherited.get(name.text)
    if found is None:
        hint = nearest(name.text, inherited) or say(
            'declare it in "{base_name}"', base_name=entity.base_name
        )
        scope.report(
            "NAM01",
            name,
            say('"{base_name}" has no attribute "{name}"', base_name=entity.base_name, name=name),
            hint,
        )
    elif found.kind is not TypeKind.CODELIST or found.many:
        hint = say("it must be one value of a reference data list (GM04)")
        scope.report("NAM05", name, say('"{name}" does not tell entities apart', name=name), hint)
        return None
    return found
