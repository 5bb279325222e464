"""Messages checked: what the guidelines ask, what is no JSON, streams, and the validator inside a service."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic
from compiler.messages.api import MessageError, MessageValidator, validator
from tests.emit.test_json_schema import WHOLE_CHILD
from tests.helpers.bad_input import Verac


def told(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    return [(diagnostic.pointer, diagnostic.id) for diagnostic in found]


# -- what the guidelines ask ---------------------------------------------------------------------------------------


PAYLOAD = "Gebruik van Attributen in JSON Payload"


IDS = "Regels voor gebruik id's"


@pytest.mark.parametrize(
    ("section", "operation", "message", "expected", "words"),
    [
        # The example of the guideline: an object, a collection and a value without anything in them.
        (PAYLOAD, "POST", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "PATCH", {"id": "1", "soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "PATCH", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        (PAYLOAD, "GET", {"soort": {}, "adressen": [], "beroep": None}, [], ""),
        # Voor een waarde: null. Not between quotes.
        (PAYLOAD, "POST", {"beroep": {}}, [("/beroep", "PL11")], "empty is null for a value"),
        (PAYLOAD, "POST", {"klas": "null"}, [("/klas", "PL11")], "null"),
        # Voor een object: {}.
        (PAYLOAD, "POST", {"soort": None}, [("/soort", "PL11")], "{} for an object"),
        # Voor een array: [].
        (PAYLOAD, "POST", {"adressen": None}, [("/adressen", "PL11")], "[] for an array"),
        # GET, POST en PATCH: an attribute that is left out is ignored.
        (PAYLOAD, "GET", {}, [], ""),
        (PAYLOAD, "POST", {}, [], ""),
        (PAYLOAD, "PATCH", {"id": "1"}, [], ""),
        # PUT: all attributes are there.
        (PAYLOAD, "PUT", WHOLE_CHILD, [], ""),
        (PAYLOAD, "PUT", {"id": "1"}, [("", "PL12"), ("", "PL19")], "left out"),
        # POST: no id; the source gives it.
        (IDS, "POST", {"id": "1"}, [("/id", "PL14")], "the source system gives the id"),
        (IDS, "POST", {"adressen": [{"id": "1"}]}, [], ""),
        # PATCH/PUT: the id of the source identifies.
        (IDS, "PATCH", {"beroep": "bakker"}, [], ""),
        (IDS, "PATCH", {"id": ""}, [("/id", "PL13")], "id"),
        (IDS, "PUT", WHOLE_CHILD | {"id": ""}, [("/id", "PL13")], "id"),
        # POST: its answer has the id.
        (IDS, "post answer", {"id": "1", "beroep": "bakker"}, [], ""),
        (
            IDS,
            "POST-ANSWER",
            {"beroep": "bakker"},
            [("/id", "PL13")],
            "that the source system gave",
        ),
        (IDS, "POST-ANSWER", {"id": ""}, [("/id", "PL13")], "that the source system gave"),
        (IDS, "PATCH", {"id": None}, [("/id", "PL13")], "id"),
        (IDS, "PUT", WHOLE_CHILD | {"id": None}, [("/id", "PL13")], "id"),
        # GET: by the id of the source, which its answer may hold.
        (IDS, "GET", {"id": "1"}, [], ""),
    ],
)
def test_the_rules_of_the_guideline(
    model: Path,
    section: str,
    operation: str,
    message: Any,
    expected: list[tuple[str, str]],
    words: str,
) -> None:
    found = validator("ABC/Mensen", operation, model=model).check(message)
    assert told(found) == expected, section
    assert all(words in f"{d.message} {d.hint}" for d in found)


@pytest.mark.parametrize(
    ("message", "expected", "words"),
    [
        ({"klas": "drie"}, [("/klas", "PL10")], "number"),
        ({"soort": {"code": "KIN"}, "klas": "drie"}, [("/klas", "PL10")], "number"),
        ({"adressen": {"postcode": "1234AB"}}, [("/adressen", "PL10")], "array"),
        ({"adressen": [{"postcode": "1234ab"}]}, [("/adressen/0/postcode", "PL18")], "1234ab"),
        ({"einddatum": "31-12-2020"}, [("/einddatum", "PL17")], "2020-12-31"),
        ({"eindTijdstip": "2020-12-31 10:00"}, [("/eindTijdstip", "PL17")], "moment"),
        ({"duur": "een dag"}, [("/duur", "PL18")], ""),
        ({"beroepp": "bakker"}, [("/beroepp", "PL15")], '"beroep"'),
        ({"xyzzy": 1}, [], ""),
        ([], [("", "PL09")], "array"),
        ([{}, {"klas": "x"}], [("", "PL09"), ("/1/klas", "PL10")], ""),
        ("tekst", [("", "PL10")], "object"),
        (None, [("", "PL11")], ""),
        ({"notities": ["a", 1, None]}, [("/notities/1", "PL10"), ("/notities/2", "PL11")], ""),
    ],
)
def test_a_mistake_is_told_once_and_at_its_place(
    post: MessageValidator, message: Any, expected: list[tuple[str, str]], words: str
) -> None:
    found = post.check_json(json.dumps(message).encode())
    assert told(found) == expected
    assert words in " ".join(f"{d.message} {d.hint}" for d in found)


def test_strict_and_codes(model: Path) -> None:
    strict = validator("ABC/Mensen", "POST", model=model, strict=True)
    assert told(strict.check({"xyzzy": 1})) == [("/xyzzy", "PL15")]
    assert told(strict.check({"soort": {"code": "KIN"}, "beroep": "bakker"})) == [
        ("/beroep", "PL15")
    ]
    old = validator("ABC/Mensen", "POST", model=model, codes=date(2020, 12, 31))
    (found,) = old.check({"soort": {"code": "BAB"}})
    assert (found.pointer, found.id) == ("/soort/code", "PL16")
    assert "MENSSOORT" in found.message + found.hint
    assert old.check({"soort": {"code": "KIN"}}) == ()


# -- what is no JSON -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "id_", "place", "words"),
    [
        (b'{"a": }', "PL01", (1, 7), ""),
        (b'{"beroep": "x",}', "PL01", (1, 16), "comma"),
        (b'{"a": 1\n"b": 2}', "PL01", (2, 1), ""),
        (b"{'a': 1}", "PL01", (1, 2), "double quotes"),
        (b'{"a": 1} x', "PL01", (1, 10), ""),
        (b'{"soort": {}, "soort": {}}', "PL02", (1, 15), "soort"),
        (b'{"so\\u006frt": {}, "soort": {}}', "PL02", (1, 20), "soort"),
        (b'{"x": "\\":", "a": 1, "a" : 2}', "PL02", (1, 22), '"a"'),
        (b'{"klas": NaN}', "PL03", (1, 10), "NaN"),
        (b'{"klas": -Infinity}', "PL03", (1, 10), "Infinity"),
        (b'{"klas": 1e400}', "PL03", (1, 10), "1e400"),
        (b'{"beroep": "\\ud800"}', "PL04", (1, 12), "ud800"),
        (b'{"beroep": "\xff"}', "PL05", None, "UTF-8"),
        (b"[" * 10_000 + b"]" * 10_000, "PL06", None, ""),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "PL06", None, ""),
        (b"", "PL08", None, ""),
        (b" \n\t\n", "PL08", None, ""),
    ],
    ids=lambda value: repr(value)[:24] if isinstance(value, bytes) else "",
)
def test_what_is_no_json(
    post: MessageValidator, content: bytes, id_: str, place: tuple[int, int] | None, words: str
) -> None:
    found = [diagnostic for diagnostic in post.check_json(content) if diagnostic.id == id_]
    assert len(found) == 1, post.check_json(content)
    assert place is None or (found[0].span.line, found[0].span.column) == place
    assert words in f"{found[0].message} {found[0].hint}"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["id", "soort", "adressen", "klas", "code", "x"]), inner)
    ),
)


@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary()
    | st.text().map(str.encode)
    | VALUES.map(lambda value: json.dumps(value).encode())
)
def test_no_message_brings_the_validator_down(post: MessageValidator, content: bytes) -> None:
    found = post.check_json(content)
    assert all(d.id.startswith("PL") for d in found)
    assert found == post.check_json(content)


def test_the_same_value_with_and_without_spaces_has_the_same_keys(post: MessageValidator) -> None:
    text = '{"soort" : {"code":"KIN"} , "klas":3, "b\\u00e9":1.50, "n":[{"a":1},{"a":2}]}'
    assert told(post.check_json(text.encode())) == []


# -- inside a service ----------------------------------------------------------------------------------------------


def test_a_validator_is_made_once_and_shared_by_threads(model: Path) -> None:
    made: list[MessageValidator] = []
    found: list[tuple[Diagnostic, ...]] = []

    def work() -> None:
        mine = validator("ABC/Mensen", "PATCH", model=model)
        made.append(mine)
        found.extend(mine.check({"klas": number}) for number in range(200))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in made}) == 1
    assert len({*found}) == 1
    assert len(found) == 800


def test_a_built_schema_takes_the_place_of_the_model(verac: Verac, folder: Path) -> None:
    assert verac("build", "model", "-o", "uit", "-q", cwd=folder).code == 0
    path = folder / "uit/jsonschema/Ketenprocessen/ABC/Mensen.post.schema.json"
    value: Mapping[str, Any] = json.loads(path.read_bytes())
    for made in (
        validator(schema=path),
        validator(schema=value),
        validator("ABC/Mensen", "POST", schema=path),
    ):
        assert told(made.check({"id": "1", "klas": "x"})) == [("/id", "PL14"), ("/klas", "PL10")]
        assert made.is_valid({"klas": 1})
    with pytest.raises(MessageError, match="ABC/Mensen POST"):
        validator("ABC/Mensen", "PUT", schema=path)


@pytest.mark.parametrize(
    ("message", "operation", "words"),
    [
        ("ABC/Menen", "POST", "ABC/Mensen"),
        ("ABC/Mensen", "GOT", "GET"),
        ("", "POST", "is no message"),
    ],
)
def test_an_unknown_message_names_the_nearest(
    model: Path, message: str, operation: str, words: str
) -> None:
    with pytest.raises(LookupError, match=words):
        validator(message, operation, model=model)


def test_a_validator_leaves_its_message_as_it_is(post: MessageValidator) -> None:
    message = {"soort": {"code": "KIN"}, "klas": "x", "adressen": [{"postcode": 1}]}
    before = json.dumps(message)
    post.check(message)
    assert json.dumps(message) == before
