"""What may be asked of a site."""

from __future__ import annotations

from typing import NamedTuple

from compiler.base.site_viewer import SiteViewer
from compiler.base.translation import Translate, translator

SITE_LANGUAGES = ("nl", "en")


class SiteOptions(NamedTuple):
    """What a user may ask for: `language` is that of headings and labels, one of `SITE_LANGUAGES`.

    `with_set` puts the complete set of a release among the downloads, `viewer` is what shows documents
    where requests can be tried.
    """

    language: str = SITE_LANGUAGES[0]
    with_set: bool = False
    viewer: SiteViewer | None = None

    @property
    def translate(self) -> Translate:
        """What gives a text in the language of the site."""
        return translator(self.language)
