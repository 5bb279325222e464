"""What tests of bad releases share."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.helpers.bad_input import CELLS, SHEET


def change_sheet(
    release: Path, change: Callable[[dict[str, bytes]], object], packing: int = zipfile.ZIP_DEFLATED
) -> None:
    """Let `change` work on the members of the sheet."""
    with zipfile.ZipFile(release / SHEET) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(release / SHEET, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def cells(old: str, new: str) -> Callable[[Path], None]:
    """A change of the sheet: one text among its cells by another."""

    def change(members: dict[str, bytes]) -> None:
        assert old.encode() in members[CELLS]
        members[CELLS] = members[CELLS].replace(old.encode(), new.encode(), 1)

    return lambda release: change_sheet(release, change)


SCHEMAS = ("components", "schemas")


def with_property(body: Any, name: Any = "nieuw") -> Any:
    """A schema with one property more."""
    return [
        {"$ref": "#/components/schemas/Relatie-basis"},
        {"type": "object", "properties": {name: body}},
    ]


ALL_OF = (*SCHEMAS, "Organisatie", "allOf")


def with_shape(path: Path, keys: tuple[str, ...], value: Any) -> None:
    """Put `value` in the document `path`, in the place that `keys` lead to."""
    tree = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    node = tree
    for key in keys[:-1]:
        node = node[key]
    node[keys[-1]] = value
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(
        yaml.dump(tree, Dumper=dumper, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )
