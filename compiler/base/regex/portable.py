"""Which regular expressions may be published: those that every validator takes, means the same by, and is quick with.

A pattern goes out as the `pattern` of a JSON Schema. It is read by the validator of whoever receives a message, and is
matched there against what others send; so one that a validator refuses, or that a crafted text keeps busy for ever, is
a mistake in the model. dialect.py says which dialect all share, backtracking.py what keeps a matcher busy. No library
fits: regexploit overlooks `(a|a)*b`, redoctor takes a second or two and then leaves VERA's own pattern for durations
undecided, and both judge the dialect of Python; regress tells that of ECMA-262 only.
"""

from __future__ import annotations

from functools import lru_cache

from compiler.base.regex.backtracking import backtracking_problem
from compiler.base.regex.characters import CodePoints
from compiler.base.regex.dialect import ParsedPattern, parse_pattern
from compiler.base.regex.nodes import Chars, Choice, Look, RegexNode, Repeat, Sequence
from compiler.base.regex.problems import PatternProblem
from compiler.base.wording import say

# Rust writes repeats out, and refuses what takes more than 10 MiB then. In units of about 100 bytes, a class takes one
# for itself, one per range of ASCII characters, and four per range of others; this leaves a margin of a quarter.
_LARGEST = 60_000


@lru_cache(maxsize=1024)
def problem_of(pattern: str) -> PatternProblem | None:
    """Why `pattern` cannot be published, and what to write instead; None where it can."""
    parsed = parse_pattern(pattern)
    if isinstance(parsed, PatternProblem):
        return parsed
    if _size(parsed.node) > _LARGEST:
        return PatternProblem(
            say("its repeats make it too large for some validators"),
            say("bound the length in another way"),
        )
    return backtracking_problem(pattern, parsed.node)


@lru_cache(maxsize=1024)
def portable(pattern: str) -> str:
    r"""`pattern` in a form that ECMA-262, Python and Rust read alike: as ECMA-262 reads what the model says.

    `\d`, `\w`, `\s`, their negations and `.` become the characters that they stand for in ECMA-262; all else stays byte
    for byte, and so does a pattern with a problem. `$` stays too, for nothing means the same to all three without a
    lookahead, which others lack: Python, and only Python, lets a line feed stand behind the end.

    >>> portable(r"^\d{4}.$")
    '^[0-9]{4}[^\\n\\r\\u2028\\u2029]$'
    """
    parsed = parse_pattern(pattern)
    if not isinstance(parsed, ParsedPattern):
        return pattern
    pieces, at = [], 0
    for start, end, text in parsed.edits:
        pieces += [pattern[at:start], text]
        at = end
    return "".join([*pieces, pattern[at:]])


def _size(node: RegexNode) -> int:
    """How large `node` becomes with its repeats written out."""
    match node:
        case Chars(points):
            return _ranges(points)
        case Sequence(parts) | Choice(parts):
            return sum(_size(part) for part in parts)
        case Repeat(part, least, most):
            return max(_size(part), 1) * (max(least, 1) if most is None else most)
        case Look(part):
            return _size(part)
        case _:
            return 0


def _ranges(points: CodePoints) -> int:
    return 1 + sum(1 if last < 0x80 else 4 for _, last in points)
