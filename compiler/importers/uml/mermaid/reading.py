"""The statements of one Mermaid class diagram, told to a builder."""

from __future__ import annotations

import re

from compiler.base.wording import say
from compiler.importers.uml.mermaid.outline import MERMAID, MermaidItem
from compiler.importers.uml.text_diagrams.arrows import arrow_of
from compiler.importers.uml.text_diagrams.builder import (
    DrawingBuilder,
    WrittenEnd,
    WrittenMember,
    WrittenNote,
    WrittenRelation,
)
from compiler.importers.uml.text_diagrams.findings import error, not_closed, not_understood
from compiler.importers.uml.text_diagrams.line import DiagramLine
from compiler.importers.uml.text_diagrams.markup import plain_name, without_markup
from compiler.importers.uml.text_diagrams.members import stereotypes_in
from compiler.importers.uml.text_diagrams.names import ClassDraft, MemberLine, OtherDraft, Written
from compiler.importers.uml.text_diagrams.statements import DiagramStatement
from compiler.language.lalr import Token

_ANNOTATION = re.compile(r"<<[^<>\n]*>>")
_ENTITY = re.compile(r"#(\w{1,10});")


class MermaidReader:
    """Tells `builder` what the statements of one diagram say. A class has one name, in whatever namespace."""

    def __init__(self, builder: DrawingBuilder) -> None:
        self._builder = builder
        self._open: list[tuple[int, DiagramLine]] = []
        self._rules = {
            "declaration": self._declaration, "annotation": self._annotation, "relation": self._relation,
            "member": self._member, "namespace": self._namespace, "note": self._note, "directive": self._directive,
            "closing": self._closing,
        }  # fmt: skip

    def read(self, items: list[MermaidItem]) -> None:
        """All statements of the diagram, in their order."""
        self._builder.begin_diagram()
        for item in items:
            self._rules[item.statement.rule](item)
        for _, line in self._open:
            self._builder.diagnostics.append(not_closed(line.span(), line.text, "}"))

    def _class(
        self, name: DiagramStatement, line: DiagramLine, *, here: bool = False
    ) -> ClassDraft:
        """The class called `name`; it belongs to the namespace that is open where it is declared `here`."""
        written = _written(name, line)
        known = self._builder.names.called(written.code)
        draft = known[0] if known else self._builder.add_class(written, None)
        if here and draft.package is None:
            draft.package = self._builder.package
        if generic := name.token("GENERIC"):
            draft.parameters = draft.parameters or generic.text[1:-1].strip()
        return draft

    def _declaration(self, item: MermaidItem) -> None:
        statement, line = item.statement, item.line
        draft = self._class(statement.inner("name")[0], line, here=True)
        if label := statement.token("LABEL"):
            draft.name = plain_name(_text(label.text.strip("[] \t")[1:-1]))
        for annotation in statement.tokens("ANNOTATION"):
            _add(draft, annotation.text)
        for each in item.body:
            self._line_of(draft, each.text.strip(), each)

    def _line_of(self, draft: ClassDraft, text: str, line: DiagramLine) -> None:
        if _ANNOTATION.fullmatch(text):
            _add(draft, text)
        else:
            self._builder.add_member(draft, member_text(text), line.span())

    def _annotation(self, item: MermaidItem) -> None:
        draft = self._class(item.statement.inner("name")[0], item.line)
        _add(draft, item.statement.parts[0].text)

    def _relation(self, item: MermaidItem) -> None:
        parts, line = item.statement.parts, item.line
        at = next(
            index
            for index, part in enumerate(parts)
            if isinstance(part, Token) and part.type == "ARROW"
        )
        label = item.statement.token("TEXT")
        self._builder.relations.append(
            WrittenRelation(
                left=self._end(parts[:at], line),
                right=self._end(parts[at + 1 :], line),
                arrow=arrow_of(parts[at].text),
                span=line.span(),
                label=_text(label.text[1:].strip()) if label else "",
                diagram=self._builder.diagram,
            )
        )

    def _end(self, parts: list[Token | DiagramStatement], line: DiagramLine) -> WrittenEnd:
        name = next(part for part in parts if isinstance(part, DiagramStatement))
        end = WrittenEnd(names=[_written(name, line)], draft=self._class(name, line))
        for part in parts:
            if isinstance(part, Token) and part.type == "QUOTED":
                end.label = _text(part.text[1:-1])
                end.label_span = line.span(part.column, len(part.text))
        return end

    def _member(self, item: MermaidItem) -> None:
        name, text = item.statement.parts
        written = text.text[1:].strip()
        if _ANNOTATION.fullmatch(written):
            _add(self._class(name, item.line), written)
            return
        span = item.line.span(text.column, len(text.text))
        line = MemberLine(member_text(written), span, self._builder.diagram)
        self._class(name, item.line)
        self._builder.members.append(WrittenMember(owner=_written(name, item.line), line=line))

    def _namespace(self, item: MermaidItem) -> None:
        statement, line = item.statement, item.line
        name, body = _written(statement.inner("name")[0], line), statement.token("BODY")
        inside = body.text[1:].strip() if body else ""
        if inside not in ("", "}"):
            self._builder.diagnostics.append(not_understood(line.span(), line.text, MERMAID))
        parts = [name.code] if name.quoted else [each for each in name.code.split(".") if each]
        opened = 0
        for part in parts:
            label = statement.token("LABEL")
            shown = _text(label.text.strip("[] \t")[1:-1]) if label and part is parts[-1] else part
            made = Written(code=part, name=shown, span=name.span)
            opened += self._builder.open_package(made, [], namespace=False)
        if inside == "}":
            self._close(opened)
        else:
            self._open.append((opened, line))

    def _close(self, opened: int) -> None:
        for _ in range(opened):
            self._builder.close_package()

    def _closing(self, item: MermaidItem) -> None:
        if self._open:
            self._close(self._open.pop()[0])
            return
        message = say('"{text}" closes nothing', text="}")
        hint = say("take it out, or look where a line above has one too many")
        self._builder.diagnostics.append(error("UML01", item.line.span(), message, hint))

    def _note(self, item: MermaidItem) -> None:
        quoted = item.statement.token("QUOTED")
        text = without_markup(_text(quoted.text[1:-1])) if quoted else ""
        names = item.statement.inner("name")
        if names:
            self._class(names[0], item.line)
            target = _written(names[0], item.line)
            self._builder.notes.append(WrittenNote(target=target, text=text))
        else:
            self._builder.other_notes.append(OtherDraft("", "note", item.line.span(), [text]))

    def _directive(self, item: MermaidItem) -> None:
        word, _, text = item.line.text.strip().partition(" ")
        if word.rstrip(":") in ("accTitle", "title") and not self._builder.title:
            self._builder.title = plain_name(text.strip(": "))
        self._builder.pass_over("layout", item.line.text, item.line.span())


