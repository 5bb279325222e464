"""An editor that talks with the real server, as a test needs one: it opens texts, types, and asks."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from tests.helpers.small_model import REPO

_PATIENCE = 60


class Editor:
    """One editor with `folder` open, and the server that it started."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.version = 0

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def at(self, path: str, line: int, character: int) -> dict[str, Any]:
        """What most questions are asked with."""
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(path)),
            "position": types.Position(line, character),
        }

    def open(self, path: str, text: str | None = None) -> None:
        if text is None:
            text = (self.folder / path).read_bytes().decode("utf-8-sig")
        item = types.TextDocumentItem(self.uri(path), "vera", 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def close(self, path: str) -> None:
        which = types.TextDocumentIdentifier(self.uri(path))
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(which))

    def write(self, path: str, text: str, range_: types.Range | None = None) -> None:
        """Put `text` in the place of all, or of `range_`."""
        self.version += 1
        which = types.VersionedTextDocumentIdentifier(self.version, self.uri(path))
        change: types.TextDocumentContentChangeEvent
        if range_ is None:
            change = types.TextDocumentContentChangeWholeDocument(text)
        else:
            change = types.TextDocumentContentChangePartial(range_, text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, [change]))

    def found(self, path: str) -> list[types.Diagnostic]:
        """What the server said last of a text."""
        return list(self.client.diagnostics.get(self.uri(path), []))

    def told(self, path: str) -> set[tuple[str, int]]:
        """The ids of what was found in a text, with their lines."""
        return {(str(each.code), each.range.start.line) for each in self.found(path)}

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait until the server said something of which `holds` is true."""
        async with asyncio.timeout(_PATIENCE):
            while not holds():  # noqa: ASYNC110 - nobody tells when it does
                await asyncio.sleep(0.01)


def with_editor(
    folder: Path,
    use: Callable[[Editor], Awaitable[None]],
    *,
    locale: str = "en",
    tells: bool = True,
    options: Mapping[str, object] | None = None,
    arguments: Sequence[str] = (),
) -> None:
    """Have `use` do what it does with an editor; the server has to end well after it.

    `arguments` are those of `verac lsp`, `options` what the editor tells it in the beginning.
    """

    async def run() -> None:
        client = make_test_lsp_client()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def agree(_params: types.RegistrationParams) -> None:
            """Whatever the server wants to be told of, where this client tells anything."""
            if not tells:
                raise ValueError("this client tells nothing")

        command = [str(Path(sys.executable).with_name("verac")), "lsp", "--stdio", *arguments]
        await client.start_io(*command, env=dict(os.environ), cwd=REPO)
        capabilities = client_capabilities("visual-studio-code")
        params = types.InitializeParams(
            capabilities=capabilities,
            locale=locale,
            initialization_options=options,
            process_id=os.getpid(),
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
        )
        async with asyncio.timeout(_PATIENCE):
            await client.initialize_session(params)
        editor = Editor(client, folder)
        try:
            await use(editor)
        finally:
            async with asyncio.timeout(_PATIENCE):
                await client.shutdown_session()
                await client.stop()

    asyncio.run(run())
