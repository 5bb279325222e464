"""What each drawn class becomes in the model: an entity, a value object, a list, or a type of one value."""

from __future__ import annotations

from enum import Enum, auto

from compiler.importers.uml.drawing import DrawnClass, DrawnKind

# Stereotypes in small letters, without blanks and hyphens: those of UML, of MIM (the Dutch metamodel for information
# models) and of INSPIRE and OWL habits.
REFERENCE_DATA = "referentiedata"
_LISTS = f"""
    enumeration enumeratie enum codelist codelijst referencelist referentielijst valuelist waardelijst referentietabel
    {REFERENCE_DATA}
"""
_VALUE_OBJECTS = """
    datatype structureddatatype gestructureerddatatype complexdatatype gegevensgroeptype gegevensgroep valueobject
    waardeobject union keuze struct record embeddable
"""
_TYPES = "primitivedatatype primitiefdatatype primitive basictype simpletype simpledatatype"


class Becomes(Enum):
    """What a drawn class becomes."""

    ENTITY = auto()
    VALUE_OBJECT = auto()
    REFERENCE_DATA = auto()
    TYPE = auto()


def plain_stereotype(text: str) -> str:
    """A stereotype as it is compared: in small letters, without blanks, hyphens and underscores.

    >>> plain_stereotype("Gestructureerd datatype")
    'gestructureerddatatype'
    """
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def becomes(drawn: DrawnClass) -> Becomes:
    """What `drawn` becomes, by its kind, its stereotypes and whether it has attributes."""
    stereotypes = {plain_stereotype(text) for text in drawn.stereotypes}
    if drawn.kind is DrawnKind.ENUMERATION or stereotypes & {*_LISTS.split()}:
        return Becomes.REFERENCE_DATA
    of_values = stereotypes & {*_VALUE_OBJECTS.split()}
    is_type = drawn.kind is DrawnKind.PRIMITIVE or bool(stereotypes & {*_TYPES.split()})
    if drawn.kind is DrawnKind.DATA_TYPE or is_type or of_values:
        structured = bool(drawn.attributes) or (bool(of_values) and not is_type)
        plain = drawn.kind is not DrawnKind.CLASS and not drawn.attributes
        return Becomes.TYPE if plain or not structured else Becomes.VALUE_OBJECT
    return Becomes.ENTITY
