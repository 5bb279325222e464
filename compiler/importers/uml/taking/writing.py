"""What a drawing has become → source files: one for each domain, one for the lists, and the manifest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.base.source import Name
from compiler.importers.model_texts import CODELISTS, MANIFEST, setting
from compiler.importers.uml.drawing import DrawnValue
from compiler.importers.uml.taking.plan import Plan, PlannedAttribute, PlannedEntity, PlannedList
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
    for entity in plan.entities:
        entities[entity.domain].append(_entity(entity, names))
    with_lists = {each.domain for each in plan.lists}
    paths: set[str] = set()
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
        yield SourceFile(_path(domain, paths), (declared, *members))
    lists = tuple(_list(each) for each in plan.lists)
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
    ids = [AttributeDecl(Name(each), TypeRef(Name("string")), core=True) for each in _IDENTIFIERS]
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

    def reference(self, owner: PlannedEntity, target: str | PlannedEntity | PlannedList) -> Name:
        """What stands for `target` in `owner`."""
        if isinstance(target, str):
            return Name(target)
        if isinstance(target, PlannedList) or target.domain == owner.domain:
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
        plural=_optional(entity.plural),
        path=_optional(entity.path),
        attributes=attributes,
        formerly=_optional(entity.formerly),
        drawn=entity.drawn.guid,
    )


def _attribute(attribute: PlannedAttribute, owner: PlannedEntity, names: _Names) -> AttributeDecl:
    return AttributeDecl(
        Name(attribute.name),
        TypeRef(names.reference(owner, attribute.target), attribute.keys, attribute.many),
        _doc(attribute.text),
        core=attribute.core,
        obsolete=attribute.obsolete,
        constraint=attribute.constraint,
        derived=attribute.derived,
        formerly=_optional(attribute.formerly),
        drawn=attribute.identity,
    )


def _list(planned: PlannedList) -> CodeListDecl:
    return CodeListDecl(
        Name(planned.name),
        _doc(planned.drawn.text),
        domains=(Name(planned.domain),),
        codes=tuple(_values(planned.drawn.values)),
        formerly=_optional(planned.formerly),
        drawn=planned.drawn.guid,
    )


def _values(values: Iterable[DrawnValue]) -> Iterator[CodeDecl]:
    """The values; a second one with the same code gets a number."""
    taken: set[str] = set()
    for value in values:
        plain = (value.code or value.name).strip()
        code, number = plain, 2
        while code in taken:
            code, number = f"{plain}{number}", number + 1
        taken.add(code)
        yield CodeDecl(Name(code), value.name.strip() or code, _doc(value.text), drawn=value.guid)


def _optional(name: str) -> Name | None:
    return Name(name) if name else None


def _doc(text: str) -> Doc | None:
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return Doc("\n".join(lines)) if lines else None
