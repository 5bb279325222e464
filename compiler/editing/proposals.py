"""What may be written at a place, by what stands around it. The words of the language come from its own tables."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.editing.index import MentionIndex
from compiler.editing.known_things import Completion, KnownThings, Sort, proposed_words
from compiler.editing.scanning import STATEMENT_WORDS, Surroundings
from compiler.language.actions import ENTITY_PROPERTIES
from compiler.language.actions_attributes import ATTRIBUTE_OPTIONS, MODIFIERS
from compiler.language.actions_lists import CODE_OPTIONS, LIST_PROPERTIES
from compiler.language.cora import WHOLES, ElementKind
from compiler.model.elements import TypeKind
from compiler.model.manifest_reading import SETTINGS

_IN_DOMAIN = ("abstract", "entiteit", "waardeobject", "referentiedata")
_ENTITY_WORDS = ("entiteit", "waardeobject")
_SEVERITY_WORDS = ("fout", "waarschuwing", "hint", "uit")
_PROPERTIES = {
    "entiteit": ENTITY_PROPERTIES,
    "waardeobject": ENTITY_PROPERTIES,
    "referentiedata": LIST_PROPERTIES,
    "domein": ("zonder", "voorheen", "uml"),
    "ketenproces": ("versie", "bedrijfsproces", "voorheen"),
    "bericht": ("pad", "voorheen"),
}


def proposals_at(
    around: Surroundings, index: MentionIndex, domain: str = ""
) -> tuple[Completion, ...]:
    """What may be written where `around` was found, in the domain `domain`; nothing in a text or a comment."""
    if around.quoted:
        return ()
    proposing = _Proposing(around, index, domain)
    found = proposing.of_header() if around.header is not None else proposing.of_member()
    return tuple(dict.fromkeys(found))


class _Proposing:
    """One question about a place."""

    def __init__(self, around: Surroundings, index: MentionIndex, domain: str) -> None:
        self._around = around
        self._index = index
        self._model = index.model
        self._domain = domain
        self._member = around.member
        self._known = KnownThings(index.model, domain)

    # -- in brackets -------------------------------------------------------------------------------------------------

    def of_header(self) -> Iterator[Completion]:
        """Properties of what is declared, and their values."""
        header = self._around.header or ()
        head = _kind_of(self._member)
        if not header:
            known = _PROPERTIES.get(head) or self._of_element(head)
            yield from proposed_words(known)
        elif header[0] == "negeer" and len(header) == 1:
            yield from self._known.rules()
        elif header[0] == "als":
            yield from self._told_by(header[1:])
        elif header[0] == "zonder":
            yield from self._without(head)
        elif header[0] == "domein":
            yield from self._known.domains()
        elif header[0] in list(ElementKind):
            yield from self._known.elements(header[0])

    def _of_element(self, head: str) -> tuple[str, ...]:
        kind = next((each for each in ElementKind if head == each), None)
        return (WHOLES[kind], "negeer") if kind and kind in WHOLES else ("negeer",)

    def _told_by(self, values: tuple[str, ...]) -> Iterator[Completion]:
        key = self._entity_of(self._member)
        base = self._member[self._member.index("is") + 1] if "is" in self._member[:-1] else ""
        base_key = self._index.names.entity_key(base, self._domain) if base else None
        if base_key is None:
            base_key = self._model.entities[key].base if key else None
        inherited = list(self._model.attributes_of(base_key)) if base_key else []
        if not values:
            lists = (each for each in inherited if each.kind is TypeKind.CODELIST)
            yield from (self._known.attribute(each) for each in lists)
            return
        for each in inherited:
            if each.name.text == values[0] and each.target in self._model.codelists:
                yield from self._known.codes(each.target)

    def _without(self, head: str) -> Iterator[Completion]:
        if head == "domein":
            yield from proposed_words(("document",))
        else:
            for each in self._model.standard.ids:
                yield Completion(each.name.text, Sort.ATTRIBUTE)

    # -- in a block, and at the top ----------------------------------------------------------------------------------

    def of_member(self) -> Iterator[Completion]:
        """What a member begins with, or goes on with."""
        if not self._around.blocks:
            yield from self._at_top()
            return
        outer = _kind_of(self._around.blocks[0])
        depth = len(self._around.blocks)
        if outer == "domein" and depth == 1:
            yield from self._at_top()
        elif outer in _ENTITY_WORDS or (outer == "domein" and self._is_in_entity()):
            yield from self._in_entity()
        elif outer in ("referentiedata", "domein"):
            yield from self._in_list()
        elif outer in ("bericht", "envelop"):
            yield from self._in_message(depth)
        elif outer == "standaard":
            yield from self._in_manifest(depth)

    def _is_in_entity(self) -> bool:
        return _kind_of(self._around.blocks[1]) in _ENTITY_WORDS

    def _at_top(self) -> Iterator[Completion]:
        member = self._member
        last = member[-1] if member else ""
        if not member:
            inside = bool(self._around.blocks)
            yield from proposed_words(_IN_DOMAIN if inside else STATEMENT_WORDS)
        elif last == "gedeeld":
            yield from proposed_words(("domein",))
        elif last == "abstract":
            yield from proposed_words(_ENTITY_WORDS)
        elif last == "domein":
            yield from self._known.domains()
        elif last in ("is", "over"):
            yield from self._known.entities()
        elif _kind_of(member) in _ENTITY_WORDS and last not in _ENTITY_WORDS and "is" not in member:
            yield from proposed_words(("is",))
        elif _kind_of(member) == "bericht" and last != "bericht" and "over" not in member:
            yield from proposed_words(("over",))

    def _in_entity(self) -> Iterator[Completion]:
        if ":" in self._member:
            yield from self._behind_colon()
        else:
            yield from proposed_words(word for word in MODIFIERS if word != "eigen")

    def _behind_colon(self) -> Iterator[Completion]:
        written = self._member[self._member.index(":") + 1 :]
        if not written:
            yield from self._known.types()
        elif written[-1] == ".":
            yield from proposed_words(("sleutels",))
        elif written[-1] == "negeer":
            yield from self._known.rules()
        elif written[-1] == "bron":
            yield from proposed_words(name for name, _ in self._model.standard.registrations)
        elif written[-1] not in ATTRIBUTE_OPTIONS:
            yield from proposed_words(ATTRIBUTE_OPTIONS)

    def _in_list(self) -> Iterator[Completion]:
        member = self._member
        last = member[-1] if member else ""
        if last == ".":
            yield from self._known.codes(member[-2])
        elif last == "ouder":
            yield from self._known.lists()
        elif last == "domein":
            yield from self._known.domains()
        elif last == "negeer":
            yield from self._known.rules()
        elif last and last not in CODE_OPTIONS and len(member) > 1:
            yield from proposed_words(CODE_OPTIONS)

    def _in_message(self, depth: int) -> Iterator[Completion]:
        if depth == 1:
            if ":" in self._member:
                yield from self._behind_colon()
            elif not self._member:
                yield from self._projections()
            return
        if ":" in self._member:
            yield from self._behind_colon()
        elif self._member[-1:] == (".",):
            yield from proposed_words(("sleutels", "ingebed"))
        elif self._member[-1:] == ("alle",):
            yield from proposed_words(("behalve", "ids"))
        elif self._member[-1:] == ("eigen",):
            return
        else:
            yield from self._items()

    def _projections(self) -> Iterator[Completion]:
        """Entities that the message does not show yet: first its own, then what is derived, then what these hold."""
        message = self._around.blocks[0]
        root = message[message.index("over") + 1] if "over" in message[:-1] else ""
        key = self._index.names.entity_key(root) if root else None
        near = {key} | {each.key for each in self._model.descendants(key)} if key else set()
        held = {
            each.target for entity in near if entity for each in self._model.attributes_of(entity)
        }
        for each in self._known.entities():
            assert each.thing is not None
            if each.text not in self._around.siblings:
                rank = 0 if each.thing.name in near else 1 if each.thing.name in held else 2
                yield each._replace(rank=rank)

    def _items(self) -> Iterator[Completion]:
        """What a projection may still take of its entity."""
        key = self._entity_of(self._around.blocks[-1])
        taken = self._around.siblings
        behind = self._member[-1:] == ("behalve",)
        if not self._member:
            words = ("alle", "alle behalve", "alle ids", "eigen", "vervallen")
            rank = 2 if "alle" in taken else 1
            yield from (each._replace(rank=rank) for each in proposed_words(words))
        if key is None:
            return
        own = {each.name.text for each in self._model.entities[key].attributes}
        for each in self._model.attributes_of(key):
            if each.name.text not in taken and (each.name.text in own or not behind):
                yield self._known.attribute(each)

    def _in_manifest(self, depth: int) -> Iterator[Completion]:
        setting = self._around.blocks[1][0] if depth > 1 and self._around.blocks[1] else ""
        member = self._member
        if depth == 1:
            yield from self._settings()
        elif setting == "ernst":
            yield from proposed_words(_SEVERITY_WORDS) if member else self._known.rules()
        elif setting == "inPlaatsVan":
            yield from self._known.entities()
        elif setting == "ids" and ":" in member:
            yield from self._behind_colon()
        elif setting == "voorbeelden" and not member and depth == 2:
            yield from self._known.entities()
            yield from self._known.lists()

    def _settings(self) -> Iterator[Completion]:
        member = self._member
        if not member:
            yield from proposed_words(
                each for each in SETTINGS if each not in self._around.siblings
            )
        elif member[0] == "versiebeleid":
            yield from proposed_words(("strikt", "ruim"))
        elif member[0] == "correcties":
            yield from proposed_words(("geen", "verenigbaar", "alle"))

    def _entity_of(self, head: tuple[str, ...]) -> str | None:
        """The key of the entity that a block or a statement begins with."""
        words = [word for word in head if word not in ("abstract", *_ENTITY_WORDS)]
        return self._index.names.entity_key(words[0].strip("`"), self._domain) if words else None


def _kind_of(head: tuple[str, ...]) -> str:
    """The word that says what `head` declares; of `afnemende rol` it is both words."""
    words = [word for word in head if word not in ("abstract", "gedeeld")]
    if words[:2] == ["afnemende", "rol"]:
        return ElementKind.CONSUMING_ROLE
    return words[0] if words else ""
