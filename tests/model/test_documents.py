"""What each document holds, and that every back end shows just that: the wrong answers that four copies gave."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.compare.judge import Verdict
from compiler.emit.jsonschema.emitter import emit_schemas
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.openapi.emitter import emit_documents
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentKind
from compiler.model.holding import Holding
from compiler.model.linking.link import link_sources
from tests.compare.test_diff import model_of
from tests.helpers.strategies import linkable

STANDARD = 'standaard S { versie "1.0.0", ids { kern id : string } }\n'
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def weights(old: str, new: str, standard: tuple[str, str] = (STANDARD, STANDARD)) -> set[str]:
    """How heavy the changes are from one text to the other."""
    models = (model_of(standard[0] + old), model_of(standard[1] + new))
    return {judged.verdict.value for judged in pipeline.compare(*models).changes}


# -- what comparisons did not see ------------------------------------------------------------------------------------

ENVELOPE = """
gedeeld domein A
entiteit Zender { kern naam : string, adres : string }
entiteit Boek { titel : string }
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle } }
envelop Bericht { zender : Zender.sleutels }
"""


def test_keys_that_only_the_envelope_shows_are_lost_with_their_attribute():
    assert weights(ENVELOPE, ENVELOPE.replace("kern naam", "naam")) == {"wire"}


def test_what_the_envelope_shows_of_reference_data_is_in_every_message():
    old = """
gedeeld domein A
entiteit Referentiedata { kern code : string, naam : string }
entiteit Boek { soort : SOORT }
referentiedata SOORT { R "Roman" }
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle } }
envelop Bericht { Referentiedata { code, naam } }
"""
    assert weights(old, old.replace("{ code, naam }", "{ code }")) == {"wire"}


def test_what_all_derived_entities_have_instead_of_their_abstract_base_is_in_every_message_still():
    old = "domein A { abstract entiteit Werk { status : string }, entiteit Boek is Werk, entiteit Lied is Werk }"
    new = (
        "domein A { abstract entiteit Werk, entiteit Boek is Werk { status : string },"
        " entiteit Lied is Werk { status : string } }"
    )
    assert "wire" not in weights(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{ titel : string }", "{ kern titel : string }"),
        ("{ titel : string }", "{ titel : string bron BAG }"),
        ("{ titel : string }", "{ titel : string, eigenaar : string }"),
        ("(zonder document) {", "(zonder document, voorheen A) {"),
    ],
)
def test_documents_that_are_equal_ask_for_no_other_version(old, new):
    text = "domein B (zonder document) { entiteit Boek { titel : string } }\ndomein C"
    assert weights(text, text.replace(old, new)) <= {"text"}


def test_where_data_comes_from_is_a_change_that_weighs_nothing():
    old = "domein A { entiteit Pand { bagNummer : string } }"
    assert weights(old, old.replace("bagNummer : string", "bagNummer : string bron BAG")) == {
        "text"
    }


@pytest.mark.parametrize(
    ("before", "after", "weight"),
    [
        ("geen", "alle", "wire"),
        ("alle", "geen", "wire"),
        ("geen", "verenigbaar", "additive"),
        ("verenigbaar", "geen", "wire"),
        ("geen", "OA33", "code"),
        ("geen", "OA34", "text"),
    ],
)
def test_chosen_corrections_weigh_what_they_do_to_clients(before, after, weight):
    domain = "domein A { entiteit Boek { titel : string } }"
    standard = tuple(
        STANDARD.replace('versie "1.0.0"', f'versie "1.0.0", correcties {each}')
        for each in (before, after)
    )
    found = weights(domain, domain, standard)  # each correction is a change of its own
    assert weight in found
    assert ("wire" in found) is (weight == "wire")


# -- what one back end showed and another did not --------------------------------------------------------------------

INHERITED = """
gedeeld domein A
abstract entiteit Partij { naam : string }
entiteit Bedrijf is Partij { kvk : string }
entiteit Boek { titel : string }
ketenproces P "Proef"
bericht Boeken over Boek { Boek { alle } }
envelop Bericht { afzender : Partij, Partij { naam }, Bedrijf { kvk } }
"""


def test_what_the_envelope_shows_of_derived_entities_keeps_what_they_inherit():
    model = model_of(STANDARD + INHERITED)
    documents = emit_documents(model, (), Context())
    schemas = read_own_yaml(documents["openapi/Ketenprocessen/P.yaml"])["components"]["schemas"]
    assert schemas["Bedrijf"]["allOf"][0] == {"$ref": "#/components/schemas/Partij-basis"}
    assert schemas["Partij"]["oneOf"] == [{"$ref": "#/components/schemas/Bedrijf"}]
    assert set(schemas["Partij-basis"]["properties"]) == {"naam"}


def test_an_entity_derived_from_one_of_another_domain_keeps_what_it_inherits():
    text = "domein A { entiteit Werk { naam : string } }\ndomein B { entiteit Boek is Werk { titel : string } }"
    model = model_of(STANDARD + text)
    documents = emit_documents(model, (), Context())
    schemas = read_own_yaml(documents["openapi/Informatiedomeinen/B.yaml"])["components"]["schemas"]
    assert set(schemas["Boek"]["properties"]) == {"id", "naam", "titel"}
    bundle = json.loads(
        emit_schemas(model, SchemaOptions(), Context())[
            "jsonschema/Informatiedomeinen/B.schema.json"
        ]
    )
    assert set(bundle["$defs"]["Boek"]["properties"]) == {"id", "naam", "titel"}


def test_an_entity_two_levels_below_one_that_a_message_shows_is_one_of_its_alternatives():
    text = """
domein A
entiteit Werk { naam : string }
entiteit Boek is Werk { titel : string }
entiteit Roman is Boek { genre : string }
ketenproces P "Proef"
bericht Werken over Werk { Werk { naam }, Roman { genre } }
"""
    model = model_of(STANDARD + text)
    (contents,) = [each for each in documents_of(model) if each.kind is DocumentKind.PROCESS]
    (group,) = contents.groups
    assert [entity.name.text for entity in group.entities["Werk"].derived] == ["Roman"]
    assert group.entities["Roman"].base.name.text == "Werk"


# -- laws ------------------------------------------------------------------------------------------------------------


@RELAXED
@given(linkable())
def test_whatever_is_referred_to_is_shown_by_the_group_that_is_said_to(files):
    model, problems = link_sources(files)
    assume(model is not None and not problems)
    for contents in documents_of(model):
        groups = (*contents.groups, contents.of_envelope, contents.keys, contents.codes)
        for group in groups:
            for entity in group.entities.values():
                for shown in entity.attributes:
                    target = contents.group_of(shown, group)
                    assert (target is None) is (shown.holding in (Holding.VALUE, Holding.ADDRESS))
                    if target is not None:
                        key = shown.target.key if shown.target else contents.code_key
                        assert key in target.entities
                assert entity.base is None or entity.base.key in group.entities
                assert all(
                    group.entities[derived.key].base is entity.entity for derived in entity.derived
                )


@RELAXED
@given(linkable())
def test_no_change_is_found_between_a_model_and_itself(files):
    model, problems = link_sources(files)
    assume(model is not None and not problems)
    assert all(judged.verdict is Verdict.TEXT for judged in pipeline.compare(model, model).changes)
    assert pipeline.compare(model, model).changes == ()
