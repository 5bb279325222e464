"""Packages → domains: each package that holds classes is one, called after it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from compiler.importers.uml.drawing import Drawing, DrawnPackage

# A domain names files, so it has letters, digits, blanks, dots, hyphens and underscores, and not too many.
_OTHER_SIGNS = re.compile(r"[^\w .-]+|\.\.+")
_LONGEST = 90
_OF_DISKS = re.compile(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?")


def domain_names(drawing: Drawing, outside: str) -> dict[str, str]:
    """The domain of each package by its key; that of what stands in no package is `outside`, by the empty key.

    Where packages have one name, or differ in capitals only, the names of the packages around each are put before it,
    as many as tell them apart, and a number where none does.
    """
    packages = {package.key: package for package in drawing.packages}
    used = dict.fromkeys(each.package for each in drawing.classes)
    paths = {key: _path(key, packages) or [outside] for key in used}
    lengths = dict.fromkeys(paths, 1)
    while True:
        names = {key: _safe(" ".join(path[-lengths[key] :])) for key, path in paths.items()}
        met = Counter(name.casefold() for name in names.values())
        short = [
            key
            for key, name in names.items()
            if met[name.casefold()] > 1 and lengths[key] < len(paths[key])
        ]
        if not short:
            return _numbered(names)
        lengths.update({key: lengths[key] + 1 for key in short})


def _safe(name: str) -> str:
    """`name` as one that can name a file."""
    plain = " ".join(_OTHER_SIGNS.sub(" ", name).split())[:_LONGEST].strip(" .-") or "Domein"
    return f"Domein {plain}" if _OF_DISKS.fullmatch(plain) else plain


def _path(key: str, packages: Mapping[str, DrawnPackage]) -> list[str]:
    """The names of the package and of those around it, the outer one first."""
    names: list[str] = []
    seen: set[str] = set()
    while key in packages and key not in seen:
        seen.add(key)
        if packages[key].name.strip():
            names.insert(0, packages[key].name.strip())
        key = packages[key].parent
    return names


def _numbered(names: dict[str, str]) -> dict[str, str]:
    """The names, with a number behind each that stands before it already."""
    taken: set[str] = set()
    made: dict[str, str] = {}
    for key, name in names.items():
        one, number = name, 2
        while one.casefold() in taken:
            one, number = f"{name} {number}", number + 1
        taken.add(one.casefold())
        made[key] = one
    return made
