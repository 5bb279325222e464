"""The ids that a comparison of versions can report, without loading what makes it."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator

from compiler.compare import judges

_OF_VERSION_NUMBERS = ("VS01", "VS02", "VS03", "VS04", "VS05", "VS06", "VS07", "VS08", "VS09")


def change_ids() -> Iterator[str]:
    """The ids of all judges, whose modules are named after them, and of what is said of version numbers."""
    for module in pkgutil.iter_modules(judges.__path__):
        yield module.name.split("_")[0].upper()
    yield from _OF_VERSION_NUMBERS
