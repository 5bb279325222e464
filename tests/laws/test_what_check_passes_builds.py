"""What a check lets pass is built right, whatever the names in it: judged by libraries that know nothing of verac."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.emit.openapi.correcting import all_corrections
from compiler.emit.verification import verify
from tests.helpers.judges import faults_of_model
from tests.helpers.meeting_names import meeting_models
from tests.helpers.requests import documents_with

LEVELS = ("none", "compatible", "all")
RANDOM = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
HEAD = 'standaard Proef { versie "1.0.0", ids { kern id : string }, ernst { GN02 waarschuwing } }\n'


@pytest.mark.parametrize("level", LEVELS)
@RANDOM
@given(texts=meeting_models())
def test_a_random_model(level: str, texts: dict[str, str]) -> None:
    files = {path: text.encode() for path, text in texts.items()}
    checked = pipeline.check(files)
    assume(not any(each.stops_build for each in checked.diagnostics))
    assert faults_of_model(files, level) == []


def files_of(text: str) -> dict[str, bytes]:
    return {"m.vera": (HEAD + text).encode()}


def documents(files: Mapping[str, bytes], level: str) -> dict[str, dict[str, object]]:
    """The documents by name, which check lets pass and the judges too."""
    checked = pipeline.check(files)
    assert [str(each.message) for each in checked.diagnostics if each.stops_build] == []
    assert faults_of_model(files, level) == []
    built = pipeline.build(files, documents_with(level)).artefacts
    assert built is not None
    return {Path(path).stem: read_own_yaml(text) for path, text in built.items()}


def body(document: dict[str, object], path: str) -> set[str]:
    """The properties of the body of POST on `path`."""
    posted = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]  # type: ignore[index]
    return set(_properties(posted["schema"], document))


def _properties(schema: dict[str, object], document: dict[str, object]) -> list[str]:
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return _properties(document["components"]["schemas"][name], document)  # type: ignore[index]
    parts = [schema, *schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())]  # type: ignore[misc]
    below = [name for part in parts[1:] for name in _properties(part, document)]
    return [*schema.get("properties", ()), *below]  # type: ignore[misc]


@pytest.mark.parametrize("level", LEVELS)
class TestNamesThatMeet:
    """Names that are made of others meet declared ones, and each keeps what it stands for."""

    def test_a_message_called_like_another_entity(self, level: str) -> None:
        files = files_of("""
            domein Geld
            entiteit Factuur (meervoud Facturen) { kern bedrag : decimal }
            entiteit Factuurbericht (meervoud Factuurberichten) { onderwerp : string }
        """)
        document = documents(files, level)["Geld"]
        assert "bedrag" in body(document, "/facturen")
        assert "onderwerp" in body(document, "/factuurberichten")

    def test_an_entity_called_like_the_envelope(self, level: str) -> None:
        files = files_of("""
            domein Post
            abstract entiteit Bericht (meervoud Berichten) { kern onderwerp : string }
            entiteit Brief is Bericht (meervoud Brieven) { adres : string }
            envelop Bericht { toelichting : string }
        """)
        document = documents(files, level)["Post"]
        assert {"onderwerp", "adres", "toelichting"} <= body(document, "/brieven")

    def test_one_name_in_two_domains(self, level: str) -> None:
        files = files_of("""
            gedeeld domein Algemeen
            entiteit Bijlage (meervoud Bijlagen) { kern bestandsnaam : string }
            domein Onderhoud
            entiteit Bijlage (meervoud Bijlagen) { kern omschrijving : string }
        """)
        found = documents(files, level)
        assert "omschrijving" in body(found["Onderhoud"], "/bijlagen")
        assert "bestandsnaam" in body(found["Algemeen"], "/bijlagen")

    @pytest.mark.parametrize("base", ["", "abstract "])
    @pytest.mark.parametrize("shared", ["", "gedeeld "])
    def test_an_entity_derived_from_one_of_another_domain(
        self, level: str, base: str, shared: str
    ) -> None:
        files = files_of(f"""
            {shared}domein Alfa
            {base}entiteit Voertuig (meervoud Voertuigen) {{ kern kenteken : string }}
            entiteit Auto is Voertuig (meervoud Autos) {{ stoel : integer }}
            domein Beta
            entiteit Boot is Voertuig (meervoud Boten) {{ lengte : decimal }}
            entiteit Zeilboot is Boot (meervoud Zeilboten) {{ mast : string, haven : Boot }}
            ketenproces VAR "Varen"
            bericht Boten over Boot {{ Boot {{ alle }}, Zeilboot {{ alle }} }}
            bericht Zeilboten over Zeilboot {{ Zeilboot {{ alle }}, Voertuig {{ kenteken }} }}
        """)
        found = documents(files, level)
        assert {"kenteken", "lengte", "mast"} <= body(found["Beta"], "/zeilboten")
        assert {"kenteken", "stoel"} <= body(found["Alfa"], "/autos")
        assert {"lengte", "mast"} <= body(found["VAR"], "/boten")
        assert {"kenteken", "mast"} <= body(found["VAR"], "/zeilboten")

    def test_two_messages_about_one_entity(self, level: str) -> None:
        files = files_of("""
            domein Klanten
            entiteit Klant (meervoud Klanten) { kern naam : string, telefoonnummer : string }
            ketenproces VKP "Verkoop"
            bericht KlantenKort over Klant { Klant { naam } }
            bericht Klanten over Klant { Klant { alle } }
        """)
        document = documents(files, level)["VKP"]
        assert body(document, "/klanten") - body(document, "/klanten-kort") == {
            "id",
            "telefoonnummer",
        }
        ids = [
            document["paths"][path]["post"]["operationId"] for path in ("/klanten", "/klanten-kort")
        ]  # type: ignore[index]
        assert ids == ["createKlant", "createKlantenKort"]

    def test_values_of_lists_without_an_envelope(self, level: str) -> None:
        files = files_of("""
            gedeeld domein Algemeen
            waardeobject Referentiedata (meervoud Referentiedata) { kern code : string, kern naam : string }
            domein Uitleen
            entiteit Boek (meervoud Boeken) { kern titel : string, soort : BOEKSOORT }
            ketenproces LEN "Lenen"
            bericht Boeken over Boek { Boek { alle } }
            referentiedata BOEKSOORT { ROM "Roman" }
        """)
        assert {"titel", "soort"} <= body(documents(files, level)["LEN"], "/boeken")

    def test_names_that_are_no_names_of_schemas(self, level: str) -> None:
        files = files_of("""
            domein Plaats
            entiteit Coördinaat (meervoud Coördinaten) { kern hoogte : decimal, één : Coördinaat.sleutels }
        """)
        assert {"hoogte", "één"} <= body(documents(files, level)["Plaats"], "/coordinaten")


ODD_NAMES = files_of("""
    gedeeld domein Financiën
    abstract entiteit Coördinaat (meervoud Coördinaten) { kern hoogte : decimal, soort : SOORT }
    entiteit Hoogtecoördinaat is Coördinaat (meervoud Hoogten, als soort HOO) { één : Coördinaat.sleutels }
    domein Geodésie
    entiteit Coördinaat (meervoud Coördinaten) { kern breedte : decimal }
    entiteit Punt (meervoud Punten) { plaats : Coördinaat, bedrag : Hoogtecoördinaat }
    referentiedata SOORT { HOO "Hoogte" }
    ketenproces MET "Meten"
    bericht Coördinaten over Coördinaat { Coördinaat { alle }, Hoogtecoördinaat { alle } }
