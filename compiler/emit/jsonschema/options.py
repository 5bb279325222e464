"""What may be asked of JSON Schemas."""

from __future__ import annotations

from typing import NamedTuple

ALL_CODES = "all"


class SchemaOptions(NamedTuple):
    """What a user may ask for.

    `strict` closes objects; `codes` makes enumerations of reference data: of the values that hold on a day
    (`2026-01-31`), or of all of them (ALL_CODES), empty for none.
    """

    strict: bool = False
    codes: str = ""
