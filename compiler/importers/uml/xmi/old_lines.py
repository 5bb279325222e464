"""What goes between classes in XMI 1.x: associations, generalisations, realisations, dependencies."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.base.source import Span
from compiler.base.wording import Text, as_it_is, say
from compiler.importers.uml.drawing import DrawnAssociation, DrawnEnd, DrawnGeneralisation
from compiler.importers.uml.ea.collecting import Collected
from compiler.importers.uml.ea.conventions import (
    aggregation_of,
    described_for,
    element_key,
    guid_of,
    navigable_end,
    stereotypes_of,
)
from compiler.importers.uml.multiplicities import multiplicity_before
from compiler.importers.uml.xmi.old_index import ends_of
from compiler.importers.uml.xmi.old_parts import (
    Known,
    Said,
    old_multiplicity,
    referred,
    said_of,
    stereotypes_said,
    tags_of,
)
from compiler.importers.uml.xmi.xml_tree import XmlNode

_REALISES = frozenset({"realize", "realise", "realization", "realisation"})


class OldLineReader:
    """Reads the lines of one file into `collected`."""

    def __init__(self, collected: Collected, known: Known, *, notes_left_out: bool = False) -> None:
        self.collected = collected
        self.known = known
        self._notes_left_out = notes_left_out

    def read(self, node: XmlNode) -> None:
        """Read a line, whatever it is."""
        said = said_of(node, self.known)
        kind = node.name.removeprefix("UML:")
        if kind in ("Association", "AssociationClass"):
            self._association(node, said)
        elif said.own.get("ea_type") == "NoteLink":
            self.collected.pass_over("note link", node.get("name"), self._span(node))
        elif kind == "Generalization":
            child = referred(
                node, "subtype", "UML:Generalization.child", "UML:Generalization.subtype"
            )
            parent = referred(
                node, "supertype", "UML:Generalization.parent", "UML:Generalization.supertype"
            )
            self._inherits(node, said, child or node.get("child"), parent or node.get("parent"))
        else:
            self._dependency(node, said, kind)

    def _ends(self, node: XmlNode, said: Said, ends: Sequence[str]) -> list[str]:
        """The keys of the classes at `ends`, empty for what is no class; tells what the tool calls things elsewhere."""
        for end, side in zip(ends, ("source", "target"), strict=True):
            hint = (
                said.own.get(f"ea_{side}Name", ""),
                said.own.get(f"ea_{side}Type", "") or "Class",
            )
            if end and hint[0]:
                self.collected.elsewhere.setdefault(element_key(end), hint)
        span, owner = self._span(node), self._called(node)
        return [self.collected.end_of(element_key(end), span, owner) for end in ends]

    def _inherits(
        self, node: XmlNode, said: Said, child: str, parent: str, *, realisation: bool = False
    ) -> None:
        ends = self._ends(node, said, (child, parent))
        if not all(ends):
            kind = "realisation" if realisation else "generalisation"
            self.collected.pass_over(kind, node.get("name"), self._span(node))
            return
        key = self._key(node)
        drawn = DrawnGeneralisation(
            key=key,
            name=node.get("name"),
            span=self._span(node),
            guid=guid_of(key),
            text=self.collected.text_of(key, said.text()),
            stereotypes=stereotypes_said(node, said, self.known),
            tags=tags_of(said, key, self.known),
            child=ends[0],
            parent=ends[1],
            realisation=realisation,
        )
        if self.collected.claim(drawn):
            self.collected.generalisations.append(drawn)

    def _dependency(self, node: XmlNode, said: Said, kind: str) -> None:
        client = referred(node, "client", "UML:Dependency.client")
        supplier = referred(node, "supplier", "UML:Dependency.supplier")
        words = {each.casefold() for each in stereotypes_said(node, said, self.known)}
        if said.own.get("ea_type", "").casefold() in _REALISES or words & _REALISES:
            self._inherits(node, said, client, supplier, realisation=True)
            return
        keys = self._ends(node, said, (client, supplier))
        span = self._span(node)
        if all(keys):
            self._add(
                node, said, [DrawnEnd(target=key, span=span) for key in keys], dependency=True
            )
        else:
            called = said.own.get("ea_type", "") or kind
            self.collected.pass_over(called.lower(), node.get("name"), span)

    def _association(self, node: XmlNode, said: Said) -> None:
        ends = [(each, said_of(each, self.known)) for each in ends_of(node)]
        if len(ends) != 2:
            span = self._span(node)
            message = say(
                "{owner} has {number} ends that are known, not two",
                owner=self._called(node),
                number=len(ends),
            )
            hint = say("draw it as associations of two classes each, through a class between them")
            self.collected.warn("UML31", span, message, hint)
            self.collected.pass_over("association", node.get("name"), span)
            return
        ends.sort(key=lambda end: end[1].own.get("ea_end") == "target")
        participants = [
            referred(each, "type", "UML:AssociationEnd.participant", "UML:AssociationEnd.type")
            for each, _ in ends
        ]
        if said.own.get("ea_type") == "NoteLink" or self._leads_to_note(participants):
            self.collected.pass_over("note link", node.get("name"), self._span(node))
            return
        keys = self._ends(node, said, participants)
        if not all(keys):
            self.collected.pass_over("association", node.get("name"), self._span(node))
            return
        drawn = [
            self._end(each, own, said, key, self._called(node), source=number == 0)
            for number, ((each, own), key) in enumerate(zip(ends, keys, strict=True))
        ]
        self._add(node, said, drawn)

    def _leads_to_note(self, ends: Sequence[str]) -> bool:
        return self._notes_left_out and not all(map(self.collected.is_known, ends))

    def _end(
        self, node: XmlNode, own: Said, said: Said, target: str, owner: Text, *, source: bool
    ) -> DrawnEnd:
        """An end at the class `target`; `own` is said of it, `said` of its association, that is called `owner`."""
        multiplicity = old_multiplicity(node, own, self.collected, owner)
        role = node.get("name")
        if multiplicity is None and not self.known.by_ea:
            multiplicity, role = multiplicity_before(role)
        kind = "connectorSrcEnd" if source else "connectorDestEnd"
        written = said.own.get("$ea_xref_property", "")
        key = element_key(node.get("xmi.id"))
        return DrawnEnd(
            target=target,
            role=role,
            multiplicity=multiplicity,
            navigable=self._navigable(node, own, said, source=source),
            aggregation=aggregation_of(node.get("aggregation")),
            text=own.text(),
            guid=guid_of(key),
            stereotypes=stereotypes_of(
                ",".join(stereotypes_said(node, own, self.known, kind)),
                described_for(written, kind),
            ),
            tags=tags_of(own, key, self.known) if key else tags_of(own, "", Known(by_ea=False)),
            span=self._span(node),
        )

    def _navigable(self, node: XmlNode, own: Said, said: Said, *, source: bool) -> bool | None:
        """Whether an end can be reached: Enterprise Architect says it of the connector, other tools of the end."""
        if said.own.get("direction"):
            style = own.own.get("sourcestyle" if source else "deststyle", "")
            return navigable_end(said.own["direction"], style, source=source)
        return {"true": True, "false": False}.get(node.get("isNavigable"))

    def _add(
        self, node: XmlNode, said: Said, ends: Sequence[DrawnEnd], *, dependency: bool = False
    ) -> None:
        key = self._key(node)
        carrier = element_key(said.own.get("associationclass", ""))
        if node.name == "UML:AssociationClass":
            carrier = key
        drawn = DrawnAssociation(
            key=key,
            name=node.get("name"),
            span=self._span(node),
            guid=guid_of(key),
            text=self.collected.text_of(key, said.text()),
            stereotypes=stereotypes_said(
                node, said, self.known, "connector property" if self.known.by_ea else ""
            ),
            tags=tags_of(said, key, self.known),
            source=ends[0],
            target=ends[1],
            carrier=carrier,
            dependency=dependency,
        )
        if key == carrier or self.collected.claim(drawn):
            self.collected.associations.append(drawn)

    def _key(self, node: XmlNode) -> str:
        return element_key(node.get("xmi.id")) or f"#{node.line}:{node.column}"

    def _called(self, node: XmlNode) -> Text:
        """What findings call a line."""
        return (
            as_it_is(f'"{node.get("name")}"') if node.get("name") else say("a line without a name")
        )

    def _span(self, node: XmlNode) -> Span:
        return Span(self.collected.path, node.line, node.column)
