"""Where a git target is: a bare repository, a work tree with a remote, or an address."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from compiler.base.reasons import reason_of
from compiler.base.wording import say
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.workspace.git_running import Git, GitAnswer, run_git
from compiler.workspace.locks import locked

_ADDRESS = re.compile(r"(?:https?|ssh|git|file)://\S+|[\w.-]+@[\w.-]+:\S+")
_OWN_BRANCH = re.compile(r"(?m)^ref: refs/heads/(\S+)\tHEAD$")
_LOCK_MET = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")
# How often, and after how many seconds, a lock is looked at before it goes
_LOCK_LOOKS, _LOCK_PAUSE = 20, 0.1
_USUAL_BRANCH = "main"


class GitPlace:
    """A repository that releases are pushed to.

    `name` is what the user calls it, `address` where it is pushed to; `folder` is a repository on this disk with its
    releases, None for none, and `objects` the folder of its objects. `is_work_tree` says whether that is a clone of the
    address with files.
    """

    def __init__(self, name: str, address: str, folder: Path | None, *, is_work_tree: bool) -> None:
        self.name = name
        self.address = address
        self.folder = folder
        self.is_work_tree = is_work_tree
        self.git: Git = partial(run_git, folder=folder or Path())
        self.objects: Path | None = None
        if folder is not None:
            path = self.git("rev-parse", "--git-path", "objects").word
            self.objects = (folder / path).resolve() if path else None

    @property
    def person(self) -> str:
        """Who publishes, as git knows them: `Name <mail>`."""
        name = self.git("config", "--get", "user.name").word or "verac"
        mail = self.git("config", "--get", "user.email").word or "verac@localhost"
        return f"{_bare(name)} <{_bare(mail)}>"

    @property
    def repository(self) -> Path | None:
        """The repository that is pushed to, where it is on this disk."""
        path = Path(self.address)
        if "://" in self.address or not path.is_dir():
            return None
        inner = path / ".git"
        return inner if inner.is_dir() else path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only verac that writes to a repository on this disk; elsewhere git alone says who is first."""
        with ending_in_words(self.name):
            if self.repository is None:
                yield
            else:
                with locked(self.repository):
                    yield

    def left_lock(self, said: str) -> bool:
        """Whether git met a lock that a killed git left in a repository on this disk; it is gone then.

        Git holds one for a moment. One that stays the same file for seconds has nobody to take it away, for this run is
        the only verac there (`alone`).
        """
        found = _LOCK_MET.search(said)
        own = [each.resolve() for each in (self.repository, self.folder) if each is not None]
        if found is None:
            return False
        lock = Path(self.folder or "", found[1]).resolve()
        if not any(lock.is_relative_to(each) for each in own):
            return False
        before = _identity(lock)
        for _ in range(_LOCK_LOOKS):
            time.sleep(_LOCK_PAUSE)
            if _identity(lock) != before:
                return True
        with suppress(OSError):  # git says what is wrong where it is met again
            lock.unlink()
        return True

    def reach(self, *arguments: str) -> GitAnswer:
        """What git answers in the repository on this disk, where it may reach the address."""
        return self.run(*arguments, folder=self.folder or Path())

    def run(
        self,
        *arguments: str,
        folder: Path,
        given: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> GitAnswer:
        """What git answers in `folder`, where it may reach the address."""
        return run_git(
            *arguments, folder=folder, given=given, reaching=True, environment=environment
        )

    def branch(self) -> str:
        """The branch that shows what is published: the one that the repository at the address has as its own."""
        said = self.reach("ls-remote", "--symref", "--", self.address, "HEAD")
        found = _OWN_BRANCH.search(said.word)
        if found:
            return found[1]
        local = Path(self.address)
        if self.folder is not None and local.is_dir():
            named = run_git("symbolic-ref", "--quiet", "HEAD", folder=local).word
            if named.startswith("refs/heads/"):
                return named.removeprefix("refs/heads/")
        return _USUAL_BRANCH


def is_git_place(name: str) -> bool:
    """Whether `name` names a git repository: by what is in the folder, or by the form of an address."""
    folder = Path(name)
    if (folder / ".git").exists() or all(
        (folder / each).exists() for each in ("HEAD", "objects", "refs")
    ):
        return True
    return not folder.exists() and _ADDRESS.fullmatch(name) is not None


def git_place(name: str) -> GitPlace:
    """The repository that `name` names.

    Raises:
        ReleaseRefusedError: where it is a work tree without a remote, or git is not there.
    """
    folder = Path(name)
    try:
        if not folder.exists():
            return GitPlace(name, name, None, is_work_tree=False)
        folder = folder.resolve()
        if not (folder / ".git").exists():
            return GitPlace(name, str(folder), folder, is_work_tree=False)
        address = _remote(name, folder)
        return GitPlace(name, address, folder, is_work_tree=True)
    except OSError as error:
        raise no_git(name) from error


def refuse_work_tree(place: GitPlace) -> None:
    """Go on where a work tree holds nothing that is not committed, and no commits of its own.

    Raises:
        ReleaseRefusedError: where it does.
    """
    if not place.is_work_tree:
        return
    status = place.git("status", "--porcelain", "--untracked-files=no")
    if status.output is None or status.output.strip():
        message = say('"{target}" has changes that are not committed', target=place.name)
        raise refused("REL13", place.name, message, say("commit them or put them back first"))
    branch = place.branch()
    own = place.git("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}").word
    answer = place.reach("ls-remote", "--", place.address, f"refs/heads/{branch}")
    theirs = (answer.output or b"").split()[:1]
    if not own or not theirs:
        return
    there = theirs[0].decode()
    known = place.git("cat-file", "-e", there).output is not None
    if own != there and known and place.git("merge-base", "--is-ancestor", own, there).output is None:  # fmt: skip
        message = say('"{target}" went another way than its remote', target=place.name)
        hint = say("bring {branch} to what the remote has first", branch=branch)
        raise refused("REL13", place.name, message, hint)


def catch_up(place: GitPlace, branch: str) -> None:
    """Let a clone know what was pushed: its tags, and the branch of its remote. Its files and its branch stay.

    `git pull` brings them: a run that is ended while files are replaced would leave a clone that nobody understands.
    """
    if not place.is_work_tree or place.folder is None:
        return
    refs = ("refs/tags/*:refs/tags/*", f"+refs/heads/{branch}:refs/remotes/origin/{branch}")
    asked = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
    answer = place.reach(*asked, "--", place.address, *refs)
    if answer.output is None and place.left_lock(answer.error):
        place.reach(*asked, "--", place.address, *refs)


@contextmanager
def ending_in_words(name: str) -> Iterator[None]:
    """Say what is wrong where the system refuses something: a program, a file, a disk."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError) and error.filename == "git":
            raise no_git(name) from error
        reason = reason_of(error)
        message = say('"{target}" cannot be written: {reason}', target=name, reason=reason)
        hint = say("nothing was published; make room or look at permissions, and do it again")
        raise refused("REL08", name, message, hint) from error


def no_git(name: str) -> ReleaseRefusedError:
    """That there is no git."""
    message = say('git cannot be run, and "{target}" is a git repository', target=name)
    return refused("REL07", name, message, say("install git"))


def _remote(name: str, folder: Path) -> str:
    """The address that the clone in `folder` pushes to: that of origin, else of its one remote."""
    remotes = run_git("remote", folder=folder).word.split()
    remote = "origin" if "origin" in remotes else remotes[0] if len(remotes) == 1 else ""
    address = run_git("remote", "get-url", "--push", remote, folder=folder).word if remote else ""
    if not address:
        message = say('"{target}" is a git repository without a remote', target=name)
        hint = say("git remote add origin ADDRESS, or give a bare repository")
        raise refused("REL13", name, message, hint, code=2)
    local = folder / address
    return str(local.resolve()) if "://" not in address and local.exists() else address


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _bare(text: str) -> str:
    return "".join(each for each in text if each.isprintable() and each not in "<>").strip() or "?"
