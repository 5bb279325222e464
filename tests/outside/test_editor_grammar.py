"""What the grammar of the editor calls each token, held against the lexer and the parser of the compiler."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lark import Lark, Token, Tree

from compiler.language.declarations import SourceFile
from compiler.language.formatter import format_source
from tests.helpers.small_model import REPO
from tests.helpers.strategies import source_files
from tools.write_editor_grammar import keyword_terminals

pytestmark = pytest.mark.slow
EXTENSION = REPO / "editors" / "vscode"
MODELS = sorted((REPO / "models").rglob("*.vera"))
WORDS = keyword_terminals()
KEYWORD = ("keyword.declaration", "keyword.other.is", "keyword.other.over", "storage.modifier")
TYPE, VALUE = ("entity.name.type", "storage.type.primitive"), ("variable.other.constant",)
TEXT, PROPERTY = ("string.quoted.double",), ("variable.other.property",)
# What a name is called that stands in a rule of grammar/vera.lark, the first and those behind it.
NAMES = {
    "standard": (("entity.name.namespace",),),
    "domain": (("entity.name.namespace",),),
    "process": (("entity.name.namespace",),),
    "entity": (TYPE,),
    "base": (("entity.other.inherited-class",),),
    "envelope": (TYPE,),
    "message": (TYPE,),
    "projection": (TYPE,),
    "type": (TYPE,),
    "codelist": (("entity.name.type.enum",),),
    "element": (("entity.name.type.element",),),
    "key": (("keyword.other.key", "variable.other.constant"),),
    "option": (("keyword.other.option",), VALUE),
    "code_option": (("keyword.other.option",), VALUE),
    "property": (("keyword.other.property",), VALUE),
    "code": (("variable.other.enummember",),),
    "setting": (VALUE,),
}  # fmt: skip


class Named(NamedTuple):
    """A token of the compiler with the beginnings of scopes of which one has to be there."""

    token: Token
    scopes: tuple[str, ...]


def expected(tree: Tree[Token], inside: str = "") -> Iterator[Named]:
    """What each token below `tree` has to be called, for words of attributes and settings by what stands around."""
    typed = any(isinstance(each, Token) and each.type == "COLON" for each in tree.children)
    names = 0
    for child in tree.children:
        if isinstance(child, Tree):
            around = f"{tree.data} with a type" if typed else str(tree.data)
            yield from expected(child, around)
            continue
        kind = child.type
        if kind in WORDS:
            yield Named(child, KEYWORD)
        elif kind in ("TEXT", "REGEX"):
            yield Named(child, TEXT if kind == "TEXT" else ("string.regexp",))
        elif kind == "ARRAY":
            yield Named(child, ("storage.modifier.array",))
        elif kind == "DOC":
            yield Named(child, ("comment.line.documentation",))
        elif kind == "NAME" and tree.data == "words":
            last = child is tree.children[-1]
            yield Named(child, _of_word(inside, names, last=last))
            names += 1
        elif kind == "NAME":
            scopes = NAMES[str(tree.data)]
            yield Named(child, scopes[min(names, len(scopes) - 1)])
            names += 1


def _of_word(inside: str, number: int, *, last: bool) -> tuple[str, ...]:
    if inside == "setting":
        return VALUE if number else ("support.type.property-name",)
    if inside == "item":
        return (*PROPERTY, "storage.modifier", "keyword.other")
    return PROPERTY if last else ("storage.modifier", *PROPERTY)


@lru_cache(maxsize=1)
def parser() -> Lark:
    grammar = (REPO / "grammar" / "vera.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", keep_all_tokens=True)


def called(paths: Iterable[Path]) -> list[list[list[tuple[int, int, str]]]]:
    """What the grammar of the editor makes of files: of each the lines, of each line its pieces."""
    ended = subprocess.run(
        ["node", EXTENSION / "tests" / "tokens.mjs", *map(str, paths)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def need_extension() -> None:
    """Without the packages of editors/vscode/package.json a test is skipped; on CI it fails."""
    if shutil.which("node") and (EXTENSION / "node_modules" / "ready").is_file():
        return
    reason = "editors/vscode/node_modules is not there: install Node.js with npm, then `make slow`"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def misnamed(text: str, lines: list[list[tuple[int, int, str]]]) -> list[str]:
    """Each token of `text` that has not one of its scopes in all its letters."""
    scopes = list(scopes_of_letters(text, lines))
    comments = [
        Named(Token("COMMENT", match[0], match.start()), ("comment.line.double-slash",))
        for match in comments_of(text)
    ]
    found = []
    for token, wanted in (*expected(parser().parse(text)), *comments):
        assert token.start_pos is not None
        for place, letter in enumerate(token, token.start_pos):
            if not letter.isspace() and not any(scope in scopes[place] for scope in wanted):
                line = text.count("\n", 0, place) + 1
                found.append(f"{line}: {token!r} is {scopes[place]}, not {wanted}")
                break
    return found


def scopes_of_letters(text: str, lines: list[list[tuple[int, int, str]]]) -> Iterator[str]:
    """What each letter of `text` is called. The editor counts UTF-16 units."""
    for line, pieces in zip(text.split("\n"), lines, strict=True):
        unit = 0
        for letter in line:
            yield next(name for begin, end, name in pieces if begin <= unit < end)
            unit += len(letter.encode("utf-16-le")) // 2
        yield ""


def comments_of(text: str) -> Iterator[re.Match[str]]:
    """The comments that are no descriptions; they stand in what parts two members."""
    for token in parser().lex(text):
        if token.type == "_SEP":
            assert token.start_pos is not None
            place = token.start_pos
            comment = re.compile(r"//(?!/)[^\n]*")
            while match := comment.search(text, place, token.start_pos + len(token)):
                yield match
                place = match.end()


def test_every_token_of_every_model_is_called_what_the_parser_takes_it_for() -> None:
    need_extension()
    wrong = {}
    for path, lines in zip(MODELS, called(MODELS), strict=True):
        text = path.read_text(encoding="utf-8")
        if found := misnamed(text, lines):
            wrong[path.name] = found[:5]
    assert not wrong


def test_each_part_of_the_language_has_its_scopes() -> None:
    need_extension()
    ended = subprocess.run(
        [EXTENSION / "node_modules" / ".bin" / "vscode-tmgrammar-test", "tests/language.vera"],
        cwd=EXTENSION,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


SLIPS = """\
domein Kapot

