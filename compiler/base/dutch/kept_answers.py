"""What was answered about Dutch words, kept within a run and from one run to the next."""

from __future__ import annotations

from typing import Any, TypeAlias

# Kinds, parts and numbers of words, the nearest ones, and what other modules asked.
Answers: TypeAlias = tuple[
    dict[str, int], dict[str, tuple[str, ...]], dict[str, int], dict[str, str], dict[str, Any]
]

# A model ten times that of VERA has as many words.
MOST_ANSWERS = 100_000


class KeptAnswers:
    """Answers by the word, or by the question and the text, that they are about."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.parts: dict[str, tuple[str, ...]] = {}
        self.numbers: dict[str, int] = {}
        self.nearest: dict[str, str] = {}
        self.others: dict[str, Any] = {}
        self._recalled = 0

    def all(self) -> Answers | None:
        """All that was answered, for `recall`; None where it is no more than what was recalled, or too much to keep."""
        worth_keeping = self._recalled < self._number() < MOST_ANSWERS
        return (
            (self.kinds, self.parts, self.numbers, self.nearest, self.others)
            if worth_keeping
            else None
        )

    def recall(self, answers: Answers) -> None:
        """Take over what was answered before, by the same compiler with the same own words."""
        kinds, parts, numbers, nearest, others = answers
        self.kinds, self.parts, self.numbers = dict(kinds), dict(parts), dict(numbers)
        self.nearest, self.others = dict(nearest), dict(others)
        self._recalled = self._number()

    def _number(self) -> int:
        words = len(self.kinds) + len(self.parts) + len(self.numbers)
        return words + len(self.nearest) + len(self.others)
