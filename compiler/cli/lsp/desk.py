"""One model in an editor: its session, the work that is going on, and what the client was told."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.cli.lsp.accepting import AcceptedFindings
from compiler.cli.release_declaring import declared_findings, environment_findings
from compiler.editing.hovering import known_explanations
from compiler.editing.index import MentionIndex
from compiler.editing.session import Session
from compiler.workspace.model_looking import LookedAtFolder
from compiler.workspace.model_walk import ENVIRONMENTS_FILE

# Seconds after a key: what is typed fast is read once, and judged where the typing stops.
_READ_AFTER, _JUDGED_AFTER = 0.005, 0.03
# Garbage is looked for where nobody waits, and not at every key.
_CHECKS_BETWEEN_GARBAGE = 20

Publish = Callable[["Desk", str, Sequence[Diagnostic]], None]


class Desk:
    """The model in the folder `root` while an editor is open.

    Of a file in no model only that file counts: `only` is its name. `publish` tells the client what is found in a file:
    it is called where that is something else than before. What is `accepted` is not told.
    """

    def __init__(
        self,
        root: Path,
        context: Context,
        publish: Publish,
        only: str = "",
        accepted: AcceptedFindings | None = None,
    ) -> None:
        self.root = root
        self._accepted = accepted
        self._folder = LookedAtFolder(root, only)
        found = self._folder.changes()
        files = {path: content for path, content in found.items() if content is not None}
        self.session = Session(files, context)
        self.index = MentionIndex(self.session)
        self.uris: dict[str, str] = {}  # of open texts, as the client writes them
        self._publish = publish
        self._published: dict[str, tuple[Diagnostic, ...]] = {}
        self._work: asyncio.Task[None] | None = None
        self._checks = 0

    def uri(self, path: str) -> str:
        """The address of a text, as the client wrote it where it did."""
        return self.uris.get(path) or (self.root / path).as_uri()

    def findings_in(self, path: str) -> list[Diagnostic]:
        """What the client was told of a text and has to answer for: what is passed over or accepted is not."""
        return [
            each for each in self._published.get(path, ()) if not (each.suppressed or each.accepted)
        ]

    def findings_at(self, path: str, line: int, column: int) -> list[Diagnostic]:
        """Those at one place."""
        return [
            each
            for each in self.findings_in(path)
            if each.span.line == line
            and (not each.span.column or each.span.column <= column <= each.span.end_column)
        ]

    def changed(self, path: str = "") -> None:
        """Look again at the model, at the text `path` first; work on what was there before ends."""
        if self._work is not None:
            self._work.cancel()
        self._work = asyncio.create_task(self._look(path))

    async def settled(self) -> None:
        """Wait until the last answer is of the texts as they are."""
        while not self.session.is_answered:
            if self._work is None or self._work.done():
                self.changed()
            assert self._work is not None
            await asyncio.wait([self._work])
            if not self._work.cancelled() and self._work.done():
                self._work.result()  # a fault of ours is raised, and not tried again

    async def end(self) -> None:
        """Leave the work as it is."""
        if self._work is not None:
            self._work.cancel()
            with suppress(asyncio.CancelledError):
                await self._work

    def look_at_disk(self) -> None:
        """Take over what changed in the folder, whoever changed it."""
        for path, content in self._folder.changes().items():
            self.session.on_disk(path, content)
        if not self.session.is_answered:
            self.changed()

    async def _look(self, path: str) -> None:
        if path:
            await asyncio.sleep(_READ_AFTER)
            # Elements are known of the text as it was, so that what was accepted there is known by what it says.
            accepted = {(e.id, e.message): e.accepted for e in self._published.get(path, ())}
            early = self.session.early_findings(path)
            self._tell(
                path, [e._replace(accepted=accepted.get((e.id, e.message), "")) for e in early]
            )
        await asyncio.sleep(_JUDGED_AFTER)
        for _ in self.session.checking():
            await asyncio.sleep(0)
        by_file: dict[str, list[Diagnostic]] = {path: [] for path in self._published}
        answer = self.session.answer
        marked = answer.diagnostics
        if self._accepted is not None:
            marked = self._accepted.marked(marked, answer)
        for each in (*marked, *self._of_environments()):
            by_file.setdefault(each.span.file, []).append(each)
        for file, found in by_file.items():
            self._tell(file, found)
        await asyncio.sleep(0)
        for _ in self.index.gathering():
            await asyncio.sleep(0)
        known_explanations()
        self._checks += 1
        if self._checks % _CHECKS_BETWEEN_GARBAGE == 1:
            gc.collect()

    def _of_environments(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the file of environments, as it stands in the editor where it is open there."""
        if self.session.is_open(ENVIRONMENTS_FILE):
            return declared_findings(self.session.content(ENVIRONMENTS_FILE), self.session.context)
        return environment_findings(self.root, self.session.context)

    def _tell(self, path: str, found: Sequence[Diagnostic]) -> None:
        told = tuple(found)
        if told != self._published.get(path, ()):
            self._published[path] = told
            self._publish(self, path, told)
