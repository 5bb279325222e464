"""What a drawn model says, in whatever format it was drawn: a `Drawing`.

Readers make it and decide nothing; `taking.py` makes declarations of it. Names and texts are as drawn, apart from
markup and escapes, which the reader takes out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span

MANY = -1
"""An upper bound without a number: `*`."""


class DrawnKind(StrEnum):
    """What a class is drawn as."""

    CLASS = "class"
    INTERFACE = "interface"
    DATA_TYPE = "data type"
    PRIMITIVE = "primitive"
    ENUMERATION = "enumeration"


class Aggregation(StrEnum):
    """The diamond at an end of an association."""

    NONE = "none"
    SHARED = "shared"
    COMPOSITE = "composite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplicity:
    """How many: from `lower` to `upper` (`MANY` for no bound)."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnElement:
    """What every drawn element has.

    `key` is its identity in the drawing: a GUID, or else what the format refers to it by; unique among the elements of
    its kind. `guid` is the GUID of tools that have one, else empty. `text` is what notes say of it. `tags` are tagged
    values by name, `stereotypes` are without their guillemets.
    """

    key: str
    name: str
    span: Span
    guid: str = ""
    text: str = ""
    stereotypes: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPackage(DrawnElement):
    """A package; `parent` is the key of the one that it stands in, empty at the top."""

    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAttribute(DrawnElement):
    """An attribute of a class.

    `type_name` is its type as written, empty where none is; `type_key` the class that the format refers to, else
    empty. Where both are there and disagree, both are kept. `default` is as written, `identifying` what is marked as
    id.
    """

    type_name: str = ""
    type_key: str = ""
    multiplicity: Multiplicity | None = None
    default: str = ""
    identifying: bool = False
    derived: bool = False
    static: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnValue(DrawnElement):
    """A value of an enumeration; `code` where the drawing has one beside the name."""

    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnClass(DrawnElement):
    """A class, interface, data type or enumeration; `package` is the key of its package, empty at the top.

    `parameters` are those of a generic class, as written. `external` is True for what is only referred to, and stands
    in another file.
    """

    kind: DrawnKind = DrawnKind.CLASS
    package: str = ""
    abstract: bool = False
    attributes: tuple[DrawnAttribute, ...] = ()
    values: tuple[DrawnValue, ...] = ()
    parameters: str = ""
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnGeneralisation(DrawnElement):
    """`child` is a kind of `parent`: keys of classes. `realisation` is True for a class that realises an interface."""

    child: str
    parent: str
    realisation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEnd:
    """An end of an association: the class that it stands at, and what is written there.

    `role` names what stands at this end, seen from the other. `navigable`: whether the drawing says that the other end
    can reach this one; None where it does not say.
    """

    target: str
    role: str = ""
    multiplicity: Multiplicity | None = None
    navigable: bool | None = None
    aggregation: Aggregation = Aggregation.NONE
    text: str = ""
    guid: str = ""
    stereotypes: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    span: Span = field(default_factory=lambda: Span(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnAssociation(DrawnElement):
    """An association of `source` and `target`, in the order drawn; `carrier` is the key of its association class.

    `aggregation` of an end is the diamond that is drawn there: that end is the whole. A dependency is `dependency`.
    """

    source: DrawnEnd
    target: DrawnEnd
    carrier: str = ""
    dependency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Something drawn that a model has no place for: what kind it is (method, note, layout, …), its name and place."""

    kind: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that was drawn in some files, in their order, and what was found while reading.

    A drawing whose `diagnostics` hold an error is not taken over.
    """

    title: str = ""
    packages: tuple[DrawnPackage, ...] = ()
    classes: tuple[DrawnClass, ...] = ()
    generalisations: tuple[DrawnGeneralisation, ...] = ()
    associations: tuple[DrawnAssociation, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
