"""What the parser does at each grammar rule: make the declaration.

One method per rule of grammar/vera.lark, with the rule's children as they come. Words that the grammar leaves open
(`kern`, `meervoud`, `negeer`) are checked here, so that a wrong one gets a message of its own.
"""

from __future__ import annotations

from typing import Any

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import one_of, say
from compiler.language.actions_elements import ElementActions
from compiler.language.actions_lists import ListActions
from compiler.language.actions_words import Block, KeyWord
from compiler.language.declarations import (
    AttributeDecl,
    Doc,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    ItemDecl,
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
MANDATORY = "verplicht"
MODIFIERS = ("kern", "vervallen", "eigen")
ATTRIBUTE_OPTIONS = ("beperking", "patroon", "afgeleid", "voorheen", "bron", "negeer")
ENTITY_PROPERTIES = ("meervoud", "pad", "als", "zonder", "bedrijfsobject", "voorheen", "negeer")


class ParseActions(ListActions, ElementActions):
    """Makes declarations as the parser goes; `begin` starts a file, `diagnostics` and `comments` are of that file."""

    # -- attributes ----------------------------------------------------------------------------------------------

    def words(self, children: list[Token]) -> tuple[Name, ...]:
        return tuple(map(self.as_name, children))

    def key(self, children: list[Token]) -> KeyWord:
        return KeyWord(self.as_name(children[0]))

    def type(self, children: list[Any]) -> TypeRef:
        name = self.as_name(children[0])
        keys = False
        if len(children) > 1 and isinstance(children[1], KeyWord):
            word = children[1].name
            keys = word.text == "sleutels"
            if not keys:
                self.report(
                    word,
                    say('"{word}" is no way to refer to {name}', word=word, name=name),
                    say('write "{name}.sleutels" or "{name}"', name=name),
                )
        return TypeRef(name, keys, isinstance(children[-1], Token) and children[-1].type == "ARRAY")

    def option(self, children: list[Token]) -> tuple[Name, Name, str]:
        extra = self.as_text(children[2]) if len(children) > 2 else ""
        return (self.as_name(children[0]), self.as_value(children[1]), extra)

    def attribute(self, children: list[Any]) -> AttributeDecl:
        doc = self.doc(children)
        *modifiers, name = children[0]
        fields: dict[str, Any] = {}
        for word in modifiers:
            field = {"kern": "core", "vervallen": "obsolete", "eigen": "own"}.get(word.text)
            if word.text == MANDATORY:
                self.mandatory(word, f'"{name}"')
            elif field is None:
                self.report(
                    word,
                    say('"{word}" is no kind of attribute', word=word),
                    nearest(word.text, MODIFIERS) or one_of(MODIFIERS),
                )
            elif field in fields:
                self.report(
                    word, say('"{word}" stands here twice', word=word), say("leave one out")
                )
            else:
                fields[field] = True
        if len(children) > 2:
            self._options(name, children[2:], fields)
        return AttributeDecl(name, children[1], doc, **fields)

    def _options(
        self, owner: Name, options: list[tuple[Name, Name, str]], fields: dict[str, Any]
    ) -> None:
        names = {
            "beperking": "constraint", "patroon": "pattern", "afgeleid": "derived", "voorheen": "formerly",
            "bron": "source",
        }  # fmt: skip
        for word, value, extra in options:
            field = names.get(word.text)
            if word.text == "negeer":
                fields["suppressions"] = (
                    *fields.get("suppressions", ()),
                    self.suppression(value, extra),
                )
                continue
            if word.text == MANDATORY:
                self.mandatory(word, f'"{owner}"')
            elif field is None:
                hint = nearest(word.text, ATTRIBUTE_OPTIONS) or one_of(ATTRIBUTE_OPTIONS)
                self.report(
                    word,
                    say(
                        '"{word}" says nothing about the attribute "{owner}"',
                        word=word,
                        owner=owner,
                    ),
                    hint,
                )
            elif field in fields:
                self.report(
                    word, say('"{word}" stands here twice', word=word), say("leave one out")
                )
            elif not value.text:
                self.report(
                    word,
                    say('nothing stands behind "{word}"', word=word),
                    say("write its value, or leave it out"),
                )
            else:
                fields[field] = value if field in ("formerly", "source") else value.text
            if extra:
                self.report(
                    value, say('one text too many behind "{word}"', word=word), say("leave it out")
                )

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
                fields["plural"] = next(iter(values.get("meervoud", ())), None)
                fields["path"] = next(iter(values.get("pad", ())), None)
                fields["formerly"] = next(iter(values.get("voorheen", ())), None)
                fields["without"] = values.get("zonder", ())
                fields["business_object"] = next(iter(values.get("bedrijfsobject", ())), None)
                fields["told_by"] = values.get("als", ())
                if len(fields["told_by"]) == 1:
                    hint = say('write an attribute and its codes: "als soort NAT"')
                    self.report(
                        fields["told_by"][0],
                        say('no code stands behind "{fields}"', fields=fields["told_by"][0]),
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
                values = self.properties(child, ("zonder", "voorheen"), name)
                fields["formerly"] = next(iter(values.get("voorheen", ())), None)
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

    def item(
        self, children: list[Any]
    ) -> tuple[Doc | None, tuple[Name, ...], Name | None] | AttributeDecl:
        doc = self.doc(children)
        if len(children) > 1 and isinstance(children[1], TypeRef):
            attribute = self.attribute(children)
            if not attribute.own:
                hint = say(
                    'write "eigen {attribute}", or leave the type out to take over what the entity says',
                    attribute=attribute.name,
                )
                self.report(
                    attribute.name,
                    say(
                        '"{attribute}" has a type of its own here and is not marked so',
                        attribute=attribute.name,
                    ),
                    hint,
                )
            return attribute._replace(doc=doc, own=True)
        return (doc, children[0], children[1].name if len(children) > 1 else None)

    def projection(self, children: list[Any]) -> ProjectionDecl:
        doc = self.doc(children)
        end = self.end(children)
        token, *rest = children
        name = self.as_name(token)
        if rest and isinstance(rest[0], dict):
            self.properties(rest.pop(0), (), name)
        opening: dict[str, Any] = {}
        excluded: list[Name] = []
        items: list[ItemDecl | AttributeDecl] = []
        for entry in rest:
            if isinstance(entry, AttributeDecl):
                items.append(entry)
                continue
            item_doc, words, key = entry
            if words[0].text == "alle" and words[0].end_column - words[0].column == len("alle"):
                self._opening(words, opening, excluded)
                if item_doc is not None or key is not None:
                    self.report(
                        words[0],
                        say('"alle" takes no description and no dot'),
                        say("give them to an attribute by its name"),
                    )
                continue
            obsolete = len(words) > 1 and words[0].text == "vervallen"
            if len(words) > 1 + obsolete and words[0].text == MANDATORY:
                self.mandatory(words[0], f'"{words[-1]}"')
                words = words[-1:]
            elif len(words) > 1 + obsolete:
                self.report(
                    words[1],
                    say(
                        'two names in a row: "{words}" and "{words2}"',
                        words=words[0],
                        words2=words[1],
                    ),
                    say("put a comma between them"),
                )
            if excluded and key is None and item_doc is None and not obsolete:
                excluded.append(words[0])
            else:
                items.append(ItemDecl(words[int(obsolete)], item_doc, self._keys(key), obsolete))
        return ProjectionDecl(
            name, doc, excluded=tuple(excluded), items=tuple(items), end=end, **opening
        )

    def _opening(
        self, words: tuple[Name, ...], opening: dict[str, Any], excluded: list[Name]
    ) -> None:
        """`alle`, `alle ids` or `alle behalve x`."""
        texts = tuple(word.text for word in words)
        opening.setdefault("line", words[0].line)
        if texts == ("alle",):
            opening["everything"] = True
        elif texts == ("alle", "ids"):
            opening["ids"] = True
        elif texts[:2] == ("alle", "behalve") and len(words) == 3:
            opening["everything"] = True
            excluded.append(words[2])
        else:
            hint = say('write "alle", "alle ids", or "alle behalve naam, naam"')
            self.report(words[0], say('"{texts}" says nothing here', texts=" ".join(texts)), hint)

    def _keys(self, key: Name | None) -> bool | None:
        if key is None:
            return None
        if key.text not in ("sleutels", "ingebed"):
            self.report(
                key,
                say('"{key}" is no way to show an attribute', key=key),
                say('write ".sleutels" or ".ingebed"'),
            )
        return key.text == "sleutels"

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
        title, version, formerly = "", "", None
        serves: tuple[Name, ...] = ()
        for child in children[1:]:
            if isinstance(child, dict):
                values = self.properties(child, ("versie", "bedrijfsproces", "voorheen"), name)
                serves = values.get("bedrijfsproces", ())
                version = next((v.text for v in values.get("versie", ())), "")
                formerly = next(iter(values.get("voorheen", ())), None)
            else:
                title = self.as_text(child)
        return ProcessDecl(
            name=name,
            title=title,
            doc=doc,
            version=version,
            formerly=formerly,
            business_processes=serves,
        )

    def message(self, children: list[Any]) -> MessageDecl:
        doc = self.doc(children)
        end = self.end(children)
        name, root = self.as_name(children[0]), self.as_name(children[1])
        path, formerly = None, None
        for child in children[2:]:
            if isinstance(child, dict):
                values = self.properties(child, ("pad", "voorheen"), name)
                path = next(iter(values.get("pad", ())), None)
                formerly = next(iter(values.get("voorheen", ())), None)
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

    def start(self, children: list[Statement]) -> tuple[Statement, ...]:
        return tuple(children)


def _depth(block: tuple[Any, ...]) -> int:
    """How many blocks stand in each other; never more than one above `MAX_NESTING`, so recursion is safe."""
    return 1 + max(
        (_depth(m.members) for m in block if isinstance(m, SettingDecl) and m.members is not None),
        default=0,
    )
