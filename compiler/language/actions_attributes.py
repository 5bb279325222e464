"""What the parser does with attributes and their types. Part of compiler/language/actions.py."""

from __future__ import annotations

from typing import Any

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import one_of, say
from compiler.language.actions_words import KeyWord, ParseWords
from compiler.language.declarations import AttributeDecl, TypeRef
from compiler.language.lalr import Token
from compiler.language.quick_mends import left_out_before, proposed_name

MANDATORY = "verplicht"
MODIFIERS = {"kern": "core", "vervallen": "obsolete", "eigen": "own"}
OPTIONS = {
    "beperking": "constraint",
    "patroon": "pattern",
    "afgeleid": "derived",
    "voorheen": "formerly",
    "bron": "source",
    "uml": "drawn",
}
ATTRIBUTE_OPTIONS = (*OPTIONS, "negeer")


class AttributeActions(ParseWords):
    """Makes the declarations of attributes."""

    def words(self, children: list[Token]) -> tuple[Name, ...]:
        """Words in a row."""
        return tuple(map(self.as_name, children))

    def key(self, children: list[Token]) -> KeyWord:
        """The word behind a dot."""
        return KeyWord(self.as_name(children[0]))

    def type(self, children: list[Any]) -> TypeRef:
        """A type: of one or of many, an entity whole or by its keys."""
        name = self.as_name(children[0])
        keys = False
        if len(children) > 1 and isinstance(children[1], KeyWord):
            word = children[1].name
            keys = word.text == "sleutels"
            if not keys:
                message = say('"{word}" is no way to refer to {name}', word=word, name=name)
                hint = say('write "{name}.sleutels" or "{name}"', name=name)
                mends = proposed_name(word, nearest(word.text, ["sleutels"]))
                self.report(word, message, hint, mends=mends)
        last = children[-1]
        many = isinstance(last, Token) and last.type == "ARRAY"
        return TypeRef(name, keys, many)

    def option(self, children: list[Token]) -> tuple[Name, Name, str]:
        """A word, its value, and the text behind the value."""
        extra = self.as_text(children[2]) if len(children) > 2 else ""
        return (self.as_name(children[0]), self.as_value(children[1]), extra)

    def attribute(self, children: list[Any]) -> AttributeDecl:
        """An attribute with the words around it."""
        doc = self.doc(children)
        *modifiers, name = children[0]
        fields: dict[str, Any] = {}
        for word in modifiers:
            self._modifier(word, name, fields)
        if len(children) > 2:
            self._options(name, children[2:], fields)
        return AttributeDecl(name, children[1], doc, **fields)

    def _modifier(self, word: Name, owner: Name, fields: dict[str, Any]) -> None:
        """A word before the name of an attribute."""
        field = MODIFIERS.get(word.text)
        if word.text == MANDATORY:
            self.mandatory(word, f'"{owner}"')
        elif field is None:
            message = say('"{word}" is no kind of attribute', word=word)
            self.report(word, message, nearest(word.text, MODIFIERS) or one_of(MODIFIERS))
        elif field in fields:
            message = say('"{word}" stands here twice', word=word)
            self.report(word, message, say("leave one out"), mends=left_out_before(word))
        else:
            fields[field] = True

    def _options(
        self, owner: Name, options: list[tuple[Name, Name, str]], fields: dict[str, Any]
    ) -> None:
        """The words behind the type of an attribute, each with its value."""
        for word, value, extra in options:
            if word.text == "negeer":
                suppression = self.suppression(value, extra)
                fields["suppressions"] = (*fields.get("suppressions", ()), suppression)
                continue
            self._option_of_attribute(owner, word, value, fields)
            if extra:
                message = say('one text too many behind "{word}"', word=word)
                self.report(value, message, say("leave it out"))

    def _option_of_attribute(
        self, owner: Name, word: Name, value: Name, fields: dict[str, Any]
    ) -> None:
        field = OPTIONS.get(word.text)
        if word.text == MANDATORY:
            self.mandatory(word, f'"{owner}"')
        elif field is None:
            message = say(
                '"{word}" says nothing about the attribute "{owner}"', word=word, owner=owner
            )
            hint = nearest(word.text, ATTRIBUTE_OPTIONS) or one_of(ATTRIBUTE_OPTIONS)
            self.report(word, message, hint)
        elif field in fields:
            message = say('"{word}" stands here twice', word=word)
            self.report(word, message, say("leave one out"))
        elif not value.text:
            self.nothing_behind(word, word.text)
        else:
            fields[field] = value if field in ("formerly", "source") else value.text
