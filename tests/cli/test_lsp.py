"""The real server, asked by a real client: what an editor sees, and what bad input does to it."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lsprotocol import types

from compiler.cli.lsp.positions import Units
from compiler.editing.last_sound import text_lines
from compiler.pipeline import check
from compiler.workspace.model_reading import read_model
from tests.helpers.editor import Editor, with_editor
from tests.helpers.small_model import REPO, SMALL, Run

RELATIONS, MESSAGES = "domeinen/Relaties.vera", "ketenprocessen/BRG.vera"
TEXT = SMALL[RELATIONS]


def place_of(text: str, word: str) -> tuple[int, int]:
    at = text.index(word)
    return text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1


def test_findings_come_while_typing_and_go_when_they_are_mended(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.open(MESSAGES)
        editor.write(RELATIONS, TEXT.replace("achternaam", "Achternaam"))
        await editor.until(lambda: ("GN04", 9) in editor.told(RELATIONS))
        (found,) = [each for each in editor.found(RELATIONS) if each.code == "GN04"]
        assert found.range == types.Range(types.Position(9, 4), types.Position(9, 14))
        assert found.severity is types.DiagnosticSeverity.Error
        assert found.message == '"Achternaam" begins with a capital\nwrite "achternaam"'
        editor.write(RELATIONS, TEXT.replace("entiteit Persoon is", "entiteit Mens is"))
        await editor.until(lambda: ("NAM01", 4) in editor.told(MESSAGES))  # found in another file
        editor.write(RELATIONS, TEXT.replace("achternaam : string", "achternaam : strin"))
        await editor.until(lambda: editor.told(RELATIONS) == {("NAM01", 9)})
        await editor.until(lambda: not editor.told(MESSAGES))
        editor.write(RELATIONS, TEXT)
        await editor.until(lambda: not editor.told(RELATIONS))

    with_editor(small_model, use)


def test_a_guidance_page_is_checked_too(small_model: Path) -> None:
    path = "docs/begin.md"
    (small_model / "docs").mkdir()
    (small_model / path).write_text("Over een [[Relatie]].\n", encoding="utf-8")

    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.open(path)
        editor.write(path, "Over een [[Relatie]].\n\n[[diagram: Persoon]] [[Relatei]]\n")
        await editor.until(lambda: editor.told(path) == {("AN03", 2)})
        editor.write(RELATIONS, TEXT.replace("Persoon", "Mens"))
        await editor.until(lambda: len(editor.found(path)) == 2)
        which = types.TextDocumentIdentifier(editor.uri(path))
        options = types.FormattingOptions(tab_size=4, insert_spaces=True)
        asked = types.DocumentFormattingParams(which, options)
        assert not await editor.client.text_document_formatting_async(asked)
        colours = types.SemanticTokensParams(which)
        told = await editor.client.text_document_semantic_tokens_full_async(colours)
        assert told is not None
        assert not told.data
        editor.write(RELATIONS, TEXT)
        editor.write(path, "Over een [[Relatie]].\n")
        await editor.until(lambda: not editor.told(path))

    with_editor(small_model, use)


def test_the_file_of_environments_is_checked_too_and_is_no_text_of_the_model(
    small_model: Path,
) -> None:
    name = "omgevingen.vera"
    (small_model / name).write_text("omgevingen {\n    omgeving test\n}\n", encoding="utf-8")

    async def use(editor: Editor) -> None:
        editor.open(name)
        editor.write(name, "omgevingen {\n    omgeving test\n    trigger t { promoveer tst }\n}\n")
        await editor.until(lambda: len(editor.told(name)) == 1)
        assert [each.code for each in editor.found(name)] == ["ENV03"]
        editor.write(name, "omgevingen {\n    omgeving test\n}\n")
        await editor.until(lambda: not editor.told(name))

    with_editor(small_model, use)


def test_the_standard_has_in_an_editor_what_a_check_finds() -> None:
    folder = REPO / "models" / "vera"
    expected: dict[str, list[tuple[str, int, str]]] = {}
    for each in check(read_model(folder).files, thorough=True).diagnostics:
        if not each.suppressed:
            message = "\n".join(filter(None, (each.message, each.hint)))
            told = (each.id, max(each.span.line - 1, 0), message)
            expected.setdefault(each.span.file, []).append(told)

    async def use(editor: Editor) -> None:
        editor.open("domeinen/Vastgoed.vera")

        def shown(path: str) -> list[tuple[str, int, str]]:
            return [(str(e.code), e.range.start.line, e.message) for e in editor.found(path)]

        await editor.until(lambda: all(shown(path) == expected[path] for path in expected))

    with_editor(folder, use)


async def base_of_persoon(editor: Editor) -> dict[str, Any]:
    """Where a text that is not saved names the base of Persoon, as a question asks of it."""
    text = "// nieuw\n\n" + TEXT.replace("achternaam", "Achternaam")
    editor.open(MESSAGES)
    editor.open(RELATIONS)
    editor.write(RELATIONS, text)
    await editor.until(lambda: ("GN04", 11) in editor.told(RELATIONS))
    line, character = (
        place_of(text, "Relatie (") if "Relatie (" in text else place_of(text, "is Relatie")
    )
    return editor.at(RELATIONS, line, character + 4)


def test_questions_are_answered_from_the_text_as_it_is(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        client, base = editor.client, await base_of_persoon(editor)
        (location,) = (
            await client.text_document_definition_async(types.DefinitionParams(**base)) or ()
        )
        assert isinstance(location, types.Location)
        assert (location.uri, location.range.start.line) == (editor.uri(RELATIONS), 5)
        context = types.ReferenceContext(include_declaration=False)
        found = (
            await client.text_document_references_async(types.ReferenceParams(context, **base))
            or ()
        )
        assert [(each.uri.rsplit("/", 1)[1], each.range.start.line) for each in found] == [
            ("Relaties.vera", 9), ("Relaties.vera", 14), ("BRG.vera", 2), ("BRG.vera", 3),
        ]  # fmt: skip
        hover = await client.text_document_hover_async(types.HoverParams(**base))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "Een mens of organisatie." in hover.contents.value
        wrong = editor.at(
            RELATIONS,
            *place_of("// nieuw\n\n" + TEXT.replace("achternaam", "Achternaam"), "Achternaam"),
        )
        hover = await client.text_document_hover_async(types.HoverParams(**wrong))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "Attribute of Persoon." in hover.contents.value
        assert "GN04 (error)" in hover.contents.value
        marked = (
            await client.text_document_document_highlight_async(
                types.DocumentHighlightParams(**base)
            )
            or ()
        )
        assert [each.range.start.line for each in marked] == [5, 9, 14]

    with_editor(small_model, use)


def test_outlines_are_of_the_text_as_it_is(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        await base_of_persoon(editor)
        client = editor.client
        which = types.TextDocumentIdentifier(editor.uri(RELATIONS))
        symbols = (
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(which))
            or ()
        )
        assert [each.name for each in symbols] == ["Relaties", "Relatie", "Persoon", "Organisatie"]
        everywhere = await client.workspace_symbol_async(types.WorkspaceSymbolParams("relat")) or ()
        assert [each.name for each in everywhere] == [
            "Relaties",
            "Relatie",
            "Relaties",
            "RELATIESOORT",
        ]
        folds = (
            await client.text_document_folding_range_async(types.FoldingRangeParams(which)) or ()
        )
        assert {(each.start_line, each.end_line) for each in folds} == {(5, 7), (9, 12), (14, 16)}
        tokens = await client.text_document_semantic_tokens_full_async(
            types.SemanticTokensParams(which)
        )
        assert tokens is not None
        assert len(tokens.data) % 5 == 0
        assert len(tokens.data) > 100

    with_editor(small_model, use)


def test_users_are_those_of_the_text_as_it_is(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        client, base = editor.client, await base_of_persoon(editor)
        calls = (
            await client.text_document_prepare_call_hierarchy_async(
                types.CallHierarchyPrepareParams(**base)
            )
            or ()
        )
        users = (
            await client.call_hierarchy_incoming_calls_async(
                types.CallHierarchyIncomingCallsParams(calls[0])
            )
            or ()
        )
        assert [each.from_.name for each in users] == [
            "Persoon",
            "Organisatie",
            "Relaties",
            "Relatie",
        ]
        used = (
            await client.call_hierarchy_outgoing_calls_async(
                types.CallHierarchyOutgoingCallsParams(calls[0])
            )
            or ()
        )
        assert [each.to.name for each in used] == ["RELATIESOORT"]

    with_editor(small_model, use)


def test_proposals_replace_the_word_that_is_typed(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        text = TEXT.replace("    achternaam : string", '    a : string beperking "🏠", x : Pers')
        editor.open(RELATIONS)
        editor.write(RELATIONS, text)
        await editor.until(lambda: ("NAM01", 9) in editor.told(RELATIONS))
        line, character = place_of(text, "Pers\n")
        character += 1  # the house counts twice
        at = editor.at(RELATIONS, line, character + 4)
        found = await editor.client.text_document_completion_async(types.CompletionParams(**at))
        assert isinstance(found, types.CompletionList)
        assert found.items[0].label == "Persoon"
        place = types.Range(types.Position(line, character), types.Position(line, character + 4))
        assert found.items[0].text_edit == types.TextEdit(place, "Persoon")
        item = await editor.client.completion_item_resolve_async(found.items[0])
        assert isinstance(item.documentation, types.MarkupContent)
        assert "entiteit Persoon is Relatie" in item.documentation.value

    with_editor(small_model, use)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_gets_its_canonical_form_in_few_lines(small_model: Path, end: str) -> None:
    text = TEXT.replace("    achternaam : string", "  achternaam:string").replace("\n", end)

    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.write(RELATIONS, text)
        options = types.FormattingOptions(tab_size=4, insert_spaces=True)
        which = types.TextDocumentIdentifier(editor.uri(RELATIONS))
        params = types.DocumentFormattingParams(which, options)
        edits = await editor.client.text_document_formatting_async(params) or ()
        written = text
        for edit in sorted(edits, key=lambda each: each.range.start.line, reverse=True):
            written = Units().changed(
                written, types.TextDocumentContentChangePartial(edit.range, edit.new_text)
            )
        assert (
            text_lines(written) == text_lines(TEXT.replace("geboortedatum :", "geboortedatum :"))
            or "achternaam    :" in written
        )
        assert len(edits) == 1
        editor.write(RELATIONS, TEXT + "entiteit {")
        assert not await editor.client.text_document_formatting_async(params)

    with_editor(small_model, use)


def applied(
    editor: Editor, texts: dict[str, str], edit: types.WorkspaceEdit | None
) -> dict[str, str]:
    """`texts` after an edit of the server, and the same in the editor."""
    assert edit is not None
    assert edit.changes is not None
    units, after = Units(), dict(texts)
    for uri, edits in edit.changes.items():
        path = next(path for path in texts if editor.uri(path) == uri)
        for each in sorted(
            edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True
        ):
            change = types.TextDocumentContentChangePartial(each.range, each.new_text)
            after[path] = units.changed(after[path], change)
        editor.write(path, after[path])
    return after


def test_a_rename_changes_every_file_and_leaves_nothing_to_find(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        client = editor.client
        for path in SMALL:
            editor.open(path)
        editor.write(RELATIONS, TEXT.replace("achternaam : string", "achternaam : strin"))
        await editor.until(lambda: editor.told(RELATIONS))
        editor.write(RELATIONS, TEXT)
        await editor.until(lambda: not editor.told(RELATIONS))
        at = editor.at(RELATIONS, *place_of(TEXT, "Persoon"))
        able = await client.text_document_prepare_rename_async(types.PrepareRenameParams(**at))
        assert isinstance(able, types.PrepareRenamePlaceholder)
        assert able.placeholder == "Persoon"
        edit = await client.text_document_rename_async(types.RenameParams(new_name="Mens", **at))
        after = applied(editor, SMALL, edit)
        assert after[RELATIONS] == TEXT.replace("Persoon", "Mens")
        assert after[MESSAGES] == SMALL[MESSAGES].replace("Persoon", "Mens")
        with pytest.raises(Exception, match="is taken"):
            await client.text_document_rename_async(types.RenameParams(new_name="Relatie", **at))
        nowhere = editor.at(RELATIONS, 1, 0)
        assert (
            await client.text_document_prepare_rename_async(types.PrepareRenameParams(**nowhere))
            is None
        )
        told = types.ExecuteCommandParams(
            "verac.renameWithFormerName",
            [editor.uri(RELATIONS), at["position"].line, at["position"].character, "Wie"],
        )
        await client.workspace_execute_command_async(told)
        assert not any(editor.told(path) for path in SMALL)

    with_editor(small_model, use)


def test_a_finding_is_mended_by_itself_and_all_alike_at_once(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        client = editor.client
        for path in SMALL:
            editor.open(path)
        wrong = TEXT.replace("achternaam", "Achternaam").replace("kvkNummer", "KvkNummer")
        texts = SMALL | {RELATIONS: wrong}
        editor.write(RELATIONS, wrong)
        await editor.until(lambda: len([e for e in editor.told(RELATIONS) if e[0] == "GN04"]) == 2)
        line, character = place_of(wrong, "Achternaam")
        place = types.Range(types.Position(line, character), types.Position(line, character))
        which = types.TextDocumentIdentifier(editor.uri(RELATIONS))

        async def offered(*only: str) -> dict[str, types.CodeAction]:
            context = types.CodeActionContext([], list(only) or None)
            found = await client.text_document_code_action_async(
                types.CodeActionParams(which, place, context)
            )
            return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}

        actions = await offered()
        (mend,) = [each for title, each in actions.items() if "achternaam" in title]
        assert mend.diagnostics is not None
        assert mend.diagnostics[0].code == "GN04"
        assert "Mend all of GN04 in this file" in actions
        assert "Pass over GN04 here" in actions
        assert {each.kind for each in (await offered("refactor")).values()} == {"refactor.move"}
        applied(editor, texts, actions["Mend all of GN04 in this file"].edit)
        await editor.until(lambda: not [e for e in editor.told(RELATIONS) if e[0] == "GN04"])
        editor.write(RELATIONS, wrong)
        await editor.until(lambda: len([e for e in editor.told(RELATIONS) if e[0] == "GN04"]) == 2)
        applied(editor, texts, (await offered())["Pass over GN04 here"].edit)
        await editor.until(lambda: [e[1] for e in editor.told(RELATIONS) if e[0] == "GN04"] == [13])

    with_editor(small_model, use)


def test_the_editor_chooses_the_language(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.write(RELATIONS, TEXT.replace("achternaam", "Achternaam"))
        await editor.until(lambda: ("GN04", 9) in editor.told(RELATIONS))
        (found,) = [each for each in editor.found(RELATIONS) if each.code == "GN04"]
        assert found.message == '"Achternaam" begint met een hoofdletter\nschrijf "achternaam"'
        base = editor.at(RELATIONS, *place_of(TEXT, "Persoon"))
        hover = await editor.client.text_document_hover_async(types.HoverParams(**base))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "Erft van Relatie" in hover.contents.value

    with_editor(small_model, use, locale="nl-NL")


def test_lang_says_the_language_whatever_the_editor_speaks(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.write(RELATIONS, TEXT.replace("achternaam", "Achternaam"))
        await editor.until(lambda: ("GN04", 9) in editor.told(RELATIONS))
        (found,) = [each for each in editor.found(RELATIONS) if each.code == "GN04"]
        assert found.message == '"Achternaam" begint met een hoofdletter\nschrijf "achternaam"'

    with_editor(small_model, use, locale="en", arguments=("--lang", "nl"))


def test_a_baseline_takes_away_what_it_holds_as_a_check_does(
    verac: Callable[..., Run], small_model: Path
) -> None:
    text = TEXT.replace("achternaam", "adress").replace("kvkNummer", "adresss")
    (small_model / RELATIONS).write_text(TEXT.replace("achternaam", "adress"), encoding="utf-8")
    file = small_model / "aanvaard.json"
    assert verac("check", small_model, "--baseline", file, "--update-baseline").code == 0

    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        editor.write(RELATIONS, text)
        await editor.until(lambda: editor.found(RELATIONS))
        assert all("adresss" in each.message for each in editor.found(RELATIONS))
        editor.write(RELATIONS, TEXT)  # mended, and still in the baseline
        await editor.until(lambda: editor.told(file.name))
        assert {each.code for each in editor.found(file.name)} == {"BAS03"}
        assert not editor.found(RELATIONS)
        editor.write(RELATIONS, TEXT.replace(": string", ": strng"))  # says nothing of what is gone
        await editor.until(lambda: not editor.told(file.name))
        file.write_text("{", encoding="utf-8")
        editor.write(RELATIONS, TEXT + "\n")
        await editor.until(lambda: ("BAS01", 0) in editor.told(file.name))

    with_editor(small_model, use, options={"baseline": file.name})


# -- bad input ---------------------------------------------------------------------------------------------------------


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
