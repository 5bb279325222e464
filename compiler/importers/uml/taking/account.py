"""The account of an import: what was drawn, and what became of it. Its sums come out, or a finding says why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from compiler.base.wording import Text, as_it_is, say
from compiler.importers.uml.taking.plan import Plan


def account_of(plan: Plan) -> Iterator[Text]:
    """A line for each kind of drawn element."""
    drawing, counted = plan.drawing, plan.counted
    value_objects = sum(each.value_object for each in plan.entities)
    yield say(
        "{classes} classes: {entities} entities, {objects} value objects, {lists} reference data lists, {types} types",
        classes=len(drawing.classes),
        entities=len(plan.entities) - value_objects,
        objects=value_objects,
        lists=len(plan.lists),
        types=len(plan.types),
    )
    yield say(
        "{drawn} attributes: {taken} taken over, {columns} columns of lists, {left} not taken over",
        drawn=sum(len(each.attributes) for each in drawing.classes),
        taken=counted["attributes"],
        columns=counted["columns"],
        left=counted["attributes left"],
    )
    yield say(
        "{drawn} associations: {taken} taken over as {attributes} attributes, {left} not taken over",
        drawn=len(drawing.associations),
        taken=counted["associations"],
        attributes=counted["attributes of associations"],
        left=counted["associations left"],
    )
    if counted["drawn twice"]:
        yield say(
            "{number} attributes drawn twice, and taken over once", number=counted["drawn twice"]
        )
    yield say(
        "{drawn} generalisations: {taken} taken over, {mixed} as attributes, {types} of types, {left} not taken over",
        drawn=len(drawing.generalisations),
        taken=counted["generalisations"],
        mixed=counted["generalisations mixed in"],
        types=counted["generalisations of types"],
        left=counted["generalisations left"] + counted["generalisations drawn twice"],
    )
    yield say(
        "{packages} packages: {domains} domains",
        packages=len(drawing.packages),
        domains=len(
            {each.domain for each in plan.entities}.union(*(each.domains for each in plan.lists))
        ),
    )
    yield say(
        "{values} values of {lists} lists",
        values=sum(len(each.drawn.values) for each in plan.lists),
        lists=len(plan.lists),
    )
    passed = Counter(each.kind for each in drawing.passed_over)
    if passed:
        shown = ", ".join(f"{number} {kind}" for kind, number in sorted(passed.items()))
        yield say("not for a model of data: {what}", what=as_it_is(shown))
