"""The target that a user names: a folder, a git repository, or a registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compiler.base.wording import say
from compiler.release.folder_target import CHAINS, LAYOUT_FILE, FolderTarget
from compiler.release.git_places import git_place, is_git_place
from compiler.release.git_target import GitTarget
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.registry import ADDRESS, Registry
from compiler.release.registry_target import RegistryTarget
from compiler.release.target import Target
from compiler.workspace.leftovers import is_leftover
from compiler.workspace.locks import nobody_waits

DEFAULT_TARGET = "releases"
LOG_FILE = "runs.jsonl"
# What a run that was killed left of a new folder
BEFORE_THE_LAYOUT = frozenset({"blobs", CHAINS, LOG_FILE})


def open_target(
    name: str,
    *,
    writing: bool = False,
    sign_tag: bool = False,
    waiting: Callable[[], None] = nobody_waits,
) -> Target:
    """The target that `name` names; one that is to be written may be a new or an empty folder.

    With `sign_tag` git signs the tags it gets; `waiting` is called where another run writes to it.

    Raises:
        ReleaseRefusedError: where it names none.
    """
    folder = Path(name)
    if not name.isprintable():
        raise _none(name.encode("ascii", "backslashreplace").decode())
    if name.startswith("oci://"):
        if not ADDRESS.fullmatch(name):
            raise _none(name)
        return RegistryTarget(Registry(name))
    try:
        if is_git_place(name):
            return GitTarget(git_place(name), sign=sign_tag)
        if (writing and _may_become_one(folder)) or (folder / LAYOUT_FILE).is_file():
            return FolderTarget(folder, waiting)
    except (OSError, ValueError) as error:
        raise _none(name) from error
    raise _none(name)


def _may_become_one(folder: Path) -> bool:
    """Whether nothing is in `folder` but what comes before the layout, or `folder` is not there.

    This is one look, for another run may be making the target: who looks twice meets half of two moments. The layout is
    written before anything else that is seen here, so it is there when this says no and the folder is a target.
    """
    try:
        names = [each.name for each in folder.iterdir()]
    except FileNotFoundError:
        return True
    return all(is_leftover(each) or each in BEFORE_THE_LAYOUT for each in names)


def _none(name: str) -> ReleaseRefusedError:
    message = say('"{target}" is no target of releases', target=name)
    hint = say(
        "give a folder of verac release publish, a git repository, or oci://HOST/NAME; "
        "a new folder may not exist or is empty"
    )
    return refused("REL07", name, message, hint, code=2)
