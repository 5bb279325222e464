"""What the text says, statement by statement, before names are looked up.

The parser and the importers make these; the formatter writes them back; compiler/model/linking/ turns them into a
`Model`. All are tuples of plain values: quick to make, to compare and to cache.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Name
from compiler.language.cora import ElementKind


class Doc(NamedTuple):
    """A description (`///` lines): the text without the slashes, and the line it starts on."""

    text: str
    line: int = 0


class TypeRef(NamedTuple):
    """The type of an attribute as written: `Relatie.sleutels[]` has `keys` and `many`."""

    name: Name
    keys: bool = False
    many: bool = False


class Suppression(NamedTuple):
    """`negeer GM10 "reason"`: a rule that is not to be reported on this element, and why."""

    rule: Name
    reason: str


class AttributeDecl(NamedTuple):
    """One attribute line.

    `core` is `kern`, `obsolete` is `vervallen`, `own` is `eigen` (a projection's own attribute); `constraint`,
    `pattern` and `derived` are the texts behind `beperking`, `patroon` and `afgeleid`; `formerly` is `voorheen`,
    `source` is `bron`. `drawn` is `uml`: the identity of what was drawn, here and in other declarations.
    """

    name: Name
    type: TypeRef
    doc: Doc | None = None
    core: bool = False
    obsolete: bool = False
    own: bool = False
    constraint: str = ""
    pattern: str = ""
    derived: str = ""
    formerly: Name | None = None
    suppressions: tuple[Suppression, ...] = ()
    source: Name | None = None
    drawn: str = ""


class EntityDecl(NamedTuple):
    """`entiteit` or, with `value_object`, `waardeobject`; `without` are standard attributes it does not have.

    `path` is the address of its resource, where that is not its plural in small letters; `told_by` an attribute of its
    base that is reference data, and the codes there that tell it from the others (`als soort NAT`). `business_object`
    is the `bedrijfsobject` that it is.
    """

    name: Name
    doc: Doc | None = None
    abstract: bool = False
    value_object: bool = False
    base: Name | None = None
    plural: Name | None = None
    path: Name | None = None
    without: tuple[Name, ...] = ()
    attributes: tuple[AttributeDecl, ...] = ()
    formerly: Name | None = None
    told_by: tuple[Name, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    end: int = 0
    business_object: Name | None = None
    drawn: str = ""


class DomainDecl(NamedTuple):
    """`domein`. With `members` None the domain holds the statements that follow it in its file.

    `documented` is False for one that is written `(zonder document)`.
    """

    name: Name
    doc: Doc | None = None
    shared: bool = False
    documented: bool = True
    members: tuple[EntityDecl | CodeListDecl, ...] | None = None
    end: int = 0
    formerly: Name | None = None
    drawn: str = ""


class ItemDecl(NamedTuple):
    """One chosen attribute in a projection.

    `keys` is True for `.sleutels`, False for `.ingebed`, else None; `obsolete` is True for `vervallen`, which says
    so for this message only.
    """

    name: Name
    doc: Doc | None = None
    keys: bool | None = None
    obsolete: bool = False


class ProjectionDecl(NamedTuple):
    """What a message takes of one entity.

    `everything` is `alle`, with `excluded` the names behind `behalve`; `ids` is `alle ids`. Otherwise the chosen
    attributes stand in `items`, in their order; what has a type of its own is an `AttributeDecl`. `line` is that of
    `alle`.
    """

    name: Name
    doc: Doc | None = None
    everything: bool = False
    excluded: tuple[Name, ...] = ()
    ids: bool = False
    items: tuple[ItemDecl | AttributeDecl, ...] = ()
    end: int = 0
    line: int = 0


class EnvelopeDecl(NamedTuple):
    """`envelop`: attributes of every message, and how process documents show the shared entities."""

    name: Name
    doc: Doc | None = None
    attributes: tuple[AttributeDecl, ...] = ()
    projections: tuple[ProjectionDecl, ...] = ()
    end: int = 0


class ProcessDecl(NamedTuple):
    """`ketenproces CODE "title"`; the messages that follow it in its file are its own.

    `business_processes` are each `bedrijfsproces` that it serves; `version_at` tells where the version stands.
    """

    name: Name
    title: str = ""
    doc: Doc | None = None
    version: str = ""
    formerly: Name | None = None
    business_processes: tuple[Name, ...] = ()
    version_at: Name | None = None


class MessageDecl(NamedTuple):
    """`bericht Name over Root { … }`; the name is the plural that names the resource."""

    name: Name
    root: Name
    doc: Doc | None = None
    path: Name | None = None
    projections: tuple[ProjectionDecl, ...] = ()
    end: int = 0
    formerly: Name | None = None


class CodeDecl(NamedTuple):
    """One value of a reference data list; `parent` is (list, code), dates are as written, `…_at` tells where."""

    code: Name
    label: str
    doc: Doc | None = None
    parent: tuple[Name, Name] | None = None
    begin: str = ""
    end: str = ""
    domains: tuple[str, ...] = ()
    formerly: str = ""
    suppressions: tuple[Suppression, ...] = ()
    begin_at: Name | None = None
    end_at: Name | None = None
    drawn: str = ""
    domains_at: tuple[Name, ...] = ()


class CodeListDecl(NamedTuple):
    """`referentiedata NAME { … }`; an empty list is one that is kept elsewhere."""

    name: Name
    doc: Doc | None = None
    domains: tuple[Name, ...] = ()
    codes: tuple[CodeDecl, ...] = ()
    end: int = 0
    formerly: Name | None = None
    suppressions: tuple[Suppression, ...] = ()
    drawn: str = ""


class SettingDecl(NamedTuple):
    """One line of the manifest: a key, its values, and the block behind it."""

    key: Name
    values: tuple[Name, ...] = ()
    doc: Doc | None = None
    members: tuple[SettingDecl | AttributeDecl, ...] | None = None
    end: int = 0


class StandardDecl(NamedTuple):
    """`standaard NAME { … }`: the manifest."""

    name: Name
    doc: Doc | None = None
    settings: tuple[SettingDecl | AttributeDecl, ...] = ()
    end: int = 0


class EnvironmentsDecl(NamedTuple):
    """`omgevingen { … }`: environments and triggers of releases; `name` is the keyword, for its place."""

    name: Name
    doc: Doc | None = None
    settings: tuple[SettingDecl | AttributeDecl, ...] = ()
    end: int = 0


class ElementDecl(NamedTuple):
    """An element of the architecture: `werkproces "Inplannen reparatie" (bedrijfsproces "Behandelen klachten")`.

    `wholes` are the elements that it is part of, of the one kind that it may be part of.
    """

    kind: ElementKind
    name: Name
    doc: Doc | None = None
    wholes: tuple[Name, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


Statement: TypeAlias = (
    StandardDecl
    | EnvironmentsDecl
    | DomainDecl
    | EntityDecl
    | EnvelopeDecl
    | ProcessDecl
    | MessageDecl
    | CodeListDecl
    | ElementDecl
)


class Comment(NamedTuple):
    """A `//` comment; `trailing` when something else stands before it on its line."""

    text: str
    line: int
    trailing: bool


class SourceFile(NamedTuple):
    """One parsed file: its path relative to the model folder, its statements, comments and blank lines.

    A guidance page has none of these: `guide` is its text.
    """

    path: str
    statements: tuple[Statement, ...] = ()
    comments: tuple[Comment, ...] = ()
    blank_lines: frozenset[int] = frozenset()
    guide: str = ""


class ParsedFile(NamedTuple):
    """A source file and what was wrong in it."""

    source: SourceFile
    diagnostics: tuple[Diagnostic, ...]


def without_places(value: Any) -> Any:
    """`value` with every place, comment and line number left out: two texts that mean the same compare equal."""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, Doc):
        return value.text
    if isinstance(value, SourceFile):
        return tuple(without_places(statement) for statement in value.statements)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return tuple(without_places(item) for item in value)
        lines = {"line"} if isinstance(value, CodeDecl) else {"line", "end"}
        kept = (without_places(getattr(value, field)) for field in fields if field not in lines)
        return (type(value).__name__, *kept)
    return value
