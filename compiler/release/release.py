"""A release as a value: its files by path, its digest, and what stands beside the files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from compiler.base.store import checksum

MANIFEST_FILE = "manifest.json"
PROVENANCE_FILE = "provenance.dsse.json"
BESIDE_FILES = frozenset({MANIFEST_FILE, PROVENANCE_FILE})
MODEL_FOLDER = "model/"
MOST_RELEASE_BYTES = 1 << 29  # what is taken from a target, whoever filled it
_PART = re.compile(r"[^/\\\x00-\x1f\x7f]{1,255}")


class Release(NamedTuple):
    """The files of a release by path, with the bytes of its manifest and of its provenance."""

    files: Mapping[str, bytes]
    manifest: bytes
    provenance: bytes

    @property
    def digest(self) -> str:
        """What tells this release from every other, as `sha256:…`; manifest and provenance do not count."""
        return digest_of(sums_of(self.files))

    @property
    def contents(self) -> dict[str, bytes]:
        """Everything that a target holds, by path."""
        return {**self.files, MANIFEST_FILE: self.manifest, PROVENANCE_FILE: self.provenance}

    @property
    def model(self) -> dict[str, bytes]:
        """The text of the model, by path in its own folder."""
        return {
            path.removeprefix(MODEL_FOLDER): content
            for path, content in self.files.items()
            if path.startswith(MODEL_FOLDER)
        }


def release_of(contents: Mapping[str, bytes]) -> Release:
    """The release that a target holds as `contents`; what is missing is empty."""
    files = {path: content for path, content in contents.items() if path not in BESIDE_FILES}
    return Release(files, contents.get(MANIFEST_FILE, b""), contents.get(PROVENANCE_FILE, b""))


def sums_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file, sorted by path."""
    return {path: checksum(files[path]) for path in sorted(files)}


def digest_of(sums: Mapping[str, str]) -> str:
    """The digest of files with these checksums: that of the list that `sha256sum` prints, sorted by path.

    >>> digest_of({"a": "00", "b": "01"})[:20]
    'sha256:dea72421b0f5a'
    """
    listed = "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))
    return f"sha256:{checksum(listed.encode(errors='surrogateescape'))}"


def is_safe_path(path: str) -> bool:
    """Whether `path` names a file below the folder it is put in, on every disk, and none that git takes for its own."""
    parts = path.split("/")
    return all(
        _PART.fullmatch(part) is not None
        and part not in (".", "..")
        and part.casefold().rstrip(". ") != ".git"
        and ":" not in part
        for part in parts
    )
