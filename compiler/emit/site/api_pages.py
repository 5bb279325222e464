"""The reference of interfaces: a page per OpenAPI document with all its operations, and one that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from compiler.base.wording import Text, say
from compiler.emit.site.addresses import anchors, link_to
from compiler.emit.site.api_addresses import API, interface_folder, resource_parts
from compiler.emit.site.api_likeness import (
    CommonWords,
    Likeness,
    SharedParts,
    common_words,
    likeness_of,
    shared_parts,
)
from compiler.emit.site.contents import SiteContents, SiteInterface
from compiler.emit.site.plan import (
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
from compiler.emit.site.told_documents import (
    ToldDocument,
    ToldDocuments,
    ToldOperation,
)
from compiler.model.documents import DocumentKind

# Where an operation takes a parameter, or gives a header, in words.
WORDS_FOR_PLACES = {
    "query": say("in the address"),
    "path": say("in the path"),
    "header": say("header"),
    "answer": say("header of the answer"),
}
# What gives links to the file of a document, and to where its requests can be tried, with their keys and labels.
LinksOfDocument = Callable[[SiteInterface], tuple[tuple[str, Text, SiteCell], ...]]


class ApiPages:
    """Plans these pages; `links` gives what readers can take along or try of a document, with keys and labels."""

    def __init__(self, site: SiteContents, told: ToldDocuments, links: LinksOfDocument) -> None:
        self._site = site
        self._told = told
        self._links = links
        said = site.said
        self._name = said(say("Interfaces"))
        self._label = said(say("Interface"))
        self._everywhere = said(say("all operations of resources"))
        self._columns = (
            SiteColumn("bewerking", said(say("Operation")), code=True),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("operationId", "operationId", code=True),
            SiteColumn("neemt", said(say("Takes"))),
            SiteColumn("antwoordt", said(say("Answers"))),
            SiteColumn("scopes", "Scopes"),
        )

    def page(self, key: tuple[str, str]) -> SitePage:
        """The page of the document with this kind and name."""
        contents = self._site.interfaces[key]
        told = self._told.of(contents.kind, contents.name)
        return SitePage(
            folder=self._folder(contents),
            sort="koppelvlak",
            label=self._label,
            name=told.title,
            trail=(SitePiece(self._name, link_to(API)),),
            active="koppelvlakken",
            blocks=tuple(self._blocks(contents, told)),
        )

    def _folder(self, contents: SiteInterface) -> str:
        return interface_folder(self._site.addresses, contents.kind, contents.name)

    def index(self) -> SitePage:
        """The page that lists the documents."""
        said = self._site.said
        columns = (
            SiteColumn("koppelvlak", self._label),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("resources", said(say("Resources"))),
        )
        blocks: list[SiteBlock] = []
        for kind, key, heading in (
            (DocumentKind.PROCESS, "ketenprocessen", say("Of processes")),
            (DocumentKind.DOMAIN, "informatiedomeinen", say("Of information domains")),
        ):
            rows = tuple(
                SiteRow((
                    (SitePiece(each.title, link_to(self._folder(each))),),
                    in_dutch(each.description),
                    str(len(each.resources)),
                ))
                for each in self._site.interfaces.values()
                if each.kind is kind
            )  # fmt: skip
            if rows:
                blocks.append(filled_table(key, said(heading), columns, rows))
        if not blocks:
            none = say("No domain of the model is documented, and it has no process.")
            blocks.append(NoteBlock(said(none)))
        return SitePage(
            folder=API,
            sort="overzicht",
            label=said(say("Index")),
            name=self._name,
            blocks=tuple(blocks),
            active="koppelvlakken",
        )

    # -- one document --------------------------------------------------------------------------------------------------

    def _blocks(self, contents: SiteInterface, told: ToldDocument) -> Iterator[SiteBlock]:
        if told.description:
            yield ProseBlock("omschrijving", self._site.described.piece(told.description))
        yield FactsBlock(tuple(self._facts(contents, told)))
        shared = shared_parts(told)
        parts = resource_parts([each.name for each in contents.resources])
        for resource in contents.resources:
            common = common_words(told.of(resource.name))
            about = self._about(contents, resource.name, resource.entity, common)
            operations = tuple(self._operations(told, resource.name, shared, common))
            part = parts[resource.name]
            yield filled_table(part, resource.name, self._columns, operations, about)
        yield from self._parameters(told, shared)
        yield from self._answers(told, shared)
        said = self._site.said
        columns = (
            SiteColumn("scope", "Scope", code=True),
            SiteColumn("omschrijving", said(say("Description"))),
        )
        rows = tuple(SiteRow(each) for each in told.scopes)
        if rows:
            yield filled_table("scopes", "Scopes", columns, rows)

    def _facts(
        self, contents: SiteInterface, told: ToldDocument
    ) -> Iterator[tuple[str, str, SiteCell]]:
        site, said = self._site, self._site.said
        if contents.kind is DocumentKind.PROCESS:
            yield "proces", said(say("Process")), (site.process(contents.name),)
        else:
            yield "domein", said(say("Domain")), (site.domain(contents.name),)
        yield "server", said(say("Server")), told.server
        for name, values in told.variables:
            yield f"server-{name}", f"{{{name}}}", ", ".join(values)
        ways = [f"{name}: {', '.join(scopes)}" if scopes else name for name, scopes in told.ways]
        if ways:
            yield "toegang", said(say("Access, one of")), " · ".join(ways)
        yield "openapi", "OpenAPI", told.openapi
        for key, label, where in self._links(contents):
            yield key, said(label), where
        alone = [f"{each.method} {each.path}" for each in told.of("")]
        if alone:
            yield "dienst", said(say("Of the service itself")), ", ".join(alone)

    def _about(
        self, contents: SiteInterface, tag: str, entity: str, common: CommonWords
    ) -> SiteCell:
        """Where is told what the bodies of a resource hold, and what is told short in the table."""
        site, said = self._site, self._site.said
        key = (contents.name, tag)
        is_message = contents.kind is DocumentKind.PROCESS and key in site.addresses.messages
        piece = (
            SitePiece("/".join(key), link_to(site.addresses.messages[key]))
            if is_message
            else site.entity(entity)
        )
        pieces: list[str | SitePiece] = [said(say("What it holds: ")), piece, "."]
        if common.schema:
            pieces.append(" " + said(say("The schema is {name}.", name=common.schema)))
        if common.scope:
            pieces.append(" " + said(say("Scopes begin with {name}", name=common.scope)))
        return tuple(pieces)

    def _operations(
        self, told: ToldDocument, tag: str, shared: SharedParts, common: CommonWords
    ) -> Iterator[SiteRow]:
        ids = anchors(each.id for each in told.operations)
        for each in told.of(tag):
            takes = [self._short(each.carries, common)] if each.carries else []
            takes += [
                f"{told.parameters[at].name} ({self._short(told.parameters[at].type, common)})"
                for at in each.parameters
                if at not in shared.parameters and told.parameters[at].place != "answer"
            ]
            headers = {
                told.parameters[at].name
                for at in each.parameters
                if at not in shared.parameters and told.parameters[at].place == "answer"
            }
            answers = [self._answer(at, told, shared, common, headers) for at in each.answers]
            cells = (
                f"{each.method} {each.path}",
                in_dutch(each.summary),
                each.id,
                ", ".join(takes),
                ", ".join(answers),
                ", ".join(scope.removeprefix(common.scope) for scope in each.scopes),
            )
            yield SiteRow(cells, id=ids[each.id])

    def _answer(
        self,
        at: int,
        told: ToldDocument,
        shared: SharedParts,
        common: CommonWords,
        own: AbstractSet[str],
    ) -> str:
        """An answer in the row of its operation: with what it carries, and those of its headers that no other has."""
        answer = told.answers[at]
        if at in shared.answers:
            return answer.status
        headers = [name for name in answer.headers if name in own]
        said = f"{answer.status} {self._short(answer.carries, common)}".strip()
        return f"{said} ({', '.join(headers)})" if headers else said

    def _short(self, carried: str, common: CommonWords) -> str:
        """What is carried; the schema of the resource is called no more than that."""
        rest = carried.removeprefix(common.schema) if common.schema else ""
        is_schema = carried.startswith(common.schema) and rest in ("", "[]")
        return f"schema{rest}" if common.schema and is_schema else carried

    def _parameters(self, told: ToldDocument, shared: SharedParts) -> Iterator[TableBlock]:
        said = self._site.said
        rows = tuple(
            SiteRow((
                each.name, said(WORDS_FOR_PLACES.get(each.place, each.place)), each.type,
                in_dutch(each.description), self._where(told, at, lambda each: each.parameters),
            ))
            for at, each in enumerate(told.parameters) if at in shared.parameters
        )  # fmt: skip
        columns = (
            SiteColumn("naam", said(say("Name")), code=True),
            SiteColumn("plaats", said(say("Stands"))),
            SiteColumn("type", said(say("Type"))),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("bij", said(say("Goes with"))),
        )
        if rows:
            heading = said(say("Parameters and headers of several resources"))
            yield filled_table("parameters", heading, columns, rows)

    def _answers(self, told: ToldDocument, shared: SharedParts) -> Iterator[TableBlock]:
        said = self._site.said
        rows = tuple(
            SiteRow((
                each.status, in_dutch(each.description), each.carries, ", ".join(each.headers),
                self._where(told, at, lambda each: each.answers),
            ))
            for at, each in enumerate(told.answers) if at in shared.answers
        )  # fmt: skip
        columns = (
            SiteColumn("status", "Status", code=True),
            SiteColumn("omschrijving", said(say("Description"))),
            SiteColumn("draagt", said(say("Holds"))),
            SiteColumn("headers", "Headers"),
            SiteColumn("bij", said(say("Goes with"))),
        )
        if rows:
            heading = said(say("Answers of several resources"))
            yield filled_table("antwoorden", heading, columns, rows)

    def _where(
        self,
        told: ToldDocument,
        at: int,
        of: Callable[[ToldOperation], tuple[int, ...]],
    ) -> str:
        """Which operations have the parameter or the answer `at`: in kinds, where all of a kind do, else by id."""
        kinds: dict[Likeness, list[ToldOperation]] = {}
        for each in told.operations:
            if each.tag:
                kinds.setdefault(likeness_of(each), []).append(each)
        found: list[str] = []
        everywhere = True
        for (method, rest), operations in kinds.items():
            having = [each for each in operations if at in of(each)]
            everywhere = everywhere and len(having) == len(operations)
            if len(having) == len(operations):
                found.append(f"{method} /…{rest}")
            else:
                found += [each.id for each in having]
        return self._everywhere if everywhere else ", ".join(found)
