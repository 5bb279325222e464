"""What the filters make of texts reads back as those texts, whatever they hold; what templates leave of themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from compiler.base.context import Context
from compiler.base.pointers import definition_ref, pointer_step
from compiler.emit.rendering import templating
from compiler.emit.rendering.templating import (
    environment,
    json_value,
    keyword,
    literal,
    macro_of,
    render,
    scalar,
)

# Lone surrogates are in no file, but a text that holds one is quoted as any other.
TEXTS = st.text()
WORDS = [
    "", " ", "a", " a", "a ", "\ta", "a\t", "a b", "\n", "a\n", "\na", "a\nb", "a\r\nb", "a\n\n", "\r",
    "1", "-1", "+1", "0", "01", "0x1F", "0o7", "0b1", "1.5", ".5", "1.", "1e3", "1_000", "1:30", "190:20:30", ".inf",
    "-.INF", ".nan", "Infinity", "NaN",
    "true", "True", "TRUE", "false", "False", "yes", "Yes", "no", "NO", "on", "On", "off", "OFF", "y", "n", "Y", "N",
    "null", "Null", "NULL", "~", "none", "None",
    "2026-01-31", "2026-01-31T09:30:00Z", "2026-01-31 09:30:00", "12:30",
    "'", '"', "''", '""', "it's", 'say "a"', "'a'", '"a"', "\\", "a\\", "\\n", 'a\\"b',
    ":", "a:", "a: b", ":a", "a:b", "#", "a #b", "a#b", "# a", "-", "- a", "-a", "--", "---", "...", "--- a",
    "?", "? a", "?a", "!", "!!str", "!a", "&a", "*a", "%a", "@a", "`a`", "|", "|-", ">", "> a", "=", "<<", ",", "a,b",
    "[", "]", "[a]", "{", "}", "{a: b}", "{{ a }}", "{% a %}", "/", "/a/b", "/a-b", "a/b", "a.b", "a.1", "a.b.c",
    "a..b", ".a", "a.", "a-b", "a_b", "_a", "é", "aé", "日本", "😀", "\U0010ffff", "a\u0301",
    "\x00", "\x07", "\x1b", "\x1f", "\x7f", "a\x7f", "\x80", "\x85", "a\x85b", "\x9f", "\xa0", "\u2028", "\u2029",
    "a\u2028b", "\u200b", "\ufeff", "\ufeffa", "\ud800", "a\udfff", "\ue000", "\ufffd", "\ufffe", "\uffff",
    "\U0001fffe",
]  # fmt: skip


def laid_out(text: str) -> None:
    """`text` as a scalar stands wherever a template puts one, and reads back there as itself."""
    made = scalar(text)
    assert made.splitlines() in ([made], []), "one line, for every reader of lines"
    places = f"{made}: {made}\nlist:\n- {made}\n- b: {made}\n  c: {made}\nlast: x\n"
    whole = {"list": [text, {"b": text, "c": text}], "last": "x"}
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        # The other reader is written in C, which knows no lone surrogates.
        if loader is yaml.SafeLoader or not re.search("[\ud800-\udfff]", text):
            assert yaml.load(made, Loader=loader) == text
            if text not in whole:
                assert yaml.load(places, Loader=loader) == {text: text, **whole}


@pytest.mark.parametrize("text", WORDS, ids=ascii)
def test_a_scalar_reads_back_as_the_text_it_was_made_of(text):
    laid_out(text)
    laid_out(text * 2)
    laid_out(f"a{text}b")


@given(TEXTS)
def test_any_text_reads_back(text):
    laid_out(text)


@given(st.from_regex(r"[-+.:0-9eExXoObB_tTzZ/aAnNfFiIyYuUlLsSrR~]{1,8}", fullmatch=True))
def test_what_looks_like_another_type_reads_back_as_text(text):
    laid_out(text)


def test_every_character_reads_back():
    """In lines of a few hundred, for a fault in one is a fault of its line."""
    step = 0x200
    for first in range(0, 0x110000, step):
        text = "".join(map(chr, range(first, first + step)))
        if not 0xD800 <= first < 0xE000:
            assert yaml.load(scalar(text), Loader=yaml.CSafeLoader) == text, hex(first)
            assert json.loads(json_value(text)) == text, hex(first)


@pytest.mark.parametrize("word", ["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
def test_what_some_reader_of_yaml_takes_for_another_type_stands_between_quotes(word):
    """PyYAML reads `y` and `n` as texts; what YAML 1.1 says of them others do."""
    for each in (word, word.upper(), word.capitalize()):
        assert scalar(each) == f'"{each}"'


@pytest.mark.parametrize(
    "text", ["Zaak", "/zaken/id", "a-b", "a_b", "A1", "a.b", "a.b1.c", "truetype", "none"]
)
def test_a_word_stands_without_quotes(text):
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("value", "expected"), [(True, "true"), (False, "false"), (1, "1"), (0, "0"), (100, "100")]
)
def test_what_is_no_text(value, expected):
    assert scalar(value) == expected


def test_a_special_character_is_written_as_its_number():
    assert scalar("a\x7f\u2028\ufeff\x85") == r'"a\u007f\u2028\ufeff\u0085"'
    assert scalar("é\x9f") == r'"é\u009f"'


VALUES = st.recursive(TEXTS | st.booleans() | st.none(), st.lists, max_leaves=5)


@given(VALUES)
@example(WORDS)
def test_json_is_json_and_yaml_on_one_line(value):
    made = json_value(value)
    assert made.splitlines() == [made]
    assert json.loads(made) == value
    assert yaml.safe_load(made) == value


@given(TEXTS, st.lists(TEXTS))
@example("yes", ["yes", "a: b"])
def test_a_keyword_is_a_scalar_or_several(text, texts):
    assert keyword(text) == scalar(text)
    assert yaml.safe_load(keyword(tuple(texts))) == texts
    assert keyword(True) == "true"  # noqa: FBT003 - a keyword that is on


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a/b~c%d~1")
@example("~0/~1")
def test_a_step_of_a_pointer_leads_to_its_name(name):
    step = pointer_step(name)
    assert re.fullmatch(r"(?:[\w.~!$&'()*+,;=:@?-]|%[0-9A-F]{2})*", step, re.ASCII)
    assert unquote(step).replace("~1", "/").replace("~0", "~") == name
    assert definition_ref(name) == f"#/$defs/{step}"


def test_a_step_keeps_all_that_a_fragment_may_hold():
    assert pointer_step("$!&'()*+,;=:@?-._aZ09") == "$!&'()*+,;=:@?-._aZ09"
    assert pointer_step('a/b~c%d "é"') == "a~1b~0c%25d%20%22%C3%A9%22"


@given(st.lists(TEXTS, min_size=1, max_size=4), st.integers(0, 9))
def test_a_literal_is_the_same_json_further_in(texts, width):
    text = json.dumps(texts, indent=2, ensure_ascii=False)
    made = literal(text, width)
    assert json.loads(made) == texts
    first, *others = made.split("\n")
    plain_first, *plain_others = text.split("\n")
    assert (first, len(others)) == (plain_first, len(plain_others))
    assert all(line.startswith(" " * width) for line in others)
    assert [line[width:].split('"')[0] for line in others] == [
        line.split('"')[0] for line in plain_others
    ]
    assert not re.search("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", made)


# -- templates ---------------------------------------------------------------------------------------------------------


class Kept:
    """A store in memory that counts what was put."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}
        self.puts = 0

    def get(self, kind: str, key: str) -> bytes | None:
        return self.held.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        self.held[kind, key] = content
        self.puts += 1


