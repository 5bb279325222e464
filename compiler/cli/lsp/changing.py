"""Questions whose answers change texts: mends of findings, and the canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from compiler.base.applying import overlap
from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Edit
from compiler.base.source import Span
from compiler.base.wording import say
from compiler.cli.lsp.looking import writer_for
from compiler.cli.lsp.refactoring import action_of, refactorings_at
from compiler.cli.lsp.server import Opened, VeraServer
from compiler.editing.line_map import moved_lines

_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.verac"
_KINDS = types.CodeActionOptions(
    [types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor, _FIX_ALL]
)


def register_changing(server: VeraServer) -> None:
    """Have `server` answer these questions."""

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        opened = server.text_at(params.text_document.uri)
        return _formatted(server, opened) if opened else []

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _KINDS)
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        opened = server.text_at(params.text_document.uri)
        if opened is None:
            return []
        await opened.desk.settled()
        return _Actions(server, opened).at(params.range, params.context.only)


def _formatted(server: VeraServer, opened: Opened) -> list[types.TextEdit]:
    """What to change for the canonical form: stretches of lines, so that everything else stays as it is."""
    canonical = opened.desk.session.canonical(opened.path)
    if canonical is None:
        return []
    old, new = opened.lines, canonical.split("\n")
    moved = sorted(moved_lines(old, new).items())
    edits = []
    old_at, new_at = 1, 1
    for old_line, new_line in [*moved, (len(old) + 1, len(new) + 1)]:
        if old_line > old_at or new_line > new_at:
            edits.append(
                _lines_edit(server, old, (old_at, old_line), new[new_at - 1 : new_line - 1])
            )
        old_at, new_at = old_line + 1, new_line + 1
    return edits


def _lines_edit(
    server: VeraServer, old: Sequence[str], lines: tuple[int, int], new: Sequence[str]
) -> types.TextEdit:
    """An edit that puts the lines `new` in the place of those from `lines[0]` to before `lines[1]`."""
    first, behind = lines
    text = "".join(f"{line}\n" for line in new)
    if behind <= len(old):
        begin, end = (first, 1), (behind, 1)
    else:  # the last line has no end
        text = text.removesuffix("\n")
        begin, end = (first, 1), (len(old), len(old[-1]) + 1)
        if first > len(old):
            begin, text = end, f"\n{text}"
        elif not new and first > 1:
            begin = (first - 1, len(old[first - 2]) + 1)
    return types.TextEdit(
        types.Range(server.units.position(old, *begin), server.units.position(old, *end)), text
    )


class _Actions:
    """What can be done about the findings of one text."""

    def __init__(self, server: VeraServer, opened: Opened) -> None:
        self._server = server
        self._opened = opened
        self._writer = writer_for(server, opened)

    def at(
        self, place: types.Range, only: Sequence[types.CodeActionKind | str] | None
    ) -> list[types.CodeAction]:
        """The mends of what is found at `place`, and of all in the text that is like it."""
        lines = self._writer.lines(self._opened.path)
        first, _ = self._server.units.place(lines, place.start)
        last, _ = self._server.units.place(lines, place.end)
        desk = self._opened.desk
        here = desk.findings_in(self._opened.path)
        fixes_all = only is not None and _is_wanted(_FIX_ALL, only)
        ids = {each.id for each in here if first <= each.span.line <= last or fixes_all}
        here = desk.session.with_mends(each for each in here if each.id in ids)
        actions = []
        if _is_wanted(types.CodeActionKind.QuickFix, only):
            found = [each for each in here if first <= each.span.line <= last]
            actions += self._mends(found)
            actions += self._all_of_rules({each.id for each in found}, here)
        column = self._server.units.place(lines, place.start)[1]
        span = Span(self._opened.path, first, column, column)
        found = [each for each in here if first <= each.span.line <= last]
        refactorings = refactorings_at(
            self._opened, span, found, lambda kind: _is_wanted(kind, only)
        )
        actions += [action_of(each, self._server, self._writer) for each in refactorings]
        if fixes_all:
            actions += self._all_sure(here)
        return actions

    def _mends(self, found: Iterable[Diagnostic]) -> list[types.CodeAction]:
        actions = []
        for each in found:
            lines = self._writer.lines(each.span.file)
            actions += [
                types.CodeAction(
                    title=self._server.translate(mend.title),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[self._server.diagnostic(each, lines)],
                    is_preferred=mend.sure or None,
                    edit=self._writer.workspace_edit(mend.edits),
                )
                for mend in each.mends
                if _is_placed(mend.edits)
            ]
        return actions

    def _all_of_rules(self, ids: set[str], found: Sequence[Diagnostic]) -> list[types.CodeAction]:
        """For each rule that can be mended more than once in the text: all of it at once."""
        actions = []
        for id_ in sorted(ids):
            mended = [each for each in found if each.id == id_ and each.mends]
            edits = _together(mended)
            if len(mended) > 1 and edits:
                title = say("Mend all of {rule} in this file", rule=id_)
                actions.append(
                    types.CodeAction(
                        title=self._server.translate(title),
                        kind=types.CodeActionKind.QuickFix,
                        edit=self._writer.workspace_edit(edits),
                    )
                )
        return actions

    def _all_sure(self, found: Sequence[Diagnostic]) -> list[types.CodeAction]:
        edits = _together(found, sure=True)
        if not edits:
            return []
        title = self._server.translate(say("Mend all that is sure in this file"))
        return [
            types.CodeAction(title=title, kind=_FIX_ALL, edit=self._writer.workspace_edit(edits))
        ]


def _together(found: Iterable[Diagnostic], *, sure: bool = False) -> tuple[Edit, ...]:
    """The first mend of each finding, without those that would write where an earlier one writes."""
    edits: tuple[Edit, ...] = ()
    for each in found:
        mend = next((mend for mend in each.mends if mend.sure or not sure), None)
        if mend is not None and _is_placed(mend.edits) and not overlap((*edits, *mend.edits)):
            edits = (*edits, *mend.edits)
    return edits


def _is_placed(edits: Iterable[Edit]) -> bool:
    """Whether each of `edits` has a place in a text as it is: what was last sound may have lost its own."""
    return all(edit.stretch.line > 0 and edit.stretch.end_line > 0 for edit in edits)


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether the client asks for actions of `kind`: it names kinds with all below them."""
    return not only or any(f"{kind}.".startswith(f"{_name(each)}.") for each in only)


def _name(kind: str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind
