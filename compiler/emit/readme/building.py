"""Model → a README that names every artefact of the complete set, with links to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple
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
_UP = "../"  # from the folder of the README to that of all artefacts
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


class Readme(NamedTuple):
    """All that the template lays out, as Markdown."""

    heading: str
    description: str
    intro: str
    parts: tuple[ReadmePart, ...]
    pinned: str


def build_readme(model: Model, context: Context, *, with_json: bool) -> Emitted:
    """The README of the complete set of `model`; `with_json` says that each OpenAPI document is there as JSON too."""
    values = {"readme": _readme(model, with_json=with_json)}
    # Not `render`: empty lines part what Markdown shows apart.
    text = environment("readme", context).get_template("README.md.jinja").render(values)
    return Emitted({README_FILE: text.encode()})


def _readme(model: Model, *, with_json: bool) -> Readme:
    standard = model.standard
    title, version = plain(standard.title), plain(standard.version)
    parts = (*_documents(model, with_json=with_json), _messages(model), _data(model))
    return Readme(
        heading=f"{title} {version}",
        description="\n\n".join(
            plain(each) for each in standard.description.split("\n\n") if each.strip()
        ),
        intro=f"Dit is wat versie {version} van {title} bevat: elk bestand, met wat het is.",
        parts=tuple(part for part in parts if part.rows),
        pinned=_pinned(model),
    )


def _documents(model: Model, *, with_json: bool) -> Iterator[ReadmePart]:
    contents = documents_of(model)
    for kind, heading, intro in (
        (DocumentKind.DOMAIN, "Informatiedomeinen", "Per informatiedomein een OpenAPI-document met zijn entiteiten."),
        (DocumentKind.PROCESS, "Ketenprocessen", "Per ketenproces een OpenAPI-document met zijn berichten."),
    ):  # fmt: skip
        rows = tuple(
            (*_links_of(each, with_json=with_json), _about(each, model))
            for each in contents
            if each.kind is kind
        )
        yield ReadmePart(heading, intro, ("document", "ook als", "wat het is"), rows)


def _links_of(contents: DocumentContents, *, with_json: bool) -> tuple[str, str]:
    """The link to the document as YAML, and those to what else there is of it."""
    path = f"{contents.kind}/{contents.name}"
    others = [_link("JSON", f"openapi/{path}.json")] if with_json else []
    if contents.kind is DocumentKind.DOMAIN:
        others.append(_link("JSON Schema", f"{_SCHEMA}/{path}.schema.json"))
    return _link(contents.name, f"openapi/{path}.yaml"), ", ".join(others)


def _about(contents: DocumentContents, model: Model) -> str:
    title = "" if contents.title == contents.name else contents.title.rstrip(".")
    version = contents.version
    own = "" if version == model.standard.version else f"Versie {version}"
    return ". ".join(plain(text) for text in (title, own, contents.description) if text)


def _messages(model: Model) -> ReadmePart:
    intro = "Per bericht een JSON Schema voor elke bewerking."
    rows = []
    for process in model.processes.values():
        for message in process.messages:
            path = f"{_SCHEMA}/{DocumentKind.PROCESS}/{process.code}/{message.name}"
            links = (_link(each, f"{path}.{each.lower()}.schema.json") for each in OPERATIONS)
            about = message.description or f"Gaat over {model.entities[message.root].name}."
            name = plain(f"{process.code}/{message.name}")
            rows.append((name, ", ".join(links), plain(about)))
    return ReadmePart("Berichten", intro, ("bericht", "JSON Schema", "wat het is"), tuple(rows))


def _data(model: Model) -> ReadmePart:
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
    linked = tuple((_link(path.rpartition("/")[2], path), plain(about)) for path, about in rows)
    intro = "Wat over alle documenten gaat."
    return ReadmePart("Gegevens", intro, ("bestand", "wat het is"), linked)


def _pinned(model: Model) -> str:
    """What the standard holds of what others decide on: its reference data, named by what is in it."""
    lists = len(model.codelists)
    values = sum(len(codelist.codes) for codelist in model.codelists.values())
    path = reference_data_paths(model)[0]
    name = _link(path.rpartition("/")[2], path)
    sum_ = hashlib.sha256(reference_data_csv(model)).hexdigest()
    return (
        f"De referentiedata ({lists} lijsten, {values} waarden) is deel van deze versie; buiten het model leunt zij op "
        f"niets. Zij is die van {name}, SHA-256 `{sum_}`."
    )


def _link(text: str, path: str) -> str:
    """A link to the artefact at `path`, relative to the README."""
    return f"[{plain(text)}]({_UP}{quote(path, safe='/+')})"
