"""Builds written: as a whole or not at all, with what they were made of beside them."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.store import checksum
from compiler.base.wording import as_plain, from_plain
from compiler.workspace.model_writing import take_away

STATE = ".verac.json"


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


def write_build(
    output: Path,
    artefacts: Mapping[str, bytes],
    key: str,
    diagnostics: tuple[Diagnostic, ...],
    *,
    complete: bool = True,
) -> None:
    """Replace the build in `output` by `artefacts`; for the rest see `BuildState`.

    What changed is written beside first, and what did not is linked there; then the folders change places. What goes
    wrong (OSError) or comes between (KeyboardInterrupt) leaves the previous build as it was.
    """
    beside: list[Path] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        beside.append(Path(tempfile.mkdtemp(prefix=".verac-", dir=output)))
        (beside[0] / "new").mkdir()
        for path, content in artefacts.items():
            target = beside[0] / "new" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _taken_along(output / path, target, content):
                target.write_bytes(content)
        sums = {path: checksum(content) for path, content in artefacts.items()}
        state = {
            "key": key,
            "outputs": sums,
            "diagnostics": list(map(_as_plain, diagnostics)),
            "complete": complete,
        }
        (beside[0] / STATE).write_text(json.dumps(state), encoding="utf-8")
        _swap(output, beside[0])
    finally:
        take_away(beside)


def _taken_along(before: Path, target: Path, content: bytes) -> bool:
    """Whether the file `before` holds `content` already, and stands at `target` too now, with its date."""
    try:
        found = before.lstat()
        if (
            not stat.S_ISREG(found.st_mode)
            or found.st_size != len(content)
            or before.read_bytes() != content
        ):
            return False
        os.link(before, target)
    except OSError:  # there is none, or a file of this system stands in one place only
        return False
    return True


def _swap(output: Path, beside: Path) -> None:
    families = sorted(path.name for path in (beside / "new").iterdir())
    moved: list[tuple[Path, Path]] = []
    (beside / "old").mkdir()
    try:
        for family in families:
            for source, target in (
                (output / family, beside / "old" / family),
                (beside / "new" / family, output / family),
            ):
                if source.exists():
                    moved.append((source, target))
                    os.rename(source, target)
        os.replace(beside / STATE, output / STATE)
    except BaseException:
        for source, target in reversed(moved):
            if target.exists() and not source.exists():
                os.rename(target, source)
        raise


def _as_plain(diagnostic: Diagnostic) -> dict[str, object]:
    """All that `diagnostic` says, by the names of its fields, as JSON can hold it."""
    fields = {name: as_plain(value) for name, value in diagnostic._asdict().items()}
    return fields | {"span": diagnostic.span._asdict()}


def _diagnostic(plain: Mapping[str, Any]) -> Diagnostic:
    """What `_as_plain` was given.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: where `plain` was not made by `_as_plain`.
    """
    fields: dict[str, Any] = {name: plain[name] for name in Diagnostic._fields}
    span, severity = Span(**fields.pop("span")), Severity(fields.pop("severity"))
    texts = {name: from_plain(fields.pop(name)) for name in ("message", "hint")}
    words: dict[str, Any] = {name: str(value) for name, value in fields.items()}
    return Diagnostic(span=span, severity=severity, **texts, **words)
