"""Write the TextMate grammar of the editor from grammar/vera.lark and what stands here: `make docs`.

The words and the shape of names and texts come from the terminals of the compiler's grammar; here stands how they nest,
and what each is called in themes of editors. A context closes itself where the next statement begins at the margin, so
that a brace that is not there yet leaves the rest of a file its colours.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from compiler.language.grammar_tables import tables_of

ROOT = Path(__file__).resolve().parents[1]
GRAMMAR = ROOT / "editors" / "vscode" / "syntaxes" / "vera.tmLanguage.json"
PRIMITIVES = (
    "anyURI", "base64Binary", "boolean", "date", "dateTime", "decimal", "duration", "integer", "string", "time",
)  # fmt: skip
MODIFIERS = ("kern", "vervallen", "eigen")

Part = dict[str, Any]


def terminals() -> dict[str, str]:
    """The expressions of the terminals of grammar/vera.lark, by name."""
    made = tables_of((ROOT / "grammar" / "vera.lark").read_text(encoding="utf-8"))
    return dict(zip(made.terminals, made.patterns, strict=True))


def _of_editors(expression: str) -> str:
    """`expression` for Oniguruma, to which a combining mark is of a word and a fraction is not."""
    return expression.replace(r"[\w-]", rf"[{_LETTERS}-]").replace(r"\w", f"[{_LETTERS}]")


def keyword_terminals() -> dict[str, str]:
    """Those of them that are words, which are known by what may not follow."""
    return {
        name: pattern for name, pattern in terminals().items() if pattern.endswith(r"(?![\w-])")
    }


_LETTERS = r"\p{L}\p{N}_"
_TERMINALS = {name: _of_editors(pattern) for name, pattern in terminals().items()}
_KEYWORDS = {name: _TERMINALS[name] for name in keyword_terminals()}
_NAME = f"(?>{_TERMINALS['NAME']})"
_BEFORE, _BEHIND = rf"(?<![{_LETTERS}-])", rf"(?![{_LETTERS}-])"
_BLANK = r"[ \t]*"
# What follows a member: its block, the next member, the end of the line, a comment.
_END = r"(?<=\})|(?=[\n,}])|$|(?=//)"
_STARTS = "|".join(pattern for name, pattern in _KEYWORDS.items() if name not in ("_IS", "_OVER"))
_NEXT_STATEMENT = rf'(?=^(?:{_STARTS})[ \t]+[{_LETTERS}`"])'


def _named(scope: str) -> Part:
    return {"name": " ".join(f"{each}.vera" for each in scope.split())}


def _captures(*scopes: str | Part) -> Part:
    """The groups of an expression by number: a scope each, or what is found in them."""
    return {
        str(number): _named(scope) if isinstance(scope, str) else scope
        for number, scope in enumerate(scopes, 1)
        if scope
    }


def _found(*names: str) -> Part:
    return {"patterns": _included(*names)}


def _included(*names: str) -> list[Part]:
    return [{"include": f"#{name}"} for name in names]


def _match(expression: str, *scopes: str | Part) -> Part:
    return {"match": expression, "captures": _captures(*scopes)}


def _span(scope: str, begin: str, end: str, captures: Part, *inside: str) -> Part:
    return {
        **_named(scope), "begin": begin, "beginCaptures": captures, "end": end, "patterns": _included(*inside),
    }  # fmt: skip


def _word(terminal: str) -> str:
    return f"{_BEFORE}({_KEYWORDS[terminal]})"


def _block(scope: str, *inside: str, recovers: bool = True) -> Part:
    """What stands between braces. One that `recovers` also ends where a statement begins at the margin."""
    mark = _captures("punctuation.section.block.begin")
    made = _span(f"meta.block.{scope}", r"(\{)", r"(\})", mark, "comments", *inside)
    if recovers:
        made["end"] += f"|{_NEXT_STATEMENT}"
    return made | {"endCaptures": _captures("punctuation.section.block.end")}


def _statement(scope: str, begin: str, captures: Part, *inside: str) -> Part:
    return _span(f"meta.{scope}", begin, f"{_END}|{_NEXT_STATEMENT}", captures, *inside)


def _statements() -> dict[str, Part]:
    """What stands at the top of a file, and in a domain."""
    keyword, entity, standard = (
        "keyword.declaration",
        "entity.name.type.class",
        "entity.name.namespace",
    )
    name = f"(?:{_BLANK}({_NAME}))?"
    made = {
        "standard": _statement(
            "standard", _word("_STANDAARD") + name, _captures(keyword, standard), "settings"
        ),
        "domain": _statement(
            "domain", _word("_DOMEIN") + name, _captures(keyword, standard), "header", "domain-body"
        ),
        "shared": _match(_word("_GEDEELD"), "storage.modifier"),
        "abstract": _match(_word("ABSTRACT"), "storage.modifier"),
        "entity": _statement(
            "entity", f"{_BEFORE}({_KEYWORDS['ENTITEIT']}|{_KEYWORDS['WAARDEOBJECT']}){name}",
            _captures(keyword, entity), "base", "header", "entity-body",
        ),
        "base": _match(_word("_IS") + name, "keyword.other.is", "entity.other.inherited-class"),
        "envelope": _statement(
            "envelope", _word("_ENVELOP") + name, _captures(keyword, entity), "envelope-body"
        ),
        "process": _statement(
            "process", _word("_KETENPROCES") + name, _captures(keyword, standard), "header", "values"
        ),
        "message": _statement(
            "message", _word("_BERICHT") + name, _captures(keyword, entity), "over", "header", "message-body"
        ),
        "over": _match(_word("_OVER") + name, "keyword.other.over", "entity.name.type.class"),
        "codelist": _statement(
            "codelist", _word("_REFERENTIEDATA") + name, _captures(keyword, "entity.name.type.enum"),
            "header", "code-body",
        ),
        "element": _statement(
            "element", _word("ELEMENT") + name, _captures(keyword, "entity.name.type.element"), "header", "values"
        ),
    }  # fmt: skip
    if "OMGEVINGEN" in _KEYWORDS:
        made["environments"] = _statement(
            "environments", _word("OMGEVINGEN"), _captures(keyword), "settings"
        )
    return made


_STATEMENTS = _statements()
_AT_TOP = tuple(name for name in _STATEMENTS if name not in ("base", "over"))


def _bodies() -> dict[str, Part]:
    return {
        "domain-body": _block("domain", *_AT_TOP, recovers=False),
        "entity-body": _block("entity", "attribute", "loose-name"),
        "envelope-body": _block("envelope", "attribute", "projection", "loose-name"),
        "message-body": _block("message", "projection", "loose-type"),
        "item-body": _block("items", "attribute", "items"),
        "code-body": _block("codes", "code", recovers=False),
        "settings": _block("settings", "attribute", "setting", recovers=False),
    }


def _members() -> dict[str, Part]:
    """What stands in the block of a statement, one a line."""
    attribute = rf"((?:{_NAME}{_BLANK})*)({_NAME}){_BLANK}(:)"
    typed = rf"{_BLANK}({_NAME})?(?:{_BLANK}(\.){_BLANK}({_NAME}))?{_BLANK}(\[\])?"
    return {
        "attribute": _span(
            "meta.attribute", attribute + typed, _END,
            _captures(
                _found("modifiers"), "variable.other.property", "punctuation.separator.colon", _found("types"),
                "punctuation.accessor", "keyword.other.key", "storage.modifier.array",
            ),
            "options",
        ),
        "projection": _span(
            "meta.projection", rf"({_NAME})(?={_BLANK}[({{])", f"{_END}|{_NEXT_STATEMENT}",
            _captures("entity.name.type.class"), "header", "item-body",
        ),
        "code": _span(
            "meta.code", rf'({_NAME})|(?=["/])', _END, _captures("variable.other.enummember"),
            "code-name", "strings", "options",
        ),
        "code-name": _match(r'\G("(?:[^"\\\n]|\\.)*")', "string.quoted.double.code"),
        "setting": _span(
            "meta.setting", f"({_NAME})", _END, _captures("support.type.property-name"), "settings", "values"
        ),
        "header": _span(
            "meta.header", r"(\()", rf"(\))|(?=[{{}}])|{_NEXT_STATEMENT}",
            _captures("punctuation.section.parens.begin"), "comments", "property",
        ) | {"endCaptures": _captures("punctuation.section.parens.end")},
        "property": _span(
            "meta.property", f"({_NAME})", r"(?=[,){}])|$|(?=//)", _captures("keyword.other.property"), "values"
        ),
    }  # fmt: skip


def _words() -> dict[str, Part]:
    """What stands in a member."""
    ends = rf"(?={_BLANK}(?:[,}}\n]|$|//))"
    upper = rf"(?>[\p{{Lu}}\p{{N}}_]{{2,}}){_BEHIND}"
    modifiers = f"{_BEFORE}({'|'.join(MODIFIERS)}){_BEHIND}"
    primitives = f"{_BEFORE}({'|'.join(PRIMITIVES)}){_BEHIND}"
    return {
        "modifiers": {"patterns": [
            _match(modifiers, "storage.modifier"),
            _match(f"({_NAME})", "variable.other.property"),
        ]},
        "types": {"patterns": [
            _match(primitives, "storage.type.primitive"),
            _match(f"({upper})", "entity.name.type.enum"),
            _match(f"({_NAME})", "entity.name.type.class"),
        ]},
        "options": {"patterns": [
            {"include": "#strings"},
            _match(
                rf"({_NAME}){_BLANK}({_NAME})(?:(\.)({_NAME}))?",
                "keyword.other.option", "variable.other.constant", "punctuation.accessor", "variable.other.constant",
            ),
            _match(f"({_NAME})", "keyword.other.option"),
        ]},
        "items": {"patterns": [
            _match(rf"{_BEFORE}(alle)(?:[ \t]+(ids))?{ends}", "keyword.other.all", "keyword.other.ids"),
            _match(rf"{_BEFORE}(alle)[ \t]+(behalve){_BEHIND}", "keyword.other.all", "keyword.other.except"),
            _match(modifiers + rf"(?=[ \t]+[{_LETTERS}`])", "storage.modifier"),
            _match(
                rf"({_NAME})(?:{_BLANK}(\.){_BLANK}({_NAME}))?",
                "variable.other.property", "punctuation.accessor", "keyword.other.key",
            ),
        ]},
        "values": {"patterns": [{"include": "#strings"}, _match(f"({_NAME})", "variable.other.constant")]},
        "loose-name": _match(f"({_NAME})", _found("modifiers")),
        "loose-type": _match(f"({_NAME})", "entity.name.type.class"),
    }  # fmt: skip


def _texts() -> dict[str, Part]:
    """Texts, expressions and comments; one that is not closed ends with its line."""
    return {
        "comments": {"patterns": [
            _match(r"(///)(.*)$", "comment.line.documentation punctuation.definition.comment",
                   "comment.line.documentation"),
            _match(r"(//)(?!/)(.*)$", "comment.line.double-slash punctuation.definition.comment",
                   "comment.line.double-slash"),
        ]},
        "strings": {"patterns": [
            {
                **_named("string.quoted.double"), "begin": '"', "end": r'"|$',
                "patterns": [
                    {**_named("constant.character.escape"), "match": r'\\["\\nrt]'},
                    {**_named("invalid.illegal.escape"), "match": r"\\."},
                ],
            },
            {**_named("string.regexp"), "match": _TERMINALS["REGEX"]},
        ]},
    }  # fmt: skip


def grammar() -> str:
    """The grammar as the text of its file."""
    made = {
        "information_for_contributors": ["Made by tools/write_editor_grammar.py: `make docs`."],
        "name": "Vera",
        "scopeName": "source.vera",
        "fileTypes": ["vera"],
        "patterns": _included("comments", *_AT_TOP),
        "repository": _STATEMENTS | _bodies() | _members() | _words() | _texts(),
    }
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    GRAMMAR.write_text(grammar(), encoding="utf-8")
