"""Declarations of entities → entities of the model, with their bases and their attributes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from compiler.base.diagnostics import nearest
from compiler.base.dutch.plurals import propose_plural
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.language.declarations import AttributeDecl, EntityDecl
from compiler.model.elements import Attribute, Entity, path_of
from compiler.model.linking.elements import element_names
from compiler.model.linking.names import Scope
from compiler.model.manifest import Manifest

# More than any model has, and few enough to walk along.
_MOST_BASES = 100


def link_entities(scope: Scope, manifest: Manifest) -> dict[str, Entity]:
    """The entities of `scope` by key; `manifest` declares the identifiers that they all have."""
    bases = _bases(scope)
    derived: dict[str, list[str]] = {}
    for key, base in bases.items():
        derived.setdefault(base, []).append(key)
    entities: dict[str, Entity] = {}
    for key, declaration in scope.entities.items():
        made_of = _MadeOf(
            key=key,
            declaration=declaration,
            base=bases.get(key),
            derived=tuple(derived.get(key, ())),
            ids=manifest.ids,
            standard=manifest.name,
        )
        entities[key] = scope.kept(("entity", key), made_of, partial(_linked, made_of))
    return entities


class _MadeOf(NamedTuple):
    """What an entity is made of, but for the names that it refers to."""

    key: str
    declaration: EntityDecl
    base: str | None
    derived: tuple[str, ...]
    ids: tuple[AttributeDecl, ...]
    standard: Name


def _linked(made_of: _MadeOf, scope: Scope) -> Entity:
    declaration = made_of.declaration
    plural = declaration.plural
    plural_name = plural.text if plural else propose_plural(declaration.name.text)
    return Entity(
        key=made_of.key,
        name=declaration.name,
        domain=scope.domain_of[made_of.key],
        description=declaration.doc.text if declaration.doc else "",
        abstract=declaration.abstract,
        value_object=declaration.value_object,
        base=made_of.base,
        base_name=declaration.base,
        derived=made_of.derived,
        plural=plural_name,
        path=declaration.path.text if declaration.path else path_of(plural_name),
        attributes=tuple(_attributes(made_of, scope)),
        suppressions=declaration.suppressions,
        formerly=declaration.formerly.text if declaration.formerly else "",
        told_by=tuple(name.text for name in declaration.told_by),
        business_object=_business_object(declaration, scope),
        drawn=declaration.drawn,
    )


def _business_object(entity: EntityDecl, scope: Scope) -> str:
    if entity.business_object is None:
        return ""
    return "".join(element_names([entity.business_object], ElementKind.BUSINESS_OBJECT, scope))


# -- bases -------------------------------------------------------------------------------------------------------------


def _bases(scope: Scope) -> dict[str, str]:
    """The base of each entity that has one; a circle is reported once, at its first entity, and cut there."""
    bases = _declared_bases(scope)
    settled: set[str] = set()
    for start in list(bases):
        path: dict[str, None] = {}
        key: str | None = start
        while key is not None and key not in settled and key not in path:
            path[key] = None
            key = bases.get(key)
        if key is not None and key in path:
            keys = list(path)
            _report_circle([*keys[keys.index(key) :], key], scope)
            del bases[key]
        settled |= path.keys()
    _cut_where_too_deep(bases, scope)
    return bases


def _cut_where_too_deep(bases: dict[str, str], scope: Scope) -> None:
    """Report each entity that has more than `_MOST_BASES` above it, and derive it from nothing.

    Documents hold an alternative for each pair of an entity and one above it: their size grows as the square.
    """
    depths: dict[str, int] = {}
    for start in list(bases):
        path = [start]
        while path[-1] in bases and path[-1] not in depths:
            path.append(bases[path[-1]])
        for key in reversed(path):
            if key not in depths:
                depths[key] = depths[bases[key]] + 1 if key in bases else 0
            if depths[key] > _MOST_BASES:
                place = scope.entities[key].base or scope.entities[key].name
                message = say(
                    '"{entity}" has more than {number} entities above it',
                    entity=scope.entities[key].name,
                    number=_MOST_BASES,
                )
                hint = say("derive it from one that stands higher")
                scope.report("NAM09", place, message, hint)
                del bases[key]
                depths[key] = 0


def _declared_bases(scope: Scope) -> dict[str, str]:
    bases: dict[str, str] = {}
    for key, declaration in scope.entities.items():
        if declaration.base is None:
            continue
        base = scope.entity_key(declaration.base, scope.domain_of[key], say("base"))
        if base:
            bases[key] = base
    return bases


def _report_circle(circle: Sequence[str], scope: Scope) -> None:
    key = circle[0]
    place = scope.entities[key].base or scope.entities[key].name
    message = say('"{at}" is derived from itself: {circle}', at=key, circle=" is ".join(circle))
    scope.report("NAM03", place, message, say("take one of them away"))


# -- attributes --------------------------------------------------------------------------------------------------------


def _attributes(made_of: _MadeOf, scope: Scope) -> list[Attribute]:
    """The attributes that an entity has itself, its identifiers included; those without a type are left out."""
    key, entity = made_of.key, made_of.declaration
    domain = scope.domain_of[key]
    owner = say('entity "{name}"', name=entity.name)
    declared = scope.without_repeats(entity.attributes, owner)
    with_ids = made_of.base is None and not entity.value_object
    _check_own(declared, scope)
    if with_ids:
        _check_left_out(made_of, scope)
        linked = _with_ids(made_of, declared, domain, scope)
    else:
        _check_without(entity, scope)
        linked = [scope.attribute(declaration, domain) for declaration in declared]
    attributes = [attribute for attribute in linked if attribute is not None]
    made = {attribute.name.text for attribute in attributes}
    for declaration in declared:
        if declaration.name.text not in made:
            scope.broken.add((key, declaration.name.text))
    return attributes


def _with_ids(
    made_of: _MadeOf, declared: list[AttributeDecl], domain: str, scope: Scope
) -> list[Attribute | None]:
    """The standard identifiers (GM11), then the rest. One that the entity declares itself replaces the standard one."""
    own = {declaration.name.text: declaration for declaration in declared}
    left_out = {name.text for name in made_of.declaration.without}
    shown = [standard for standard in made_of.ids if standard.name.text not in left_out]
    names = {standard.name.text for standard in shown}
    ids = [own.get(standard.name.text, standard) for standard in shown]
    rest = [declaration for declaration in declared if declaration.name.text not in names]
    linked = [scope.attribute(declaration, domain, standard=True) for declaration in ids]
    linked += [scope.attribute(declaration, domain) for declaration in rest]
    return linked


def _check_own(declared: list[AttributeDecl], scope: Scope) -> None:
    """Report `eigen` outside a message: it would say nothing."""
    for attribute in declared:
        if attribute.own:
            message = say('"eigen" says nothing about "{attribute}" here', attribute=attribute.name)
            hint = say('leave "eigen" out: it marks what a message adds to an entity')
            scope.report("NAM05", attribute.name, message, hint)


def _check_without(entity: EntityDecl, scope: Scope) -> None:
    """Report `zonder` of an entity that has no identifiers of its own: it would say nothing."""
    if entity.value_object:
        reason = say("a value object has no identifiers")
    else:
        reason = say("it has the identifiers of its base")
    for name in entity.without:
        message = say(
            '"zonder {name}" says nothing about "{entity}"', name=name, entity=entity.name
        )
        scope.report("NAM05", name, message, say("{reason}; leave it out", reason=reason))


def _check_left_out(made_of: _MadeOf, scope: Scope) -> None:
    """Report names behind `zonder` that are no identifiers of the standard."""
    standard = {declaration.name.text for declaration in made_of.ids}
    for name in made_of.declaration.without:
        if name.text not in standard:
            message = say(
                '"{name}" is no standard identifier of "{manifest}"',
                name=name,
                manifest=made_of.standard,
            )
            hint = nearest(name.text, standard) or say("leave it out")
            scope.report("NAM01", name, message, hint)
