"""What an XMI file holds, laid out: packages with classifiers and associations, every element with its id.

The ids have the form of GUIDs of Enterprise Architect. What was drawn has the id of its drawing; any other id is of
the path of the element. So the same element has the same id in every file, whatever is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, LineKind, Package, RowKind, Scene
from compiler.emit.diagrams.stereotypes import of_box, of_row


class TaggedValue(NamedTuple):
    """A tagged value."""

    id: str
    name: str
    text: str


class Literal(NamedTuple):
    """A value of an enumeration; `initial` is its name in words."""

    id: str
    name: str
    initial: str
    description: str
    tags: tuple[TaggedValue, ...]
    stereotypes: tuple[str, ...] = ()


class XmiProperty(NamedTuple):
    """An attribute, or the end of an association that its class owns: `association` is the id of that, or empty.

    `held` is the type in words, `type` its id. `upper` is -1 where there is no bound.
    """

    id: str
    name: str
    held: str
    type: str
    upper: int
    lower_id: str
    upper_id: str
    association: str
    description: str
    stereotypes: tuple[str, ...]
    tags: tuple[TaggedValue, ...]


class Generalization(NamedTuple):
    """A class is a kind of the class with the id `general`."""

    id: str
    general: str


class Classifier(NamedTuple):
    """A class or an enumeration; `metaclass` says which."""

    id: str
    name: str
    metaclass: str
    abstract: bool
    description: str
    stereotypes: tuple[str, ...]
    tags: tuple[TaggedValue, ...]
    properties: tuple[XmiProperty, ...]
    literals: tuple[Literal, ...]
    generalizations: tuple[Generalization, ...]

    @property
    def attributes(self) -> Iterator[XmiProperty]:
        """The properties that are no ends of associations."""
        return (each for each in self.properties if not each.association)


class Association(NamedTuple):
    """An association of the class `source` to `target`, whose end there is `end`; `source_end` is the other end."""

    id: str
    source: str
    source_name: str
    target: str
    target_name: str
    end: XmiProperty
    source_end: str


class XmiPackage(NamedTuple):
    """A package; `packages` are those within it."""

    id: str
    name: str
    description: str
    tags: tuple[TaggedValue, ...]
    classifiers: tuple[Classifier, ...]
    associations: tuple[Association, ...]
    packages: tuple[XmiPackage, ...] = ()


class XmiDocument(NamedTuple):
    """A file: the package around all, all packages in a row, and types that are none of its classifiers, by id."""

    root: XmiPackage
    packages: tuple[XmiPackage, ...]
    primitives: tuple[tuple[str, str], ...]

    @property
    def classifiers(self) -> Iterator[Classifier]:
        """Every classifier, in the order of the packages."""
        return (each for package in self.packages for each in package.classifiers)

    @property
    def associations(self) -> Iterator[Association]:
        """Every association, in the order of the packages."""
        return (each for package in self.packages for each in package.associations)


def planned_xmi(scene: Scene) -> XmiDocument:
    """The file of `scene`; what stands in no package stands in the one around all."""
    plan = _Plan(scene)
    known = {package.name for package in scene.packages}
    inner = tuple(plan.package(each) for each in scene.packages)
    around = [box for box in scene.boxes if box.package not in known]
    root = XmiPackage(
        id=element_id("EAPK", "standaard"),
        name=scene.title or "Model",
        description="",
        tags=_tags(("standaard",), [("versie", scene.subtitle)] if scene.subtitle else []),
        classifiers=tuple(map(plan.classifier, around)),
        associations=tuple(each for box in around for each in plan.associations(box)),
        packages=inner,
    )
    return XmiDocument(root, (root, *inner), tuple(plan.primitives.items()))


def element_id(prefix: str, *path: str) -> str:
    """The id of the element at `path`, in the form of Enterprise Architect."""
    made = sha256("\0".join(path).encode("utf-8", "surrogatepass")).hexdigest().upper()
    return f"{prefix}_{made[:8]}_{made[8:12]}_{made[12:16]}_{made[16:20]}_{made[20:32]}"


# The identity that Enterprise Architect gave an element; of an association it is that of the first of its two ends.
_DRAWN = re.compile(r"\{([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}")


def _id(prefix: str, drawn: str, *path: str) -> str:
    """The id of what was `drawn`, else that of the element at `path`."""
    found = _DRAWN.fullmatch(drawn)
    return f"{prefix}_{found[1].replace('-', '_')}" if found else element_id(prefix, *path)


class _Plan:
    """Makes the elements of one scene; `primitives` are the types that were needed and are no boxes, names by ids."""

    def __init__(self, scene: Scene) -> None:
        self._boxes = {box.key: box for box in scene.boxes}
        self._bases: dict[str, list[str]] = {}
        for line in scene.lines:
            if line.kind is LineKind.GENERALISATION:
                self._bases.setdefault(line.source, []).append(line.target)
        self._ids = {key: _box_id(box) for key, box in self._boxes.items()}
        self.primitives: dict[str, str] = {}

    def package(self, package: Package) -> XmiPackage:
        """`package` with its boxes."""
        boxes = [box for box in self._boxes.values() if box.package == package.name]
        path = ("domein", package.name)
        return XmiPackage(
            id=_id("EAPK", package.drawn, *path),
            name=package.name,
            description=package.description,
            tags=_tags(path, package.tags),
            classifiers=tuple(map(self.classifier, boxes)),
            associations=tuple(each for box in boxes for each in self.associations(box)),
        )

    def classifier(self, box: Box) -> Classifier:
        """`box` as a class, or as an enumeration."""
        path = _path(box)
        codes = box.kind is BoxKind.CODES
        bases = [
            Generalization(element_id("EAID", *path, "is", base), self._ids[base])
            for base in self._bases.get(box.key, ())
        ]
        return Classifier(
            id=self._ids[box.key],
            name=box.name,
            metaclass="Enumeration" if codes else "Class",
            abstract=box.abstract,
            description=box.description,
            stereotypes=tuple(of_box(box)),
            tags=_tags(path, box.tags),
            properties=() if codes else tuple(self._property(box, row) for row in self._rows(box)),
            literals=tuple(_literals(path, box.rows)) if codes else (),
            generalizations=tuple(bases),
        )

    def associations(self, box: Box) -> Iterator[Association]:
        """The associations of `box` with other boxes, in the order of its rows."""
        for row in self._rows(box) if box.kind is not BoxKind.CODES else ():
            end = self._property(box, row)
            if end.association:
                yield Association(
                    id=end.association,
                    source=self._ids[box.key],
                    source_name=box.name,
                    target=end.type,
                    target_name=self._boxes[row.target].name,
                    end=end,
                    source_end=_end_id("src", end.association),
                )

    def _rows(self, box: Box) -> Iterable[BoxRow]:
        """The rows that say what an element holds: those of a domain do where they lead to another domain."""
        domain = box.kind is BoxKind.DOMAIN
        return (row for row in box.rows if not domain or row.kind is RowKind.ASSOCIATION)

    def _property(self, box: Box, row: BoxRow) -> XmiProperty:
        path = (*_path(box), row.name)
        drawn = row.target in self._boxes
        leads = row.kind is RowKind.ASSOCIATION and drawn
        held = self._boxes[row.target].name if drawn else row.held
        association = _id("EAID", row.drawn, *path, "associatie") if leads else ""
        return XmiProperty(
            id=_end_id("dst", association) if leads else _id("EAID", row.drawn, *path),
            name=row.name,
            held=held,
            type=self._ids[row.target] if drawn else self._primitive(held),
            upper=-1 if row.many else 1,
            lower_id=element_id("EAID", *path, "onder"),
            upper_id=element_id("EAID", *path, "boven"),
            association=association,
            description=row.description,
            stereotypes=tuple(of_row(row)),
            tags=_tags(path, row.tags),
        )

    def _primitive(self, name: str) -> str:
        """The id of a type that is no box."""
        made = f"EAJava_{name}" if name.isascii() and name.isalnum() else element_id("EAJava", name)
        self.primitives[made] = name
        return made


def _literals(path: tuple[str, ...], rows: Iterable[BoxRow]) -> Iterator[Literal]:
    """The values of the list at `path`. A code that stands there twice has two ids."""
    seen: dict[str, int] = {}
    for row in rows:
        number = seen[row.name] = seen.get(row.name, 0) + 1
        own = (*path, row.name, *([str(number)] if number > 1 else ()))
        yield Literal(
            id=_id("EAID", row.drawn, *own),
            name=row.name,
            initial=row.held,
            description=row.description,
            tags=_tags(own, row.tags),
        )


def _path(box: Box) -> tuple[str, ...]:
    return (
        {BoxKind.ENTITY: "entiteit", BoxKind.DOMAIN: "domeinbox", BoxKind.CODES: "lijst"}[box.kind],
        box.key,
    )


def _end_id(end: str, association: str) -> str:
    """The id of an end of an association, as Enterprise Architect makes it: readers tell the ends by it."""
    return f"EAID_{end}{association.removeprefix('EAID_')[2:]}"


def _box_id(box: Box) -> str:
    return _id("EAID", box.drawn, *_path(box))


def _tags(path: tuple[str, ...], tags: Iterable[tuple[str, str]]) -> tuple[TaggedValue, ...]:
    return tuple(
        TaggedValue(element_id("EAID", *path, "kenmerk", name), name, text) for name, text in tags
    )
