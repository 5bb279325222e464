"""A model, what was imported into it the last time, and what is drawn now → the files of the model again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, ordered
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.importers.model_texts import CODELISTS
from compiler.importers.uml.taking.findings import GONE_BUT_CHANGED, GONE_HERE, Findings
from compiler.importers.uml.update.elements import (
    Declared,
    ModelElement,
    as_drawn,
    by_key,
    elements_of,
    parts_as_drawn,
    parts_by_key,
)
from compiler.importers.uml.update.merging import merged_declaration
from compiler.importers.uml.update.references import referring_to, showing
from compiler.language.declarations import (
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    MessageDecl,
    ProjectionDecl,
    SourceFile,
    Statement,
    without_places,
)


class Updated(NamedTuple):
    """The files that changed, what both sides changed, and an account."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]


def update(
    before: Sequence[SourceFile], now: Sequence[SourceFile], ours: Sequence[SourceFile]
) -> Updated:
    """`ours` with what changed in the drawing from `before` to `now`."""
    updating = _Updating(before, now, ours)
    updating.run()
    changed = tuple(
        file for path, file in updating.files.items() if file != updating.original.get(path)
    )
    return Updated(changed, ordered(updating.found.all), (updating.account(),))


class _Updating:
    """The files of the team while they are updated."""

    def __init__(
        self, before: Sequence[SourceFile], now: Sequence[SourceFile], ours: Sequence[SourceFile]
    ) -> None:
        self.found = Findings()
        self.original = {file.path: file for file in ours}
        self.files = dict(self.original)
        self._now_files = now
        self._before = by_key(elements_of(before))
        self._now = by_key(elements_of(now))
        self._ours = as_drawn(elements_of(ours), {**self._before, **self._now})
        self._added = self._changed = self._removed = 0

    def run(self) -> None:
        """Bring one element after another up to date."""
        self._speak_as_the_team()
        replaced: dict[int, Declared | None] = {}
        names: dict[str, str] = {}
        attributes: dict[tuple[str, str], str] = {}
        referred = self._referred()
        for key, element in self._ours.items():
            old, new = self._before.get(key), self._now.get(key)
            if old and new:
                made = merged_declaration(old.declared, new.declared, element.declared, self.found)
                if made != element.declared:
                    replaced[id(element.declared)] = made
                    self._changed += 1
                    _note_renames(element.declared, made, names, attributes)
            elif old and self._goes(old, element, referred):
                replaced[id(element.declared)] = None
                self._removed += 1
        for path, file in self.files.items():
            self.files[path] = _replaced(file, replaced)
        for key, element in self._now.items():
            if key in self._before and key not in self._ours:
                self._tell_gone_here(self._before[key], element)
            elif key not in self._ours:
                self._add(element)
        for path, file in self.files.items():
            self.files[path] = showing(referring_to(file, names), attributes)
        self._add_domains_of_lists()

    def account(self) -> Text:
        """What was done, in a line."""
        return say(
            "{added} added, {changed} changed, {removed} removed",
            added=self._added,
            changed=self._changed,
            removed=self._removed,
        )

    def _speak_as_the_team(self) -> None:
        """Give both drawings the names that the team has for entities and lists, so that only real changes are left."""
        names: dict[str, str] = {}
        for key, element in self._ours.items():
            drawn = self._before.get(key)
            if drawn and drawn.declared.name.text != element.declared.name.text:
                names[drawn.declared.name.text] = element.declared.name.text
        if names:
            for side in (self._before, self._now):
                for key, element in side.items():
                    side[key] = element._replace(declared=referring_to(element.declared, names))

    def _referred(self) -> set[str]:
        """What messages and the architecture around them refer to: it cannot go without anybody looking."""
        found: set[str] = set()
        for file in self.files.values():
            for statement in file.statements:
                if isinstance(statement, MessageDecl):
                    found.add(statement.root.text)
                    found.update(each.name.text for each in statement.projections)
                for part in getattr(statement, "projections", ()):
                    if isinstance(part, ProjectionDecl):
                        found.add(part.name.text)
        return found

    def _goes(self, old: ModelElement, element: ModelElement, referred: set[str]) -> bool:
        """Whether what is no longer drawn goes; what the team changed or refers to stays, and a finding tells."""
        declared = element.declared
        unchanged = without_places(declared) == without_places(old.declared)
        if unchanged and declared.name.text not in referred:
            return True
        message = say('"{name}" is no longer drawn', name=declared.name)
        hint = say(
            "it was changed or is used in the text, and stays; take it away where it is to go"
        )
        self.found.warn(GONE_BUT_CHANGED, declared.name.span, message, hint)
        return False

    def _tell_gone_here(self, old: ModelElement, new: ModelElement) -> None:
        """What the team took away stays away; where the drawing changed it since, that is told."""
        if without_places(old.declared) != without_places(new.declared):
            message = say('"{name}" changed in the drawing', name=new.declared.name)
            hint = say("it was taken away in the text, and stays away")
            self.found.warn(GONE_HERE, Name(new.file, new.file).span, message, hint)

    def _add(self, element: ModelElement) -> None:
        """Put a new element behind its domain, or behind the other lists, in whatever file they are."""
        self._added += 1
        path = self._file_for(element)
        file = self.files.get(path, SourceFile(path))
        if isinstance(element.declared, EntityDecl) and not _has_domain(file, element.domain):
            file = file._replace(statements=(*file.statements, self._domain(element.domain)))
        self.files[path] = file._replace(
            statements=_put_in(file.statements, element.declared, element.domain)
        )

    def _file_for(self, element: ModelElement) -> str:
        """Where the new element belongs: with what is of its kind and domain already."""
        for path, file in self.files.items():
            if isinstance(element.declared, EntityDecl):
                if _has_domain(file, element.domain):
                    return path
            elif any(isinstance(each, CodeListDecl) for each in file.statements):
                return path
        return element.file if element.domain else CODELISTS

    def _add_domains_of_lists(self) -> None:
        """Declare the domains that lists name and that no file has: a list may come to a domain without entities."""
        statements = [each for file in self.files.values() for each in file.statements]
        missing = {
            name.text
            for statement in statements
            if isinstance(statement, CodeListDecl)
            for name in statement.domains
        } - {each.name.text for each in statements if isinstance(each, DomainDecl)}
        for file in self._now_files:
            for statement in file.statements:
                if isinstance(statement, DomainDecl) and statement.name.text in missing:
                    kept = self.files.get(file.path, SourceFile(file.path))
                    added = kept._replace(statements=(*kept.statements, statement))
                    self.files[file.path] = added

    def _domain(self, name: str) -> Statement:
        domains = (
            statement
            for file in self._now_files
            for statement in file.statements
            if isinstance(statement, DomainDecl)
        )
        return next((each for each in domains if each.name.text == name), DomainDecl(Name(name)))


