"""A text that is rendered once and filled in is what would have been rendered for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.emit.openapi.correction import Part, all_corrections
from compiler.emit.openapi.forms import FORM, hole_values
from compiler.emit.openapi.plan import Bodies, Resource, Terms
from compiler.emit.openapi.planning_operations import plan_operations
from compiler.emit.rendering.holes import Stencil, has_holes, hole
from compiler.emit.rendering.parts import Parts
from compiler.emit.rendering.templating import UNREAD, literal, scalar

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), TEXTS, TEXTS, st.integers(0, 9))
def test_a_filled_text_is_what_would_have_been_rendered(around, first, second, width):
    def rendered(one: str, two: str) -> str:
        parts = [
            f"{before} '{one}' {scalar(f'{before}{two}{after}{one}')}{after}"
            for before, after in around
        ]
        return "\n".join([*parts, literal(f"[\n{one}", width), scalar(two), f"- {two}", "end"])

    made = Stencil(rendered(hole("one"), hole("two")), UNREAD).filled(
        {hole("one"): first, hole("two"): second}
    )
    assert made == rendered(first, second)


@pytest.mark.parametrize(("word", "text"), [("", "a\nb\n"), ("x\ny", "a\nx\ny\nb\n")])
def test_a_hole_on_a_line_of_its_own_takes_the_line_along(word, text):
    assert Stencil(f"a\n{hole('x')}\nb\n", UNREAD).filled({hole("x"): word}) == text


def test_a_hole_that_was_not_filled_cannot_be_written():
    with pytest.raises(UnicodeEncodeError):
        Stencil(f"a {scalar(hole('x'))}", UNREAD).filled({}).encode()


@given(TEXTS)
def test_no_text_from_a_file_has_holes(text):
    assert not has_holes(text.encode().decode())


RESOURCE = Resource(
    "Eenheden-é",
    "eenheden",
    "no",
    "Eenheidbericht",
    examples=Bodies('{\n  "a": "é"\n}', "{}", "[]", "{}"),
)
OF_OPERATIONS = [each for each in all_corrections() if each.part is Part.OPERATION]


@pytest.mark.parametrize("correction", OF_OPERATIONS, ids=lambda each: each.id)
@pytest.mark.parametrize("scoped", [False, True])
def test_a_correction_says_of_a_form_what_it_says_of_the_operations(correction, scoped):
    """So it does not ask what a text of the resource holds."""
    parts, terms = Parts("openapi", Context()), Terms("A", scoped, 10)
    of_form = tuple(map(correction.mend, plan_operations(FORM, terms)))
    of_resource = tuple(map(correction.mend, plan_operations(RESOURCE, terms)))
    filled = parts.stencil("operations.yaml.jinja", of_form).filled(hole_values(RESOURCE, ""))
    assert filled == parts.macro("operations.yaml.jinja")(of_resource)
    assert of_resource != plan_operations(RESOURCE, terms)
