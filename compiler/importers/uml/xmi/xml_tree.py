"""XML as a tree that knows its lines, read by expat alone.

Refused are declarations of a DTD, entities that XML itself does not have, and what is too large or too deep; nothing
outside the file is opened. Names are written with the prefix that the reader knows them by, whatever the file calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.xmi.broken_xml import broken

MAX_XML = 256 * 1024 * 1024
MAX_ELEMENTS = 4_000_000
MAX_ELEMENT_DEPTH = 250
MAX_XML_TEXT = 1024 * 1024
_SEPARATOR = "\x1f"
# What the namespaces of XMI and UML begin with, in all versions and of all makers, and the prefix used for them here.
_NAMESPACES = (
    (re.compile(r"http://(?:schema|www)\.omg\.org/(?:spec/)?XMI"), "xmi"),
    (re.compile(r"http://(?:schema|www)\.omg\.org/spec/UML|http://www\.eclipse\.org/uml2/"), "uml"),
    (
        re.compile(
            r"(?:href:)?(?://)?(?:org\.)?omg(?:\.org)?[./]UML|org\.omg\.xmi\.namespace\.UML"
        ),
        "UML",
    ),
    (re.compile(r"http://www\.w3\.org/2001/XMLSchema-instance"), "xsi"),
)
# An entity that is none of XML's own five.
_ENTITY = re.compile(rb"&(?!(?:lt|gt|amp|quot|apos);|#)")


@dataclass(slots=True)
class XmlNode:
    """An element: its name with prefix, its attributes by name, its children in order, its text, its place."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[XmlNode] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """The attribute `name`, empty where there is none."""
        return self.attributes.get(name, "")

    def first(self, name: str) -> XmlNode | None:
        """The first child that is called `name`."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    def all(self, name: str) -> Iterator[XmlNode]:
        """The children that are called `name`."""
        return (child for child in self.children if child.name == name)

    def each(self) -> Iterator[XmlNode]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """What was read: the outermost element, None where nothing could be, and what was found while reading."""

    root: XmlNode | None
    diagnostics: tuple[Diagnostic, ...]


class _RefusedError(Exception):
    """Why the file is refused; ends a parse."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_tree(content: bytes, path: str) -> Tree:
    """The tree of the XML in `content`, which findings call `path`."""
    if len(content) > MAX_XML:
        message = say("the file is larger than {number} MiB", number=MAX_XML // 1024 // 1024)
        hint = say("export a package at a time")
        return Tree(None, (Diagnostic("UML21", Severity.ERROR, Span(path), message, hint=hint),))
    reading = _Reading(path)
    try:
        reading.parser.Parse(content, True)  # noqa: FBT003 - the parser knows no name for it
        reading.refuse_entities(content)
    except _RefusedError as refused:
        place = Span(path, reading.parser.CurrentLineNumber, reading.parser.CurrentColumnNumber + 1)
        found = Diagnostic("UML21", Severity.ERROR, place, refused.message, hint=refused.hint)
        return Tree(None, (*reading.found, found))
    except expat.ExpatError as error:
        return Tree(None, (*reading.found, broken(content, path, error)))
    except (LookupError, ValueError):
        message = say("the file is in an encoding that is not read")
        hint = say("save it as UTF-8, UTF-16 or windows-1252")
        return Tree(None, (Diagnostic("UML20", Severity.ERROR, Span(path, 1), message, hint=hint),))
    return Tree(reading.root, tuple(reading.found))


class _Reading:
    """A parse: its parser, the elements that are open, and what was found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: XmlNode | None = None
        self.found: list[Diagnostic] = []
        self._open: list[XmlNode] = []
        self._texts: list[str] = []
        self._characters = 0
        self._elements = 0
        self._names: dict[str, str] = {}
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.namespace_prefixes = True
        parser.buffer_text = True
        parser.buffer_size = 65536
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._character_data
        parser.StartDoctypeDeclHandler = self._doctype
        for handler in (
            "EntityDeclHandler",
            "UnparsedEntityDeclHandler",
            "ElementDeclHandler",
            "AttlistDeclHandler",
            "NotationDeclHandler",
        ):
            setattr(parser, handler, self._declaration)
        parser.ExternalEntityRefHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        self.parser = parser
        self._has_doctype = False

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        names = self._names
        name = names.get(raw) or self._named(raw)
        parser = self.parser
        node = XmlNode(
            name,
            {names.get(key) or self._named(key): value for key, value in attributes.items()},
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
        )
        opened = self._open
        if opened:
            opened[-1].children.append(node)
        else:
            self.root = node
        self._elements += 1
        if len(opened) >= MAX_ELEMENT_DEPTH:
            raise _RefusedError(
                say(
                    "elements stand more than {number} deep in each other", number=MAX_ELEMENT_DEPTH
                ),
                say("a model has fewer levels; look at what made the file"),
            )
        if self._elements > MAX_ELEMENTS:
            raise _RefusedError(
                say("the file has more than {number} elements", number=MAX_ELEMENTS),
                say("export a package at a time"),
            )
        opened.append(node)
        self._texts.clear()
        self._characters = 0

    def _end(self, _raw: str) -> None:
        node = self._open.pop()
        if self._texts:
            if not node.children:
                node.text = "".join(self._texts)
            self._texts.clear()
        self._characters = 0

    def _character_data(self, data: str) -> None:
        if data.isspace():
            return
        self._characters += len(data)
        if self._characters > MAX_XML_TEXT:
            raise _RefusedError(
                say("a text is longer than {number} characters", number=MAX_XML_TEXT),
                say("shorten the text in the model, and export it again"),
            )
        self._texts.append(data)

    def _named(self, raw: str) -> str:
        """`raw`, a namespace, a name and a prefix, as the name with the prefix that is used here."""
        parts = raw.split(_SEPARATOR)
        name = raw
        if len(parts) > 1:
            known = (prefix for start, prefix in _NAMESPACES if start.match(parts[0]))
            prefix = next(known, parts[2] if len(parts) > 2 else "")
            name = f"{prefix}:{parts[1]}" if prefix else parts[1]
        self._names[raw] = name
        return name

    def _doctype(self, name: str, system: str | None, _public: str | None, subset: int) -> None:
        del system
        self._has_doctype = True
        if subset:
            return  # what it declares is refused where it is declared
        place = Span(self.path, self.parser.CurrentLineNumber)
        message = say('the file names a DTD for "{name}", which is not read', name=name)
        hint = say("nothing is needed: the model does not depend on it")
        self.found.append(Diagnostic("UML22", Severity.WARNING, place, message, hint=hint))

    def _declaration(self, *_what: object) -> None:
        raise _RefusedError(
            say("the file declares entities or elements of its own"),
            say("take the text between the brackets of <!DOCTYPE …> out"),
        )

    def _entity(self, *_what: object) -> int:
        raise _RefusedError(
            say("the file refers to an entity that XML itself does not have"),
            say("write the character itself, or its number: &#235;"),
        )

    def refuse_entities(self, content: bytes) -> None:
        """Refuse entities in attributes: a parser that has seen a DTD it does not read passes over these."""
        if self._has_doctype and _ENTITY.search(content.replace(b"\0", b"")):
            self._entity()
