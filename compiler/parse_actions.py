"""What the parser does at each grammar rule: make the declaration.

One method per rule of grammar/vera.lark, with the rule's children as they come. Words that the grammar leaves open
(`kern`, `meervoud`, `negeer`) are checked here, so that a wrong one gets a message of its own.
"""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer

from compiler.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Comment,
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
    Suppression,
    TypeRef,
)
from compiler.diagnostics import Diagnostic, Severity, nearest
from compiler.source import Name

MAX_NESTING = 8
MODIFIERS = ("kern", "vervallen", "eigen")
ATTRIBUTE_OPTIONS = ("beperking", "patroon", "afgeleid", "voorheen", "negeer")
ENTITY_PROPERTIES = ("meervoud", "pad", "zonder", "voorheen", "negeer")
CODE_OPTIONS = ("ouder", "vanaf", "tot", "domein")
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


class _Block(tuple[Any, ...]):  # noqa: SLOT001 - a tuple cannot have slots besides its items
    """The members between two braces, with the line of the closing one."""

    end: int


class ParseActions(Transformer[Token, tuple[Statement, ...]]):
    """Makes declarations while lark parses; `start` begins a file, `diagnostics` and `comments` are of that file."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)
        self.begin("", "")

    def begin(self, path: str, text: str) -> None:
        """Start on the file `path`, which holds `text`."""
        self.path = path
        self._source = text
        self.diagnostics: list[Diagnostic] = []
        self.comments: list[Comment] = []

    def note_separator(self, token: Token) -> Token:
        """Keep the comments among the line ends and commas of `token`."""
        if "//" in token:
            line, start = token.line or 0, token.start_pos or 0
            before = self._source[self._source.rfind("\n", 0, start) + 1 : start].strip()
            for number, text in enumerate(token.split("\n")):
                if (found := text.find("//")) >= 0:
                    trailing = number == 0 and before != ""
                    self.comments.append(Comment(text[found:].rstrip(), line + number, trailing))
        return token

    # -- words ---------------------------------------------------------------------------------------------------

    def _name(self, token: Token) -> Name:
        text = str(token)
        if text[0] == "`":
            text = text[1:-1]
        return Name(text, self.path, token.line, token.column, token.end_column)  # type: ignore[arg-type]

    def _text(self, token: Token) -> str:
        body = str(token)[1:-1]
        if token.type == "REGEX" or "\\" not in body:
            return body
        parts = body.split("\\\\")
        for escape, character in _ESCAPES.items():
            if escape != "\\\\":
                parts = [part.replace(escape, character) for part in parts]
        return "\\".join(parts)

    def _value(self, token: Token) -> Name:
        if token.type == "NAME":
            return self._name(token)
        return Name(self._text(token), self.path, token.line, token.column, token.end_column)  # type: ignore[arg-type]

    def _report(self, place: Name, message: str, hint: str, id_: str = "SYN04") -> None:
        self.diagnostics.append(Diagnostic(id_, Severity.ERROR, place.span, message, hint))

    @staticmethod
    def _doc(children: list[Any]) -> Doc | None:
        if children and isinstance(children[0], Token) and children[0].type == "DOC":
            token = children.pop(0)
            lines = [line.strip()[3:] for line in token.strip().split("\n")]
            return Doc("\n".join(line.removeprefix(" ").rstrip() for line in lines), token.line or 0)
        return None

    @staticmethod
    def _end(children: list[Any]) -> int:
        """Take the closing brace off `children`; its line."""
        token: Token = children.pop()
        return token.line or 0

    # -- attributes ----------------------------------------------------------------------------------------------

    def words(self, children: list[Token]) -> tuple[Name, ...]:
        return tuple(map(self._name, children))

    def key(self, children: list[Token]) -> tuple[str, Name]:
        return ("key", self._name(children[0]))

    def type(self, children: list[Any]) -> TypeRef:
        name = self._name(children[0])
        keys = False
        if len(children) > 1 and isinstance(children[1], tuple):
            word: Name = children[1][1]
            keys = word.text == "sleutels"
            if not keys:
                self._report(word, f'"{word}" is no way to refer to {name}', f'write "{name}.sleutels" or "{name}"')
        return TypeRef(name, keys, isinstance(children[-1], Token) and children[-1].type == "ARRAY")

    def option(self, children: list[Token]) -> tuple[Name, Name, str]:
        extra = self._text(children[2]) if len(children) > 2 else ""
        return (self._name(children[0]), self._value(children[1]), extra)

    def attribute(self, children: list[Any]) -> AttributeDecl:
        doc = self._doc(children)
        *modifiers, name = children[0]
        fields: dict[str, Any] = {}
        for word in modifiers:
            field = {"kern": "core", "vervallen": "obsolete", "eigen": "own"}.get(word.text)
            if field is None:
                self._report(
                    word, f'"{word}" is no kind of attribute', nearest(word.text, MODIFIERS) or _one_of(MODIFIERS)
                )
            elif field in fields:
                self._report(word, f'"{word}" stands here twice', "leave one out")
            else:
                fields[field] = True
        if len(children) > 2:
            self._options(name, children[2:], fields)
        return AttributeDecl(name, children[1], doc, **fields)

    def _options(self, owner: Name, options: list[tuple[Name, Name, str]], fields: dict[str, Any]) -> None:
        names = {"beperking": "constraint", "patroon": "pattern", "afgeleid": "derived"}
        for word, value, extra in options:
            if word.text in names:
                fields[names[word.text]] = value.text
            elif word.text == "voorheen":
                fields["formerly"] = value
            elif word.text == "negeer":
                fields["suppressions"] = (*fields.get("suppressions", ()), self._suppression(value, extra))
                continue
            else:
                hint = nearest(word.text, ATTRIBUTE_OPTIONS) or _one_of(ATTRIBUTE_OPTIONS)
                self._report(word, f'"{word}" says nothing about the attribute "{owner}"', hint)
            if extra:
                self._report(value, f'one text too many behind "{word}"', "leave it out")

    def _suppression(self, rule: Name, reason: str) -> Suppression:
        if not reason.strip():
            self._report(rule, f'"{rule}" is passed over without a reason', f'write negeer {rule} "why"', "SUP01")
        return Suppression(rule, reason)

    # -- entities ------------------------------------------------------------------------------------------------

    def kind(self, children: list[Token]) -> tuple[str, ...]:
        return tuple(child.type for child in children)

    def base(self, children: list[Token]) -> tuple[str, Name]:
        return ("base", self._name(children[0]))

    def property(self, children: list[Token]) -> tuple[Name, tuple[Token, ...]]:
        return (self._name(children[0]), tuple(children[1:]))

    def header(self, children: list[Any]) -> dict[str, list[tuple[Name, tuple[Token, ...]]]]:
        found: dict[str, list[tuple[Name, tuple[Token, ...]]]] = {}
        for word, values in children:
            found.setdefault(word.text, []).append((word, values))
        return found

    def _properties(self, header: dict[str, Any], known: tuple[str, ...], owner: Name) -> dict[str, tuple[Name, ...]]:
        """The values of the header's properties by name; unknown, repeated and empty ones are reported."""
        result: dict[str, tuple[Name, ...]] = {}
        for text, entries in header.items():
            word = entries[0][0]
            if text not in known:
                self._report(word, f'"{word}" says nothing about "{owner}"', nearest(text, known) or _one_of(known))
                continue
            if len(entries) > 1 and text != "negeer":
                self._report(entries[1][0], f'"{word}" stands here twice', "leave one out")
            for entry, values in entries:
                if not values:
                    self._report(entry, f'nothing stands behind "{entry}"', "write its value, or leave it out")
            result[text] = tuple(self._value(value) for _, values in entries for value in values)
        return result

    def _suppressions(self, header: dict[str, Any]) -> tuple[Suppression, ...]:
        found = []
        for _, values in header.get("negeer", ()):
            if values:
                found.append(
                    self._suppression(self._value(values[0]), self._text(values[1]) if len(values) > 1 else "")
                )
        return tuple(found)

    def entity_body(self, children: list[Any]) -> _Block:
        end = self._end(children)
        block = _Block(children)
        block.end = end
        return block

    domain_body = entity_body
    codelist_body = entity_body

    def entity(self, children: list[Any]) -> EntityDecl:
        doc = self._doc(children)
        kind, token, *rest = children
        name = self._name(token)
        fields: dict[str, Any] = {}
        for child in rest:
            if isinstance(child, _Block):
                fields |= {"attributes": tuple(child), "end": child.end}
            elif isinstance(child, dict):
                values = self._properties(child, ENTITY_PROPERTIES, name)
                fields["suppressions"] = self._suppressions(child)
                fields["plural"] = next(iter(values.get("meervoud", ())), None)
                fields["path"] = next(iter(values.get("pad", ())), None)
                fields["formerly"] = next(iter(values.get("voorheen", ())), None)
                fields["without"] = values.get("zonder", ())
            else:
                fields["base"] = child[1]
        return EntityDecl(name, doc, "ABSTRACT" in kind, "WAARDEOBJECT" in kind, **fields)

    def shared(self, _children: list[Any]) -> bool:
        return True

    def domain(self, children: list[Any]) -> DomainDecl:
        doc = self._doc(children)
        shared = children[0] is True
        token, *body = children[1:] if shared else children
        if body:
            return DomainDecl(self._name(token), doc, shared, tuple(body[0]), body[0].end)
        return DomainDecl(self._name(token), doc, shared)

    # -- processes -----------------------------------------------------------------------------------------------

    def item(self, children: list[Any]) -> tuple[Doc | None, tuple[Name, ...], Name | None] | AttributeDecl:
        doc = self._doc(children)
        if len(children) > 1 and isinstance(children[1], TypeRef):
            attribute = self.attribute(children)
            if not attribute.own:
                hint = f'write "eigen {attribute.name}", or leave the type out to take over what the entity says'
                self._report(
                    attribute.name, f'"{attribute.name}" has a type of its own here and is not marked so', hint
                )
            return attribute._replace(doc=doc, own=True)
        return (doc, children[0], children[1][1] if len(children) > 1 else None)

    def projection(self, children: list[Any]) -> ProjectionDecl:
        doc = self._doc(children)
        end = self._end(children)
        token, *rest = children
        name = self._name(token)
        if rest and isinstance(rest[0], dict):
            self._properties(rest.pop(0), (), name)
        everything, ids, excluding = False, False, False
        excluded: list[Name] = []
        items: list[ItemDecl | AttributeDecl] = []
        for entry in rest:
            if isinstance(entry, AttributeDecl):
                items.append(entry)
                continue
            item_doc, words, key = entry
            texts = tuple(word.text for word in words)
            if texts[0] == "alle" and words[0].end_column - words[0].column == len("alle"):
                if texts == ("alle",):
                    everything = True
                elif texts == ("alle", "ids"):
                    ids = True
                elif texts[:2] == ("alle", "behalve") and len(words) == 3:
                    everything, excluding = True, True
                    excluded.append(words[2])
                else:
                    hint = 'write "alle", "alle ids", or "alle behalve naam, naam"'
                    self._report(words[0], f'"{" ".join(texts)}" says nothing here', hint)
                continue
            obsolete = len(words) > 1 and texts[0] == "vervallen"
            if len(words) > 1 + obsolete:
                self._report(words[1], f'two names in a row: "{words[0]}" and "{words[1]}"', "put a comma between them")
            if excluding and key is None and item_doc is None and not obsolete:
                excluded.append(words[0])
            else:
                items.append(ItemDecl(words[int(obsolete)], item_doc, self._keys(key), obsolete))
        return ProjectionDecl(name, doc, everything, tuple(excluded), ids, tuple(items), end)

    def _keys(self, key: Name | None) -> bool | None:
        if key is None:
            return None
        if key.text not in ("sleutels", "ingebed"):
            self._report(key, f'"{key}" is no way to show an attribute', 'write ".sleutels" or ".ingebed"')
        return key.text == "sleutels"

    def envelope(self, children: list[Any]) -> EnvelopeDecl:
        doc = self._doc(children)
        end = self._end(children)
        attributes = tuple(child for child in children[1:] if isinstance(child, AttributeDecl))
        projections = tuple(child for child in children[1:] if isinstance(child, ProjectionDecl))
        return EnvelopeDecl(self._name(children[0]), doc, attributes, projections, end)

    def process(self, children: list[Any]) -> ProcessDecl:
        doc = self._doc(children)
        name = self._name(children[0])
        title, version = "", ""
        for child in children[1:]:
            if isinstance(child, dict):
                version = next((v.text for v in self._properties(child, ("versie",), name).get("versie", ())), "")
            else:
                title = self._text(child)
        return ProcessDecl(name, title, doc, version)

    def message(self, children: list[Any]) -> MessageDecl:
        doc = self._doc(children)
        end = self._end(children)
        name, root = self._name(children[0]), self._name(children[1])
        path = None
        for child in children[2:]:
            if isinstance(child, dict):
                path = next(iter(self._properties(child, ("pad",), name).get("pad", ())), None)
        return MessageDecl(name, root, doc, path, tuple(c for c in children[2:] if isinstance(c, ProjectionDecl)), end)

    # -- reference data ------------------------------------------------------------------------------------------

    def code_option(self, children: list[Any]) -> tuple[Name, Name, Name | None]:
        return (self._name(children[0]), self._value(children[1]), children[2][1] if len(children) > 2 else None)

    def code(self, children: list[Any]) -> CodeDecl:
        doc = self._doc(children)
        name, label = self._value(children[0]), self._text(children[1])
        fields: dict[str, Any] = {}
        for word, value, key in children[2:]:
            if word.text == "ouder":
                if key is None:
                    self._report(value, f'"{value}" names no value', f"write ouder {value}.CODE")
                else:
                    fields["parent"] = (value, key)
            elif word.text == "domein":
                fields["domains"] = (*fields.get("domains", ()), value.text)
            elif word.text in CODE_OPTIONS:
                fields["begin" if word.text == "vanaf" else "end"] = value.text
            else:
                hint = nearest(word.text, CODE_OPTIONS) or _one_of(CODE_OPTIONS)
                self._report(word, f'"{word}" says nothing about the value "{name}"', hint)
        return CodeDecl(name, label, doc, **fields)

    def codelist(self, children: list[Any]) -> CodeListDecl:
        doc = self._doc(children)
        name = self._name(children[0])
        fields: dict[str, Any] = {}
        for child in children[1:]:
            if isinstance(child, _Block):
                fields |= {"codes": tuple(child), "end": child.end}
            else:
                fields["domains"] = self._properties(child, ("domein",), name).get("domein", ())
        return CodeListDecl(name, doc, **fields)

    # -- manifest ------------------------------------------------------------------------------------------------

    def settings(self, children: list[Any]) -> _Block:
        return self.entity_body(children)

    def setting(self, children: list[Any]) -> SettingDecl | AttributeDecl:
        if any(isinstance(child, TypeRef) for child in children):
            return self.attribute(children)
        doc = self._doc(children)
        words: tuple[Name, ...] = children[0]
        block = children[-1] if isinstance(children[-1], _Block) else None
        values = (*words[1:], *(self._value(child) for child in children[1:] if isinstance(child, Token)))
        if block is None:
            return SettingDecl(words[0], values, doc)
        if _depth(block) >= MAX_NESTING:
            self._report(words[0], f"blocks stand more than {MAX_NESTING} deep in each other", "take some apart")
            block = _Block()
            block.end = words[0].line
        return SettingDecl(words[0], values, doc, tuple(block), block.end)

    def standard(self, children: list[Any]) -> StandardDecl:
        doc = self._doc(children)
        block: _Block = children[1]
        return StandardDecl(self._name(children[0]), doc, tuple(block), block.end)

    def start(self, children: list[Statement]) -> tuple[Statement, ...]:
        return tuple(children)


def _depth(block: tuple[Any, ...]) -> int:
    """How many blocks stand in each other; never more than one above `MAX_NESTING`, so recursion is safe."""
    return 1 + max(
        (_depth(m.members) for m in block if isinstance(m, SettingDecl) and m.members is not None), default=0
    )


def _one_of(words: tuple[str, ...]) -> str:
    return "write one of: " + ", ".join(words)
