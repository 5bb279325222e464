"""One side of a comparison, as the user names it: a model folder, a revision in git, or a published folder."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.workspace.leftovers import is_leftover
from compiler.workspace.model_reading import MAX_FILES, read_model

SHEET = "brongegevens.xlsx"
_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.*)", re.DOTALL)


class Side(NamedTuple):
    """The files of a model, or the folder of a published release with its reference data; else what is wrong."""

    name: str
    files: Mapping[str, bytes] | None = None
    published: Path | None = None
    reference_data: Path | None = None
    problem: Diagnostic | None = None


def read_side(name: str) -> Side:
    """The side that `name` names.

    A folder with brongegevens.xlsx is a published one; its reference data is the one .csv file beside the sheet, if
    there is one. `REVISION:PATH` is a folder as it was in git; the path counts from the top of the repository.
    """
    try:
        folder = Path(name)
        if (folder / SHEET).is_file():
            tables = sorted(folder.glob("*.csv"))
            return Side(
                name, published=folder, reference_data=tables[0] if len(tables) == 1 else None
            )
        revision = None if folder.exists() else _REVISION.fullmatch(name)
    except (OSError, ValueError) as error:
        return _bad(
            name,
            "FIL01",
            say('"{name}" cannot be read: {error}', name=name, error=error),
            say("give a folder, or REVISION:FOLDER"),
        )
    if revision is not None:
        return _from_git(name, revision["revision"], revision["path"])
    sources = read_model(folder)
    if sources.problem:
        hint = say(
            "give the folder of a model, a folder with {sheet}, or REVISION:FOLDER", sheet=SHEET
        )
        return Side(name, problem=sources.problem._replace(hint=hint))
    return Side(name, sources.files)


def _from_git(name: str, revision: str, path: str) -> Side:
    try:
        if _git("rev-parse", "--git-dir") is None:
            return _bad(
                name,
                "GIT01",
                say('"{name}" is a revision, and this folder is in no git repository', name=name),
                say("go there first"),
            )
        commit = _git(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if commit is None:
            known = (
                (
                    _git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags")
                    or b""
                )
                .decode()
                .split()
            )
            hint = nearest(revision, known) or say("git tag and git branch list what there is")
            return _bad(
                name, "GIT02", say('revision "{revision}" does not exist', revision=revision), hint
            )
        tree = _git("rev-parse", "--verify", "--quiet", f"{commit.decode().strip()}:{path}")
        listing = (
            _git("ls-tree", "-r", "-z", "--full-tree", tree.decode().strip()) if tree else None
        )
        if listing is None:
            return _bad(
                name,
                "GIT03",
                say('revision "{revision}" has no folder "{path}"', revision=revision, path=path),
                say("count from the top of the repository"),
            )
        return _blobs(name, listing)
    except FileNotFoundError:
        return _bad(
            name,
            "GIT01",
            say("git is not installed, or not on the path"),
            say("install it, or give folders"),
        )


def _blobs(name: str, listing: bytes) -> Side:
    """The .vera files among the entries of a tree."""
    entries = [entry.split(b"\t", 1) for entry in listing.split(b"\0") if entry]
    wanted = [
        (file.decode(errors="replace"), head.split()[2])
        for head, file in entries
        if file.endswith(b".vera")
        and head.split()[0] in (b"100644", b"100755")
        and not any(map(is_leftover, file.decode(errors="replace").split("/")))
    ]
    if not wanted or len(wanted) > MAX_FILES:
        what = (
            say("holds no .vera files")
            if not wanted
            else say("holds more than {most} files", most=MAX_FILES)
        )
        return _bad(
            name,
            "FIL01",
            say('"{name}" {what}', name=name, what=what),
            say("give the folder of a model"),
        )
    content = _git("cat-file", "--batch", given=b"".join(blob + b"\n" for _, blob in wanted)) or b""
    files: dict[str, bytes] = {}
    at = 0
    for file, _ in wanted:
        end = content.index(b"\n", at)
        size = int(content[at:end].split()[2])
        files[file] = content[end + 1 : end + 1 + size]
        at = end + size + 2
    return Side(name, files)


def _git(*arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it says no. It asks nothing and locks nothing."""
    environment = os.environ | {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    try:
        done = subprocess.run(
            ["git", *arguments], input=given, capture_output=True, env=environment, check=False
        )
    except ValueError:  # a character that no command line takes
        return None
    return done.stdout if done.returncode == 0 else None


def _bad(name: str, id_: str, message: Text, hint: Text) -> Side:
    return Side(name, problem=Diagnostic(id_, Severity.ERROR, Span(name), message, hint=hint))
