"""What the parser does at each grammar rule: make the declaration.

One method per rule of grammar/vera.lark, with the rule's children as they come. Words that the grammar leaves open
(`kern`, `meervoud`, `negeer`) are checked here, so that a wrong one gets a message of its own.
"""

from __future__ import annotations

from typing import Any

from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.actions_elements import ElementActions
from compiler.language.actions_lists import ListActions
from compiler.language.actions_projections import ProjectionActions
from compiler.language.actions_words import Block, only, text_of
from compiler.language.declarations import (
    AttributeDecl,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    EnvironmentsDecl,
    MessageDecl,
    ProcessDecl,
    ProjectionDecl,
    SettingDecl,
    StandardDecl,
    Statement,
    TypeRef,
)
from compiler.language.lalr import Token

MAX_NESTING = 8
ENTITY_PROPERTIES = (
    "meervoud",
    "pad",
    "als",
    "zonder",
    "bedrijfsobject",
    "voorheen",
    "uml",
    "negeer",
)


class ParseActions(ListActions, ElementActions, ProjectionActions):
    """Makes declarations as the parser goes; `begin` starts a file, `diagnostics` and `comments` are of that file."""

    # -- entities ------------------------------------------------------------------------------------------------

    def kind(self, children: list[Token]) -> tuple[str, ...]:
        return tuple(child.type for child in children)

    def base(self, children: list[Token]) -> tuple[str, Name]:
        return ("base", self.as_name(children[0]))

    def property(self, children: list[Token]) -> tuple[Name, tuple[Token, ...]]:
        return (self.as_name(children[0]), tuple(children[1:]))

    def header(self, children: list[Any]) -> dict[str, list[tuple[Name, tuple[Token, ...]]]]:
        found: dict[str, list[tuple[Name, tuple[Token, ...]]]] = {}
        for word, values in children:
            found.setdefault(word.text, []).append((word, values))
        return found

    def entity_body(self, children: list[Any]) -> Block:
        end = self.end(children)
        block = Block(children)
        block.end = end
        return block

    domain_body = entity_body
    codelist_body = entity_body

    def entity(self, children: list[Any]) -> EntityDecl:
        doc = self.doc(children)
        kind, token, *rest = children
        name = self.as_name(token)
        fields: dict[str, Any] = {}
        for child in rest:
            if isinstance(child, Block):
                fields |= {"attributes": tuple(child), "end": child.end}
            elif isinstance(child, dict):
                values = self.properties(child, ENTITY_PROPERTIES, name)
                fields["suppressions"] = self.suppressions(child)
                fields["plural"] = only(values, "meervoud")
                fields["path"] = only(values, "pad")
                fields["formerly"] = only(values, "voorheen")
                fields["drawn"] = text_of(values, "uml")
                fields["without"] = values.get("zonder", ())
                fields["business_object"] = only(values, "bedrijfsobject")
                fields["told_by"] = values.get("als", ())
                if len(fields["told_by"]) == 1:
                    hint = say('write an attribute and its codes: "als soort NAT"')
                    self.report(
                        fields["told_by"][0],
                        say('no code stands behind "{attribute}"', attribute=fields["told_by"][0]),
                        hint,
                    )
            else:
                fields["base"] = child[1]
        return EntityDecl(name, doc, "ABSTRACT" in kind, "WAARDEOBJECT" in kind, **fields)

    def shared(self, _children: list[Any]) -> bool:
        return True

    def domain(self, children: list[Any]) -> DomainDecl:
        doc = self.doc(children)
        shared = children[0] is True
        token, *rest = children[1:] if shared else children
        name = self.as_name(token)
        fields: dict[str, Any] = {}
        for child in rest:
            if isinstance(child, Block):
                fields |= {"members": tuple(child), "end": child.end}
            else:
                values = self.properties(child, ("zonder", "voorheen", "uml"), name)
                fields["formerly"] = only(values, "voorheen")
                fields["drawn"] = text_of(values, "uml")
                for word in values.get("zonder", ()):
                    if word.text != "document":
                        self.report(
                            word,
                            say('a domain cannot do without "{word}"', word=word),
                            say('write "zonder document"'),
                        )
                    fields["documented"] = False
        return DomainDecl(name, doc, shared, **fields)

    # -- processes -----------------------------------------------------------------------------------------------

    def envelope(self, children: list[Any]) -> EnvelopeDecl:
        doc = self.doc(children)
        end = self.end(children)
        attributes = tuple(child for child in children[1:] if isinstance(child, AttributeDecl))
        projections = tuple(child for child in children[1:] if isinstance(child, ProjectionDecl))
        return EnvelopeDecl(
            name=self.as_name(children[0]),
            doc=doc,
            attributes=attributes,
            projections=projections,
            end=end,
        )

    def process(self, children: list[Any]) -> ProcessDecl:
        doc = self.doc(children)
        name = self.as_name(children[0])
        title = ""
        version: Name | None = None
        formerly: Name | None = None
        serves: tuple[Name, ...] = ()
        for child in children[1:]:
            if isinstance(child, dict):
                values = self.properties(child, ("versie", "bedrijfsproces", "voorheen"), name)
                serves = values.get("bedrijfsproces", ())
                version = only(values, "versie")
                formerly = only(values, "voorheen")
            else:
                title = self.as_text(child)
        return ProcessDecl(
            name=name,
            title=title,
            doc=doc,
            version=version.text if version else "",
            formerly=formerly,
            business_processes=serves,
            version_at=version,
        )

    def message(self, children: list[Any]) -> MessageDecl:
        doc = self.doc(children)
        end = self.end(children)
        name, root = self.as_name(children[0]), self.as_name(children[1])
        path, formerly = None, None
        for child in children[2:]:
            if isinstance(child, dict):
                values = self.properties(child, ("pad", "voorheen"), name)
                path = only(values, "pad")
                formerly = only(values, "voorheen")
        projections = tuple(child for child in children[2:] if isinstance(child, ProjectionDecl))
        return MessageDecl(
            name=name,
            root=root,
            doc=doc,
            path=path,
            projections=projections,
            end=end,
            formerly=formerly,
        )

    # -- manifest ------------------------------------------------------------------------------------------------

    def settings(self, children: list[Any]) -> Block:
        return self.entity_body(children)

    def setting(self, children: list[Any]) -> SettingDecl | AttributeDecl:
        if any(isinstance(child, TypeRef) for child in children):
            return self.attribute(children)
        doc = self.doc(children)
        words: tuple[Name, ...] = children[0]
        block = children[-1] if isinstance(children[-1], Block) else None
        values = (
            *words[1:],
            *(self.as_value(child) for child in children[1:] if isinstance(child, Token)),
        )
        if block is None:
            return SettingDecl(words[0], values, doc)
        if _depth(block) >= MAX_NESTING:
            self.report(
                words[0],
                say(
                    "blocks stand more than {max_nesting} deep in each other",
                    max_nesting=MAX_NESTING,
                ),
                say("take some apart"),
            )
            block = Block()
            block.end = words[0].line
        return SettingDecl(
            key=words[0], values=values, doc=doc, members=tuple(block), end=block.end
        )

    def standard(self, children: list[Any]) -> StandardDecl:
        doc = self.doc(children)
        block: Block = children[1]
        return StandardDecl(self.as_name(children[0]), doc, tuple(block), block.end)

    def environments(self, children: list[Any]) -> EnvironmentsDecl:
        doc = self.doc(children)
        block: Block = children[1]
        return EnvironmentsDecl(self.as_name(children[0]), doc, tuple(block), block.end)

    def start(self, children: list[Statement]) -> tuple[Statement, ...]:
        return tuple(children)


def _depth(block: tuple[Any, ...]) -> int:
    """How many blocks stand in each other; never more than one above `MAX_NESTING`, so recursion is safe."""
    return 1 + max(
        (_depth(m.members) for m in block if isinstance(m, SettingDecl) and m.members is not None),
        default=0,
    )
