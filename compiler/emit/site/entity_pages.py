"""The page of an entity: what it is, what it has, who uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.finding_blocks import findings_block
from compiler.emit.site.plan import (
    CodeBlock,
    FactsBlock,
    PictureBlock,
    ProseBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    filled_table,
)
from compiler.language.cora import ElementKind
from compiler.model.elements import Attribute, Entity, TypeKind

if TYPE_CHECKING:
    from compiler.emit.site.kept_examples import KeptExamples
    from compiler.emit.site.pictures import SitePictures


class EntityPages:
    """Plans the pages of entities."""

    def __init__(self, site: SiteContents, pictures: SitePictures, examples: KeptExamples) -> None:
        self._site = site
        self._examples = examples
        self._pictures = pictures
        said = site.said
        self._label = said(say("Entity"))
        self._about = (
            SiteColumn("naam", said(say("Attribute"))),
            SiteColumn("type", said(say("Type"))),
            SiteColumn("kenmerken", said(say("Marks"))),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("regels", said(say("Constraints"))),
        )
        self._headings = {
            "eigen": said(say("Attributes")),
            "geerfd": said(say("Inherited attributes")),
            "verwijzingen": said(say("Who refers to it")),
            "berichten": said(say("In messages")),
        }
        self._from = SiteColumn("van", said(say("Of")))
        self._rules = {
            "beperking": said(say("constraint")),
            "patroon": said(say("pattern")),
            "afgeleid": said(say("derived")),
            "bron": said(say("source")),
            "voorheen": said(say("formerly")),
            "negeer": said(say("passed over")),
        }
        self._fact_labels = {
            "domein": said(say("Domain")),
            "meervoud": said(say("Plural")),
            "pad": said(say("Address of the resource")),
            "basis": said(say("Is a kind of")),
            "kenmerk": said(say("Told by")),
            "afgeleid": said(say("Kinds of it")),
            "soort": said(say("Nature")),
            "bedrijfsobject": said(say("Business object")),
            "voorheen": said(say("Formerly")),
        }
        self._natures = {"abstract": said(say("abstract")), "waarde": said(say("value object"))}

    def page(self, entity: Entity) -> SitePage:
        """The page of `entity`."""
        site = self._site
        return SitePage(
            folder=site.addresses.entities[entity.key],
            sort="entiteit",
            label=self._label,
            name=entity.name.text,
            trail=(site.domain(entity.domain),),
            active="domeinen",
            blocks=tuple(self._blocks(entity)),
        )

    def _blocks(self, entity: Entity) -> Iterator[SiteBlock]:
        site = self._site
        if entity.description:
            yield ProseBlock("omschrijving", site.described.piece(entity.description))
        yield FactsBlock(tuple(self._facts(entity)))
        yield self._picture(entity)
        yield filled_table(
            "attributen",
            self._headings["eigen"],
            self._about,
            tuple(self._rows(entity, entity.attributes)),
        )
        inherited = tuple(self._inherited(entity))
        if inherited:
            columns = (self._about[0], self._from, *self._about[1:])
            yield filled_table("geerfd", self._headings["geerfd"], columns, inherited)
        yield from self._users(entity)
        yield from self._messages(entity)
        yield from self._example(entity)
        yield from findings_block(site, site.by_element.get(entity.name.text, ()), entity.domain)

    def _facts(self, entity: Entity) -> Iterator[tuple[str, str, SiteCell]]:
        site, labels = self._site, self._fact_labels
        yield "domein", labels["domein"], (site.domain(entity.domain),)
        yield "meervoud", labels["meervoud"], entity.plural
        yield "pad", labels["pad"], f"/{entity.path}"
        natures = [
            self._natures[name]
            for name, holds in (("abstract", entity.abstract), ("waarde", entity.value_object))
            if holds
        ]
        if natures:
            yield "soort", labels["soort"], ", ".join(natures)
        bases = [site.entity(base.key) for base in site.model.bases(entity.key)]
        if bases:
            yield "basis", labels["basis"], in_row(bases)
        if entity.told_by:
            attribute, *codes = entity.told_by
            yield "kenmerk", labels["kenmerk"], f"{attribute} = {', '.join(codes)}"
        if entity.derived:
            yield "afgeleid", labels["afgeleid"], in_row(map(site.entity, entity.derived))
        if entity.business_object:
            piece = site.element(ElementKind.BUSINESS_OBJECT.value, entity.business_object)
            yield "bedrijfsobject", labels["bedrijfsobject"], (piece,)
        if entity.formerly:
            yield "voorheen", labels["voorheen"], entity.formerly

    def _picture(self, entity: Entity) -> PictureBlock:
        site = self._site
        held = [a.target for a in entity.attributes if a.kind is TypeKind.ENTITY]
        holders = [each.entity for each in site.holders.get((TypeKind.ENTITY, entity.key), ())]
        text = say(
            "{entity} and what is around it. It refers to: {held}. It is referred to by: {holders}.",
            entity=entity.name,
            held=self._names(held),
            holders=self._names(holders),
        )
        return self._pictures.of_entity(entity.key, site.said(text))

    def _names(self, keys: Iterable[str]) -> str:
        names = [self._site.model.outlines[key].name for key in dict.fromkeys(keys)]
        return ", ".join(names) if names else say("nothing")

    def _rows(self, entity: Entity, attributes: Iterable[Attribute]) -> Iterator[SiteRow]:
        for attribute in attributes:
            name = attribute.name.text
            cells = (name, *self._about_attribute(attribute))
            id_ = self._site.addresses.attribute_id(entity.key, name)
            yield SiteRow(cells, id_, "vervallen" if attribute.obsolete else "")

    def _about_attribute(self, attribute: Attribute) -> tuple[SiteCell, ...]:
        site = self._site
        return (
            site.type_of(attribute),
            site.marks_of(attribute),
            (site.described.piece(attribute.description),) if attribute.description else "",
            self._held_to(attribute),
        )

    def _held_to(self, attribute: Attribute) -> SiteCell:
        """What an attribute is held to, a line for each."""
        pieces: list[str | SitePiece] = []
        for key, value in (
            ("beperking", attribute.constraint),
            ("patroon", attribute.pattern),
            ("afgeleid", attribute.derived),
            ("bron", attribute.source.text),
            ("voorheen", attribute.formerly),
            *(("negeer", f"{each.rule}: {each.reason}") for each in attribute.suppressions),
        ):
            if value:
                pieces += (
                    SitePiece(f"{self._rules[key]}:", mark="woord"),
                    SitePiece(value, mark="patroon" if key == "patroon" else "regel"),
                )
        return tuple(pieces) if pieces else ""

    def _inherited(self, entity: Entity) -> Iterator[SiteRow]:
        """The attributes of the bases, but for those that it declares itself."""
        site = self._site
        seen = {attribute.name.text for attribute in entity.attributes}
        for base in site.model.bases(entity.key):
            for attribute in base.attributes:
                name = attribute.name.text
                if name not in seen:
                    seen.add(name)
                    about = self._about_attribute(attribute)
                    origin = SitePiece(base.name.text, site.addresses.attribute(base.key, name))
                    cells = (name, (origin,), *about)
                    yield SiteRow(cells, site.addresses.attribute_id(entity.key, name))

    def _users(self, entity: Entity) -> Iterator[SiteBlock]:
        site, said = self._site, self._site.said
        holders = site.holders.get((TypeKind.ENTITY, entity.key), ())
        if not holders:
            return
        keys, embedded = said(say("its keys")), said(say("embedded"))
        columns = (
            SiteColumn("entiteit", said(say("Entity"))),
            SiteColumn("attribuut", said(say("Attribute"))),
            SiteColumn("houdt", said(say("Holds"))),
            SiteColumn("domein", said(say("Domain"))),
        )
        rows = tuple(
            SiteRow((
                (site.entity(each.entity),),
                (site.attribute(each.entity, each.attribute),),
                (keys if each.keys else embedded) + " []" * each.many,
                each.domain,
            ))
            for each in holders
        )  # fmt: skip
        yield filled_table("verwijzingen", self._headings["verwijzingen"], columns, rows)

    def _messages(self, entity: Entity) -> Iterator[SiteBlock]:
        site, said = self._site, self._site.said
        shown = site.by_entity.get(entity.key, ())
        if not shown:
            return
        columns = (
            SiteColumn("bericht", said(say("Message"))),
            SiteColumn("neemt", said(say("Takes"))),
            SiteColumn("weggelaten", said(say("Leaves out"))),
        )
        about = said(say("the message is about it"))
        rows = []
        for each in shown:
            taken = said(say("{taken} of {all}", taken=each.taken, all=each.of))
            of_it = f" ({about})" if each.root == entity.key else ""
            left_out = ", ".join(each.left_out)
            rows.append(SiteRow(((site.message(each.process, each.name), of_it), taken, left_out)))
        yield filled_table("berichten", self._headings["berichten"], columns, tuple(rows))
        about_it = next((each for each in shown if each.root == entity.key), None)
        if about_it is not None:
            folder = site.addresses.messages[about_it.process, about_it.name]
            name = f"{about_it.process}/{about_it.name}"
            link = SitePiece(name, link_to(folder, "deel-voorbeeld-get"))
            label = said(say("Whole example"))
            yield FactsBlock((("voorbeeld-van", label, (link,)),))

    def _example(self, entity: Entity) -> Iterator[SiteBlock]:
        """What the entity looks like by itself, in the document of its domain."""
        text = self._examples.of_entity(entity.key)
        if text:
            yield CodeBlock("voorbeeld", self._site.said(say("Example")), text)
