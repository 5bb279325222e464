"""PB05: the items of a collection show something."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.holding import Holding
from compiler.model.model import Model
from compiler.model.shown_together import ShownTogether, shown_attributes
from compiler.rules.proposals import show_by_keys
from compiler.rules.rule import Finding, rule


@rule("PB05", severity=Severity.WARNING, of=(ShownTogether,))
def something_shown_of_items(together: ShownTogether, model: Model) -> Iterator[Finding]:
    r"""Of what a message holds as a part of its entity it shows something.

    Horizontaal versus verticaal: where the model embeds a collection, its items live in the entity that holds them, and
    nobody asks for them by their keys. A message that shows the collection without a projection of what is in it sends
    keys that lead to nothing. That a message is to show keys only is said by `sleutels`. Where items have key
    attributes (`kern`) beside the identifiers of the standard, these tell something, and it is a hint. A part without
    any key attribute, as a `waardeobject`, would even be an empty object, also where it is no collection.

    Bad:
        standaard Klein { versie "1.0.0", ernst { GM11 uit }, ids { kern id : string } }
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, regels : Orderregel[] }
            entiteit Orderregel (meervoud Orderregels) { regelbedrag : decimal }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, regels }  //! PB05 @21 "nothing is shown of \"Orderregel\"" "Orderregel { alle }"
        }

    Good:
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, regels : Orderregel[] }
            entiteit Orderregel (meervoud Orderregels) { regelbedrag : decimal }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, regels }
            Orderregel { regelbedrag }
        }
    """
    for shown, place in shown_attributes(together, model):
        attribute, target = shown.attribute, shown.target
        if (
            target is None
            or shown.holding is not Holding.KEYS
            or attribute.keys
            or attribute.embeds
        ):
            continue
        keys = [each for each in model.named_attributes[target.key].values() if each.core]
        if keys and not attribute.many:
            continue
        message = say(
            '"{attribute}" is embedded, and nothing is shown of "{entity}": {what}',
            attribute=attribute.name,
            entity=target.name,
            what=say("its items would be keys only") if keys else say("it would be empty"),
        )
        hint = say(
            "write {entity} {{ alle }} in the message, or {attribute}.sleutels",
            entity=target.name,
            attribute=attribute.name,
        )
        tell = any(not each.standard for each in keys)
        severity = Severity.HINT if tell else None
        yield Finding(
            place=place,
            message=message,
            hint=hint,
            suppressions=attribute.suppressions,
            severity=severity,
            proposals=(show_by_keys(shown, place, sure=True),),
        )
