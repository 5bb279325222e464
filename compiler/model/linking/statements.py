"""The statements of all files, sorted out: what stands in which domain and in which process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from compiler.base.wording import say
from compiler.language.declarations import (
    CodeListDecl,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    EnvironmentsDecl,
    MessageDecl,
    ProcessDecl,
    SourceFile,
    StandardDecl,
    Statement,
)
from compiler.model.linking.names import Scope


class Statements(NamedTuple):
    """The statements of all files, sorted out."""

    standards: list[StandardDecl]
    domains: dict[str, list[DomainDecl]]
    entities: list[tuple[str, EntityDecl]]
    codelists: list[CodeListDecl]
    envelopes: list[EnvelopeDecl]
    processes: list[tuple[ProcessDecl, list[MessageDecl]]]
    elements: list[ElementDecl]


def sort_out(files: Sequence[SourceFile], scope: Scope) -> Statements:
    """The statements of `files`; what stands in no domain or process is reported."""
    found = Statements(
        standards=[], domains={}, entities=[], codelists=[], envelopes=[], processes=[], elements=[]
    )
    for file in files:
        domain: str | None = None
        messages: list[MessageDecl] | None = None
        for statement in file.statements:
            match statement:
                case DomainDecl():
                    domain = _open_domain(statement, found) or domain
                case EntityDecl() if domain is not None:
                    found.entities.append((domain, statement))
                case ProcessDecl():
                    messages = []
                    found.processes.append((statement, messages))
                case MessageDecl() if messages is not None:
                    messages.append(statement)
                case _:
                    _sort_out_other(statement, found, scope)
    return found


def _open_domain(declaration: DomainDecl, found: Statements) -> str | None:
    """Take in the members of a domain; its name where it holds what follows it in the file."""
    name = declaration.name.text
    found.domains.setdefault(name, []).append(declaration)
    for member in declaration.members or ():
        if isinstance(member, EntityDecl):
            found.entities.append((name, member))
        else:
            found.codelists.append(member)
    return name if declaration.members is None else None


def _sort_out_other(statement: Statement, found: Statements, scope: Scope) -> None:
    match statement:
        case StandardDecl():
            found.standards.append(statement)
        case CodeListDecl():
            found.codelists.append(statement)
        case EnvelopeDecl():
            found.envelopes.append(statement)
        case ElementDecl():
            found.elements.append(statement)
        case EnvironmentsDecl():
            scope.report(
                "NAM05",
                statement.name,
                say('"{statement}" stands among the text of the model', statement=statement.name),
                say("write it into omgevingen.vera, in the folder of the model"),
            )
        case EntityDecl():
            hint = say('write "domein Naam" above it')
            scope.report(
                "NAM05",
                statement.name,
                say('entity "{statement}" stands in no domain', statement=statement.name),
                hint,
            )
        case MessageDecl():
            hint = say('write ketenproces CODE "title" above it')
            scope.report(
                "NAM05",
                statement.name,
                say('message "{statement}" stands in no process', statement=statement.name),
                hint,
            )
