"""Git run as a program that asks nothing and runs nothing that a repository could choose."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

# What the configuration of a repository could make git run.
_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat")
# What it could make git reach; and all that git may run to reach another repository, where it is to.
_NOWHERE = ("core.sshCommand=false", "protocol.allow=never")
_ELSEWHERE = ("protocol.ext.allow=never", "http.lowSpeedLimit=1000", "http.lowSpeedTime=60")
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
# An older git does not know GIT_NO_LAZY_FETCH; it is allowed no way to fetch by.
_ALONE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
# By these a run within a hook would work on the repository of the hook.
_OF_HOOKS = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)


class GitAnswer(NamedTuple):
    """What git printed; None where it said no, and then what it said."""

    output: bytes | None
    error: str = ""

    @property
    def word(self) -> str:
        """The output as one word; empty for none."""
        return (self.output or b"").decode(errors="replace").strip()


class Git(Protocol):
    """Git in one repository."""

    def __call__(self, *arguments: str, given: bytes = b"") -> GitAnswer:
        """What git answers to `arguments`, with `given` on its standard input."""


def run_git(
    *arguments: str,
    folder: Path | None = None,
    given: bytes = b"",
    reaching: bool = False,
    environment: Mapping[str, str] | None = None,
) -> GitAnswer:
    """What git answers. It asks nothing and runs nothing of the repository.

    Args:
        arguments: the command and its arguments.
        folder: where it runs; None for where this run stands, in the repository that its environment names.
        given: what it reads.
        reaching: whether it may reach another repository; else it fetches nothing and locks nothing.
        environment: variables over the usual ones.

    Raises:
        OSError: where there is no git.
    """
    settings = (*_SETTINGS, *(_ELSEWHERE if reaching else _NOWHERE))
    flags = [part for setting in settings for part in ("-c", setting)]
    own = os.environ | _ENVIRONMENT | ({} if reaching else _ALONE)
    if folder is not None:
        own = {name: value for name, value in own.items() if name not in _OF_HOOKS}
    try:
        done = subprocess.run(
            ["git", "--no-pager", *flags, *arguments],
            input=given,
            capture_output=True,
            cwd=folder,
            env=own | dict(environment or {}),
            check=False,
        )
    except ValueError:  # a character that no command line takes
        return GitAnswer(None)
    if done.returncode:
        return GitAnswer(None, done.stderr.decode(errors="replace"))
    return GitAnswer(done.stdout, done.stderr.decode(errors="replace"))
