"""Multiplicities as people write them in text diagrams, and the labels at the ends of associations."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.importers.uml.drawing import MANY, Multiplicity

_LETTERS = "nNmM"
_RANGE = re.compile(r"(\d{1,9}|[nNmM*])(?:\.{2,3}|…|,|-|:)(\d{1,9}|[nNmM*])")
_ONE = re.compile(r"\d{1,9}|[nNmM*]")
_BRACKETS = {"[": "]", "{": "}", "(": ")"}
_WORDS = {"many": Multiplicity(lower=0, upper=MANY)}


def multiplicity_in_text(text: str) -> Multiplicity | None:
    """What `text` says of how many; None where it says something else.

    >>> multiplicity_in_text("[1..*]")
    Multiplicity(lower=1, upper=-1)
    >>> multiplicity_in_text("1, n") == multiplicity_in_text("1..*"), multiplicity_in_text("rol")
    (True, None)
    """
    text = text.replace(" ", "").strip('"')
    if text and _BRACKETS.get(text[0]) == text[-1]:
        text = text[1:-1]
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if found := _RANGE.fullmatch(text):
        lower, upper = _bound(found[1]), _bound(found[2])
        lower = 0 if lower == MANY else lower
        return None if upper != MANY and upper < lower else Multiplicity(lower=lower, upper=upper)
    if _ONE.fullmatch(text):
        bound = _bound(text)
        return Multiplicity(lower=0 if bound == MANY else bound, upper=bound)
    return None


def _bound(text: str) -> int:
    return MANY if text in _LETTERS or text == "*" else int(text)


class EndLabel(NamedTuple):
    """What stands at an end: how many, the role, and what is left of it."""

    multiplicity: Multiplicity | None = None
    role: str = ""
    text: str = ""


_TOGETHER = re.compile(r"(\d|[nNmM*])\s*(\.{2,3}|,)\s*(?=\d|[nNmM*](?!\w))")
_PART = re.compile(r"\{[^{}\n]*\}|\[[^\[\]\n]*\]|\([^()\n]*\)|[^\s{}\[\]()]+|\S")


def end_label(text: str) -> EndLabel:
    """The parts of the label at an end of an association.

    The first part that is a multiplicity counts as one; what stands between braces is a remark, and the rest the role.

    >>> end_label("0..* +rollen {ordered}")
    EndLabel(multiplicity=Multiplicity(lower=0, upper=-1), role='rollen', text='{ordered}')
    """
    multiplicity: Multiplicity | None = None
    role: list[str] = []
    remarks: list[str] = []
    for part in _PART.findall(_TOGETHER.sub(r"\1\2", text)):
        if multiplicity is None and (found := multiplicity_in_text(part)) is not None:
            multiplicity = found
        elif part[0] == "{" or (part[0] in "[(" and len(part) > 1):
            remarks.append(part)
        else:
            role.append(part)
    if role and role[0][0] in "+-#~" and (len(role[0]) > 1 or len(role) > 1):
        role[0] = role[0][1:]
    return EndLabel(multiplicity, " ".join(each for each in role if each), " ".join(remarks))
