"""Where the page of each element is, and what its parts are called there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import quote

from compiler.emit.diagrams.paths import safe_names
from compiler.emit.jsonschema.bundle import message_anchors
from compiler.emit.site.visible import as_anchor
from compiler.model.elements import Attribute, TypeKind
from compiler.model.model import Model
from compiler.model.named_links import LinkTarget

INDEX = "index.html"
INDEX_JSON = "index.json"
SCHEMA_FILE = "schema.json"  # the JSON Schemas of all messages
# A list with more values than this has them on several pages.
ROWS_ON_A_PAGE = 1000
# What the page itself calls its parts begins with this.
PART_PREFIX = "deel-"
# There are thousands of links, and most are of such names.
_UNQUOTED = re.compile(r"[A-Za-z0-9_.~/-]+")


def version_folder(version: str) -> str:
    """The folder of a version: without its build number, and safe on every disk."""
    (folder,) = safe_names([version.partition("+")[0]]).values()
    return folder


def anchors(names: Iterable[str]) -> Mapping[str, str]:
    """By each of `names` what it is called in an address: itself, but for blanks, and none twice."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in found:
            continue
        plain = name if name.isidentifier() else as_anchor(name)
        if plain.startswith(PART_PREFIX):
            plain = f"_{plain}"
        made, number = plain, 2
        while made in taken:
            made, number = f"{plain}-{number}", number + 1
        taken.add(made)
        found[name] = made
    return found


class SiteAddresses:
    """The addresses of one model: those of pages end in a slash, for links in the page see `link_to`."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.entities = _folders("entiteit", model.entities)
        self.domains = _folders("domein", model.domains)
        self.lists = _folders("lijst", model.codelists)
        self.processes = _folders("proces", model.processes)
        self.guides = _guides(model.guides)
        self.messages: dict[tuple[str, str], str] = {}
        for code, folder in _folders("bericht", model.processes).items():
            process = model.processes[code]
            names = _folders(folder, [message.name.text for message in process.messages])
            self.messages |= {(code, name): found for name, found in names.items()}

    @cached_property
    def schemas(self) -> Mapping[tuple[str, str], str]:
        """What the anchors of messages begin with in the file of their JSON Schemas; the operation follows."""
        return message_anchors(self.messages)

    @cached_property
    def _attributes(self) -> Mapping[str, Mapping[str, str]]:
        return {
            key: anchors(attribute.name.text for attribute in self._model.attributes_of(key))
            for key in self._model.entities
        }

    def attribute_id(self, key: str, name: str) -> str:
        """What the attribute `name` is called on the page of the entity `key`; empty where that has none."""
        return self._attributes[key].get(name, "")

    def attribute(self, key: str, name: str) -> str:
        """The link to an attribute: on the page of the entity, or to that page where it has no such attribute."""
        found = self.attribute_id(key, name)
        return link_to(self.entities[key], found)

    def held(self, attribute: Attribute) -> str:
        """The link to what an attribute holds; empty for a primitive type."""
        match attribute.kind:
            case TypeKind.ENTITY:
                return link_to(self.entities[attribute.target])
            case TypeKind.CODELIST if attribute.target in self.lists:
                return link_to(self.lists[attribute.target])
            case _:
                return ""

    def of_target(self, target: LinkTarget) -> str:
        """The link to what a name in a text leads to."""
        match target:
            case ("attribute", key, name):
                return self.attribute(key, name)
            case ("element", kind, name):
                return self.elements[kind, name]
            case ("message", process, name):
                return link_to(self.messages[process, name])
        folders = {
            "entity": self.entities,
            "list": self.lists,
            "domain": self.domains,
            "process": self.processes,
            "guide": self.guides,
        }
        return link_to(folders[target[0]][target[1]])

    @cached_property
    def element_ids(self) -> Mapping[tuple[str, str], str]:
        """What the elements of the architecture are called on their page."""
        named = {
            (kind.value, name): f"{kind.value} {name}" for kind, name in self._model.architecture
        }
        ids = anchors(named.values())
        return {key: ids[text] for key, text in named.items()}

    @cached_property
    def elements(self) -> Mapping[tuple[str, str], str]:
        """The links to the elements of the architecture."""
        return {key: link_to("cora", id_) for key, id_ in self.element_ids.items()}

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """By list and code what the value is called on its page."""
        return {
            name: anchors(code.code.text for code in codelist.codes)
            for name, codelist in self._model.codelists.items()
        }

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name, codelist in self._model.codelists.items():
            places = found.setdefault(name, {})
            for number, code in enumerate(codelist.codes):
                places.setdefault(code.code.text, number)
        return found

    def value(self, name: str, code: str) -> str:
        """The link to a value of a list; empty where there is none."""
        if code not in self.values.get(name, {}):
            return ""
        part = self._places[name][code] // ROWS_ON_A_PAGE
        return link_to(part_folder(self.lists[name], part), self.values[name][code])


def part_folder(folder: str, part: int) -> str:
    """The address of a part of what is too long for one page: the first is that of the whole."""
    return f"{folder}/deel-{part + 1}" if part else folder


def link_to(folder: str, anchor: str = "") -> str:
    """The link to a page, or to what is called `anchor` there."""
    page = f"{_quoted(folder)}/{INDEX}" if folder else INDEX
    return f"{page}#{_quoted(anchor)}" if anchor else page


def _quoted(text: str) -> str:
    return text if _UNQUOTED.fullmatch(text) else quote(text)


def _folders(kind: str, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{kind}/{safe}" for name, safe in safe_names(names, (INDEX, INDEX_JSON)).items()}


def _guides(paths: Iterable[str]) -> dict[str, str]:
    """By path the folder of each guidance page, which is called as the file is."""
    names = {path: path.rpartition("/")[2].removesuffix(".md") for path in paths}
    folders = _folders("uitleg", names.values())
    return {path: folders[name] for path, name in names.items()}
