"""Guidance pages of a model: the Markdown files in its folder `docs`, which the team writes itself."""

from __future__ import annotations

import re

GUIDES_FOLDER = "docs"
_GUIDE = re.compile(rf"{GUIDES_FOLDER}/[^/]+\.md")


def is_guide(path: str) -> bool:
    """Whether the file at `path` of a model is a guidance page.

    >>> is_guide("docs/Aan de slag.md"), is_guide("docs/oud/a.md"), is_guide("docs/a.vera")
    (True, False, False)
    """
    return _GUIDE.fullmatch(path) is not None
