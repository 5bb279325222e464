"""Diagnostics → JUnit XML, which build servers show as tests: what stops a build is a test that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr  # writes only

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.translation import Translate, in_english, translated
from compiler.base.wording import say

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="verac">\n<testsuite name="verac">\n'
)
_TAIL = "</testsuite>\n</testsuites>\n"


def render_junit_stream(
    batches: Iterable[Iterable[Diagnostic]], translate: Translate = in_english
) -> Iterator[str]:
    """A test case for each diagnostic: an error fails, what is passed over or accepted is skipped, the rest passes.

    Where nothing was found there is one test case that passes.
    """
    yield _HEAD
    empty = True
    for batch in batches:
        for diagnostic in batch:
            empty = False
            yield _case(translated(diagnostic, translate), translate)
    if empty:
        yield f'<testcase classname="verac" name={_attribute(translate(say("nothing found")))}/>\n'
    yield _TAIL


def _case(diagnostic: Diagnostic, translate: Translate) -> str:
    span = diagnostic.span
    file = span.file
    place = str(span)
    about = diagnostic.element or diagnostic.pointer
    name = f"{diagnostic.id} {about} ({place})" if about else f"{diagnostic.id} ({place})"
    text = _text("\n".join(filter(None, (f"{place}: {diagnostic.message}", diagnostic.hint))))
    message = _attribute(diagnostic.message)
    if diagnostic.suppressed or diagnostic.accepted:
        inner = f"<skipped message={_attribute(translate(diagnostic.reason))}/>"
    elif diagnostic.severity is Severity.ERROR:
        inner = f'<failure type="error" message={message}>{text}</failure>'
    else:
        inner = f"<system-out>{diagnostic.severity.value}: {text}</system-out>"
    return f"<testcase classname={_attribute(file)} name={_attribute(name)}>{inner}</testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(text: str) -> str:
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """`text` without characters that XML 1.0 cannot hold."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\t\n" else "\N{REPLACEMENT CHARACTER}" for c in text
    )
