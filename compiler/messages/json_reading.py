"""Bytes → a JSON value, with everything that is wrong with them as JSON.

orjson is quick and exact about numbers, surrogates and depth, but it stops at the first mistake and keeps the last of
two equal keys without a word. So it reads, and what it refuses or may have swallowed is looked at again, slowly.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from compiler.base.json_faults import json_fault
from compiler.base.quick_json import dumps, loads
from compiler.base.wording import NOTHING, Text, say
from compiler.messages.json_tokens import JsonToken, Path, Position, Positions, key_of, tokens

BOM = b"\xef\xbb\xbf"
LONGEST_SHOWN = 40
MOST_PROBLEMS = 1000  # of one message
# Every escape of a string, so that a backslash that is escaped itself is passed over; `lone` is half a character.
_SURROGATES = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)
DOUBTFUL = object()
_CONSTANTS = ("NaN", "Infinity", "-Infinity")


class JsonProblem(NamedTuple):
    """What is wrong with bytes as JSON; `path` leads to the value where there is one."""

    id: str
    position: Position
    message: Text
    hint: Text = NOTHING
    path: Path = ()


class Reading(NamedTuple):
    """A value with what is wrong with its bytes; `whole` is False where no value could be made of them.

    What JSON cannot hold is null in the value (NaN) or U+FFFD (a lone surrogate), so that the rest can be checked.
    """

    value: Any
    problems: tuple[JsonProblem, ...] = ()
    whole: bool = True


def read_json(content: bytes) -> Reading:
    """The value of `content`, a JSON text in UTF-8 without a byte order mark."""
    value = read_quickly(content)
    return _explained(content) if value is DOUBTFUL else Reading(value)


def read_quickly(content: bytes) -> Any:
    """As `read_json` where nothing is wrong with `content`; `DOUBTFUL` where something may be, which that finds out."""
    try:
        value = loads(content)
        again = dumps(value)
    except (ValueError, TypeError):  # orjson writes 254 levels, and reads 1024
        return DOUBTFUL
    return value if again == content or _same_keys(content, again) else DOUBTFUL


def _same_keys(content: bytes, again: bytes) -> bool:
    r"""Whether `again`, the value of `content` as orjson writes it, holds every key of `content`; False may be wrong.

    Each pair of a key and a value has a colon, and the strings have theirs, in both texts the same ones: orjson escapes
    no colon, and where `content` may have escaped one (`\u003a`) somebody looks. So `content` has at least one colon
    more for each pair that was dropped, and the counts are equal only when none was.
    """
    if b"\\" in content and b"\\u003" in content:
        return False
    return content.count(b":") == again.count(b":")


def _explained(content: bytes) -> Reading:
    """As `read_json`, slowly: everything that is wrong is looked for."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        message = say(
            "not UTF-8: the byte 0x{byte} begins no character here",
            byte=f"{content[error.start]:02x}",
        )
        problem = JsonProblem(
            "PL05", Positions(before).at(len(before)), message, say("JSON is UTF-8 text (RFC 8259)")
        )
        return Reading(None, (problem,), whole=False)
    broken = _broken(text)
    if broken:
        return Reading(None, (broken,), whole=False)
    problems: list[JsonProblem] = []
    parts, done, places = [], 0, Positions(text)
    for token in tokens(text):
        mistake, instead = _judged(token, text)
        if mistake and len(problems) < MOST_PROBLEMS:
            path = tuple(token.path)
            problems.append(
                JsonProblem(
                    id=mistake.id,
                    position=places.at(token.start),
                    message=mistake.message,
                    hint=mistake.hint,
                    path=path,
                )
            )
        if instead:
            parts += [text[done : token.start], instead]
            done = token.end
    try:
        value = loads("".join([*parts, text[done:]]).encode("utf-8", "replace"))
    except ValueError as error:
        # Depth is the one thing that is left; whatever else there is must not be lost.
        problem = (
            _too_deep()
            if "depth" in str(error)
            else JsonProblem(
                "PL01", Position(1, 1), say("not JSON: {what}", what=say("it cannot be read"))
            )
        )
        return Reading(None, (*problems, problem), whole=False)
    return Reading(value, tuple(problems))


