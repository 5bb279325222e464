"""Questions whose answers say the same in other words, or something new: rename, create, move, pass over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Mend
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.cli.lsp.answers import AnswerWriter
from compiler.cli.lsp.looking import asked
from compiler.cli.lsp.server import Opened, VeraServer
from compiler.editing.mentions import NameRole
from compiler.editing.refactorings.creating import created_projection, created_type
from compiler.editing.refactorings.moving import moved_to_base, moved_to_derived
from compiler.editing.refactorings.opened import OpenedModel, Refused, message_around
from compiler.editing.refactorings.renaming import renamed_at
from compiler.editing.refactorings.suppressing import suppressed_with
from compiler.editing.session import Session
from compiler.model.elements import Attribute, TypeKind

RENAME_COMMAND = "verac.renameWithFormerName"
_MOVE = "refactor.move"
_REQUEST_FAILED = -32803  # what the protocol calls a request that was understood and cannot be met


class Refactoring(NamedTuple):
    """Something that can be done at a place, of a kind of the protocol; `finding` is what it is about, where it is."""

    kind: str
    mend: Mend
    finding: Diagnostic | None = None


def opened_model(session: Session) -> OpenedModel:
    """The model of `session`, for refactorings: its texts as they are, read already."""
    sources = [parsed.source for path in session.paths if (parsed := session.parsed(path))]
    return OpenedModel(session.files(), session.context, sources)


def register_renaming(server: VeraServer) -> None:
    """Have `server` rename."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        place = asked(server, params)
        if place is None:
            return None
        index = place.opened.desk.index
        mention = index.mention_at(place.opened.path, place.line, place.column)
        thing = place.thing
        if mention is None or thing is None or thing.role in (NameRole.TYPE, NameRole.RULE):
            return None
        where = server.units.range_of(place.writer.lines(place.opened.path), mention.place)
        return types.PrepareRenamePlaceholder(where, mention.place.text)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        return _renamed(server, params, formerly=server.writes_former_names)

    @server.command(RENAME_COMMAND)
    def rename_with_former_name(
        uri: str, line: int, character: int, name: str
    ) -> types.WorkspaceEdit | None:
        """The edit of a rename that writes what it was called before (`voorheen`); the client applies it."""
        which = types.TextDocumentIdentifier(uri)
        position = types.Position(line, character)
        params = types.RenameParams(text_document=which, position=position, new_name=name)
        return _renamed(server, params, formerly=True)


def _renamed(
    server: VeraServer, params: types.RenameParams, *, formerly: bool
) -> types.WorkspaceEdit | None:
    place = asked(server, params)
    if place is None:
        return None
    opened = opened_model(place.opened.desk.session)
    span = Span(place.opened.path, place.line, place.column, place.column)
    made = renamed_at(opened, span, params.new_name, formerly=formerly)
    if isinstance(made, Refused):
        raise JsonRpcException(server.translate(made.reason), _REQUEST_FAILED)
    return place.writer.workspace_edit(made.edits)


def refactorings_at(
    opened: Opened, place: Span, found: list[Diagnostic], wanted: Callable[[str], bool]
) -> Iterator[Refactoring]:
    """What can be done at `place`, and about what was `found` there; only kinds that are `wanted`."""
    fixing, moving = wanted(types.CodeActionKind.QuickFix.value), wanted(_MOVE)
    if not fixing and not moving:
        return
    model = opened_model(opened.desk.session)
    if fixing:
        reason = say("write the reason here")
        for each in found:
            if each.id == "NAM01":
                yield from _made("quickfix", created_type(model, each.span), each)
            yield from _made("quickfix", suppressed_with(model, each, reason), each)
        for entity in _not_projected(model, place):
            yield from _made("quickfix", created_projection(model, place, entity))
    if moving:
        yield from _made(_MOVE, moved_to_base(model, place))
        yield from _made(_MOVE, moved_to_derived(model, place))


def _made(
    kind: str, made: Mend | Refused, about: Diagnostic | None = None
) -> Iterator[Refactoring]:
    if isinstance(made, Mend):
        yield Refactoring(kind, made, about)


def _not_projected(model: OpenedModel, place: Span) -> Iterator[str]:
    """The entity that a message holds at `place` and does not show: nothing says what goes with it."""
    message = message_around(model, place)
    if message is None:
        return
    shown = {each.name.text for each in message.projections}
    for projection in message.projections:
        attributes = model.model.named_attributes.get(projection.name.text, {})
        for item in projection.items:
            name = item.name
            attribute: Attribute | None = attributes.get(name.text)
            at = name.line == place.line and name.column <= place.column <= name.end_column
            if (
                at
                and attribute
                and attribute.kind is TypeKind.ENTITY
                and attribute.target not in shown
            ):
                yield attribute.target
    root = message.root
    at_root = root.line == place.line and root.column <= place.column <= root.end_column
    if at_root and root.text not in shown:
        yield root.text


def action_of(made: Refactoring, server: VeraServer, writer: AnswerWriter) -> types.CodeAction:
    """A refactoring as the client offers it."""
    title: Text = made.mend.title
    said = server.translate(title)
    about = made.finding
    return types.CodeAction(
        title=said[:1].upper() + said[1:],
        kind=made.kind,
        diagnostics=[server.diagnostic(about, writer.lines(about.span.file))] if about else None,
        edit=writer.workspace_edit(made.mend.edits),
    )
