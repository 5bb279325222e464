"""PB04: what a message embeds, it says what to show of."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.model.holding import Holding
from compiler.model.model import Model
from compiler.model.shown_together import ShownTogether, shown_attributes
from compiler.rules.proposals import show_by_keys
from compiler.rules.rule import Finding, rule


@rule("PB04", of=(ShownTogether,))
def embedded_with_a_projection(together: ShownTogether, model: Model) -> Iterator[Finding]:
    r"""A message that embeds an entity (`ingebed`) says what it shows of it.

    Horizontaal versus verticaal: `ingebed` asks for the whole entity where the model has its keys. Without a projection
    of that very entity, in the message or in the envelope, the documents show its keys all the same. A projection of
    its base, or of what is derived from it, does not count: the documents show nothing of those there.

    Bad:
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, relatie : Relatie.sleutels }
            entiteit Relatie (meervoud Relaties) { naam : string }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, relatie.ingebed }  //! PB04 @21 "no projection of \"Relatie\"" "Relatie { alle }"
        }

    Good:
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, relatie : Relatie.sleutels }
            entiteit Relatie (meervoud Relaties) { naam : string }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, relatie.ingebed }
            Relatie { naam }
        }
    """
    for shown, place in shown_attributes(together, model):
        attribute = shown.attribute
        if attribute.embeds and shown.holding is Holding.KEYS and shown.target is not None:
            message = say(
                '"{attribute}" is to be embedded, and there is no projection of "{entity}" here',
                attribute=attribute.name,
                entity=shown.target.name,
            )
            hint = say(
                "write {entity} {{ alle }} in the message, or {attribute}.sleutels",
                entity=shown.target.name,
                attribute=attribute.name,
            )
            proposals = (show_by_keys(shown, place),)
            yield Finding(place, message, hint, attribute.suppressions, proposals=proposals)
