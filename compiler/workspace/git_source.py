"""Where a model stands in git: the commit, whether what lies in its folder is committed, and the main line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from compiler.base.diagnostics import Diagnostic
from compiler.workspace.git_reading import read_revision
from compiler.workspace.git_running import Git, run_git

_COMMITTER = re.compile(rb"^committer .* (\d{1,12}) [+-]\d{4}$", re.MULTILINE)
_SHELL_ADDRESS = re.compile(r"(?:[^@/:]+@)?(?P<host>[^@/:]{2,}):(?!/)(?P<path>.+)")


class SourceState(NamedTuple):
    """A model folder in git.

    `path` counts from the top of the repository; `committed` is the moment of the commit (ISO 8601, UTC); `repository`
    is the address that it is shared at, without names and passwords, empty for none; `changed` are the files that
    differ from what is committed; `main` is the main line, empty where none is known, and `on_main` whether the commit
    is on it.
    """

    revision: str
    path: str
    committed: str
    repository: str
    changed: tuple[str, ...]
    main: str
    on_main: bool


def source_state(folder: Path, files: Mapping[str, bytes], branch: str = "") -> SourceState | None:
    """The state of the model in `folder`, whose files are `files`; None where it is in no commit of a repository.

    `branch` is the main line; empty for the one that the shared repository has as its own, else main or master.

    Raises:
        OSError: where there is no git.
    """
    git: Git = partial(run_git, folder=folder)
    revision = git("rev-parse", "--verify", "--quiet", "HEAD^{commit}").word
    prefix = git("rev-parse", "--show-prefix")
    if not revision or prefix.output is None:
        return None
    path = prefix.word.strip("/")
    committed = read_revision(str(folder), revision, path, folder)
    if isinstance(committed, Diagnostic):
        return None
    main = next(_main_lines(git, branch), "")
    return SourceState(
        revision=revision,
        path=path,
        committed=_moment(git("cat-file", "commit", revision).output or b""),
        repository=shared_address(git("config", "--get", "remote.origin.url").word),
        changed=tuple(sorted(_different(files, committed))),
        main=main,
        on_main=bool(main)
        and git("merge-base", "--is-ancestor", revision, main).output is not None,
    )


def shared_address(address: str) -> str:
    """`address` where others can use it too, without name and password; empty for a folder of this machine.

    >>> shared_address("git@example.org:vera/model.git")
    'ssh://example.org/vera/model.git'
    """
    shell = _SHELL_ADDRESS.fullmatch(address) if "://" not in address else None
    try:
        parts = urlsplit(f"ssh://{shell['host']}/{shell['path']}" if shell is not None else address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https", "ssh", "git"):
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment=""))


def _main_lines(git: Git, branch: str) -> Iterator[str]:
    """The refs that may be the main line, the likeliest first: what is shared counts, where something is."""
    if branch:
        names = [f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"]
    else:
        shared = git("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD").word
        names = [shared] if shared else []
        for place in ("refs/remotes/origin", "refs/heads"):
            names += [f"{place}/{name}" for name in ("main", "master")]
    for name in names:
        if git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").word:
            yield name


def _different(files: Mapping[str, bytes], committed: Mapping[str, bytes]) -> Iterator[str]:
    for path in {*files, *committed}:
        if files.get(path) != committed.get(path):
            yield path


def _moment(commit: bytes) -> str:
    found = _COMMITTER.search(commit.partition(b"\n\n")[0])
    return datetime.fromtimestamp(int(found[1]) if found else 0, UTC).isoformat()
