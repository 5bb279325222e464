"""Linking of the elements of an architecture, and of what refers to them. Part of the stage in link.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.cora import WHOLES, ElementKind
from compiler.language.declarations import ElementDecl
from compiler.model.elements import ArchitectureElement
from compiler.model.linking.names import Scope


def register_elements(declared: Iterable[ElementDecl], scope: Scope) -> None:
    """Give each element its place; a name stands once among those of its kind."""
    for element in declared:
        key = (element.kind, element.name.text)
        if key in scope.elements:
            first = scope.elements[key].name
            hint = say(
                "the first stands at {file}:{line}; rename one or take it away",
                file=first.file,
                line=first.line,
            )
            scope.report(
                "NAM02",
                element.name,
                say('{kind} "{name}" stands here twice', kind=element.kind, name=element.name),
                hint,
            )
        else:
            scope.elements[key] = element


def link_elements(scope: Scope) -> dict[tuple[ElementKind, str], ArchitectureElement]:
    """The registered elements by kind and name."""
    found = {}
    for key, element in scope.elements.items():
        found[key] = scope.kept(("element", *key), (element,), partial(_linked, element))
    return found


def _linked(element: ElementDecl, scope: Scope) -> ArchitectureElement:
    whole = WHOLES.get(element.kind)
    return ArchitectureElement(
        kind=element.kind,
        name=element.name,
        description=element.doc.text if element.doc else "",
        wholes=element_names(element.wholes, whole, scope) if whole else (),
        suppressions=element.suppressions,
    )


def element_names(names: Sequence[Name], kind: ElementKind, scope: Scope) -> tuple[str, ...]:
    """The names of elements of `kind` that `names` refer to; what is unknown, of another kind, or there twice is not.

    Each of those is reported.
    """
    found: dict[str, Name] = {}
    for name in names:
        if name.text in found:
            scope.report(
                "NAM02",
                name,
                say('{kind} "{name}" stands here twice', kind=kind, name=name),
                say("leave one out"),
            )
        elif (kind, name.text) in scope.elements:
            found[name.text] = name
        else:
            _unknown(name, kind, scope)
    return tuple(found)


def _unknown(name: Name, kind: ElementKind, scope: Scope) -> None:
    known = [text for known_kind, text in scope.elements if known_kind is kind]
    hint = nearest(name.text, known) or say('declare it: {kind} "{name}"', kind=kind, name=name)
    other = next((other for other, text in scope.elements if text == name.text), None)
    if other is None:
        scope.report(
            "NAM01", name, say('{what} "{name}" does not exist', what=kind, name=name), hint
        )
    else:
        message = say(
            '"{name}" is declared as {other}, and a {kind} belongs here',
            name=name,
            other=other,
            kind=kind,
        )
        scope.report("NAM06", name, message, hint)
