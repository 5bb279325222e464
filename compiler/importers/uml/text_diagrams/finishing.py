"""A drawing of all that a text diagram said."""

from __future__ import annotations

from compiler.base.diagnostics import ordered
from compiler.base.wording import say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder, WrittenMember
from compiler.importers.uml.text_diagrams.classes import class_of, package_of
from compiler.importers.uml.text_diagrams.findings import warning
from compiler.importers.uml.text_diagrams.lines import Lines
from compiler.importers.uml.text_diagrams.names import ClassDraft, MemberLine, OtherDraft
from compiler.importers.uml.text_diagrams.references import Meant, References


def finish(builder: DrawingBuilder) -> Drawing:
    """The drawing of what `builder` gathered."""
    references = References(builder)
    for member in builder.members:
        _place_member(member, references.meant(member.owner, member.package), builder)
    lines = Lines(builder, references)
    for relation in builder.relations:
        lines.take(relation)
    lines.take_association_classes()
    members: dict[str, dict[str, MemberLine]] = {}
    for note in builder.notes:
        _attach(references.meant(note.target, note.package), note.text, members)
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


def _attach(meant: Meant, text: str, members: dict[str, dict[str, MemberLine]]) -> None:
    """Put a note beside what it is about: a class, a member of it, a package.

    `members` keeps the lines of classes by the words in them.
    """
    draft = meant.draft
    if meant.member and isinstance(draft, ClassDraft):
        if draft.key not in members:
            by_word: dict[str, MemberLine] = {}
            for line in draft.members:
                for word in _words(line.text):
                    by_word.setdefault(word, line)
            members[draft.key] = by_word
        if found := members[draft.key].get(meant.member.partition("(")[0].strip()):
            found.notes.append(text)
            return
    draft.notes.append(text)


def _words(text: str) -> list[str]:
    for sign in ":([=,":
        text = text.replace(sign, " ")
    return text.lstrip("+-#~* ").split()
