"""Models and single files written: beside their place first, then in it, so that no reader sees half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, then in its place, with the permissions of what stood there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".verac-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.exists():
            shutil.copymode(path, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def write_model(output: Path, files: Mapping[str, bytes]) -> None:
    """Write a model: all files beside first, then each in its place; .vera files that it does not have go away."""
    beside: list[Path] = []
    try:
        output.mkdir(parents=True, exist_ok=True)
        beside.append(Path(tempfile.mkdtemp(prefix=".verac-", dir=output)))
        for path, content in files.items():
            (beside[0] / path).parent.mkdir(parents=True, exist_ok=True)
            (beside[0] / path).write_bytes(content)
        for path in files:
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside[0] / path, output / path)
        for old in output.rglob("*.vera"):
            if old.relative_to(output).as_posix() not in files and beside[0] not in old.parents:
                old.unlink()
    finally:
        take_away(beside)


def take_away(beside: Sequence[Path]) -> None:
    """Remove the folders `beside`; an interrupt while one goes does not leave it."""
    try:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        for folder in beside:
            shutil.rmtree(folder, ignore_errors=True)
