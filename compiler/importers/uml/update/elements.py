"""The entities and lists of source files, found again by what they were drawn as, else by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

from compiler.base.source import Name
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    SourceFile,
)

Declared: TypeAlias = EntityDecl | CodeListDecl
_Part = TypeVar("_Part", AttributeDecl, CodeDecl)


class ModelElement(NamedTuple):
    """An entity or a list, its domain (empty for a list) and its file."""

    declared: Declared
    domain: str
    file: str


def elements_of(files: Iterable[SourceFile]) -> Iterator[ModelElement]:
    """The entities and lists of `files`, in their order."""
    for file in files:
        domain = ""
        for statement in file.statements:
            if isinstance(statement, DomainDecl):
                if statement.members is None:
                    domain = statement.name.text
                for member in statement.members or ():
                    inside = statement.name.text if isinstance(member, EntityDecl) else ""
                    yield ModelElement(member, inside, file.path)
            elif isinstance(statement, EntityDecl):
                yield ModelElement(statement, domain, file.path)
            elif isinstance(statement, CodeListDecl):
                yield ModelElement(statement, "", file.path)


def by_key(elements: Iterable[ModelElement]) -> dict[str, ModelElement]:
    """Drawn elements by what identifies them: their identity, or their domain and name where they have none."""
    return {each.declared.drawn or _named(each, each.declared.name): each for each in elements}


def as_drawn(
    elements: Iterable[ModelElement], drawn: Mapping[str, ModelElement]
) -> dict[str, ModelElement]:
    """The elements of the team by the keys of what was `drawn`; others by keys of their own.

    One is found again by its identity, by its name, by what it was called before (`voorheen`), or by its name in
    another domain where nothing else has it.
    """
    found: dict[str, ModelElement] = {}
    rest: list[ModelElement] = []
    for each in elements:
        declared = each.declared
        candidates = [declared.drawn, _named(each, declared.name)]
        if declared.formerly:
            candidates.append(_named(each, declared.formerly))
        key = next((key for key in candidates if key in drawn and key not in found), "")
        if key:
            found[key] = each
        else:
            rest.append(each)
    left = {key: other for key, other in drawn.items() if key not in found}
    for each in rest:
        same = [
            key
            for key, other in left.items()
            if other.declared.name.text == each.declared.name.text
            and isinstance(other.declared, type(each.declared))
            and not each.declared.drawn
        ]
        key = same[0] if len(same) == 1 else f"own {_named(each, each.declared.name)}"
        left.pop(key, None)
        found[key] = each
    return found


def _named(element: ModelElement, name: Name) -> str:
    return f"{type(element.declared).__name__} {element.domain}: {name.text}"


def parts_by_key(parts: Iterable[_Part]) -> dict[str, _Part]:
    """Drawn attributes or values by their identity, or by their name where they have none."""
    return {each.drawn or f"= {part_name(each)}": each for each in parts}


def parts_as_drawn(parts: Iterable[_Part], drawn: Mapping[str, _Part]) -> dict[str, _Part]:
    """The attributes or values of the team by the keys of what was `drawn`; others by keys of their own."""
    found: dict[str, _Part] = {}
    for each in parts:
        candidates = (each.drawn, f"= {part_name(each)}", f"= {_former_name(each)}")
        key = next((key for key in candidates if key in drawn and key not in found), "")
        found[key or f"own {part_name(each)}"] = each
    return found


def _former_name(part: AttributeDecl | CodeDecl) -> str:
    if isinstance(part, CodeDecl):
        return part.formerly
    return part.formerly.text if part.formerly else ""


def part_name(part: AttributeDecl | CodeDecl) -> str:
    """The name of an attribute, or the code of a value."""
    return part.code.text if isinstance(part, CodeDecl) else part.name.text
