"""Disks: reading a model folder, keeping results between runs, and writing a build as a whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from compiler import __version__
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.store import Store, checksum, digest
from compiler.base.wording import NOTHING, Text, as_plain, from_plain, say

STATE = ".verac.json"
MAX_FILES = 5_000


class Sources(NamedTuple):
    """The bytes of a model folder by relative path, or what stood in the way."""

    files: dict[str, bytes]
    problem: Diagnostic | None = None


def read_model(folder: Path) -> Sources:
    """Read every .vera file under `folder`."""
    try:
        if not folder.is_dir():
            what = say("is no folder") if folder.exists() else say("does not exist")
            return Sources(
                {},
                _problem(
                    "FIL01",
                    folder,
                    say('"{folder}" {what}', folder=folder, what=what),
                    say("give a folder that holds .vera files"),
                ),
            )
        paths = sorted(path for path in folder.rglob("*.vera") if path.is_file())
        if not paths:
            message = say('"{folder}" holds no .vera files', folder=folder)
            return Sources(
                {}, _problem("FIL01", folder, message, say("give the folder of a model"))
            )
        if len(paths) > MAX_FILES:
            return Sources(
                {},
                _problem(
                    "FIL01",
                    folder,
                    say('"{folder}" holds more than {most} files', folder=folder, most=MAX_FILES),
                    say("split it"),
                ),
            )
        files = {}
        for path in paths:
            problem, content = read_file(path)
            if problem:
                return Sources({}, problem)
            files[path.relative_to(folder).as_posix()] = content
    except OSError as error:
        return Sources(
            {},
            _problem(
                "FIL02",
                folder,
                say('"{path}" cannot be read: {reason}', path=folder, reason=error.strerror),
                NOTHING,
            ),
        )
    return Sources(files)


def read_file(path: Path) -> tuple[Diagnostic | None, bytes]:
    """The bytes of a file, or what stands in the way of reading them."""
    try:
        str(path).encode()
        return None, path.read_bytes()
    except UnicodeEncodeError:
        shown = str(path).encode(errors="backslashreplace").decode()
        return _problem(
            "FIL02",
            Path(shown),
            say('the name of "{shown}" is no text', shown=shown),
            say("rename the file"),
        ), b""
    except OSError as error:
        message = say(
            '"{path}" cannot be read: {reason}', path=path, reason=error.strerror or error
        )
        return _problem(
            "FIL02", path, message, say("look at its permissions, and at the disk")
        ), b""


def _problem(id_: str, path: Path, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(id_, Severity.ERROR, Span(path.name or str(path)), message, hint)


# -- between runs --------------------------------------------------------------------------------------------------


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


# -- a build -------------------------------------------------------------------------------------------------------


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
    """Replace the build in `output` by `artefacts`; for the rest see `State`.

    What changed is written beside first, and what did not is linked there; then the folders change places. What goes
    wrong (OSError) or comes between (KeyboardInterrupt) leaves the previous build as it was.
    """
    beside: list[Path] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        beside.append(Path(tempfile.mkdtemp(prefix=".verac-", dir=output)))
        for path, content in artefacts.items():
            target = beside[0] / "new" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _taken_along(output / path, target, content):
                target.write_bytes(content)
        sums = {path: checksum(content) for path, content in artefacts.items()}
        state = {
            "key": key,
            "outputs": sums,
            "diagnostics": [[*d[:2], list(d.span), *map(as_plain, d[3:])] for d in diagnostics],
            "complete": complete,
        }
        (beside[0] / STATE).write_text(json.dumps(state), encoding="utf-8")
        _swap(output, beside[0])
    finally:
        _clear(beside)


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


def _clear(beside: list[Path]) -> None:
    """Take the folder beside away; an interrupt while it goes does not leave it."""
    try:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)


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


def _diagnostic(fields: list[object]) -> Diagnostic:
    id_, severity, span, message, hint, *others = fields
    place = Span(*span)  # type: ignore[misc]
    texts = from_plain(message), from_plain(hint)
    return Diagnostic(str(id_), Severity(str(severity)), place, *texts, *map(str, others))


# -- sources -------------------------------------------------------------------------------------------------------


def vera_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Diagnostic | None]]:
    """Each .vera file among `paths` (files and folders), or a path with what is wrong with it."""
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*.vera") if p.is_file())
            if not found:
                yield (
                    path,
                    _problem(
                        "FIL01",
                        path,
                        say('"{path}" holds no .vera files', path=path),
                        say("give the folder of a model"),
                    ),
                )
            yield from ((p, None) for p in found)
        elif path.is_file():
            yield path, None
        else:
            yield (
                path,
                _problem(
                    "FIL01",
                    path,
                    say('"{path}" does not exist', path=path),
                    say("give a .vera file or a folder"),
                ),
            )


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then in its place, with the permissions of what stood there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".verac-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def write_model(output: Path, files: Mapping[str, bytes]) -> None:
    """Write a model: all files beside first, then each in its place; .vera files that it does not have go away."""
    beside: list[Path] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        beside.append(Path(tempfile.mkdtemp(prefix=".verac-", dir=output)))
        for path, content in files.items():
            (beside[0] / path).parent.mkdir(parents=True, exist_ok=True)
            (beside[0] / path).write_bytes(content)
        for path in files:
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside[0] / path, output / path)
        for old in output.rglob("*.vera"):
            if old.relative_to(output).as_posix() not in files and beside[0] not in old.parents:
                old.unlink()
    finally:
        _clear(beside)
