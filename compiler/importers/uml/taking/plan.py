"""A model in the making: what drawn classes have become so far, before it is written as declarations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from compiler.base.source import Span
from compiler.importers.uml.drawing import Drawing, DrawnClass
from compiler.importers.uml.taking.findings import Findings


@dataclass(slots=True, kw_only=True, eq=False)
class PlannedList:
    """A reference data list of the class `drawn`, and the domains that have it."""

    drawn: DrawnClass
    name: str
    domains: list[str]
    formerly: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class PlannedEntity:
    """An entity of the class `drawn`, or a value object; `base` and `derived` by what was drawn.

    `without` are the standard identifiers that it lacks. `plural` and `path` are empty where those that are proposed
    for its name will do.
    """

    drawn: DrawnClass
    name: str
    domain: str
    value_object: bool
    abstract: bool
    base: PlannedEntity | None = None
    derived: list[PlannedEntity] = field(default_factory=list)
    attributes: list[PlannedAttribute] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    plural: str = ""
    path: str = ""
    formerly: str = ""

    def bases(self) -> Iterator[PlannedEntity]:
        """What it is derived from, the nearest first."""
        base = self.base
        while base is not None:
            yield base
            base = base.base

    def named(self, name: str) -> PlannedAttribute | None:
        """The attribute that is called `name` here; None where none is."""
        return next((each for each in self.attributes if each.name == name), None)


@dataclass(slots=True, kw_only=True, eq=False)
class PlannedAttribute:
    """An attribute to write: of a primitive type, by its name, or of what a class became.

    `identity` is the GUID of the attribute or of the end of an association that it was; `of_association` tells the two
    apart. `standard` is one of the standard identifiers. `place` is where it was drawn, `tags` its tagged values.
    """

    name: str
    target: str | PlannedEntity | PlannedList
    place: Span
    many: bool = False
    keys: bool = False
    core: bool = False
    obsolete: bool = False
    standard: bool = False
    text: str = ""
    constraint: str = ""
    derived: str = ""
    identity: str = ""
    of_association: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    formerly: str = ""

    def same_type(self, other: PlannedAttribute) -> bool:
        """Whether both hold the same, as many and as whole."""
        return (self.target, self.many, self.keys) == (other.target, other.many, other.keys)


Planned: TypeAlias = PlannedEntity | PlannedList


@dataclass(slots=True, kw_only=True, eq=False)
class Plan:
    """All that has become of a drawing so far.

    `domains` are the domains by the keys of packages; `planned` is what classes became and `types` the primitive types
    that they are instead (empty for an unknown one), both by the keys of classes. `mixed_in` are interfaces whose
    attributes a class gets, by its key. `identifiers` are the standard identifiers by name; empty where none is drawn.
    `counted` counts what the account tells, by kind.
    """

    drawing: Drawing
    domains: dict[str, str]
    found: Findings = field(default_factory=Findings)
    planned: dict[str, Planned] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    mixed_in: dict[str, list[PlannedEntity]] = field(default_factory=dict)
    identifiers: dict[str, PlannedAttribute] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    @property
    def entities(self) -> list[PlannedEntity]:
        """The entities and value objects, in the order drawn."""
        return [each for each in self.planned.values() if isinstance(each, PlannedEntity)]

    @property
    def lists(self) -> list[PlannedList]:
        """The reference data lists, in the order drawn."""
        return [each for each in self.planned.values() if isinstance(each, PlannedList)]
