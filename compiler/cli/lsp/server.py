"""The server: which model a text belongs to, what the client has open, and when it is told what."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import FeatureNotificationError, FeatureRequestError
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from compiler import __version__
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.guide_paths import GUIDES_FOLDER, is_guide
from compiler.base.translation import Translate, in_english, language_of, translator
from compiler.cli.lsp.accepting import AcceptedFindings
from compiler.cli.lsp.desk import Desk
from compiler.cli.lsp.positions import Units
from compiler.rules.run import all_rules
from compiler.workspace.model_finding import has_manifest, model_above

_SECONDS_BETWEEN_LOOKS = 2.0
# A hint of the editors is three dots that nobody sees, so ours are told as information.
_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.HINT: types.DiagnosticSeverity.Information,
}
_TEXTS = [
    types.FileSystemWatcher(glob_pattern="**/*.vera"),
    types.FileSystemWatcher(glob_pattern=f"**/{GUIDES_FOLDER}/*.md"),
]


class Protocol(LanguageServerProtocol):
    """The protocol as pygls speaks it; texts are kept by the desks, which know what an end of a line is."""

    _server: VeraServer

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text is open from now on."""
        self._server.opened(params.text_document.uri, params.text_document.text)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text changed in one or more places."""
        self._server.typed(params.text_document.uri, params.content_changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """What the disk says counts again."""
        self._server.closed(params.text_document.uri)


class Opened:
    """A text that a client has open: the desk of its model, and its path there."""

    def __init__(self, desk: Desk, path: str) -> None:
        self.desk = desk
        self.path = path

    @property
    def text(self) -> str:
        """The text as it stands in the editor."""
        return self.desk.session.text(self.path)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines."""
        return self.desk.session.lines(self.path)


