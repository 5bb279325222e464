"""A model as it was at a revision in git. Nothing is fetched, asked or run that a repository could choose."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.guide_paths import is_guide
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.workspace.git_running import Git, run_git
from compiler.workspace.leftovers import is_leftover
from compiler.workspace.model_reading import MAX_FILES
from compiler.workspace.model_walk import ENVIRONMENTS_FILE

MAX_BYTES = 256 * 1024 * 1024


class _Blob(NamedTuple):
    """A file of a tree: its path, and what git calls its content."""

    path: str
    id: str


def read_revision(
    name: str, revision: str, path: str, folder: Path | None = None
) -> dict[str, bytes] | Diagnostic:
    """The .vera files of a folder at a revision, by relative path, or what stands in the way.

    `name` is what the user wrote, `path` counts from the top of the repository, which is that of `folder`, or of the
    folder that the run stands in.
    """
    git = partial(run_git, folder=folder)
    try:
        repository = git("rev-parse", "--git-dir")
        if repository.output is None:
            return _no_repository(name, repository.error)
        commit = git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if commit.output is None:
            return _no_revision(git, name, revision)
        tree = git("rev-parse", "--verify", "--quiet", f"{commit.word}:{path.strip('/')}")
        listing = git("ls-tree", "-r", "-z", "--full-tree", tree.word) if tree.word else tree
        if listing.output is None:
            is_whole = git("ls-tree", "-r", "-d", "--full-tree", commit.word).output is not None
            return _no_folder(name, revision, path) if is_whole else _not_here(name)
        return _files(git, name, listing.output)
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            message = say("git is not installed, or not on the path")
        else:
            message = say("git cannot be run: {reason}", reason=reason_of(error))
        return _problem(name, "GIT01", message, say("install it, or give folders"))


def read_folder_then(folder: Path, revision: str) -> dict[str, bytes] | Diagnostic:
    """The .vera files that `folder` held at a revision of its repository, or what stands in the way."""
    try:
        prefix = run_git("rev-parse", "--show-prefix", folder=folder)
    except OSError:
        prefix = None
    inside = prefix.word if prefix is not None else ""
    return read_revision(revision, revision, inside, folder)


def _no_repository(name: str, error: str) -> Diagnostic:
    """Why there is no repository that git would read."""
    if "dubious ownership" in error:
        message = say(
            '"{name}" is a revision, and git does not trust this repository: it is of another user',
            name=name,
        )
        hint = say("git config --global --add safe.directory FOLDER says that you do")
        return _problem(name, "GIT01", message, hint)
    if "bare repository" in error:
        message = say('"{name}" is a revision, and git is told to read no bare repository', name=name)  # fmt: skip
        return _problem(name, "GIT01", message, say("look at safe.bareRepository"))
    message = say('"{name}" is a revision, and this folder is in no git repository', name=name)
    return _problem(name, "GIT01", message, say("go there first"))


def _no_revision(git: Git, name: str, revision: str) -> Diagnostic:
    known = git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags").word
    hint = nearest(revision, known.split()) or say("git tag and git branch list what there is")
    if git("rev-parse", "--is-shallow-repository").word == "true":
        hint = say("this clone is shallow: git fetch --unshallow --tags gets the rest")
    message = say('revision "{revision}" does not exist', revision=revision)
    return _problem(name, "GIT02", message, hint)


def _no_folder(name: str, revision: str, path: str) -> Diagnostic:
    message = say('revision "{revision}" has no folder "{path}"', revision=revision, path=path)
    return _problem(name, "GIT03", message, say("count from the top of the repository"))


def _not_here(name: str) -> Diagnostic:
    message = say('the files of "{name}" are not in this clone, which left them out', name=name)
    hint = say("git fetch --refetch --no-filter gets them; verac fetches nothing by itself")
    return _problem(name, "GIT04", message, hint)


def _files(git: Git, name: str, listing: bytes) -> dict[str, bytes] | Diagnostic:
    """The .vera files among the entries of a tree."""
    entries = [entry.split(b"\t", 1) for entry in listing.split(b"\0") if entry]
    wanted = [
        _Blob(file.decode(errors="replace"), head.split()[2].decode())
        for head, file in entries
        if (file.endswith(b".vera") or is_guide(file.decode(errors="replace")))
        and file.decode(errors="replace") != ENVIRONMENTS_FILE
        and head.split()[0] in (b"100644", b"100755")
        and not any(map(is_leftover, file.decode(errors="replace").split("/")))
    ]
    if not any(blob.path.endswith(".vera") for blob in wanted) or len(wanted) > MAX_FILES:
        what = (
            say("holds more than {most} files", most=MAX_FILES)
            if len(wanted) > MAX_FILES
            else say("holds no .vera files")
        )
        message = say('"{name}" {what}', name=name, what=what)
        return _problem(name, "FIL01", message, say("give the folder of a model"))
    given = "".join(f"{blob.id}\n" for blob in wanted).encode()
    about = [line.split() for line in git("cat-file", "--batch-check", given=given).word.splitlines()]  # fmt: skip
    if len(about) < len(wanted) or any(len(line) != 3 for line in about):
        return _not_here(name)
    sizes = [int(line[2]) for line in about]
    if sum(sizes) > MAX_BYTES:
        message = say('"{name}" holds more than {number} MiB', name=name, number=MAX_BYTES // 1024 // 1024)  # fmt: skip
        return _problem(name, "FIL01", message, say("split it"))
    content = git("cat-file", "--batch", given=given).output
    if content is None:
        return _not_here(name)
    return _contents(wanted, sizes, content)


def _contents(wanted: list[_Blob], sizes: list[int], content: bytes) -> dict[str, bytes]:
    """The files in what `git cat-file --batch` prints: for each a line, the bytes, and a line break."""
    files: dict[str, bytes] = {}
    at = 0
    for blob, size in zip(wanted, sizes, strict=True):
        begin = content.index(b"\n", at) + 1
        files[blob.path] = content[begin : begin + size]
        at = begin + size + 1
    return files


def _problem(name: str, id_: str, message: Text, hint: Text) -> Diagnostic:
    return Diagnostic(id_, Severity.ERROR, Span(name), message, hint=hint)
