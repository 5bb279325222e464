"""What may be asked of OpenAPI documents."""

from __future__ import annotations

from typing import NamedTuple


class OpenAPIOptions(NamedTuple):
    """What a user may ask for.

    `corrections` are ids and groups (none, compatible, all); None leaves it to the manifest. `version` is that of
    OpenAPI, "3.0" or "3.1"; empty leaves it to the manifest. With `json` each document is written as JSON too.
    """

    corrections: tuple[str, ...] | None = None
    version: str = ""
    json: bool = False
