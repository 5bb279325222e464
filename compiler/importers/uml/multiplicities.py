"""Multiplicities as text, and attributes that are written in one line as diagrams show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.importers.uml.drawing import MANY, Multiplicity

# More than any model means; a longer number is a mistake.
_DIGITS = 9
# Longer texts are no multiplicity, and no line of a diagram.
_LONG = 40
_LONG_LINE = 400
_BOUND = re.compile(r"[0-9]+|\*|n|N|m|M|-1|unbounded|unlimited")
_RANGE = re.compile(rf"\[?\s*({_BOUND.pattern})\s*(?:\.{{2,3}}\s*({_BOUND.pattern}))?\s*\]?")
_LEADING = re.compile(rf"({_BOUND.pattern})(?:\.\.({_BOUND.pattern}))?(?:\s+(\S.*))?")
_SIGNATURE = re.compile(
    r"([^:]*[^:\s])\s*:\s*([^:=\[\]]*[^:=\[\]\s])\s*(\[[^\[\]]*\])?\s*(?:=\s*(.+))?"
)


class AttributeNotation(NamedTuple):
    """An attribute as a diagram shows it: `name : type [multiplicity] = default`."""

    name: str
    type_name: str
    multiplicity: str
    default: str


def multiplicity_of(written: str) -> Multiplicity | None:
    """`written` as a multiplicity, None where it is none.

    >>> multiplicity_of("0..*"), multiplicity_of(" 1 "), multiplicity_of("*"), multiplicity_of("3..1")
    (Multiplicity(lower=0, upper=-1), Multiplicity(lower=1, upper=1), Multiplicity(lower=0, upper=-1), None)
    """
    found = _RANGE.fullmatch(written.strip()) if len(written) <= _LONG else None
    if not found:
        return None
    first, second = found.groups()
    if second is None:
        upper = bound(first)
        lower = 0 if upper == MANY else upper
    else:
        lower, upper = bound(first), bound(second)
        lower = 0 if lower == MANY else lower
    return between(lower, upper)


def between(lower: int | None, upper: int | None) -> Multiplicity | None:
    """From `lower` to `upper`; None where either is no bound, or the lower one is the larger."""
    if lower is None or upper is None or lower < 0 or (upper != MANY and upper < lower):
        return None
    return Multiplicity(lower=lower, upper=upper)


def bound(written: str) -> int | None:
    """A bound as a number, `MANY` for one without; None where it is none."""
    written = written.strip()
    if written.isascii() and written.isdigit():
        return int(written) if len(written) <= _DIGITS else None
    return MANY if _BOUND.fullmatch(written) else None


def multiplicity_before(written: str) -> tuple[Multiplicity | None, str]:
    """The multiplicity that a label of an end begins with, and the role behind it.

    >>> multiplicity_before("0..* kinderen"), multiplicity_before("ouder")
    ((Multiplicity(lower=0, upper=-1), 'kinderen'), (None, 'ouder'))
    """
    found = _LEADING.fullmatch(written.strip()) if len(written) <= _LONG_LINE else None
    if not found or found[1].isalpha():
        return None, written
    first, second, role = found.groups()
    multiplicity = multiplicity_of(f"{first}..{second}" if second else first)
    return (multiplicity, role or "") if multiplicity else (None, written)


def signature_of(written: str) -> AttributeNotation | None:
    """`written` taken apart where it is a whole signature; None where it is a name.

    >>> signature_of("naam : string [0..1] = leeg")
    AttributeNotation(name='naam', type_name='string', multiplicity='[0..1]', default='leeg')
    """
    short = ":" in written and len(written) <= _LONG_LINE
    found = _SIGNATURE.fullmatch(written.strip()) if short else None
    return AttributeNotation(*(part or "" for part in found.groups())) if found else None
