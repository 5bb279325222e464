"""What there is in a file of XMI 2.x, before anything is read: classes, properties, notes, applied stereotypes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from compiler.base.source import Span
from compiler.importers.uml.ea.collecting import Collected, Note
from compiler.importers.uml.ea.conventions import DRAWN_KINDS, element_key, plain_text
from compiler.importers.uml.xmi.ea_extension import EaExtension, detail
from compiler.importers.uml.xmi.xml_tree import XmlNode

MEMBERS = frozenset(
    {
        "packagedElement",
        "ownedMember",
        "nestedPackage",
        "nestedClassifier",
        "ownedType",
        "ownedElement",
    }
)
PACKAGES = frozenset({"Package", "Model", "Subsystem"})
LINES = frozenset(
    {
        "Association",
        "AssociationClass",
        "Dependency",
        "Usage",
        "Abstraction",
        "Realization",
        "InterfaceRealization",
        "Substitution",
        "ComponentRealization",
        "Generalization",
    }
)
_DEFAULT_TYPES = {
    "nestedPackage": "Package",
    "nestedClassifier": "Class",
    "ownedComment": "Comment",
}
# The profile that Enterprise Architect writes tagged values without a stereotype to.
_LOOSE_TAGS = "thecustomprofile"


@dataclass(slots=True)
class Applied:
    """What profiles say of an element: its stereotypes and their tagged values."""

    stereotypes: list[str] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Index:
    """What there is, by id.

    `properties` are the ends and attributes, with the key of the class that owns them (empty for associations);
    `by_association` are those that name an association. `ends`
    are the ids that associations name as their ends, `names` the names of everything that has one, `applied` what
    profiles say, `seen` every id of the model itself.
    """

    properties: dict[str, tuple[XmlNode, str]] = field(default_factory=dict)
    by_association: dict[str, list[XmlNode]] = field(default_factory=dict)
    ends: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    applied: dict[str, Applied] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def uml_type(node: XmlNode) -> str:
    """What UML calls the element, without prefix: Class, Package and so on."""
    written = node.get("xmi:type") or node.get("xsi:type")
    if not written and node.name.startswith("uml:"):
        written = node.name
    return written.rpartition(":")[2] or _DEFAULT_TYPES.get(node.name, "")


def ids_referred(node: XmlNode, name: str) -> Iterator[str]:
    """The ids that `node` refers to by `name`, as an attribute with blanks between or as elements."""
    yield from node.get(name).split()
    for child in node.children:
        if child.name == name:
            found = child.get("xmi:idref") or child.get("href")
            if found:
                yield found


def models_in(root: XmlNode) -> list[XmlNode]:
    """The outermost elements of UML in the file."""
    if root.name.startswith("uml:"):
        return [root]
    return [node for node in root.children if node.name.startswith("uml:")]


def index_of_new(root: XmlNode, extension: EaExtension, collected: Collected) -> Index:
    """The index of the file whose outermost element is `root`; tells `collected` what there is."""
    index = Index()
    for model in models_in(root):
        _member(model, index, collected)
    for holder in (root, *models_in(root)):
        for node in holder.children:
            _applied_stereotype(node, index)
    _of_extension(extension, index, collected)
    return index


def _member(node: XmlNode, index: Index, collected: Collected) -> None:
    """Take in an element and what it owns."""
    kind, identity, name = uml_type(node), node.get("xmi:id"), node.get("name")
    key = element_key(identity)
    if identity:
        index.names[identity] = name
        index.seen.add(identity)
    if kind in DRAWN_KINDS:
        collected.class_names[key] = name
    elif identity and kind not in LINES:
        collected.other_names[key] = name
    owner = key if kind in DRAWN_KINDS else ""
    if kind.startswith("Association"):
        index.ends.update(ids_referred(node, "memberEnd"))
    for child in node.children:
        if child.name in MEMBERS:
            _member(child, index, collected)
        elif child.name in ("ownedAttribute", "ownedEnd"):
            _property(child, owner if child.name == "ownedAttribute" else "", index)
            _comments(child, index, collected)
        elif child.name == "ownedLiteral":
            index.names[child.get("xmi:id")] = child.get("name")
            _comments(child, index, collected)
        elif child.name == "ownedComment":
            _comment(child, node, index, collected)


def _property(node: XmlNode, owner: str, index: Index) -> None:
    """Take in an attribute of the class with the key `owner`, or an end."""
    index.properties[node.get("xmi:id")] = (node, owner)
    if node.get("association"):
        index.by_association.setdefault(node.get("association"), []).append(node)


def _comments(node: XmlNode, index: Index, collected: Collected) -> None:
    for child in node.children:
        if child.name == "ownedComment":
            _comment(child, node, index, collected)


def _comment(node: XmlNode, owner: XmlNode, index: Index, collected: Collected) -> None:
    """Take in a note: it belongs to what it is attached to, else to its owner, unless that is a package."""
    body = node.first("body")
    text = plain_text(node.get("body") or (body.text if body else ""))
    targets = [element_key(each) for each in ids_referred(node, "annotatedElement")]
    if not targets and uml_type(owner) not in (*PACKAGES, "Profile"):
        targets = [element_key(owner.get("xmi:id"))]
    index.seen.add(node.get("xmi:id"))
    collected.other_names[element_key(node.get("xmi:id"))] = ""
    collected.note(Note(text, Span(collected.path, node.line, node.column), tuple(targets)))


def _applied_stereotype(node: XmlNode, index: Index) -> None:
    """Take in `node` where it applies a stereotype: it has an attribute or an element base_… that says to what."""
    prefix, _, stereotype = node.name.rpartition(":")
    if not prefix or prefix in ("uml", "xmi"):
        return
    tags, bases = [], []
    for name, value in node.attributes.items():
        if name.startswith("base_"):
            bases.append(value)
        elif not name.startswith(("xmi:", "__EA")):
            tags.append((name, value))
    for child in node.children:
        if child.name.startswith("base_"):
            bases.append(child.get("xmi:idref") or child.get("href"))
        elif child.text:
            tags.append((child.name, child.text))
    for base in bases:
        applied = index.applied.setdefault(base, Applied())
        applied.tags.extend(tags)
        if prefix != _LOOSE_TAGS or not any(name == stereotype for name, _ in tags):
            applied.stereotypes.append(stereotype)


def _of_extension(extension: EaExtension, index: Index, collected: Collected) -> None:
    """Take in what Enterprise Architect says of types of languages, and of things in other files."""
    _language_types(extension, collected)
    if extension.root:
        for stub in extension.root.all("EAStub"):
            key = element_key(stub.get("xmi:id"))
            collected.elsewhere[key] = (stub.get("name"), stub.get("UMLType"))
    for identity, element in extension.elements.items():
        if identity not in index.seen:
            collected.other_names.setdefault(element_key(identity), element.get("name"))
    for connector in extension.connectors.values():
        for end in (connector.first("source"), connector.first("target")):
            if end:
                said = (detail(end, "model", "name"), detail(end, "model", "type"))
                collected.elsewhere.setdefault(element_key(end.get("xmi:idref")), said)


def _language_types(extension: EaExtension, collected: Collected) -> None:
    for part in extension.part("primitivetypes"):
        for node in part.each():
            if uml_type(node) == "PrimitiveType":
                collected.language_types[element_key(node.get("xmi:id"))] = node.get("name")
                span = Span(collected.path, node.line, node.column)
                collected.pass_over("type of a language", node.get("name"), span)
