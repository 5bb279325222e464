"""What findings say of attributes that do not agree."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.base.wording import Text, joined, listed, say
from compiler.messages.json_reading import cut, shown
from compiler.messages.json_tokens import Path
from compiler.messages.message_finding import MessageFinding
from compiler.messages.refinements import Mismatch

MOST_OFFERED = 5  # codes


def end_before_begin(end: Path, ends: str, begin: Path, begins: str) -> MessageFinding:
    """GM08: a period that ends before it begins."""
    message = say(
        "{end} is {ends}, before {begin}: {begins}",
        end=shown(str(end[-1])),
        ends=cut(ends),
        begin=shown(str(begin[-1])),
        begins=cut(begins),
    )
    hint = say("a period ends where it begins, or later (GM08)")
    return MessageFinding("PL25", end, message, hint)


def of_another_parent(found: Mismatch, path: Path, allowed: Sequence[str]) -> MessageFinding:
    """GM07: a detail of something else than stands beside it, in the object at `path`; `allowed` would fit."""
    message = say(
        "{detail} is {code}, a detail of {parents} in {list}, and {refined} is {others}",
        detail=shown(found.detail),
        code=shown(found.code),
        parents=listed([shown(each) for each in found.parents]),
        list=found.above,
        refined=shown(found.refined),
        others=joined([shown(each) for each in found.others], ", "),
    )
    return MessageFinding("PL24", (*path, *found.place), message, _hint(found, allowed))


def _hint(found: Mismatch, allowed: Sequence[str]) -> Text:
    others = joined([shown(each) for each in found.others], ", ")
    if not allowed:
        return say(
            "no value has {others} as its parent: leave {detail} out, or mend {refined} (GM07)",
            others=others,
            detail=shown(found.detail),
            refined=shown(found.refined),
        )
    few = ", ".join(allowed[:MOST_OFFERED]) + (", …" if len(allowed) > MOST_OFFERED else "")
    return say(
        "a detail of {others} is one of: {few}; or mend {refined} (GM07)",
        others=others,
        few=few,
        refined=shown(found.refined),
    )
