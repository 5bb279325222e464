"""Descriptions as a page shows them: Markdown without HTML, and links between elements by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from compiler.emit.site.addresses import SiteAddresses
from compiler.emit.site.plan import SitePiece
from compiler.model.model import Model
from compiler.model.named_links import NAMED_LINK, LinkTarget, link_targets

# Without any of these a text of one paragraph means nothing in Markdown but itself.
_MEANS_SOMETHING = re.compile(r"[\\`*_\[\]<>&#~|]|\n|^ {0,3}(?:[-+=]|\d{1,9}[.)])|  $|^    ")
# In a table of many elements as much is shown of each; the rest stands on its own page.
_BRIEF = 400


class Descriptions:
    """Shows the texts of one model."""

    def __init__(self, model: Model, addresses: SiteAddresses) -> None:
        self._model = model
        self._addresses = addresses
        self._known: dict[str, SitePiece] = {}

    def piece(self, text: str) -> SitePiece:
        """A text of the model; `html` is what it looks like where that is more than one plain paragraph."""
        found = self._known.get(text)
        if found is None:
            html = self._html(text) if _MEANS_SOMETHING.search(text) else ""
            found = self._known[text] = SitePiece(text, html=html, mark="tekst")
        elif found.html:  # who notes what is looked at should know of these as well
            for name in NAMED_LINK.findall(text):
                self._links.get(name)
        return found

    def brief(self, text: str) -> SitePiece:
        """The beginning of a text, for a table of what has pages of its own."""
        first, _, rest = text.partition("\n\n")
        if len(first) > _BRIEF:
            first, rest = first[:_BRIEF].rpartition(" ")[0] or first[:_BRIEF], "…"
        return self.piece(f"{first} …" if rest.strip() else text)

    def link_of(self, path: str) -> str:
        """The link to an element by its path; to what it stands in where it has none itself, else empty."""
        links = self._links
        while path and path not in links:
            path = path.rpartition("." if "." in path else "/")[0]
        return links.get(path, "")

    @cached_property
    def _html(self) -> Callable[[str], str]:
        from compiler.emit.site.markdown_html import markdown_with  # noqa: PLC0415 - most texts are plain

        return markdown_with(self._links)

    @cached_property
    def _links(self) -> Mapping[str, str]:
        """The link that each name between double brackets is."""
        return _Links(link_targets(self._model), self._addresses)


class _Links(Mapping[str, str]):
    """The links to `targets`; most are never asked for."""

    def __init__(self, targets: Mapping[str, LinkTarget], addresses: SiteAddresses) -> None:
        self._targets = targets
        self._addresses = addresses

    def __getitem__(self, name: str) -> str:
        return self._addresses.of_target(self._targets[name])

    def __contains__(self, name: object) -> bool:
        return name in self._targets

    def __iter__(self) -> Iterator[str]:
        return iter(self._targets)

    def __len__(self) -> int:
        return len(self._targets)
