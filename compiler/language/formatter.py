"""Declarations → canonical `.vera` text.

There is one canonical form: four spaces, one member a line, colons of neighbouring attributes in one column, a
projection on one line where it fits. Comments go back to where they stood, and a blank line that an author put
between members stays (one of them). `format_source` is stable: formatting its own output changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from compiler.base.source import Name
from compiler.language.cora import WHOLES
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    ItemDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Statement,
    Suppression,
)
from compiler.language.layout import INDENT, OutputLine, assemble

WIDTH = 120
_PLAIN_NAME = re.compile(r"\w[\w-]*")
_PLAIN_REGEX = re.compile(r"(?![*])[^/\\\n\r]*(?:\\[^\n\r/][^/\\\n\r]*)*")


def format_source(source: SourceFile) -> str:
    """The canonical text of `source`; empty for a file without statements and comments."""
    lines: list[OutputLine] = []
    commented = sorted({comment.line for comment in source.comments})
    for number, statement in enumerate(source.statements):
        if number and not _sticks(source.statements[number - 1], statement):
            lines.append(OutputLine(0, "", 0))
        lines += _statement(statement, 0, commented)
    return assemble(lines, source.comments, source.blank_lines)


def format_name(name: str, *, in_projection: bool = False) -> str:
    """`name` as it is written: between back quotes where it is no plain word."""
    plain = _PLAIN_NAME.fullmatch(name) and not (in_projection and name == "alle")
    return name if plain else "`" + _escaped(name).replace("`", "\\`") + "`"


def format_text(text: str) -> str:
    """`text` between double quotes."""
    return '"' + _escaped(text).replace('"', '\\"') + '"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def format_regex(pattern: str) -> str:
    """`pattern` between slashes, or between quotes where it holds a slash."""
    return f"/{pattern}/" if pattern and _PLAIN_REGEX.fullmatch(pattern) else format_text(pattern)


# -- statements ----------------------------------------------------------------------------------------------------


def _sticks(previous: Statement, current: Statement) -> bool:
    """Empty lists, and elements of one kind, stand together where they have no description."""
    if isinstance(previous, ElementDecl) and isinstance(current, ElementDecl):
        return previous.kind is current.kind and not current.doc
    return (
        isinstance(previous, CodeListDecl)
        and isinstance(current, CodeListDecl)
        and not (previous.codes or current.codes or current.doc)
    )


def _statement(statement: Statement, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    yield from _doc(statement.doc, depth)
    match statement:
        case EntityDecl():
            yield from _entity(statement, depth)
        case DomainDecl():
            yield from _domain(statement, depth, commented)
        case CodeListDecl():
            yield from _codelist(statement, depth)
        case ProcessDecl():
            title = f" {format_text(statement.title)}" if statement.title else ""
            properties = [f"versie {format_text(statement.version)}"] * bool(statement.version)
            properties += _links("bedrijfsproces", statement.business_processes)
            head = f"ketenproces {format_name(statement.name.text)}{title}"
            yield OutputLine(
                depth,
                head + _header([*properties, *_formerly(statement.formerly)]),
                statement.name.line,
            )
        case MessageDecl():
            head = f"bericht {format_name(statement.name.text)} over {format_name(statement.root.text)}"
            properties = [f"pad {format_name(statement.path.text)}"] if statement.path else []
            head += _header([*properties, *_formerly(statement.formerly)])
            body = _each(_projection(p, depth + 1, commented) for p in statement.projections)
            yield from _block(head, statement.name.line, body, statement.end, depth)
        case EnvelopeDecl():
            yield from _envelope(statement, depth, commented)
        case ElementDecl():
            properties = _links(WHOLES.get(statement.kind, ""), statement.wholes)
            properties += map(_suppression, statement.suppressions)
            head = f"{statement.kind} {_element_name(statement.name)}{_header(properties)}"
            yield OutputLine(depth, head, statement.name.line)
        case StandardDecl():
            head = f"standaard {format_name(statement.name.text)}"
            settings = _settings(statement.settings, depth + 1)
            yield from _block(head, statement.name.line, settings, statement.end, depth)


def _envelope(envelope: EnvelopeDecl, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    """Attributes and projections in the order of the source; attributes first where it has no lines."""
    members: list[AttributeDecl | ProjectionDecl] = [*envelope.attributes, *envelope.projections]
    members.sort(key=lambda member: member.name.line)
    body: list[OutputLine] = []
    for kind, group in groupby(members, key=type):
        if kind is AttributeDecl:
            body += _attributes([a for a in group if isinstance(a, AttributeDecl)], depth + 1)
        else:
            body += _each(
                _projection(p, depth + 1, commented) for p in group if isinstance(p, ProjectionDecl)
            )
    yield from _block(
        f"envelop {format_name(envelope.name.text)}", envelope.name.line, body, envelope.end, depth
    )


def _each(groups: Iterable[Iterable[OutputLine]]) -> list[OutputLine]:
    return [line for group in groups for line in group]


def _block(
    head: str,
    origin: int,
    body: Iterable[OutputLine],
    end: int,
    depth: int,
    *,
    optional: bool = False,
) -> Iterator[OutputLine]:
    """A head with its members. Without members and without braces in the source it is the head, where it may be."""
    lines = list(body)
    if not lines and not end and optional:
        yield OutputLine(depth, head, origin)
    elif not lines and end == origin:
        yield OutputLine(depth, f"{head} {{ }}", origin)
    else:
        yield OutputLine(depth, f"{head} {{", origin, opens=True)
        yield from lines
        yield OutputLine(depth, "}", end, closes=True)


def _doc(doc: Doc | None, depth: int) -> Iterator[OutputLine]:
    if doc is not None:
        for number, text in enumerate(doc.text.split("\n")):
            yield OutputLine(
                depth, f"/// {text}".rstrip(), doc.line + number if doc.line else 0, doc=True
            )


def _domain(domain: DomainDecl, depth: int, commented: Sequence[int]) -> Iterator[OutputLine]:
    head = f"{'gedeeld ' if domain.shared else ''}domein {format_name(domain.name.text)}"
    head += _header([*["zonder document"] * (not domain.documented), *_formerly(domain.formerly)])
    if domain.members is None:
        yield OutputLine(depth, head, domain.name.line)
        return
    body: list[OutputLine] = []
    for number, member in enumerate(domain.members):
        if number and not _sticks(domain.members[number - 1], member):
            body.append(OutputLine(0, "", 0))
        body += _statement(member, depth + 1, commented)
    if body or domain.end:
        yield from _block(head, domain.name.line, body, domain.end or -1, depth)
    else:
        yield OutputLine(depth, f"{head} {{ }}", domain.name.line)


def _entity(entity: EntityDecl, depth: int) -> Iterator[OutputLine]:
    head = "abstract " if entity.abstract else ""
    head += (
        f"{'waardeobject' if entity.value_object else 'entiteit'} {format_name(entity.name.text)}"
    )
    head += f" is {format_name(entity.base.text)}" if entity.base else ""
    properties = []
    if entity.plural:
        properties.append(f"meervoud {format_name(entity.plural.text)}")
    if entity.path:
        properties.append(f"pad {format_name(entity.path.text)}")
    if entity.told_by:
        properties.append("als " + " ".join(format_name(name.text) for name in entity.told_by))
    if entity.without:
        properties.append("zonder " + " ".join(format_name(name.text) for name in entity.without))
    properties += _links(
        "bedrijfsobject", [entity.business_object] if entity.business_object else []
    )
    properties += [*_formerly(entity.formerly), *map(_suppression, entity.suppressions)]
    head += _header(properties)
    yield from _block(
        head,
        entity.name.line,
        _attributes(entity.attributes, depth + 1),
        entity.end,
        depth,
        optional=True,
    )


def _header(properties: Sequence[str]) -> str:
    return f" ({', '.join(properties)})" if properties else ""


def _links(word: str, names: Sequence[Name]) -> list[str]:
    return [" ".join([word, *map(_element_name, names)])] if names else []


def _element_name(name: Name) -> str:
    """A word as a word, several between quotes: as one reads them."""
    return name.text if _PLAIN_NAME.fullmatch(name.text) else format_text(name.text)


def _formerly(name: Name | None) -> list[str]:
    return [f"voorheen {format_name(name.text)}"] if name else []


def _suppression(suppression: Suppression) -> str:
    return f"negeer {format_name(suppression.rule.text)} {format_text(suppression.reason)}"


# -- attributes ----------------------------------------------------------------------------------------------------


def _attributes(attributes: Sequence[AttributeDecl], depth: int) -> Iterator[OutputLine]:
    for group in _runs(attributes):
        heads = [_attribute_head(attribute) for attribute in group]
        width = max(map(len, heads))
        for head, attribute in zip(heads, group, strict=True):
            yield from _doc(attribute.doc, depth)
            yield OutputLine(
                depth, f"{head:{width}} : {_attribute_tail(attribute)}", attribute.name.line
            )


def _runs(attributes: Sequence[AttributeDecl]) -> Iterator[list[AttributeDecl]]:
    """Attributes that stand right under each other; a description begins a new run and ends it."""
    run: list[AttributeDecl] = []
    for attribute in attributes:
        if run and (attribute.doc or run[-1].doc):
            yield run
            run = []
        run.append(attribute)
    if run:
        yield run


def _attribute_head(attribute: AttributeDecl) -> str:
    words = (
        ["eigen"] * attribute.own + ["vervallen"] * attribute.obsolete + ["kern"] * attribute.core
    )
    return " ".join([*words, format_name(attribute.name.text)])


def _attribute_tail(attribute: AttributeDecl) -> str:
    type_ = attribute.type
    parts = [
        f"{format_name(type_.name.text)}{'.sleutels' if type_.keys else ''}{'[]' if type_.many else ''}"
    ]
    if attribute.constraint:
        parts.append(f"beperking {format_text(attribute.constraint)}")
    if attribute.pattern:
        parts.append(f"patroon {format_regex(attribute.pattern)}")
    if attribute.derived:
        parts.append(f"afgeleid {format_text(attribute.derived)}")
    if attribute.source:
        parts.append(f"bron {format_name(attribute.source.text)}")
    parts += [*_formerly(attribute.formerly), *map(_suppression, attribute.suppressions)]
    return " ".join(parts)


# -- projections ---------------------------------------------------------------------------------------------------


def _projection(
    projection: ProjectionDecl, depth: int, commented: Sequence[int]
) -> Iterator[OutputLine]:
    """One line where it fits and holds no descriptions, types or comments; else a line per attribute.

    `alle behalve` stands last: what follows it is left out.
    """
    yield from _doc(projection.doc, depth)
    name, origin = format_name(projection.name.text), projection.name.line
    plain = [item for item in projection.items if isinstance(item, ItemDecl) and item.doc is None]
    first = ["alle ids"] * projection.ids + ["alle"] * (
        projection.everything and not projection.excluded
    )
    excluded = [format_name(n.text, in_projection=True) for n in projection.excluded]
    last = [f"alle behalve {', '.join(excluded)}"] if excluded else []
    words = [*first, *map(_item, plain), *last]
    flat = f"{name} {{ {', '.join(words)} }}" if words else f"{name} {{ }}"
    commented_inside = bool(origin) and any(origin <= line < projection.end for line in commented)
    if (
        len(plain) == len(projection.items)
        and len(flat) + depth * len(INDENT) <= WIDTH
        and not commented_inside
    ):
        yield OutputLine(depth, flat, origin)
        return
    yield OutputLine(depth, f"{name} {{", origin, opens=True)
    for word in first:
        yield OutputLine(depth + 1, word, projection.line)
    for item in projection.items:
        yield from _member(item, depth + 1)
    yield from _excluded(projection.excluded, depth + 1)
    yield OutputLine(depth, "}", projection.end, closes=True)


def _excluded(names: Sequence[Name], depth: int) -> Iterator[OutputLine]:
    """`alle behalve a, b, …`, filled to the width."""
    line, origin = "alle behalve", names[0].line if names else 0
    for number, name in enumerate(names):
        word = f" {format_name(name.text, in_projection=True)}" + "," * (number < len(names) - 1)
        if len(line + word) + depth * len(INDENT) > WIDTH:
            yield OutputLine(depth, line, origin)
            line, origin = INDENT[:-1], name.line
        line += word
    if names:
        yield OutputLine(depth, line, origin)


def _member(item: ItemDecl | AttributeDecl, depth: int) -> Iterator[OutputLine]:
    if isinstance(item, AttributeDecl):
        yield from _attributes([item], depth)
    else:
        yield from _doc(item.doc, depth)
        yield OutputLine(depth, _item(item), item.name.line)


def _item(item: ItemDecl | AttributeDecl) -> str:
    assert isinstance(item, ItemDecl)
    suffix = {None: "", True: ".sleutels", False: ".ingebed"}[item.keys]
    return "vervallen " * item.obsolete + format_name(item.name.text, in_projection=True) + suffix


# -- reference data and manifest -----------------------------------------------------------------------------------


def _codelist(codelist: CodeListDecl, depth: int) -> Iterator[OutputLine]:
    domains = " ".join(format_name(name.text) for name in codelist.domains)
    properties = [f"domein {domains}"] * bool(domains)
    properties += [*_formerly(codelist.formerly), *map(_suppression, codelist.suppressions)]
    head = f"referentiedata {format_name(codelist.name.text)}{_header(properties)}"
    width = max((len(_code_word(code.code)) for code in codelist.codes), default=0)
    body: list[OutputLine] = []
    for code in codelist.codes:
        body += _doc(code.doc, depth + 1)
        body.append(
            OutputLine(depth + 1, f"{_code_word(code.code):{width}} {_code(code)}", code.code.line)
        )
    yield from _block(head, codelist.name.line, body, codelist.end, depth, optional=True)


def _code_word(code: Name) -> str:
    return code.text if _PLAIN_NAME.fullmatch(code.text) else format_text(code.text)


def _code(code: CodeDecl) -> str:
    parts = [format_text(code.label)]
    if code.parent:
        parts.append(f"ouder {format_name(code.parent[0].text)}.{format_name(code.parent[1].text)}")
    if code.begin:
        parts.append(f"vanaf {format_text(code.begin)}")
    if code.end:
        parts.append(f"tot {format_text(code.end)}")
    parts += (f"domein {format_text(domain)}" for domain in code.domains)
    parts += [f"voorheen {format_text(code.formerly)}"] * bool(code.formerly)
    parts += map(_suppression, code.suppressions)
    return " ".join(parts)


def _settings(settings: Sequence[SettingDecl | AttributeDecl], depth: int) -> Iterator[OutputLine]:
    for setting in settings:
        if isinstance(setting, AttributeDecl):
            yield from _attributes([setting], depth)
            continue
        yield from _doc(setting.doc, depth)
        words = [format_name(setting.key.text), *map(_setting_value, setting.values)]
        if setting.members is None:
            yield OutputLine(depth, " ".join(words), setting.key.line)
        else:
            body = _settings(setting.members, depth + 1)
            yield from _block(" ".join(words), setting.key.line, body, setting.end or -1, depth)


def _setting_value(value: Name) -> str:
    """A word as a word, anything else as a text: the parser gives both the same value."""
    return (
        value.text
        if re.fullmatch(r"[A-Za-z]\w*", value.text, re.ASCII)
        else format_text(value.text)
    )
