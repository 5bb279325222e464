"""Jinja for all emitters: the only module that knows jinja2.

Templates lay out, Python decides. An undefined name is an error, and every scalar goes through the filter `scalar`,
so no text can change the structure of the document around it.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2 import __version__ as jinja_version

from compiler.base.context import Context
from compiler.base.pointers import definition_ref, pointer_step
from compiler.base.resources import templates_path
from compiler.base.store import Store, digest

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

_quoted = json.JSONEncoder(
    ensure_ascii=False
).encode  # made once: json.dumps would make one for every text
_PLAIN = re.compile(r"[A-Za-z/][\w/-]*(?:\.[A-Za-z]\w*)*")
_EMPTY_LINES = re.compile(r"\n(?:[ ]*\n)+")
# Families whose texts are escaped for HTML as they are written; in others a filter quotes each. This is said here and
# not by who renders, for whoever compiles a template beforehand has to come to the same.
_PAGES = frozenset({"site"})
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_SPECIAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@lru_cache(maxsize=1 << 16, typed=True)  # most texts stand in many documents
def scalar(value: str | int | bool) -> str:
    """`value` as a YAML scalar that reads back as itself: plain where that is safe, else between double quotes."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and value.isascii():
        return value
    text = _quoted(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def json_value(value: Any) -> str:
    """`value` as JSON on one line."""
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", _quoted(value))


@lru_cache(maxsize=1 << 12)
def keyword(value: str | bool | tuple[str, ...]) -> str:
    """`value` of a keyword: a scalar, or several on one line."""
    return json_value(value) if isinstance(value, tuple) else scalar(value)


def literal(text: str, width: int) -> str:
    """`text`, JSON on several lines, as it stands in a document: all lines but the first `width` further in."""
    safe = _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return safe.replace("\n", "\n" + " " * width)


_XML_NAMES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip
_XML = re.compile('[&<>"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]')


def xml(value: str) -> str:
    """`value` as text or attribute of XML, on one line; what no XML can hold is drawn as what cannot be shown."""
    return _XML.sub(_in_xml, value)


def _in_xml(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in _XML_NAMES:
        return _XML_NAMES[letter]
    return f"&#{ord(letter)};" if "\x7f" <= letter <= "\u2029" else "\ufffd"


def crontab_word(text: str) -> str:
    """`text` as one word of a command in a crontab: for a shell, behind a cron that reads % as the end of a line.

    cron takes away the backslash before a %, but not where another one stands before that; so none is within quotes.
    """
    return r"\%".join(shlex.quote(part) if part else "" for part in text.split("%")) or "''"


def _once() -> Callable[..., str]:
    """A filter: what a macro makes of a value, made once for all places where an equal value stands."""
    made: dict[tuple[Any, ...], str] = {}
    seen: dict[
        tuple[int, Any, str], tuple[Any, str]
    ] = {}  # by object: with it, so that its id stays its own

    def once(value: Any, macro: Callable[[Any, str], str], indent: str, content: str = "") -> str:
        """The text of `macro` for `value` and `indent`; `content` is its attribute that counts, where not all does."""
        place = (id(value), macro, indent)
        found = seen.get(place)
        if found is None:
            key = (getattr(value, content) if content else value, macro, indent)
            text = made.get(key)
            if text is None:
                text = made[key] = macro(value, indent)
            found = seen[place] = (value, text)
        return found[1]

    return once


# By what they are made of: compiling takes most of a small build, and not everybody who builds again has a store.
_compiled: dict[str, bytes] = {}


class _StoreCache(BytecodeCache):
    """Keeps compiled templates in this process and in a store, under what they are made of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what is known of its template."""
        key = _key(bucket)
        content = self._store.get("templates", key)
        if content is None and (content := _compiled.get(key)) is not None:
            self._store.put("templates", key, content)
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        key = _key(bucket)
        _compiled[key] = bucket.bytecode_to_string()
        self._store.put("templates", key, _compiled[key])


def _key(bucket: Bucket) -> str:
    # The escaping of a template is compiled into it: code that was made by another rule has another key.
    return digest(sys.version, jinja_version, "escaped by family", bucket.key, bucket.checksum)


def environment(family: str, context: Context) -> Environment:
    """The Jinja environment for the templates of `family`; compiled ones are kept in the context's store."""
    made = Environment(
        loader=FileSystemLoader(templates_path() / family),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=family in _PAGES,  # noqa: S701 - what is no page has a filter that quotes for it
        bytecode_cache=_StoreCache(context.store),
        auto_reload=False,
    )
    # What templates get are values with attributes: no second look for a key, and no name that is undefined.
    made.getattr = getattr  # type: ignore[method-assign, assignment]
    made.filters["scalar"] = scalar
    made.filters["json"] = json_value
    made.filters["keyword"] = keyword
    made.filters["pointer"] = pointer_step
    made.filters["ref"] = definition_ref
    made.filters["xml"] = xml
    made.filters["literal"] = literal
    made.filters["python"] = ascii
    made.filters["crontab"] = crontab_word
    made.filters["once"] = _once()
    return made


def render(made: Environment, template: str, context: dict[str, Any]) -> str:
    """The text of `template` for `context`, without empty lines: they mean nothing in YAML, and macros leave some."""
    return _without_empty_lines(made.get_template(template).render(context))


def macro_of(made: Environment, template: str, name: str) -> Callable[[Any], str]:
    """The macro `name` of `template` as a function: for thousands of small parts, quicker than a rendering of each."""
    macro = getattr(made.get_template(template).module, name)
    return lambda value: _without_empty_lines(macro(value))


def _without_empty_lines(text: str) -> str:
    return _EMPTY_LINES.sub("\n", text).lstrip("\n")
