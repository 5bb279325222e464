"""Whether two names of attributes that refer to one entity say the same of it: `eenheid` and `eenheidRef`."""

from __future__ import annotations

import re

from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.phrases import propose_singular
from compiler.base.dutch.words import Words, words_of

# What says that something refers, and nothing of what it is there for.
_REFERS = re.compile(r"(?<=.)(refs?|ref?erenties?|ids?|sleutels?|verwijzing(en)?)$")


def bare_name(name: str, target: str) -> str:
    """What `name` says besides that it refers to `target`, and to how many; nothing where it is named after it.

    >>> [bare_name(name, "Eenheid") for name in ("eenheden", "eenheidRef", "verhuurdeEenheid", "eenheidZolder")]
    ['', '', 'verhuurde', 'zolder']
    """
    parts = words_of(name)
    if not parts:
        return name
    last = propose_singular(parts[-1]) or parts[-1]
    low, named = plain_word("".join((*parts[:-1], last))), plain_word(target)
    if len(parts) > 1 and not low.endswith(named):  # the end of eenheid is no id
        low = _REFERS.sub("", low)
    return low.removesuffix(named).removeprefix(named)


def say_the_same(first: str, second: str, target: str, words: Words) -> bool:
    """Whether two names, on two entities, may be one association to `target`.

    They are where one of them says no role at all, or where the one is the last part of the other, which is a compound:
    plaats and woonplaats. Two roles (huurder, koper) are two associations.
    """
    bare = [bare_name(name, target) for name in (first, second)]
    if "" in bare or bare[0] == bare[1]:
        return True
    shorter, longer = sorted(bare, key=len)
    return (words.parts(longer) or ("",))[-1] == shorter
