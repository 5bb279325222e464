"""Where the file of each picture is, and how one leads to another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from compiler.emit.diagrams.scene import (
    WHOLE,
    subject_of_domain,
    subject_of_entity,
    subject_of_message,
)
from compiler.model.model import Model

_UNSAFE = re.compile(r"[^\w.-]|^\.|\.$")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\..*)?")
_LONGEST = 80


def picture_paths(model: Model) -> Mapping[str, str]:
    """By the subject of each picture the path of its file, without what tells the format."""
    found = {WHOLE: WHOLE}
    for domain, name in safe_names(model.domains).items():
        found[subject_of_domain(domain)] = f"domeinen/{name}"
    folders = safe_names(model.processes)
    for code, process in model.processes.items():
        names = safe_names(message.name.text for message in process.messages)
        for message, name in names.items():
            found[subject_of_message(code, message)] = f"berichten/{folders[code]}/{name}"
    for key, name in safe_names(model.entities).items():
        found[subject_of_entity(key)] = f"entiteiten/{name}"
    return found


def safe_names(names: Iterable[str]) -> Mapping[str, str]:
    """By each of `names` one that every disk takes, and none takes for another's.

    Most stay as they are. One with other characters, or that differs from an earlier one in capitals only, has a few
    characters behind it that come from the name alone.
    """
    given = list(names)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(given, key=lambda each: (_changed(each), given.index(each))):
        safe = _UNSAFE.sub("_", name)[:_LONGEST]
        if _changed(name) or safe.casefold() in taken:
            safe += f"-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        taken.add(safe.casefold())
        found[name] = safe
    return {name: found[name] for name in given}


def _changed(name: str) -> bool:
    return bool(
        _UNSAFE.search(name) or _RESERVED.fullmatch(name) or len(name) > _LONGEST or not name
    )


def address(source: str, target: str) -> str:
    """How the file at `target` is called in the file at `source`."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")
