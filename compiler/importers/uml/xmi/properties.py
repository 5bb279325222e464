"""What a property of XMI 2.x says: its type, its bounds, its default. Attributes and ends are both properties."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import Multiplicity
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import element_key
from compiler.importers.uml.multiplicities import between, bound
from compiler.importers.uml.xmi.index import Index
from compiler.importers.uml.xmi.xml_tree import XmlNode

# Libraries of types that UML itself, or a language, comes with.
_LIBRARY = re.compile(
    r"PrimitiveTypes|UMLDataTypes|/UML/[\w./]*#|uml\.xml#|JavaPrimitive|EcorePrimitive|XMLPrimitive"
)
_READABLE = re.compile(r"[A-Za-z][A-Za-z ]*")
_WRITTEN = ("value", "body", "symbol")


class Reference(NamedTuple):
    """What a property refers to as its type: the key, the name that the reference itself gives, what UML calls it.

    `library` is True for a type that UML or a language comes with.
    """

    key: str
    name: str
    kind: str
    library: bool = False


def referred_type(node: XmlNode) -> Reference:
    """The type that the property in `node` refers to; the key is empty where it refers to none."""
    if node.get("type"):
        return Reference(element_key(node.get("type")), "", "")
    child = node.first("type")
    if child is None:
        return Reference("", "", "")
    if child.get("xmi:idref"):
        return Reference(element_key(child.get("xmi:idref")), "", "")
    href = child.get("href")
    if not href:
        return Reference("", child.get("name"), "")
    kind = (child.get("xmi:type") or child.get("xsi:type")).rpartition(":")[2]
    name = _path_in_extension(child) or href.rpartition("#")[2].rpartition(".")[2]
    library = kind == "PrimitiveType" or bool(_LIBRARY.search(href))
    if library and _READABLE.fullmatch(name):
        return Reference("", name, kind, library=True)
    return Reference(href, name, kind or "Class")


def _path_in_extension(node: XmlNode) -> str:
    """The last name of the path that some tools write beside an address."""
    for child in node.each():
        if child.name == "referenceExtension":
            return child.get("referentPath").rpartition("::")[2]
    return ""


def property_type(node: XmlNode, name: str, collected: Collected, owner: Text) -> tuple[str, str]:
    """The type of an attribute, its name and its key; `name` is what an extension writes."""
    reference = referred_type(node)
    span = Span(collected.path, node.line, node.column)
    if reference.kind and not reference.library:
        collected.elsewhere.setdefault(reference.key, (reference.name, reference.kind))
    own = name or ("" if reference.key else reference.name)
    return collected.type_of(own, reference.key, span, owner)


def property_multiplicity(node: XmlNode, collected: Collected, owner: Text) -> Multiplicity | None:
    """The multiplicity of the property in `node`, None where it says none."""
    lower, upper = (
        _bound(node, "lowerValue", "lower", "0"),
        _bound(node, "upperValue", "upper", "0"),
    )
    if lower is None and upper is None:
        return None
    found = between(bound("1" if lower is None else lower), bound("1" if upper is None else upper))
    if found is None:
        span = Span(collected.path, node.line, node.column)
        message = say(
            '{owner} has a multiplicity that is none: "{text}"',
            owner=owner,
            text=f"{lower}..{upper}"[:60],
        )
        hint = say("write a number or a range: 1, 0..1, 0..*, 1..*")
        collected.warn("UML27", span, message, hint)
    return found


def _bound(node: XmlNode, child: str, attribute: str, default: str) -> str | None:
    found = node.first(child)
    if found is None:
        return node.get(attribute) or None
    return written_value(found) or default


def property_default(node: XmlNode, index: Index) -> str:
    """The default of the property in `node`, as written."""
    found = node.first("defaultValue")
    if found is None:
        return node.get("default")
    return written_value(found) or index.names.get(found.get("instance"), "")


def written_value(node: XmlNode) -> str:
    """What a literal or an expression says, in an attribute or an element."""
    for name in _WRITTEN:
        if node.get(name):
            return node.get(name)
    for name in _WRITTEN:
        child = node.first(name)
        if child is not None and child.text:
            return child.text
    return ""