def _written(name: DiagramStatement, line: DiagramLine) -> Written:
    token = name.parts[0]
    is_literal = token.type == "LITERAL"
    code = token.text[1:-1].strip() if is_literal else token.text
    return Written(
        code=code, name=code, span=line.span(token.column, len(token.text)), quoted=is_literal
    )


def _add(draft: ClassDraft, text: str) -> None:
    draft.stereotypes += [each for each in stereotypes_in(text) if each not in draft.stereotypes]


def _text(text: str) -> str:
    """`text` with the characters that Mermaid writes as #quot; and #35;."""
    return without_markup(_as_html(text)) if "#" in text else text


def _as_html(text: str) -> str:
    """`text` with the characters that Mermaid writes by name or number as HTML writes them, which all readers know."""
    return _ENTITY.sub(lambda found: f"&{'#' * found[1].isdigit()}{found[1]};", text)


def member_text(text: str) -> str:
    """The line of a class in common signs: `List~int~ ids` is List<int> ids, and a sign behind it says static.

    >>> member_text("+List~List~int~~ ids"), member_text("int tel$"), member_text("~Foo x")
    ('+List<List<int>> ids', '{static} int tel', '~Foo x')
    """
    text = _as_html(text.strip())
    if text.endswith("$"):
        text = "{static} " + text[:-1]
    elif text.endswith("*") and len(text) > 1 and text[-2] not in ".[ \t":
        text = text[:-1]
    if "~" not in text[1:]:
        return text
    made, depth = text[:1], 0
    for before, sign, after in zip(text, text[1:], text[2:] + " ", strict=False):
        if sign != "~":
            made += sign
        elif (after.isalnum() or after == "_") and before != "~":
            made, depth = made + "<", depth + 1
        elif depth:
            made, depth = made + ">", depth - 1
        else:
            made += sign
    return made + ">" * depth
