"""The account of an import: what was drawn, and what became of it. Its sums come out, or a finding says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compiler.base.wording import Text, as_it_is, joined, say
from compiler.importers.uml.taking.plan import Plan

# What is drawn and says nothing of data; the name that a file gives to what is not among these stays as it is.
_PASSED_OVER = {
    "association": say("association"), "diagram": say("diagram"), "generalisation": say("generalisation"),
    "layout": say("layout"), "method": say("method"), "note": say("note"), "note link": say("link of a note"),
    "other diagram": say("other diagram"), "other element": say("other element"), "profile": say("profile"),
    "realisation": say("realisation"), "repeated attribute": say("repeated attribute"),
    "repeated value": say("repeated value"), "root of the tool": say("root of the tool"),
    "separator": say("separator"), "text": say("text"), "type of a language": say("type of a language"),
}  # fmt: skip


def account_of(plan: Plan) -> Iterator[Text]:
    """A line for each kind of drawn element."""
    yield from _of_classes(plan)
    yield from _of_lines(plan)
    yield from _of_the_rest(plan)


def _of_classes(plan: Plan) -> Iterator[Text]:
    drawing, counted = plan.drawing, plan.counted
    value_objects = sum(each.value_object for each in plan.entities)
    yield say(
        "classes: {classes} (entities {entities}, value objects {objects}, lists {lists}, types {types})",
        classes=len(drawing.classes),
        entities=len(plan.entities) - value_objects,
        objects=value_objects,
        lists=len(plan.lists),
        types=len(plan.types),
    )
    yield say(
        "attributes: {drawn} (taken over {taken}, columns of lists {columns}, not taken over {left})",
        drawn=sum(len(each.attributes) for each in drawing.classes),
        taken=counted["attributes"],
        columns=counted["columns"],
        left=counted["attributes left"],
    )


def _of_lines(plan: Plan) -> Iterator[Text]:
    drawing, counted = plan.drawing, plan.counted
    yield say(
        "associations: {drawn} (taken over {taken}, as attributes {attributes}, not taken over {left})",
        drawn=len(drawing.associations),
        taken=counted["associations"],
        attributes=counted["attributes of associations"],
        left=counted["associations left"],
    )
    if counted["drawn twice"]:
        yield say(
            "attributes drawn twice, and taken over once: {number}", number=counted["drawn twice"]
        )
    yield say(
        "generalisations: {drawn} (taken over {taken}, as attributes {mixed}, of types {types}, not taken over {left})",
        drawn=len(drawing.generalisations),
        taken=counted["generalisations"],
        mixed=counted["generalisations mixed in"],
        types=counted["generalisations of types"],
        left=counted["generalisations left"] + counted["generalisations drawn twice"],
    )


def _of_the_rest(plan: Plan) -> Iterator[Text]:
    drawing = plan.drawing
    yield say(
        "packages: {packages} (domains {domains})",
        packages=len(drawing.packages),
        domains=len(
            {each.domain for each in plan.entities}.union(*(each.domains for each in plan.lists))
        ),
    )
    yield say(
        "values of lists: {values} (lists {lists})",
        values=sum(len(each.drawn.values) for each in plan.lists),
        lists=len(plan.lists),
    )
    passed = Counter(each.kind for each in drawing.passed_over)
    if passed:
        counts = (
            joined((_PASSED_OVER.get(kind, as_it_is(kind)), str(number)))
            for kind, number in sorted(passed.items())
        )
        yield say("not for a model of data: {what}", what=joined(counts, ", "))
