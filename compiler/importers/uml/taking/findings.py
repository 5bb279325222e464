"""What is found while a drawing is taken over: each kind of finding has its id here."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text

UNKNOWN_TYPE = "UML40"
NAME_MET = "UML41"
NO_NAME = "UML42"
MANY_BASES = "UML43"
CIRCLE = "UML44"
NOT_PLACED = "UML45"
ONE_NAME = "UML46"
NO_DATA = "UML47"
NOTHING_DRAWN = "UML48"
NAMED_BY_TARGET = "UML49"
LAID_HIGHER = "UML50"
BOTH_CHANGED = "UML51"
GONE_BUT_CHANGED = "UML52"
GONE_HERE = "UML53"
NO_EARLIER_IMPORT = "UML54"
NAME_MENDED = "UML55"


class Findings:
    """The findings of one import, in the order in which they are found."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []

    def error(self, id_: str, place: Span, message: Text, hint: Text = NOTHING) -> None:
        """Add what stops the import."""
        self.all.append(Diagnostic(id_, Severity.ERROR, place, message, hint=hint))

    def warn(self, id_: str, place: Span, message: Text, hint: Text = NOTHING) -> None:
        """Add what somebody has to look at."""
        self.all.append(Diagnostic(id_, Severity.WARNING, place, message, hint=hint))

    def tell(self, id_: str, place: Span, message: Text, hint: Text = NOTHING) -> None:
        """Add what is good to know."""
        self.all.append(Diagnostic(id_, Severity.HINT, place, message, hint=hint))
