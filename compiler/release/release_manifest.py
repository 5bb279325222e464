"""The manifest of a release: what it is, what it was made of and with, and the checksum of every file.

Nothing in it depends on when, where or by whom it was made: the same source and tools give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from compiler.base.wording import Text, say
from compiler.release.release import is_safe_path

MANIFEST_FORMAT = 1
_FORMAT_KEY = "verac-release"
_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_REVISION = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)


class SourceRevision(NamedTuple):
    """Where the model is from.

    The address of its repository (empty where it has none), the commit and its moment (ISO 8601), and the folder of the
    model, counted from the top of the repository.
    """

    repository: str
    revision: str
    path: str
    committed: str


class EarlierRelease(NamedTuple):
    """The release that the notes tell the changes from."""

    version: str
    digest: str


class PinnedInput(NamedTuple):
    """What the model takes from outside, and which content of it: by version, where it has one, and digest."""

    name: str
    version: str
    digest: str


class ReleasedFile(NamedTuple):
    """A file of a release."""

    path: str
    sha256: str
    size: int


class ReleaseManifest(NamedTuple):
    """All that a manifest says.

    `digest` is that of the release, `model` that of the text of the model; `tool` is the version of verac and
    `dependencies` are those of what it is made with; `notes_in` names the tongue of the notes; `accepted` are the
    elements that the baseline accepts, by rule.
    """

    standard: str
    title: str
    version: str
    digest: str
    model: str
    source: SourceRevision
    tool: str
    dependencies: Mapping[str, str]
    notes_in: str
    since: EarlierRelease | None
    accepted: Mapping[str, tuple[str, ...]]
    pins: tuple[PinnedInput, ...]
    files: tuple[ReleasedFile, ...]

    @property
    def sums(self) -> dict[str, str]:
        """The SHA-256 of each file by its path."""
        return {file.path: file.sha256 for file in self.files}


def manifest_json(manifest: ReleaseManifest) -> bytes:
    """The file of `manifest`."""
    fields = manifest._asdict() | {
        "source": manifest.source._asdict(),
        "dependencies": dict(sorted(manifest.dependencies.items())),
        "since": manifest.since and manifest.since._asdict(),
        "accepted": {rule: list(each) for rule, each in sorted(manifest.accepted.items())},
        "pins": [each._asdict() for each in manifest.pins],
        "files": [each._asdict() for each in manifest.files],
    }
    text = json.dumps({_FORMAT_KEY: MANIFEST_FORMAT, **fields}, indent=1, ensure_ascii=False)
    return (text + "\n").encode(errors="backslashreplace")


def parse_release_manifest(content: bytes) -> ReleaseManifest | Text:
    """The manifest in `content`, or what is wrong with it in a few words."""
    try:
        found = json.loads(content.decode())
    except (ValueError, RecursionError):
        return say("no JSON")
    if not isinstance(found, dict) or _FORMAT_KEY not in found:
        return say('no "{format}" in it', format=_FORMAT_KEY)
    if found[_FORMAT_KEY] != MANIFEST_FORMAT:
        return say(
            "format {found}, and this program knows format {known}",
            found=json.dumps(found[_FORMAT_KEY]),
            known=MANIFEST_FORMAT,
        )
    try:
        return _manifest(found)
    except _WrongFieldError as wrong:
        return say('"{field}" is missing or something else', field=wrong)


class _WrongFieldError(Exception):
    """A field that is not there, or holds another kind of value."""


def _manifest(found: Mapping[str, Any]) -> ReleaseManifest:
    since = found.get("since")
    manifest = ReleaseManifest(
        standard=_text(found, "standard"),
        title=_text(found, "title"),
        version=_text(found, "version"),
        digest=_text(found, "digest", _DIGEST),
        model=_text(found, "model", _DIGEST),
        source=_source(_value(found, "source", dict)),
        tool=_text(found, "tool"),
        dependencies={str(name): str(version) for name, version in _value(found, "dependencies", dict).items()},
        notes_in=_text(found, "notes_in"),
        since=None if since is None else _earlier(_value(found, "since", dict)),
        accepted={str(rule): _texts(each) for rule, each in _value(found, "accepted", dict).items()},
        pins=tuple(map(_pin, _value(found, "pins", list))),
        files=tuple(map(_file, _value(found, "files", list))),
    )  # fmt: skip
    if len(manifest.sums) < len(manifest.files):
        raise _WrongFieldError("files")
    return manifest


def _source(found: Mapping[str, Any]) -> SourceRevision:
    return SourceRevision(
        repository=_text(found, "repository"),
        revision=_text(found, "revision", _REVISION),
        path=_text(found, "path"),
        committed=_text(found, "committed"),
    )


def _earlier(found: Mapping[str, Any]) -> EarlierRelease:
    return EarlierRelease(_text(found, "version"), _text(found, "digest", _DIGEST))


def _pin(found: Any) -> PinnedInput:
    return PinnedInput(_text(found, "name"), _text(found, "version"), _text(found, "digest"))


def _file(found: Any) -> ReleasedFile:
    path = _text(found, "path")
    if not is_safe_path(path):
        raise _WrongFieldError("path")
    return ReleasedFile(path, _text(found, "sha256", _SUM), _value(found, "size", int))


def _texts(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _WrongFieldError("accepted")
    return tuple(found)


def _text(found: Any, name: str, pattern: re.Pattern[str] | None = None) -> str:
    text = _value(found, name, str)
    if pattern is not None and not pattern.fullmatch(text):
        raise _WrongFieldError(name)
    return str(text)


def _value(found: Any, name: str, type_: type) -> Any:
    if not isinstance(found, dict) or type(found.get(name)) is not type_:
        raise _WrongFieldError(name)
    return found[name]
