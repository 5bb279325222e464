"""Two files of the small model by their paths, and the text of one."""

from __future__ import annotations

from tests.helpers.small_model import SMALL

RELATIONS, MESSAGES = "domeinen/Relaties.vera", "ketenprocessen/BRG.vera"
TEXT = SMALL[RELATIONS]
