"""Where the pages of interfaces are, and what their parts are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compiler.emit.site.addresses import SiteAddresses, anchors
from compiler.model.documents import DocumentKind

API = "api"


def interface_folder(addresses: SiteAddresses, kind: DocumentKind, name: str) -> str:
    """The address of the page of a document of the domain or the process `name`."""
    folders = addresses.processes if kind is DocumentKind.PROCESS else addresses.domains
    return f"{API}/{folders[name]}"


def resource_parts(names: Sequence[str]) -> Mapping[str, str]:
    """What the parts of the page of a document are called that tell of its resources, by the `names` of these."""
    parts = anchors(f"resource-{name}" for name in names)
    return {name: parts[f"resource-{name}"] for name in names}
