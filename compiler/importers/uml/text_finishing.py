"""A drawing of all that a text diagram said."""

from __future__ import annotations

from compiler.base.diagnostics import ordered
from compiler.base.wording import say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.text_builder import DrawingBuilder, WrittenMember
from compiler.importers.uml.text_classes import class_of, package_of
from compiler.importers.uml.text_findings import warning
from compiler.importers.uml.text_lines import Lines
from compiler.importers.uml.text_names import ClassDraft, OtherDraft
from compiler.importers.uml.text_references import Meant, References


def finish(builder: DrawingBuilder) -> Drawing:
    """The drawing of what `builder` gathered."""
    references = References(builder)
    for member in builder.members:
        _place_member(member, references.meant(member.owner, member.package), builder)
    lines = Lines(builder, references)
    for relation in builder.relations:
        lines.take(relation)
    lines.take_association_classes()
    for note in builder.notes:
        _attach(references.meant(note.target, note.package), note.text)
    for other in builder.other_notes:
        if not other.used:
            builder.pass_over("note", " ".join(other.notes), other.span)
    classes = tuple(class_of(each, builder) for each in builder.names.classes)
    return Drawing(
        title=builder.title,
        packages=tuple(map(package_of, builder.names.packages)),
        classes=classes,
        generalisations=tuple(lines.generalisations),
        associations=lines.associations(),
        passed_over=tuple(builder.passed_over),
        diagnostics=ordered(builder.diagnostics),
    )


def _place_member(member: WrittenMember, meant: Meant, builder: DrawingBuilder) -> None:
    draft, line = meant.draft, member.line
    if isinstance(draft, ClassDraft):
        draft.members.append(line)
        return
    builder.pass_over("text", line.text, line.span)
    if not isinstance(draft, OtherDraft):
        message = say('"{name}" is a package, and has no attributes', name=member.owner.code)
        hint = say("write the name of a class in front of the colon")
        builder.diagnostics.append(warning("UML06", line.span, message, hint))


def _attach(meant: Meant, text: str) -> None:
    """Put a note beside what it is about: a class, a member of it, a package."""
    if meant.member and isinstance(meant.draft, ClassDraft):
        wanted = meant.member.partition("(")[0].strip()
        for line in meant.draft.members:
            if wanted in _words(line.text):
                line.notes.append(text)
                return
    meant.draft.notes.append(text)


def _words(text: str) -> list[str]:
    for sign in ":([=,":
        text = text.replace(sign, " ")
    return text.lstrip("+-#~* ").split()
