"""The pages of interfaces: every operation of every document is told, and a viewer is shown where it was asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compiler.base.own_yaml import read_own_yaml
from compiler.base.site_viewer import SiteViewer
from compiler.base.translation import translator
from compiler.emit.families import Request
from compiler.emit.site.options import SiteOptions
from compiler.emit.site.try_pages import TRY_POLICY
from compiler.workspace.viewer_reading import NoViewerError, read_viewer
from tests.helpers.crawled import dangling, read_page, read_site
from tests.helpers.made_set import linked_texts, our_model, set_of
from tests.helpers.small_model import SMALL

VIEWER = SiteViewer("2.4.820", "/* of others */", "A licence")


def told_of(name: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The site of one of our models, and its OpenAPI documents."""
    model = our_model(name)
    made = set_of(model, "openapi", "site", request=Request())
    documents = {
        path.removeprefix("openapi/").removesuffix(".yaml"): read_own_yaml(content)
        for path, content in made.items()
        if path.startswith("openapi/")
    }
    return made, documents


@pytest.mark.parametrize("name", ["voorbeeld", pytest.param("vera", marks=pytest.mark.slow)])
def test_each_operation_of_each_document_stands_on_its_page(name: str) -> None:
    made, documents = told_of(name)
    version = next(
        path.split("/")[1] for path in made if path.startswith("site/") and path[5].isdigit()
    )
    assert documents
    for path, document in documents.items():
        kind, code = path.split("/")
        folder = "proces" if kind == "Ketenprocessen" else "domein"
        page = json.loads(made[f"site/{version}/api/{folder}/{code}/index.json"])
        told = {
            row["operationId"]: row
            for key, rows in page.items()
            if key.startswith("resource-") and isinstance(rows, list)
            for row in rows
        }
        scopes = {row["scope"] for row in page.get("scopes", ())}
        for address, methods in document["paths"].items():
            for method, operation in methods.items():
                if not operation.get("tags"):
                    assert f"{method.upper()} {address}" in page["dienst"]
                    continue
                row = told.pop(operation["operationId"])
                assert row["bewerking"] == f"{method.upper()} {address}"
                assert row["omschrijving"] == operation["summary"]
                statuses = re.findall(r"(?:^|, )(\d\d\d|default)", row["antwoordt"])
                assert statuses == list(map(str, operation["responses"]))
        assert told == {}
        schemes = document["components"]["securitySchemes"]
        flows = schemes.get("OAuth2", {}).get("flows", {}).values()
        assert scopes >= {scope for flow in flows for scope in flow["scopes"]}


def test_parameters_and_answers_that_many_resources_have_are_told_once() -> None:
    made = set_of(our_model("voorbeeld"), "site", request=Request())
    page = json.loads(made["site/1.0.0/api/proces/LEN/index.json"])
    places = {row["naam"]: row for row in page["parameters"]}
    assert {"X-Stuurgegevens-Tijdstip-Bericht", "X-API-KEY"} <= places.keys()
    assert all(row["bij"] for row in page["parameters"])
    answers = {row["status"]: row for row in page["antwoorden"]}
    assert answers["default"]["bij"] == "alle bewerkingen van resources"


def test_an_entity_has_an_example_of_its_own() -> None:
    made = set_of(our_model("voorbeeld"), "site", request=Request())
    told = json.loads(made["site/1.0.0/entiteit/Voorwerp/index.json"])
    names = {row["naam"] for row in (*told["attributen"], *told.get("geerfd", ()))}
    assert told["voorbeeld"]
    assert set(told["voorbeeld"]) <= names


def test_a_viewer_stands_beside_its_licence_with_a_policy_of_its_own() -> None:
    options = SiteOptions(viewer=VIEWER)
    made = set_of(linked_texts(SMALL), "site", request=Request(site=options))
    files = {path.removeprefix("site/"): content for path, content in made.items()}
    assert list(dangling(files, read_site(files))) == []
    page = files["1.0.0/proberen/proces/BRG/index.html"]
    assert f'content="{TRY_POLICY}"' in page.decode()
    assert read_page(page).faults == ()
    assert files["1.0.0/proberen/openapi-explorer.LICENSE.txt"] == b"A licence"
    script = files["1.0.0/proberen/proces/BRG/document.js"].decode()
    document = json.loads(script.removeprefix("window.veracDocument=").removesuffix(";\n"))
    assert document["paths"]["/relaties"]["get"]["operationId"] == "listRelaties"
    told = json.loads(files["1.0.0/api/proces/BRG/index.json"])
    assert told["proberen"]["adres"] == "proberen/proces/BRG/"
    without = set_of(linked_texts(SMALL), "site", request=Request())
    assert not [path for path in without if "proberen" in path]


def package(folder: Path, name: str, *, licence: bool = True, script: bool = True) -> Path:
    (folder / "dist" / "browser").mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": name, "version": "1.2.3"}))
    if licence:
        (folder / "LICENSE").write_text("A licence")
    if script:
        (folder / "dist" / "browser" / "openapi-explorer.min.js").write_text("1;")
    return folder


def test_a_viewer_is_read_from_its_package_or_from_where_npm_put_it(tmp_path: Path) -> None:
    wanted = SiteViewer("1.2.3", "1;", "A licence")
    within = package(tmp_path / "node_modules" / "openapi-explorer", "openapi-explorer")
    assert read_viewer(within) == read_viewer(tmp_path) == wanted


@pytest.mark.parametrize(
    ("name", "licence", "script", "says"),
    [
        ("another", True, True, "holds another; a site can hold openapi-explorer"),
        ("openapi-explorer", False, True, "has no licence"),
        ("openapi-explorer", True, False, "holds no openapi-explorer: npm install --prefix"),
    ],
)
def test_what_is_no_viewer_says_what_to_do(
    tmp_path: Path, name: str, says: str, *, licence: bool, script: bool
) -> None:
    folder = package(tmp_path / "p", name, licence=licence, script=script)
    with pytest.raises(NoViewerError) as found:
        read_viewer(folder)
    assert says in translator("en")(found.value.why)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"name": "openapi-explorer"}'])
def test_a_package_without_a_sound_description_is_no_viewer(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "package.json").write_bytes(content)
    with pytest.raises(NoViewerError):
        read_viewer(tmp_path)
