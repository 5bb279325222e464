"""What a mend does: made alone, its finding goes and no other comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from compiler import pipeline
from compiler.base.applying import applied
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Mend


def mended_texts(files: Mapping[str, str], mend: Mend) -> dict[str, str]:
    """`files` with the edits of `mend`."""
    changed = applied(files, mend.edits)
    assert changed is not None, f"{mend.title}: the edits do not fit"
    return {**files, **changed}


def weights(found: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """How many findings count, by id and severity; a mend may change the names in what others say."""
    return Counter((each.id, each.severity.value) for each in found if not each.suppressed)


def left_by(
    files: Mapping[str, str],
    finding: Diagnostic,
    before: Iterable[Diagnostic],
    context: Context | None = None,
    mend: Mend | None = None,
) -> list[str]:
    """What is wrong after a mend of `finding`, its first one if not told: nothing where it is gone and none came."""
    then = mended_texts(files, mend or finding.mends[0])
    after = pipeline.review(
        {name: text.encode() for name, text in then.items()}, context or Context()
    ).diagnostics
    old, new = weights(before), weights(after)
    left = [
        f"{count} more of {id_} ({severity})"
        for (id_, severity), count in sorted((new - old).items())
    ]
    if sum((new - old + Counter()).values()) == 0 and sum(new.values()) >= sum(old.values()):
        left.append("the finding is not gone")
    if left:
        known = {(each.id, each.message) for each in before}
        left += [
            f"{each.id} {each.span}: {each.message}"
            for each in after
            if (each.id, each.message) not in known
        ][:4]
    return left
