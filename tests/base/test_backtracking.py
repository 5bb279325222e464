"""Regular expressions that a text can keep busy are refused, and others are not: held against a matcher that counts."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from compiler.base.regex.backtracking import backtracking_problem
from compiler.base.regex.dialect import ParsedPattern, parse_pattern
from compiler.base.regex.letters import ACCEPTED, END, START, Letters
from compiler.base.regex.portable import portable, problem_of
from compiler.model.meaning import XSD_PATTERNS
from tests.helpers.counting_matcher import CountingMatcher, TooManyStepsError

FORKS, EVERYWHERE, AFTER, MANY = (
    "can read one text in many ways",
    "is tried from every character",
    "can begin wherever",
    "more than 1,000 ways",
)
# A pattern, what its message says, and a text that keeps it busy: a begin, what comes again and again, an end.
BAD = (
    # What forks in a repeat: twice the steps with each round.
    ("(a+)+$", FORKS, ("", "a", "!")),
    ("^(a*)*$", FORKS, ("", "a", "!")),
    ("(a|a)*b", FORKS, ("", "a", "!")),
    ("(a|ab)*c", FORKS, ("", "a", "!")),
    ("(a|aa)+$", FORKS, ("", "a", "!")),
    ("(x+x+)+y", FORKS, ("", "x", "!")),
    (r"(\d+\s?)+$", FORKS, ("", "1", "!")),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", FORKS, ("", "a", "!")),
    ("(.*,)*x", FORKS, ("", ",", "!")),
    ("(a?b?)*c", FORKS, ("", "ab", "!")),
    ("^((a?)+b)*$", FORKS, ("", "ab", "!")),
    ("(ab|a|bab)*c", FORKS, ("", "ab", "!")),
    (r"^(\w|_)*$", FORKS, ("", "_", "!")),
    ("^([a-z]|[x-z0-9])+$", FORKS, ("", "z", "!")),
    (r"^(\w+\.?)+@", FORKS, ("", "a", "!")),
    ("^(?=(a+)+$)b", FORKS, ("", "a", "!")),
    ("^(?!(?=(a+)+$)b)a$", FORKS, ("", "a", "!")),
    ("(?:(?:|)ab)*c", FORKS, ("", "ab", "!")),
    ("x((a+)+b)?c", FORKS, ("x", "a", "!")),
    ("(a{2,}){3,}c", FORKS, ("", "a", "!")),
    ("((a?){2}b)*c", FORKS, ("", "ab", "!")),
    ("^((a|a){5}x){6,}$", FORKS, ("", "aaaaax", "!")),
    # A second repeat begins wherever a first one ends: the square of the text, or more.
    (r"^\d+\d+$", AFTER, ("", "1", "!")),
    ("^.*.*=.*$", AFTER, ("", "a", "\n")),
    ("^.*,.*$", AFTER, ("", ",", "\n!")),
    (r"^\s*a?\s*$", AFTER, ("", " ", "!")),
    (r"^(\w+\s?){1,3}$", AFTER, ("", "a", "!")),
    (r"^[^@\s]+@[^@\s]+\.[^@\s]+$", AFTER, ("a@", ".", " ")),
    ("^(?=.*a.*b)x", AFTER, ("", "a", "!")),
    ("^[a-z]+[0-9]*[a-z]+$", AFTER, ("", "a", "!")),
    ("^a+(?=b?)a*c", AFTER, ("", "a", "!")),
    ("^[^x]*(?=(?:a.)+)$", AFTER, ("", "a", "x")),
    ("^(?:(?!.*x)a)*$", AFTER, ("", "a", "!")),
    ("^(ab)*[ab]{0,3}(ba)*$", AFTER, ("", "ab", "!")),
    # A search begins at every character.
    (r"\s+$", EVERYWHERE, ("", " ", "!")),
    (r"\d*\d*\d*x", EVERYWHERE, ("", "1", "!")),
    ("[a-z]+[0-9]", EVERYWHERE, ("", "a", "!")),
    ("a+(?!a)b", EVERYWHERE, ("", "a", "!")),
    ("(?=a*b)ac", EVERYWHERE, ("", "a", "!")),
    ("(,a)*,b", EVERYWHERE, ("", ",a", "!")),
)  # fmt: skip

# What few rounds bound, at more than is bearable.
TOO_MANY = (
    ("^(a?){30}a{30}$", MANY), ("^(a?){0,30}$", MANY), ("^(a|a){30}$", MANY), (r"^(\w|\d){1,50}$", MANY),
    ("^((a|a){5}x){6}$", MANY), ("^(-?[0-9A-Z]{1,4}){6}$", AFTER), ("^(?:a{1,100}){1,100}$", AFTER),
    (".{1,1001}x", EVERYWHERE), ("^" + "(ab?|abb)" * 12 + "b*$", MANY),
)  # fmt: skip

GOOD = (
    # Of the published standard, and of the types.
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$", r"^https?:\/\/[^\s/$.?#].[^\s]*$", r"^.{1,80}$",
    r"^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$", r"^(100|[1-9]?[0-9])$", r"^(\d{1,4})?$",
    r"^(-?)P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)([DW]))?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$",
    *XSD_PATTERNS.values(),
    # Postcodes, accounts, numbers of persons, companies and telephones, dates, addresses.
    r"^\d{4} ?[A-Z]{2}$", r"^[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}$", r"^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$",
    r"^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){2,7}$", r"^NL\d{2}[A-Z]{4}\d{10}$", r"^\d{8,9}$", r"^\d{8}$",
    r"^(\+31|0031|0)[1-9][0-9]{8}$", r"^\+?[0-9 ()-]{8,20}$", r"^[0-9]{2,4}-?[0-9]{6,8}$",
    r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", r"^(\d{1,3}\.){3}\d{1,3}$",
    r"^[\w.+-]+@([\w-]+\.)+[a-z]{2,}$", r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", r"^[^@]+@[^@]+$",
    "^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", "^([0-9A-F]{2}){6}$", r"^-?\d+([.,]\d{1,2})?$",
    # Lists and words.
    r"^\d+(,\d+)*$", r"^\w+(\s\w+)*$", r"^\s*\w+(\s+\w+)*\s*$", r"^\s*(\S+(\s+\S+)*\s*)?$", "^([0-9a-f]{32},?)+$",
    r'^("[^"]*"|[^",]*)(,("[^"]*"|[^",]*))*$', r"^(\w|\d){9}$", r"^([A-Z]|[0-9]){20}$", "^[^,]*,.*$",
    r"^(?=.*\d)(?=.*[a-z]).{8,}$", "^(?:(?!ab).)*$", "^(?:ab|ac){12}x*$", "^.{1,4000}$", "^.{1,30}.{1,30}$",
    # Found anywhere, and accepted whatever comes then.
    r"\d+", ".+", r"\S", r"\d+(,\d+)*", "a{2,}b?", "x[0-9]*y", ".{1,80}x", "(?<=x)a{0,3}",
)  # fmt: skip


@pytest.mark.parametrize(("pattern", "message"), [row[:2] for row in BAD])
def test_what_a_text_keeps_busy_is_refused(pattern: str, message: str):
    found = problem_of(pattern)
    assert found is not None
    assert message in found.message
    assert found.hint


def steps_of(
    pattern: str, prefix: str, pump: str, suffix: str, most: int = 1_000_000
) -> tuple[int, int, int]:
    """The steps for a text, one twice and one four times as long."""
    # Times of 24, so that repeats of two, three or four rounds end alike in each.
    first, second, third = (
        CountingMatcher(pattern, prefix + pump * times + suffix, most).steps
        for times in (24, 48, 96)
    )
    return first, second, third


def grows(steps: tuple[int, int, int]) -> bool:
    """Whether twice the text asks for more than twice the steps: four times as many, where it is the square.

    A text in which the pattern is found early asks for few, so the most of two counts.
    """
    first, second, third = steps
    return third > 2.5 * max(first, second) + 300


@pytest.mark.parametrize(("pattern", "text"), [(row[0], row[2]) for row in BAD])
def test_what_is_refused_is_slow_in_fact(pattern: str, text: tuple[str, str, str]):
    with suppress(TooManyStepsError):
        assert grows(steps_of(pattern, *text, most=60_000))


@pytest.mark.parametrize(("pattern", "message"), TOO_MANY)
def test_what_few_rounds_make_too_much_is_refused(pattern: str, message: str):
    assert message in problem_of(pattern).message


@pytest.mark.parametrize("pattern", GOOD)
def test_usual_patterns_are_accepted(pattern: str):
    assert problem_of(pattern) is None


PUMPS = (
    "a",
    "1",
    "A",
    " ",
    "a ",
    "1Y",
    "1,",
    "a.",
    "-",
    ".",
    "@",
    '"',
    '",',
    "a@",
    "ab",
    "x1",
    ",",
)


@pytest.mark.parametrize("pattern", GOOD)
def test_what_is_accepted_is_quick_in_python(pattern: str):
    """As a square, a text of 30,000 characters would take seconds."""
    regex = re.compile(portable(pattern))
    for prefix, pump in product(("", "P", "a@", "https://a", "NL12"), PUMPS):
        begun = time.process_time()
        regex.search(prefix + pump * (30_000 // len(pump)) + "\n!")
        assert time.process_time() - begun < 1


# Patterns of few letters, with all that can make ways of reading.
TIMES = st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?"])
SMALL = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "x", "[^x]", ".", r"\n", "(?:)"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, TIMES).map(lambda two: f"(?:{two[0]}){two[1]}"),
        st.tuples(st.sampled_from(["(?=", "(?!"]), inner).map(lambda two: f"{two[0]}{two[1]})"),
        st.sampled_from(["^", "$", "(?:^|a)", "(?:$|b)"]),
    ),
    max_leaves=7,
)
PATTERNS = st.tuples(st.sampled_from(["^", "^", ""]), SMALL, TIMES, SMALL, st.sampled_from(["$", "x", ""])).map(
    lambda five: f"{five[0]}(?:{five[1]}){five[2]}{five[3]}{five[4]}"
)  # fmt: skip
WORDS = st.text("abx\n", min_size=1, max_size=3)


@settings(deadline=None, max_examples=150)
@given(PATTERNS, st.lists(st.tuples(WORDS | st.just(""), WORDS), min_size=3, max_size=6))
def test_steps_grow_with_the_text_where_a_pattern_is_accepted(pattern, texts):
    parsed = parse_pattern(pattern)
    assume(isinstance(parsed, ParsedPattern))
    assume(backtracking_problem(pattern, parsed.node) is None)
    for prefix, pump in texts:
        for suffix in ("!", "\n"):
            assert not grows(steps_of(pattern, prefix, pump, suffix))


@settings(deadline=None, max_examples=100)
@given(PATTERNS, st.text("abx\n", max_size=8))
def test_the_matcher_that_counts_finds_what_python_finds(pattern, text):
    assume(isinstance(parse_pattern(pattern), ParsedPattern))
    assume("(?=" not in pattern and "(?!" not in pattern)
    with suppress(TooManyStepsError):
        found = CountingMatcher(pattern, text, 1_000_000).found
        assert found == (re.search(portable(pattern), text) is not None)


# A pattern, and what may be ahead and behind: letters of it, "^" and "$" for the ends, "!" where the text is accepted.
EDGES = (
    ("ab", "a", "b"),
    ("a?b*", "ab$!", "^ab"),
    ("(?:a|bc)", "ab", "ac"),
    ("(?:a|bc)+", "ab", "ac"),
    ("(?:a|){2}", "a$!", "^a"),
    ("a{0}b", "b", "b"),
    ("(?=a)b", "ab", "b"),
    ("(?=a)b?", "ab$", "^b"),
    ("$", "$", "^"),
)


@pytest.mark.parametrize(("pattern", "ahead", "behind"), EDGES)
def test_what_may_be_ahead_and_behind(pattern: str, ahead: str, behind: str):
    node = parse_pattern(pattern).node
    letters = Letters(node)
    ends = letters.ahead(node, END | ACCEPTED)
    assert {char for char in "abc" if char in ahead} == shown(letters, ends)
    assert (bool(ends & END), bool(ends & ACCEPTED)) == ("$" in ahead, "!" in ahead)
    begins = letters.behind(node, START)
    assert {char for char in "abc" if char in behind} == shown(letters, begins)
    assert bool(begins & START) == ("^" in behind)


def shown(letters: Letters, found: int) -> set[str]:
    """The characters of `found`, where each is a letter of its own."""
    singles = [1 << number for number in range(3, letters.every.bit_length())]
    return {letters.example(single) for single in singles if single & found}


def test_the_hint_of_a_refused_address_is_one_that_passes() -> None:
    refused = problem_of(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    assert refused is not None
    assert r"[^.]+(\.[^.]+)+" in refused.hint
    for advised in (r"^[^,]*,.*$", r"^[^.]+(\.[^.]+)+$", r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$"):
        assert problem_of(advised) is None
