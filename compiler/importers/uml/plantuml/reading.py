"""The statements of one PlantUML diagram, told to a builder."""

from __future__ import annotations

import re

from compiler.base.wording import say
from compiler.importers.uml.drawing import DrawnKind
from compiler.importers.uml.plantuml.outline import PLANTUML, PlantumlItem
from compiler.importers.uml.text_diagrams.arrows import arrow_of
from compiler.importers.uml.text_diagrams.builder import (
    DrawingBuilder,
    WrittenEnd,
    WrittenMember,
    WrittenNote,
    WrittenRelation,
)
from compiler.importers.uml.text_diagrams.findings import error, not_closed, not_understood, warning
from compiler.importers.uml.text_diagrams.line import DiagramLine
from compiler.importers.uml.text_diagrams.markup import plain_block, plain_name, without_markup
from compiler.importers.uml.text_diagrams.members import stereotypes_in
from compiler.importers.uml.text_diagrams.names import ClassDraft, MemberLine, OtherDraft, Written
from compiler.importers.uml.text_diagrams.statements import (
    DiagramStatement,
    unquoted,
    with_alias,
    written,
)
from compiler.language.lalr import Token

_KINDS = {
    "interface": DrawnKind.INTERFACE,
    "protocol": DrawnKind.INTERFACE,
    "enum": DrawnKind.ENUMERATION,
    "struct": DrawnKind.DATA_TYPE,
}
_NO_STEREOTYPE = frozenset(("class", "abstract", "abstract class", "interface", "enum", "entity"))
_NO_CLASS = {"circle": "circle", "()": "circle", "diamond": "diamond", "<>": "diamond"}
_COUPLE_NAME = re.compile(r'"[^"\n]*"|[\w$.:]+')
_FOREIGN_NAME = re.compile(
    r'[ \t]*\w+[ \t]+(?:"([^"\n]*)"|([^\s{"#<:]+))(?:[ \t]+as[ \t]+([^\s{"#<:]+))?', re.IGNORECASE
)
_EXTENDS, _IMPLEMENTS = arrow_of("--|>"), arrow_of("..|>")


