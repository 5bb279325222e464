"""XMI, of any version that tools write: which one a file is, and who reads it."""

from __future__ import annotations

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.ea.collecting import failed
from compiler.importers.uml.ea.other_formats import SQLITE, other_format
from compiler.importers.uml.xmi.new import read_new
from compiler.importers.uml.xmi.old import read_old
from compiler.importers.uml.xmi.xml_tree import XmlNode, read_tree

_OLD = ("1.1", "1.2", "1.3")
_NEW = ("2.0", "2.1", "2.1.1", "2.1.2", "2.4", "2.4.1", "2.4.2", "2.5", "2.5.1")
_NEW_NAMESPACES = ("20100901", "20110701", "20131001", "20161101")
# A root that holds a model itself, without an xmi:XMI around it.
_MODELS = ("uml:Model", "uml:Package", "uml:Profile")
_SHOWN = 40


def read_xmi(content: bytes, path: str) -> Drawing:
    """What is drawn in the XMI in `content`, which findings call `path`; the file says itself which version it is."""
    other = other_format(content, path)
    if other is None and content.startswith(SQLITE):
        message = say("the file is a database, and no XMI")
        other = Diagnostic("UML30", Severity.ERROR, Span(path), message, hint=say("call it .qea"))
    if other:
        return failed([other])
    tree = read_tree(content, path)
    if tree.root is None:
        return failed(tree.diagnostics)
    refused = _refused(tree.root, path)
    if refused:
        return failed([*tree.diagnostics, refused])
    if tree.root.name == "XMI":
        return read_old(tree.root, path, tree.diagnostics)
    return read_new(tree.root, path, tree.diagnostics)


def _refused(root: XmlNode, path: str) -> Diagnostic | None:
    """Why the file cannot be read, None where it can."""
    span = Span(path, root.line, root.column)
    if root.name == "XMI":
        return _unknown_version(root.get("xmi.version"), _OLD, span)
    if root.name not in ("xmi:XMI", *_MODELS):
        message = say('the file is no XMI: it begins with "{name}"', name=root.name[:_SHOWN])
        hint = say("export the model as XMI 2.1")
        return Diagnostic("UML23", Severity.ERROR, span, message, hint=hint)
    if not root.get("xmi:version"):
        return None  # since 2.4 it need not be said
    return _unknown_version(root.get("xmi:version"), (*_NEW, *_NEW_NAMESPACES), span)


def _unknown_version(version: str, known: tuple[str, ...], span: Span) -> Diagnostic | None:
    if version in known:
        return None
    message: Text = say('XMI of version "{version}" is not read', version=version[:_SHOWN])
    if not version:
        message = say("the file does not say which version of XMI it is")
    hint = say("export the model as XMI 2.1; read are 1.1 to 1.3, and 2.0 to 2.5")
    return Diagnostic("UML23", Severity.ERROR, span, message, hint=hint)
