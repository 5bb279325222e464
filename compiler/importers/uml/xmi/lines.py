"""What goes between classes in XMI 2.x: associations, generalisations, realisations, dependencies."""

from __future__ import annotations

from itertools import product

from compiler.base.source import Span
from compiler.base.wording import say
from compiler.importers.uml.drawing import (
    DrawnAssociation,
    DrawnEnd,
    DrawnGeneralisation,
)
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    Tags,
    element_key,
    guid_of,
    tags_in_order,
)
from compiler.importers.uml.xmi.ea_extension import (
    EaExtension,
    carrier_of,
    detail,
    extension_text,
    stereotypes_beside,
    tags_in,
)
from compiler.importers.uml.xmi.ends import called, end_of_connector, end_of_property, span_of
from compiler.importers.uml.xmi.index import Index, ids_referred, uml_type
from compiler.importers.uml.xmi.xml_tree import XmlNode

_REALISATIONS = frozenset(
    {"Realization", "Realisation", "InterfaceRealization", "Substitution", "ComponentRealization"}
)
_DEPENDENCIES = frozenset({"Dependency", "Usage", "Abstraction", "Trace"})
_ASSOCIATIONS = frozenset({"Association", "Aggregation"})
# What Enterprise Architect begins the id of an end with, where it makes one of the id of the connector.
_SOURCE_END = "EAID_src"


