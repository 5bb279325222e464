"""What a name in a line between classes, or beside a note, means once all of a diagram is read."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from compiler.base.diagnostics import nearest
from compiler.base.wording import NOTHING, Text, say, shortened
from compiler.importers.uml.text_diagrams.builder import DrawingBuilder
from compiler.importers.uml.text_diagrams.findings import warning
from compiler.importers.uml.text_diagrams.names import (
    ClassDraft,
    Draft,
    PackageDraft,
    Written,
    without_member,
)

_SHOWN = 5
"""So many places are shown."""
_SUGGESTED = 20
"""To so many unknown names a like one is looked for."""


class Meant(NamedTuple):
    """What a name means, and the member of it that is meant, where one is."""

    draft: Draft
    member: str = ""


class References:
    """Looks names up, and keeps the classes that are only mentioned."""

    def __init__(self, builder: DrawingBuilder) -> None:
        self._builder, self._names = builder, builder.names
        self._declared = bool(builder.names.classes)
        self._asked: set[tuple[str, str]] = set()
        self._unknown = 0

    def meant(self, written: Written, package: PackageDraft | None) -> Meant:
        """What `written` means, seen from `package`; a class that nothing declares comes into being."""
        if found := self.known(written, package):
            return found
        self._implied(written, package)
        return self.known(written, package) or Meant(self._implied(written, package))

    def known(self, written: Written, package: PackageDraft | None) -> Meant | None:
        """What `written` means; None for what is nowhere."""
        if other := self._names.others.get(written.code):
            return Meant(other)
        parts = written.parts
        if found := self._names.seen_from(package, parts):
            if found.code != parts[-1]:  # p.A, where no sign parts p from A
                self._ask_same(written, found)
            return Meant(found)
        if len(parts) == 1 and (anywhere := self._anywhere(written, package)):
            return Meant(anywhere)
        if found_package := self._package(parts, package):
            return Meant(found_package)
        owner, member = without_member(written.code)
        if member and not written.quoted:
            owned = self.known(_renamed(written, owner), package)
            if owned and isinstance(owned.draft, ClassDraft) and not owned.member:
                return Meant(owned.draft, member)
        return self._likely(written)

    def _anywhere(self, written: Written, package: PackageDraft | None) -> ClassDraft | None:
        """The class of this name in another package, or the one that is shown by it."""
        if package is not None and package.namespace:
            return None
        called = self._names.called(written.code)
        if len(called) > 1 and (written.code, called[0].key) not in self._asked:
            self._ask(
                written, called[0],
                say('"{name}" stands in more than one package: {places}', name=written.code,
                    places=shortened([each.key for each in called], _SHOWN)),
                say('the first one is taken; write the one that is meant with its package: "{name}"',
                    name=called[-1].key),
            )  # fmt: skip
        if called:
            return called[0]
        shown = self._names.shown_as(written.code) if written.quoted else []
        if len(shown) == 1:
            self._ask_same(written, shown[0])
            return shown[0]
        return None

    def _package(self, parts: list[str], package: PackageDraft | None) -> PackageDraft | None:
        wanted = ".".join(parts)
        around = package
        while around is not None:
            if found := self._names.package_at(f"{around.key}.{wanted}"):
                return found
            around = around.parent
        if found := self._names.package_at(wanted):
            return found
        called = self._names.packages_called(parts[-1])
        return called[0] if len(parts) == 1 and len(called) == 1 else None

    def _likely(self, written: Written) -> Meant | None:
        """The one class whose packages and name are these, parted by another sign than the diagram has."""
        found = [] if written.quoted else self._names.ending_in(written.code)
        if len(found) != 1:
            return None
        self._ask_same(written, found[0])
        return Meant(found[0])

    def _implied(self, written: Written, package: PackageDraft | None) -> ClassDraft:
        if not written.quoted and written.separator != "::":
            owner, member = without_member(written.code)
            written = _renamed(written, owner) if member else written
        parts = written.parts
        if len(parts) > 1:
            package = self._builder.implied_package(parts[:-1], written.span)
            if found := self._names.seen_from(package, parts[-1:]):
                return found
        elif found := self._names.seen_from(package, parts):
            return found
        draft = self._builder.add_class(
            Written(code=parts[-1], name=parts[-1], span=written.span), package
        )
        draft.implied = True
        if self._declared:
            self._tell_unknown(written)
        return draft

    def _tell_unknown(self, written: Written) -> None:
        self._unknown += 1
        hint: Text = NOTHING
        if self._unknown <= _SUGGESTED:
            names = [each.code for each in self._names.classes if not each.implied]
            hint = nearest(written.code, names)
        message = say(
            '"{name}" is mentioned, and declared nowhere: a class without attributes',
            name=written.code,
        )
        hint = hint or say("declare it: class {name}", name=written.code)
        self._builder.diagnostics.append(warning("UML06", written.span, message, hint))

    def _ask_same(self, written: Written, found: ClassDraft) -> None:
        message = say(
            '"{name}" is declared nowhere; it is taken for "{other}"',
            name=written.code,
            other=found.key,
        )
        hint = say('is it the same one? write "{name}"; if not, declare it', name=found.code)
        self._ask(written, found, message, hint)

    def _ask(self, written: Written, found: ClassDraft, message: Text, hint: Text) -> None:
        """Ask once for each name what is meant by it."""
        if (written.code, found.key) not in self._asked:
            self._asked.add((written.code, found.key))
            self._builder.diagnostics.append(warning("UML05", written.span, message, hint))


def _renamed(written: Written, code: str) -> Written:
    return replace(written, code=code, name=code)
