"""Releases as OCI images: what a folder and a registry hold, so that one is a copy of the other.

An image of a release has two layers, each a packed tar: the files, and manifest with provenance. Their order, times and
owners are always the same. The label stands outside of the image, as its tag.
Form: https://github.com/opencontainers/image-spec (v1.0).
"""

from __future__ import annotations

import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from compiler.base.store import checksum
from compiler.base.wording import say
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.release import (
    BESIDE_FILES,
    MOST_RELEASE_BYTES,
    Release,
    is_safe_path,
    release_of,
)
from compiler.release.release_version import ReleaseVersion, parse_release_version
from compiler.release.target import (
    WITHDRAWAL_FILE,
    WITHDRAWN,
    PublishedRelease,
    Withdrawal,
    oldest_first,
    withdrawal_json,
)

IMAGE_TYPE = "application/vnd.oci.image.manifest.v1+json"
_CONFIG_TYPE = "application/vnd.oci.image.config.v1+json"
_LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip"
TAG_KEY = "org.opencontainers.image.ref.name"
_DIGEST_KEY = "nl.verac.release.digest"
_BECAUSE_KEY = "nl.verac.withdrawn.because"
_SUCCESSOR_KEY = "nl.verac.withdrawn.successor"
_GZIP = 31  # what zlib calls deflate within a gzip frame, whose header has no time


class Image(NamedTuple):
    """An image: the JSON that names its parts, and the parts by digest."""

    content: bytes
    blobs: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """The digest of the image, which is no digest of a release."""
        return digest_of_blob(self.content)


def digest_of_blob(content: bytes) -> str:
    """What the content is called in an image."""
    return f"sha256:{checksum(content)}"


def tag_of(label: ReleaseVersion) -> str:
    """The tag of a label: a tag may hold no plus.

    >>> tag_of(parse_release_version("4.3.0+260116.28"))
    '4.3.0_260116.28'
    """
    return str(label).replace("+", "_")


def label_of(tag: str) -> ReleaseVersion | None:
    """The label that has this tag; None where it is the tag of something else."""
    label = parse_release_version(tag.replace("_", "+"))
    return label if label and tag_of(label) == tag else None


def image_of(release: Release) -> Image:
    """The image of a release."""
    beside = {path: release.contents[path] for path in BESIDE_FILES}
    return _image((release.files, beside), {_DIGEST_KEY: release.digest})


def image_of_withdrawal(withdrawal: Withdrawal) -> Image:
    """The image of the mark of a withdrawn release."""
    said = {_BECAUSE_KEY: withdrawal.because, _SUCCESSOR_KEY: withdrawal.successor}
    return _image(({WITHDRAWAL_FILE: withdrawal_json(withdrawal)},), said)


def published_of(annotations: Mapping[str, Mapping[str, str]]) -> tuple[PublishedRelease, ...]:
    """The releases that images with these annotations are, by tag; what is none is passed over."""
    found = []
    for tag, said in annotations.items():
        label = label_of(tag)
        if label is not None and said.get(_DIGEST_KEY):
            mark = annotations.get(f"{WITHDRAWN}{tag}")
            withdrawn = (
                None
                if mark is None
                else Withdrawal(mark.get(_BECAUSE_KEY, ""), mark.get(_SUCCESSOR_KEY, ""))
            )
            found.append(PublishedRelease(label, said[_DIGEST_KEY], withdrawn))
    return oldest_first(found)


def image_annotations(content: bytes, place: str) -> dict[str, str]:
    """What an image says of itself.

    Raises:
        ReleaseRefusedError: where it is no image.
    """
    found = _parsed(content, place).get("annotations") or {}
    if not isinstance(found, dict):
        raise no_image(place)
    return {str(key): str(value) for key, value in found.items()}


def image_layers(content: bytes, place: str) -> tuple[str, ...]:
    """The digests of the layers of an image.

    Raises:
        ReleaseRefusedError: where it is no image.
    """
    layers = _parsed(content, place).get("layers")
    if not isinstance(layers, list) or len(layers) > 8:
        raise no_image(place)
    digests = [layer.get("digest") if isinstance(layer, dict) else None for layer in layers]
    if not all(isinstance(digest, str) for digest in digests):
        raise no_image(place)
    return tuple(map(str, digests))


def release_in(layers: Iterable[bytes], place: str) -> Release:
    """The release that these layers hold.

    Raises:
        ReleaseRefusedError: where they hold something else.
    """
    contents: dict[str, bytes] = {}
    for layer in layers:
        for path, content in _unpacked(layer, place).items():
            if path in contents:
                raise no_image(place)
            contents[path] = content
    return release_of(contents)


def no_image(place: str) -> ReleaseRefusedError:
    """That something at `place` is no image of a release."""
    message = say('"{place}" is damaged: it holds no image of a release', place=place)
    return refused("REL09", place, message, say("take the release from another target"))


def _image(layers: Iterable[Mapping[str, bytes]], annotations: Mapping[str, str]) -> Image:
    plain = [_tar(files) for files in layers]
    packed = [_gzip(each) for each in plain]
    config = _json(
        {
            "architecture": "unknown",
            "os": "unknown",
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": [digest_of_blob(each) for each in plain]},
        }
    )
    content = _json(
        {
            "schemaVersion": 2,
            "mediaType": IMAGE_TYPE,
            "config": _described(_CONFIG_TYPE, config),
            "layers": [_described(_LAYER_TYPE, each) for each in packed],
            "annotations": dict(annotations),
        }
    )
    blobs = {digest_of_blob(each): each for each in (*packed, config)}
    return Image(content, blobs)


def _described(type_: str, content: bytes) -> dict[str, Any]:
    return {"mediaType": type_, "digest": digest_of_blob(content), "size": len(content)}


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _tar(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(files):
            entry = tarfile.TarInfo(path)
            entry.size = len(files[path])
            tar.addfile(entry, io.BytesIO(files[path]))
    return made.getvalue()


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(level=6, wbits=_GZIP)
    return packer.compress(content) + packer.flush()


def _unpacked(layer: bytes, place: str) -> dict[str, bytes]:
    """The files in a layer, packed or plain, by path; others may have made it."""
    try:
        if layer[:2] == b"\x1f\x8b":
            unpacker = zlib.decompressobj(_GZIP)
            layer = unpacker.decompress(layer, MOST_RELEASE_BYTES)
            if unpacker.unconsumed_tail or not unpacker.eof:
                raise no_image(place)
        with tarfile.open(fileobj=io.BytesIO(layer), mode="r:") as tar:
            found = {}
            for entry in tar:
                content = tar.extractfile(entry) if entry.isreg() else None
                if content is None or not is_safe_path(entry.name) or entry.name in found:
                    raise no_image(place)
                found[entry.name] = content.read()
    except (zlib.error, tarfile.TarError, EOFError, ValueError, OSError) as error:
        raise no_image(place) from error
    return found


def _parsed(content: bytes, place: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise no_image(place) from error
    if not isinstance(found, dict):
        raise no_image(place)
    return found
