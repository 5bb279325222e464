"""XMI 2.x to a drawing: packages, classes, attributes, values. `lines.py` reads what goes between classes.

What Enterprise Architect repeats in its extension goes before what the model itself says: its database holds that.
"""

from __future__ import annotations

from collections.abc import Iterable

from compiler.base.diagnostics import Diagnostic
from compiler.base.source import Span
from compiler.base.wording import say
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
    guid_of,
    is_value,
    kind_by_stereotype,
)
from compiler.importers.uml.xmi.ea_extension import (
    EaExtension,
    detail,
    extension_of,
    extension_text,
)
from compiler.importers.uml.xmi.ends import span_of
from compiler.importers.uml.xmi.features import FeatureReader
from compiler.importers.uml.xmi.index import (
    LINES,
    MEMBERS,
    PACKAGES,
    Index,
    index_of_new,
    models_in,
    uml_type,
)
from compiler.importers.uml.xmi.lines import LineReader
from compiler.importers.uml.xmi.xml_tree import XmlNode

# The name that Enterprise Architect gives the outermost model of every file.
_WRAPPERS = ("EA_Model", "EA Model")
# What has no place in a model, as it is called in the account.
_PASSED_OVER = {
    "ownedOperation": "method",
    "ownedRule": "constraint",
    "ownedBehavior": "behaviour",
    "ownedReception": "method",
    "packageImport": "import",
    "elementImport": "import",
    "packageMerge": "import",
}


def read_new(root: XmlNode, path: str, found: Iterable[Diagnostic]) -> Drawing:
    """What is drawn in the file whose outermost element is `root`; `found` is what reading it as XML told."""
    collected = Collected(path)
    collected.diagnostics.extend(found)
    extension = extension_of(root)
    models = models_in(root)
    if not models:
        message = say("the file holds no model of a UML that is known here")
        hint = say("export the model as XMI 2.1")
        collected.report("UML23", Span(path, root.line, root.column), message, hint)
        return failed(collected.diagnostics)
    reader = _Reader(collected, extension, index_of_new(root, extension, collected))
    title = ""
    for model in models:
        if uml_type(model) == "Model":
            title = title or ("" if model.get("name") in _WRAPPERS else model.get("name"))
            reader.members(model, "")
        else:
            reader.member(model, "")
    reader.lines.connectors_of_extension()
    reader.rest_of_extension()
    return collected.drawing(title)


class _Reader:
    """Reads the elements of one file into `collected`."""

    def __init__(self, collected: Collected, extension: EaExtension, index: Index) -> None:
        self.collected = collected
        self.extension = extension
        self.index = index
        self.lines = LineReader(collected, extension, index)
        self.features = FeatureReader(collected, extension, index)

    def members(self, node: XmlNode, package: str) -> None:
        """Read what `node` owns; it stands in the package with the key `package`."""
        for child in node.children:
            if child.name in MEMBERS:
                self.member(child, package)
            elif child.name in _PASSED_OVER:
                self._pass_over(child)

    def member(self, node: XmlNode, package: str) -> None:
        """Read an element of the package with the key `package`."""
        kind = uml_type(node)
        if kind in PACKAGES:
            self._package(node, package)
        elif kind in DRAWN_KINDS:
            self._class(node, package, DRAWN_KINDS[kind])
        elif kind in LINES:
            self.lines.read(node, kind)
        elif kind == "Profile":
            self.collected.pass_over("profile", node.get("name"), span_of(node, self.collected))
        else:
            self.collected.pass_over(
                kind.lower() or node.name, node.get("name"), span_of(node, self.collected)
            )
            self.members(node, package)

    def _package(self, node: XmlNode, parent: str) -> None:
        key, stereotypes, tags, text = self.features.common(node, self.extension.elements)
        drawn = DrawnPackage(
            key=key,
            name=node.get("name"),
            span=span_of(node, self.collected),
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            parent=parent,
        )
        if self.collected.claim(drawn):
            self.collected.packages.append(drawn)
        self.members(node, key)

    def _class(self, node: XmlNode, package: str, kind: DrawnKind) -> None:
        key, stereotypes, tags, text = self.features.common(node, self.extension.elements)
        kind = kind_by_stereotype(kind, stereotypes)
        attributes: list[DrawnAttribute] = []
        values: list[DrawnValue] = []
        for child in node.children:
            if child.name == "ownedAttribute" and not self._is_end(child):
                drawn, literal = self.features.attribute(child, node.get("name"))
                is_one = kind is DrawnKind.ENUMERATION and is_value(
                    stereotypes, drawn.stereotypes, drawn.type_name, literal=literal
                )
                if not self.collected.claim(drawn):
                    continue
                if is_one:
                    values.append(as_value(drawn))
                else:
                    attributes.append(drawn)
            elif child.name == "ownedLiteral":
                value = self.features.value(child)
                if self.collected.claim(value):
                    values.append(value)
        drawn_class = DrawnClass(
            key=key,
            name=node.get("name"),
            span=span_of(node, self.collected),
            guid=guid_of(key),
            text=text,
            stereotypes=stereotypes,
            tags=tags,
            kind=kind,
            package=package,
            abstract=node.get("isAbstract") == "true",
            attributes=tuple(attributes),
            values=tuple(values),
            parameters=_parameters(node),
        )
        if self.collected.claim(drawn_class):
            self.collected.classes.append(drawn_class)
        self.lines.below_class(node, key)
        if uml_type(node) == "AssociationClass":
            self.lines.read(node, "AssociationClass")
        self.members(node, package)

    def _is_end(self, node: XmlNode) -> bool:
        """Whether a property of a class is an end of an association, that is read there."""
        if node.get("xmi:id") in self.index.ends:
            return True
        association = node.get("association")
        return bool(association) and (
            association in self.extension.connectors or self.lines.reads_ends_of(association)
        )

    def _pass_over(self, node: XmlNode) -> None:
        self.collected.pass_over(
            _PASSED_OVER[node.name], node.get("name"), span_of(node, self.collected)
        )

    def rest_of_extension(self) -> None:
        """Account for what only the extension of Enterprise Architect holds: diagrams, profiles, what is no class."""
        for diagram in self.extension.part("diagrams"):
            name = detail(diagram, "properties", "name")
            self.collected.pass_over("diagram", name, span_of(diagram, self.collected))
        for profile in self.extension.part("profiles"):
            self.collected.pass_over(
                "profile", profile.get("name"), span_of(profile, self.collected)
            )
        for identity, element in self.extension.elements.items():
            if identity in self.index.seen:
                continue
            kind = uml_type(element).lower() or "element"
            name = element.get("name") or first_line(extension_text(element))
            self.collected.pass_over(kind, name, span_of(element, self.collected))


def _parameters(node: XmlNode) -> str:
    """The parameters of a generic class, with commas between."""
    signature = node.first("ownedTemplateSignature")
    if signature is None:
        return ""
    named = [
        each.get("name") for each in signature.each() if each.name == "ownedParameteredElement"
    ]
    return ", ".join(name for name in named if name)
