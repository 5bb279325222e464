"""Dutch words: the plural that is proposed where a model does not say one."""

from __future__ import annotations

import re

_RULES = (
    (re.compile(r"heid$"), "heden"),
    (re.compile(r"ie$"), "ies"),
    (re.compile(r"(?<=[^aeiou])y$"), "y's"),
    (re.compile(r"(?<=[aeiou])us$"), "ussen"),
    (re.compile(r"(e[lrn]|em|aar|oor|erd|um|je)$"), r"\1s"),
    (re.compile(r"e$"), "es"),
    (re.compile(r"s$"), "sen"),
    (re.compile(r"f$"), "ven"),
    (re.compile(r"([aeiou])\1([bcdfgklmnprtvz])$"), r"\1\2en"),
)


def propose_plural(name: str) -> str:
    """A plural for the singular `name`: a proposal, for a model should state its plurals (they name resources).

    >>> propose_plural("Eenheid"), propose_plural("Taxatie"), propose_plural("Zaak"), propose_plural("Boeking")
    ('Eenheden', 'Taxaties', 'Zaken', 'Boekingen')
    """
    for pattern, replacement in _RULES:
        if pattern.search(name):
            return pattern.sub(replacement, name)
    return name + "en"
