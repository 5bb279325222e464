"""An OCI registry as a target: a mirror of the images that a folder has.

A registry lets every publisher believe that it was first. So the tag is looked at before and after the push, and
another content is told; who was first is settled by a folder or git.
"""

from __future__ import annotations

from collections.abc import Sequence

from compiler.base.wording import say
from compiler.release.oci_images import (
    Image,
    image_annotations,
    image_layers,
    image_of,
    image_of_withdrawal,
    label_of,
    published_of,
    release_in,
    tag_of,
)
from compiler.release.problems import ReleaseRefusedError, refused
from compiler.release.registry import Registry
from compiler.release.release import Release
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


class RegistryTarget:
    """Releases as images in a registry."""

    def __init__(self, registry: Registry) -> None:
        self.name = registry.address
        self._registry = registry

    def releases(self) -> tuple[PublishedRelease, ...]:
        """All releases and candidates, oldest first."""
        found = {}
        for tag in self._registry.tags():
            if label_of(tag.removeprefix(WITHDRAWN)):
                image = self._registry.image(tag)
                if image is not None:
                    found[tag] = image_annotations(image, self.name)
        return published_of(found)

    def take(self, label: ReleaseVersion) -> Release:
        """The release with this label; every blob is what its name says."""
        image = self._registry.image(tag_of(label))
        if image is None:
            raise release_not_there(self.name, label)
        layers = image_layers(image, self.name)
        return release_in(map(self._registry.blob, layers), self.name)

    def records(self, chains: Sequence[str]) -> dict[str, tuple[bytes, ...]]:
        """Nothing: a registry keeps no records."""
        raise self._no_records(chains)

    def add_record(self, chain: str, number: int, content: bytes, moment: int) -> bool:  # noqa: ARG002 - a Target's signature
        """Nothing: a registry tells nobody who was first."""
        raise self._no_records((chain,))

    def _no_records(self, chains: Sequence[str]) -> ReleaseRefusedError:
        message = say(
            '"{target}" is a registry, which keeps no environments ({names})',
            target=self.name,
            names=", ".join(chains),
        )
        hint = say(
            "a registry tells nobody who was first: name a folder or git repository, and copy"
        )
        return refused("ENV12", self.name, message, hint, code=2)

    def publish(self, release: Release, label: ReleaseVersion) -> PublishOutcome:
        """Push the release, and look whether it is what its tag leads to."""
        found = refuse_other_content(self.name, self.releases(), release.digest, label)
        if found is not None:
            return found
        image = image_of(release)
        self._push(tag_of(label), image)
        refuse_other_content(self.name, self.releases(), release.digest, label)
        self._confirm(tag_of(label), image)
        return PublishOutcome.PUBLISHED

    def withdraw(self, label: ReleaseVersion, withdrawal: Withdrawal) -> PublishOutcome:
        """Mark the release by an image of its own."""
        found = check_withdrawal(self.name, self.releases(), label, withdrawal)
        if found is not None:
            return found
        tag, image = f"{WITHDRAWN}{tag_of(label)}", image_of_withdrawal(withdrawal)
        self._push(tag, image)
        self._confirm(tag, image)
        return PublishOutcome.PUBLISHED

    def _push(self, tag: str, image: Image) -> None:
        for digest, content in image.blobs.items():
            self._registry.put_blob(digest, content)
        self._registry.put_image(tag, image.content)

    def _confirm(self, tag: str, image: Image) -> None:
        """Look whether the tag leads to what was pushed, or to another image of the same release."""
        there = self._registry.image(tag)
        if there is not None and image_annotations(there, self.name) == image_annotations(
            image.content, self.name
        ):
            return
        message = say(
            '"{target}" has something else under {tag} than was pushed: somebody else pushed too',
            target=self.name,
            tag=tag,
        )
        hint = say(
            "a registry does not say who was first: ask a folder or git, and copy from there"
        )
        raise refused("REL02", self.name, message, hint)
