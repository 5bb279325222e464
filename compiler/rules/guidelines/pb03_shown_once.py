"""PB03: a message shows an attribute once."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.elements import Attribute, Entity, Projection
from compiler.model.model import Model
from compiler.model.shown_together import ShownTogether, place_in
from compiler.rules.proposals import leave_out
from compiler.rules.rule import Finding, rule


@rule("PB03", severity=Severity.WARNING, of=(ShownTogether,))
def shown_once(together: ShownTogether, model: Model) -> Iterator[Finding]:
    r"""What a message shows of a base, it does not show again of what is derived from it.

    Horizontaal versus verticaal: what is derived inherits all that the message shows of its base, however far up that
    stands. Said a second time the attribute stands twice in one object, with two descriptions that can come to differ,
    and readers ask which of them counts. A base that the message does not show passes nothing on.

    Bad:
        domein A {
            abstract entiteit Order (meervoud Orders) { nummer : string, bedrag : decimal }
            entiteit Inkooporder is Order (meervoud Inkooporders) { leverdatum : date }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { nummer, bedrag }
            Inkooporder { bedrag, leverdatum }  //! PB03 @19 "\"Inkooporder\" inherits \"bedrag\"" "leave"
        }

    Good:
        domein A {
            abstract entiteit Order (meervoud Orders) { nummer : string, bedrag : decimal }
            entiteit Inkooporder is Order (meervoud Inkooporders) { leverdatum : date }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { nummer }
            Inkooporder { bedrag, leverdatum }
        }
    """
    for projection in together.projections.values():
        shown, *bases = together.group.chain(projection.entity)
        owners = {
            each.attribute.name.text: base.entity
            for base in reversed(bases)
            for each in base.attributes
        }
        for each in shown.attributes:
            if (base := owners.get(each.attribute.name.text)) is not None:
                yield _finding(each.attribute, projection, base, model)


def _finding(attribute: Attribute, projection: Projection, base: Entity, model: Model) -> Finding:
    """`attribute` stands in `projection` while the message shows it of `base` already."""
    message = say(
        '"{entity}" inherits "{attribute}" from "{base}", of which it is shown already',
        entity=projection.name,
        attribute=attribute.name,
        base=base.name,
    )
    hint = say(
        'leave "{attribute}" out here, or out of "{base}"', attribute=attribute.name, base=base.name
    )
    place = place_in(projection, attribute, model)
    proposals = () if place == projection.name else leave_out(place)
    return Finding(place, message, hint, attribute.suppressions, proposals=proposals)
