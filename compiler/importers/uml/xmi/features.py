"""The attributes and values of a class in XMI 2.x."""

from __future__ import annotations

from compiler.base.wording import Text, as_it_is
from compiler.importers.uml.drawing import DrawnAttribute, DrawnValue, Multiplicity
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    Tags,
    element_key,
    guid_of,
    plain_text,
    tags_in_order,
)
from compiler.importers.uml.multiplicities import signature_of
from compiler.importers.uml.xmi.ea_extension import (
    EaExtension,
    detail,
    extension_text,
    is_literal,
    marked_as_id,
    multiplicity_in,
    stereotypes_beside,
    tags_in,
)
from compiler.importers.uml.xmi.ends import span_of
from compiler.importers.uml.xmi.index import Index
from compiler.importers.uml.xmi.properties import (
    property_default,
    property_multiplicity,
    property_type,
    written_value,
)
from compiler.importers.uml.xmi.xml_tree import XmlNode


class FeatureReader:
    """Reads attributes and values, and what they have in common with all elements."""

    def __init__(self, collected: Collected, extension: EaExtension, index: Index) -> None:
        self.collected = collected
        self.extension = extension
        self.index = index
        self._nameless = 0

    def attribute(self, node: XmlNode, owner: str) -> tuple[DrawnAttribute, bool]:
        """An attribute of the class called `owner`, and whether it is marked as a value."""
        key, stereotypes, tags, text = self.common(node, self.extension.attributes)
        said = self.extension.attributes.get(node.get("xmi:id"))
        name = node.get("name")
        label = as_it_is(f'"{owner}.{name}"')
        type_name, type_key = property_type(
            node, detail(said, "properties", "type"), self.collected, label
        )
        multiplicity = self._multiplicity(node, said, label)
        default = detail(said, "initial", "body") or property_default(node, self.index)
        signature = None if type_name or type_key else signature_of(name)
        if signature:
            name, type_name = signature.name, signature.type_name
            default = default or signature.default
            multiplicity = multiplicity or self.collected.multiplicity(
                signature.multiplicity, span_of(node, self.collected), label
            )
        drawn = DrawnAttribute(
            key=key,
            name=name,
            span=span_of(node, self.collected),
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            type_name=type_name,
            type_key=type_key,
            multiplicity=multiplicity,
            default=default,
            identifying=node.get("isID") == "true" or marked_as_id(said),
            derived=node.get("isDerived") == "true" or detail(said, "properties", "derived") == "1",
            static=node.get("isStatic") == "true",
        )
        return drawn, is_literal(said)

    def _multiplicity(
        self, node: XmlNode, said: XmlNode | None, label: Text
    ) -> Multiplicity | None:
        written, multiplicity = multiplicity_in(said)
        if written and multiplicity:
            return multiplicity
        return property_multiplicity(node, self.collected, label)

    def value(self, node: XmlNode) -> DrawnValue:
        """A value that is drawn as one."""
        key, stereotypes, tags, text = self.common(node, self.extension.attributes)
        said = self.extension.attributes.get(node.get("xmi:id"))
        specification = node.first("specification")
        return DrawnValue(
            key=key,
            name=node.get("name"),
            span=span_of(node, self.collected),
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            code=detail(said, "initial", "body")
            or (written_value(specification) if specification else ""),
        )

    def common(
        self, node: XmlNode, said_by: dict[str, XmlNode]
    ) -> tuple[str, tuple[str, ...], Tags, str]:
        """What every element has: key, stereotypes, tagged values and text."""
        identity = node.get("xmi:id")
        key = element_key(identity)
        if not identity:
            self._nameless += 1
            key = f"#{self._nameless}"
        said = said_by.get(identity)
        if said is not None:
            return (
                key,
                stereotypes_beside(said),
                tags_in(said),
                self.collected.text_of(key, extension_text(said)),
            )
        applied = self.index.applied.get(identity)
        stereotypes = tuple(dict.fromkeys(applied.stereotypes)) if applied else ()
        tags = tags_in_order(applied.tags) if applied else ()
        return key, stereotypes, tags, self.collected.text_of(key, _annotated(node))


def _annotated(node: XmlNode) -> str:
    """The documentation that Eclipse keeps beside an element."""
    for child in node.all("eAnnotations"):
        for each in child.all("details"):
            if each.get("key") == "documentation":
                return plain_text(each.get("value"))
    return ""
