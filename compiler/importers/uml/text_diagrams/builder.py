"""Gathers what a diagram in text form says, statement by statement; finishing.py makes a drawing of it.

Packages and classes are known as soon as they are read. Lines between them, members that stand apart and notes wait
until all is read: a diagram may mention what it declares further on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import DrawnKind, PassedOver
from compiler.importers.uml.text_diagrams.arrows import Arrow
from compiler.importers.uml.text_diagrams.findings import error, quoted, warning
from compiler.importers.uml.text_diagrams.markup import plain_name
from compiler.importers.uml.text_diagrams.names import (
    ClassDraft,
    DrawnNames,
    MemberLine,
    OtherDraft,
    PackageDraft,
    Written,
    key_in,
)

MAX_PACKAGE_DEPTH = 100
"""Packages in each other; nobody has so many."""


@dataclass(slots=True, kw_only=True)
class WrittenEnd:
    """An end of a line: the class, or the two of a line that an association class hangs on; its label.

    `draft` is the class itself where the line is a part of its declaration.
    """

    names: list[Written]
    draft: ClassDraft | None = None
    label: str = ""
    label_span: Span = field(default_factory=lambda: Span(""))
    qualifier: str = ""


@dataclass(slots=True, kw_only=True)
class WrittenRelation:
    """A line between two ends, and where it stands."""

    left: WrittenEnd
    right: WrittenEnd
    arrow: Arrow
    span: Span
    label: str = ""
    stereotypes: list[str] = field(default_factory=list)
    package: PackageDraft | None = None
    diagram: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class WrittenMember:
    """A member that stands outside its class."""

    owner: Written
    line: MemberLine
    package: PackageDraft | None = None


@dataclass(slots=True, kw_only=True)
class WrittenNote:
    """A note beside something."""

    target: Written
    text: str
    package: PackageDraft | None = None


class DrawingBuilder:
    """What is read so far. `diagram` counts the diagrams of the file, `package` is the one that is open."""

    def __init__(self) -> None:
        self.names = DrawnNames()
        self.diagram = 0
        self.package: PackageDraft | None = None
        self.title = ""
        self.last: ClassDraft | None = None
        self.relations: list[WrittenRelation] = []
        self.members: list[WrittenMember] = []
        self.notes: list[WrittenNote] = []
        self.other_notes: list[OtherDraft] = []
        self.passed_over: list[PassedOver] = []
        self.diagnostics: list[Diagnostic] = []

    def pass_over(self, kind: str, name: str, span: Span) -> None:
        """Something without a place in a model."""
        self.passed_over.append(PassedOver(kind=kind, name=quoted(name), span=span))

    def begin_diagram(self) -> None:
        """A new diagram of the file begins: no package is open, nothing is the last class."""
        self.diagram += 1
        self.package = None
        self.last = None

    def open_package(self, written: Written, stereotypes: list[str], *, namespace: bool) -> bool:
        """Open a package, again where it was open before. False where packages nest too deep."""
        parent = self.package
        key = key_in(parent, written.code)
        known = self.names.package_at(key)
        if known is None:
            depth = parent.depth + 1 if parent else 1
            if depth > MAX_PACKAGE_DEPTH:
                message = say(
                    "packages stand more than {number} deep in each other", number=MAX_PACKAGE_DEPTH
                )
                self.diagnostics.append(error("UML01", written.span, message, say("close them")))
                return False
            known = self.names.add_package(
                PackageDraft(
                    code=written.code,
                    name=plain_name(written.name),
                    key=key,
                    span=written.span,
                    parent=parent,
                    depth=depth,
                    namespace=namespace or (parent is not None and parent.namespace),
                )
            )
            self._want_name(known.name, written.span)
        known.stereotypes += [each for each in stereotypes if each not in known.stereotypes]
        self.package = known
        return True

    def close_package(self) -> None:
        """The package that is open ends."""
        if self.package is not None:
            self.package = self.package.parent

    def declare(self, written: Written, kind: DrawnKind, *, opened: bool) -> ClassDraft:
        """The class that a declaration means: a new one, or one that is there.

        `opened` tells whether members follow.
        """
        code, package = written.code, self.package
        parts = written.parts
        found = self.names.class_at(".".join(parts)) if len(parts) > 1 else None
        if len(parts) == 1:
            found = self.names.class_at(key_in(package, code)) or self._elsewhere(written, opened)
        if found is None:
            package = self.implied_package(parts[:-1], written.span) if len(parts) > 1 else package
            shown = parts[-1] if written.name == code else written.name
            found = self.add_class(Written(code=parts[-1], name=shown, span=written.span), package)
            found.kind = kind
        elif found.kind is DrawnKind.CLASS:
            found.kind = kind
        if written.name != code and found.name == found.code:
            found.name = plain_name(written.name)
        self.last = found
        return found

    def add_class(self, written: Written, package: PackageDraft | None) -> ClassDraft:
        """A new class in `package`."""
        draft = ClassDraft(
            code=written.code,
            name=plain_name(written.name),
            key=key_in(package, written.code),
            span=written.span,
            package=package,
        )
        self._want_name(draft.name, written.span)
        return self.names.add_class(draft)

    def implied_package(self, parts: list[str], span: Span) -> PackageDraft | None:
        """The package that a qualified name stands in, from the top."""
        joined = ".".join(parts)
        if known := self.names.package_at(joined):
            return known
        package: PackageDraft | None = None
        for depth, code in enumerate(parts[:MAX_PACKAGE_DEPTH], 1):
            key = key_in(package, code)
            package = self.names.package_at(key) or self.names.add_package(
                PackageDraft(code=code, name=code, key=key, span=span, parent=package, depth=depth)
            )
        return package

    def add_member(self, owner: ClassDraft, text: str, span: Span) -> MemberLine:
        """A line in the class `owner`."""
        line = MemberLine(text, span, self.diagram)
        owner.members.append(line)
        return line

    def _elsewhere(self, written: Written, opened: bool) -> ClassDraft | None:
        """The one class of this name that stands in another package, where it may be meant; that is asked."""
        others = self.names.called(written.code)
        if len(others) != 1 or (self.package is not None and self.package.namespace):
            return None
        other = others[0]
        if other.package is not None and other.package.namespace:
            return None
        inside, outside = _place(other.package), _place(self.package)
        apart = self.package is not None and other.package is not None and opened
        if apart:
            message = say(
                '"{name}" stands in {one} and in {other}: these are two classes',
                name=written.code,
                one=inside,
                other=outside,
            )
            hint = say("where they are one, draw it once; where not, give one of them another name")
        else:
            message = say(
                '"{name}" stands in {one}, and again in {other}: it is taken for the same class',
                name=written.code,
                one=inside,
                other=outside,
            )
            hint = say("is it the same one? draw it once, or give the other one another name")
        self.diagnostics.append(warning("UML05", written.span, message, hint))
        return None if apart else other

    def _want_name(self, name: str, span: Span) -> None:
        if not name:
            message = say("a name is empty")
            self.diagnostics.append(error("UML06", span, message, say("write a name")))


def _place(package: PackageDraft | None) -> Text:
    return say('the package "{name}"', name=package.key) if package else say("no package")
