"""Models read: the .vera files of a folder, and single files, or what stands in the way of reading them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.guide_paths import GUIDES_FOLDER
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.workspace.guide_files import guide_files
from compiler.workspace.model_walk import ENVIRONMENTS_FILE, MOST_FOLDERS, walk_model
from compiler.workspace.places import file_at, folder_at

MAX_FILES = 5_000


class Sources(NamedTuple):
    """The bytes of a model folder by relative path, or what stood in the way."""

    files: dict[str, bytes]
    problem: Diagnostic | None = None


def read_model(folder: Path) -> Sources:
    """Read every .vera file under `folder`, and its guidance pages."""
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
        walk = walk_model(folder)
        if walk.unreadable:
            return Sources({}, _unreadable(*walk.unreadable[0]))
        if walk.endless:
            message = say(
                '"{folder}" holds more than {most} folders', folder=folder, most=MOST_FOLDERS
            )
            hint = say("look where the links in it lead; give the folder of a model")
            return Sources({}, _problem("FIL01", folder, message, hint))
        if not walk.files:
            message = say('"{folder}" holds no .vera files', folder=folder)
            return Sources(
                {}, _problem("FIL01", folder, message, say("give the folder of a model"))
            )
        if len(walk.files) > MAX_FILES:
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
        guides = guide_files(folder)
        problem = _stray(guides.stray) if guides.stray else None
        for name, path in (*walk.files.items(), *guides.files.items()):
            if problem is None:
                problem, files[name] = read_file(path)
    except OSError as error:
        return Sources({}, _unreadable(folder, error))
    return Sources({}, problem) if problem else Sources(files)


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
        return _unreadable(path, error), b""


def read_environments(folder: Path) -> tuple[Diagnostic | None, bytes | None]:
    """The bytes of the file of environments in the folder of a model, None for none; or what stands in the way."""
    path = folder / ENVIRONMENTS_FILE
    try:
        path.lstat()
    except (OSError, ValueError):
        return None, None
    problem, content = read_file(path)
    return problem, None if problem else content


def vera_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Diagnostic | None]]:
    """Each .vera file among `paths` (files and folders), or a path with what is wrong with it."""
    for path in paths:
        if folder_at(path):
            walk = walk_model(path)
            yield from ((folder, _unreadable(folder, error)) for folder, error in walk.unreadable)
            if walk.environments is not None:
                yield walk.environments, None
            elif not walk.files and not walk.unreadable:
                yield (
                    path,
                    _problem(
                        "FIL01",
                        path,
                        say('"{path}" holds no .vera files', path=path),
                        say("give the folder of a model"),
                    ),
                )
            yield from ((each, None) for each in walk.files.values())
        elif file_at(path):
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


def _stray(path: Path) -> Diagnostic:
    shown = f"{GUIDES_FOLDER}/{path.name}" if path.name != GUIDES_FOLDER else GUIDES_FOLDER
    message = say('"{path}" is a link that leads out of the model', path=shown)
    hint = say("put the file itself there: what stands elsewhere is no part of the model")
    return Diagnostic("FIL02", Severity.ERROR, Span(shown), message, hint=hint)


def _unreadable(path: Path, error: OSError) -> Diagnostic:
    message = say('"{path}" cannot be read: {reason}', path=path, reason=reason_of(error))
    return _problem("FIL02", path, message, say("look at its permissions, and at the disk"))


def _problem(id_: str, path: Path, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(id_, Severity.ERROR, Span(path.name or str(path)), message, hint=hint)
