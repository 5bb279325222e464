"""What the server can do: one function per question of the protocol, each an answer of `compiler/editing/`."""

from __future__ import annotations

import logging
import os
import sys

from lsprotocol import types

from compiler.base.context import Context
from compiler.cli.lsp import changing, hierarchy, looking
from compiler.cli.lsp.server import VeraServer


def serve(context: Context) -> None:
    """Talk with an editor until it goes."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # standard error is read by nobody
    sys.stdout.flush()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may stand among the answers
    server_with_features(context).start_io(stdout=answers)


def server_with_features(context: Context) -> VeraServer:
    """A server that answers all that is asked below."""
    server = VeraServer(context)
    _begin_and_end(server)
    looking.register(server)
    hierarchy.register(server)
    changing.register(server)
    return server


def _begin_and_end(server: VeraServer) -> None:
    @server.feature(types.INITIALIZE)
    def begin(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def begun(_params: types.InitializedParams) -> None:
        await server.begun()

    @server.feature(types.SHUTDOWN)
    async def shutdown(_params: None) -> None:
        await server.end()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(_params: types.DidChangeWatchedFilesParams) -> None:
        server.look_at_disk()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: types.DidSaveTextDocumentParams) -> None:
        server.look_at_disk()
