"""What the parser does with reference data lists and their values. Part of compiler/language/actions.py."""

from __future__ import annotations

from typing import Any

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import Text, one_of, say
from compiler.language.actions_words import Block, KeyWord, ParseWords, only, text_of
from compiler.language.declarations import CodeDecl, CodeListDecl
from compiler.language.lalr import Token

CODE_OPTIONS = ("ouder", "vanaf", "tot", "domein", "voorheen", "uml", "negeer")
LIST_PROPERTIES = ("domein", "voorheen", "uml", "negeer")
_FIELDS = {
    "ouder": "parent",
    "vanaf": "begin",
    "tot": "end",
    "domein": "domains",
    "voorheen": "formerly",
    "uml": "drawn",
}


class ListActions(ParseWords):
    """Makes the declarations of reference data."""

    def code_option(self, children: list[Any]) -> tuple[Name, Name, Name | None, str]:
        """A word, its value, the code behind the dot, and the text behind the value."""
        word, value, *rest = children
        key: Name | None = None
        extra = ""
        for child in rest:
            if isinstance(child, KeyWord):
                key = child.name
            elif isinstance(child, Token):
                extra = self.as_text(child)
        return (self.as_name(word), self.as_value(value), key, extra)

    def code(self, children: list[Any]) -> CodeDecl:
        """One value of a list."""
        doc = self.doc(children)
        name, label = self.as_value(children[0]), self.as_text(children[1])
        fields: dict[str, Any] = {}
        for option in children[2:]:
            self._option(name, option, fields)
        return CodeDecl(name, label, doc, **fields)

    def _option(
        self, owner: Name, option: tuple[Name, Name, Name | None, str], fields: dict[str, Any]
    ) -> None:
        word, value, key, extra = option
        if word.text == "negeer" and key is None:
            suppression = self.suppression(value, extra)
            fields["suppressions"] = (*fields.get("suppressions", ()), suppression)
            return
        if extra:
            message = say('one text too many behind "{word}"', word=word)
            self.report(value, message, say("leave it out"))
        field = _FIELDS.get(word.text)
        if field is None:
            message = say('"{word}" says nothing about the value "{owner}"', word=word, owner=owner)
            self.report(word, message, nearest(word.text, CODE_OPTIONS) or one_of(CODE_OPTIONS))
        elif field in fields and field != "domains":
            message = say('"{word}" stands here twice', word=word)
            self.report(word, message, say("leave one out"))
        elif field == "parent":
            self._parent(word, value, key, fields)
        elif key is not None:
            self._no_value(word, value, say('write {key} "…"', key=word))
        elif not value.text:
            self.nothing_behind(word, word.text)
        elif field == "domains":
            fields[field] = (*fields.get(field, ()), value.text)
            fields["domains_at"] = (*fields.get("domains_at", ()), value)
        else:
            fields[field] = value.text
            if field in ("begin", "end"):
                fields[f"{field}_at"] = value

    def _parent(self, word: Name, value: Name, key: Name | None, fields: dict[str, Any]) -> None:
        """The list and the code of the parent."""
        if key is None or not value.text:
            self._no_value(word, value, say("write ouder {value}.CODE", value=value))
        else:
            fields["parent"] = (value, key)

    def _no_value(self, word: Name, value: Name, hint: Text) -> None:
        message = say('"{value}" is no value for "{word}"', value=value, word=word)
        self.report(value, message, hint)

    def codelist(self, children: list[Any]) -> CodeListDecl:
        """A list, with its values where it has a block."""
        doc = self.doc(children)
        name = self.as_name(children[0])
        fields: dict[str, Any] = {}
        for child in children[1:]:
            if isinstance(child, Block):
                fields |= {"codes": tuple(child), "end": child.end}
            else:
                values = self.properties(child, LIST_PROPERTIES, name)
                fields["domains"] = values.get("domein", ())
                fields["formerly"] = only(values, "voorheen")
                fields["drawn"] = text_of(values, "uml")
                fields["suppressions"] = self.suppressions(child)
        return CodeListDecl(name, doc, **fields)
