"""What Enterprise Architect writes behind the model in XMI 2.x: `xmi:Extension`.

It repeats its database there: notes, stereotypes, tagged values, and both ends of every connector, also where an end
stands in another file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from compiler.importers.uml.drawing import Multiplicity
from compiler.importers.uml.ea.conventions import (
    Tags,
    described_for,
    guid_of,
    is_identifying,
    plain_text,
    stereotypes_of,
    tag_value,
    tags_in_order,
)
from compiler.importers.uml.multiplicities import between, bound
from compiler.importers.uml.xmi.xml_tree import XmlNode

_MAKER = "Enterprise Architect"


@dataclass(frozen=True, slots=True)
class EaExtension:
    """The extension: its elements, attributes and connectors by the id of what they describe.

    `carried` are the connectors of association classes, by the id of the class. `root` holds all of it; it is None
    where another tool made the file.
    """

    root: XmlNode | None
    elements: dict[str, XmlNode] = field(default_factory=dict)
    attributes: dict[str, XmlNode] = field(default_factory=dict)
    connectors: dict[str, XmlNode] = field(default_factory=dict)
    carried: dict[str, XmlNode] = field(default_factory=dict)

    def part(self, name: str) -> list[XmlNode]:
        """What stands below `name` in the extension."""
        found = self.root.first(name) if self.root else None
        return found.children if found else []


def extension_of(root: XmlNode) -> EaExtension:
    """The extension in the file whose outermost element is `root`."""
    for node in root.all("xmi:Extension"):
        if node.get("extender").startswith(_MAKER):
            break
    else:
        return EaExtension(None)
    extension = EaExtension(node)
    for element in extension.part("elements"):
        extension.elements[element.get("xmi:idref")] = element
        attributes = element.first("attributes")
        for attribute in attributes.children if attributes else ():
            extension.attributes[attribute.get("xmi:idref")] = attribute
    for connector in extension.part("connectors"):
        extension.connectors[connector.get("xmi:idref")] = connector
        carrier = detail(connector, "extendedProperties", "associationclass")
        if carrier:
            extension.carried[carrier] = connector
    return extension


def detail(node: XmlNode | None, child: str, attribute: str) -> str:
    """The `attribute` of the `child` of `node`, empty where any of them is not there."""
    found = node.first(child) if node else None
    return found.get(attribute) if found else ""


def extension_text(node: XmlNode | None) -> str:
    """The notes of an element, attribute, connector or end."""
    return plain_text(
        detail(node, "documentation", "value") or detail(node, "properties", "documentation")
    )


def stereotypes_beside(node: XmlNode | None, kind: str = "") -> tuple[str, ...]:
    """Its stereotypes; `kind` is what the type of the properties begins with, of which one node may hold several."""
    named = detail(node, "stereotype", "stereotype") or detail(node, "properties", "stereotype")
    return stereotypes_of(named, described_for(detail(node, "xrefs", "value"), kind))


def tags_in(node: XmlNode | None) -> Tags:
    """Its tagged values, with its alias where it has one."""
    if node is None:
        return ()
    holder = node.first("tags")
    tags = (
        [(tag.get("name"), tag_value(tag.get("value"))) for tag in holder.children]
        if holder
        else []
    )
    alias = detail(node, "properties", "alias")
    if not alias and node.name == "attribute":
        alias = detail(node, "style", "value")
    return tags_in_order([*tags, ("alias", alias)] if alias else tags)


def multiplicity_in(attribute: XmlNode | None) -> tuple[bool, Multiplicity | None]:
    """Whether bounds are written for an attribute, and the multiplicity they make; None where they make none."""
    lower, upper = detail(attribute, "bounds", "lower"), detail(attribute, "bounds", "upper")
    if not lower and not upper:
        return False, None
    return True, between(bound(lower or "1"), bound(upper or "1"))


def marked_as_id(attribute: XmlNode | None) -> bool:
    """Whether an attribute is marked as an identifier."""
    return is_identifying(detail(attribute, "xrefs", "value"))


def is_literal(attribute: XmlNode | None) -> bool:
    """Whether an attribute is marked as a value of an enumeration."""
    return "IsLiteral=1" in detail(attribute, "styleex", "value")


def carrier_of(connector: XmlNode | None) -> str:
    """The key of the association class of a connector, empty where it has none."""
    carrier = detail(connector, "extendedProperties", "associationclass")
    return guid_of(carrier) or carrier
