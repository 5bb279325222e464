"""Names between double brackets in the texts of a model: `[[Relatie.soort]]` leads to that attribute."""

from __future__ import annotations

import re

NAMED_LINK = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
