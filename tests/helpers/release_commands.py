"""Commands of releases, run for a test, and what they found."""

from __future__ import annotations

from collections.abc import Callable

from tests.helpers.small_model import Run

Release = Callable[..., Run]


def found(run: Run, id_: str) -> bool:
    """Whether a run ended with the error `id_`."""
    return run.code in (1, 2) and f"error[{id_}]" in run.err
