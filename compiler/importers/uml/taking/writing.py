"""What a drawing has become → source files: one for each domain, one for the lists, and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.source import Name
from compiler.importers.model_texts import CODELISTS, MANIFEST, setting
from compiler.importers.uml.taking.plan import (
    Plan,
    Planned,
    PlannedAttribute,
    PlannedEntity,
    PlannedList,
)
from compiler.importers.uml.taking.tagged import (
    TaggedLists,
    code_and_label,
    codes_of,
    tagged_attribute,
    tagged_domain,
    tell_kinds,
)
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    EntityDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    TypeRef,
)

FIRST_VERSION = "0.1.0"
# The identifiers of every entity (GM11).
_IDENTIFIERS = ("id", "idExtern", "idOrganisatie", "idAdministratie", "idGegevensbeheerder", "code")


def source_files(plan: Plan, name: str) -> Iterator[SourceFile]:
    """The files of the model, which is called `name`."""
    yield SourceFile(MANIFEST, (_standard(plan, name),))
    packages = {
        plan.domains[each.key]: each for each in plan.drawing.packages if each.key in plan.domains
    }
    entities: dict[str, list[EntityDecl]] = {domain: [] for domain in plan.domains.values()}
    names = _Names(plan)
    declared_entities = {id(each): _entity(each, names) for each in plan.entities}
    told = tell_kinds(plan, declared_entities)
    for entity in plan.entities:
        entities[entity.domain].append(told[id(entity)])
    tagged = TaggedLists(plan)
    lists = tuple(_list(each, tagged) for each in plan.lists)
    with_lists = {name.text for each in lists for name in each.domains}
    paths: set[str] = set()
    has_shared = False
    for domain, members in entities.items():
        if not members and domain not in with_lists:
            continue
        package = packages.get(domain)
        declared = DomainDecl(
            Name(domain),
            _doc(package.text) if package else None,
            documented=bool(members),
            drawn=package.guid if package else "",
        )
        declared = tagged_domain(declared, package.tags if package else (), alone=not has_shared)
        has_shared = has_shared or declared.shared
        yield SourceFile(_path(domain, paths), (declared, *members))
    if lists:
        yield SourceFile(CODELISTS, lists)


def _path(domain: str, taken: set[str]) -> str:
    """The file of a domain: its name, as far as a file name can be it, and a number where two would have one file."""
    plain = re.sub(r"[^\w-]", "_", domain)
    path, number = f"domeinen/{plain}.vera", 2
    while path.casefold() in taken:
        path, number = f"domeinen/{plain}_{number}.vera", number + 1
    taken.add(path.casefold())
    return path


def _standard(plan: Plan, name: str) -> StandardDecl:
    names = _Names(plan)
    ids = [_attribute(each, None, names) for each in plan.identifiers.values()]
    ids = ids or [
        AttributeDecl(Name(each), TypeRef(Name("string")), core=True) for each in _IDENTIFIERS
    ]
    settings = (
        setting("titel", plan.drawing.title or name),
        setting("versie", FIRST_VERSION),
        SettingDecl(Name("ids"), (), None, tuple(ids)),
    )
    return StandardDecl(Name(re.sub(r"[^\w-]", "", name) or "Model"), None, settings)


class _Names:
    """How each entity is referred to: by its name, and where several have that, by its domain too."""

    def __init__(self, plan: Plan) -> None:
        self._first: dict[str, PlannedEntity] = {}
        files = sorted(plan.entities, key=lambda each: re.sub(r"[^\w-]", "_", each.domain))
        for entity in files:
            self._first.setdefault(entity.name, entity)

    def reference(self, owner: PlannedEntity | None, target: Planned) -> Name:
        """What stands for `target` in `owner`, or in the manifest."""
        if isinstance(target, PlannedList) or (owner and target.domain == owner.domain):
            return Name(target.name)
        is_first = self._first[target.name] is target
        return Name(target.name if is_first else f"{target.domain}.{target.name}")


def _entity(entity: PlannedEntity, names: _Names) -> EntityDecl:
    attributes = tuple(_attribute(each, entity, names) for each in entity.attributes)
    return EntityDecl(
        Name(entity.name),
        _doc(entity.drawn.text),
        entity.abstract,
        entity.value_object,
        base=names.reference(entity, entity.base) if entity.base else None,
        without=tuple(map(Name, entity.without)),
        plural=_optional(entity.plural),
        path=_optional(entity.path),
        attributes=attributes,
        formerly=_optional(entity.formerly),
        drawn=entity.drawn.guid,
    )


def _attribute(
    attribute: PlannedAttribute, owner: PlannedEntity | None, names: _Names
) -> AttributeDecl:
    """The line of an attribute of `owner`, or of a standard identifier, which is of a primitive type."""
    target = attribute.target
    held = Name(target) if isinstance(target, str) else names.reference(owner, target)
    declared = AttributeDecl(
        Name(attribute.name),
        TypeRef(held, attribute.keys, attribute.many),
        _doc(attribute.text),
        core=attribute.core,
        obsolete=attribute.obsolete,
        constraint=attribute.constraint,
        derived=attribute.derived,
        formerly=_optional(attribute.formerly),
        drawn="" if owner is None else attribute.identity,
    )
    beside = (owner, *owner.bases()) if owner else ()
    taken = {each.name for entity in beside for each in entity.attributes} | {attribute.name}
    return tagged_attribute(declared, attribute.tags, taken)


def _list(planned: PlannedList, tagged: TaggedLists) -> CodeListDecl:
    declared = CodeListDecl(
        Name(planned.name),
        _doc(planned.drawn.text),
        domains=tuple(map(Name, planned.domains)),
        codes=tuple(_values(planned, tagged)),
        formerly=_optional(planned.formerly),
        drawn=planned.drawn.guid,
    )
    return tagged.tagged_list(declared, planned.drawn.tags)


def _values(planned: PlannedList, tagged: TaggedLists) -> Iterator[CodeDecl]:
    for code, value in codes_of(planned):
        label = code_and_label(planned, value)[1]
        declared = CodeDecl(Name(code), label or code, _doc(value.text), drawn=value.guid)
        yield tagged.tagged_value(declared, value.tags)


def _optional(name: str) -> Name | None:
    return Name(name) if name else None


def _doc(text: str) -> Doc | None:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return Doc("\n".join(lines)) if lines else None
