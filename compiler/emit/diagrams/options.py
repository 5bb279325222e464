"""What may be asked of diagrams. Loaded whenever the command line starts, so it knows nothing else."""

from __future__ import annotations

from typing import NamedTuple


class DiagramOptions(NamedTuple):
    """`positions` is what the file beside the model says of where boxes stood; empty where there is none."""

    positions: str = ""
