"""The viewer of OpenAPI documents that a site may hold: a package of others, as its package manager unpacked it."""

from __future__ import annotations

import json
from pathlib import Path

from compiler.base.site_viewer import VIEWER_PACKAGE, SiteViewer
from compiler.base.wording import Text, say
from compiler.workspace.places import file_at, folder_at

_SCRIPT = Path("dist", "browser", "openapi-explorer.min.js")
_LICENCES = ("LICENSE", "LICENSE.txt", "LICENSE.md")


class NoViewerError(Exception):
    """Why a folder holds no viewer, and what to do."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)
        self.why = why


def read_viewer(folder: Path) -> SiteViewer:
    """The viewer in `folder`, or in the package below a folder in which npm installed it.

    Raises:
        NoViewerError: it is not there, is another package, or lacks its licence.
    """
    within = folder / "node_modules" / VIEWER_PACKAGE
    top = within if folder_at(within) else folder
    try:
        about = json.loads((top / "package.json").read_bytes())
        name, version = str(about["name"]), str(about["version"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise NoViewerError(_not_there(folder)) from None
    if name != VIEWER_PACKAGE:
        why = say(
            '"{folder}" holds {name}; a site can hold {package}: npm install {package}',
            folder=folder, name=name, package=VIEWER_PACKAGE,
        )  # fmt: skip
        raise NoViewerError(why)
    licence = next((top / each for each in _LICENCES if file_at(top / each)), None)
    if licence is None:
        raise NoViewerError(
            say('"{folder}" has no licence; a viewer is not passed on without', folder=folder)
        )
    try:
        script = (top / _SCRIPT).read_text(encoding="utf-8")
        return SiteViewer(version, script, licence.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoViewerError(_not_there(folder)) from None


def _not_there(folder: Path) -> Text:
    return say(
        '"{folder}" holds no {package}: npm install --prefix {folder} {package}',
        folder=folder, package=VIEWER_PACKAGE,
    )  # fmt: skip
