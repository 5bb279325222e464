"""What there is in a file of XMI 1.x, before anything is read."""

from __future__ import annotations

from compiler.base.source import Span
from compiler.importers.uml.ea.collecting import Collected, Note
from compiler.importers.uml.ea.conventions import DRAWN_KINDS, ROOT_CLASS, element_key, plain_text
from compiler.importers.uml.xmi.old_parts import Known, referred, said_of, tag_apart
from compiler.importers.uml.xmi.xml_tree import XmlNode

CONNECTIONS = frozenset({"Association", "Generalization", "Dependency", "Abstraction", "Usage"})
_MAKER = "Enterprise Architect"
_LANGUAGE_TYPE = "eaxmiid"
_EXPORTER = "XMI.exporter"


def index_of_old(root: XmlNode, collected: Collected) -> Known:
    """What there is in the file whose outermost element is `root`; tells `collected` too."""
    nodes = list(root.each())
    makers = [node.text for node in nodes[:50] if node.name == _EXPORTER]
    known = Known(by_ea=any(maker.strip().startswith(_MAKER) for maker in makers))
    for node in nodes:
        identity, name = node.get("xmi.id"), node.get("name")
        if identity and node.name == "UML:Stereotype":
            known.stereotypes[identity] = name
        elif identity and node.name == "UML:TagDefinition":
            known.tag_names[identity] = name
        elif node.name == "EAStub":
            collected.elsewhere[element_key(identity)] = (name, node.get("UMLType") or "Class")
    _what_there_is(nodes, known, collected)
    _notes(nodes, known, collected)
    return known


def _what_there_is(nodes: list[XmlNode], known: Known, collected: Collected) -> None:
    """Take in classes, types, other things, and tagged values that stand apart."""
    for node in nodes:
        if node.name == "UML:TaggedValue":
            if node.get("modelElement"):
                tag_apart(node, known)
            continue
        identity = node.get("xmi.id")
        if not identity or not node.name.startswith("UML:"):
            continue
        known.identities.add(identity)
        key, name = element_key(identity), node.get("name")
        if known.by_ea and identity.startswith(_LANGUAGE_TYPE):
            collected.language_types[key] = name
        elif old_uml_type(node, known) in DRAWN_KINDS:
            if not is_root_class(node):
                collected.class_names[key] = name
        elif node.name.removeprefix("UML:") not in (*CONNECTIONS, "Attribute", "AssociationEnd"):
            collected.other_names[key] = name


def _notes(nodes: list[XmlNode], known: Known, collected: Collected) -> None:
    """Take in notes, with what they name themselves and what a line of a note leads to."""
    attached: dict[str, list[str]] = {}
    for node in nodes:
        if node.name.removeprefix("UML:") in CONNECTIONS and is_note_link(node, known):
            ends = [element_key(each) for each in note_link_ends(node)]
            for end, other in zip(ends, reversed(ends), strict=True):
                attached.setdefault(end, []).append(other)
    for node in nodes:
        if node.name == "UML:Comment" and node.get("xmi.id"):
            text = plain_text(said_of(node, known).text() or node.get("body") or node.get("name"))
            own = node.first("UML:Comment.annotatedElement")
            named = [element_key(child.get("xmi.idref")) for child in own.children] if own else []
            named += [element_key(each) for each in node.get("annotatedElement").split()]
            named += attached.get(element_key(node.get("xmi.id")), [])
            span = Span(collected.path, node.line, node.column)
            collected.note(Note(text, span, tuple(named)))


def old_uml_type(node: XmlNode, known: Known) -> str:
    """What UML calls the element, as newer versions do: Class, DataType, Enumeration and so on."""
    kind = node.name.removeprefix("UML:")
    if kind == "Class" and known.by_ea:
        said = said_of(node, known).own.get("ea_stype", "")
        return said if said in DRAWN_KINDS else kind
    return "Interface" if kind == "Class" and node.get("isInterface") == "true" else kind


def is_root_class(node: XmlNode) -> bool:
    """Whether this is the class that every file of Enterprise Architect begins with."""
    return element_key(node.get("xmi.id")) == ROOT_CLASS


def is_note_link(node: XmlNode, known: Known) -> bool:
    """Whether a line only attaches a note."""
    return said_of(node, known).own.get("ea_type") == "NoteLink"


def note_link_ends(node: XmlNode) -> tuple[str, str]:
    """The ids of what a line of a note goes between."""
    client = referred(node, "client", "UML:Dependency.client")
    supplier = referred(node, "supplier", "UML:Dependency.supplier")
    if client or supplier:
        return client, supplier
    ends = [
        referred(each, "type", "UML:AssociationEnd.participant", "UML:AssociationEnd.type")
        for each in ends_of(node)
    ]
    return (ends[0], ends[1]) if len(ends) == 2 else ("", "")


def ends_of(node: XmlNode) -> list[XmlNode]:
    """The ends of an association."""
    holder = node.first("UML:Association.connection")
    return list(holder.all("UML:AssociationEnd")) if holder else []
