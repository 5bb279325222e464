"""The ends of an association in XMI 2.x: as properties of UML, and as Enterprise Architect repeats them."""

from __future__ import annotations

from compiler.base.source import Span
from compiler.base.wording import Text, as_it_is, say
from compiler.importers.uml.drawing import DrawnEnd
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    aggregation_of,
    described_for,
    element_key,
    guid_of,
    navigable_end,
    stereotypes_of,
    tags_in_order,
)
from compiler.importers.uml.xmi.ea_extension import detail, extension_text, tags_in
from compiler.importers.uml.xmi.index import Index
from compiler.importers.uml.xmi.properties import property_multiplicity, referred_type
from compiler.importers.uml.xmi.xml_tree import XmlNode


def end_of_property(
    node: XmlNode,
    other: XmlNode,
    owner: Text,
    reachable: set[str],
    index: Index,
    collected: Collected,
) -> DrawnEnd:
    """The end at the type of the property `node`, of an association that findings call `owner`.

    UML writes a diamond at the property `other` of where it is drawn. `reachable` are the ids of ends that the
    association itself calls navigable.
    """
    reference = referred_type(node)
    if reference.kind:
        said = (reference.name, reference.kind)
        collected.elsewhere.setdefault(reference.key, said)
    identity = node.get("xmi:id")
    owned_by_class = bool(index.properties.get(identity, (node, ""))[1])
    applied = index.applied.get(identity)
    said_navigable = owned_by_class or identity in reachable or node.get("isNavigable") == "true"
    return DrawnEnd(
        target=collected.end_of(reference.key, span_of(node, collected), owner),
        role=node.get("name"),
        multiplicity=property_multiplicity(node, collected, owner),
        navigable=said_navigable or None,
        aggregation=aggregation_of(other.get("aggregation")),
        text=collected.text_of(element_key(identity), ""),
        guid=guid_of(identity),
        stereotypes=tuple(dict.fromkeys(applied.stereotypes)) if applied else (),
        tags=tags_in_order(applied.tags) if applied else (),
        span=span_of(node, collected),
    )


def end_of_connector(
    end: XmlNode, connector: XmlNode, place: XmlNode, collected: Collected, *, source: bool
) -> DrawnEnd:
    """The source of a connector of Enterprise Architect, or else its target; it stands at `place`."""
    span, owner = span_of(place, collected), called(connector)
    direction = detail(connector, "properties", "direction")
    kind = "connectorSrcEnd" if source else "connectorDestEnd"
    return DrawnEnd(
        target=collected.end_of(element_key(end.get("xmi:idref")), span, owner),
        role=detail(end, "role", "name"),
        multiplicity=collected.multiplicity(detail(end, "type", "multiplicity"), span, owner),
        navigable=navigable_end(direction, detail(end, "style", "value"), source=source),
        aggregation=aggregation_of(detail(end, "type", "aggregation")),
        text=extension_text(end),
        stereotypes=stereotypes_of(
            detail(end, "stereotype", "stereotype") or detail(end, "type", "stereotype"),
            described_for(
                detail(end, "xrefs", "value") + detail(connector, "xrefs", "value"), kind
            ),
        ),
        tags=tags_in(end),
        span=span,
    )


def called(node: XmlNode) -> Text:
    """What findings call a line."""
    return as_it_is(f'"{node.get("name")}"') if node.get("name") else say("a line without a name")


def span_of(node: XmlNode, collected: Collected) -> Span:
    """Where an element stands."""
    return Span(collected.path, node.line, node.column)
