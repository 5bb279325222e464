"""What is to be drawn: boxes with rows, and lines between them. Nothing of paper: no sizes, places or colours.

`choosing.py` makes scenes of a model, `choosing_changes.py` of two versions; a writer per format takes them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import StrEnum
from typing import NamedTuple

WHOLE = "standaard"


def subject_of_domain(name: str) -> str:
    """What the picture of the domain `name` is called."""
    return f"domein/{name}"


def subject_of_message(process: str, name: str) -> str:
    """What the picture of the message `name` of a process is called."""
    return f"bericht/{process}/{name}"


def subject_of_entity(key: str) -> str:
    """What the picture of the entity `key` with its direct neighbours is called."""
    return f"entiteit/{key}"


class ChangeSign(StrEnum):
    """What happened to an element between two versions; the values are drawn, so that colour is not needed."""

    SAME = ""
    NEW = "+"
    GONE = "−"
    CHANGED = "~"


class BoxKind(StrEnum):
    """What a box stands for."""

    ENTITY = "entity"
    DOMAIN = "domain"
    CODES = "codes"


class RowKind(StrEnum):
    """What a row of a box says: a key, an association, another attribute, or a value of a reference data list."""

    KEY = "key"
    ASSOCIATION = "association"
    VALUE = "value"
    CODE = "code"


class LineKind(StrEnum):
    """What a line says: the source is a kind of the target, holds it, or knows its keys."""

    GENERALISATION = "generalisation"
    EMBEDDED = "embedded"
    KEYS = "keys"


class BoxRow(NamedTuple):
    """An attribute of an entity, a value of a list, or how often a domain refers to another.

    `held` is what it holds: a primitive type, a reference data list, or the name of an entity; `target` is the key of
    the box of that, whether it is drawn or not, and empty for a primitive type. `keys` says that only keys are held,
    `many` that it is a collection. `folded` rows are counted where space is short; the others are always told.
    `standard` is an identifier that every entity has, `own` one that a message adds. `tags` are what only few formats
    hold, by the words of the text language. `subject` is the picture that shows what it leads to, or empty. `before`
    tells what changed of it since the older version. `drawn` is the identity that a drawing gave it, or empty.
    """

    name: str
    kind: RowKind
    held: str = ""
    target: str = ""
    keys: bool = False
    many: bool = False
    folded: bool = False
    core: bool = False
    obsolete: bool = False
    standard: bool = False
    own: bool = False
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    sign: ChangeSign = ChangeSign.SAME
    before: str = ""
    drawn: str = ""

    def leads_to(self, drawn: Container[str]) -> bool:
        """Whether it is an association with one of the boxes with the keys `drawn`."""
        return self.kind is RowKind.ASSOCIATION and self.target in drawn


class Box(NamedTuple):
    """An entity, a domain, or a reference data list.

    `key` is unique in the scene. `package` is the domain that it stands in; empty for a domain. `subject` is the
    picture that shows more of it, as `Scene.subject` says it, or empty. `formerly` is what it was called before.
    """

    key: str
    name: str
    kind: BoxKind
    rows: tuple[BoxRow, ...]
    package: str = ""
    base: str = ""
    abstract: bool = False
    value_object: bool = False
    central: bool = False
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    formerly: str = ""
    sign: ChangeSign = ChangeSign.SAME
    before: str = ""
    drawn: str = ""

    @property
    def shown(self) -> Iterator[BoxRow]:
        """The rows that are always told: keys, then associations, then the rest, each in the order of the model."""
        order = list(RowKind)
        yield from sorted(
            (row for row in self.rows if not row.folded), key=lambda row: order.index(row.kind)
        )

    def arrows(self, drawn: Container[str]) -> Iterator[BoxRow]:
        """The rows that lead to one of the boxes with the keys `drawn`."""
        return (row for row in self.rows if row.leads_to(drawn))


class Line(NamedTuple):
    """A line from a box to another; `row` and `back` name the rows that it stands for.

    `row` is a row of the source, empty for a generalisation and for what a whole domain does; `back` is a row of the
    target where the line has a head at either end, else empty.
    """

    kind: LineKind
    source: str
    target: str
    row: str = ""
    back: str = ""
    sign: ChangeSign = ChangeSign.SAME


class Package(NamedTuple):
    """A domain around boxes."""

    name: str
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    drawn: str = ""


class Scene(NamedTuple):
    """A picture.

    `subject` is unique among the pictures of a standard, and says what is drawn: `domein/NAME`, `bericht/CODE/NAME`,
    `entiteit/KEY`, or `standaard`. `packages` are the domains of its boxes, in the order of the model.
    """

    subject: str
    title: str
    subtitle: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    packages: tuple[Package, ...] = ()

    @property
    def heading(self) -> str:
        """Title and subtitle on one line."""
        return f"{self.title} {self.subtitle}".strip()

    def packed(self) -> Iterator[tuple[Package | None, list[Box]]]:
        """Each package with its boxes; last, without a package, the boxes that stand in none of them."""
        within: dict[str, list[Box]] = {package.name: [] for package in self.packages}
        around: list[Box] = []
        for box in self.boxes:
            within.get(box.package, around).append(box)
        yield from ((package, within[package.name]) for package in self.packages)
        yield None, around
