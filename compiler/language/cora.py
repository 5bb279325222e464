"""The elements of an architecture that a model can name besides its data: their kinds, and what they are part of.

The kinds are those for which CORA, the reference architecture of housing corporations, has a way of writing, and the
business object, which an entity may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ElementKind(StrEnum):
    """A kind of element; the value is the word that declares one."""

    ROLE = "rol"
    CONSUMING_ROLE = "afnemende rol"
    MAIN_FUNCTION = "hoofdbedrijfsfunctie"
    BUSINESS_FUNCTION = "bedrijfsfunctie"
    BUSINESS_PROCESS = "bedrijfsproces"
    WORK_PROCESS = "werkproces"
    APPLICATION_SERVICE = "applicatieservice"
    BUSINESS_SERVICE = "bedrijfsservice"
    SERVICE = "dienst"
    PRODUCT = "product"
    INFORMATION_OBJECT = "informatieobject"
    BUSINESS_OBJECT = "bedrijfsobject"


# What an element of a kind may say that it is part of, with that kind as the word for it.
WHOLES: Mapping[ElementKind, ElementKind] = MappingProxyType({
    ElementKind.WORK_PROCESS: ElementKind.BUSINESS_PROCESS,
    ElementKind.BUSINESS_FUNCTION: ElementKind.MAIN_FUNCTION,
})  # fmt: skip
