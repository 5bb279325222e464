"""The complete set: a README that names all of it, tables for a wiki, judges that find what is wrong in it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from pyarrow.parquet import write_table

from compiler.base.context import Context
from compiler.emit.families import FAMILIES, Request, whole_set
from compiler.emit.openapi.options import OpenAPIOptions
from compiler.emit.readme.building import readme_of
from compiler.emit.spreadsheet.rows import SHEET_HEADER
from compiler.emit.spreadsheet.workbook import workbook
from compiler.emit.verification import verify
from compiler.emit.wiki.options import WikiOptions
from compiler.language.declarations import SourceFile
from compiler.model.model import Model
from tests.helpers.made_set import (
    CONTEXT,
    WHOLE,
    linked,
    linked_texts,
    our_model,
    random_texts,
    set_of,
)
from tests.helpers.markdown_links import READER, links_in
from tests.helpers.meeting_names import meeting_models
from tests.helpers.small_model import REPO, SMALL
from tests.helpers.strategies import linkable

RANDOM = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
TABLES = tuple(name for name, family in FAMILIES.items() if family.released and not family.usual)
README = "readme/README.md"
HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string }, ernst { GN02 waarschuwing } }\n'

ODD = (
    HEAD.replace('"1.0.0"', r'"1.0.0+1", titel "Proef [x](y) | <b>"')
    + r"""
