"""How Enterprise Architect writes things, whatever the format: GUIDs, notes, tagged values, stereotypes, navigability.

Its database and both kinds of XMI hold the same texts, so they are understood in one place, and one model gives one
drawing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from compiler.importers.uml.drawing import Aggregation, DrawnKind

Tags = tuple[tuple[str, str], ...]

_HEX = "[0-9A-Fa-f]"
_GUID = re.compile(
    rf"(?:EAID_|EAPK_|MX_EAID_|\{{|_)?({_HEX}{{8}})[_-]({_HEX}{{4}})[_-]({_HEX}{{4}})[_-]({_HEX}{{4}})[_-]({_HEX}{{12}})\}}?"
)
# Types of a programming language, that Enterprise Architect makes an id of: EAJava_int, EAnone_AN200, EA_none_…
_LANGUAGE_TYPE = re.compile(r"EA(?!ID_|PK_)[A-Za-z0-9#+.]*_(\w.*|_)")
ROOT_CLASS = "{11111111-5487-4080-A7F4-41526CB0AA00}"
"""The class that every XMI 1.1 of Enterprise Architect begins with, and that no model has."""

_MARKUP = re.compile(
    r"</?(?:b|i|u|ul|ol|li|font|sup|sub|a|p|br|div|span|strong|em|html|body|head)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|p|div)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_NOTES = "#NOTES#"
_ROLE_NOTES = "$ea_notes="
_MEMO = "<memo>"
_STEREOTYPE = re.compile(r"@STEREO;Name=([^;]*);")
_IS_ID = re.compile(
    r"@NAME=isID@ENDNAME;@TYPE=\w*@ENDTYPE;@VALU=(?:1|true)@ENDVALU;", re.IGNORECASE
)
_NAVIGABLE = re.compile(r"(?:^|;)Navigable=([^;]*)")

_LISTS = frozenset(
    {"enumeration", "enumeratie", "enum", "codelist", "codelijst", "referentielijst"}
)
_REFERENCE_LISTS = frozenset({"referentielijst"})
_VALUES = frozenset({"enum", "enumeratiewaarde", "enumerationvalue", "codelijstwaarde"})
_COLUMNS = frozenset({"referentieelement", "dataelement", "attribuutsoort"})
_DATA_TYPES = frozenset(
    {"datatype", "complexdatatype", "gestructureerddatatype", "structureddatatype"}
)
_PRIMITIVES = frozenset({"primitiefdatatype", "primitivedatatype", "primitive"})
DRAWN_KINDS = {
    "Class": DrawnKind.CLASS,
    "AssociationClass": DrawnKind.CLASS,
    "Interface": DrawnKind.INTERFACE,
    "DataType": DrawnKind.DATA_TYPE,
    "PrimitiveType": DrawnKind.PRIMITIVE,
    "Primitive": DrawnKind.PRIMITIVE,
    "Enumeration": DrawnKind.ENUMERATION,
}
"""What UML, of any version, calls the things that are classes here."""


def guid_of(identity: str) -> str:
    """The GUID in `identity` as `{8-4-4-4-12}`, empty where it is none.

    >>> guid_of("EAID_97BB0581_9581_2ECB_9F08_B65C6EFB8E30")
    '{97BB0581-9581-2ECB-9F08-B65C6EFB8E30}'
    """
    found = _GUID.fullmatch(identity)
    return f"{{{'-'.join(found.groups())}}}" if found else ""


def element_key(identity: str) -> str:
    """The key of the element with that id: its GUID where it has one."""
    return guid_of(identity) or identity


def type_of_tool(identity: str) -> str:
    """The type of a programming language that `identity` was made of; empty where it was not.

    >>> type_of_tool("EAJava_int"), type_of_tool("EAnone_AN200"), type_of_tool("EAID_1")
    ('int', 'AN200', '')
    """
    found = _LANGUAGE_TYPE.fullmatch(identity)
    return found[1] if found else ""


def plain_text(notes: str) -> str:
    r"""`notes` without markup: items of lists begin with a hyphen, entities are characters, no blanks end a line.

    Text that only looks like markup stays.

    >>> plain_text("Een <b>vet</b> woord, a &lt; b, <5 m:<ul><li>een</li><li>twee</li></ul>")
    'Een vet woord, a < b, <5 m:\n- een\n- twee'
    """
    if "<" in notes:
        notes = _MARKUP.sub("", _BREAK.sub("\n", _ITEM.sub("\n- ", notes)))
    if "&" in notes:
        notes = html.unescape(notes)
    if "\n" not in notes and "\r" not in notes:
        return notes.strip()
    lines: list[str] = []
    for written in notes.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = written.rstrip()
        while line.startswith("- ") and lines and not lines[-1]:
            lines.pop()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def tag_value(value: str, notes: str = "") -> str:
    """What a tagged value says: its notes where the value is too long for its field, and not what explains the tag.

    In XMI both stand in one attribute.

    >>> tag_value("Ja#NOTES#Values: Ja,Nee"), tag_value("<memo>#NOTES#Een lang verhaal"), tag_value("<memo>", "lang")
    ('Ja', 'Een lang verhaal', 'lang')
    """
    value, mark, behind = value.partition(_NOTES)
    if not mark:
        value, mark, behind = value.partition(_ROLE_NOTES)
    said = (behind if mark else notes) if value.strip() == _MEMO else value
    return said.replace("\r\n", "\n").strip()


def tags_in_order(tags: Iterable[tuple[str, str]]) -> Tags:
    """`tags` by name: the formats write them in different orders. What stands before :: in a name is its profile."""
    return tuple(
        sorted(((name.rpartition("::")[2], value) for name, value in tags), key=_tag_order)
    )


def _tag_order(tag: tuple[str, str]) -> tuple[str, str, str]:
    return tag[0].casefold(), *tag


def stereotypes_of(stereotype: str, described: str = "") -> tuple[str, ...]:
    """The stereotypes of an element: `stereotype` in its field, and those in the properties `described` beside it.

    >>> stereotypes_of("Objecttype", "@STEREO;Name=Objecttype;@ENDSTEREO;@STEREO;Name=voidable;@ENDSTEREO;")
    ('Objecttype', 'voidable')
    """
    named = [name.strip() for name in stereotype.split(",")]
    named += [html.unescape(name.strip()) for name in _STEREOTYPE.findall(described)]
    return tuple(dict.fromkeys(name for name in named if name))


def described_for(properties: str, kind: str) -> str:
    """The descriptions in `properties`, that XMI holds in one text, of the properties whose type begins with `kind`."""
    found = []
    for each in properties.split("$ENDXREF;"):
        type_, _, rest = each.partition("$TYP=")[2].partition("$TYP;")
        if type_.startswith(kind):
            found.append(rest.partition("$DES=")[2].partition("$DES;")[0])
    return "".join(found)


def is_identifying(described: str) -> bool:
    """Whether the properties that are `described` mark an attribute as an identifier."""
    return "isID" in described and _IS_ID.search(described) is not None


def navigable_end(direction: str, style: str, *, source: bool) -> bool | None:
    """Whether the source or the target of a connector can be reached from its other end; None where nothing says so.

    What the end itself says goes before the `direction` of the connector.

    >>> navigable_end("Source -> Destination", "Navigable=Unspecified;", source=False)
    True
    >>> navigable_end("Source -> Destination", "Union=0;Navigable=Non-Navigable;", source=True)
    False
    """
    found = _NAVIGABLE.search(style)
    said = found[1].strip().lower() if found else ""
    if said in ("navigable", "non-navigable"):
        return said == "navigable"
    towards = direction.lower().replace(" ", "")
    reached = {
        "source->destination": not source,
        "destination->source": source,
        "bi-directional": True,
    }
    return reached.get(towards) or None


def aggregation_of(written: str) -> Aggregation:
    """The diamond that an end has, as a word or as the number in the database."""
    return {
        "shared": Aggregation.SHARED,
        "aggregate": Aggregation.SHARED,
        "1": Aggregation.SHARED,
        "composite": Aggregation.COMPOSITE,
        "2": Aggregation.COMPOSITE,
    }.get(written.strip().lower(), Aggregation.NONE)


def kind_by_stereotype(kind: DrawnKind, stereotypes: Iterable[str]) -> DrawnKind:
    """What a class is drawn as: a stereotype may say of a plain one that it is a list or a data type."""
    if kind not in (DrawnKind.CLASS, DrawnKind.DATA_TYPE):
        return kind
    words = {_word(each) for each in stereotypes}
    if words & _LISTS:
        return DrawnKind.ENUMERATION
    if words & _PRIMITIVES:
        return DrawnKind.PRIMITIVE
    return DrawnKind.DATA_TYPE if words & _DATA_TYPES else kind


def is_value(owner: Iterable[str], own: Iterable[str], type_name: str, *, literal: bool) -> bool:
    """Whether an attribute of an enumeration is one of its values.

    `owner` are the stereotypes of the enumeration, `own` those of the attribute. A reference list (MIM:
    Referentielijst) has columns: its attributes with a type are those, and its values stand elsewhere.
    """
    words = {_word(each) for each in own}
    if literal or words & _VALUES:
        return True
    if words & _COLUMNS:
        return False
    return not (type_name and {_word(each) for each in owner} & _REFERENCE_LISTS)


def _word(stereotype: str) -> str:
    """`stereotype` as it is compared: without case, blanks and the signs that some tools put for them."""
    return re.sub(r"[\s_-]+", "", stereotype.rpartition("::")[2]).casefold()