class LineReader:
    """Reads the lines of one file into `collected`; each once, wherever the file writes it twice."""

    def __init__(self, collected: Collected, extension: EaExtension, index: Index) -> None:
        self.collected = collected
        self.extension = extension
        self.index = index
        self._handled: set[str] = set()

    def reads_ends_of(self, association: str) -> bool:
        """Whether the ends of the association with this id are found, though it does not name them."""
        return association in self.index.names

    def read(self, node: XmlNode, kind: str) -> None:
        """Read a line that stands by itself; `kind` is what UML calls it."""
        if kind in ("Association", "AssociationClass"):
            self._association(node)
        elif kind == "Generalization":
            self._generalisation(node, "specific", "general", realisation=False)
        elif kind in _REALISATIONS:
            self._generalisation(node, "client", "supplier", realisation=True)
        else:
            self._dependency(node, kind)

    def below_class(self, node: XmlNode, key: str) -> None:
        """Read the lines that the class `node` owns."""
        for child in node.children:
            if child.name == "generalization":
                self._owned(child, key, ("general",), realisation=False)
            elif child.name in ("interfaceRealization", "substitution"):
                self._owned(child, key, ("contract", "supplier"), realisation=True)

    def _owned(
        self, node: XmlNode, child: str, parents: tuple[str, ...], *, realisation: bool
    ) -> None:
        for name in parents:
            for parent in ids_referred(node, name):
                self._name_address(node, name)
                self._inherits(node, child, element_key(parent), realisation=realisation)
                return
        self._inherits(node, child, "", realisation=realisation)

    def _name_address(self, node: XmlNode, name: str) -> None:
        """Remember what an address in another file is called, for the class that stands there."""
        child = node.first(name)
        if child is not None and child.get("href"):
            address = child.get("href")
            self.collected.elsewhere.setdefault(address, (address.rpartition("#")[2], "Class"))

    def _generalisation(self, node: XmlNode, child: str, parent: str, *, realisation: bool) -> None:
        pairs = list(product(ids_referred(node, child), ids_referred(node, parent)))
        for below, above in pairs or [("", "")]:
            self._inherits(node, element_key(below), element_key(above), realisation=realisation)

    def _inherits(self, node: XmlNode, child: str, parent: str, *, realisation: bool) -> None:
        key, stereotypes, tags, text = self._common(node)
        owner = called(node)
        span = span_of(node, self.collected)
        ends = [self.collected.end_of(each, span, owner) for each in (child, parent)]
        if not all(ends):
            self.collected.pass_over(
                "realisation" if realisation else "generalisation", node.get("name"), span
            )
            return
        drawn = DrawnGeneralisation(
            key=key,
            name=node.get("name"),
            span=span,
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            child=ends[0],
            parent=ends[1],
            realisation=realisation,
        )
        if self.collected.claim(drawn):
            self.collected.generalisations.append(drawn)

    def _dependency(self, node: XmlNode, kind: str) -> None:
        pairs = list(product(ids_referred(node, "client"), ids_referred(node, "supplier")))
        for number, (client, supplier) in enumerate(pairs or [("", "")]):
            span, owner = span_of(node, self.collected), called(node)
            keys = [
                self.collected.end_of(element_key(each), span, owner) for each in (client, supplier)
            ]
            if not all(keys):
                self.collected.pass_over(kind.lower(), node.get("name"), span)
                continue
            ends = [DrawnEnd(target=key, span=span) for key in keys]
            self._add(node, ends, span, dependency=True, suffix=f"/{number}" if number else "")

    # -- associations --------------------------------------------------------------------------------------------------

    def _association(self, node: XmlNode) -> None:
        identity = node.get("xmi:id")
        connector = self.extension.connectors.get(identity) or self.extension.carried.get(identity)
        if connector is not None:
            self._handled.add(connector.get("xmi:idref"))
        properties = self._properties(node)
        if connector is not None and connector.first("source") and connector.first("target"):
            self._between_ends(node, connector, properties)
            return
        if len(properties) != 2:
            span = span_of(node, self.collected)
            message = say(
                "{owner} has {number} ends that are known, not two",
                owner=called(node),
                number=len(properties),
            )
            hint = say("draw it as associations of two classes each, through a class between them")
            self.collected.warn("UML31", span, message, hint)
            self.collected.pass_over("association", node.get("name"), span)
            return
        reachable = set(ids_referred(node, "navigableOwnedEnd"))
        owner = called(node)
        first, second = properties
        ends = [
            end_of_property(first, second, owner, reachable, self.index, self.collected),
            end_of_property(second, first, owner, reachable, self.index, self.collected),
        ]
        if all(end.target for end in ends):
            self._add(node, ends, span_of(node, self.collected))
        else:
            self.collected.pass_over("association", node.get("name"), span_of(node, self.collected))

    def _properties(self, node: XmlNode) -> list[XmlNode]:
        """The ends of an association that are in this file, the source before the target."""
        found = [
            self.index.properties[each][0]
            for each in ids_referred(node, "memberEnd")
            if each in self.index.properties
        ]
        known = {id(each) for each in found}
        found += [child for child in node.all("ownedEnd") if id(child) not in known]
        if len(found) < 2:
            known = {id(each) for each in found}
            own = self.index.by_association.get(node.get("xmi:id"), ())
            found += [each for each in own if id(each) not in known]
        return sorted(found, key=lambda each: not each.get("xmi:id").startswith(_SOURCE_END))

    def connectors_of_extension(self) -> None:
        """Read the connectors that only the extension of Enterprise Architect holds."""
        for identity, connector in self.extension.connectors.items():
            if identity in self._handled:
                continue
            kind = detail(connector, "properties", "ea_type")
            name, span = connector.get("name"), span_of(connector, self.collected)
            if kind in _ASSOCIATIONS:
                self._between_ends(connector, connector, [])
            elif kind in ("Generalization", "Generalisation") or kind in _REALISATIONS:
                ends = [detail_of(connector, each) for each in ("source", "target")]
                self._inherits(
                    connector, *map(element_key, ends), realisation=kind in _REALISATIONS
                )
            elif kind in _DEPENDENCIES:
                keys = [
                    self.collected.end_of(
                        element_key(detail_of(connector, each)), span, called(connector)
                    )
                    for each in ("source", "target")
                ]
                if all(keys):
                    self._add(
                        connector,
                        [DrawnEnd(target=key, span=span) for key in keys],
                        span,
                        dependency=True,
                    )
                else:
                    self.collected.pass_over(kind.lower(), name, span)
            else:
                self.collected.pass_over(
                    "note link" if kind == "NoteLink" else kind.lower(), name, span
                )

    def _between_ends(self, node: XmlNode, connector: XmlNode, properties: list[XmlNode]) -> None:
        """Read an association whose ends are those of a connector of Enterprise Architect."""
        source, target = connector.first("source"), connector.first("target")
        ends = []
        for end, is_source in ((source, True), (target, False)):
            if end is None:
                continue
            drawn = [
                each
                for each in properties
                if each.get("xmi:id").startswith(_SOURCE_END) is is_source
            ]
            ends.append(
                end_of_connector(
                    end, connector, drawn[0] if drawn else end, self.collected, source=is_source
                )
            )
        span = span_of(node, self.collected)
        if len(ends) == 2 and all(end.target for end in ends):
            self._add(node, ends, span, connector=connector)
        else:
            self.collected.pass_over("association", node.get("name"), span)

    # -- what all lines have -------------------------------------------------------------------------------------------

    def _add(
        self,
        node: XmlNode,
        ends: list[DrawnEnd],
        span: Span,
        *,
        dependency: bool = False,
        suffix: str = "",
        connector: XmlNode | None = None,
    ) -> None:
        key, stereotypes, tags, text = self._common(connector if connector is not None else node)
        carrier = (
            element_key(node.get("xmi:id"))
            if uml_type(node) == "AssociationClass"
            else carrier_of(connector)
        )
        drawn = DrawnAssociation(
            key=key + suffix,
            name=node.get("name"),
            span=span,
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            source=ends[0],
            target=ends[1],
            carrier=carrier,
            dependency=dependency,
        )
        if key == carrier or self.collected.claim(drawn):
            self.collected.associations.append(drawn)

    def _common(self, node: XmlNode) -> tuple[str, tuple[str, ...], Tags, str]:
        """What every line has: key, stereotypes, tagged values and text."""
        identity = node.get("xmi:id") or node.get("xmi:idref")
        self._handled.add(identity)
        key = element_key(identity) or f"#{node.line}:{node.column}"
        said = self.extension.connectors.get(identity)
        if said is not None:
            return (
                key,
                stereotypes_beside(said, "connector property"),
                tags_in(said),
                self.collected.text_of(key, extension_text(said)),
            )
        applied = self.index.applied.get(identity)
        stereotypes = tuple(dict.fromkeys(applied.stereotypes)) if applied else ()
        tags = tags_in_order(applied.tags) if applied else ()
        return key, stereotypes, tags, self.collected.text_of(key, "")


def detail_of(connector: XmlNode, end: str) -> str:
    """The id of what the `end` of a connector stands at."""
    found = connector.first(end)
    return found.get("xmi:idref") if found else ""