entiteit Open (meervoud Open) {
    kern naam : string beperking "niet dicht
    los
entiteit Volgende (meervoud Volgenden
bericht Berichten over Open {
    Open { alle behalve naam
abstract entiteit Laatste is Open { }
"""


def test_what_is_not_closed_leaves_the_next_statement_its_colours(tmp_path: Path) -> None:
    need_extension()
    path = tmp_path / "kapot.vera"
    path.write_text(SLIPS, encoding="utf-8")
    (lines,) = called([path])
    scopes = "".join(f"{name}\n" for line in lines for _, _, name in line)
    declared = scopes.count("keyword.declaration.vera\n")
    assert declared == 5
    assert "keyword.other.is.vera" in scopes


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_keyword_is_coloured_where_it_begins_a_statement_and_nowhere_else(
    word: str, tmp_path: Path
) -> None:
    need_extension()
    written = {"ELEMENT": "afnemende rol"}.get(word, word.strip("_").lower())
    begins = {
        "_GEDEELD": "gedeeld domein X",
        "ABSTRACT": "abstract entiteit X",
        "_BERICHT": "bericht X over Y {}",
        "_IS": "entiteit X is Y",
        "_OVER": "bericht X over Y {}",
        "_ENVELOP": "envelop X {}",
        "_STANDAARD": "standaard X {}",
        "OMGEVINGEN": "omgevingen {}",
    }.get(word, f"{written} X")
    plain = written.split()[-1]
    text = (
        f"{begins}\nentiteit {plain} (meervoud {plain}) {{\n    {plain} : {plain}.{plain}[]\n}}\n"
    )
    if word in ("_DOMEIN", "_GEDEELD"):
        text = text.replace("X\n", "X\n\n")
    path = tmp_path / "woord.vera"
    path.write_text(text, encoding="utf-8")
    (lines,) = called([path])
    assert misnamed(text, lines) == []


def drawn_texts() -> list[str]:
    """Texts as wild as the grammar allows; drawn together, since each call of Node.js takes its time."""
    texts: list[str] = []

    @settings(max_examples=200, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(source_files())
    def draw(file: SourceFile) -> None:
        texts.append(format_source(file))

    draw()
    return texts


def test_whatever_can_be_written_is_called_what_the_parser_takes_it_for(tmp_path: Path) -> None:
    need_extension()
    texts = drawn_texts()
    paths = [tmp_path / f"{number}.vera" for number, _ in enumerate(texts)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    wrong = {
        text: found
        for text, lines in zip(texts, called(paths), strict=True)
        if (found := misnamed(text, lines))
    }
    assert sorted(wrong.items(), key=lambda each: len(each[0]))[:1] == []
