"""The file beside a model that says where the boxes of its diagrams stand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compiler.base.reasons import reason_of
from compiler.base.wording import say
from compiler.cli.lang import tell
from compiler.emit.diagrams.options import PLACES_FILE

_LARGEST = 50_000_000


def read_beside(model: Path) -> str:
    """What the file beside `model` says; empty where there is none that can be read."""
    place = model / PLACES_FILE
    try:
        if not place.is_file() or place.stat().st_size > _LARGEST:
            return ""
        return place.read_text("utf-8", "replace")
    except OSError:
        return ""


def write_beside(model: Path, files: Mapping[str, bytes]) -> str:
    """Write what diagrams know for the next time beside `model`, and give what stands there now; nothing without files.

    Where that cannot be written the diagrams are right all the same, so it is only told.
    """
    from compiler.workspace.model_writing import replace_file

    if PLACES_FILE not in files:
        return ""
    content = files[PLACES_FILE]
    text = content.decode("utf-8")
    if text == read_beside(model):
        return text
    try:
        replace_file(model / PLACES_FILE, content)
    except OSError as error:
        tell(
            say(
                "{path} cannot be written: {reason}; boxes may move the next time",
                path=model / PLACES_FILE,
                reason=reason_of(error),
            ),
            err=True,
        )
        return read_beside(model)
    return text
