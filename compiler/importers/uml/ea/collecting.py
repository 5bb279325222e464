"""What a reader has found so far, and what the things that it refers to are.

A file refers to what stands further down, in other files, or nowhere. So a reader first tells what there is, and then
adds what was drawn; each reference is looked up as it is added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import (
    Drawing,
    DrawnAssociation,
    DrawnAttribute,
    DrawnClass,
    DrawnElement,
    DrawnGeneralisation,
    DrawnKind,
    DrawnPackage,
    DrawnValue,
    Multiplicity,
    PassedOver,
)
from compiler.importers.uml.ea.conventions import DRAWN_KINDS, type_of_tool
from compiler.importers.uml.multiplicities import multiplicity_of

_SHOWN = 60


@dataclass(slots=True)
class Note:
    """A note: its text, its place, and the keys of what it is attached to."""

    text: str
    span: Span
    targets: tuple[str, ...]


@dataclass(slots=True)
class Collected:
    """All that a reader has found.

    `class_names`, `language_types` and `other_names` are what there is in the file, by key: classes, types of a
    programming language, and things that are no classes. `elsewhere` is what the file says of things in other files: a
    name, and what UML calls them.
    """

    path: str
    class_names: dict[str, str] = field(default_factory=dict)
    language_types: dict[str, str] = field(default_factory=dict)
    other_names: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, tuple[str, str]] = field(default_factory=dict)
    packages: list[DrawnPackage] = field(default_factory=list)
    classes: list[DrawnClass] = field(default_factory=list)
    generalisations: list[DrawnGeneralisation] = field(default_factory=list)
    associations: list[DrawnAssociation] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _external: dict[str, DrawnClass] = field(default_factory=dict)
    _claimed: dict[str, Span] = field(default_factory=dict)
    _notes: dict[str, list[Note]] = field(default_factory=dict)
    _all_notes: list[Note] = field(default_factory=list)
    _read_notes: set[int] = field(default_factory=set)

    # -- what is found -------------------------------------------------------------------------------------------------

    def report(self, id_: str, span: Span, message: Text, hint: Text) -> None:
        """Add an error."""
        self.diagnostics.append(Diagnostic(id_, Severity.ERROR, span, message, hint=hint))

    def warn(self, id_: str, span: Span, message: Text, hint: Text) -> None:
        """Add a warning."""
        self.diagnostics.append(Diagnostic(id_, Severity.WARNING, span, message, hint=hint))

    def pass_over(self, kind: str, name: str, span: Span) -> None:
        """Add something that a model has no place for."""
        self.passed_over.append(PassedOver(kind=kind, name=name, span=span))

    def claim(self, element: DrawnElement) -> bool:
        """Whether the key of `element` is its own; it is reported where another one has it."""
        first = self._claimed.setdefault(element.key, element.span)
        if first is element.span:
            return True
        message = say(
            '"{name}" has the id of another element: {id}', name=element.name, id=element.key
        )
        hint = say(
            "the other one stands at {place}; give one of them an id of its own", place=first
        )
        self.report("UML24", element.span, message, hint)
        return False

    def note(self, note: Note) -> None:
        """Add a note; what it is attached to asks for it by `text_of`."""
        self._all_notes.append(note)
        for target in note.targets:
            self._notes.setdefault(target, []).append(note)

    def text_of(self, key: str, own: str) -> str:
        """The text of the element `key`: its `own`, and below it those notes attached to it that say something else."""
        attached = self._notes.get(key)
        if not attached:
            return own
        self._read_notes.update(map(id, attached))
        texts = dict.fromkeys(text for text in (own, *(note.text for note in attached)) if text)
        return "\n\n".join(texts)

    # -- what is referred to -------------------------------------------------------------------------------------------

    def type_of(self, name: str, key: str, span: Span, owner: str) -> tuple[str, str]:
        """The type of an attribute, as its name and the key of its class.

        `name` is the type as written and `key` what is referred to, each empty where it is not there; `owner` names the
        attribute. Where both are there and disagree both stay, and it is told. The name is what the tool shows and what
        its user wrote last: Enterprise Architect leaves the id of a class behind when another type is written over it,
        and writes the new name along where a class is renamed. So the name is the one to believe.
        """
        if not key:
            return name, ""
        known = self.class_names.get(key)
        if known is None:
            return self._type_elsewhere(name, key, span, owner)
        if name and not _same(name, known):
            message = say(
                '{owner} has two types: "{name}", and by its id "{other}"',
                owner=owner,
                name=name,
                other=known,
            )
            hint = say("the name counts; choose the type again in the tool, and export it again")
            self.warn("UML26", span, message, hint)
        return name or known, key

    def _type_elsewhere(self, name: str, key: str, span: Span, owner: str) -> tuple[str, str]:
        """The type where `key` is no class of this file."""
        for names in (self.language_types, self.other_names):
            if key in names:
                return name or names[key], ""
        of_tool = type_of_tool(key)
        if of_tool:
            return name or of_tool, ""
        if key not in self.elsewhere and not name:
            self._refers_to_nothing(key, span, owner)
            return "", ""
        known, kind = self.elsewhere.get(key, ("", ""))
        self._stands_elsewhere(key, known or name, DRAWN_KINDS.get(kind, DrawnKind.CLASS), span)
        return name or known, key

    def is_known(self, key: str) -> bool:
        """Whether the file holds what has that key, or says what it is called."""
        return any(
            key in names
            for names in (self.class_names, self.language_types, self.other_names, self.elsewhere)
        )

    def end_of(self, key: str, span: Span, owner: str) -> str:
        """The key of the class that a line of `owner` ends at; empty where it ends at no class.

        A line to nothing is reported; one to something that is no class is for the caller to pass over.
        """
        if key in self.class_names:
            return key
        if key in self.language_types:
            self._stands_elsewhere(key, self.language_types[key], DrawnKind.PRIMITIVE, span)
            return key
        if key in self.other_names:
            return ""
        name, kind = self.elsewhere.get(key, ("", "Class"))
        if not name:
            self._refers_to_nothing(key, span, owner)
            return ""
        if kind not in DRAWN_KINDS:
            return ""
        self._stands_elsewhere(key, name, DRAWN_KINDS[kind], span)
        return key

    def _stands_elsewhere(self, key: str, name: str, kind: DrawnKind, span: Span) -> None:
        if key not in self._external:
            guid = key if key.startswith("{") else ""
            self._external[key] = DrawnClass(
                key=key, name=name, span=span, guid=guid, kind=kind, external=True
            )

    def _refers_to_nothing(self, key: str, span: Span, owner: str) -> None:
        if key:
            message = say(
                '{owner} refers to "{id}", which is nowhere', owner=owner, id=key[:_SHOWN]
            )
        else:
            message = say("{owner} leads to nothing", owner=owner)
        hint = say("export the package that holds it too, or take the reference out")
        self.report("UML25", span, message, hint)

    def multiplicity(self, written: str, span: Span, owner: str) -> Multiplicity | None:
        """`written` as a multiplicity; what is none is told, and counts as not written."""
        if not written.strip():
            return None
        found = multiplicity_of(written)
        if found is None:
            message = say(
                '{owner} has a multiplicity that is none: "{text}"',
                owner=owner,
                text=written[:_SHOWN],
            )
            hint = say("write a number or a range: 1, 0..1, 0..*, 1..*")
            self.warn("UML27", span, message, hint)
        return found

    # -- all of it -----------------------------------------------------------------------------------------------------

    def drawing(self, title: str = "") -> Drawing:
        """All that was collected; without a `title` it is called after the only package at the top."""
        for note in self._all_notes:
            if id(note) not in self._read_notes:
                self.pass_over("note", first_line(note.text), note.span)
        if not title:
            tops = [package.name for package in self.packages if not package.parent]
            title = tops[0] if len(tops) == 1 else ""
        return Drawing(
            title=title,
            packages=tuple(self.packages),
            classes=(*self.classes, *self._external.values()),
            generalisations=tuple(self.generalisations),
            associations=tuple(self.associations),
            passed_over=tuple(self.passed_over),
            diagnostics=ordered(self.diagnostics),
        )


def failed(diagnostics: Iterable[Diagnostic]) -> Drawing:
    """A drawing of which only `diagnostics` are known."""
    return Drawing(diagnostics=ordered(diagnostics))


def as_value(attribute: DrawnAttribute) -> DrawnValue:
    """A value of an enumeration that is drawn as an attribute: its default is its code."""
    return DrawnValue(
        key=attribute.key,
        name=attribute.name,
        span=attribute.span,
        guid=attribute.guid,
        text=attribute.text,
        stereotypes=attribute.stereotypes,
        tags=attribute.tags,
        code=attribute.default,
    )


def first_line(text: str) -> str:
    """What a text is called where it has no name."""
    line = text.partition("\n")[0]
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _same(name: str, other: str) -> bool:
    """Whether two names of a type are the same to the tool: case and the packages before it do not count."""
    own = name.strip().casefold()
    return own == other.strip().casefold() or own.rpartition("::")[2] == other.strip().casefold()
