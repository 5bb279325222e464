"""Builds by the command line: what is written, what is left as it is, and how a run ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compiler.base.own_yaml import read_own_yaml
from compiler.emit.openapi.correcting import all_corrections
from tests.helpers.cli_runs import RELATIES, Verac, documents, edit
from tests.helpers.small_model import contents


def test_build_writes_a_document_per_domain_and_process(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    assert verac("build", small_model, "-o", "uit") == (0, "uit: 3 documents, 6 schemas\n", "")
    assert {
        path for path, content in contents(tmp_path / "uit").items() if content is not None
    } == {
        ".verac.json",
        "openapi/Informatiedomeinen/Algemeen.yaml",
        "openapi/Informatiedomeinen/Relaties.yaml",
        "openapi/Ketenprocessen/BRG.yaml",
        "jsonschema/Informatiedomeinen/Algemeen.schema.json",
        "jsonschema/Informatiedomeinen/Relaties.schema.json",
        *(
            f"jsonschema/Ketenprocessen/BRG/Relaties.{name}.schema.json"
            for name in ("get", "post", "put", "patch")
        ),
    }


def test_without_arguments_models_vera_goes_to_build(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    (tmp_path / "models").mkdir()
    small_model.rename(tmp_path / "models" / "vera")
    assert verac("check").code == 0
    assert verac("build") == (0, "build: 3 documents, 6 schemas\n", "")
    assert verac("fmt", "--quiet") == (0, "", "")
    assert len(documents(tmp_path / "build")) == 3


def test_documents_in_another_version_of_openapi(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    path = tmp_path / "build/openapi/Ketenprocessen/BRG.yaml"
    for asked, found in (
        ((), "3.0.0"),
        (("--openapi", "3.1"), "3.1.0"),
        (("--openapi", "3.0"), "3.0.0"),
    ):
        assert verac("build", small_model, *asked).code == 0
        assert read_own_yaml(path.read_bytes())["openapi"] == found
    assert verac("build", small_model, "--openapi", "2.0").code == 2


def test_json_documents_say_what_the_yaml_ones_say(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    assert verac("build", small_model, "-o", "uit", "--json").out == "uit: 6 documents, 6 schemas\n"
    found = sorted((tmp_path / "uit").rglob("*.yaml"))
    assert len(found) == 3
    for path in found:
        assert json.loads(path.with_suffix(".json").read_bytes()) == read_own_yaml(
            path.read_bytes()
        )
    verac("build", small_model, "-o", "uit")
    assert list((tmp_path / "uit").rglob("openapi/*/*.json")) == []


@pytest.mark.parametrize(
    ("only", "said"), [("openapi", "3 documents"), ("jsonschema", "6 schemas")]
)
def test_one_family_leaves_the_other_as_it_is(
    verac: Verac, small_model: Path, tmp_path: Path, only: str, said: str
) -> None:
    verac("build", small_model, "-o", "uit")
    before = contents(tmp_path / "uit")
    edit(small_model / "domeinen" / "Relaties.vera", "achternaam : string", "achternaam : date")
    assert verac("build", small_model, "-o", "uit", "--only", only) == (0, f"uit: {said}\n", "")
    after = contents(tmp_path / "uit")
    changed = {path.split("/")[0] for path in after if after[path] != before.get(path)} - {
        ".verac.json"
    }
    assert changed == {only}
    assert verac("build", small_model, "-o", "uit").out == "uit: 3 documents, 6 schemas\n"


def test_schemas_are_strict_and_enumerate_where_asked(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    def post() -> str:
        return (tmp_path / "uit/jsonschema/Ketenprocessen/BRG/Relaties.post.schema.json").read_text(
            encoding="utf-8"
        )

    verac("build", small_model, "-o", "uit")
    assert not {"unevaluatedProperties", '"enum"'} & {*post().replace(":", " ").split()}
    assert verac("build", small_model, "-o", "uit", "--strict", "--codes").code == 0
    assert "unevaluatedProperties" in post()
    assert '"code": {"enum": [' in post()


@pytest.mark.parametrize("day", ["morgen", "2026-13-01", "models/vera"])
def test_a_day_that_is_none(verac: Verac, small_model: Path, day: str) -> None:
    ended = verac("build", small_model, "-o", "uit", "--codes", day)
    assert ended.code == 2
    assert f'"{day}" is no day; write a day as 2026-01-31' in ended.err


@pytest.mark.parametrize(
    ("chosen", "manifest", "id_type", "keyword"),
    [
        (None, "geen", "integer", "oneOf"),
        (None, "alle", "string", "anyOf"),
        (None, "OA01", "string", "oneOf"),
        ("none", "alle", "integer", "oneOf"),
        ("all", "geen", "string", "anyOf"),
        ("OA01,OA03", "geen", "string", "anyOf"),
        (" OA03 ", "OA01", "integer", "anyOf"),
        ("compatible", "geen", "string", "anyOf"),
        (None, "verenigbaar", "string", "anyOf"),
    ],
)
def test_corrections_are_those_asked_for_else_those_of_the_manifest(
    verac: Verac,
    small_model: Path,
    tmp_path: Path,
    chosen: str | None,
    manifest: str,
    id_type: str,
    keyword: str,
) -> None:
    edit(small_model / "standaard.vera", "    ids {", f"    correcties {manifest}\n    ids {{")
    asked = ["--corrections", chosen] if chosen else []
    assert verac("build", small_model, "-o", "uit", *asked).code == 0
    document = read_own_yaml(documents(tmp_path / "uit")["Relaties"])
    assert (
        document["paths"]["/personen/{id}"]["patch"]["parameters"][0]["schema"]["type"] == id_type
    )
    kinds = document["components"]["schemas"].values()
    assert any(keyword in each for each in kinds)


def test_an_unknown_correction_builds_nothing_and_names_those_there_are(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    ended = verac("build", small_model, "-o", "uit", "--corrections", "OA01,QQ")
    assert ended.code == 2
    assert '"QQ" is no correction' in ended.err
    assert all(correction.id in ended.err for correction in all_corrections())
    assert not (tmp_path / "uit").exists()


def test_a_second_build_rewrites_nothing_and_repeats_what_was_found(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    edit(small_model / "standaard.vera", 'versie "1.0.0"', 'versie "1.0.0", woorden { kast, kast }')
    first = verac("build", small_model, "-o", "uit")

    def stamps() -> list[tuple[str, int, int]]:
        return [
            (str(p), p.stat().st_mtime_ns, p.stat().st_ino)
            for p in sorted((tmp_path / "uit").rglob("*"))
        ]

    before = stamps()
    second = verac("build", small_model, "-o", "uit")
    assert (second.code, second.out) == (0, "uit is up to date: 3 documents, 6 schemas\n")
    assert "1 warning; rules that only warn were not asked: verac check" in second.err
    assert (second.err, stamps()) == (first.err, before)


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (RELATIES, "achternaam : string", "achternaam : date", {"Relaties", "BRG"}),
        (RELATIES, "geboortedatum : date", "geboortedatum : dateTime", {"Relaties"}),
        (
            "domeinen/Algemeen.vera",
            "naam : string",
            "naam : anyURI",
            {"Algemeen", "Relaties", "BRG"},
        ),
        ("ketenprocessen/BRG.vera", "{ alle behalve geboortedatum }", "{ alle }", {"BRG"}),
        ("referentiedata.vera", '"Persoon"', '"Mens"', set()),
        (RELATIES, "domein Relaties\n", "// een opmerking\n\ndomein Relaties\n", set()),
    ],
)
def test_a_change_reaches_the_documents_that_show_it_and_no_others(
    verac: Verac,
    small_model: Path,
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    changed: set[str],
) -> None:
    verac("build", small_model, "-o", "uit")
    before = documents(tmp_path / "uit")
    edit(small_model / file, old, new)
    assert verac("build", small_model, "-o", "uit").out == "uit: 3 documents, 6 schemas\n"
    after = documents(tmp_path / "uit")
    assert {name for name in before if before[name] != after[name]} == changed


def test_an_entity_that_is_gone_takes_its_document_along(
    verac: Verac, small_model: Path, tmp_path: Path
) -> None:
    verac("build", small_model, "-o", "uit")
    (small_model / "ketenprocessen" / "BRG.vera").unlink()
    assert verac("build", small_model, "-o", "uit").code == 0
    assert set(documents(tmp_path / "uit")) == {"Algemeen", "Relaties"}
