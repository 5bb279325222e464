"""What a client no longer wants to know costs nothing: a request that it cancels, a check that a later key overtook."""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.cli.lsp.desk import Desk
from compiler.editing.session import Answer, Session
from tests.helpers.editor import Editor, with_editor
from tests.helpers.small_model import SMALL

RELATIONS = "domeinen/Relaties.vera"
LIVING = "domeinen/Wonen.vera"
TEXT = SMALL[RELATIONS]
CANCELLED = -32800  # RequestCancelled, in the specification of the protocol
KEYS = 40
PARTY = "entiteit Partij (meervoud Partijen) {\n    naam : string\n}\n"


def asked_for_actions(editor: Editor) -> Future[object]:
    """Ask what can be done about a text: the answer waits for a check of the text as it is."""
    params = types.CodeActionParams(
        types.TextDocumentIdentifier(editor.uri(RELATIONS)),
        types.Range(types.Position(0, 0), types.Position(0, 0)),
        types.CodeActionContext([]),
    )
    found: Future[object] = editor.client.protocol.send_request(
        types.TEXT_DOCUMENT_CODE_ACTION, params
    )
    return found


async def actions(editor: Editor) -> None:
    await asyncio.wrap_future(asked_for_actions(editor))


def test_a_cancelled_request_is_answered_as_such_and_the_next_one_as_ever(
    small_model: Path,
) -> None:
    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        await actions(editor)
        for number in range(5):
            editor.write(RELATIONS, TEXT.replace("achternaam", f"Achternaam{number}"))
            asked = asked_for_actions(editor)
            ids = [*editor.client.protocol._request_futures]  # noqa: SLF001 - nobody else knows them
            editor.client.cancel_request(types.CancelParams(ids[-1]))
            with pytest.raises(JsonRpcException) as refused:
                await asyncio.wrap_future(asked)
            assert refused.value.code == CANCELLED
        await actions(editor)
        assert [id_ for id_, _ in editor.told(RELATIONS) if id_ == "GN04"] == ["GN04"]

    with_editor(small_model, use)


def test_of_keys_in_a_row_the_last_one_is_judged(small_model: Path) -> None:
    """Each key changes what is found in another file; told is what the last one left, and not what every one did."""
    told: list[str] = []
    owned = "domein Wonen\n\nentiteit Pand (meervoud Panden) {\n    eigenaar : Partij\n}\n"
    (small_model / LIVING).write_text(owned)

    async def use(editor: Editor) -> None:
        features = editor.client.protocol.fm.features
        known = features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS]

        def listen(params: types.PublishDiagnosticsParams) -> None:
            if params.uri == editor.uri(LIVING):
                told.append(params.uri)
            known(params)

        features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = listen
        editor.open(RELATIONS)
        await actions(editor)
        told.clear()
        for number in range(KEYS):
            editor.write(RELATIONS, TEXT if number % 2 else f"{TEXT}\n{PARTY}")
        editor.write(RELATIONS, f"{TEXT}\n{PARTY}")
        await actions(editor)

    with_editor(small_model, use)
    assert 0 < len(told) < KEYS / 4


class CountedSession(Session):
    """A session that counts the steps of each check that was begun."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        self.steps: list[int] = []

    def checking(self) -> Generator[None, None, Answer]:
        """The same steps, counted."""
        number = len(self.steps)
        self.steps.append(0)
        steps = super().checking()
        while True:
            self.steps[number] += 1
            try:
                next(steps)
            except StopIteration as end:
                answer: Answer = end.value
                return answer
            yield


def test_a_check_that_is_overtaken_takes_no_step_more(small_model: Path) -> None:
    async def run() -> tuple[list[int], list[int]]:
        desk = Desk(small_model, Context(), publish_nothing)
        session = desk.session = CountedSession(desk.session.files())
        desk.changed(RELATIONS)
        while not session.steps or session.steps[0] < 3:  # noqa: ASYNC110 - a step is no event
            await asyncio.sleep(0)
        session.open(RELATIONS, TEXT.replace("achternaam", "Achternaam"))
        at_the_key = list(session.steps)
        desk.changed(RELATIONS)
        await desk.settled()
        await desk.end()
        return at_the_key, session.steps

    at_the_key, steps = asyncio.run(run())
    assert len(steps) == 2
    assert steps[0] == at_the_key[0] < steps[1]


def publish_nothing(_desk: Desk, _path: str, _found: Sequence[Diagnostic]) -> None:
    """Nobody listens."""
