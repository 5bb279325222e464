"""Which target a name opens, whatever other runs do meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from compiler.release.folder_target import FolderTarget
from compiler.release.open_target import open_target
from tests.helpers.released import label, refusal, small_release

FIRST = label("1.0.0+260101.1")
MOST_LOOKS = 30


@pytest.mark.parametrize("name", ["model", "file", "absent", "oci://", "oci://Host/../x", "a\0b"])
def test_what_is_no_target_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "a.vera").write_text("", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    given = name if ":" in name else str(tmp_path / name)
    assert refusal(lambda: open_target(given)) == "REL07"
    if name != "absent":
        assert refusal(lambda: open_target(given, writing=True)) == "REL07"


@pytest.mark.parametrize("before", ["nothing", "an empty folder", "what a killed run left"])
def test_a_folder_is_a_target_at_every_moment_of_the_run_that_makes_it_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    """The other run publishes right before the first look that this one takes, the second, and so on."""
    release = small_release(str(FIRST))
    for moment in range(MOST_LOOKS):
        folder = tmp_path / str(moment)
        if before != "nothing":
            folder.mkdir()
        if before == "what a killed run left":
            (folder / "blobs").mkdir()

        def publish(name: str = str(folder)) -> None:
            open_target(name, writing=True).publish(release, FIRST)

        with monkeypatch.context() as patch:
            looks = looks_at_files(patch, moment, publish)
            opened = open_target(str(folder), writing=True)
        assert isinstance(opened, FolderTarget)
        if len(looks) <= moment:
            assert moment > 1
            return
        assert [each.label for each in opened.releases()] == [FIRST]
    pytest.fail(f"it looks more than {MOST_LOOKS} times")


def looks_at_files(
    patch: pytest.MonkeyPatch, moment: int, meanwhile: Callable[[], None]
) -> list[str]:
    """The looks that this process takes from now on; right before the one of number `moment`, `meanwhile` is called."""
    looks: list[str] = []
    ways = {name: getattr(os, name) for name in ("stat", "lstat", "listdir", "scandir")}

    def look(name: str, *arguments: Any, **named: Any) -> Any:
        looks.append(name)
        if len(looks) == moment + 1:
            with patch.context() as as_it_was:
                for each, way in ways.items():
                    as_it_was.setattr(os, each, way)
                meanwhile()
        return ways[name](*arguments, **named)

    for name in ways:
        patch.setattr(os, name, partial(look, name))
    return looks
