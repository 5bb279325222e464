"""XMI 1.x to a drawing: packages, classes, attributes, values. `old_lines.py` reads what goes between classes.

It is what Enterprise Architect ships models in, and keeps them in under version control.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.wording import as_it_is, say
from compiler.importers.uml.drawing import (
    Drawing,
    DrawnAttribute,
    DrawnClass,
    DrawnKind,
    DrawnPackage,
    DrawnValue,
)
from compiler.importers.uml.ea.collecting import Collected, as_value, failed, first_line
from compiler.importers.uml.ea.conventions import (
    DRAWN_KINDS,
    element_key,
    guid_of,
    is_value,
    kind_by_stereotype,
)
from compiler.importers.uml.multiplicities import signature_of
from compiler.importers.uml.xmi.old_index import (
    CONNECTIONS,
    index_of_old,
    is_root_class,
    old_uml_type,
)
from compiler.importers.uml.xmi.old_lines import OldLineReader
from compiler.importers.uml.xmi.old_parts import (
    Known,
    old_default,
    old_multiplicity,
    referred,
    said_of,
    said_to_be_id,
    stereotypes_said,
    tags_of,
)
from compiler.importers.uml.xmi.xml_tree import XmlNode

# How PlantUML calls every model. It writes the lines to notes and packages, and not these themselves.
_PLANTUML = "PlantUML"
_WRAPPERS = ("EA_Model", "EA Model")
# What says something of another element, and is read with that.
_READ_ELSEWHERE = frozenset(
    {"Stereotype", "TagDefinition", "TaggedValue", "Comment", "Attribute", "EnumerationLiteral"}
)
# What only holds other elements.
_HOLDERS = frozenset({"Model", "AssociationEnd"})
_FEATURES = ("UML:Classifier.feature", "UML:Enumeration.literal")


def read_old(root: XmlNode, path: str, found: Iterable[Diagnostic]) -> Drawing:
    """What is drawn in the file whose outermost element is `root`; `found` is what reading it as XML told."""
    collected = Collected(path)
    collected.diagnostics.extend(found)
    content = root.first("XMI.content")
    if content is None or not any(child.name.startswith("UML:") for child in content.children):
        message = say("the file holds no model of a UML that is known here")
        hint = say("export the model as XMI 2.1")
        collected.report("UML23", Span(path, root.line, root.column), message, hint)
        return failed(collected.diagnostics)
    known = index_of_old(root, collected)
    models = [node.get("name") for node in content.all("UML:Model")]
    reader = _Reader(collected, known, notes_left_out=models == [_PLANTUML])
    reader.members(content, "")
    return collected.drawing(next((name for name in models if name not in _WRAPPERS), ""))


class _Reader:
    """Reads the elements of one file into `collected`."""

    def __init__(self, collected: Collected, known: Known, *, notes_left_out: bool) -> None:
        self.collected = collected
        self.known = known
        self.lines = OldLineReader(collected, known, notes_left_out=notes_left_out)
        self._named_packages: dict[str, str] = {}

    def members(self, node: XmlNode, package: str) -> None:
        """Read what stands in `node`, which is in the package with the key `package`."""
        for child in node.children:
            if child.get("xmi.idref"):
                continue
            if not child.name.startswith("UML:") or "." in child.name:
                self.members(child, package)
            else:
                self._member(child, package)

    def _member(self, node: XmlNode, package: str) -> None:
        kind = node.name.removeprefix("UML:")
        if kind in ("Package", "Subsystem"):
            self._package(node, package)
        elif old_uml_type(node, self.known) in DRAWN_KINDS:
            self._class(node, package)
        elif kind in ("ClassifierRole", "Collaboration"):
            self._role(node, package)
        elif kind == "Operation":
            self.collected.pass_over("method", node.get("name"), self._span(node))
        elif kind not in _READ_ELSEWHERE:
            if kind in CONNECTIONS:
                self.lines.read(node)
            elif kind not in _HOLDERS and node.get("xmi.id"):
                self.collected.pass_over(kind.lower(), node.get("name"), self._span(node))
            if kind != "Diagram":
                self.members(node, package)

    def _role(self, node: XmlNode, package: str) -> None:
        """Read what Enterprise Architect writes as a role: what is no class, and once more the packages."""
        said = said_of(node, self.known)
        kind = said.own.get("ea_stype", "")
        if node.name == "UML:ClassifierRole" and kind != "Package":
            name = node.get("name") or first_line(said.text())
            self.collected.pass_over(kind.lower() or "role", name, self._span(node))
        self.members(node, package)

    def _package(self, node: XmlNode, parent: str) -> None:
        said = said_of(node, self.known)
        key = element_key(node.get("xmi.id"))
        drawn = DrawnPackage(
            key=key,
            name=node.get("name"),
            span=self._span(node),
            guid=guid_of(key),
            text=self.collected.text_of(key, said.text()),
            stereotypes=stereotypes_said(node, said, self.known),
            tags=tags_of(said, key, self.known),
            parent=parent,
        )
        if self.collected.claim(drawn):
            self.collected.packages.append(drawn)
        self.members(node, key)

    def _class(self, node: XmlNode, package: str) -> None:
        if self._is_of_the_tool(node):
            return
        said = said_of(node, self.known)
        key = element_key(node.get("xmi.id"))
        stereotypes = stereotypes_said(node, said, self.known)
        kind = kind_by_stereotype(DRAWN_KINDS[old_uml_type(node, self.known)], stereotypes)
        attributes: list[DrawnAttribute] = []
        values: list[DrawnValue] = []
        features = [
            child for part in _FEATURES for each in node.all(part) for child in each.children
        ]
        for number, child in enumerate(features):
            if child.name not in ("UML:Attribute", "UML:EnumerationLiteral"):
                continue
            drawn, literal = self._attribute(child, node.get("name"), f"{key}#{number}")
            if not self.collected.claim(drawn):
                continue
            if kind is DrawnKind.ENUMERATION and is_value(
                stereotypes, drawn.stereotypes, drawn.type_name, literal=literal
            ):
                values.append(as_value(drawn))
            else:
                attributes.append(drawn)
        drawn_class = DrawnClass(
            key=key,
            name=node.get("name"),
            span=self._span(node),
            guid=guid_of(key),
            text=self.collected.text_of(key, said.text()),
            stereotypes=stereotypes,
            tags=tags_of(said, key, self.known),
            kind=kind,
            package=package or self._named_package(node),
            abstract=node.get("isAbstract") == "true",
            attributes=tuple(attributes),
            values=tuple(values),
        )
        if self.collected.claim(drawn_class):
            self.collected.classes.append(drawn_class)
        if node.name == "UML:AssociationClass":
            self.lines.read(node)
        self.members(node, package)

    def _is_of_the_tool(self, node: XmlNode) -> bool:
        """Whether a class is the root that the tool itself adds, or a type of a language; these are passed over."""
        key = element_key(node.get("xmi.id"))
        if key in self.collected.language_types:
            self.collected.pass_over("type of a language", node.get("name"), self._span(node))
        elif is_root_class(node):
            self.collected.pass_over("root of the tool", node.get("name"), self._span(node))
        else:
            return False
        return True

    def _named_package(self, node: XmlNode) -> str:
        """The key of the package that a class only names: some tools write no packages."""
        name = node.get("namespace")
        if not name or name in self.known.identities or guid_of(name):
            return ""
        if name not in self._named_packages:
            key = self._named_packages[name] = f"package:{name}"
            self.collected.packages.append(DrawnPackage(key=key, name=name, span=self._span(node)))
        return self._named_packages[name]

    def _attribute(self, node: XmlNode, owner: str, key: str) -> tuple[DrawnAttribute, bool]:
        """An attribute of the class called `owner`, and whether it is a value; `key` is for one without an id."""
        said = said_of(node, self.known)
        key = element_key(said.own.get("ea_guid", "") or node.get("xmi.id")) or key
        name, span = node.get("name"), self._span(node)
        label = as_it_is(f'"{owner}.{name}"')
        type_ = element_key(referred(node, "type", "UML:StructuralFeature.type"))
        own_type = said.own.get("type", "") if self.known.by_ea else ""
        type_name, type_key = self.collected.type_of(own_type, type_, span, label)
        multiplicity = old_multiplicity(node, said, self.collected, label)
        default = old_default(node)
        signature = None if type_name or type_key else signature_of(name)
        if signature:
            name, type_name = signature.name, signature.type_name
            default = default or signature.default
            written = signature.multiplicity
            multiplicity = multiplicity or self.collected.multiplicity(written, span, label)
        drawn = DrawnAttribute(
            key=key,
            name=name,
            span=span,
            guid=guid_of(key),
            text=self.collected.text_of(key, said.text()),
            stereotypes=stereotypes_said(node, said, self.known),
            tags=tags_of(said, key, self.known),
            type_name=type_name,
            type_key=type_key,
            multiplicity=multiplicity,
            default=default,
            identifying=said_to_be_id(said),
            derived=said.own.get("derived") == "1",
            static=node.get("ownerScope") == "classifier",
        )
        literal = "IsLiteral=1" in said.own.get("styleex", "")
        return drawn, literal or node.name == "UML:EnumerationLiteral"

    def _span(self, node: XmlNode) -> Span:
        return Span(self.collected.path, node.line, node.column)
