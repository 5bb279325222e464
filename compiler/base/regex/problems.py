"""What is wrong with a regular expression, as a value."""

from __future__ import annotations

from typing import NamedTuple

from compiler.base.wording import Text


class PatternProblem(NamedTuple):
    """What is wrong with a pattern, and what to write instead."""

    message: Text
    hint: Text


class RefusedError(Exception):
    """Ends the reading of a pattern; whoever began it makes its `problem` a value."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message)
        self.problem = PatternProblem(message, hint)
