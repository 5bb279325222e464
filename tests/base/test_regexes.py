"""Regular expressions: which may be published, and that the portable form means the same everywhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic
from compiler.base.regex.characters import EVERY, class_text, complement, intersection, union
from compiler.base.regex.dialect import parse_pattern
from compiler.base.regex.portable import portable, problem_of
from compiler.base.regex.problems import PatternProblem
from compiler.language.parser import parse_text
from compiler.model.linking.link import link_sources
from compiler.pipeline import check as check_files
from compiler.rules.run import run_rules
from tests.helpers.small_model import REPO

NODE = shutil.which("node")
SCRIPT = """
const {patterns, texts} = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(patterns.map(pattern => {
  try { const regex = new RegExp(pattern, "u"); return texts.map(text => regex.test(text)); } catch { return null; }
})));
"""


def in_node(patterns: list[str], texts: list[str]) -> list[list[bool] | None]:
    """Per pattern which texts match, in ECMA-262 with the flag u; None for a pattern that it refuses."""
    if NODE is None:
        pytest.skip("node is not installed")
    sent = json.dumps({"patterns": patterns, "texts": texts})
    found = subprocess.run(
        [NODE, "-e", SCRIPT], input=sent, capture_output=True, encoding="utf-8", check=True
    )
    return json.loads(found.stdout)


def in_python(pattern: str, texts: list[str]) -> list[bool] | None:
    try:
        regex = re.compile(pattern)
    except (re.error, OverflowError, FutureWarning):
        return None
    return [regex.search(text) is not None for text in texts]


def in_rust(pattern: str, texts: list[str]) -> list[bool] | None:
    validators = pytest.importorskip("jsonschema_rs")
    try:
        validator = validators.Draft202012Validator({"pattern": pattern})
    except validators.ValidationError:
        return None
    return [validator.is_valid(text) for text in texts]


# -- what may be published --------------------------------------------------------------------------------------------

GOOD = (
    r"^\d{4}-\d{2}-\d{2}$", r"^(?=\d)(\d+Y)?(\d+M)?$", r"^.{1,80}$", r"^(100|[1-9]?[0-9])$", r"^(\d{1,4})?$",
    r"^https?:\/\/[^\s/$.?#].[^\s]*$", r"^[\w.+-]+@([\w-]+\.)+[a-z]{2,}$", r"^\d{4} ?[A-Z]{2}$",
    r"^([0-9a-f]{32},?)+$", r"^([0-9A-F]{2}){6}$", r"^(\d{1,3}\.){3}\d{1,3}$", r"^\w+(\s\w+)*$",
    r"^([A-Z]|[0-9]){20}$", r"^(\w|\d){9}$", r"^(?:(?!ab).)*$",
    r"^(-?[0-9A-Z]{1,4}){5}$", "^.{1,4000}$",
    r'^("[^"]*"|[^",]*)(,("[^"]*"|[^",]*))*$', r"^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}$",
    r"a{02}|b{0}|c{2,}?|d{2,3}?|e*?|f+?|g??", r"[-a][a-][a-c-e][^-^][*+?(){}|$.#/ ][&|~][\^\-\]\[\\]", r"[\s\S][^\s\S]",
    r"\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/", r"\t\n\v\f\r\x41\u00e9\u2028", "é😀[😀-😂]",
    "(|a)()(?:)|", "(?=)(?!)(?<=ab|cd)(?<!a{2})", "(?:^|,)(?:^)($)?", "(" * 60 + ")" * 60, "[^a]" * 500,
    "[" + "".join(map(chr, range(0x100, 0x800, 2))) + "]+",
)  # fmt: skip


@pytest.mark.parametrize("pattern", GOOD)
def test_a_good_pattern_has_no_problem(pattern):
    assert problem_of(pattern) is None


@pytest.mark.parametrize("pattern", GOOD)
def test_a_good_pattern_is_taken_by_all_before_and_after(pattern):
    for form in (pattern, portable(pattern)):
        assert in_python(form, []) is not None
        assert in_rust(form, []) is not None
        assert in_node([form], []) == [[]]


# A pattern, who refuses it (n for node, p for Python, r for Rust; "=" where all take it and read it differently), what
# the message says and what the hint says.
DIALECT = (
    ("a]", "n", '"]" at character 2 stands alone', r'"\]"'),
    ("a}", "n", '"}" at character 2 stands alone', r'"\}"'),
    ("a{", "nr", '"{" at character 2 stands alone', r'"\{"'),
    ("a{,2}", "nr", '"{,2}" at character 2 is no repeat', '"{0,2}"'),
    ("a{1, 2}", "n", '"{" at character 2 stands alone', r'"\{"'),
    ("x{2,1}", "npr", '"{2,1}" at character 2 counts down', "{1,2}"),
    ("*a", "npr", '"*" at character 1 repeats nothing', r'"\*"'),
    ("a|+", "npr", '"+" at character 3 repeats nothing', r'"\+"'),
    ("(?)", "npr", '"(?)" at character 1 begins a group', "(?:…)"),
    ("a**", "npr", '"*" at character 3 repeats a repeat', "put a* between (?: and )"),
    ("a++", "n", '"+" at character 3 repeats a repeat', "leave one out"),
    ("a{2}{3}", "np", '"{3}" at character 5 repeats a repeat', "put a{2} between"),
    ("^*a", "np", '"*" at character 2 repeats "^"', "leave it out"),
    ("(?=a)*", "nr", '"*" at character 6 repeats a lookaround', "leave it out"),
    ("(?:(?!a))?", "r", '"?" at character 10 repeats a lookaround', "leave it out"),
    ("(a", "npr", '"(" at character 1 is not closed', r'"\("'),
    ("b(?:a", "npr", '"(?:" at character 2 is not closed', '")"'),
    ("a)", "npr", '")" at character 2 closes no group', r'"\)"'),
    ("[a", "npr", '"[" at character 1 is not closed', '"]"'),
    ("[a-", "npr", '"[" at character 1 is not closed', '"]"'),
    ("[]", "pr", '"[]" at character 1 is a class of no characters', r'"\]"'),
    ("[^]", "pr", '"[^]" at character 1 is a class of no characters', r'"\]"'),
    ("[]a]", "n", '"[]" at character 1', r'"\]"'),
    ("[[a]", "p", '"[" at character 2 stands in a class', r'"\["'),
    ("[[:alpha:]]", "np", '"[" at character 2 stands in a class', r'"\["'),
    ("[a&&b]", "p", '"&&" at character 3 combines sets', "once"),
    ("[a||b]", "p", '"||" at character 3 combines sets', "once"),
    ("[a~~b]", "p", '"~~" at character 3 combines sets', "once"),
    ("[+--]", "p", '"--" at character 3 combines sets', r'"\-"'),
    ("[z-a]", "npr", '"z-a" at character 2 is a range that runs backwards', "turn"),
    (r"[a-\d]", "npr", r'"a-\d" at character 2 is a range with more', r'"\-"'),
    (r"[\w-x]", "npr", r'"\w-x" at character 2 is a range with more', r'"\-"'),
    (r"[\b]", "r", r'"\b" at character 2 is no escape', "before and behind"),
    ("a\\", "npr", '"\\" at character 2 is no escape', r'"\\"'),
    (r"\-", "n", r'"\-" at character 1 is no escape', 'write "-" without'),
    (r"[\_]", "n", r'"\_" at character 2 is no escape', 'write "_" without'),
    (r"\é", "nr", r'"\é" at character 1 is no escape', 'write "é" without'),
    (r"\h", "npr", r'"\h" at character 1 is no escape', "stands for"),
    (r"\a", "nr", r'"\a" at character 1 is no escape', "stands for"),
    (r"\Aa\Z", "nr", r'"\A" at character 1 is no escape', '"^"'),
    (r"a\Z", "nr", r'"\Z" at character 2 is no escape', '"$"'),
    (r"a\z", "np", r'"\z" at character 2 is no escape', '"$"'),
    (r"\0", "r", r'"\0" at character 1 is no escape', r"\x00"),
    (r"\x4", "npr", r'"\x" at character 1 is no escape', "two hexadecimal"),
    (r"\u00e", "npr", r'"\u" at character 1 is no escape', "four hexadecimal"),
    (r"\u{41}", "p", r'"\u" at character 1 is no escape', "four hexadecimal"),
    (r"\uD83D\uDE00", "r", r'"\u" at character 1 is no escape', "the character itself"),
    (r"\cA", "p", r'"\c" at character 1 is no escape', r"\x01"),
    (r"\p{L}", "p", r'"\p" at character 1 is no escape', "[A-Za-zÀ-ÿ]"),
    (r"\bé", "=", r'"\b" at character 1 is no escape', "before and behind"),
    (r"é\B", "=", r'"\B" at character 2 is no escape', "before and behind"),
    (r"^(é)?\1b", "=", r'"\1" at character 6 is no escape', "what the group holds"),
    (r"(?<j>a)\k<j>", "p", '"(?<" at character 1 begins a group', "(…)"),
    ("(?P<j>a)", "n", '"(?P" at character 1 begins a group', "(…)"),
    ("(?i)a", "n", '"(?i" at character 1 begins a group', "[Aa]"),
    ("(?s:.)", "n", '"(?s" at character 1 begins a group', "(?:…)"),
    ("(?>a)", "nr", '"(?>" at character 1 begins a group', "(?:…)"),
    ("(?#a)b", "nr", '"(?#" at character 1 begins a group', "(?:…)"),
    ("(a)?(?(1)b|c)", "nr", '"(?(" at character 5 begins a group', "(?:…)"),
    ("(?<=a|bc)d", "p", '"(?<=" at character 1 looks back over texts of different lengths', "one length"),
    ("(?<!a*)d", "p", '"(?<!" at character 1 looks back over texts of different lengths', "one length"),
    ("(" * 64 + ")" * 64, "r", '"(" at character 61 lies in 60 groups', "leave out"),
    ("^x.{1,60000}$", "r", "too large", "bound the length"),
    ("^(?:.{1,300}x){1,300}$", "r", "too large", "bound the length"),
    ("a{4294967296}", "pr", "too large", "bound the length"),
    ("(){4294967296}", "pr", "too large", "bound the length"),
)  # fmt: skip


@pytest.mark.parametrize(("pattern", "message", "hint"), [(p, m, h) for p, _, m, h in DIALECT])
def test_what_not_all_validators_take_is_a_problem(pattern, message, hint):
    found = problem_of(pattern)
    assert found is not None
    assert message in found.message
    assert hint in found.hint


PROBES = ["", "a", "b", "é", "éb", " é", "éé", "ab"]


@pytest.mark.parametrize(("pattern", "who"), [(p, w) for p, w, _, _ in DIALECT])
def test_some_validator_refuses_it_or_reads_it_otherwise(pattern, who):
    """Of those named at least one: newer versions take more."""
    read = {"p": in_python(pattern, PROBES)}
    if NODE is not None:
        (read["n"],) = in_node([pattern], PROBES)
    if find_spec("jsonschema_rs"):
        read["r"] = in_rust(pattern, PROBES)
    if len(read) < 3 and not {*read} & {*who}:
        pytest.skip("the one that refuses it is not installed")
    if who == "=":
        assert len({tuple(found) for found in read.values()}) > 1
    else:
        assert any(read.get(name, ()) is None for name in who)


def test_a_pattern_has_a_longest():
    assert problem_of("a" * 2000) is None
    assert problem_of("a" * 2001) == PatternProblem(
        "it has 2,001 characters, and 2,000 are the most", "say it in less"
    )


# -- any text ---------------------------------------------------------------------------------------------------------

PIECES = (
    "a", "b", "1", ".", "^", "$", "|", "-", "_", " ", ",", "é", "😀", "(", ")", "[", "]", "{", "}", "(?:", "(?=",
    "(?!", "(?<=", "(?<!", "(?<n>", "(?i)", "*", "+", "?", "{2}", "{1,2}", "{2,}", "{,2}", "{130}", "{99999}", "*?",
    "[^", "[a-z]", "[\\w.-]", "[^\\s]", "[\\S ]", "[\\s\\S]", "&&", "--", "\\", "\\d", "\\W", "\\s", "\\b", "\\-",
    "\\/", "\\u00e9", "\\x4", "\\0", "\\p{L}", "\n", "\ufeff",
)  # fmt: skip
WILD = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@settings(deadline=timedelta(seconds=5), max_examples=500)
@given(WILD)
def test_any_text_is_judged_and_what_is_accepted_compiles(pattern):
    found = problem_of.__wrapped__(pattern)
    if found is None:
        assert in_python(pattern, []) is not None, pattern
        assert in_python(portable(pattern), []) is not None, pattern
    else:
        assert found.message
        assert found.hint


# -- the portable form ------------------------------------------------------------------------------------------------

ATOMS = (
    "a", "é", "/", r"\/", r"\.", ".", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", "[a-z]", "[^a-z]", r"[\d-]",
    r"[\w.+-]", r"[^\s]", r"[^\s/$.?#]", r"[\D]", r"[^\W_]", r"[\S ]", r"[\s\S]", r"[^\s\S]", r"[^\d\s]", r"[\W\d]",
    r"[^\S\n]", r"[^\D1]", r"[\D\uE000]", r"[\W&|~^-]", r"[^\w-]", r"[\]\D]", r"\\d", r"[\\d]", "^", "$", r"[x-z-\d]",
    "[^\\S😀]", r"[\W\uFFFF]",
)  # fmt: skip
GROUPS = st.sampled_from(["(", "(?:", "(?=", "(?!", "(?<=", "(?<!"])
REPEATS = st.sampled_from(["*", "+", "?", "{2}", "{0,2}", "*?"])
PATTERNS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(GROUPS, inner).map(lambda two: f"{two[0]}{two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, REPEATS).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=6,
).filter(lambda pattern: problem_of(pattern) is None)
# Characters that the dialects differ about, among others.
TEXTS = st.text("ab1A_- /,.éé٣\x85\ufeff\u2028\r\n\t\x1c\u00a0z!😀\ue000\uffff", max_size=6)


@settings(deadline=None, max_examples=20)
@given(st.lists(PATTERNS, min_size=1, max_size=40), st.lists(TEXTS, min_size=10, max_size=30))
def test_the_portable_form_means_in_python_and_rust_what_the_pattern_means_in_ecma(patterns, texts):
    """But for a line feed at the end of a text, which `$` of Python passes over."""
    python = [n for n, text in enumerate(texts) if not text.endswith("\n")]
    for pattern, meant in zip(patterns, in_node(patterns, texts), strict=True):
        assert meant is not None
        assert in_rust(portable(pattern), texts) == meant, pattern
        assert in_python(portable(pattern), [texts[n] for n in python]) == [
            meant[n] for n in python
        ], pattern


@settings(deadline=None, max_examples=10)
@given(st.lists(PATTERNS, min_size=1, max_size=40), st.lists(TEXTS, min_size=10, max_size=30))
def test_the_portable_form_means_the_same_in_ecma_too_and_has_no_other_form(patterns, texts):
    for pattern in patterns:
        assert portable(portable(pattern)) == portable(pattern)
        assert problem_of(portable(pattern)) is None
    assert in_node([portable(pattern) for pattern in patterns], texts) == in_node(patterns, texts)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"^\d{4}-\d{2}$", "^[0-9]{4}-[0-9]{2}$"),
        (r"[\w.+-]\W", "[0-9A-Za-z_.+-][^0-9A-Za-z_]"),
        (r"^.$", r"^[^\n\r\u2028\u2029]$"),
        (r"[^\W_]", "[0-9A-Za-z]"),
        (r"[\s\S]\/\.[.\\d]é", r"[\s\S]\/\.[.\\d]é"),
        (r"\\d\p", r"\\d\p"),
    ],
)
def test_portable(pattern, expected):
    assert portable(pattern) == expected


@pytest.mark.parametrize("category", ["d", "w", "s", "D", "W", "S"])
def test_a_category_stands_for_what_ecma_262_says(category):
    """21.2.2.12 of ECMA-262: DecimalDigit, WordCharacters; WhiteSpace and LineTerminator together."""
    blanks = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"  # noqa: E501 - each of them
    blanks += "\u205f\u3000\ufeff"
    digits = "0123456789"
    words = digits + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
    meant = {"d": digits, "w": words, "s": blanks}[category.lower()]
    regex = re.compile(portable(f"\\{category}"))
    inside = re.compile(portable(f"[^\\{category}]"))
    for char in map(chr, (*range(0x3100), *range(0xFE00, 0x10400))):
        assert bool(regex.fullmatch(char)) == ((char in meant) == category.islower())
        assert bool(inside.fullmatch(char)) != bool(regex.fullmatch(char))


POINTS = st.lists(
    st.tuples(st.integers(0, 0x10FFFF), st.integers(0, 300)).map(
        lambda two: (two[0], min(sum(two), 0x10FFFF))
    ),
    max_size=4,
).map(lambda ranges: union((found,) for found in ranges))


@given(POINTS, POINTS)
def test_sets_of_characters(one, other):
    def has(points, char):
        return any(first <= ord(char) <= last for first, last in points)

    edges = {edge for first, last in (*one, *other) for edge in (first - 1, first, last, last + 1)}
    chars = [chr(edge) for edge in edges if any(first <= edge <= last for first, last in EVERY)]
    assert complement(complement(one)) == one
    for char in chars:
        assert has(complement(one), char) != has(one, char)
        assert has(union((one, other)), char) == (has(one, char) or has(other, char))
        assert has(intersection(one, other), char) == (has(one, char) and has(other, char))
    for points in (one, complement(one)):
        if points and points != EVERY:
            assert in_python(class_text(points), chars) == [has(points, char) for char in chars]
            assert parse_pattern(class_text(points)).node.points == points


# -- in models --------------------------------------------------------------------------------------------------------


def found_in(text: str) -> list[Diagnostic]:
    return list(run_rules(link_sources([parse_text(text).source]).model, frozenset({"RE01"})))


def test_the_pattern_of_durations_is_reported_where_it_is_written():
    text = r'standaard S { versie "1.0.0", koppelvlak { duurpatroon "^P(\\d+Y?)+$" } }'
    (found,) = found_in(text)
    assert (found.id, found.span.line, found.span.column) == ("RE01", 1, text.index('"^P') + 1)
    assert (
        r'of durations cannot be published: "(\d+Y?)+" can read one text in many ways'
        in found.message
    )
    assert found_in(text.replace("Y?", "Y")) == []


def test_an_identifier_of_the_manifest_is_reported_once():
    text = 'standaard S { versie "1.0.0", ids { code : string patroon /(/ } }\ndomein A { entiteit B, entiteit C }'
    (found,) = found_in(text)
    assert (found.span.line, found.span.column) == (1, text.index("code") + 1)


@pytest.mark.parametrize("model", ["vera", "voorbeeld"])
def test_the_models_have_only_patterns_for_all(model):
    folder = REPO / "models" / model
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.vera")
    }
    checked = check_files(files)
    assert any(a.pattern for entity in checked.model.entities.values() for a in entity.attributes)
    assert [d for d in checked.diagnostics if d.id == "RE01"] == []
