"""Answers of `compiler/editing/` as values of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from compiler.base.translation import Translate
from compiler.cli.lsp.desk import Desk
from compiler.cli.lsp.positions import Units
from compiler.editing.colours import COLOURS, MARKS, Coloured
from compiler.editing.hovering import Told
from compiler.editing.known_things import Proposal, Sort
from compiler.editing.mentions import Mention, Role
from compiler.editing.outline import Symbol

_PROPOSED = {
    Sort.WORD: types.CompletionItemKind.Keyword,
    Sort.PRIMITIVE: types.CompletionItemKind.TypeParameter,
    Sort.ENTITY: types.CompletionItemKind.Class,
    Sort.LIST: types.CompletionItemKind.Enum,
    Sort.ATTRIBUTE: types.CompletionItemKind.Field,
    Sort.CODE: types.CompletionItemKind.EnumMember,
    Sort.DOMAIN: types.CompletionItemKind.Module,
    Sort.ELEMENT: types.CompletionItemKind.Unit,
    Sort.RULE: types.CompletionItemKind.Constant,
}
_SYMBOLS = {
    Role.STANDARD: types.SymbolKind.Package,
    Role.DOMAIN: types.SymbolKind.Module,
    Role.ENTITY: types.SymbolKind.Class,
    Role.ATTRIBUTE: types.SymbolKind.Field,
    Role.OWN: types.SymbolKind.Field,
    Role.IDENTIFIER: types.SymbolKind.Key,
    Role.LIST: types.SymbolKind.Enum,
    Role.CODE: types.SymbolKind.EnumMember,
    Role.PROCESS: types.SymbolKind.Namespace,
    Role.MESSAGE: types.SymbolKind.Interface,
    Role.ENVELOPE: types.SymbolKind.Interface,
    Role.PROJECTION: types.SymbolKind.Struct,
    Role.ELEMENT: types.SymbolKind.Object,
}
# More than anybody looks through; the list is asked for again when more is typed.
_MOST_PROPOSED = 200
LEGEND = types.SemanticTokensLegend(list(COLOURS), list(MARKS))


class Writer:
    """Writes answers about the model of `desk` as the client counts and speaks."""

    def __init__(self, desk: Desk, units: Units, translate: Translate) -> None:
        self._desk = desk
        self._units = units
        self._translate = translate
        self._lines: dict[str, tuple[str, ...]] = {}

    def lines(self, path: str) -> tuple[str, ...]:
        """The lines of a text, read once for an answer."""
        if path not in self._lines:
            self._lines[path] = self._desk.session.lines(path)
        return self._lines[path]

    def location(self, mention: Mention) -> types.Location:
        """Where a name stands."""
        path = mention.place.file
        place = self._units.range_of(self.lines(path), mention.place)
        return types.Location(self._desk.uri(path), place)

    def markdown(self, told: Iterable[Told]) -> str:
        """What is told, as an editor shows it."""
        parts = []
        for each in told:
            if each.declaration:
                parts.append(f"```vera\n{each.declaration}\n```")
            parts += map(self._translate, each.paragraphs)
        return "\n\n".join(parts)

    def proposals(
        self, found: Sequence[Proposal], typed: str, place: types.Range
    ) -> types.CompletionList:
        """Those of `found` that what is `typed` may become."""
        wanted = [each for each in found if _may_become(typed, each.text)]
        begin = typed.casefold()
        wanted.sort(key=lambda each: (not each.text.casefold().startswith(begin), each.rank))
        items = [
            types.CompletionItem(
                label=each.text,
                kind=_PROPOSED[each.sort],
                detail=each.detail or None,
                sort_text=f"{number:05}",
                text_edit=types.TextEdit(place, each.text),
                data=list(each.thing) if each.thing else None,
            )
            for number, each in enumerate(wanted[:_MOST_PROPOSED])
        ]
        return types.CompletionList(is_incomplete=len(wanted) > len(items), items=items)

    def symbol(self, symbol: Symbol) -> types.DocumentSymbol:
        """An entry of an outline, with what is in it."""
        return types.DocumentSymbol(
            name=symbol.place.text or "-",
            detail=symbol.detail or None,
            kind=_SYMBOLS[symbol.role],
            range=self.whole(symbol),
            selection_range=self._units.range_of(self.lines(symbol.place.file), symbol.place),
            children=[self.symbol(each) for each in symbol.children],
        )

    def found_symbol(self, symbol: Symbol) -> types.WorkspaceSymbol:
        """A symbol among those of all texts."""
        path = symbol.place.file
        place = self._units.range_of(self.lines(path), symbol.place)
        return types.WorkspaceSymbol(
            name=symbol.place.text or "-",
            kind=_SYMBOLS[symbol.role],
            container_name=symbol.owner or symbol.detail or None,
            location=types.Location(self._desk.uri(path), place),
        )

    def hierarchy_item(self, symbol: Symbol) -> types.CallHierarchyItem:
        """Something that uses others, or is used."""
        path = symbol.place.file
        return types.CallHierarchyItem(
            name=symbol.place.text or "-",
            kind=_SYMBOLS[symbol.role],
            detail=symbol.owner or symbol.detail or None,
            uri=self._desk.uri(path),
            range=self.whole(symbol),
            selection_range=self._units.range_of(self.lines(path), symbol.place),
        )

    def whole(self, symbol: Symbol) -> types.Range:
        """All lines of a symbol."""
        lines = self.lines(symbol.place.file)
        last = min(symbol.last, len(lines))
        return types.Range(
            self._units.position(lines, symbol.first, 1),
            self._units.position(lines, symbol.last, len(lines[last - 1]) + 1),
        )

    def tokens(self, path: str, found: Iterable[Coloured]) -> types.SemanticTokens:
        """Colours as the protocol packs them: each as its distance from the one before."""
        lines = self.lines(path)
        colours = {name: number for number, name in enumerate(COLOURS)}
        data: list[int] = []
        line, start = 1, 0
        for each in found:
            text = lines[each.line - 1]
            begin = self._units.units(text[: each.column - 1])
            length = self._units.units(text[each.column - 1 : each.end_column - 1])
            distance = begin - start if each.line == line else begin
            marks = sum(1 << MARKS.index(mark) for mark in each.marks)
            data += (each.line - line, distance, length, colours[each.colour], marks)
            line, start = each.line, begin
        return types.SemanticTokens(data)


def _may_become(typed: str, text: str) -> bool:
    """Whether the letters of `typed` stand in `text`, in this order, in whatever capitals."""
    rest = iter(text.strip("`").casefold())
    return all(letter in rest for letter in typed.strip("`").casefold())