""")


@pytest.mark.parametrize("id_", [each.id for each in all_corrections()])
def test_each_correction_by_itself_makes_names_that_schemas_can_have(id_: str) -> None:
    checked = pipeline.check(ODD_NAMES)
    assert not any(each.stops_build for each in checked.diagnostics)
    assert faults_of_model(ODD_NAMES, id_) == []


@pytest.mark.parametrize("type_", ["string", "integer", "string[]", "Sleutel", "SOORT"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_key_of_the_source_that_is_no_text(level: str, type_: str) -> None:
    files = {"m.vera": f"""
        standaard Proef {{ versie "1.0.0", ids {{ kern id : string }}, ernst {{ GM11 uit, GN07 uit }} }}
        domein D
        entiteit Bank (meervoud Banken) {{ id : {type_}, naam : string }}
        waardeobject Sleutel (meervoud Sleutels) {{ kern nummer : string }}
        referentiedata SOORT {{ HOO "Hoogte" }}
        ketenproces P "p"
        bericht Banken over Bank {{ Bank {{ alle }}, Sleutel {{ alle }} }}
    """.encode()}  # fmt: skip
    assert faults_of_model(files, level) == []


@pytest.mark.parametrize(
    ("text", "id_", "place", "message"),
    [
        (
            "entiteit A (meervoud As)\nentiteit B (meervoud As)",
            "NAM07",
            4,
            '"A" has the address "/as" already',
        ),
        (
            "entiteit A (meervoud As)\nentiteit B (pad as)",
            "NAM07",
            4,
            '"A" has the address "/as" already',
        ),
        (
            "entiteit A (meervoud As)\nentiteit B (meervoud As, pad b)",
            "NAM07",
            4,
            '"A" has the plural "As" already',
        ),
        ('entiteit A (pad "{id}")', "NAM07", 3, '"{id}" is no address'),
        ('entiteit A (pad "a//b")', "NAM07", 3, '"a//b" is no address'),
        ("entiteit A (pad ping)", "NAM07", 3, '"/ping"'),
        ("entiteit A (meervoud All)", "NAM07", 3, "OAuth"),
        ("entiteit Foutbericht", "NAM07", 3, "the message of an error"),
        (
            "entiteit A { x : string }\nentiteit B is A { x : integer }",
            "NAM08",
            4,
            '"x" is inherited',
        ),
        ("entiteit A { x : string }\nenvelop E { x : integer }", "NAM08", 3, "in the envelope"),
        (
            'entiteit A { x : A }\nenvelop E { x : A }\nketenproces P "p"\nbericht As over A { A { alle } }',
            "NAM08",
            3,
            "in the envelope",
        ),
        ("envelop E { id : integer }\nentiteit A\nentiteit B", "NAM08", 1, "in the envelope"),
        (
            "entiteit A { x : B[] }\nentiteit B\nenvelop E { x : B.sleutels[], X : date }",
            "NAM08",
            3,
            '"x" is B.sleutels[] in the envelope and B[] in "A"',
        ),
        (
            (
                'entiteit A { x : string }\nenvelop E { y : date }\nketenproces P "p"\nbericht As over A {\n'
                "A { x, eigen y : boolean } }"
            ),
            "NAM08",
            7,
            '"y" is date in the envelope and boolean in "A"',
        ),
    ],
)
def test_what_a_document_cannot_hold_is_refused(
    text: str, id_: str, place: int, message: str
) -> None:
    (found,) = [
        each for each in pipeline.check(files_of(f"domein D\n{text}")).diagnostics if each.id == id_
    ]
    assert found.span.line == place
    assert message in str(found.message)
    assert found.stops_build


def test_the_envelope_may_have_what_an_entity_has_in_the_same_way() -> None:
    text = "domein D\nentiteit A { x : B[], y : string }\nentiteit B\nenvelop E { x : B[], y : string }"
    assert documents(files_of(text), "all")


def test_two_messages_with_one_address() -> None:
    process = (
        'ketenproces P "p"\nbericht Een over A { A { alle } }\nbericht één over A { A { alle } }'
    )
    text = f"domein D\nentiteit A (meervoud As)\n{process}"
    (found,) = [each for each in pipeline.check(files_of(text)).diagnostics if each.id == "NAM07"]
    assert '"Een" has the address "/een" already' in str(found.message)


def test_an_unknown_correction_is_found_by_a_check() -> None:
    files = {"m.vera": b'standaard S { versie "1.0.0", correcties OA99 }\ndomein A'}
    assert [each.id for each in pipeline.check(files).diagnostics if each.stops_build] == ["STD01"]


def test_a_model_without_documents_is_told_of() -> None:
    found = pipeline.check({"m.vera": b'standaard S { versie "1.0.0" }\nrol Bewoner'}).diagnostics
    assert "OUT05" in [each.id for each in found]
    assert not any(each.stops_build for each in found)


# -- the judges themselves -----------------------------------------------------------------------------------------

RIGHT = files_of("domein D\nentiteit Lid (meervoud Leden) { kern naam : string }")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda text: text.replace("  schemas:\n", "  schemas:\n    Lid: {}\n"), "stands twice"),
        (lambda text: text.replace("schemas/Lidbericht", "schemas/Niemand", 1), "leads nowhere"),
        (lambda text: re.sub("operationId: createLid", "operationId: listLeden", text), "stands twice"),
        (lambda text: text.replace("type: object", "type: ding", 1), "ding"),
        (lambda text: text.replace("- name: Leden", "- name: Leden\n- name: Leden", 1), "the tag"),
        (lambda text: text.replace("openapi:", "openapi: a: b", 1), "no YAML"),
    ],
    ids=["key", "reference", "operation id", "type", "tag", "text"],
)  # fmt: skip
def test_judges_find_what_is_wrong_in_a_document(change: object, fault: str) -> None:
    built = pipeline.build(RIGHT, documents_with("none")).artefacts
    assert built is not None
    (path,) = built
    assert verify(built, Context()) == ()
    changed = change(built[path].decode())  # type: ignore[operator]
    found = [str(each.message) for each in verify({path: changed.encode()}, Context())]
    assert any(fault in each for each in found), found


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ('{"type": "object", "type": "object"}', "stands twice"),
        ('{"$ref": "#/$defs/Niemand", "$defs": {}}', "leads nowhere"),
        ('{"type": "ding"}', "no JSON Schema"),
        ('{"type": "object", "examples": [1]}', "does not fit"),
    ],
)
def test_judges_find_what_is_wrong_in_a_schema(schema: str, fault: str) -> None:
    (found,) = verify({"jsonschema/x.schema.json": schema.encode()}, Context())
    assert fault in str(found.message)
