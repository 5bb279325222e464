"""A store on disk that stays under a size: what was not used for the longest time goes first.

An entry is a file `KIND/KEY`. It begins with a seal over its kind, its key and its content, so what is damaged, or was
copied from another entry, counts as forgotten. The seal tells no friend from foe: anybody can make one. What is kept
here is therefore read as plain values, and nothing of it is run (compiler/base/plain_values.py).
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 256 * MEGABYTE
LARGEST_ENTRY = 64 * MEGABYTE
_SIZE_VARIABLE = "VERAC_CACHE_SIZE"
_SEAL_LENGTH = 32
# Where the limit is passed, so much of it stays: room for some runs before all entries must be looked at again.
_STAYS = 0.75
# The time of an entry is that of its last use, to the hour: no run writes a time for each entry that it reads.
_HOUR = 3600
_KEY = re.compile(r"[0-9a-f]{40}")
_BEGUN = re.compile(r"begun-\w+")


def limit_of_cache() -> int:
    """How many bytes the cache may hold: VERAC_CACHE_SIZE, in megabytes. What is no whole number counts as not set."""
    chosen = os.environ.get(_SIZE_VARIABLE, "")
    return int(chosen) * MEGABYTE if re.fullmatch("[0-9]{1,9}", chosen) else DEFAULT_LIMIT


class FolderStore:
    """A store in the folder `root`, which holds at most `limit` bytes."""

    def __init__(self, root: Path, limit: int = DEFAULT_LIMIT) -> None:
        self._root = root
        self._limit = limit
        self._held: int | None = (
            None  # what the folder holds, as far as is known: None until this run writes
        )

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put, or None."""
        path = self._root / kind / key
        with suppress(OSError):
            found = path.stat()
            # A pipe would be waited for, and what is larger was not written here.
            if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_ENTRY + _SEAL_LENGTH:
                return None
            content = path.read_bytes()
            held = content[_SEAL_LENGTH:]
            if _seal(kind, key, held) != content[:_SEAL_LENGTH]:
                return None
            if abs(time.time() - found.st_mtime) > _HOUR:
                with suppress(OSError):
                    os.utime(path)
            return held
        return None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep `content`, beside first and then in its place, so that no reader sees half of it."""
        size = len(content) + _SEAL_LENGTH
        if size > min(self._limit, LARGEST_ENTRY):
            return
        with suppress(OSError):
            folder = self._root / kind
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=folder, prefix="begun-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_seal(kind, key, content))
                    file.write(content)
                os.replace(name, folder / key)
            except BaseException:
                with suppress(OSError):
                    os.unlink(name)
                raise
            self._make_room(size)

    def _make_room(self, size: int) -> None:
        """Stay under the limit, behind a new entry of `size`. All entries are looked at by the first one of a run.

        Then only when what was written since would pass the limit. Other runs may do the same at the same time.
        """
        if self._held is not None:
            self._held += size
        if self._held is None or self._held > self._limit:
            self._held = make_room(self._root, self._limit)


class _Entry(NamedTuple):
    used: int
    path: str
    size: int


def make_room(root: Path, limit: int) -> int:
    """Remove what was not used for the longest time where the entries below `root` pass `limit` bytes.

    What was begun and not ended an hour ago goes too. Returns how many bytes stay; nothing but entries is counted or
    removed, for a user may have chosen a folder that holds other things.
    """
    entries = []
    ended = time.time_ns() - _HOUR * 1_000_000_000
    for found in _files(root):
        with suppress(OSError):  # another run may have removed it
            known = found.stat(follow_symlinks=False)
            if _KEY.fullmatch(found.name):
                entries.append(_Entry(known.st_mtime_ns, found.path, known.st_size))
            elif known.st_mtime_ns < ended:
                os.unlink(found.path)
    held = sum(entry.size for entry in entries)
    if held <= limit:
        return held
    for entry in sorted(entries):
        if held <= limit * _STAYS:
            break
        try:
            os.unlink(entry.path)
        except FileNotFoundError:
            pass  # another run has made this room
        except OSError:  # in use, or of someone else
            continue
        held -= entry.size
    return held


def _files(root: Path) -> Iterator[os.DirEntry[str]]:
    """The entries below `root`, and what was begun to be one."""
    for folder in _entries_of(root):
        if folder.is_dir(follow_symlinks=False):
            for found in _entries_of(folder.path):
                named = _KEY.fullmatch(found.name) or _BEGUN.fullmatch(found.name)
                if named and found.is_file(follow_symlinks=False):
                    yield found


def _entries_of(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _seal(kind: str, key: str, content: bytes) -> bytes:
    """What tells an entry from all others. A kind and a key hold no end of a line."""
    made = sha256(f"{kind}\n{key}\n".encode())
    made.update(content)
    return made.digest()
