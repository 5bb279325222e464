"""What a team has accepted (`verac check --baseline`), as an editor knows it: accepted findings are not shown there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compiler.base.diagnostics import Diagnostic
from compiler.editing.session import Answer
from compiler.model.places import with_elements
from compiler.rules.baseline import Baseline, accept, parse_baseline
from compiler.workspace.model_reading import read_file


class AcceptedFindings:
    """The baseline in `file`, read again where it changed."""

    def __init__(self, file: Path) -> None:
        self.file = str(file)
        self._content: bytes | None = None
        self._read: Baseline | Diagnostic | None = None

    def marked(self, found: Iterable[Diagnostic], answer: Answer) -> tuple[Diagnostic, ...]:
        """`found`, those that are accepted marked so, with what is wrong with the baseline itself.

        A model with errors has not all that was accepted, so that nothing is said then of what is no longer found.
        """
        baseline = self._baseline()
        if isinstance(baseline, Diagnostic):
            return (*found, baseline)
        standard = answer.model.standard
        placed = with_elements(found, answer.model)
        marked = accept(placed, baseline, self.file, str(standard.name or ""), standard.version)
        return marked if answer.sound else marked[: len(placed)]

    def _baseline(self) -> Baseline | Diagnostic:
        problem, content = read_file(Path(self.file))
        if problem is not None:
            self._content = None
            return problem
        if self._read is None or content != self._content:
            self._content, self._read = content, parse_baseline(content, self.file)
        return self._read
