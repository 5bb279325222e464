"""Regular expressions: which may be published, which blow up, and that the portable form means the same everywhere."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta
from importlib.util import find_spec
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic
from compiler.base.regex.ambiguity import Ambiguity, TooLarge, ambiguity_of
from compiler.base.regex.automaton import Automaton
from compiler.base.regex.characters import EVERY, class_text, complement, intersection, union
from compiler.base.regex.dialect import ParsedPattern, PatternProblem, parse_pattern
from compiler.base.regex.portable import portable, problem_of
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
    r"^((^|,)\d+)+$", r"^([0-9a-f]{32},?)+$", r"^([0-9A-F]{2}){6}$", r"^(\d{1,3}\.){3}\d{1,3}$", r"^\w+(\s\w+)*$",
    r"^([A-Z]|[0-9]){20}$", r"^(\w|\d){9}$", r"^(?:(?!ab).)*$", r"\d*\d*\d*x", r"^(\w+\s?){1,3}$",
    r"^(-?[0-9A-Z]{1,4}){5}$", r"^(a?){0,30}$", "^.{1,4000}$",
    r'^("[^"]*"|[^",]*)(,("[^"]*"|[^",]*))*$', r"^\s*(\S+(\s+|$))*$", r"^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}$",
    r"a{02}|b{0}|c{2,}?|d{2,3}?|e*?|f+?|g??", r"[-a][a-][a-c-e][^-^][*+?(){}|$.#/ ][&|~][\^\-\]\[\\]", r"[\s\S][^\s\S]",
    r"\^\$\\\.\*\+\?\(\)\[\]\{\}\|\/", r"\t\n\v\f\r\x41\u00e9\u2028", "é😀[😀-😂]",
    "(|a)()(?:)|", "(?=)(?!)(?<=ab|cd)(?<!a{2})", "(?:^|,)(?:^)*($)?", "(" * 60 + ")" * 60, "[^a]" * 500,
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
    (".{1,60000}", "r", "too large", "bound the length"),
    ("(?:.{1,300}x){1,300}", "r", "too large", "bound the length"),
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


# -- what blows up ----------------------------------------------------------------------------------------------------

# A pattern, the repeat that is to blame, and the text that shows it.
CATASTROPHIC = (
    ("(a+)+$", "(a+)+", "a"),
    ("(a*)*", "(a*)*", "a"),
    ("(a|a)*b", "(a|a)*", "aa"),
    ("(a|aa)+$", "(a|aa)+", "aaa"),
    (r"(\d+\s?)+$", r"(\d+\s?)+", "1"),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", "(([a-z])+.)+", "aa"),
    ("(.*,)*x", "(.*,)*", ",a"),
    ("(a?b?)*c", "(a?b?)*", "ba"),
    ("^((a?)+b)*$", "((a?)+b)*", "ba"),
    ("^(a?){30}a{30}$", "(a?){30}", "a"),
    (r"^(\w+\s?){1,10}$", r"(\w+\s?){1,10}", "a"),
    ("(ab|a|bab)*c", "(ab|a|bab)*", "bababa"),
    (r"^(\w|_)*$", r"(\w|_)*", "_a"),
    ("^([a-z]|[x-z0-9])+$", "([a-z]|[x-z0-9])+", "za"),
    (r"^(\w+\.?)+@", r"(\w+\.?)+", "a"),
    (r"(?:[^\s]|\S)+", r"(?:[^\s]|\S)+", "aa"),
    ("^(?=(a+)+$)b", "(a+)+", "a"),
    ("^(?!(?=(a+)+$)b)", "(a+)+", "a"),
    ("(?:(?:|)ab)*", "(?:(?:|)ab)*", "ab"),
    ("x((a+)+b)?", "(a+)+", "a"),
    ("(a{2,}){3,}", "(a{2,}){3,}", "aaaa"),
    ("^(-?[0-9A-Z]{1,4}){6}$", "(-?[0-9A-Z]{1,4}){6}", "11-"),
    ("((a?){2}b)*", "((a?){2}b)*", "baba"),
    ("^(a|a){30}$", "(a|a){30}", "aa"),
    (r"^(\w|\d){1,50}$", r"(\w|\d){1,50}", "1a"),
    ("^((a|a){5}x){6}$", "(a|a){5}", "aa"),
    ("(?:\n+,?)+", "(?:\n+,?)+", r"\u000A"),
)


@pytest.mark.parametrize(
    ("pattern", "repeat", "text"), CATASTROPHIC, ids=[row[0] for row in CATASTROPHIC]
)
def test_what_blows_up_is_a_problem(pattern, repeat, text):
    found = problem_of(pattern)
    assert found is not None
    assert found.message.startswith(f'"{repeat}" reads "{text}" in two ways')
    assert found.hint.startswith("begin each round")


# What asks for more work than is done; each has one repeat of many parts.
TOO_LARGE = (
    "(" + "|".join(map(chr, range(0x4E00, 0x51D0))) + ")+",
    "(" + "|".join(["."] * 60) + ")+x",
    "(?:" + ".?" * 100 + "x)+",
    "(?:" + "a?" * 490 + "b)+",
    "(" + "|".join(f"[a-z]{{1,{n}}};" for n in range(1, 120)) + ")+",
    "(?:" + "(?:a{128})" * 100 + "b)+",
)


@pytest.mark.parametrize("pattern", TOO_LARGE, ids=range(len(TOO_LARGE)))
def test_what_takes_too_much_work_is_a_problem(pattern):
    assert isinstance(ambiguity_of(parse_pattern(pattern).node), TooLarge)
    assert problem_of(pattern).message.startswith("it is too large to tell")


@pytest.mark.parametrize(
    ("pattern", "positions"),
    [
        ("a{4}", 4),
        (".{1,80}", 80),
        ("a{129}", 129),
        ("a{130}", 1),
        ("((a{9}){9}){9}", 81),
        ("((a{1,3}){4}){4}", 12),
    ],
)
def test_repeats_are_written_out_while_they_are_small(pattern, positions):
    assert len(Automaton(parse_pattern(pattern).node, 50_000).points) == positions


# Little patterns of two letters, with all that can make ways of reading.
TIMES = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}"])
SMALL = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "(?:)", "^", "(?=a)"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, TIMES).map(lambda two: f"(?:x{two[0]}){two[1]}"),
        st.tuples(inner, TIMES).map(lambda two: f"(?:{two[0]}|b){two[1]}"),
        st.tuples(inner, TIMES).map(lambda two: f"(?:{two[0]}b?){two[1]}"),
    ),
    max_leaves=5,
)


Matrix: TypeAlias = tuple[tuple[int, ...], ...]


def ways(automaton: Automaton, letter: str) -> Matrix:
    """In how many ways `letter` leads from each position to each, at most 2."""
    takes = [
        any(first <= ord(letter) <= last for first, last in points) for points in automaton.points
    ]
    return tuple(
        tuple(
            (step.any >> n & 1) * (1 + (step.several >> n & 1)) * taken
            for n, taken in enumerate(takes)
        )
        for step in automaton.follow
    )


def times(one: Matrix, other: Matrix) -> Matrix:
    return tuple(
        tuple(
            min(2, sum(a * b for a, b in zip(row, column, strict=True)))
            for column in zip(*other, strict=True)
        )
        for row in one
    )


@settings(deadline=None, max_examples=300)
@given(SMALL)
def test_a_pattern_blows_up_where_some_text_leads_back_in_two_ways(pattern):
    """All products of the matrices of ways say it too: there are finitely many, with ways counted up to 2."""
    parsed = parse_pattern(pattern)
    assume(isinstance(parsed, ParsedPattern))
    automaton = Automaton(parsed.node, 50_000)
    assume(0 < len(automaton.points) <= 7)
    letters = [ways(automaton, letter) for letter in "abx"]
    known, fresh = set(letters), list(letters)
    while fresh and len(known) < 20_000:
        fresh = [
            made
            for one, letter in product(fresh, letters)
            if (made := times(one, letter)) not in known
        ]
        fresh = list(dict.fromkeys(fresh))
        known.update(fresh)
    assume(not fresh)
    found = ambiguity_of(parsed.node)
    assert (found is not None) == any(
        each[place][place] > 1 for each in known for place in range(len(each))
    )
    if isinstance(found, Ambiguity):
        text = letters["abx".index(found.text[0])]
        for letter in found.text[1:]:
            text = times(text, letters["abx".index(letter)])
        assert any(text[place][place] > 1 for place in range(len(text)))


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
    assert r'of durations cannot be published: "(\d+Y?)+" reads "1"' in found.message
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
