"""The real server, asked by a real client: what an editor sees, and what bad input does to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from compiler.cli.lsp.positions import Units
from compiler.editing.last_sound import text_lines
from compiler.pipeline import check
from compiler.workspace.model_reading import read_model
from tests.helpers.editor import Editor, with_editor
from tests.helpers.small_model import REPO, SMALL, Run
from tests.helpers.small_texts import MESSAGES, RELATIONS, TEXT


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
