"""The plan of the site of one version: what is left of a model when its pages are known, and may be kept."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from compiler.emit.site.plan import SitePage


class VersionOfSite(Protocol):
    """A version of a standard, as what stands around all of its pages tells it."""

    @property
    def version(self) -> str:
        """The version."""

    @property
    def standard(self) -> str:
        """The title of the standard."""

    @property
    def with_guides(self) -> bool:
        """Whether there are pages of the team's own."""


class PlannedSite(NamedTuple):
    """The pages of a version of a standard, and its files that are no pages, by path in the folder of the version.

    `places` are the addresses of elements (`4.3.0/` + folder, and what stands behind the #), by the kind and the name
    that comparisons give them: `attribute Relatie.soort`. `schemas` is what tells the JSON Schemas of a message from
    others, by the folder of its page. `with_guides` says that there are pages of the team's own.
    """

    version: str
    standard: str
    with_guides: bool
    pages: tuple[SitePage, ...]
    files: dict[str, bytes]
    schemas: dict[str, str]
    places: dict[str, tuple[str, str]]
