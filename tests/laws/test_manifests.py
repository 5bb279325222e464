"""Of manifests too: what a check lets pass is built right, whatever stands in the blocks about the interface."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from tests.helpers.judges import faults_of_model

BODY = """
domein Bomen

/// Een boom.
entiteit Boom (meervoud Bomen) { kern hoogte : decimal, geplant : date }
"""
WORDS = (
    "a", '""', '"https://{model}.example.org/{a}"', '"/token"', '"1"', "string", "decimal", "date", "double", "ja",
    '"bomen"', '"x-naam"', '"a b"', '"{lijst}"', '"é"', '"\'"', '"#/a~b"', "Boom", "id", "Boom-sleutels", '"100"',
)  # fmt: skip
KEYS = (
    "a", "string", "decimal", "date", "tokenUrl", "authorizationUrl", "refreshUrl", "naam", "url", "email", "password",
    "implicit", "clientCredentials", "authorizationCode", "`a b`", "`é`", "x-naam", "`x-1: #`",
)  # fmt: skip
WITH_TEXT = (
    "openapi", "paginalimiet", "berichtachtervoegsel", "kaleVerwijzingen", "duurpatroon", "lijstentiteit", "lijstlabel",
    "lijstlabelInSleutels", "lijstsleutels", "urilabel", "urilabels", "bronsleutel", "schemabasis", "pingtimeout",
)  # fmt: skip
# What most often is right, so that many manifests are.
RIGHT = (
    'server "https://{model}.example.org/{stad}" { stad "a" "b" }',
    'openapi "3.1.0"',
    'oauth2 { password { tokenUrl "1", `x-1: #` "é" }, implicit { authorizationUrl "" } }',
    'formaten { decimal "1", date "a b", string double }',
)


@st.composite
def lines(draw: st.DrawFn, depth: int) -> str:
    """A line of a block: a key with values, a block, or both."""
    return draw(st.sampled_from(KEYS)) + draw(behind(depth))


@st.composite
def behind(draw: st.DrawFn, depth: int) -> str:
    """What stands behind a key: values, a type, or a block where one may be."""
    forms = ("values", "values", "block", "both", "type") if depth else ("values", "values", "type")
    form = draw(st.sampled_from(forms))
    if form == "type":
        return " : string"
    values = draw(st.lists(st.sampled_from(WORDS), max_size=2)) if form != "block" else []
    text = "".join(f" {word}" for word in values)
    if form == "values":
        return text
    return f"{text} {{ {', '.join(draw(st.lists(lines(depth - 1), max_size=3)))} }}"


@st.composite
def manifests(draw: st.DrawFn) -> str:
    """A manifest with a few settings of any kind."""
    keys = draw(st.lists(st.sampled_from(WITH_TEXT), max_size=2, unique=True))
    blocks = draw(st.lists(st.sampled_from(("server", "oauth2", "formaten")), max_size=1))
    right = draw(st.lists(st.sampled_from(RIGHT), max_size=2, unique=True))
    interface = [
        *(f"{key} {draw(st.sampled_from(WORDS))}" for key in keys),
        *(key + draw(behind(2)) for key in blocks),
        *right,
    ]
    own = draw(st.sampled_from(("", "contact", "licentie", "titel")))
    about = f"{own}{draw(behind(1))}, " if own else ""
    head = 'standaard Proef { versie "1.0.0", ids { kern id : string }, '
    return f"{head}{about}koppelvlak {{ {', '.join(interface)} }} }}"


@pytest.mark.parametrize("level", ["none", "all"])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=manifests())
def test_a_random_manifest(level: str, text: str) -> None:
    files = {"m.vera": (text + BODY).encode()}
    assume(not any(each.stops_build for each in pipeline.check(files).diagnostics))
    assert faults_of_model(files, level) == []
