"""With all corrections on, tools of others take every OpenAPI document; `make consumers` tries all that is slow."""

from __future__ import annotations

import pytest
from consumers import documents
from consumers.documents import Documents
from consumers.tools import FEW, TOOLS, Tool

pytestmark = pytest.mark.xdist_group("documents")

# How many things each tool is known to try, so that one that is handed nothing does not pass.
TRIED = {"documents": 23, "operations": 1717, "choices": 50}
TRIED_OF_FEW = {"documents": 3, "operations": 150, "messages": 350, "requests": 350}
WAITING = {
    "redocly": "compositions of one branch, components that nothing uses",
    "spectral_oas": "operations without descriptions, ping without a tag",
    "api_design_rules": "no API-Version, no 400, no literal version, names that are not PascalCase",
    "openapi_python_client": "a moment in a header, an entity in a query",
    "openapi_generator_python": "null is lost: attributes are not nullable",
    "prism": "the request body is optional",
}


@pytest.fixture(scope="module")
def every(tmp_path_factory) -> Documents:
    return documents.written(tmp_path_factory.mktemp("every"), "all")


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> Documents:
    return documents.written(tmp_path_factory.mktemp("few"), "all", FEW)


def waits(tool: Tool) -> object:
    """`tool`, expected to fail where a correction that it waits for is not there yet."""
    reason = WAITING.get(tool.name, "")
    return pytest.param(tool, id=tool.name, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else [])


@pytest.mark.parametrize("tool", [waits(tool) for tool in TOOLS])
def test_a_tool_takes_the_documents(tool: Tool, every: Documents, few: Documents):
    outcome = tool.run(few if tool.slow else every)

    assert outcome.tried >= (1 if tool.largest_only else (TRIED_OF_FEW if tool.slow else TRIED)[outcome.counted])
    assert tool.unexpected(outcome) == []
