"""What may be asked of the tables for a wiki."""

from __future__ import annotations

from typing import NamedTuple


class WikiOptions(NamedTuple):
    """What a user may ask for: with `build_number` the names of pages end in the version, build number and all."""

    build_number: bool = False
