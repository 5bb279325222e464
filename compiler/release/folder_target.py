"""A folder as a target: an OCI image layout, whose index is replaced in one step under the lock of the folder.

Blobs are there, and on the disk, before the index names them. A run that is killed leaves blobs that nothing names, or
half of one under a name of its own, which the next run removes.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from compiler.base.reasons import reason_of
from compiler.base.wording import say
from compiler.release.oci_images import (
    IMAGE_TYPE,
    TAG_KEY,
    Image,
    digest_of_blob,
    image_annotations,
    image_layers,
    image_of,
    image_of_withdrawal,
    label_of,
    published_of,
    release_in,
    tag_of,
)
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.release import MOST_RELEASE_BYTES, Release
from compiler.release.release_version import ReleaseVersion
from compiler.release.target import (
    MOST_RECORD_BYTES,
    WITHDRAWN,
    PublishedRelease,
    PublishOutcome,
    Withdrawal,
    check_withdrawal,
    refuse_other_content,
    release_not_there,
)
from compiler.workspace.leftovers import PREFIX
from compiler.workspace.locks import locked, nobody_waits

LAYOUT_FILE = "oci-layout"
_LAYOUT = b'{"imageLayoutVersion":"1.0.0"}\n'
_INDEX = "index.json"
_BLOBS = Path("blobs", "sha256")
CHAINS = "environments"  # the folder of chains of records
_DIGEST = re.compile(r"sha256:([0-9a-f]{64})", re.ASCII)


class FolderTarget:
    """A folder with releases. Without one at `folder` it holds none, and the first publish makes it."""

    def __init__(self, folder: Path, waiting: Callable[[], None] = nobody_waits) -> None:
        """`waiting` is called where another run writes the folder, and this one waits for it."""
        self.name = str(folder)
        self._folder = folder
        self._waiting = waiting

    def releases(self) -> tuple[PublishedRelease, ...]:
        """All releases and candidates, oldest first."""
        images = {tag: self._blob(digest) for tag, digest in self._tagged().items()}
        return published_of(
            {tag: image_annotations(content, self.name) for tag, content in images.items()}
        )

    def take(self, label: ReleaseVersion) -> Release:
        """The release with this label; every blob is what its name says."""
        digest = self._tagged().get(tag_of(label))
        if digest is None:
            raise release_not_there(self.name, label)
        layers = image_layers(self._blob(digest), self.name)
        return release_in(map(self._blob, layers), self.name)

    def publish(self, release: Release, label: ReleaseVersion) -> PublishOutcome:
        """Put the release there under its label."""
        with self._writing():
            found = refuse_other_content(self.name, self.releases(), release.digest, label)
            if found is None:
                self._add(tag_of(label), image_of(release))
            return found or PublishOutcome.PUBLISHED

    def withdraw(self, label: ReleaseVersion, withdrawal: Withdrawal) -> PublishOutcome:
        """Mark the release with this label as withdrawn."""
        with self._writing():
            found = check_withdrawal(self.name, self.releases(), label, withdrawal)
            if found is None:
                self._add(f"{WITHDRAWN}{tag_of(label)}", image_of_withdrawal(withdrawal))
            return found or PublishOutcome.PUBLISHED

    def records(self, chains: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
        """The records of each of these chains, oldest first."""
        found = {}
        for chain in chains:
            folder = self._folder / CHAINS / chain
            try:
                numbers = sorted(map(_number, folder.glob(f"{'[0-9]' * 6}*.json")))
                found[chain] = tuple(_read_record(folder / _record(each)) for each in numbers)
            except (OSError, ValueError) as error:
                raise self._no_record(folder, error) from error
        return found

    def add_record(self, chain: str, number: int, content: bytes, moment: int) -> bool:  # noqa: ARG002 - of other targets
        """Write record `number` of a chain, where there is none."""
        with self._writing():
            folder = self._folder / CHAINS / chain
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(f"{PREFIX}*"):
                left.unlink(missing_ok=True)
            path = folder / _record(number)
            if path.exists() or (number > 1 and not (folder / _record(number - 1)).exists()):
                return False
            _write(path, content)
            for each in (folder, folder.parent, self._folder):
                _settle(each)
            return True

    def _no_record(self, folder: Path, error: Exception) -> ReleaseRefusedError:
        if isinstance(error, OSError):
            return self._unreadable(error)
        message = say('"{folder}" holds what is no record', folder=folder)
        return refused("ENV10", self.name, message, say("move it away; verac numbers its records"))

    def _add(self, tag: str, image: Image) -> None:
        """Write the blobs of an image, then the index that names it."""
        blobs = self._folder / _BLOBS
        for digest, content in {**image.blobs, image.digest: image.content}.items():
            _write(blobs / digest.partition(":")[2], content)
        _settle(blobs)
        entry = {
            "mediaType": IMAGE_TYPE,
            "digest": image.digest,
            "size": len(image.content),
            "annotations": {TAG_KEY: tag},
        }
        index = {"schemaVersion": 2, "manifests": [*self._index(), entry]}
        text = json.dumps(index, indent=1, ensure_ascii=False) + "\n"
        _write(self._folder / _INDEX, text.encode())
        _settle(self._folder)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the folder, which is made where it is not there."""
        try:
            (self._folder / _BLOBS).mkdir(parents=True, exist_ok=True)
            with locked(self._folder, self._waiting):
                for place in (self._folder, self._folder / _BLOBS):
                    for left in place.glob(f"{PREFIX}*"):
                        left.unlink(missing_ok=True)
                if not (self._folder / LAYOUT_FILE).exists():
                    _write(self._folder / LAYOUT_FILE, _LAYOUT)
                yield
        except OSError as error:
            reason = reason_of(error)
            message = say('"{target}" cannot be written: {reason}', target=self.name, reason=reason)
            hint = say("nothing was published; make room or look at permissions, and do it again")
            raise refused("REL08", self.name, message, hint) from error

    def _index(self) -> list[Mapping[str, Any]]:
        """The entries of the index; none where there is no index yet."""
        try:
            content = (self._folder / _INDEX).read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            entries = list(json.loads(content)["manifests"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._damaged(_INDEX) from error
        return entries

    def _tagged(self) -> dict[str, str]:
        """The digest of each image by its tag; what others put there has none, or a tag that is no label."""
        found: dict[str, str] = {}
        for entry in self._index():
            try:
                tag = (entry.get("annotations") or {}).get(TAG_KEY)
                digest = str(entry["digest"])
            except (KeyError, TypeError, AttributeError) as error:
                raise self._damaged(_INDEX) from error
            if isinstance(tag, str) and label_of(tag.removeprefix(WITHDRAWN)):
                if tag in found:
                    raise self._damaged(_INDEX)
                found[tag] = digest
        return found

    def _blob(self, digest: str) -> bytes:
        found = _DIGEST.fullmatch(digest)
        if found is None:
            raise self._damaged(_INDEX)
        path = self._folder / _BLOBS / found[1]
        try:
            if path.stat().st_size > MOST_RELEASE_BYTES:
                raise self._damaged(path.name)
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise self._damaged(path.name) from error
        except OSError as error:
            raise self._unreadable(error) from error
        if digest_of_blob(content) != digest:
            raise self._damaged(path.name)
        return content

    def _damaged(self, file: str) -> ReleaseRefusedError:
        message = say(
            '"{file}" in "{target}" is damaged or was changed', file=file, target=self.name
        )
        hint = say("put it back from a copy; verac writes nothing over what is published")
        return refused("REL09", self.name, message, hint)

    def _unreadable(self, error: OSError) -> ReleaseRefusedError:
        reason = reason_of(error)
        message = say('"{target}" cannot be read: {reason}', target=self.name, reason=reason)
        return refused("REL08", self.name, message, say("look at its permissions, and at the disk"))


def _record(number: int) -> str:
    return f"{number:06}.json"


def _number(path: Path) -> int:
    """The number of the record in `path`.

    Raises:
        ValueError: a record is not called so.
    """
    number = int(path.stem)
    if _record(number) != path.name:
        raise ValueError(path.name)
    return number


def _read_record(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_RECORD_BYTES)


def _write(path: Path, content: bytes) -> None:
    """Let `path` hold `content` whole, and on the disk; what is there already stays."""
    with suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _settle(folder: Path) -> None:
    """Have the disk keep the names in `folder`, where it can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