MACRO = """\
{% macro part(value) %}

{% if value %}

part: {{ value | scalar }}

{% endif %}
{% endmacro %}
"""
TEMPLATE = """\

{% for each in values %}
  {% if each %}

- {{ each | scalar }}
  {% endif %}
{% endfor %}
raw: {{ raw }}
"""


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for templates of the family `family`."""
    monkeypatch.setattr(templating, "templates_path", lambda: tmp_path)
    (tmp_path / "family").mkdir()
    (tmp_path / "family" / "a.jinja").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "family" / "macro.jinja").write_text(MACRO, encoding="utf-8")
    return tmp_path / "family"


def test_a_template_leaves_no_lines_but_its_own(templates):
    made = environment("family", Context())
    text = render(made, "a.jinja", {"values": ["a: b", "", "c"], "raw": "<b> & 'c'"})
    assert text == "- \"a: b\"\n- c\nraw: <b> & 'c'\n"


def test_a_macro_of_a_template_is_a_function(templates):
    macro = macro_of(environment("family", Context()), "macro.jinja", "part")
    assert macro("a: b") == 'part: "a: b"\n'
    assert macro("") == ""


def test_what_is_not_there_is_an_error(templates):
    made = environment("family", Context())
    with pytest.raises(UndefinedError):
        render(made, "a.jinja", {"values": []})
    with pytest.raises((UndefinedError, AttributeError)):
        made.from_string("{{ value.nothing }}").render(value="a")


def test_an_attribute_goes_before_a_key(templates):
    assert (
        environment("family", Context())
        .from_string("{{ value.items }}")
        .render(value={"items": "key"})
        .startswith("<built-in method items")
    )


def test_templates_compiled_once_are_kept_until_they_change(templates):
    store = Kept()
    values = {"values": ["a"], "raw": "b"}
    first = render(environment("family", Context(store)), "a.jinja", values)
    assert store.puts == 1
    assert {kind for kind, _ in store.held} == {"templates"}
    assert render(environment("family", Context(store)), "a.jinja", values) == first
    assert store.puts == 1
    (templates / "b.jinja").write_text(TEMPLATE, encoding="utf-8")
    (templates / "a.jinja").write_text("new: {{ raw }}\n", encoding="utf-8")
    again = environment("family", Context(store))
    assert render(again, "a.jinja", values) == "new: b\n"
    assert render(again, "b.jinja", values) == first
    assert store.puts == 3


FILTERS = {
    "'a: b' | scalar": '"a: b"',
    "['a', true] | json": '["a", true]',
    "('a', 'b') | keyword": '["a", "b"]',
    "'a/b' | pointer": "a~1b",
    "'a/b' | ref": "#/$defs/a~1b",
    "'a\nb' | literal(2)": "a\n  b",
}


@pytest.mark.parametrize(("expression", "expected"), FILTERS.items())
def test_templates_have_the_filters(expression, expected, templates):
    made = environment("family", Context())
    assert made.from_string(f"{{{{ {expression} }}}}").render() == expected


class Part:
    """A value of which only the content counts."""

    def __init__(self, name: str, content: str) -> None:
        self.name, self.content = name, content


def test_a_macro_is_called_once_for_equal_values():
    once = environment("openapi", Context()).filters["once"]
    calls = []

    def macro(value: object, indent: str) -> str:
        calls.append(value)
        return f"{indent}{value}"

    def other(value: object, indent: str) -> str:
        return f"other {value}"

    assert [once(("a", "b"), macro, " ") for _ in range(2)] == [" ('a', 'b')"] * 2
    assert once(tuple("ab"), macro, " ") == " ('a', 'b')"
    assert len(calls) == 1
    assert once(("a", "b"), macro, "  ") == "  ('a', 'b')"
    assert once(("a", "b"), other, " ") == "other ('a', 'b')"
    assert once("c", macro, "") == "c"
    assert len(calls) == 3


def test_of_a_value_only_what_counts_tells_it_from_another():
    once = environment("openapi", Context()).filters["once"]
    calls = []

    def macro(value: Part, indent: str) -> str:
        calls.append(value.name)
        return value.content

    parts = [Part("one", "same"), Part("two", "same"), Part("three", "other")]
    assert [once(each, macro, "", "content") for each in parts * 2] == ["same", "same", "other"] * 2
    assert calls == ["one", "three"]
