"""What the server can do: one function per question of the protocol, each an answer of `compiler/editing/`."""

from __future__ import annotations

import logging
import os
import signal
import sys

from lsprotocol import types

from compiler.base.context import Context
from compiler.cli.lsp.changing import register_changing
from compiler.cli.lsp.hierarchy import register_hierarchy
from compiler.cli.lsp.looking import register_looking
from compiler.cli.lsp.refactoring import register_renaming
from compiler.cli.lsp.server import VeraServer


def serve(context: Context, language: str = "") -> None:
    """Talk with an editor until it goes, in `language` where that is given, else in that of the editor."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # standard error is read by nobody
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    sys.stdout.flush()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may stand among the answers
    server_with_features(context, language).start_io(stdout=answers)


def _leave(number: int, _frame: object) -> None:
    """End at once: nothing is half written, and the thread that reads would wait for its client."""
    os._exit(128 + number)


def server_with_features(context: Context, language: str = "") -> VeraServer:
    """A server that answers all that is asked below."""
    server = VeraServer(context, language)
    _begin_and_end(server)
    register_looking(server)
    register_hierarchy(server)
    register_changing(server)
    register_renaming(server)
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
