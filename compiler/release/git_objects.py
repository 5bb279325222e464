"""What releases are in git: tags read, files taken from a commit, a commit and its tag made.

Nothing here looks at a work tree or an index.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from compiler.base.wording import say
from compiler.release.problems import refused
from compiler.release.release import MANIFEST_FILE, MOST_RELEASE_BYTES, PROVENANCE_FILE
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.release_version import ReleaseVersion, parse_release_version
from compiler.release.target import (
    WITHDRAWN,
    PublishedRelease,
    Withdrawal,
    oldest_first,
    read_withdrawal,
)
from compiler.workspace.git_running import Git, GitAnswer

_DIGEST_LINE = re.compile(r"^Release-Digest: (sha256:[0-9a-f]{64})$", re.MULTILINE)
_TAGS = "refs/tags/"
_LONGEST_LINE = 300


class _Object(NamedTuple):
    """An object as `git cat-file --batch` gives it: its kind and its bytes."""

    kind: str
    content: bytes


def tag_name(label: ReleaseVersion) -> str:
    """The tag of a release."""
    return f"v{label}"


def tag_message(title: str, label: ReleaseVersion, digest: str) -> str:
    """What the tag of a release says."""
    return f"{title} {label}\n\nRelease-Digest: {digest}\n"


def answered(target: str, answer: GitAnswer) -> GitAnswer:
    """The answer of git about `target`, where it gave one.

    Raises:
        ReleaseRefusedError: where git did not do what it was asked.
    """
    if answer.output is None:
        reason = telling_line(answer.error)
        message = say('git fails on "{target}": {reason}', target=target, reason=reason)
        hint = say("nothing was published; look at the disk and at git")
        raise refused("REL08", target, message, hint)
    return answer


def telling_line(said: str) -> str:
    """The line of what git said that tells most, in print."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("remote:", "fatal:", "error:", "!"))]
    found = next(iter(telling), lines[-1] if lines else "?")
    return "".join(each for each in found if each.isprintable())[:_LONGEST_LINE]


def published_in(git: Git, target: str) -> tuple[PublishedRelease, ...]:
    """The releases that the tags of `target` are; a tag that verac did not make has an empty digest.

    Raises:
        ReleaseRefusedError: where git cannot tell.
    """
    listing = git("for-each-ref", "--format=%(objectname) %(refname)", _TAGS)
    tags = [line.split(" ", 1) for line in answered(target, listing).word.splitlines()]
    given = "".join(f"{id_}\n" for id_, _ in tags).encode()
    output = answered(target, git("cat-file", "--batch", given=given)).output or b""
    messages = {
        name.removeprefix(_TAGS): _message(found)
        for (_, name), found in zip(tags, _objects(output, len(tags)), strict=True)
    }
    found = []
    for name, message in messages.items():
        label = parse_release_version(name.removeprefix("v")) if name.startswith("v") else None
        if label is not None:
            digest = _DIGEST_LINE.search(message)
            mark = messages.get(f"{WITHDRAWN}{name}")
            withdrawn = None if mark is None else read_withdrawal(mark.encode())
            found.append(PublishedRelease(label, digest[1] if digest else "", withdrawn))
    return oldest_first(found)


def contents_of(git: Git, revision: str) -> dict[str, bytes] | None:
    """What a release holds at a revision, by path: its manifest and provenance, and the files that the manifest names.

    None where git does not have it, or it is larger than a release may be.
    """
    listing = git("ls-tree", "-r", "-l", "-z", "--full-tree", f"{revision}^{{commit}}").output
    if listing is None:
        return None
    ids, sizes = {}, {}
    for entry in listing.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        parts = head.split()
        if len(parts) == 4 and parts[1] == b"blob":
            name = path.decode(errors="replace")
            ids[name], sizes[name] = parts[2].decode(), int(parts[3])
    beside = [path for path in (MANIFEST_FILE, PROVENANCE_FILE) if path in ids]
    if sum(sizes[path] for path in beside) > MOST_RELEASE_BYTES:
        return None
    found = _contents(git, ids, beside)
    manifest = parse_release_manifest(found.get(MANIFEST_FILE, b""))
    if isinstance(manifest, str):
        return found
    files = [file.path for file in manifest.files if file.path in ids]
    if sum(sizes[path] for path in files) > MOST_RELEASE_BYTES:
        return None
    return found | _contents(git, ids, files)


def owned_paths(git: Git, revision: str) -> tuple[str, ...]:
    """The paths that the release at a revision has; none where there is no release of ours."""
    manifest = parse_release_manifest(
        git("cat-file", "blob", f"{revision}:{MANIFEST_FILE}").output or b""
    )
    if not isinstance(manifest, ReleaseManifest):
        return ()
    return (*manifest.sums, MANIFEST_FILE, PROVENANCE_FILE)


def import_stream(
    ref: str,
    contents: Mapping[str, bytes],
    *,
    parent: str,
    gone: tuple[str, ...],
    message: str,
    person: str,
) -> bytes:
    """The commit as `git fast-import` reads it.

    Args:
        ref: what is to lead to the commit.
        contents: the files of the release, by path.
        parent: the commit before it; empty for none.
        gone: paths of the release before it, which go where this one does not have them.
        message: what the commit says.
        person: who made it and when, as git writes it: `Name <mail> 1767225600 +0000`.
    """
    said = message.encode()
    parts = [
        f"commit {ref}\nauthor {person}\ncommitter {person}\ndata {len(said)}\n".encode(),
        said,
        f"\nfrom {parent}\n".encode() if parent else b"\n",
        *(f"D {_quoted(path)}\n".encode() for path in gone if path not in contents),
    ]
    for path in sorted(contents):
        content = contents[path]
        parts += (
            f"M 100644 inline {_quoted(path)}\ndata {len(content)}\n".encode(),
            content,
            b"\n",
        )
    return b"".join((*parts, b"done\n"))


def moment_of(label: ReleaseVersion, manifest: ReleaseManifest) -> int:
    """The seconds that a commit carries: the day of the build, else the moment of the source; never of today."""
    if label.built is not None:
        day = label.built
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    try:
        return max(0, int(datetime.fromisoformat(manifest.source.committed).timestamp()))
    except ValueError:
        return 0


def withdrawal_message(withdrawal: Withdrawal) -> str:
    """What the tag of a withdrawal says: a line of JSON."""
    return json.dumps(withdrawal._asdict(), ensure_ascii=False)


def _objects(output: bytes, number: int) -> Iterator[_Object]:
    """So many objects in what `git cat-file --batch` prints; one that is not there is empty."""
    at = 0
    for _ in range(number):
        end = output.find(b"\n", at)
        head = output[at:end].split() if end >= 0 else []
        if len(head) != 3:
            yield _Object("", b"")
            at = end + 1 if end >= 0 else at
            continue
        size = int(head[2])
        yield _Object(head[1].decode(), output[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _contents(git: Git, ids: Mapping[str, str], paths: list[str]) -> dict[str, bytes]:
    given = "".join(f"{ids[path]}\n" for path in paths).encode()
    output = git("cat-file", "--batch", given=given).output or b""
    found = zip(paths, _objects(output, len(paths)), strict=True)
    return {path: each.content for path, each in found if each.kind}


def _message(found: _Object) -> str:
    """The message of an annotated tag, without its signature; empty for a tag that is none."""
    if found.kind != "tag":
        return ""
    text = found.content.partition(b"\n\n")[2].decode(errors="replace")
    return text.partition("\n-----BEGIN ")[0]


def _quoted(path: str) -> str:
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
