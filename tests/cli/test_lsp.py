"""The real server, asked by a real client."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.editor import Editor, with_editor

RELATIONS = "domeinen/Relaties.vera"


def test_findings_come_while_typing_and_go_when_they_are_mended(small_model: Path) -> None:
    async def use(editor: Editor) -> None:
        editor.open(RELATIONS)
        text = (small_model / RELATIONS).read_text()
        editor.write(RELATIONS, text.replace("achternaam", "Achternaam"))
        await editor.until(lambda: ("GN04", 9) in editor.told(RELATIONS))
        editor.write(RELATIONS, text.replace("achternaam : string", "achternaam : strin"))
        await editor.until(lambda: editor.told(RELATIONS) == {("NAM01", 9)})
        editor.write(RELATIONS, text)
        await editor.until(lambda: editor.told(RELATIONS) == set())

    with_editor(small_model, use)
