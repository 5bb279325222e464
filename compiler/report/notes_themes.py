"""The themes of a release: what happened to what, most of it first, with names to recognise it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compiler.base.translation import Translate
from compiler.base.wording import Text, joined, say, shortened
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.texts import KINDS, subject

_MOST_NAMES = 5


def themes(changes: Iterable[Judged], translate: Translate) -> list[Text]:
    """A line per kind of element and kind of change; documentation is no theme.

    Equally large ones stand in the order that their words have in the language of `translate`.
    """
    names: dict[Text, dict[str, None]] = {}
    counts: Counter[Text] = Counter()
    for each in changes:
        if each.verdict is Verdict.TEXT:
            continue
        change = each.change
        theme = joined((subject(change), KINDS[change.kind]))
        name = change.path[0][1] if change.subject == "value" else each.name
        names.setdefault(theme, {})[name] = None
        counts[theme] += 1
    return [
        say(
            "{theme} ({number}): {names}",
            theme=theme,
            number=counts[theme],
            names=shortened(tuple(names[theme]), _MOST_NAMES),
        )
        for theme in sorted(names, key=lambda theme: (-counts[theme], translate(theme)))
    ]
