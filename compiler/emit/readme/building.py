"""Model → a README that names every artefact of the complete set, with links to them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from compiler.base.context import Context
from compiler.base.markdown_text import plain
from compiler.emit.crossreference.building import CROSS_REFERENCE_FILES
from compiler.emit.emitted import Emitted
from compiler.emit.jsonschema.plan import OPERATIONS
from compiler.emit.referencedata.building import reference_data_csv, reference_data_paths
from compiler.emit.rendering.templating import environment
from compiler.emit.spreadsheet.building import SHEET_FILE
from compiler.emit.wiki.building import WIKI_FILES
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents, DocumentKind
from compiler.model.model import Model

README_FILE = "readme/README.md"
WhereItStands: TypeAlias = Callable[[str], str]
_SCHEMA = "jsonschema"
_WIKI_TEXTS = (
    "voor een wiki: een pagina per referentiedatalijst",
    "voor een wiki: een pagina per entiteit",
    "voor een wiki: een pagina per bericht",
    "voor een wiki: welke lijst, entiteit en bericht bij elkaar horen",
)


class ReadmePart(NamedTuple):
    """A heading with a table; cells are Markdown."""

    heading: str
    intro: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class FilesBeside(NamedTuple):
    """Files that are no artefacts of the set: their paths as seen from the README, and what they are, in Dutch."""

    paths: tuple[str, ...]
    about: str


class Readme(NamedTuple):
    """All that the template lays out, as Markdown."""

    heading: str
    description: str
    intro: str
    parts: tuple[ReadmePart, ...]
    pinned: str


def build_readme(model: Model, context: Context, *, with_json: bool) -> Emitted:
    """The README of the complete set of `model`; `with_json` says that each OpenAPI document is there as JSON too."""
    return Emitted({README_FILE: readme_of(model, context, with_json=with_json, place=_beside)})


def readme_of(
    model: Model,
    context: Context,
    *,
    with_json: bool,
    place: WhereItStands,
    beside: tuple[FilesBeside, ...] = (),
) -> bytes:
    """The README of the complete set of `model`.

    Args:
        model: the model.
        context: where compiled templates are kept.
        with_json: whether each OpenAPI document is there as JSON too.
        place: where the artefact at a path stands, seen from the README: others may lay the set out otherwise.
        beside: what stands beside the set.
    """
    values = {"readme": _readme(model, _Links(with_json, place), beside)}
    # Not `render`: empty lines part what Markdown shows apart.
    text = environment("readme", context).get_template("README.md.jinja").render(values)
    return text.encode()


def _beside(path: str) -> str:
    """Where an artefact stands in an output folder: the README has a folder of its own there."""
    return f"../{path}"


class _Links(NamedTuple):
    """Makes the links of a README."""

    with_json: bool
    place: WhereItStands

    def to(self, text: str, path: str) -> str:
        """A link to the artefact at `path`."""
        return _link(text, self.place(path))

    def to_file(self, path: str) -> str:
        """A link that is called as its file."""
        return self.to(path.rpartition("/")[2], path)

    def to_document(self, contents: DocumentContents) -> tuple[str, str]:
        """The link to a document as YAML, and those to what else there is of it."""
        path = f"{contents.kind}/{contents.name}"
        others = [self.to("JSON", f"openapi/{path}.json")] if self.with_json else []
        if contents.kind is DocumentKind.DOMAIN:
            others.append(self.to("JSON Schema", f"{_SCHEMA}/{path}.schema.json"))
        return self.to(contents.name, f"openapi/{path}.yaml"), ", ".join(others)


def _link(text: str, path: str) -> str:
    return f"[{plain(text)}]({quote(path, safe='/+')})"


def _readme(model: Model, links: _Links, beside: tuple[FilesBeside, ...]) -> Readme:
    standard = model.standard
    title, version = plain(standard.title), plain(standard.version)
    parts = (
        *_documents(model, links),
        _messages(model, links),
        _data(model, links),
        _release(beside),
    )
    return Readme(
        heading=f"{title} {version}",
        description="\n\n".join(
            plain(each) for each in standard.description.split("\n\n") if each.strip()
        ),
        intro=f"Dit is wat versie {version} van {title} bevat: elk bestand, met wat het is.",
        parts=tuple(part for part in parts if part.rows),
        pinned=_pinned(model, links),
    )


def _documents(model: Model, links: _Links) -> Iterator[ReadmePart]:
    contents = documents_of(model)
    for kind, heading, intro in (
        (DocumentKind.DOMAIN, "Informatiedomeinen", "Per informatiedomein een OpenAPI-document met zijn entiteiten."),
        (DocumentKind.PROCESS, "Ketenprocessen", "Per ketenproces een OpenAPI-document met zijn berichten."),
    ):  # fmt: skip
        rows = tuple(
            (*links.to_document(each), _about(each, model))
            for each in contents
            if each.kind is kind
        )
        yield ReadmePart(heading, intro, ("document", "ook als", "wat het is"), rows)


def _about(contents: DocumentContents, model: Model) -> str:
    title = "" if contents.title == contents.name else contents.title.rstrip(".")
    version = contents.version
    own = "" if version == model.standard.version else f"Versie {version}"
    return ". ".join(plain(text) for text in (title, own, contents.description) if text)


def _messages(model: Model, links: _Links) -> ReadmePart:
    intro = "Per bericht een JSON Schema voor elke bewerking."
    rows = []
    for process in model.processes.values():
        for message in process.messages:
            path = f"{_SCHEMA}/{DocumentKind.PROCESS}/{process.code}/{message.name}"
            schemas = (links.to(each, f"{path}.{each.lower()}.schema.json") for each in OPERATIONS)
            about = message.description or f"Gaat over {model.entities[message.root].name}."
            name = plain(f"{process.code}/{message.name}")
            rows.append((name, ", ".join(schemas), plain(about)))
    return ReadmePart("Berichten", intro, ("bericht", "JSON Schema", "wat het is"), tuple(rows))


def _data(model: Model, links: _Links) -> ReadmePart:
    """The files that are of no document."""
    csv, json, parquet = reference_data_paths(model)
    cross_json, cross_csv = CROSS_REFERENCE_FILES
    rows = (
        (SHEET_FILE, "de brongegevens: een rij per attribuut, horizontaal en per bericht"),
        (csv, "de waarden van alle referentiedatalijsten"),
        (json, "dezelfde waarden als JSON, met de lijsten zelf"),
        (parquet, "dezelfde waarden als Parquet, met begin en einde als datum"),
        (cross_json, "de kruisverwijzing: welk document en bericht welk attribuut toont dat welke lijst gebruikt"),
        (cross_csv, "dezelfde kruisverwijzing als tabel"),
        *zip(WIKI_FILES, _WIKI_TEXTS, strict=True),
    )  # fmt: skip
    linked = tuple((links.to_file(path), plain(about)) for path, about in rows)
    intro = "Wat over alle documenten gaat."
    return ReadmePart("Gegevens", intro, ("bestand", "wat het is"), linked)


def _release(beside: tuple[FilesBeside, ...]) -> ReadmePart:
    """What a release holds beside the artefacts."""
    rows = []
    for each in beside:
        links = (_link(path.rpartition("/")[2], path) for path in each.paths)
        rows.append((", ".join(links), plain(each.about)))
    intro = "Wat de uitgave over zichzelf vertelt, en haar bron."
    return ReadmePart("Uitgave", intro, ("bestand", "wat het is"), tuple(rows))


def _pinned(model: Model, links: _Links) -> str:
    """What the standard holds of what others decide on: its reference data, named by what is in it."""
    lists = len(model.codelists)
    values = sum(len(codelist.codes) for codelist in model.codelists.values())
    name = links.to_file(reference_data_paths(model)[0])
    sum_ = hashlib.sha256(reference_data_csv(model)).hexdigest()
    return (
        f"De referentiedata ({lists} {_noun(lists, 'lijst', 'lijsten')}, {values} "
        f"{_noun(values, 'waarde', 'waarden')}) is deel van deze versie; buiten het model leunt zij op "
        f"niets. Zij is die van {name}, SHA-256 `{sum_}`."
    )


def _noun(number: int, one: str, more: str) -> str:
    return one if number == 1 else more
