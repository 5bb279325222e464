"""Which two attributes of one entity, or of one object, are the begin and the end of a period: their names tell.

GM06 gives the words, begin and eind; `start`, `ingang`, `aanvang` and `einde` are read as well, and so are `vanaf` and
`tot`. Rules, examples and the check of messages ask here, so that they agree on what a period is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_BEGIN = re.compile(
    r"[Bb]egin|[Ss]tart|(?:[Ii]ngang|[Aa]anvang)s?|(?:^van|(?<=[a-z\d])Van)(?:af)?(?=[A-Z]|$)"
)
_ENDS = ("eind", "einde")
_UNTIL = ("tot", "totEnMet")


def periods_among(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """The begin and the end of each period that attributes called `names` make, in the order of the begins.

    >>> list(periods_among({"begindatum": 1, "einddatum": 2, "geldigVanaf": 3, "geldigTot": 4}))
    [('begindatum', 'einddatum'), ('geldigVanaf', 'geldigTot')]
    """
    for name in names:
        for end in _ends_of(name):
            if end in names:
                yield name, end


def _ends_of(begin: str) -> Iterator[str]:
    """What the end of a period that begins with `begin` may be called."""
    for found in _BEGIN.finditer(begin):
        before, after = begin[: found.start()], begin[found.end() :]
        for word in _UNTIL if found[0].lower().startswith("van") else _ENDS:
            end = word[0].upper() + word[1:] if found[0][0].isupper() else word
            yield f"{before}{end}{after}"
