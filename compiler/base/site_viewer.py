"""The viewer of OpenAPI documents that a site may hold."""

from __future__ import annotations

from typing import NamedTuple

# The package of others in which requests can be tried: docs/decisions/0028-site.md tells why this one.
VIEWER_PACKAGE = "openapi-explorer"


class SiteViewer(NamedTuple):
    """The script of the viewer in a version of its package, and its licence."""

    version: str
    script: str
    licence: str
