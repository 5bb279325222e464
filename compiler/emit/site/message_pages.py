"""The page of a message: what it takes of the model, how it is asked for and sent, examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from compiler.base.wording import say
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.site.addresses import SCHEMA_FILE, anchors, link_to
from compiler.emit.site.api_addresses import interface_folder, resource_parts
from compiler.emit.site.api_pages import WORDS_FOR_PLACES
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.finding_blocks import findings_block
from compiler.emit.site.plan import (
    CodeBlock,
    FactsBlock,
    NoteBlock,
    ProseBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    TableBlock,
    filled_table,
    in_dutch,
)
from compiler.model.documents import DocumentKind
from compiler.model.elements import Message, Projection
from compiler.model.projection_lines import Shown, View, shown_as, views_in

if TYPE_CHECKING:
    from compiler.emit.site.kept_examples import KeptExamples
    from compiler.emit.site.pictures import SitePictures
    from compiler.emit.site.told_documents import ToldDocument, ToldDocuments

_ENVELOPE = "envelop"


class MessagePages:
    """Plans the pages of messages; `examples` are those to show, `files` says where the schemas of a message are."""

    def __init__(
        self,
        site: SiteContents,
        pictures: SitePictures,
        examples: KeptExamples,
        told: ToldDocuments,
        files: Callable[[Message], SiteCell],
    ) -> None:
        self._site = site
        self._pictures = pictures
        self._examples = examples
        self._told = told
        self._files = files
        said = site.said
        self._label = said(say("Message"))
        self._shown = {
            Shown.VALUE: said(say("value")),
            Shown.EMBEDDED: said(say("embedded")),
            Shown.KEYS: said(say("keys")),
        }
        self._left_out = said(say("Left out"))
        self._columns = (
            SiteColumn("attribuut", said(say("Attribute")), bare=True),
            SiteColumn("type", said(say("Type"))),
            SiteColumn("getoond", said(say("Shown as"))),
            SiteColumn("afwijking", said(say("Otherwise than in the model"))),
        )
        self._root = said(say("the message is about it"))

    def page(self, message: Message) -> SitePage:
        """The page of `message`."""
        site = self._site
        key = (message.process, message.name.text)
        return SitePage(
            folder=site.addresses.messages[key],
            sort="bericht",
            label=self._label,
            name=message.name.text,
            trail=(site.process(message.process),),
            active="processen",
            blocks=tuple(self._blocks(message)),
        )

    def _blocks(self, message: Message) -> Iterator[SiteBlock]:
        site, key = self._site, (message.process, message.name.text)
        if message.description:
            yield ProseBlock("omschrijving", site.described.piece(message.description))
        told = self._told.of(DocumentKind.PROCESS, message.process)
        yield FactsBlock(tuple(self._facts(message, told)))
        root = site.model.outlines[message.root].name
        shown = tuple(views_in(message, site.model))
        names = ", ".join(view.entity for view in shown)
        text = say(
            "The entities of the message {message}, which is about {root}: {names}.",
            message=message.name, root=root, names=names,
        )  # fmt: skip
        yield self._pictures.of_message(*key, site.said(text))
        parts = anchors(f"entiteit-{each}" for each in message.projections)
        for projection, view in zip(message.projections.values(), shown, strict=True):
            yield self._projection(
                message, projection, view, parts[f"entiteit-{projection.entity}"]
            )
        yield from self._envelope()
        yield from self._operations(told, message.name.text)
        yield from self._shown_examples(message)
        yield from findings_block(site, site.by_element.get("/".join(key), ()))

    def _facts(self, message: Message, told: ToldDocument) -> Iterator[tuple[str, str, SiteCell]]:
        site, said = self._site, self._site.said
        yield "proces", said(say("Process")), (site.process(message.process),)
        yield "over", said(say("Is about")), (site.entity(message.root),)
        yield "pad", said(say("Address of the resource")), f"/{message.path}"
        yield "server", said(say("Server")), told.server
        found = site.interfaces[DocumentKind.PROCESS, message.process]
        folder = interface_folder(site.addresses, found.kind, found.name)
        part = resource_parts([each.name for each in found.resources])[message.name.text]
        interface = SitePiece(told.title, link_to(folder, f"deel-{part}"))
        yield "koppelvlak", said(say("Interface")), (interface,)
        if message.formerly:
            yield "voorheen", said(say("Formerly")), message.formerly
        anchor = site.addresses.schemas[message.process, message.name.text]
        of_operations = (f"#{anchor}.{operation}" for operation in OPERATIONS)
        file = SitePiece(SCHEMA_FILE, SCHEMA_FILE)
        yield "schema", "JSON Schema", in_row((file, *of_operations))
        in_set = self._files(message)
        if in_set:
            yield "bestanden", said(say("JSON Schema in the complete set")), in_set

    # -- what it takes -------------------------------------------------------------------------------------------------

    def _projection(
        self, message: Message, projection: Projection, view: View, part: str
    ) -> TableBlock:
        site = self._site
        taken = {attribute.name.text: attribute for attribute in projection.attributes}
        rows = []
        for line in view.shown:
            attribute = taken[line.attribute]
            name: tuple[str | SitePiece, ...] = (
                (line.attribute, " ", self._own)
                if attribute.own
                else (site.attribute(projection.entity, line.attribute),)
            )
            if attribute.obsolete:
                name += (" ", site.obsolete)
            cells = (name, line.type, self._shown[line.shown], site.said(line.departs))
            rows.append(SiteRow(cells, mark="vervallen" if attribute.obsolete else ""))
        intro = self._intro(message, projection, view)
        return filled_table(part, view.entity, self._columns, tuple(rows), intro)

    def _intro(self, message: Message, projection: Projection, view: View) -> SiteCell:
        """What stands above the attributes that a message takes: how many they are, and which it leaves out."""
        site = self._site
        about = f" ({self._root})" if message.root == projection.entity else ""
        count = site.said(
            say("{taken} of {all} attributes", taken=len(view.shown), all=len(view.lines))
        )
        pieces: list[str | SitePiece] = [site.entity(projection.entity), f"{about}: {count}. "]
        if projection.description:
            pieces += (site.described.piece(projection.description), " ")
        if view.left_out:
            names = ", ".join(line.attribute for line in view.left_out)
            pieces.append(f"{self._left_out}: {names}.")
        return tuple(pieces)

    @cached_property
    def _own(self) -> SitePiece:
        return SitePiece(self._site.said(say("own")), mark="eigen")

    def _envelope(self) -> Iterator[SiteBlock]:
        site = self._site
        envelope = site.model.envelope
        if envelope is None:
            return
        rows = tuple(
            SiteRow((
                attribute.name.text,
                site.type_of(attribute),
                self._shown[shown_as(attribute, (), site.model)],
                (site.described.piece(attribute.description),) if attribute.description else "",
            ))
            for attribute in envelope.attributes
        )  # fmt: skip
        columns = (
            *self._columns[:3],
            SiteColumn("omschrijving", site.said(say("Description"))),
        )
        if rows:
            heading = site.said(say("What every message carries"))
            yield filled_table(_ENVELOPE, heading, columns, rows)

    # -- how it is asked for and sent ----------------------------------------------------------------------------------

    def _operations(self, told: ToldDocument, tag: str) -> Iterator[SiteBlock]:
        said = self._site.said
        operations = told.of(tag)
        if not operations:
            return
        yield filled_table(
            "bewerkingen",
            said(say("Operations")),
            (
                SiteColumn("methode", said(say("Method")), code=True),
                SiteColumn("pad", said(say("Path")), code=True),
                SiteColumn("omschrijving", said(say("Description"))),
                SiteColumn("bewerking", "operationId", code=True),
                SiteColumn("scopes", said(say("Scopes")), code=True),
                SiteColumn("antwoorden", said(say("Answers"))),
            ),
            tuple(
                SiteRow((
                    each.method, each.path, in_dutch(each.summary), each.id,
                    ", ".join(each.scopes), ", ".join(told.answers[at].status for at in each.answers),
                ))
                for each in operations
            ),
        )  # fmt: skip
        places = dict.fromkeys(at for each in operations for at in each.parameters)
        if places:
            yield filled_table(
                "parameters",
                said(say("Parameters and headers")),
                (
                    SiteColumn("naam", said(say("Name")), code=True),
                    SiteColumn("plaats", said(say("Stands"))),
                    SiteColumn("type", said(say("Type"))),
                    SiteColumn("omschrijving", said(say("Description"))),
                ),
                tuple(
                    SiteRow((
                        each.name, said(WORDS_FOR_PLACES.get(each.place, each.place)),
                        each.type, in_dutch(each.description),
                    ))
                    for each in map(told.parameters.__getitem__, places)
                ),
            )  # fmt: skip

    def _shown_examples(self, message: Message) -> Iterator[SiteBlock]:
        said = self._site.said
        made = self._examples.of_message(message)
        if all(text.strip() == "{}" for operation, text in made if operation != "PUT"):
            # PUT carries every attribute, without a value too.
            empty = say(
                "No value can be made up for what this message takes, so its examples are empty."
            )
            yield NoteBlock(said(empty))
        for operation, text in made:
            heading = said(say("Example of {operation}", operation=operation))
            yield CodeBlock(f"voorbeeld-{operation.lower()}", heading, text)
