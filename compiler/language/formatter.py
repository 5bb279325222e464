"""Declarations → canonical `.vera` text.

There is one canonical form: four spaces, one member a line, colons of neighbouring attributes in one column, a
projection on one line where it fits. Comments go back to where they stood, and a blank line that an author put
between members stays (one of them). `format_source` is stable: formatting its own output changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from compiler.language.cora import WHOLES
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
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
)
from compiler.language.formatted_names import format_name, format_text, format_value, format_word
from compiler.language.formatted_parts import (
    attribute_lines,
    block,
    column,
    description_lines,
    drawn,
    formerly,
    header,
    links,
    suppressed,
)
from compiler.language.formatted_projections import projection_lines
from compiler.language.layout import OutputLine, assemble


def format_source(source: SourceFile) -> str:
    """The canonical text of `source`; empty for a file without statements and comments."""
    lines: list[OutputLine] = []
    commented = sorted({comment.line for comment in source.comments})
    for number, statement in enumerate(source.statements):
        if number and not _sticks(source.statements[number - 1], statement):
            lines.append(OutputLine(0, "", 0))
        lines += _statement(statement, 0, commented)
    return assemble(lines, source.comments, source.blank_lines)


def _sticks(previous: Statement, current: Statement) -> bool:
    """Empty lists, and elements of one kind, stand together where they have no description."""
    if isinstance(previous, ElementDecl) and isinstance(current, ElementDecl):
        return previous.kind is current.kind and not current.doc
    if isinstance(previous, CodeListDecl) and isinstance(current, CodeListDecl):
        return not (previous.codes or current.codes or current.doc)
    return False


def _statement(statement: Statement, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    yield from description_lines(statement.doc, depth)
    match statement:
        case EntityDecl():
            yield from _entity(statement, depth)
        case DomainDecl():
            yield from _domain(statement, depth, commented)
        case CodeListDecl():
            yield from _codelist(statement, depth)
        case ProcessDecl():
            yield OutputLine(depth, _process(statement), statement.name.line)
        case MessageDecl():
            yield from _message(statement, depth, commented)
        case EnvelopeDecl():
            yield from _envelope(statement, depth, commented)
        case ElementDecl():
            yield OutputLine(depth, _element(statement), statement.name.line)
        case StandardDecl():
            head = f"standaard {format_name(statement.name.text)}"
            settings = _settings(statement.settings, depth + 1)
            yield from block(head, statement.name.line, settings, statement.end, depth)
        case EnvironmentsDecl():
            settings = _settings(statement.settings, depth + 1)
            yield from block("omgevingen", statement.name.line, settings, statement.end, depth)


# -- processes and elements --------------------------------------------------------------------------------------------


def _process(process: ProcessDecl) -> str:
    title = f" {format_text(process.title)}" if process.title else ""
    properties: list[str] = []
    if process.version:
        properties.append(f"versie {format_text(process.version)}")
    properties += links("bedrijfsproces", process.business_processes)
    properties += formerly(process.formerly)
    return f"ketenproces {format_name(process.name.text)}{title}{header(properties)}"


def _message(message: MessageDecl, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    properties: list[str] = []
    if message.path:
        properties.append(f"pad {format_name(message.path.text)}")
    properties += formerly(message.formerly)
    name, root = format_name(message.name.text), format_name(message.root.text)
    head = f"bericht {name} over {root}{header(properties)}"
    body: list[OutputLine] = []
    for projection in message.projections:
        body += projection_lines(projection, depth + 1, commented)
    yield from block(head, message.name.line, body, message.end, depth)


def _envelope(envelope: EnvelopeDecl, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    """Attributes and projections in the order of the source; attributes first where it has no lines."""
    members: list[AttributeDecl | ProjectionDecl] = [*envelope.attributes, *envelope.projections]
    members.sort(key=lambda member: member.name.line)
    body: list[OutputLine] = []
    for _, group in groupby(members, key=type):
        together = [*group]
        attributes = [member for member in together if isinstance(member, AttributeDecl)]
        body += attribute_lines(attributes, depth + 1)
        for member in together:
            if isinstance(member, ProjectionDecl):
                body += projection_lines(member, depth + 1, commented)
    head = f"envelop {format_name(envelope.name.text)}"
    yield from block(head, envelope.name.line, body, envelope.end, depth)


def _element(element: ElementDecl) -> str:
    properties = links(WHOLES.get(element.kind, ""), element.wholes)
    properties += suppressed(element.suppressions)
    return f"{element.kind} {format_word(element.name)}{header(properties)}"


# -- domains and entities ----------------------------------------------------------------------------------------------


def _domain(domain: DomainDecl, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    shared = "gedeeld " if domain.shared else ""
    properties = [] if domain.documented else ["zonder document"]
    properties += formerly(domain.formerly)
    properties += drawn(domain.drawn)
    head = f"{shared}domein {format_name(domain.name.text)}{header(properties)}"
    if domain.members is None:
        yield OutputLine(depth, head, domain.name.line)
        return
    body: list[OutputLine] = []
    for number, member in enumerate(domain.members):
        if number and not _sticks(domain.members[number - 1], member):
            body.append(OutputLine(0, "", 0))
        body += _statement(member, depth + 1, commented)
    if body or domain.end:
        yield from block(head, domain.name.line, body, domain.end or -1, depth)
    else:
        yield OutputLine(depth, f"{head} {{ }}", domain.name.line)


def _entity(entity: EntityDecl, depth: int) -> Iterator[OutputLine]:
    abstract = "abstract " if entity.abstract else ""
    word = "waardeobject" if entity.value_object else "entiteit"
    base = f" is {format_name(entity.base.text)}" if entity.base else ""
    properties = header(_properties(entity))
    head = f"{abstract}{word} {format_name(entity.name.text)}{base}{properties}"
    body = attribute_lines(entity.attributes, depth + 1)
    yield from block(head, entity.name.line, body, entity.end, depth, optional=True)


def _properties(entity: EntityDecl) -> list[str]:
    properties: list[str] = []
    if entity.plural:
        properties.append(f"meervoud {format_name(entity.plural.text)}")
    if entity.path:
        properties.append(f"pad {format_name(entity.path.text)}")
    if entity.told_by:
        properties.append("als " + " ".join(format_name(name.text) for name in entity.told_by))
    if entity.without:
        properties.append("zonder " + " ".join(format_name(name.text) for name in entity.without))
    if entity.business_object:
        properties += links("bedrijfsobject", [entity.business_object])
    properties += formerly(entity.formerly)
    properties += drawn(entity.drawn)
    properties += suppressed(entity.suppressions)
    return properties


# -- reference data and manifest ---------------------------------------------------------------------------------------


def _codelist(codelist: CodeListDecl, depth: int) -> Iterator[OutputLine]:
    properties: list[str] = []
    if codelist.domains:
        names = " ".join(format_name(name.text) for name in codelist.domains)
        properties.append(f"domein {names}")
    properties += formerly(codelist.formerly)
    properties += drawn(codelist.drawn)
    properties += suppressed(codelist.suppressions)
    head = f"referentiedata {format_name(codelist.name.text)}{header(properties)}"
    width = column([format_word(code.code) for code in codelist.codes])
    body: list[OutputLine] = []
    for code in codelist.codes:
        body += description_lines(code.doc, depth + 1)
        line = f"{format_word(code.code):{width}} {_code(code)}"
        body.append(OutputLine(depth + 1, line, code.code.line))
    yield from block(head, codelist.name.line, body, codelist.end, depth, optional=True)


def _code(code: CodeDecl) -> str:
    parts = [format_text(code.label)]
    if code.parent:
        codelist, value = code.parent
        parts.append(f"ouder {format_name(codelist.text)}.{format_name(value.text)}")
    if code.begin:
        parts.append(f"vanaf {format_text(code.begin)}")
    if code.end:
        parts.append(f"tot {format_text(code.end)}")
    parts += (f"domein {format_text(domain)}" for domain in code.domains)
    if code.formerly:
        parts.append(f"voorheen {format_text(code.formerly)}")
    parts += drawn(code.drawn)
    parts += suppressed(code.suppressions)
    return " ".join(parts)


def _settings(settings: Sequence[SettingDecl | AttributeDecl], depth: int) -> Iterator[OutputLine]:
    for setting in settings:
        if isinstance(setting, AttributeDecl):
            yield from attribute_lines([setting], depth)
            continue
        yield from description_lines(setting.doc, depth)
        head = " ".join([format_name(setting.key.text), *map(format_value, setting.values)])
        if setting.members is None:
            yield OutputLine(depth, head, setting.key.line)
        else:
            body = _settings(setting.members, depth + 1)
            yield from block(head, setting.key.line, body, setting.end or -1, depth)
