"""The colours of a terminal, by what they mean.

Those that stand alone can be read on black and on white, with the sixteen colours of any terminal: yellow and cyan
cannot, and blue is lost on black. Green stands only where a sign or a word says the same.
"""

from __future__ import annotations

STRONG, FAINT = "1", "2"
WRONG, DOUBTFUL = "31", "35"
REMOVED, ADDED = WRONG, "32"
BAD, GOOD = WRONG, ADDED


def painted(text: str, code: str, *, colour: bool) -> str:
    """`text` in the colour or weight `code`, where there are colours and it is one."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text
