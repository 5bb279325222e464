"""Questions that change nothing: what may be written here, what is this, where does it stand, who uses it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from lsprotocol import types

from compiler.base.guide_paths import is_guide
from compiler.cli.lsp.answers import LEGEND, AnswerWriter
from compiler.cli.lsp.server import Opened, VeraServer
from compiler.editing.callers import all_symbols
from compiler.editing.colours import colours_of
from compiler.editing.hovering import explained, told_of
from compiler.editing.inlays import inlays_in
from compiler.editing.mentions import NameRole
from compiler.editing.outline import folds_in, symbols_in
from compiler.editing.proposals import proposals_at
from compiler.editing.scanning import surroundings_at
from compiler.editing.things import Thing
from compiler.language.declarations import DomainDecl

_MOST_SYMBOLS = 500
_TRIGGERS = types.CompletionOptions(trigger_characters=[".", ":", " ", "("], resolve_provider=True)


class Asked(NamedTuple):
    """A place that a client asks about: the text, the line and the column, and what writes the answer."""

    opened: Opened
    line: int
    column: int
    writer: AnswerWriter

    @property
    def thing(self) -> Thing | None:
        """What is named there."""
        opened = self.opened
        return opened.desk.index.thing_at(opened.path, self.line, self.column)


class AsksPlace(Protocol):
    """What most questions have: a text and a place in it."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


def asked(server: VeraServer, params: AsksPlace) -> Asked | None:
    """The place that `params` tell; None where the text is none that is open."""
    opened = server.text_at(params.text_document.uri)
    if opened is None:
        return None
    writer = writer_for(server, opened)
    line, column = server.units.place(writer.lines(opened.path), params.position)
    return Asked(opened, line, column, writer)


def writer_for(server: VeraServer, opened: Opened) -> AnswerWriter:
    """What writes answers about the model of `opened`."""
    return AnswerWriter(opened.desk, server.units, server.translate)


def register_looking(server: VeraServer) -> None:
    """Have `server` answer these questions."""
    _completion(server)
    _hover(server)
    _places(server)
    _outlines(server)
    _shown_beside(server)


def _completion(server: VeraServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, _TRIGGERS)
    def completion(params: types.CompletionParams) -> types.CompletionList | None:
        place = asked(server, params)
        if place is None:
            return None
        opened, line, column, writer = place
        lines = writer.lines(opened.path)
        around = surroundings_at(lines, line, column)
        domain = ""
        for statement in opened.desk.session.source(opened.path).statements:
            if isinstance(statement, DomainDecl) and statement.name.line <= line:
                domain = statement.name.text
        found = proposals_at(around, opened.desk.index, domain)
        begin = server.units.position(lines, line, column - len(around.typed))
        end = server.units.position(lines, line, column)
        return writer.proposals(found, around.typed, types.Range(begin, end))

    @server.feature(types.COMPLETION_ITEM_RESOLVE)
    def resolve(item: types.CompletionItem) -> types.CompletionItem:
        if isinstance(item.data, list) and len(item.data) == 3:
            role, name, owner = map(str, item.data)
            thing = Thing(NameRole(role), name, owner)
            for desk in server.desks.values():
                told = told_of(thing, desk.index, _today())
                if told is not None:
                    text = AnswerWriter(desk, server.units, server.translate).markdown([told])
                    kind = types.MarkupKind.Markdown
                    item.documentation = types.MarkupContent(kind, text)
                    break
        return item


def _hover(server: VeraServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        place = asked(server, params)
        if place is None:
            return None
        opened, line, column, writer = place
        told = []
        thing = place.thing
        known = told_of(thing, opened.desk.index, _today()) if thing else None
        if known is not None:
            told.append(known)
        for found in opened.desk.findings_at(opened.path, line, column):
            why = explained(found)
            if why is not None and why not in told:
                told.append(why)
        if not told:
            return None
        mention = opened.desk.index.mention_at(opened.path, line, column)
        where = server.units.range_of(writer.lines(opened.path), mention.place) if mention else None
        text = types.MarkupContent(types.MarkupKind.Markdown, writer.markdown(told))
        return types.Hover(text, where)


def _places(server: VeraServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        place = asked(server, params)
        thing = place.thing if place else None
        if place is None or thing is None:
            return []
        found = place.opened.desk.index.declarations_of(thing)
        return [place.writer.location(each) for each in found]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        place = asked(server, params)
        thing = place.thing if place else None
        if place is None or thing is None:
            return []
        also_declared = params.context.include_declaration
        return [
            place.writer.location(each)
            for each in place.opened.desk.index.mentions_of(thing)
            if also_declared or not each.declares
        ]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        place = asked(server, params)
        thing = place.thing if place else None
        if place is None or thing is None:
            return []
        kinds = (types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write)
        return [
            types.DocumentHighlight(place.writer.location(each).range, kinds[each.declares])
            for each in place.opened.desk.index.mentions_of(thing)
            if each.place.file == place.opened.path
        ]


def _outlines(server: VeraServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        opened = server.text_at(params.text_document.uri)
        if opened is None:
            return []
        writer = writer_for(server, opened)
        symbols = symbols_in(opened.desk.session.source(opened.path))
        return [writer.symbol(each) for each in symbols]

    @server.feature(types.WORKSPACE_SYMBOL)
    def workspace_symbols(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        wanted = params.query.casefold()
        found = []
        for desk in server.desks.values():
            writer = AnswerWriter(desk, server.units, server.translate)
            fitting = (
                each
                for each in all_symbols(desk.session)
                if wanted in each.place.text.casefold() and each.role is not NameRole.PROJECTION
            )
            found += [
                writer.found_symbol(each)
                for each, _ in zip(fitting, range(_MOST_SYMBOLS), strict=False)
            ]
        return found

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        opened = server.text_at(params.text_document.uri)
        if opened is None:
            return []
        return [
            types.FoldingRange(
                start_line=each.first - 1,
                end_line=each.last - 1,
                kind=types.FoldingRangeKind.Comment if each.comment else types.FoldingRangeKind.Region,
            )
            for each in folds_in(opened.desk.session.source(opened.path))
        ]  # fmt: skip


def _shown_beside(server: VeraServer) -> None:
    def tokens(uri: str, first: int = 1, last: int = 0) -> types.SemanticTokens:
        opened = server.text_at(uri)
        if opened is None or is_guide(opened.path):
            return types.SemanticTokens([])
        writer = writer_for(server, opened)
        index, lines = opened.desk.index, writer.lines(opened.path)
        mentions = index.of_text(opened.path).mentions
        last = min(last or len(lines), len(lines))
        found = colours_of(lines, mentions, index.names, first, last)
        return writer.tokens(opened.path, found)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def tokens_of_all(params: types.SemanticTokensParams) -> types.SemanticTokens:
        return tokens(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, LEGEND)
    def tokens_of_range(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        first, last = params.range.start.line + 1, params.range.end.line + 1
        return tokens(params.text_document.uri, max(first, 1), last)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlays(params: types.InlayHintParams) -> list[types.InlayHint]:
        opened = server.text_at(params.text_document.uri)
        if opened is None:
            return []
        desk, lines = opened.desk, opened.lines
        source = desk.session.source(opened.path)
        first, last = params.range.start.line + 1, params.range.end.line + 1
        return [
            types.InlayHint(
                position=server.units.position(lines, each.place.line, each.place.end_column),
                label=each.text,
                kind=types.InlayHintKind.Type,
            )
            for each in inlays_in(source, desk.index, first, last)
        ]


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()
