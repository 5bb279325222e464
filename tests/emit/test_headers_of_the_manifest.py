"""What a correction adds and the manifest has already stands once, as the manifest has it (OA10, OA18, OA21)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from tests.helpers.judges import faults_of_model
from tests.helpers.requests import documents_with

HEADERS = ("API-Version", "api-version", "Api-Versie", "X-Totaal", "Link", "Location", "X-API-KEY")
PARAMETERS = (
    "query naam", "query peildatum", "query beschikbaarheid", "query peilperiodeBegin", "header X-Peildatum",
    "header X-Zender-Id", "header API-Version",
)  # fmt: skip


@st.composite
def models(draw: st.DrawFn) -> dict[str, bytes]:
    """A standard with headers and parameters that corrections speak of."""
    headers = draw(
        st.lists(st.sampled_from(HEADERS), max_size=3, unique_by=lambda name: name.lower())
    )
    parameters = draw(st.lists(st.sampled_from(PARAMETERS), max_size=4, unique=True))
    names = [each.split()[1] for each in parameters]
    keys = [name.removeprefix("X-").replace("-", "").lower() for name in names]
    names = [name for name, key in zip(names, keys, strict=True) if keys.count(key) == 1]
    parameters = [each for each in parameters if each.split()[1] in names]
    taken = "".join(
        f"{kind} {' '.join(chosen)}\n"
        for kind in ("zoeken", "overige")
        if (chosen := [name for name in names if draw(st.booleans())])
    )
    text = f"""
    standaard S {{
        versie "1.0.0", ids {{ kern id : string }}
        koppelvlak {{
            typen {{ Tekst string }}
            parameters {{ {", ".join(f"{each} Tekst" for each in parameters)} }}
            paginaheaders {{ {", ".join(f"{name} Tekst" for name in headers)} }}
            bewerkingen {{ {taken} }}
        }}
    }}
    domein A
    entiteit Huur (meervoud Huren) {{ naam : string, begindatum : date, einddatum : date }}
    entiteit Dienst (meervoud Beschikbaarheid) {{ naam : string }}
    """
    return {"m.vera": text.encode()}


def repeated(names: list[Any]) -> list[Any]:
    return [name for name, times in Counter(names).items() if times > 1]


@pytest.mark.parametrize("level", ["OA18", "compatible", "all"])
@given(files=models())
@settings(max_examples=15, deadline=None)
def test_nothing_stands_twice(level: str, files: dict[str, bytes]) -> None:
    built = pipeline.build(files, documents_with(level))
    assert built.artefacts is not None, [each for each in built.diagnostics if each.stops_build]
    for text in built.artefacts.values():
        document = read_own_yaml(text)
        told = list(document["components"].get("headers", {}))
        versions = [name for name in told if name.lower() == "api-version"]
        assert len(versions) == 1
        for address, item in document["paths"].items():
            for method, operation in item.items():
                taken = [
                    document["components"]["parameters"][each["$ref"].split("/")[-1]]
                    if "$ref" in each
                    else each
                    for each in operation.get("parameters", ())
                ]
                places = [(each["in"], each["name"].lower()) for each in taken]
                assert not repeated(places), (method, address)
                for status, response in operation["responses"].items():
                    headers = [name.lower() for name in response.get("headers", {})]
                    assert not repeated(headers)
                    assert ("api-version" in headers) == status.startswith("2")


@given(files=models())
@settings(max_examples=3, deadline=None)
def test_other_judges_take_them(files: dict[str, bytes]) -> None:
    assert faults_of_model(files, "all") == []
