"""Tagged values in the words of the text language → what the text says with those words.

`verac diagram` writes them into XMI for what UML has no element for, and drawings of others may have them too. What a
tag says that the model would not bear (a parent that is not drawn, a former name that something else has) is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from compiler.base.regex.portable import problem_of
from compiler.base.source import Name
from compiler.importers.uml.drawing import DrawnValue
from compiler.importers.uml.taking.kinds import REFERENCE_DATA, plain_stereotype
from compiler.importers.uml.taking.plan import Plan, PlannedEntity, PlannedList
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    DomainDecl,
    EntityDecl,
)

TagPairs: TypeAlias = Iterable[tuple[str, str]]


def tagged_domain(declared: DomainDecl, tags: TagPairs, *, alone: bool) -> DomainDecl:
    """`declared` with what its package tells: whether it is shared (one domain may be), and has a document."""
    told = dict(tags)
    return declared._replace(
        shared=alone and told.get("gedeeld") == "ja",
        documented=declared.documented and told.get("document") != "geen",
    )


def tagged_attribute(
    declared: AttributeDecl, tags: TagPairs, taken: Iterable[str]
) -> AttributeDecl:
    """`declared` with its rules and its former name, unless that is one of the names that are `taken`."""
    told = dict(tags)
    pattern = told.get("patroon", "")
    said = [told.get("beperking", ""), declared.constraint]
    if pattern and problem_of(pattern):
        said.append(f"Patroon: {pattern}.")
        pattern = ""
    return declared._replace(
        constraint=" ".join(filter(None, said)),
        pattern=pattern,
        derived=told.get("afgeleid", declared.derived),
        source=_free(told.get("bron", ""), ()),
        formerly=declared.formerly or _free(told.get("voorheen", ""), taken),
    )


def _free(name: str, taken: Iterable[str]) -> Name | None:
    return Name(name) if name.strip() and name not in taken else None


class TaggedLists:
    """Says what tags tell of lists and their values, for those tell of other lists."""

    def __init__(self, plan: Plan) -> None:
        self._domains = {*plan.domains.values()}
        self._codes = {each.name: {code for code, _ in codes_of(each)} for each in plan.lists}

    def tagged_list(self, declared: CodeListDecl, tags: TagPairs) -> CodeListDecl:
        """`declared` with the domains that have it, as far as they are drawn."""
        domains = self._known(dict(tags).get("domeinen", ""))
        return declared._replace(domains=tuple(map(Name, domains)) or declared.domains)

    def tagged_value(self, declared: CodeDecl, tags: TagPairs) -> CodeDecl:
        """`declared` with its parent, the days between which it holds, and the domains that have it."""
        told = dict(tags)
        list_, _, code = told.get("ouder", "").partition(" ")
        has_parent = code in self._codes.get(list_, ())
        return declared._replace(
            parent=(Name(list_), Name(code)) if has_parent else None,
            begin=told.get("vanaf", "").strip(),
            end=told.get("tot", "").strip(),
            domains=tuple(self._known(told.get("domeinen", ""))),
        )

    def _known(self, text: str) -> list[str]:
        """The drawn domains that `text` names, as many words as each has."""
        found, words = [], text.split()
        while words:
            names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
            name = next((each for each in names if each in self._domains), "")
            found += [name] if name and name not in found else []
            del words[: len(name.split()) or 1]
        return found


def codes_of(planned: PlannedList) -> Iterator[tuple[str, DrawnValue]]:
    """The values of a list with their codes. A second one with the same code gets a number, unless the list is ours."""
    taken: set[str] = set()
    for value in planned.drawn.values:
        plain = code_and_label(planned, value)[0]
        code, number = plain, 2
        while code in taken and not _is_ours(planned):
            code, number = f"{plain}{number}", number + 1
        taken.add(code)
        yield code, value


def _is_ours(planned: PlannedList) -> bool:
    """Whether it is drawn as `<<referentiedata>>`, as `verac diagram` does: there one code may have two periods."""
    return REFERENCE_DATA in map(plain_stereotype, planned.drawn.stereotypes)


def code_and_label(planned: PlannedList, value: DrawnValue) -> tuple[str, str]:
    """The code and the name of a value.

    Most draw `NAME = CODE`; a list of ours has the code first.
    """
    name, other = value.name.strip(), value.code.strip()
    if _is_ours(planned):
        return name, other or name
    return other or name, name or other


def tell_kinds(plan: Plan, declared: Mapping[int, EntityDecl]) -> dict[int, EntityDecl]:
    """The declarations, by the identity of what was planned, with the codes that tell a derived entity from others."""
    made = dict(declared)
    taken: set[tuple[int, str, str]] = set()
    for entity in plan.entities:
        name, *codes = dict(entity.drawn.tags).get("te herkennen aan", "").split() or [""]
        target = _inherited_list(entity, name)
        if target is None or not codes or not {*codes} <= {code for code, _ in codes_of(target)}:
            continue
        marks = {(id(entity.base), name, code) for code in codes}
        if taken.isdisjoint(marks) and len(marks) == len(codes):
            taken |= marks
            told_by = tuple(map(Name, (name, *codes)))
            made[id(entity)] = made[id(entity)]._replace(told_by=told_by)
    return made


def _inherited_list(entity: PlannedEntity, name: str) -> PlannedList | None:
    """The list that the inherited attribute `name` holds one value of; None where there is none."""
    for base in entity.bases():
        attribute = base.named(name)
        if attribute is not None:
            target = attribute.target
            return target if isinstance(target, PlannedList) and not attribute.many else None
    return None
