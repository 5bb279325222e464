"""A model folder that is looked at again and again: what changed in it since the last look."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from compiler.workspace.guide_files import guide_files
from compiler.workspace.model_reading import MAX_FILES, read_file
from compiler.workspace.model_walk import walk_model


class LookedAtFolder:
    """The .vera files in `folder`, or the one that is called `only`. What cannot be read counts as not there."""

    def __init__(self, folder: Path, only: str = "") -> None:
        self._folder = folder
        self._only = only
        self._stamps: dict[str, tuple[int, int]] = {}

    def changes(self) -> dict[str, bytes | None]:
        """What changed since the last look, or all at the first one; None for a file that is there no more."""
        stamps = self._look()
        paths = stamps.keys() | self._stamps.keys()
        changed = {path for path in paths if stamps.get(path) != self._stamps.get(path)}
        self._stamps = stamps
        return {path: self._content(path) for path in sorted(changed)}

    def _content(self, path: str) -> bytes | None:
        problem, content = read_file(self._folder / path)
        return None if problem else content

    def _files(self) -> dict[str, Path]:
        """The texts of the model, and its guidance pages."""
        return {**walk_model(self._folder).files, **guide_files(self._folder).files}

    def _look(self) -> dict[str, tuple[int, int]]:
        """What tells the files from what they were: size and last change."""
        found = {}
        one = {self._only: self._folder / self._only}
        files = one if self._only else self._files()
        for name, path in list(files.items())[:MAX_FILES]:
            with suppress(OSError):
                state = path.stat()
                found[name] = (state.st_size, state.st_mtime_ns)
        return found
