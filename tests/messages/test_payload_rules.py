"""The rules of the guideline for payloads and ids: what is not as it says is known, and the table in docs shows it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNSEEN = "PATCH without id in the address"


@pytest.fixture(scope="module")
def writer() -> Any:
    spec = importlib.util.spec_from_file_location(
        "write_payload_rules", ROOT / "tools" / "write_payload_rules.py"
    )
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def differing(writer: Any, judge: str) -> list[tuple[str, dict[str, Any], bool]]:
    """Where `judge` says something else than the guideline: the place, the message, whether it takes it."""
    return [
        (verdict.place, verdict.rule.message, verdict.taken[judge])
        for verdict in writer.verdicts()
        if verdict.taken[judge] is not verdict.asked
    ]


@pytest.mark.parametrize("judge", ["validate", "JSON Schema"])
def test_messages_are_judged_as_the_guideline_says(writer: Any, judge: str) -> None:
    assert len(list(writer.verdicts())) > 40
    assert differing(writer, judge) == [(UNSEEN, {"adressen": []}, True)]


def test_openapi_with_all_corrections_says_what_it_can(writer: Any) -> None:
    found = differing(writer, "OpenAPI all")
    nulls = [message for _, message, _ in found if message.get("id", "") is None]
    others = [(place, taken) for place, message, taken in found if message not in nulls]
    assert len(nulls) == 4
    assert others == [("PUT", True)]  # that it carries every attribute


def test_openapi_with_compatible_corrections_refuses_nothing_that_is_right(writer: Any) -> None:
    assert [each for each in differing(writer, "OpenAPI compatible") if not each[2]] == []
    assert any(not taken for *_, taken in differing(writer, "OpenAPI none"))  # null


def test_the_table_is_up_to_date(writer: Any) -> None:
    """What `make docs` writes stands there already."""
    page = writer.PAGE.read_text(encoding="utf-8")
    assert page.count("the guideline's own example") == 1
    assert page == writer.with_table(page)