class PlantumlReader:
    """Tells `builder` what the statements of one diagram say."""

    def __init__(self, builder: DrawingBuilder) -> None:
        self._builder = builder
        self._separator = "."
        self._mixed = False
        self._blocks: list[tuple[str, DiagramLine]] = []
        self._rules = {
            "package": self._package, "together": self._together, "declaration": self._declaration,
            "relation": self._relation, "member": self._member, "note_at": self._note_at,
            "note_on_link": self._note_on_link, "note_named": self._note_named, "separator": self._set_separator,
            "title": self._title, "directive": self._directive, "foreign": self._foreign, "closing": self._closing,
        }  # fmt: skip

    def read(self, items: list[PlantumlItem]) -> None:
        """All statements of the diagram, in their order."""
        self._builder.begin_diagram()
        for item in items:
            self._rules[item.statement.rule](item)
        for _, line in self._blocks:
            self._builder.diagnostics.append(not_closed(line.span(), line.text, "}"))

    def _written(self, token: Token, line: DiagramLine) -> Written:
        return written(token, line, self._separator)

    def _package(self, item: PlantumlItem) -> None:
        word = item.statement.parts[0].text.lower()
        is_empty = item.statement.token("CLOSE") is not None
        if not item.opened and not is_empty:
            if word in ("package", "namespace"):
                self._not_understood(item)
            else:
                self._foreign(item)
            return
        names = [each.tokens("CODE", "QUOTED") for each in item.statement.inner("package_name")]
        opens = False
        if names:
            first, *more = names[0]
            name = with_alias(first, more[0] if more else None, item.line, "")
            opens = self._builder.open_package(
                name, self._stereotypes(item), namespace=word == "namespace"
            )
        if is_empty:
            if opens:
                self._builder.close_package()
            return
        self._blocks.append(("package" if opens else "block", item.line))

    def _together(self, item: PlantumlItem) -> None:
        self._blocks.append(("block", item.line))

    def _closing(self, item: PlantumlItem) -> None:
        if not self._blocks:
            message = say('"{text}" closes nothing', text=item.line.text.strip())
            hint = say("take it out, or look where a line above has one too many")
            self._builder.diagnostics.append(error("UML01", item.line.span(), message, hint))
        elif self._blocks.pop()[0] == "package":
            self._builder.close_package()

    def _declaration(self, item: PlantumlItem) -> None:
        statement, line = item.statement, item.line
        word = " ".join(statement.parts[0].text.lower().split())
        parts = statement.inner("named")[0].inner("declared_name")
        tokens = [part.parts[0] for part in parts]
        name = with_alias(tokens[0], tokens[1] if len(tokens) > 1 else None, line, self._separator)
        if len(name.code) > 1 and name.code[0] in "+-~#" and not name.quoted:
            shown = name.name == name.code
            name.code = name.code[1:]
            name.name = name.code if shown else name.name
        if word in _NO_CLASS:
            self._other(name, _NO_CLASS[word])
            return
        draft = self._builder.declare(name, _KINDS.get(word, DrawnKind.CLASS), opened=item.opened)
        draft.abstract |= word.startswith("abstract")
        kind = [] if word in _NO_STEREOTYPE else [word]
        draft.stereotypes += [
            each for each in [*kind, *self._stereotypes(item)] if each not in draft.stereotypes
        ]
        for part in parts:
            if (generic := part.token("GENERIC")) and not draft.parameters:
                draft.parameters = plain_name(generic.text[1:-1])
        for derived in statement.inner("derived"):
            self._derived(draft, name, derived, line)
        for each in item.body:
            self._builder.add_member(draft, each.text, each.span())

    def _derived(
        self, draft: ClassDraft, name: Written, derived: DiagramStatement, line: DiagramLine
    ) -> None:
        dashed = derived.parts[0].text.lower() == "implements"
        for base in derived.inner("base"):
            parent = self._written(base.parts[0], line)
            self._builder.relations.append(
                WrittenRelation(
                    left=WrittenEnd(names=[name], draft=draft),
                    right=WrittenEnd(names=[parent]),
                    arrow=_IMPLEMENTS if dashed else _EXTENDS,
                    span=parent.span,
                    package=self._builder.package,
                    diagram=self._builder.diagram,
                )
            )

    def _relation(self, item: PlantumlItem) -> None:
        statement, line = item.statement, item.line
        arrow, label = statement.token("ARROW"), statement.token("TEXT")
        assert arrow is not None
        left, right = statement.inner("left")[0], statement.inner("right")[0]
        named = [token for token in right.parts if token.type != "QUALIFIER"]
        self._builder.relations.append(
            WrittenRelation(
                left=self._end(left.parts[0], left.parts[1:], line),
                right=self._end(named[-1], [*named[:-1], *right.tokens("QUALIFIER")], line),
                arrow=arrow_of(arrow.text),
                span=line.span(),
                label=label.text[1:].strip() if label else "",
                stereotypes=self._stereotypes(item),
                package=self._builder.package,
                diagram=self._builder.diagram,
            )
        )

    def _end(self, name: Token, labels: list[Token], line: DiagramLine) -> WrittenEnd:
        if name.type == "COUPLE":
            tokens = [
                name._replace(text=found[0], column=name.column + found.start())
                for found in _COUPLE_NAME.finditer(name.text)
            ]
        else:
            tokens = [name]
        end = WrittenEnd(names=[self._written(each, line) for each in tokens])
        for label in labels:
            if label.type == "QUALIFIER":
                end.qualifier = plain_name(label.text[1:-1])
            else:
                end.label = unquoted(label)
                end.label_span = line.span(label.column, len(label.text))
        return end

    def _member(self, item: PlantumlItem) -> None:
        owner, text = item.statement.parts
        line = MemberLine(
            text.text[1:].strip(),
            item.line.span(text.column, len(text.text)),
            self._builder.diagram,
        )
        self._builder.members.append(
            WrittenMember(
                owner=self._written(owner, item.line), line=line, package=self._builder.package
            )
        )

    def _note_at(self, item: PlantumlItem) -> None:
        target = item.statement.token("WORD", "QUOTED")
        text = self._note_text(item)
        builder = self._builder
        if target is not None:
            name = self._written(target, item.line)
            builder.notes.append(WrittenNote(target=name, text=text, package=builder.package))
        elif builder.last is not None:
            builder.last.notes.append(text)
        else:
            self._beside_nothing(item, text)

    def _note_on_link(self, item: PlantumlItem) -> None:
        text = self._note_text(item)
        if self._builder.relations:
            self._builder.relations[-1].notes.append(text)
        else:
            self._beside_nothing(item, text)

    def _note_named(self, item: PlantumlItem) -> None:
        word, quoted = item.statement.token("WORD"), item.statement.token("QUOTED")
        assert word is not None
        text = without_markup(unquoted(quoted)) if quoted else self._note_text(item)
        note = OtherDraft(word.text, "note", item.line.span(), [text])
        self._builder.names.others[word.text] = note
        self._builder.other_notes.append(note)

    def _note_text(self, item: PlantumlItem) -> str:
        text = item.statement.token("TEXT")
        return (
            without_markup(text.text[1:])
            if text
            else plain_block([each.text for each in item.body])
        )

    def _beside_nothing(self, item: PlantumlItem, text: str) -> None:
        self._builder.pass_over("note", text, item.line.span())
        message = say("the note stands beside nothing")
        hint = say("write it behind what it is about, or: note left of Name")
        self._builder.diagnostics.append(warning("UML06", item.line.span(), message, hint))

    def _set_separator(self, item: PlantumlItem) -> None:
        sign = item.line.text.split()[-1]
        self._separator = "" if sign.lower() == "none" else sign
        self._builder.pass_over("layout", item.line.text, item.line.span())

    def _title(self, item: PlantumlItem) -> None:
        text = item.line.text.strip().partition(" ")[2].strip(": \t")
        title = without_markup(text) if text else plain_block([each.text for each in item.body])
        self._builder.title = self._builder.title or " ".join(title.split())

    def _directive(self, item: PlantumlItem) -> None:
        self._mixed |= item.line.text.strip().lower().replace("_", "") == "allowmixing"
        self._builder.pass_over("layout", item.line.text, item.line.span())

    def _foreign(self, item: PlantumlItem) -> None:
        """What other diagrams are made of, among classes."""
        self._builder.pass_over("other element", item.line.text, item.line.span())
        if found := _FOREIGN_NAME.match(item.line.text):
            code = found[3] or found[1] or found[2]
            self._other(
                Written(code=code, name=code, span=item.line.span()),
                item.line.text.split()[0].lower(),
            )
        if not self._mixed:
            message = say(
                '"{text}" is no part of a class diagram', text=item.line.text.strip()[:60]
            )
            hint = say("it is passed over; draw it elsewhere, or as a class")
            self._builder.diagnostics.append(warning("UML02", item.line.span(), message, hint))

    def _other(self, name: Written, kind: str) -> None:
        if kind in _NO_CLASS.values():
            self._builder.pass_over(kind, name.name, name.span)
        self._builder.names.others[name.code] = OtherDraft(name.code, kind, name.span)

    def _stereotypes(self, item: PlantumlItem) -> list[str]:
        return stereotypes_in(" ".join(each.text for each in item.statement.tokens("STEREOTYPE")))

    def _not_understood(self, item: PlantumlItem) -> None:
        self._builder.diagnostics.append(not_understood(item.line.span(), item.line.text, PLANTUML))
