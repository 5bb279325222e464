"""What an element of XMI 1.x says of itself: references, tagged values, stereotypes, bounds.

Most is said in elements whose names hold a dot. Enterprise Architect says more in tagged values; those that its user
made have an id, those that it made itself have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from compiler.base.source import Span
from compiler.base.wording import Text
from compiler.importers.uml.drawing import Multiplicity
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    Tags,
    described_for,
    element_key,
    is_identifying,
    plain_text,
    stereotypes_of,
    tag_value,
    tags_in_order,
)
from compiler.importers.uml.xmi.xml_tree import XmlNode

_TEXTS = ("documentation", "description")


@dataclass(slots=True)
class Known:
    """What there is in a file before anything is read.

    `stereotypes` and `tag_names` are names by id, `tags` the tagged values that stand apart from their element, by its
    key. `by_ea` is True for a file of Enterprise Architect.
    """

    by_ea: bool
    stereotypes: dict[str, str] = field(default_factory=dict)
    tag_names: dict[str, str] = field(default_factory=dict)
    tags: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    identities: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Said:
    """What is said of an element: by the tool (`own`), and in the tagged values of its users (`tags`)."""

    own: dict[str, str]
    tags: list[tuple[str, str]]

    def text(self) -> str:
        """Its notes."""
        return next((plain_text(self.own[name]) for name in _TEXTS if self.own.get(name)), "")


def referred(node: XmlNode, name: str, *parts: str) -> str:
    """The id that `node` refers to: by the attribute `name`, or by an element in one of its `parts`; empty for none."""
    if node.get(name):
        return node.get(name)
    for part in parts:
        holder = node.first(part)
        for child in holder.children if holder else ():
            found = child.get("xmi.idref") or child.get("xmi.id") or child.get("href")
            if found:
                return found
    return ""


def said_of(node: XmlNode, known: Known) -> Said:
    """What the tagged values of `node` say."""
    said = Said({}, [])
    for holder in node.all("UML:ModelElement.taggedValue"):
        for tag in holder.all("UML:TaggedValue"):
            name, value = _tag(tag, known)
            if not known.by_ea or not tag.get("xmi.id"):
                said.own.setdefault(name, value)
            if tag.get("xmi.id") if known.by_ea else name not in _TEXTS:
                said.tags.append((name, value))
    return said


def _tag(tag: XmlNode, known: Known) -> tuple[str, str]:
    """The name and the value of a tagged value."""
    type_ = referred(tag, "type", "UML:TaggedValue.type")
    name = tag.get("tag") or tag.get("name") or known.tag_names.get(type_, "")
    value = tag.get("value") or tag.get("dataValue")
    notes = ""
    for child in tag.children:
        if child.name in ("UML:TaggedValue.dataValue", "UML:TaggedValue.value"):
            value = value or child.text
        elif child.name == "XMI.extension":
            comment = child.first("UML:Comment")
            notes = comment.get("name") if comment else notes
    return name, tag_value(value, notes)


def tag_apart(tag: XmlNode, known: Known) -> None:
    """Take in a tagged value that stands apart from its element."""
    known.tags.setdefault(element_key(tag.get("modelElement")), []).append(_tag(tag, known))


def tags_of(said: Said, key: str, known: Known) -> Tags:
    """The tagged values of the element `key`, with its alias where it has one."""
    tags = [*said.tags, *known.tags.get(key, ())]
    alias = said.own.get("alias") if known.by_ea else ""
    return tags_in_order([*tags, ("alias", alias)] if alias else tags)


def stereotypes_said(node: XmlNode, said: Said, known: Known, kind: str = "") -> tuple[str, ...]:
    """The stereotypes of `node`; `kind` is what the type of its properties begins with."""
    named = [known.stereotypes.get(each, "") for each in node.get("stereotype").split()]
    for holder in node.all("UML:ModelElement.stereotype"):
        named += (
            child.get("name") or known.stereotypes.get(child.get("xmi.idref"), "")
            for child in holder.children
        )
    if known.by_ea:
        named.append(said.own.get("stereotype", ""))
    described = described_for(said.own.get("$ea_xref_property", ""), kind)
    return stereotypes_of(",".join(named), described)


def said_to_be_id(said: Said) -> bool:
    """Whether an attribute is marked as an identifier."""
    return is_identifying(said.own.get("$ea_xref_property", ""))


def old_multiplicity(
    node: XmlNode, said: Said, collected: Collected, owner: Text
) -> Multiplicity | None:
    """The multiplicity of an attribute or an end, None where it says none."""
    span = Span(collected.path, node.line, node.column)
    written = node.get("multiplicity")
    lower, upper = said.own.get("lowerBound", ""), said.own.get("upperBound", "")
    for child in _ranges(node):
        lower, upper = child.get("lower"), child.get("upper")
    if not written and (lower or upper):
        written = f"{lower or '1'}..{upper or '1'}"
    return collected.multiplicity(written, span, owner)


def _ranges(node: XmlNode) -> Iterator[XmlNode]:
    for part in ("UML:StructuralFeature.multiplicity", "UML:AssociationEnd.multiplicity"):
        holder = node.first(part)
        for child in holder.each() if holder else ():
            if child.name == "UML:MultiplicityRange":
                yield child
                return


def old_default(node: XmlNode) -> str:
    """The default of an attribute, as written."""
    holder = node.first("UML:Attribute.initialValue")
    if holder is None:
        return node.get("initialValue")
    for child in holder.each():
        if child.get("body"):
            return child.get("body")
        if child.name == "UML:Expression.body" and child.text:
            return child.text
    return ""
