"""Builds written: as a whole or not at all, with what they were made of beside them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.store import checksum
from compiler.base.wording import as_plain, from_plain
from compiler.workspace.folder_writing import replace_contents, writing
from compiler.workspace.locks import nobody_waits
from compiler.workspace.seen_files import SeenFiles

STATE = ".verac.json"

_KEPT = tuple(name for name in Diagnostic._fields if name != "mends")


class BuildState(NamedTuple):
    """What the last build into a folder was made of, and what it found: all that a check finds where `complete`."""

    key: str
    outputs: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


def read_state(output: Path, key: str) -> BuildState | None:
    """The state of the build `key` in `output`; None where there is none, or its files are not as it left them."""
    try:
        content = (output / STATE).read_bytes()
        found = json.loads(content) if key.encode() in content else {}
        if found.get("key") != key:
            return None
        diagnostics = tuple(map(_diagnostic, found["diagnostics"]))
        state = BuildState(
            found["key"], dict(found["outputs"]), diagnostics, found["complete"] is True
        )
        unchanged = all(
            checksum((output / path).read_bytes()) == sum_ for path, sum_ in state.outputs.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return state if unchanged else None


def made_before(output: Path) -> dict[str, str]:
    """The artefacts in `output` that verac made, with their checksums; none where it wrote none down."""
    try:
        found = json.loads((output / STATE).read_bytes())
        made = dict(found.get("beside", {})) | dict(found["outputs"])
        return {str(path): str(sum_) for path, sum_ in made.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_build(
    output: Path,
    artefacts: Mapping[str, bytes],
    key: str,
    diagnostics: tuple[Diagnostic, ...],
    *,
    complete: bool = True,
    waiting: Callable[[], None] = nobody_waits,
    seen: SeenFiles | None = None,
) -> tuple[str, ...]:
    """Replace the build in `output` by `artefacts`; for the rest see `BuildState`.

    Only what verac made goes away, and of that only the families that `artefacts` has; a file that somebody changed
    stays where no artefact takes its place. The paths that are returned stand in the way, for somebody else made
    them: nothing was written then.

    What goes wrong (OSError) or comes between (KeyboardInterrupt) leaves the last build as it was. Where another run
    writes there, `waiting` is called and that run waited for. Who builds again and again has `seen` what is there.
    """
    with writing(output, waiting) as folder:
        made = made_before(folder)
        way = _Way(str(folder), artefacts, made)
        in_the_way = tuple(sorted({found for path in artefacts if (found := way.taken(path))}))
        if in_the_way:
            return in_the_way
        families = {path.split("/", 1)[0] for path in artefacts}
        earlier = {path: sum_ for path, sum_ in made.items() if path not in artefacts}
        gone = {
            path
            for path, sum_ in earlier.items()
            if path.split("/", 1)[0] in families and _has_sum(folder / path, sum_)
        }
        sums = {path: checksum(content) for path, content in artefacts.items()}
        others = {
            path: sum_
            for path, sum_ in earlier.items()
            if path.split("/", 1)[0] not in families and _stands(folder / path)
        }
        state = {
            "key": key,
            "outputs": sums,
            "beside": others,
            "diagnostics": list(map(_as_plain, diagnostics)),
            "complete": complete,
        }
        # Where files change places one by one, what is ours is written down before it stands there.
        files = {STATE: json.dumps(state, separators=(",", ":")).encode(), **artefacts}
        replace_contents(folder, files, gone, seen)
    return ()


class _Way:
    """What stands in the way in `folder` where `artefacts` go. There may be thousands: paths are texts here."""

    def __init__(
        self, folder: str, artefacts: Mapping[str, bytes], made: Mapping[str, str]
    ) -> None:
        self._folder = folder
        self._artefacts = artefacts
        self._made = made
        self._folders: dict[str, str] = {"": ""}

    def taken(self, path: str) -> str:
        """What stands where the artefact `path` goes, or a folder around it, and is not ours; else empty."""
        around = self._around(path.rpartition("/")[0])
        if around:
            return around
        place = f"{self._folder}/{path}"
        if path in self._made or not os.path.lexists(place):
            return path if os.path.isdir(place) else ""
        if os.path.islink(place) or not os.path.isfile(place):
            return path
        return path if Path(place).read_bytes() != self._artefacts[path] else ""

    def _around(self, path: str) -> str:
        """What is no folder of its own where the folder `path` goes, or one around that; else empty."""
        if path not in self._folders:
            place = f"{self._folder}/{path}"
            here = os.path.lexists(place) and (os.path.islink(place) or not os.path.isdir(place))
            self._folders[path] = self._around(path.rpartition("/")[0]) or (path if here else "")
        return self._folders[path]


def _stands(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:  # a path of a damaged record may hold a NUL
        return False


def _has_sum(path: Path, sum_: str) -> bool:
    try:
        return not path.is_symlink() and checksum(path.read_bytes()) == sum_
    except (OSError, ValueError):  # a path of a damaged record may hold a NUL
        return False


def _as_plain(diagnostic: Diagnostic) -> list[object]:
    """What `diagnostic` says, as JSON can hold it: fields in their order, without names, for there may be a thousand.

    Its mends stay away: they are for who checks a model.
    """
    return [as_plain(getattr(diagnostic, name)) for name in _KEPT]


def _diagnostic(plain: Sequence[Any]) -> Diagnostic:
    """What `_as_plain` was given.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: where `plain` was not made by `_as_plain`.
    """
    fields = dict(zip(_KEPT, plain, strict=True))
    span, severity = Span(*fields.pop("span")), Severity(fields.pop("severity"))
    message, hint = from_plain(fields.pop("message")), from_plain(fields.pop("hint"))
    words: dict[str, Any] = {name: str(value) for name, value in fields.items()}
    return Diagnostic(span=span, severity=severity, message=message, hint=hint, **words)
