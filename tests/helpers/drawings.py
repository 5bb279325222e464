"""Drawings made by hand and at random, as a reader of drawn models makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from compiler.base.source import Span
from compiler.importers.uml.drawing import (
    MANY,
    Aggregation,
    Drawing,
    DrawnAssociation,
    DrawnAttribute,
    DrawnClass,
    DrawnEnd,
    DrawnGeneralisation,
    DrawnKind,
    DrawnPackage,
    DrawnValue,
    Multiplicity,
)

ONE, OPTIONAL, SEVERAL = (
    Multiplicity(lower=low, upper=up) for low, up in ((1, 1), (0, 1), (0, MANY))
)
NAMES = (
    "Woning", "woning", "Woningen", "Een ding - x", "Ömlaut", "STATUS", "id", "string", "Date", "naam", "Naam",
    "kern", "2e naam", "a.b", "x/y", "Status`s", '"', "entiteit", "名前", "a:b", "Kind",
)  # fmt: skip
TYPES = (
    *NAMES,
    "",
    "String",
    "List<Woning>",
    "Woning[]",
    "AN200",
    "Map<K, V>",
    "int",
    "Onbekend type",
    "Set<naam>",
)
TEXTS = ("", "Wat het is.", 'Met "aanhaling"\nen een regel', "*/ // ///", "\\", "\u2028x")


def place(line: int) -> Span:
    """A line of the drawing."""
    return Span("model.puml", line, 1, 2)


def drawn_class(
    name: str, *attributes: DrawnAttribute, key: str = "", **said: object
) -> DrawnClass:
    """A class; its key is its name where none is given."""
    return DrawnClass(key=key or name, name=name, span=place(1), attributes=attributes, **said)  # type: ignore[arg-type]


def drawn_attribute(name: str, type_name: str = "string", **said: object) -> DrawnAttribute:
    """An attribute of a class."""
    return DrawnAttribute(key=name, name=name, span=place(2), type_name=type_name, **said)  # type: ignore[arg-type]


def end(target: str, role: str = "", many: bool = False, **said: object) -> DrawnEnd:
    """An end of an association."""
    multiplicity = SEVERAL if many else None
    return DrawnEnd(target=target, role=role, multiplicity=multiplicity, span=place(3), **said)  # type: ignore[arg-type]


def association(source: DrawnEnd, target: DrawnEnd, **said: object) -> DrawnAssociation:
    """An association."""
    return DrawnAssociation(key="", name="", span=place(3), source=source, target=target, **said)  # type: ignore[arg-type]


def generalisation(child: str, parent: str, **said: object) -> DrawnGeneralisation:
    """A generalisation."""
    return DrawnGeneralisation(key="", name="", span=place(4), child=child, parent=parent, **said)  # type: ignore[arg-type]


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Any drawing: names that meet, types of all kinds, associations and generalisations between anything."""
    packages = [
        DrawnPackage(
            key=f"p{n}",
            name=draw(st.sampled_from(NAMES)),
            span=place(n),
            parent=draw(st.sampled_from(("", "p0"))) if n else "",
            text=draw(st.sampled_from(TEXTS)),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    keys = [f"c{n}" for n in range(draw(st.integers(1, 7)))]
    guids = draw(st.booleans())
    classes = [
        _class(draw, key, [each.key for each in packages], keys, guids=guids) for key in keys
    ]
    some_key = st.sampled_from([*keys, "p0", "nowhere"])
    generalisations = [
        DrawnGeneralisation(
            key=f"g{n}",
            name="",
            span=place(n),
            child=draw(some_key),
            parent=draw(some_key),
            realisation=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    associations = [
        DrawnAssociation(
            key=f"a{n}", name=draw(st.sampled_from(("", "heeft"))), span=place(n),
            source=_end(draw, some_key, f"{{S{n}}}" if guids else ""),
            target=_end(draw, some_key, f"{{T{n}}}" if guids else ""),
            carrier=draw(st.sampled_from(["", "", *keys])),
        )
        for n in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    return Drawing(
        packages=tuple(packages),
        classes=tuple(classes),
        generalisations=tuple(generalisations),
        associations=tuple(associations),
    )


def _class(
    draw: st.DrawFn, key: str, packages: list[str], keys: list[str], *, guids: bool
) -> DrawnClass:
    attributes = [
        DrawnAttribute(
            key=f"{key}.{n}", name=draw(st.sampled_from(NAMES)), span=place(n), guid=f"{{{key}-{n}}}" if guids else "",
            type_name=draw(st.sampled_from(TYPES)), type_key=draw(st.sampled_from(["", "", *keys])),
            text=draw(st.sampled_from(TEXTS)), default=draw(st.sampled_from(("", "3", '"x"'))),
            multiplicity=draw(st.sampled_from((None, ONE, OPTIONAL, SEVERAL, Multiplicity(lower=0, upper=3)))),
            identifying=draw(st.booleans()), derived=draw(st.booleans()),
            static=draw(st.sampled_from((False, False, True))),
        )
        for n in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    values = [
        DrawnValue(
            key=f"{key}.v{n}",
            name=draw(st.sampled_from(NAMES)),
            span=place(n),
            text=draw(st.sampled_from(TEXTS)),
            guid=f"{{{key}-v{n}}}" if guids else "",
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    return DrawnClass(
        key=key, name=draw(st.sampled_from(NAMES)), span=place(1), guid=f"{{{key}}}" if guids else "",
        kind=draw(st.sampled_from([*DrawnKind, DrawnKind.CLASS, DrawnKind.CLASS])),
        package=draw(st.sampled_from(["", *packages])), abstract=draw(st.booleans()), text=draw(st.sampled_from(TEXTS)),
        stereotypes=draw(st.sampled_from(((), ("Objecttype",), ("Codelijst",), ("Gegevensgroeptype",)))),
        attributes=tuple(attributes), values=tuple(values),
    )  # fmt: skip


def _end(draw: st.DrawFn, some_key: st.SearchStrategy[str], guid: str) -> DrawnEnd:
    return DrawnEnd(
        target=draw(some_key), role=draw(st.sampled_from(("", "", *NAMES))), span=place(3), guid=guid,
        multiplicity=draw(st.sampled_from((None, ONE, SEVERAL))), navigable=draw(st.sampled_from((None, True, False))),
        aggregation=draw(st.sampled_from(Aggregation)), text=draw(st.sampled_from(TEXTS)),
    )  # fmt: skip
