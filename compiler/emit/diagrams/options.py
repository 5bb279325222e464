"""What may be asked of diagrams. Loaded whenever the command line starts, so it knows nothing else."""

from __future__ import annotations

from typing import NamedTuple

PLACES_FILE = "diagrammen.posities"
"""The name of the file beside a model that says where the boxes of its diagrams stand."""


class DiagramOptions(NamedTuple):
    """`positions` is what the file beside the model says of where boxes stood; empty where there is none."""

    positions: str = ""
