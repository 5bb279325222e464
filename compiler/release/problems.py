"""What stands in the way of a release, as something that ends the steps towards it."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, Text


class ReleaseRefusedError(Exception):
    """A step that cannot be taken, with the diagnostic that says why. The command line prints it, and ends with `code`.

    1 is for what was found (a version that exists, a target that cannot be written), 2 for what was asked wrongly.
    `others` is what else is wrong.
    """

    def __init__(
        self, diagnostic: Diagnostic, code: int = 1, others: tuple[Diagnostic, ...] = ()
    ) -> None:
        super().__init__(str(diagnostic.message))
        self.diagnostic = diagnostic
        self.code = code
        self.others = others


def obstacle(id_: str, place: str, message: Text, hint: Text = NOTHING) -> Diagnostic:
    """An error about `place`: a target, a file of a release, an option."""
    return Diagnostic(id_, Severity.ERROR, Span(place), message, hint=hint)


def refused(
    id_: str, place: str, message: Text, hint: Text = NOTHING, *, code: int = 1
) -> ReleaseRefusedError:
    """A `ReleaseRefusedError` about `place`."""
    return ReleaseRefusedError(obstacle(id_, place, message, hint), code)
