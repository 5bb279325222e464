"""Where the file of each picture is, and how one leads to another."""

from __future__ import annotations

import posixpath
import re
import unicodedata
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
# A disk counts bytes, and takes 255 with all that is put behind a name.
_MOST_BYTES = 240


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


def safe_names(names: Iterable[str], others: Iterable[str] = ()) -> Mapping[str, str]:
    """By each of `names` one that every disk takes, and none takes for another's or for one of `others` beside them.

    Most stay as they are. One with other characters, or that differs from an earlier one in capitals only, or in how an
    accent is written, has a few characters behind it that come from the name alone.
    """
    given = list(names)
    found: dict[str, str] = {}
    taken = set(map(_on_a_disk, others))
    for name in sorted(given, key=lambda each: (_changed(each), given.index(each))):
        safe = _shortened(_UNSAFE.sub("_", name))
        if _changed(name) or _on_a_disk(safe) in taken:
            safe += f"-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        taken.add(_on_a_disk(safe))
        found[name] = safe
    return {name: found[name] for name in given}


def _on_a_disk(name: str) -> str:
    """What is the same for names that some disk takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _shortened(name: str) -> str:
    return name[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")


def _changed(name: str) -> bool:
    return bool(
        _UNSAFE.search(name) or _RESERVED.fullmatch(name) or _shortened(name) != name or not name
    )


def address(source: str, target: str) -> str:
    """How the file at `target` is called in the file at `source`."""
    return posixpath.relpath(target, posixpath.dirname(source) or ".")
