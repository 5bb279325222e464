"""What a text declares, one in the other, with the lines that each takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from compiler.base.source import Name
from compiler.editing.mentions import NameRole
from compiler.editing.things import Thing
from compiler.language.declarations import (
    AttributeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    EnvironmentsDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Statement,
    TypeRef,
)


class Symbol(NamedTuple):
    """Something that a text declares: its name, the lines that it takes, and what is declared in it.

    `detail` says more in the words of the language: the type of an attribute, the base of an entity. `owner` is the
    name of what it stands in, where it is one of that.
    """

    place: Name
    role: NameRole
    first: int
    last: int
    detail: str = ""
    owner: str = ""
    children: tuple[Symbol, ...] = ()


class Fold(NamedTuple):
    """Lines that an editor may show as one; `comment` says that they are a description or comments."""

    first: int
    last: int
    comment: bool = False


def symbols_in(source: SourceFile) -> tuple[Symbol, ...]:
    """What `source` declares, in its order; what follows a domain or a process without braces stands beside it."""
    found = []
    process = ""
    for statement in source.statements:
        if isinstance(statement, ProcessDecl):
            process = statement.name.text
        symbol = _symbol(statement, process)
        if symbol.place.line:
            found.append(symbol)
    return tuple(found)


def symbol_around(symbols: Iterable[Symbol], line: int) -> Symbol | None:
    """The innermost of `symbols` that takes `line`; None where none does."""
    for symbol in symbols:
        if symbol.first <= line <= symbol.last:
            return symbol_around(symbol.children, line) or symbol
    return None


def folds_in(source: SourceFile) -> Iterator[Fold]:
    """Blocks, descriptions, and comments in a row, where they take more than one line."""
    waiting = [*symbols_in(source)]
    while waiting:
        symbol = waiting.pop()
        waiting += symbol.children
        if symbol.last > symbol.place.line:
            yield Fold(symbol.place.line, symbol.last)
        if symbol.place.line - symbol.first > 1:
            yield Fold(symbol.first, symbol.place.line - 1, comment=True)
    lines = [comment.line for comment in source.comments if not comment.trailing]
    begin = 0
    for number, line in enumerate(lines):
        if number + 1 == len(lines) or lines[number + 1] != line + 1:
            if line > lines[begin]:
                yield Fold(lines[begin], line, comment=True)
            begin = number + 1


def _symbol(statement: Statement, process: str) -> Symbol:
    match statement:
        case StandardDecl() | EnvironmentsDecl():
            children = _identifiers(statement) if isinstance(statement, StandardDecl) else ()
            return _made(statement.name, NameRole.STANDARD, statement, children=children)
        case DomainDecl():
            members = [_symbol(member, "") for member in statement.members or ()]
            return _made(statement.name, NameRole.DOMAIN, statement, children=members)
        case EntityDecl():
            detail = f"is {statement.base}" if statement.base else ""
            owner = statement.name.text
            children = _attributes(statement.attributes, NameRole.ATTRIBUTE, owner)
            return _made(
                statement.name, NameRole.ENTITY, statement, detail=detail, children=children
            )
        case EnvelopeDecl():
            own = _attributes(statement.attributes, NameRole.OWN, f"/{statement.name}/")
            shown = _projections(statement.projections, f"/{statement.name}")
            return _made(statement.name, NameRole.ENVELOPE, statement, children=(*own, *shown))
        case ProcessDecl():
            return _made(statement.name, NameRole.PROCESS, statement, detail=statement.title)
        case MessageDecl():
            shown = _projections(statement.projections, f"{process}/{statement.name}")
            made = _made(statement.name, NameRole.MESSAGE, statement, children=shown)
            return made._replace(detail=f"over {statement.root}", owner=process)
        case CodeListDecl():
            return _codelist(statement)
        case ElementDecl():
            made = _made(statement.name, NameRole.ELEMENT, statement)
            return made._replace(detail=statement.kind, owner=statement.kind)


def thing_of(symbol: Symbol) -> Thing:
    """What a symbol declares, by the names that it stands under."""
    return Thing(symbol.role, symbol.place.text, symbol.owner)


def _made(
    name: Name,
    role: NameRole,
    declared: Statement | ProjectionDecl | AttributeDecl,
    *,
    detail: str = "",
    owner: str = "",
    children: Iterable[Symbol] = (),
) -> Symbol:
    doc: Doc | None = declared.doc
    return Symbol(
        place=name,
        role=role,
        first=doc.line if doc and doc.line else name.line,
        last=max(getattr(declared, "end", 0), name.line),
        detail=detail,
        owner=owner,
        children=tuple(each for each in children if each.place.line),
    )


def _identifiers(standard: StandardDecl) -> Iterator[Symbol]:
    for setting in standard.settings:
        if isinstance(setting, SettingDecl) and setting.key.text == "ids":
            members = [each for each in setting.members or () if isinstance(each, AttributeDecl)]
            yield from _attributes(members, NameRole.IDENTIFIER, "")


def _attributes(
    attributes: Iterable[AttributeDecl], role: NameRole, owner: str
) -> Iterator[Symbol]:
    for each in attributes:
        yield _made(each.name, role, each, detail=text_of_type(each.type), owner=owner)


def _projections(projections: Iterable[ProjectionDecl], owner: str) -> Iterator[Symbol]:
    for each in projections:
        own = [item for item in each.items if isinstance(item, AttributeDecl)]
        children = _attributes(own, NameRole.OWN, f"{owner}/{each.name}")
        yield _made(each.name, NameRole.PROJECTION, each, owner=owner, children=children)


def _codelist(codelist: CodeListDecl) -> Symbol:
    name = codelist.name.text
    children = [
        Symbol(
            place=code.code,
            role=NameRole.CODE,
            first=code.doc.line if code.doc and code.doc.line else code.code.line,
            last=code.code.line,
            detail=code.label,
            owner=name,
        )
        for code in codelist.codes
    ]
    return _made(codelist.name, NameRole.LIST, codelist, children=children)


def text_of_type(type_: TypeRef) -> str:
    """A type as it is written."""
    return f"{type_.name}{'.sleutels' * type_.keys}{'[]' * type_.many}"
