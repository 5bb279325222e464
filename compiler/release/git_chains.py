"""Chains of records in git: each chain is a ref of its own, each record the message of a commit without files."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.release.git_objects import answered
from compiler.release.target import MOST_RECORD_BYTES
from compiler.workspace.git_running import Git, GitAnswer

CHAIN_REFS = "refs/environments/*:refs/environments/*"
_UP_TO_DATE = b"\n=\t"


def chain_ref(chain: str) -> str:
    """The ref that leads to the last record of a chain."""
    return f"refs/environments/{chain}"


def records_in(git: Git, target: str, chains: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
    """The records of these chains, oldest first.

    Raises:
        ReleaseRefusedError: where git cannot tell.
    """
    found: dict[str, tuple[bytes, ...]] = {}
    for chain in chains:
        ref = chain_ref(chain)
        found[chain] = ()
        if git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").word:
            asked = ("log", "-z", "--reverse", "--first-parent", "--encoding=UTF-8", "--format=%B")
            log = answered(target, git(*asked, "--no-show-signature", ref)).output or b""
            found[chain] = tuple(each[:MOST_RECORD_BYTES] for each in log.split(b"\0"))
            if not found[chain][-1]:  # an older git ends with what parts commits
                found[chain] = found[chain][:-1]
    return found


def number_of_records(git: Git, chain: str) -> int:
    """How many records a chain has."""
    counted = git("rev-list", "--count", "--first-parent", chain_ref(chain)).word
    return int(counted) if counted else 0


def record_commit(
    git: Git, target: str, chain: str, content: bytes, *, person: str, moment: int
) -> str:
    """A commit that has `content` as its message and follows the chain; it is `person` (`Name <mail>`) who makes it.

    Raises:
        ReleaseRefusedError: where git fails.
    """
    parent = git("rev-parse", "--verify", "--quiet", f"{chain_ref(chain)}^{{commit}}").word
    tree = answered(target, git("mktree")).word
    lines = [f"tree {tree}"]
    lines += [f"parent {parent}"] if parent else []
    lines += [f"{role} {person} {moment} +0000" for role in ("author", "committer")]
    commit = "\n".join(lines).encode() + b"\n\n" + content
    return answered(target, git("hash-object", "-t", "commit", "-w", "--stdin", given=commit)).word


def is_news(answer: GitAnswer) -> bool:
    """Whether a push with --porcelain changed something: the very commit may have been there already."""
    return _UP_TO_DATE not in b"\n" + (answer.output or b"")
