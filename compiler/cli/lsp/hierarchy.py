"""Who uses this, and what does it use: as editors ask it of functions, and here of entities, lists and messages."""

from __future__ import annotations

from lsprotocol import types

from compiler.cli.lsp.looking import Asked, asked, writer_for
from compiler.cli.lsp.server import VeraServer
from compiler.editing.callers import called_by, callers_of, symbol_of


def register(server: VeraServer) -> None:
    """Have `server` answer these questions."""

    @server.feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY)
    def prepare(params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem] | None:
        place = asked(server, params)
        thing = place.thing if place else None
        if place is None or thing is None:
            return None
        desk = place.opened.desk
        symbol = symbol_of(thing, desk.session, desk.index)
        return [place.writer.hierarchy_item(symbol)] if symbol else None

    @server.feature(types.CALL_HIERARCHY_INCOMING_CALLS)
    def incoming(
        params: types.CallHierarchyIncomingCallsParams,
    ) -> list[types.CallHierarchyIncomingCall]:
        place = _item_place(server, params.item)
        thing = place.thing if place else None
        if place is None or thing is None:
            return []
        desk, writer = place.opened.desk, place.writer
        return [
            types.CallHierarchyIncomingCall(
                from_=writer.hierarchy_item(each.symbol),
                from_ranges=[
                    server.units.range_of(writer.lines(name.file), name) for name in each.places
                ],
            )
            for each in callers_of(thing, desk.session, desk.index)
        ]

    @server.feature(types.CALL_HIERARCHY_OUTGOING_CALLS)
    def outgoing(
        params: types.CallHierarchyOutgoingCallsParams,
    ) -> list[types.CallHierarchyOutgoingCall]:
        place = _item_place(server, params.item)
        thing = place.thing if place else None
        if place is None or thing is None:
            return []
        desk, writer = place.opened.desk, place.writer
        symbol = symbol_of(thing, desk.session, desk.index)
        calls = []
        for called, names in (called_by(symbol, desk.index) if symbol else {}).items():
            target = symbol_of(called, desk.session, desk.index)
            if target is not None:
                ranges = [server.units.range_of(writer.lines(name.file), name) for name in names]
                calls.append(types.CallHierarchyOutgoingCall(writer.hierarchy_item(target), ranges))
        return calls


def _item_place(server: VeraServer, item: types.CallHierarchyItem) -> Asked | None:
    """The place of an item of a hierarchy, whether its text is open or not."""
    opened = server.any_text_at(item.uri)
    if opened is None:
        return None
    writer = writer_for(server, opened)
    line, column = server.units.place(writer.lines(opened.path), item.selection_range.start)
    return Asked(opened, line, column, writer)