class VeraServer(LanguageServer):
    """Knows what is open, and keeps a desk for each model."""

    def __init__(self, context: Context, language: str = "") -> None:
        super().__init__("verac", __version__, protocol_cls=Protocol)
        self._context = context
        self._language = language
        self.units = Units()
        self.translate: Translate = in_english
        self.writes_former_names = False  # whether a rename writes `voorheen`
        self.desks: dict[Path, Desk] = {}
        self._accepted: AcceptedFindings | None = None
        self._opened: dict[str, Opened] = {}
        self._looking: asyncio.Task[None] | None = None

    @cached_property
    def _links(self) -> Mapping[str, str]:
        """Where the guideline of each rule is published; gathered with the first findings, not at the start."""
        return {rule.id: rule.url for rule in all_rules()}

    # -- the client --------------------------------------------------------------------------------------------------

    def begin(self, params: types.InitializeParams) -> None:
        """Settle how the client counts, and the language it speaks."""
        encoding = self.protocol.workspace.position_encoding
        self.units = Units(encoding or types.PositionEncodingKind.Utf16)
        self.translate = translator(language_of(self._language or params.locale or "", os.environ))
        options = params.initialization_options
        if isinstance(options, dict):
            self.writes_former_names = options.get("formerNames") is True
            baseline = options.get("baseline")
            if isinstance(baseline, str) and baseline:
                self._accepted = AcceptedFindings(self._place_of(baseline))

    def _place_of(self, file: str) -> Path:
        """Where a file lies that the client names: seen from its first folder, where it has one."""
        folders = self.protocol.workspace.folders.values()
        paths = (to_fs_path(folder.uri) for folder in folders)
        return Path(next((path for path in paths if path), ""), file).absolute()

    async def begun(self) -> None:
        """Look at the models that the folders of the client are, and keep an eye on the disk."""
        for folder in self.protocol.workspace.folders.values():
            path = to_fs_path(folder.uri)
            if path and has_manifest(Path(path)):
                self._desk_of(Path(path)).changed()
        if not await self._is_told_of_files():
            self._looking = asyncio.create_task(self._look_now_and_then())

    async def _is_told_of_files(self) -> bool:
        """Ask the client to tell what changes on the disk; whether it will."""
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if not watching or not watching.dynamic_registration:
            return False
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers=_TEXTS)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("files", method, options)
        try:
            await self.client_register_capability_async(types.RegistrationParams([registration]))
        except Exception:  # noqa: BLE001 - whatever the client says: it did not agree
            return False
        return True

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            self.look_at_disk()

    def look_at_disk(self) -> None:
        """Take over what others changed on the disk."""
        for desk in self.desks.values():
            desk.look_at_disk()

    async def end(self) -> None:
        """Leave all work."""
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking
        for desk in self.desks.values():
            await desk.end()

    def report_server_error(self, error: Exception, source: type[Exception]) -> None:
        """A fault of ours: of a request its answer tells, the others are told as a line in the log of the client."""
        if source is not FeatureRequestError:
            where = "notification" if source is FeatureNotificationError else "message"
            message = f"verac: a {where} could not be taken: {error}"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    # -- texts -------------------------------------------------------------------------------------------------------

    def opened(self, uri: str, text: str) -> None:
        """The client has `text` open at `uri`."""
        found = to_fs_path(uri)
        if found is None or not found.endswith((".vera", ".md")):
            return
        place = Path(found)
        root = model_above(place.parent)
        if not found.endswith(".vera") and not (
            root and is_guide(place.relative_to(root).as_posix())
        ):
            return
        desk = self._desk_of(root) if root else self._desk_of(place, alone=True)
        path = place.relative_to(desk.root).as_posix()
        self._opened[uri] = Opened(desk, path)
        desk.uris[path] = uri
        desk.session.open(path, text)
        desk.changed(path)

    def typed(self, uri: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """The text at `uri` changed; a change of what is not open says nothing."""
        opened = self._opened.get(uri)
        if opened is None:
            return
        text = opened.text
        for change in changes:
            text = self.units.changed(text, change)
        opened.desk.session.open(opened.path, text)
        opened.desk.changed(opened.path)

    def closed(self, uri: str) -> None:
        """The client has the text at `uri` open no more: the disk counts."""
        opened = self._opened.pop(uri, None)
        if opened is None:
            return
        opened.desk.session.close(opened.path)
        opened.desk.uris.pop(opened.path, None)
        opened.desk.look_at_disk()
        opened.desk.changed(opened.path)

    def text_at(self, uri: str) -> Opened | None:
        """The text that is open at `uri`; None where it is none of ours."""
        return self._opened.get(uri)

    def any_text_at(self, uri: str) -> Opened | None:
        """A text of a model at `uri`, open or not; None where no model that is looked at has it."""
        if uri in self._opened:
            return self._opened[uri]
        found = to_fs_path(uri)
        for desk in self.desks.values():
            if found is not None and Path(found).is_relative_to(desk.root):
                path = Path(found).relative_to(desk.root).as_posix()
                if path in desk.session.paths:
                    return Opened(desk, path)
        return None

    def _desk_of(self, place: Path, *, alone: bool = False) -> Desk:
        """The desk of the model in the folder `place`, or of the file `place`, which stands alone."""
        if place not in self.desks:
            root, only = (place.parent, place.name) if alone else (place, "")
            self.desks[place] = Desk(root, self._context, self._publish, only, self._accepted)
        return self.desks[place]

    # -- findings ----------------------------------------------------------------------------------------------------

    def _publish(self, desk: Desk, path: str, found: Sequence[Diagnostic]) -> None:
        lines = desk.session.lines(path)
        shown = [
            self.diagnostic(each, lines) for each in found if not (each.suppressed or each.accepted)
        ]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=desk.uri(path), diagnostics=shown)
        )

    def diagnostic(self, found: Diagnostic, lines: Sequence[str]) -> types.Diagnostic:
        """A finding as the client shows it: what is wrong, and below it what to write."""
        texts = [self.translate(text) for text in (found.message, found.hint) if text]
        link = self._links.get(found.id)
        return types.Diagnostic(
            range=self.units.range_of(lines, found.span),
            message="\n".join(texts),
            severity=_SEVERITIES[found.severity],
            code=found.id,
            code_description=types.CodeDescription(link) if link else None,
            source="verac",
        )
