"""What may be asked of a site."""

from __future__ import annotations

from typing import NamedTuple

SITE_LANGUAGES = ("nl", "en")


class SiteOptions(NamedTuple):
    """What a user may ask for: `language` is that of headings and labels, one of `SITE_LANGUAGES`.

    `with_set` puts the complete set of a release among the downloads.
    """

    language: str = SITE_LANGUAGES[0]
    with_set: bool = False
