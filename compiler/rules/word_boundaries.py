"""Where the words of a name begin with a capital, and where they should: as Dutch writes them apart or as one."""

from __future__ import annotations

from compiler.base.dutch.casing import joined_nouns, parted_adjective
from compiler.base.dutch.words import Words
from compiler.base.wording import Text, say


def wrong_boundary(name: str, words: Words) -> Text | None:
    """That two words of `name` stick together which Dutch writes apart, or the other way round; None for neither."""
    if found := parted_adjective(name, words):
        return say(
            '"{first}" and "{second}" in "{name}" are two words',
            first=found.first,
            second=found.second,
            name=name,
        )
    if found := joined_nouns(name, words):
        return say(
            '"{first}" and "{second}" in "{name}" stand apart, and Dutch writes them as one word',
            first=found.first,
            second=found.second,
            name=name,
        )
    return None
