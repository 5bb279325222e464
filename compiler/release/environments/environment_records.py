"""A record of an environment: what it holds from then on, and who said so.

The records of one environment are a chain, numbered from 1. The last one says what is; none is ever changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class RecordAction(StrEnum):
    """What a record did: another release, a hold, or the end of one."""

    PROMOTED = "promoted"
    HELD = "held"
    RESUMED = "resumed"


class EnvironmentRecord(NamedTuple):
    """What an environment holds.

    `label` and `digest` are those of its release, empty before the first one, and `since` is when it came; `before` is
    the label that it held before that. `held` is why nothing may be promoted to it, empty where it may. `who` wrote
    this record and `when` (ISO 8601, UTC), by which trigger and run, both empty for what was done by hand. `source`
    and `model` are the commit and the digest of the model of the release.
    """

    number: int
    environment: str
    action: RecordAction
    label: str
    digest: str
    since: str
    before: str
    held: str
    who: str
    when: str
    trigger: str = ""
    run: str = ""
    source: str = ""
    model: str = ""


def record_json(record: EnvironmentRecord) -> bytes:
    """The file of a record."""
    text = json.dumps(record._asdict(), indent=1, ensure_ascii=False)
    return (text + "\n").encode(errors="backslashreplace")


def parse_record(content: bytes) -> EnvironmentRecord | None:
    """The record that `content` is; None where it is none."""
    try:
        found = json.loads(content)
        fields = {name: found[name] for name in EnvironmentRecord._fields}
        number, action = fields.pop("number"), RecordAction(fields.pop("action"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if type(number) is not int or not all(isinstance(each, str) for each in fields.values()):
        return None
    return EnvironmentRecord(number=number, action=action, **fields)


def last_record(records: Sequence[EnvironmentRecord]) -> EnvironmentRecord | None:
    """What an environment is now; None where nothing was ever done to it."""
    return records[-1] if records else None
