"""With all corrections on, tools of others take every OpenAPI document; `make consumers` tries all that is slow."""

from __future__ import annotations

import pytest

from tests.outside.consumers import documents
from tests.outside.consumers.documents import Documents
from tests.outside.consumers.tools import FEW, TOOLS, Tool

pytestmark = pytest.mark.xdist_group("documents")

# How many things each tool is known to try, so that one that is handed nothing does not pass.
TRIED = {"documents": 23, "operations": 1717, "choices": 50}
TRIED_OF_FEW = {"documents": 3, "operations": 150, "messages": 350, "requests": 350}


@pytest.fixture(scope="module")
def every(tmp_path_factory) -> Documents:
    return documents.written(tmp_path_factory.mktemp("every"), "all")


@pytest.fixture(scope="module")
def few(tmp_path_factory) -> Documents:
    return documents.written(tmp_path_factory.mktemp("few"), "all", FEW)


@pytest.mark.slow
@pytest.mark.parametrize("tool", TOOLS, ids=[tool.name for tool in TOOLS])
def test_a_tool_takes_the_documents(tool: Tool, every: Documents, few: Documents):
    outcome = tool.run(few if tool.slow else every)

    assert outcome.tried >= (
        1 if tool.largest_only else (TRIED_OF_FEW if tool.slow else TRIED)[outcome.counted]
    )
    assert tool.unexpected(outcome) == []
