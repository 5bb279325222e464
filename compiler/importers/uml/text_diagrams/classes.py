"""Classes of a diagram in text form: their lines become attributes, values and texts."""

from __future__ import annotations

from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import (
    DrawnAttribute,
    DrawnClass,
    DrawnKind,
    DrawnPackage,
    DrawnValue,
)
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder
from compiler.importers.uml.text_diagrams.findings import error, warning
from compiler.importers.uml.text_diagrams.markup import without_markup
from compiler.importers.uml.text_diagrams.members import MemberKind, TextMember, member_of
from compiler.importers.uml.text_diagrams.names import ClassDraft, MemberLine, PackageDraft
from compiler.importers.uml.text_diagrams.values import Value, values_of

_KINDS = {
    "enumeration": DrawnKind.ENUMERATION,
    "enum": DrawnKind.ENUMERATION,
    "interface": DrawnKind.INTERFACE,
    "datatype": DrawnKind.DATA_TYPE,
    "data type": DrawnKind.DATA_TYPE,
    "primitive": DrawnKind.PRIMITIVE,
    "primitive type": DrawnKind.PRIMITIVE,
}


def package_of(draft: PackageDraft) -> DrawnPackage:
    """The package of `draft`."""
    return DrawnPackage(
        key=draft.key,
        name=draft.name,
        span=draft.span,
        text="\n\n".join(draft.notes),
        stereotypes=tuple(draft.stereotypes),
        parent=draft.parent.key if draft.parent else "",
    )


def class_of(draft: ClassDraft, builder: DrawingBuilder) -> DrawnClass:
    """The class of `draft`, with its members; what is no attribute and no value, `builder` hears of."""
    kind = draft.kind
    stereotypes = [each.lower() for each in draft.stereotypes]
    for each in stereotypes:
        kind = _KINDS.get(each, kind)
    gathered = _Gathered(draft, builder)
    for line in draft.members:
        gathered.take(line, is_enumeration=kind is DrawnKind.ENUMERATION)
    return DrawnClass(
        key=draft.key,
        name=draft.name,
        span=draft.span,
        text="\n\n".join([*gathered.texts, *draft.notes]),
        stereotypes=tuple(draft.stereotypes),
        kind=kind,
        package=draft.package.key if draft.package else "",
        abstract=draft.abstract or "abstract" in stereotypes,
        attributes=tuple(attribute for attribute, _ in gathered.attributes.values()),
        values=tuple(gathered.values.values()),
        parameters=draft.parameters,
    )


class _Gathered:
    """The members of a class so far."""

    def __init__(self, draft: ClassDraft, builder: DrawingBuilder) -> None:
        self._draft, self._builder = draft, builder
        self.attributes: dict[str, tuple[DrawnAttribute, int]] = {}
        self.values: dict[str, DrawnValue] = {}
        self.texts: list[str] = []

    def take(self, line: MemberLine, *, is_enumeration: bool) -> None:
        """A line in the class."""
        members = values_of(line.text) if is_enumeration else member_of(line.text)
        if isinstance(members, TextMember):
            self._take_member(members, line)
            return
        for value in members:
            self._take_value(value, line)

    def _take_member(self, member: TextMember, line: MemberLine) -> None:
        if member.kind is MemberKind.TEXT:
            if member.text not in self.texts:
                self.texts.append(member.text)
        elif member.kind is not MemberKind.ATTRIBUTE:
            self._builder.pass_over(member.kind.value, member.name or member.text, line.span)
        elif not member.name:
            self._nameless(line)
        else:
            self._take_attribute(member, line)

    def _take_attribute(self, member: TextMember, line: MemberLine) -> None:
        made = DrawnAttribute(
            key=f"{self._draft.key}.{member.name}",
            name=member.name,
            span=line.span,
            text="\n\n".join([*([member.text] if member.text else []), *line.notes]),
            stereotypes=tuple(member.stereotypes),
            type_name=member.type_name,
            multiplicity=member.multiplicity,
            default=member.default,
            identifying=member.identifying,
            derived=member.derived,
            static=member.static,
        )
        if member.name not in self.attributes:
            self.attributes[member.name] = (made, line.diagram)
            return
        known, diagram = self.attributes[member.name]
        self._builder.pass_over("repeated attribute", member.name, line.span)
        same = (known.type_name, known.multiplicity) == (made.type_name, made.multiplicity)
        if not same or diagram == line.diagram:
            self._twice(member.name, known.type_name, made.type_name, line.span)

    def _twice(self, name: str, one: str, other: str, span: Span) -> None:
        owner = self._draft.name
        if one == other:
            message = say(
                'the attribute "{name}" stands twice in "{owner}"', name=name, owner=owner
            )
        else:
            message = say(
                'the attribute "{name}" of "{owner}" has the type "{one}", and here "{other}"',
                name=name, owner=owner, one=one, other=other,
            )  # fmt: skip
        hint = say("the first one is taken; take the other one out, or give it another name")
        self._builder.diagnostics.append(warning("UML05", span, message, hint))

    def _take_value(self, value: Value, line: MemberLine) -> None:
        if not value.name:
            self._nameless(line)
            return
        if value.name in self.values:
            self._builder.pass_over("repeated value", value.name, line.span)
            return
        texts = [value.text] if value.text else []
        self.values[value.name] = DrawnValue(
            key=f"{self._draft.key}.{value.name}",
            name=value.name,
            span=line.span,
            text="\n\n".join([*texts, *(without_markup(each) for each in line.notes)]),
            code=value.code,
        )

    def _nameless(self, line: MemberLine) -> None:
        message = say('a line in "{owner}" has no name', owner=self._draft.name)
        hint = say("write: name : Type")
        self._builder.diagnostics.append(error("UML06", line.span, message, hint))
