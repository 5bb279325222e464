"""A git repository as a target: a release is one commit and one annotated tag, pushed at once or not at all.

Everything is made in a repository of its own that is thrown away and borrows the objects of one on this disk. So
nobody's index or hooks are met; the push alone changes something, and git says who was first. What others keep in the
repository stays in it, and the files of a clone stay until `git pull`. A candidate gets a tag only, for the branch
shows what is published.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from compiler.base.wording import Text, say
from compiler.release.git_chains import (
    CHAIN_REFS,
    chain_ref,
    is_news,
    number_of_records,
    record_commit,
    records_in,
)
from compiler.release.git_objects import (
    answered,
    contents_of,
    import_stream,
    moment_of,
    owned_paths,
    published_in,
    tag_message,
    tag_name,
    telling_line,
    withdrawal_message,
)
from compiler.release.git_places import GitPlace, catch_up, ending_in_words, refuse_work_tree
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.release import Release, release_of
from compiler.release.release_manifest import ReleaseManifest, parse_release_manifest
from compiler.release.release_version import ReleaseVersion
from compiler.release.target import (
    WITHDRAWN,
    PublishedRelease,
    PublishOutcome,
    Withdrawal,
    check_withdrawal,
    refuse_other_content,
    release_not_there,
)
from compiler.workspace.git_running import Git, GitAnswer, run_git

_MOST_TRIES = 5  # of a push that somebody else was before


class _Workshop(NamedTuple):
    """The repository that is thrown away: git in it, its branch as the target has it, and the commit of that."""

    folder: Path
    git: Git
    branch: str
    head: str


class GitTarget:
    """Releases in a git repository; `sign` has git sign its tags."""

    def __init__(self, place: GitPlace, *, sign: bool = False) -> None:
        self.name = place.name
        self._place = place
        self._sign = sign

    def releases(self) -> tuple[PublishedRelease, ...]:
        """All releases and candidates, oldest first. Tags that verac did not make have an empty digest."""
        with self._reading() as git:
            return published_in(git, self.name)

    def take(self, label: ReleaseVersion) -> Release:
        """The release with this label."""
        with self._reading() as git:
            contents = contents_of(git, f"refs/tags/{tag_name(label)}")
        if contents is None:
            raise release_not_there(self.name, label)
        return release_of(contents)

    def publish(self, release: Release, label: ReleaseVersion) -> PublishOutcome:
        """Push the release as a commit with a tag; somebody else who pushed in between is looked at anew."""
        refuse_work_tree(self._place)
        manifest = parse_release_manifest(release.manifest)
        assert isinstance(manifest, ReleaseManifest)
        said = tag_message(manifest.title, label, release.digest)
        moment = moment_of(label, manifest)
        for _ in range(_MOST_TRIES):
            with self._place.alone(), self._workshop() as shop:
                known = published_in(shop.git, self.name)
                found = refuse_other_content(self.name, known, release.digest, label)
                commit = (
                    self._asked(shop.git("rev-parse", f"refs/tags/{tag_name(label)}^{{commit}}"))
                    if found
                    else self._commit(shop, release, f"{manifest.title} {label}", moment)
                )
                if found is None:
                    self._tag(shop, tag_name(label), said, commit, moment)
                pushed = self._pushed(shop, label, commit, is_new=found is None)
                if pushed is not None:
                    catch_up(self._place, shop.branch)
                    return found or pushed
        message = say('others write to "{target}" all the time', target=self.name)
        raise refused("REL13", self.name, message, say("publish again in a while"))

    def withdraw(self, label: ReleaseVersion, withdrawal: Withdrawal) -> PublishOutcome:
        """Mark the release by a tag of its own at the same commit."""
        refuse_work_tree(self._place)
        with self._place.alone(), self._workshop() as shop:
            found = check_withdrawal(
                self.name, published_in(shop.git, self.name), label, withdrawal
            )
            if found is not None:
                return found
            name = f"{WITHDRAWN}{tag_name(label)}"
            commit = f"refs/tags/{tag_name(label)}^{{commit}}"
            asked = ("log", "-1", "--no-show-signature", "--format=%ct", commit)
            moment = int(self._asked(shop.git(*asked)))
            self._tag(shop, name, withdrawal_message(withdrawal), commit, moment)
            answer = self._push(shop, f"refs/tags/{name}")
            if answer.output is None:
                raise self._refused_push(answer)
            catch_up(self._place, shop.branch)
        return PublishOutcome.PUBLISHED

    def records(self, chains: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
        """The records of each of these chains, oldest first, as the repository has them that is pushed to."""
        if self._place.is_work_tree:  # the releases that they name may be of others
            catch_up(self._place, self._place.branch())
        if self._place.repository is not None:
            with ending_in_words(self.name):
                git: Git = partial(run_git, folder=self._place.repository)
                return records_in(git, self.name, chains)
        with ending_in_words(self.name), self._workshop() as shop:
            return records_in(shop.git, self.name, chains)

    def add_record(self, chain: str, number: int, content: bytes, moment: int) -> bool:
        """Push a commit that follows the chain."""
        with self._place.alone(), self._workshop() as shop:
            if number_of_records(shop.git, chain) != number - 1:
                return False
            person = self._place.person
            commit = record_commit(
                shop.git, self.name, chain, content, person=person, moment=moment
            )
            answer = self._push(shop, f"{commit}:{chain_ref(chain)}", form="--porcelain")
            if answer.output is not None:
                return is_news(answer)
            with self._workshop() as now:
                if number_of_records(now.git, chain) == number - 1:
                    raise self._refused_push(answer)
            return False

    # -- what is made in the repository that is thrown away -----------------------------------------------------------

    def _commit(self, shop: _Workshop, release: Release, message: str, moment: int) -> str:
        """The commit that holds the release: the last one of the branch where that does already."""
        stream = import_stream(
            "refs/verac/release",
            release.contents,
            parent=shop.head,
            gone=owned_paths(shop.git, shop.head) if shop.head else (),
            message=message,
            person=f"{self._place.person} {moment} +0000",
        )
        self._asked(shop.git("fast-import", "--quiet", "--done", given=stream))
        ref = "refs/verac/release"
        made, tree = self._asked(shop.git("rev-parse", ref, f"{ref}^{{tree}}")).split()
        if shop.head and self._asked(shop.git("rev-parse", f"{shop.head}^{{tree}}")) == tree:
            return shop.head
        return made

    def _tag(self, shop: _Workshop, name: str, message: str, commit: str, moment: int) -> None:
        author, _, mail = self._place.person.partition(" <")
        environment = {
            "GIT_COMMITTER_NAME": author,
            "GIT_COMMITTER_EMAIL": mail.rstrip(">"),
            "GIT_COMMITTER_DATE": f"{moment} +0000",
        }
        kind = ("-s",) if self._sign else ("-a",)
        answer = self._place.run(
            "-c",
            "tag.gpgSign=false",
            "tag",
            *kind,
            "-F",
            "-",
            name,
            commit,
            folder=shop.folder,
            given=message.encode(),
            environment=environment,
        )
        self._asked(answer)
        if self._sign and b"\n-----BEGIN " not in (shop.git("cat-file", "tag", name).output or b""):
            reason = telling_line(answer.error)  # an older git says that it did
            message = say("git did not sign the tag: {reason}", reason=reason)
            hint = say("look at user.signingKey and gpg.format, or leave --sign-tag out")
            raise refused("REL10", self.name, message, hint)

    # -- what is pushed -----------------------------------------------------------------------------------------------

    def _pushed(
        self, shop: _Workshop, label: ReleaseVersion, commit: str, *, is_new: bool
    ) -> PublishOutcome | None:
        """Push what is not there yet; None where somebody else pushed something else in between."""
        refs = [f"refs/tags/{tag_name(label)}"] if is_new else []
        if label.is_final and commit != shop.head and (is_new or self._is_behind(shop, commit)):
            refs.insert(0, f"{commit}:refs/heads/{shop.branch}")
        if not refs:
            return PublishOutcome.UNCHANGED
        answer = self._push(shop, *refs, form="--porcelain")
        if answer.output is not None:
            return PublishOutcome.PUBLISHED if is_news(answer) else PublishOutcome.UNCHANGED
        with self._workshop() as now:
            tags = "refs/tags"
            before, after = (
                (each.head, each.git("for-each-ref", "--format=%(objectname)", tags).word)
                for each in (shop, now)
            )
            own = set(shop.git("for-each-ref", "--format=%(objectname)", tags).word.split())
            if before[0] == after[0] and set(after[1].split()) <= own:
                raise self._refused_push(answer)
        return None

    def _is_behind(self, shop: _Workshop, commit: str) -> bool:
        """Whether the branch stands where it did before this commit: its push was cut off."""
        return shop.git("rev-parse", "--verify", "--quiet", f"{commit}^").word == shop.head

    def _push(self, shop: _Workshop, *refs: str, form: str = "--quiet") -> GitAnswer:
        asked = ("push", "--atomic", form, "--no-verify", "--", self._place.address, *refs)
        answer = self._place.run(*asked, folder=shop.folder)
        if answer.output is None and self._place.left_lock(answer.error):
            answer = self._place.run(*asked, folder=shop.folder)
        return answer

    @contextmanager
    def _reading(self) -> Iterator[Git]:
        """Git in a repository that has the releases: the one on this disk, else what is fetched."""
        with ending_in_words(self.name):
            if self._place.folder is not None:
                yield self._place.git
            else:
                with self._workshop() as shop:
                    yield shop.git

    @contextmanager
    def _workshop(self) -> Iterator[_Workshop]:
        """A repository with the branches and tags that the target has now."""
        with tempfile.TemporaryDirectory(prefix="verac-git-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            git: Git = partial(run_git, folder=folder)
            self._asked(git("init", "--quiet", "--bare", "--template="))
            if self._place.objects is not None:
                lent = folder / "objects" / "info" / "alternates"
                lent.parent.mkdir(parents=True, exist_ok=True)
                lent.write_text(f"{self._place.objects}\n", encoding="utf-8")
            answer = self._place.run(
                "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--",
                self._place.address, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*", f"+{CHAIN_REFS}",
                folder=folder,
            )  # fmt: skip
            if answer.output is None:
                raise self._unreachable(answer)
            branch = self._place.branch()
            head = git("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}").word
            yield _Workshop(folder, git, branch, head)

    def _asked(self, answer: GitAnswer) -> str:
        """What git answered, as a word."""
        return answered(self.name, answer).word

    def _unreachable(self, answer: GitAnswer) -> ReleaseRefusedError:
        reason = telling_line(answer.error)
        message = say('"{target}" cannot be reached by git: {reason}', target=self.name, reason=reason)  # fmt: skip
        hint = say("look at the address, and whether you may read it")
        return refused("REL13", self.name, message, hint)

    def _refused_push(self, answer: GitAnswer) -> ReleaseRefusedError:
        reason: Text | str = telling_line(answer.error)
        message = say('"{target}" refuses the push: {reason}', target=self.name, reason=reason)
        hint = say("nothing was published; look at its hooks, and whether you may push")
        return refused("REL13", self.name, message, hint)
