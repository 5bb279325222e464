"""What the stages share without knowing where it comes from: a store, a fingerprint, someone who watches."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from compiler.base.store import NoStore, Store

Tick = Callable[[str, int, int], None]


def no_tick(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


class Context(NamedTuple):
    """What the stages share: where results may be kept, what tells one compiler from another, who watches."""

    store: Store = NoStore()
    fingerprint: str = ""
    tick: Tick = no_tick
