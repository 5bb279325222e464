"""What schemas of one model share is made once, and says nothing else in one than it would say there alone."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings

from compiler import pipeline
from compiler.base.diagnostics import has_errors
from compiler.emit.jsonschema.definitions import SharedDefinitions
from compiler.emit.jsonschema.options import SchemaOptions
from compiler.emit.jsonschema.plan import SchemaDocument
from compiler.emit.jsonschema.planning import plan_document_schemas
from compiler.emit.obstacles import obstacles
from compiler.model.document_builder import documents_of
from compiler.model.model import Model
from tests.helpers.edits import Files
from tests.helpers.real_model import real_model
from tests.helpers.strategies import linkable

RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

# The keys of a stand show its owner by keys in the domain of owners, and by an address in another.
TWO_DOMAINS = """
standaard Proef { versie "1.0.0", ids { kern id : string } }
gedeeld domein Gedeeld { entiteit Stand (meervoud Standen) { kern eigenaar : Mens.sleutels } }
domein Mensen { entiteit Mens (meervoud Mensen) { stand : Stand.sleutels } }
domein Huizen { entiteit Huis (meervoud Huizen) { stand : Stand.sleutels } }
"""


def planned(model: Model, shared: SharedDefinitions | None) -> Iterator[SchemaDocument]:
    """The plans of all schemas: sharing what is `shared`, or each document by itself."""
    for contents in documents_of(model):
        yield from plan_document_schemas(
            contents, model, SchemaOptions(), shared or SharedDefinitions()
        )


@RANDOM
@given(linkable())
def test_schemas_of_random_models_say_what_they_say_alone(files: Files) -> None:
    model, found = pipeline.link(files)
    if model is not None and not has_errors([*found, *obstacles(model)]):
        assert [*planned(model, SharedDefinitions())] == [*planned(model, None)]


def test_what_domains_show_otherwise_is_not_shared() -> None:
    model, found = pipeline.check({"m.vera": TWO_DOMAINS.encode()})
    assert model is not None, found
    alone = [*planned(model, None)]
    assert [*planned(model, SharedDefinitions())] == alone
    stands = {each for plan in alone for each in plan.definitions if each.name == "Stand-sleutels"}
    assert len(stands) == 2


def test_schemas_of_the_standard_say_what_they_say_alone() -> None:
    model = real_model()
    assert [*planned(model, SharedDefinitions())] == [*planned(model, None)]
