"""The names of a model while it is linked: looked up here, and reported where they mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.memory import Memory, Noted, Notes, PieceOfWork
from compiler.base.mends import Mend
from compiler.base.source import Name
from compiler.base.wording import NOTHING, Text, say
from compiler.language.cora import ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    CodeListDecl,
    ElementDecl,
    EntityDecl,
    TypeRef,
)
from compiler.language.quick_mends import proposed_name
from compiler.model.elements import PRIMITIVES, Attribute, Entity, TypeKind
from compiler.model.linking.type_advice import is_collection, type_for

_ENTITY = say("entity")
_T = TypeVar("_T", bound=EntityDecl | CodeListDecl | AttributeDecl)

_Made = TypeVar("_Made")

_NOWHERE = Name("")
_LOOKED_UP = ("entities", "domain_of", "keys", "codelists", "elements", "linked")


class Scope:
    """The names of a model while it is linked, and the diagnostics found on the way.

    `broken` are the attributes (of an entity, by its key) that were reported and left out: nobody else reports them.
    `memory` holds what was linked before, in a process that lives long.
    """

    def __init__(self, memory: Memory[object] | None = None) -> None:
        self._memory = memory
        self.diagnostics: list[Diagnostic] = []
        self.entities: dict[str, EntityDecl] = {}
        self.domain_of: dict[str, str] = {}
        self.keys: dict[str, list[str]] = {}
        self.codelists: dict[str, CodeListDecl] = {}
        self.elements: dict[tuple[ElementKind, str], ElementDecl] = {}
        self.linked: Mapping[str, Entity] = {}
        self.broken: set[tuple[str, str]] = set()
        self.in_small_letters: set[str] = set()

    def kept(
        self,
        key: tuple[object, ...],
        made_of: tuple[object, ...],
        make: Callable[[Scope], _Made],
        linked: Mapping[str, Entity] | None = None,
    ) -> _Made:
        """What `make` makes of `made_of` in this scope; what it made before, where that and all names are the same.

        `linked` are the entities, where it looks at what was made of them. What is reported is made again: nothing that
        has to be told would be told otherwise.
        """
        self.linked = linked or {}
        if self._memory is None:
            return make(self)
        tables: dict[str, Any] = {name: getattr(self, name) for name in _LOOKED_UP}
        piece = self._memory.get(key, tables)
        if piece is not None and piece.made[0] == made_of:
            return piece.made[1]  # type: ignore[no-any-return]  # what `make` made
        notes, told = Notes(), len(self.diagnostics)
        made = make(self._noting(notes))
        if len(self.diagnostics) == told and not self.in_small_letters:
            self._memory.put(key, PieceOfWork((made_of, made), notes))
        return made

    def _noting(self, notes: Notes) -> Scope:
        """This scope, with notes of what is looked up in it."""
        noting = Scope()
        noting.diagnostics, noting.broken = self.diagnostics, self.broken
        noting.in_small_letters = self.in_small_letters
        for name in _LOOKED_UP:
            setattr(noting, name, Noted(name, getattr(self, name), notes))
        return noting

    def report(
        self,
        id_: str,
        place: Name,
        message: Text,
        hint: Text = NOTHING,
        severity: Severity = Severity.ERROR,
        mends: tuple[Mend, ...] = (),
    ) -> None:
        """Add a diagnostic at `place`; a name that the hint says was meant needs no other mend."""
        made = mends or proposed_name(place, hint)
        self.diagnostics.append(
            Diagnostic(id_, severity, place.span, message, hint=hint, mends=made)
        )

    def entity_key(self, name: Name, domain: str | None, what: Text = _ENTITY) -> str | None:
        """The key of the entity `name`, seen from `domain`; None, and a diagnostic, where there is none."""
        keys = self.keys.get(name.text) or self.keys.get(self._entity_meant(name) or "")
        if keys is None:
            if name.text in self.entities:
                return name.text
            self.report(
                "NAM01",
                name,
                say('{what} "{name}" does not exist', what=what, name=name),
                nearest(name.text, self.keys) or say("declare it: entiteit {name}", name=name),
            )
            return None
        return next((key for key in keys if self.domain_of[key] == domain), keys[0])

    def without_repeats(self, declarations: Sequence[_T], owner: Text) -> list[_T]:
        """`declarations` without those whose name stands before them already; each is reported."""
        seen: dict[str, Name] = {}
        kept = []
        for declaration in declarations:
            name = declaration.name
            if name.text in seen:
                first = seen[name.text]
                hint = say(
                    "the first stands at {file}:{line}; rename one or take it away",
                    file=first.file,
                    line=first.line,
                )
                self.report(
                    "NAM02",
                    name,
                    say('"{name}" stands twice in {owner}', name=name, owner=owner),
                    hint,
                )
            else:
                seen[name.text] = name
                kept.append(declaration)
        return kept

    def attribute(
        self, declaration: AttributeDecl, domain: str | None, *, standard: bool = False
    ) -> Attribute | None:
        """The attribute that `declaration` makes; None, and a diagnostic, where its type is unknown."""
        type_ = declaration.type
        kind, target = self._kind(type_, domain)
        if kind is None:
            self._unknown_type(type_.name)
            return None
        if type_.keys and kind is not TypeKind.ENTITY:
            self.report(
                "NAM04",
                type_.name,
                say('"{target}" has no keys', target=target),
                say('only an entity has; write "{target}"', target=target),
            )
        return Attribute(
            name=declaration.name,
            kind=kind,
            target=target,
            keys=type_.keys and kind is TypeKind.ENTITY,
            many=type_.many,
            description=declaration.doc.text if declaration.doc else "",
            core=declaration.core,
            obsolete=declaration.obsolete,
            constraint=declaration.constraint,
            pattern=declaration.pattern,
            derived=declaration.derived,
            formerly=declaration.formerly.text if declaration.formerly else "",
            standard=standard,
            own=declaration.own,
            suppressions=declaration.suppressions,
            type_name=type_.name,
            source=declaration.source or _NOWHERE,
            drawn=declaration.drawn,
        )

    def _kind(self, type_: TypeRef, domain: str | None) -> tuple[TypeKind | None, str]:
        """What `type_` names, and the key of that; None where it names nothing."""
        target = type_.name.text
        if target in PRIMITIVES:
            return TypeKind.PRIMITIVE, target
        if target in self.keys or target in self.entities:
            return TypeKind.ENTITY, self.entity_key(type_.name, domain) or target
        if target in self.codelists:
            return TypeKind.CODELIST, target
        if self._entity_meant(type_.name):
            return TypeKind.ENTITY, self.entity_key(type_.name, domain) or target
        meant = self._list_meant(type_.name)
        return (TypeKind.CODELIST if meant else None), meant or target

    def _entity_meant(self, name: Name) -> str | None:
        """The entity that was declared in small letters, where `name` has the capital; it is told there, and once."""
        return self._meant(name, self._entities_by_letters) if name.text[:1].isupper() else None

    def _list_meant(self, name: Name) -> str | None:
        """The list that was declared otherwise than in capitals, where `name` has these; it is told there, and once."""
        return self._meant(name, self._lists_by_letters) if name.text.isupper() else None

    @cached_property
    def _entities_by_letters(self) -> dict[str, list[Name]]:
        return _by_letters(self.entities[keys[0]].name for keys in self.keys.values())

    @cached_property
    def _lists_by_letters(self) -> dict[str, list[Name]]:
        return _by_letters(each.name for each in self.codelists.values())

    def _meant(self, name: Name, declared: Mapping[str, list[Name]]) -> str | None:
        """The declared name that is `name` but for capitals that it lacks; None where none is, or several are."""
        alike = declared.get(name.text.casefold(), [])
        if len(alike) != 1 or _capitals(alike[0]) >= _capitals(name):
            return None
        (other,) = alike
        if other.text not in self.in_small_letters:
            self.in_small_letters.add(other.text)
            message = say('"{name}" is referred to as "{other}"', name=other, other=name)
            self.report("NAM01", other, message, say('call it "{name}"', name=name))
        return other.text

    def _unknown_type(self, name: Name) -> None:
        advice = type_for(name.text)
        if name.text.isupper():
            declare = say("declare it: referentiedata {name}", name=name)
            if advice:
                declare = say('write "{name}", or {declare}', name=advice, declare=declare)
            hint = nearest(name.text, self.codelists) or declare
            self.report(
                "NAM01", name, say('reference data list "{name}" does not exist', name=name), hint
            )
            return
        known = [*PRIMITIVES, *self.keys, *self.codelists]
        hint = nearest(name.text, known, 0.9 if advice else 0.6)
        if not hint and is_collection(name.text):
            hint = say("write the type of one of them, with [] behind it: string[]")
        elif not hint and advice:
            hint = say('write "{name}"', name=advice)
        hint = hint or say("declare it: entiteit {name}", name=name)
        self.report("NAM01", name, say('type "{name}" does not exist', name=name), hint)


def _by_letters(names: Iterable[Name]) -> dict[str, list[Name]]:
    """The names by their letters, large or small."""
    found: dict[str, list[Name]] = {}
    for name in names:
        found.setdefault(name.text.casefold(), []).append(name)
    return found


def _capitals(name: Name) -> int:
    return sum(map(str.isupper, name.text))