/// Regel | met <b>tekens</b> en [haken](weg).
///
/// Tweede alinea.
domein `Een en ander` (meervoud x)
/// Met "aanhaling"; en = meer.
entiteit Één (meervoud Énen) { kern soort : SOORT, `a|b` : string }
domein B
entiteit C (meervoud Cs) { één : Één[] }
ketenproces P "Titel | met streep"
/// Over één.
bericht `Énen en zo` over Één { Één { alle } }
referentiedata SOORT { `=1` "=2" }
"""
).replace(" (meervoud x)", "")
MODELS: Mapping[str, Mapping[str, str]] = {
    "small": SMALL,
    "odd": {"m.vera": ODD},
    "only a domain": {"m.vera": HEAD + "domein A"},
    "only a manifest": {"m.vera": HEAD},
    "only a process": {"m.vera": HEAD + 'ketenproces P "p"'},
}


# -- readme ------------------------------------------------------------------------------------------------------------


def names_everything(model: Model) -> None:
    made = set_of(model)
    linked_ = [f"readme/{link}" for link in links_in(made[README].decode())]
    targets = [path.replace("readme/../", "") for path in linked_]
    assert sorted(set(targets)) == sorted(set(made) - {README})


@pytest.mark.parametrize("name", MODELS)
def test_the_readme_names_every_artefact_and_nothing_else(name: str) -> None:
    names_everything(linked_texts(MODELS[name]))


def test_the_readme_of_a_model_of_ours() -> None:
    model = our_model("voorbeeld")
    names_everything(model)
    text = set_of(model, "readme")[README].decode()
    assert text.startswith(f"# {model.standard.title} {model.standard.version}\n")


def test_without_json_the_readme_has_no_links_to_it() -> None:
    model = linked_texts(SMALL)
    plain = set_of(model, "readme", request=Request())[README].decode()
    assert not any(link.startswith("../openapi/") and link.endswith(".json") for link in links_in(plain))  # fmt: skip


def test_the_set_may_be_laid_out_otherwise() -> None:
    """Whoever puts the README beside the documents says where these are, seen from there."""
    text = readme_of(
        linked_texts(SMALL), CONTEXT, with_json=False, place=lambda path: path.partition("/")[2]
    )
    links = links_in(text.decode())
    assert "Informatiedomeinen/Relaties.yaml" in links
    assert not any(link.startswith(("..", "openapi")) for link in links)


def test_texts_of_the_model_mean_nothing_in_the_readme() -> None:
    text = set_of(linked_texts(MODELS["odd"]), "readme")[README].decode()
    html = READER.render(text)
    assert "<b>" not in html
    assert 'href="weg"' not in html
    assert "Proef [x](y) | &lt;b&gt; 1.0.0+1" in html
    assert html.count("<table>") == 4
    assert "Titel | met streep" in html


def test_the_readme_names_the_reference_data_by_its_digest() -> None:
    made = set_of(linked_texts(SMALL))
    table = made["referentiedata/referentiedata_v1.0.0.csv"]
    assert hashlib.sha256(table).hexdigest() in made[README].decode()


# -- wiki --------------------------------------------------------------------------------------------------------------


def wiki_of(model: Model, options: WikiOptions | None = None) -> dict[str, list[dict[str, str]]]:
    request = whole_set(Request(wiki=options or WikiOptions()))
    return {
        path.partition("/")[2].removesuffix(".csv"): list(
            csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=";")
        )
        for path, content in set_of(model, "wiki", request=request).items()
    }


def test_a_list_knows_its_entities_and_messages() -> None:
    wiki = wiki_of(linked_texts(SMALL))
    (soort,) = wiki["lijsten"]
    assert soort == {
        "Pagina": "Referentiedata RELATIESOORT",
        "Lijst": "RELATIESOORT",
        "Omschrijving": "",
        "Informatiedomeinen": "",
        "Waarden": "2",
        "Entiteiten": "Entiteit Relatie, Entiteit Persoon, Entiteit Organisatie",
        "Berichten": "Bericht BRG Relaties",
        "Versie": "1.0.0",
    }
    assert [row["Pagina"] for row in wiki["entiteiten"]] == [
        "Entiteit Referentiedata",
        "Entiteit Relatie",
        "Entiteit Persoon",
        "Entiteit Organisatie",
    ]
    (relaties,) = wiki["berichten"]
    assert relaties["Lijsten"] == "Referentiedata RELATIESOORT"
    assert relaties["Entiteiten"] == "Entiteit Relatie, Entiteit Persoon, Entiteit Organisatie"


def test_a_list_that_no_message_shows_has_its_entity_all_the_same() -> None:
    text = HEAD + "domein D\nentiteit E { s : S, t : S }\nreferentiedata S\nreferentiedata T"
    wiki = wiki_of(linked_texts({"m.vera": text}))
    assert wiki["gebruik"] == [
        {"Lijst": "Referentiedata S", "Entiteit": "Entiteit E", "Bericht": "", "Attributen": "s, t", "Versie": "1.0.0"}
    ]  # fmt: skip
    assert [row["Entiteiten"] for row in wiki["lijsten"]] == ["Entiteit E", ""]


def test_pages_keep_their_names_from_one_release_to_the_next() -> None:
    later = {path: text.replace('"1.0.0"', '"1.1.0+270101.1"') for path, text in SMALL.items()}
    model, next_model = linked_texts(SMALL), linked_texts(later)
    pages = [row["Pagina"] for row in wiki_of(model)["lijsten"]]
    assert [row["Pagina"] for row in wiki_of(next_model)["lijsten"]] == pages
    numbered = wiki_of(next_model, WikiOptions(build_number=True))
    every = [row["Pagina"] for name in ("lijsten", "entiteiten", "berichten") for row in numbered[name]]  # fmt: skip
    assert all(page.endswith(" 1.1.0+270101.1") for page in every)
    assert {row["Versie"] for rows in numbered.values() for row in rows} == {"1.1.0+270101.1"}


def has_pages_of_its_own(model: Model) -> None:
    """Every page is of one thing, and whatever a table names has one; an envelope has none."""
    wiki = wiki_of(model)
    pages = [row["Pagina"] for name in ("lijsten", "entiteiten", "berichten") for row in wiki[name]]
    assert len(set(pages)) == len(pages)
    named = {row[name] for row in wiki["gebruik"] for name in ("Lijst", "Entiteit", "Bericht")}
    assert {page for page in named if page and not page.startswith("Envelop ")} <= set(pages)
    assert len({tuple(row.values()) for row in wiki["gebruik"]}) == len(wiki["gebruik"])


# -- the page about it -------------------------------------------------------------------------------------------------

PAGE = (REPO / "docs" / "complete-set.md").read_text(encoding="utf-8")
# The lines of data on the page, each with the folder that its part is about.
EXCERPTS = [
    (part.split("\n", 1)[0], line)
    for part in PAGE.split("\n## ")[1:]
    for block in re.findall(r"(?ms)^```(?:csv|json)[^\n]*\n(.*?)^```$", part)
    for line in block.splitlines()
]


def test_the_page_has_excerpts_of_every_table() -> None:
    assert Counter(family for family, _ in EXCERPTS) == {
        "referentiedata": 4,
        "crossreference": 4,
        "wiki": 2,
    }


@pytest.mark.parametrize(("family", "line"), EXCERPTS)
def test_an_excerpt_is_what_is_built(family: str, line: str) -> None:
    made = set_of(our_model("voorbeeld"), family)
    texts = [content for path, content in made.items() if not path.endswith(".parquet")]
    lines = {line_.strip().rstrip(",") for each in texts for line_ in each.decode().splitlines()}
    assert line in lines


def test_the_page_names_the_columns_of_the_sheet_and_every_family() -> None:
    sheet = PAGE.split("\n## spreadsheet")[1].split("\n## ")[0]
    columns = re.findall(r"(?m)^\| (\S+) \|", sheet)
    assert tuple(columns[2:]) == SHEET_HEADER
    assert re.findall(r"(?m)^\| `(\w+)/` \|", PAGE) == [*WHOLE.families]


# -- any model ---------------------------------------------------------------------------------------------------------


def holds_together(model: Model) -> None:
    made = set_of(model, *TABLES)
    assert verify(made, CONTEXT) == ()
    assert made == set_of(model, *TABLES)
    has_pages_of_its_own(model)


@pytest.mark.parametrize("name", MODELS)
def test_the_set_of_a_model_is_right(name: str) -> None:
    model = linked_texts(MODELS[name])
    holds_together(model)
    assert verify(set_of(model), CONTEXT) == ()


@RANDOM
@given(sources=linkable())
def test_the_set_of_a_random_model_is_right(sources: tuple[SourceFile, ...]) -> None:
    holds_together(linked(sources))


@RANDOM
@given(texts=meeting_models())
def test_the_set_of_a_model_whose_names_meet_is_right(texts: dict[str, str]) -> None:
    holds_together(random_texts(texts))


def test_every_artefact_names_the_version() -> None:
    files = {path: text.replace('"1.0.0"', '"7.7.7+330303.3"') for path, text in SMALL.items()}
    for path, content in set_of(linked_texts(files)).items():
        assert "7.7.7+330303.3" in path or b"7.7.7+330303.3" in content, path


def test_both_forms_of_a_document_are_built_at_once() -> None:
    made = set_of(
        linked_texts(SMALL), "openapi", request=Request(openapi=OpenAPIOptions(json=True))
    )
    stems = {path.rpartition(".")[0] for path in made}
    assert set(made) == {f"{stem}.{ending}" for stem in stems for ending in ("yaml", "json")}


# -- the judges themselves ---------------------------------------------------------------------------------------------


def as_parquet(**columns: list[object]) -> bytes:
    sink = pa.BufferOutputStream()
    write_table(pa.table(columns), sink)
    return bytes(sink.getvalue())


@pytest.mark.parametrize(
    ("path", "content", "fault"),
    [
        ("spreadsheet/a.xlsx", b"PK", "no spreadsheet"),
        ("spreadsheet/a.xlsx", workbook("t", "Blad", ("a", "b"), []), "its header"),
        ("wiki/a.csv", b"a;b\n1\n", "row 2 has 1 cells"),
        ("wiki/a.csv", b"a;a\n", "its header"),
        ("wiki/a.csv", b"", "no CSV"),
        ("wiki/a.csv", b"\xff", "no CSV"),
        ("wiki/a.csv", b'a;"b\n', "no CSV"),
        ("crossreference/a.json", b'{"a": 1, "a": 2}', "stands twice"),
        ("crossreference/a.json", b"{", "no JSON"),
        ("referentiedata/a.parquet", b"PAR1", "no Parquet"),
        ("referentiedata/a.parquet", as_parquet(Soort=["A"]), "its columns"),
        ("readme/README.md", b"\xff", "no text"),
    ],
)
def test_judges_find_what_is_wrong(path: str, content: bytes, fault: str) -> None:
    (found,) = verify({path: content}, Context())
    assert (found.id, fault in str(found.message)) == ("OUT04", True), found.message


def test_judges_find_a_row_about_nothing() -> None:
    full, empty = ("A",) * len(SHEET_HEADER), ("",) * len(SHEET_HEADER)
    content = workbook("t", "Blad", SHEET_HEADER, [full, empty, full])
    (found,) = verify({"spreadsheet/a.xlsx": content}, Context())
    assert "row 3 does not say" in str(found.message)
