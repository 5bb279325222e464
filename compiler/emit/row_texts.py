"""Rows → text: CSV as the reference data of a release has it, and JSON with a line for each row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def separated(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The rows under `header`, in UTF-8, parted by semicolons, with a line feed behind each.

    A cell stands between quotes where it holds a semicolon, a quote or a line end.
    """
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def json_of_rows(about: Mapping[str, str], tables: Mapping[str, Iterable[Any]]) -> bytes:
    """An object with what is said `about` it, and the rows of `tables`: who looks for a word sees the whole row."""
    members = [f"  {_json(key)}: {_json(value)}" for key, value in about.items()]
    for name, rows in tables.items():
        lines = ",\n".join(f"    {_json(row)}" for row in rows)
        members.append(f"  {_json(name)}: [\n{lines}\n  ]" if lines else f"  {_json(name)}: []")
    return ("{\n" + ",\n".join(members) + "\n}\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
