"""The address of the interface in the manifest: which variables it names, and whether each has a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

_VARIABLE = re.compile(r"\{([^{}]*)\}")
# What every document fills in by itself.
FILLED = ("model", "hoofdversie")


def unset_variables(address: str, variables: Mapping[str, Collection[str]]) -> Iterator[str]:
    """The names between braces in `address`, and in the values of its `variables`, that nothing has a value for.

    >>> list(unset_variables("https://{model}.example.org:{port}/{pad}", {"pad": ["v{hoofdversie}"]}))
    ['port']
    """
    known = {*variables, *FILLED}
    in_address = _VARIABLE.findall(address)
    # A client fills in the address once: what stands in a value stays there as it is.
    in_values = [
        name
        for values in variables.values()
        for value in values
        for name in _VARIABLE.findall(value)
        if name not in FILLED
    ]
    yield from dict.fromkeys([*(name for name in in_address if name not in known), *in_values])


def idle_variables(address: str, variables: Collection[str]) -> list[str]:
    """Those of `variables` that `address` does not name, or that every document fills in by itself."""
    named = {*_VARIABLE.findall(address)} - {*FILLED}
    return [name for name in variables if name not in named]


def has_stray_brace(address: str) -> bool:
    """Whether a brace in `address` lacks its other one."""
    return not {"{", "}"}.isdisjoint(_VARIABLE.sub("", address))
