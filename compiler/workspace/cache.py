"""The cache between runs: where it is, what tells one compiler from another, and stores on disk."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from compiler import __version__
from compiler.base.store import Store, digest


def cache_folder() -> Path | None:
    """Where results may be kept: VERAC_CACHE, or a folder of this program in the user's cache; None if switched off."""
    chosen = os.environ.get("VERAC_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen not in ("", "0", "off") else None
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # a user without a home
        return None
    return base / "verac"


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """What tells this compiler from another: its version, its own files, and the Python that runs it."""
    package = Path(__file__).resolve().parents[1]
    roots = [
        package,
        package.parent / "grammar",
        package.parent / "templates",
        package.parent / "words",
    ]
    parts = [__version__, sys.version]
    parts += [
        f"{name}:{size}:{changed}"
        for root in roots
        if root.is_dir()
        for name, size, changed in sorted(_own_files(str(root)))
    ]
    return digest(*parts)


def _own_files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The path, size and last change of each file of the compiler in `folder`; bytecode is made of these."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".lark", ".jinja", ".words")):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _own_files(entry.path)


class FolderStore:
    """A store on disk. Each entry holds its own checksum; what does not match it counts as forgotten."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put, or None."""
        with suppress(OSError):
            content = (self._root / kind / key).read_bytes()
            if sha256(held := content[32:]).digest() == content[:32]:
                return held
        return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`, beside first and then in its place, so that no reader sees half of it."""
        with suppress(OSError):
            folder = self._root / kind
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sha256(content).digest())
                    file.write(content)
                os.replace(name, folder / key)
            except BaseException:
                with suppress(OSError):
                    os.unlink(name)
                raise


class LayeredStore:
    """A store over one that is only read: what this compiler made ready beforehand (compiler/cli/prepare.py)."""

    def __init__(self, first: Store, prepared: Store) -> None:
        self._first = first
        self._prepared = prepared

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put here, or what was made ready."""
        found = self._first.get(kind, key)
        return self._prepared.get(kind, key) if found is None else found

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content` in the first store."""
        self._first.put(kind, key, content)


def prepared_folder() -> Path:
    """Where parse tables and compiled templates lie beside the bytecode of the compiler."""
    return Path(__file__).resolve().parents[1] / "__pycache__" / "prepared"
