"""What the parser does with elements of the architecture. Part of compiler/language/actions.py."""

from __future__ import annotations

from typing import Any

from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.actions_words import ParseWords
from compiler.language.cora import WHOLES, ElementKind
from compiler.language.declarations import ElementDecl, Suppression


class ElementActions(ParseWords):
    """Makes the declarations of elements."""

    def element(self, children: list[Any]) -> ElementDecl:
        """An element; several words of its name stand between quotes."""
        doc = self.doc(children)
        kind = ElementKind(" ".join(children[0].text.split()))
        name = self.as_value(children[1])
        if not name.text.strip():
            self.report(
                name,
                say("the name of the {kind} is empty", kind=kind),
                say('write it between the quotes: {kind} "…"', kind=kind),
            )
        wholes: tuple[Name, ...] = ()
        suppressions: tuple[Suppression, ...] = ()
        for header in children[2:]:
            words = (WHOLES[kind].value,) if kind in WHOLES else ()
            values = self.properties(header, (*words, "negeer"), name)
            wholes = next((values[word] for word in words if word in values), ())
            suppressions = self.suppressions(header)
        return ElementDecl(kind=kind, name=name, doc=doc, wholes=wholes, suppressions=suppressions)
