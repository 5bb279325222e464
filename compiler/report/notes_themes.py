"""The themes of a release: what happened to what, most of it first, with names to recognise it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.compare.comparison import Judged
from compiler.compare.judge import Verdict
from compiler.compare.texts import KINDS, subject, words

_NAMES = 5


def themes(changes: Iterable[Judged], lang: str, more: str) -> Iterator[str]:
    """A line per kind of element and kind of change; documentation is no theme.

    `more` is how to say that there are other names: a text with {} for the names and {} for the number.
    """
    found: dict[str, dict[str, None]] = {}
    counts: dict[str, int] = {}
    for each in changes:
        if each.verdict is Verdict.TEXT:
            continue
        theme = f"{subject(each.change, lang)} {words(KINDS[each.change.kind], lang)}"
        name = each.change.path[0][1] if each.change.subject == "value" else each.name
        found.setdefault(theme, {})[name] = None
        counts[theme] = counts.get(theme, 0) + 1
    for theme in sorted(found, key=lambda theme: (-counts[theme], theme)):
        names = list(found[theme])
        text = ", ".join(names[:_NAMES])
        text = more.format(text, len(names) - _NAMES) if len(names) > _NAMES else text
        yield f"{theme} ({counts[theme]}): {text}"