def _note_renames(
    old: Declared, new: Declared, names: dict[str, str], attributes: dict[tuple[str, str], str]
) -> None:
    """What a merge called otherwise: those names change wherever they are referred to."""
    if old.name.text != new.name.text:
        names[old.name.text] = new.name.text
    if isinstance(old, EntityDecl) and isinstance(new, EntityDecl):
        for key, part in parts_as_drawn(old.attributes, parts_by_key(new.attributes)).items():
            after = parts_by_key(new.attributes).get(key)
            if after and after.name.text != part.name.text:
                attributes[new.name.text, part.name.text] = after.name.text


def _replaced(file: SourceFile, replaced: dict[int, Declared | None]) -> SourceFile:
    """The file with the declarations that are `replaced`, by the identity of the old one; None takes it away."""
    statements: list[Statement] = []
    for statement in file.statements:
        if isinstance(statement, DomainDecl) and statement.members is not None:
            members = (replaced.get(id(each), each) for each in statement.members)
            kept = tuple(each for each in members if each is not None)
            same = kept == statement.members
            statements.append(statement if same else statement._replace(members=kept))
        else:
            new = replaced.get(id(statement), statement)
            statements += [] if new is None else [new]
    return file._replace(statements=tuple(statements))


def _has_domain(file: SourceFile, domain: str) -> bool:
    return any(
        isinstance(each, DomainDecl) and each.name.text == domain for each in file.statements
    )


def _put_in(
    statements: Iterable[Statement], declared: Declared, domain: str
) -> tuple[Statement, ...]:
    """The statements with `declared` behind the last of its domain; a list stands at the end."""
    made = [*statements]
    if isinstance(declared, CodeListDecl):
        return (*made, declared)
    at, current = len(made), ""
    for number, statement in enumerate(made):
        if isinstance(statement, DomainDecl):
            current = statement.name.text if statement.members is None else current
            if statement.name.text == domain and statement.members is not None:
                made[number] = statement._replace(members=(*statement.members, declared))
                return tuple(made)
        if current == domain and isinstance(statement, EntityDecl | DomainDecl):
            at = number + 1
    made.insert(at, declared)
    return tuple(made)
