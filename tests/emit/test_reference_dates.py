"""What another moment than now is asked for by, with correction OA06: the reference date, and a period (GM01)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.own_yaml import read_own_yaml
from tests.helpers.requests import documents_with

TYPES = {"Dag": ("string", "date"), "Moment": ("string", "date-time"), "Tekst": ("string", "")}
MOMENTS = [
    "X-Vraag-Peildatum",
    "X-Parameters-PeiltijdstipMaterieel",
    "peildatum",
    "peilmoment",
    "PEILDAG",
]
OTHERS = ["X-Afzender", "pagina", "peilbuis", "X-Vraag-Peilperiode-Begin", "peilperiodeBegin"]
PERIODS = ["X-Vraag-Peilperiode-Begin", "peilperiodeBegin"]
ATTRIBUTES = ["naam", "begindatum", "einddatum", "begintijdstip", "peilperiodeEind", "peildatum"]


class Standard(NamedTuple):
    """A small standard: parameters with their types, which of them each kind of operation takes, and attributes."""

    parameters: Mapping[str, str]
    search: frozenset[str]
    others: frozenset[str]
    attributes: frozenset[str]

    @property
    def files(self) -> dict[str, bytes]:
        types = " ".join(
            f'{name} {kind} "{format_ or "tekst"}"' + "," for name, (kind, format_) in TYPES.items()
        ).rstrip(",")
        lines = [f"{_place(name)} {name} {type_}" for name, type_ in self.parameters.items()]
        taken = [
            f"{kind} {' '.join(sorted(names))}"
            for kind, names in (("zoeken", self.search), ("overige", self.others))
            if names
        ]
        shown = ", ".join(f"{name} : string" for name in sorted(self.attributes))
        return {
            "m.vera": f"""
            standaard S {{
                versie "1.0.0"
                ids {{ kern id : string }}
                ernst {{ GN01 uit }}
                koppelvlak {{
                    typen {{ {types} }}
                    parameters {{ {", ".join(lines)} }}
                    bewerkingen {{ {", ".join(taken)} }}
                }}
            }}
            domein A
            entiteit Huur (meervoud Huren) {{ {shown} }}
            entiteit Zaak (meervoud Zaken) {{ naam : string }}
            ketenproces P "Proces"
            bericht Huren over Huur {{ Huur {{ alle }} }}
            """.encode()
        }


def _place(name: str) -> str:
    return "header" if name.startswith("X-") else "query"


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    names = draw(st.lists(st.sampled_from(MOMENTS + OTHERS), unique=True, min_size=1, max_size=5))
    parameters = {name: draw(st.sampled_from(sorted(TYPES))) for name in names}
    some = st.sets(st.sampled_from(names)).map(frozenset)
    attributes = st.sets(st.sampled_from(ATTRIBUTES), min_size=1).map(frozenset)
    return Standard(parameters, draw(some), draw(some), draw(attributes))


def operations(standard: Standard, *corrections: str, version: str = "") -> dict[Any, Any]:
    """The named parameters of each operation, by document, method and path; those that are filters are left out."""
    built = pipeline.build(standard.files, documents_with(*corrections, version=version))
    assert built.artefacts is not None, [each for each in built.diagnostics if each.stops_build]
    found = {}
    for path, text in built.artefacts.items():
        document = read_own_yaml(text)
        for address, item in document["paths"].items():
            for method, operation in item.items():
                found[path, method, address] = [
                    look_up(document, each) for each in operation.get("parameters", ())
                ]
    return found


def look_up(document: Any, node: Any) -> Any:
    if "$ref" not in node:
        return node
    _, _, kind, name = node["$ref"].split("/")
    return document["components"][kind][name]


def names_of(parameters: list[Any]) -> list[str]:
    return [each["name"] for each in parameters]


@given(standards())
@settings(max_examples=80, deadline=None)
def test_what_is_asked_for_is_what_the_manifest_says(standard: Standard) -> None:
    before, after = operations(standard, "none"), operations(standard, "OA06")
    moments = {name for name in standard.search if name in MOMENTS}
    for (path, method, address), parameters in after.items():
        old = before[path, method, address]
        assert parameters[: len(old)] == old
        new = set(names_of(parameters)) - set(names_of(old))
        assert len(parameters) == len(old) + len(new)
        if method != "get" or address == "/ping":
            assert new == set()
        elif address.endswith("{id}"):
            assert new == moments - standard.others
            assert moments <= set(names_of(parameters))
        else:
            assert new == expected_periods(standard, moments, address)


def expected_periods(standard: Standard, moments: set[str], address: str) -> set[str]:
    """What OA06 adds to the search at `address`."""
    has_begin = standard.attributes & {"begindatum", "begintijdstip"}
    if address != "/huren" or not has_begin or "einddatum" not in standard.attributes:
        return set()
    if standard.search & set(PERIODS):
        return set()
    stems = {
        "X-Vraag-Peildatum": "X-Vraag-Peilperiode",
        "X-Parameters-PeiltijdstipMaterieel": "X-Parameters-PeilperiodeMaterieel",
        "peildatum": "peilperiode",
        "peilmoment": "peilperiode",
        "PEILDAG": "Peilperiode",
    }
    wanted = {stems[name] for name in moments}
    if "peilperiodeEind" in standard.attributes:  # a filter of the same name
        wanted -= {"peilperiode", "Peilperiode"}
    if moments & {"peildatum", "peilmoment"} and "PEILDAG" in moments:
        first = min(moments - {"X-Vraag-Peildatum", "X-Parameters-PeiltijdstipMaterieel"})
        wanted -= {"peilperiode", "Peilperiode"} - {stems[first]}
    return set(chain.from_iterable((f"{stem}Begin", f"{stem}Eind") for stem in wanted))


@given(standards(), st.sampled_from(["OA06", "compatible", "all"]), st.sampled_from(["3.0", "3.1"]))
@settings(max_examples=60, deadline=None)
def test_no_operation_has_a_parameter_twice(standard: Standard, words: str, version: str) -> None:
    for parameters in operations(standard, words, version=version).values():
        seen = [(each["in"], each["name"].lower()) for each in parameters]
        assert len(seen) == len(set(seen)), seen


@given(standards(), st.sampled_from(["3.0", "3.1"]))
@settings(max_examples=5, deadline=None)
def test_documents_are_valid(standard: Standard, version: str) -> None:
    from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

    validator = {"3.0": OpenAPIV30SpecValidator, "3.1": OpenAPIV31SpecValidator}[version]
    for words in ("OA06", "compatible"):
        built = pipeline.build(standard.files, documents_with(words, version=version))
        assert built.artefacts is not None
        for text in built.artefacts.values():
            assert list(validator(read_own_yaml(text)).iter_errors()) == []


@pytest.mark.parametrize(
    ("type_", "counts"),
    [
        ("Dag", " Tot en met deze dag."),
        ("Moment", " Tot dit moment, dat zelf niet meetelt."),
        ("Tekst", ""),
    ],
)
def test_the_end_of_a_period_says_whether_it_counts_itself(type_: str, counts: str) -> None:
    """GM08."""
    standard = Standard(
        {"X-Vraag-Peildatum": type_},
        frozenset(["X-Vraag-Peildatum"]),
        frozenset(),
        frozenset(["begindatum", "einddatum"]),
    )
    found = operations(standard, "OA06")["openapi/Informatiedomeinen/A.yaml", "get", "/huren"]
    begin, end = found[-2:]
    assert (begin["name"], end["name"]) == ("X-Vraag-PeilperiodeBegin", "X-Vraag-PeilperiodeEind")
    assert begin["in"] == end["in"] == "header"
    assert begin["schema"] == end["schema"] == {"$ref": f"#/components/schemas/{type_}"}
    assert begin["description"].endswith("Met een periode telt X-Vraag-Peildatum niet.")
    assert end["description"] == (
        f"Einde van de periode waarin de gegevens gelden; leeg is zonder einde.{counts}"
    )