def _broken(text: str) -> JsonProblem | None:
    """What keeps `text` from being JSON at all; numbers of any size, NaN and lone surrogates are let through."""
    if not text.strip(" \t\r\n"):
        return JsonProblem(
            "PL08", Position(1, 1), say("nothing stands here"), say("an empty message is {{}}")
        )
    try:
        json.loads(text, parse_float=_nothing, parse_int=_nothing)
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(text.rstrip())
        what = say("the text ends before the message does") if at_end else json_fault(error.msg)
        return JsonProblem(
            "PL01",
            Position(error.lineno, error.colno),
            say("not JSON: {what}", what=what),
            _advice(text, error.pos),
        )
    except RecursionError:
        return _too_deep()
    return None


def _nothing(_: str) -> None:
    """No number: only the structure is asked for."""


def _too_deep() -> JsonProblem:
    return JsonProblem(
        "PL06",
        Position(1, 1),
        say("nested too deep to be read"),
        say("no message of the standard is as deep as this"),
    )


def _advice(text: str, offset: int) -> Text:
    """What to write instead of the mistakes that are made most."""
    rest = text[offset : offset + 5]
    if rest[:1] == "'":
        return say('texts and names stand between double quotes: "…"')
    if rest[:1] in ("]", "}") or (
        rest[:1] == "," and text[offset + 1 : offset + 20].lstrip()[:1] in ("]", "}")
    ):
        return say("no comma stands before ] or }}")
    if rest[:4] in ("None", "True", "Fals", "NULL", "Null"):
        return say("write null, true or false, in small letters")
    if rest[:2] in ("//", "/*") or rest[:1] == "#":
        return say("JSON has no comments")
    return NOTHING


class _Mistake(NamedTuple):
    id: str
    message: Text
    hint: Text


def _judged(token: JsonToken, text: str) -> tuple[_Mistake | None, str]:
    """What is wrong with a token, and what to read in its place; an empty text for the token itself."""
    if token.kind == "open":
        return None, ""
    word = text[token.start : token.end]
    if token.kind == "word":
        return _judged_word(word)
    if token.repeated:
        message = say(
            "{key} stands twice in one object; readers may take either", key=shown(key_of(word))
        )
        return _Mistake("PL02", message, say("keep one of them")), ""
    if lone := _lone_surrogate(word):
        message = say("the escape {lone} is half of a character: a lone surrogate", lone=lone)
        hint = say("write the character itself, or both halves of the pair")
        return _Mistake("PL04", message, hint), _SURROGATES.sub(_mended, word)
    return None, ""


def _judged_word(word: str) -> tuple[_Mistake | None, str]:
    if word in _CONSTANTS:
        return _Mistake(
            "PL03", say("{word} is no JSON number", word=word), say("an empty value is null")
        ), "null"
    if word[0] in "-0123456789" and float(word) in (float("inf"), float("-inf")):
        hint = say("a number of a message fits a double: less than 1.8e308")
        return _Mistake(
            "PL03", say("the number {word} is too large to be read", word=cut(word)), hint
        ), "null"
    return None, ""


def _lone_surrogate(word: str) -> str:
    """The first escape of half a character in a string token; empty where there is none."""
    if "\\u" not in word:
        return ""
    return next((found[0] for found in _SURROGATES.finditer(word) if found["lone"]), "")


def _mended(found: re.Match[str]) -> str:
    return "\ufffd" if found["lone"] else found[0]


def shown(text: str) -> str:
    """A text from a message as it may stand in a finding: quoted, cut, and without what would steer a terminal."""
    return f'"{cut(text)}"'


def cut(text: str) -> str:
    """`text` at most `LONGEST_SHOWN` characters long, with escapes for what is not printable."""
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
    if short.isprintable():
        return short
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
