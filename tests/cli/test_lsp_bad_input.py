"""An editor that sends what it should not, and a model that goes wrong under it: the server answers on."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from compiler.cli.lsp.positions import Units
from compiler.editing.last_sound import text_lines
from compiler.pipeline import check
from tests.helpers.editor import Editor, with_editor
from tests.helpers.small_model import REPO, SMALL
from tests.helpers.small_texts import MESSAGES, RELATIONS, TEXT


def test_bad_places_and_foreign_files_stop_nothing(small_model: Path, tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        client = editor.client
        editor.open(RELATIONS)
        for line, character in ((0, 10_000), (10_000, 0), (2**31 - 1, 2**31 - 1)):
            at = editor.at(RELATIONS, line, character)
            await client.text_document_completion_async(types.CompletionParams(**at))
            await client.text_document_definition_async(types.DefinitionParams(**at))
            await client.text_document_hover_async(types.HoverParams(**at))
        never = types.Position(2**31 - 1, 7)
        # Beyond the end is the end
        editor.write(RELATIONS, "\nentiteit {\n", types.Range(never, never))
        await editor.until(lambda: ("SYN01", 16) in editor.told(RELATIONS))
        outside = tmp_path / "elders" / "los.vera"
        outside.parent.mkdir()
        outside.write_text("domein X\nentiteit {\n")
        for uri in (
            outside.as_uri(),
            "untitled:Untitled-1",
            "file:///nergens/a.vera",
            "https://example.org/a.vera",
        ):
            item = types.TextDocumentItem(uri, "vera", 0, "domein X\nentiteit {\n")
            client.text_document_did_open(types.DidOpenTextDocumentParams(item))
            which = types.TextDocumentIdentifier(uri)
            place = types.HoverParams(which, types.Position(0, 0))
            await client.text_document_hover_async(place)
        await editor.until(lambda: client.diagnostics.get(outside.as_uri()))
        unopened = types.HoverParams(
            types.TextDocumentIdentifier("file:///x.vera"), types.Position(0, 0)
        )
        assert await client.text_document_hover_async(unopened) is None
        which_version = types.VersionedTextDocumentIdentifier(3, "file:///x.vera")
        change = types.TextDocumentContentChangeWholeDocument("x")
        client.text_document_did_change(types.DidChangeTextDocumentParams(which_version, [change]))
        editor.write(RELATIONS, TEXT)
        await editor.until(lambda: not editor.told(RELATIONS))

    with_editor(small_model, use)


def test_a_file_that_is_removed_while_open_goes_when_it_is_closed(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        editor.open(MESSAGES)
        editor.write(MESSAGES, SMALL[MESSAGES].replace("{ alle }", "{ alle, Fout }", 1))
        await editor.until(lambda: editor.told(MESSAGES))
        (small_model / MESSAGES).unlink()
        await asyncio.sleep(0.2)
        assert editor.told(MESSAGES)
        editor.close(MESSAGES)
        await editor.until(lambda: not editor.told(MESSAGES))

    with_editor(small_model, use)


@pytest.mark.parametrize("tells", [True, False])
def test_what_another_editor_saves_is_taken_over(small_model: Path, tells: bool) -> None:
    """The one client tells what changes on the disk, the other does not."""

    async def use(editor: Editor) -> None:
        editor.open(MESSAGES)
        await asyncio.sleep(0.3)
        (small_model / RELATIONS).write_text(
            TEXT.replace("entiteit Persoon is", "entiteit Mens is")
        )
        (small_model / "domeinen" / "Nieuw.vera").write_text(
            "domein Nieuw\nentiteit Ding { A : string }\n"
        )
        change = types.FileEvent(editor.uri(RELATIONS), types.FileChangeType.Changed)
        if tells:
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([change])
            )
        await editor.until(lambda: ("NAM01", 4) in editor.told(MESSAGES))
        (small_model / RELATIONS).write_text(TEXT)
        if tells:
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([change])
            )
        await editor.until(lambda: not editor.told(MESSAGES))
        await editor.until(lambda: ("GN04", 1) in editor.told("domeinen/Nieuw.vera"))
        (small_model / "domeinen" / "Nieuw.vera").unlink()
        if tells:
            gone = types.FileEvent(editor.uri("domeinen/Nieuw.vera"), types.FileChangeType.Deleted)
            editor.client.workspace_did_change_watched_files(
                types.DidChangeWatchedFilesParams([gone])
            )
        await editor.until(lambda: not editor.told("domeinen/Nieuw.vera"))

    with_editor(small_model, use, tells=tells)


def test_two_editors_on_one_model_do_not_hinder_each_other(small_model: Path) -> None:
    async def use(first: Editor) -> None:
        def in_another() -> None:
            async def other(second: Editor) -> None:
                second.open(RELATIONS)
                second.write(RELATIONS, TEXT.replace("kvkNummer", "KvkNummer"))
                await second.until(lambda: ("GN04", 13) in second.told(RELATIONS))

            with_editor(small_model, other)

        first.open(RELATIONS)
        first.write(RELATIONS, TEXT.replace("achternaam", "Achternaam"))
        await asyncio.to_thread(in_another)
        await first.until(
            lambda: {("GN04", 9)} == {e for e in first.told(RELATIONS) if e[0] == "GN04"}
        )

    with_editor(small_model, use)


@pytest.mark.parametrize("ending", ["closed", "killed", "half a message"])
def test_the_server_ends_when_its_client_is_gone(small_model: Path, ending: str) -> None:
    command = [str(Path(sys.executable).with_name("verac")), "lsp"]
    pipe = subprocess.PIPE
    params = {"capabilities": {}, "processId": None, "rootUri": small_model.as_uri()}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as server:
        say_hello(server, params)
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        if ending == "half a message":
            server.stdin.write(b"Content-Length: 400\r\n\r\n{")
        if ending == "killed":
            server.stdout.close()
        server.stdin.close()
        assert b"Traceback" not in server.stderr.read()
        server.wait(timeout=60)


def say_hello(server: subprocess.Popen[bytes], params: dict[str, Any]) -> None:
    message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}
    body = json.dumps(message).encode()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    server.stdin.flush()
    assert server.stdout.readline().startswith(b"Content-Length")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(
    text=st.text(alphabet="a é🏠\n\r\u2028\x0c", max_size=20),
    new=st.text(alphabet="b🏠\n\r", max_size=4),
    places=st.tuples(st.integers(0, 6), st.integers(0, 8), st.integers(0, 6), st.integers(0, 8)),
)
def test_changes_land_where_the_client_means_them(encoding, text, new, places) -> None:
    units = Units(encoding)
    begin, end = sorted((places[:2], places[2:]))
    change = types.TextDocumentContentChangePartial(
        types.Range(types.Position(*begin), types.Position(*end)), new
    )

    def offset(line: int, unit: int) -> int:
        """Counted bluntly: character by character."""
        at, lines = 0, 0
        while at < len(text) and lines < line:
            if text[at] == "\n" or (text[at] == "\r" and text[at + 1 : at + 2] != "\n"):
                lines += 1
            at += 1
        if lines < line:
            return len(text)
        used = 0
        while at < len(text) and text[at] not in "\r\n":
            size = {
                "utf-8": len(text[at].encode()),
                "utf-16": 1 + (text[at] > "\uffff"),
                "utf-32": 1,
            }[encoding]
            if used + size > unit:
                break
            used, at = used + size, at + 1
        return at

    expected = text[: offset(*begin)] + new + text[max(offset(*end), offset(*begin)) :]
    assert units.changed(text, change) == expected


@given(st.text(alphabet="a é🏠\n\r", max_size=20), st.integers(1, 8), st.integers(1, 12))
def test_a_place_comes_back_from_the_client_as_it_went(text, line, column) -> None:
    lines = text_lines(text)
    units = Units()
    line = min(line, len(lines))
    column = min(column, len(lines[line - 1]) + 1)
    assert units.place(lines, units.position(lines, line, column)) == (line, column)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 16), st.integers(0, 30), st.integers(0, 20), st.sampled_from(
            ["", "{", "}\n", "entiteit X\n", "    b : Persoon\n", "🏠", "\r\n", '"', "x"]
        )),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_after_any_typing_the_client_has_what_a_check_finds(small_model: Path, typed) -> None:
    units = Units()

    async def use(editor: Editor) -> None:
        editor.open(RELATIONS, TEXT)
        text = TEXT
        for line, character, length, new in typed:
            place = types.Range(
                types.Position(line, character), types.Position(line, character + length)
            )
            text = units.changed(text, types.TextDocumentContentChangePartial(place, new))
            editor.write(RELATIONS, new, place)
        files = {name: content.encode() for name, content in SMALL.items()} | {
            RELATIONS: text.encode()
        }
        found = [each for each in check(files, thorough=True).diagnostics if not each.suppressed]
        errors = {(each.id, max(each.span.line - 1, 0), each.span.file) for each in found}

        def told() -> set[tuple[str, int, str]]:
            return {(id_, line, path) for path in SMALL for id_, line in editor.told(path)}

        await editor.until(lambda: errors <= told())
        editor.write(RELATIONS, TEXT)
        clean = {(each.id, max(each.span.line - 1, 0), each.span.file)
                 for each in check({k: v.encode() for k, v in SMALL.items()}, thorough=True).diagnostics
                 if not each.suppressed}  # fmt: skip
        await editor.until(lambda: told() == clean)

    with_editor(small_model, use)


def test_a_model_of_two_thousand_entities_is_answered(tmp_path: Path) -> None:
    folder = tmp_path / "groot"
    folder.mkdir()
    (folder / "standaard.vera").write_text(SMALL["standaard.vera"])
    (folder / "domeinen").mkdir()
    shutil.copy(REPO / "models" / "voorbeeld" / "standaard.vera", tmp_path)
    for number in range(40):
        lines = [f"domein D{number}"] + [
            f"entiteit E{number}x{each} (meervoud E{number}x{each}en) {{ a : string, b : E{number}x{each}.sleutels }}"
            for each in range(50)
        ]
        (folder / "domeinen" / f"D{number}.vera").write_text("\n".join(lines))

    async def use(editor: Editor) -> None:
        editor.open("domeinen/D7.vera")
        editor.write("domeinen/D7.vera", "domein D7\nentiteit E7x1 { Fout : E39x49 }\n")
        await editor.until(lambda: ("GN04", 1) in editor.told("domeinen/D7.vera"))
        at = editor.at("domeinen/D7.vera", 1, 25)
        found = (
            await editor.client.text_document_definition_async(types.DefinitionParams(**at)) or ()
        )
        assert [each.uri for each in found if isinstance(each, types.Location)] == [
            editor.uri("domeinen/D39.vera")
        ]

    with_editor(folder, use)


def test_an_interrupt_ends_the_server_without_a_trace(small_model: Path) -> None:
    command = [str(Path(sys.executable).with_name("verac")), "lsp"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as server:
        say_hello(server, {"capabilities": {}})
        time.sleep(0.5)  # it waits for its client, who says nothing
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 128 + signal.SIGTERM
        assert server.stderr is not None
        assert server.stderr.read() == b""
