"""What is told of diagrams in text form (PlantUML, Mermaid): each id with what it is about, and how it is said.

| id    | about                                                                   | weighs         |
|-------|-------------------------------------------------------------------------|----------------|
| UML01 | text that does not fit the notation; what is not closed                 | error          |
| UML02 | another kind of diagram, or no class diagram at all                     | error, warning |
| UML03 | an include that is not read                                             | error, warning |
| UML04 | a preprocessor statement that is not carried out                        | error, warning |
| UML05 | a name that stands twice, or may mean another class                     | error, warning |
| UML06 | a name or an end that refers to nothing                                 | error, warning |
| UML07 | the encoding of the file                                                | error, warning |
| UML08 | a file that is too large                                                | error          |

What these mean for people stands in compiler/report/explanations.py.
"""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text, say

SHOWN = 60
"""So many characters of what somebody wrote are quoted."""


def error(id_: str, span: Span, message: Text, hint: Text = NOTHING) -> Diagnostic:
    """An error: the drawing is not taken over."""
    return Diagnostic(id=id_, severity=Severity.ERROR, span=span, message=message, hint=hint)


def warning(id_: str, span: Span, message: Text, hint: Text = NOTHING) -> Diagnostic:
    """A warning: the drawing is taken over, and somebody should look."""
    return Diagnostic(id=id_, severity=Severity.WARNING, span=span, message=message, hint=hint)


def quoted(text: str) -> str:
    r"""`text` on one line and shortened, to stand in a message.

    >>> quoted("a\n b")
    'a b'
    """
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def not_understood(span: Span, text: str, notation: str) -> Diagnostic:
    """`text` begins nothing that `notation` has for class diagrams."""
    return error(
        "UML01",
        span,
        say('"{text}" is nothing that a class diagram of {notation} has here', text=quoted(text), notation=notation),
        say("mend the line, or make a comment of it"),
    )  # fmt: skip


def not_closed(span: Span, text: str, closing: str) -> Diagnostic:
    """What begins at `span` never ends."""
    return error(
        "UML01",
        span,
        say('"{text}" is not closed', text=quoted(text)),
        say('write "{closing}" on a line of its own where it ends', closing=closing),
    )


def too_long(span: Span, most: int) -> Diagnostic:
    """A line that no person wrote."""
    return error(
        "UML01",
        span,
        say("the line is longer than {max_line} characters", max_line=most),
        say("split it, or look whether the file is damaged"),
    )


def no_class_diagram(span: Span, notation: str) -> Diagnostic:
    """The file holds no class diagram at all."""
    return error(
        "UML02",
        span,
        say("the file holds no class diagram of {notation}", notation=notation),
        say("import a file that has one"),
    )
