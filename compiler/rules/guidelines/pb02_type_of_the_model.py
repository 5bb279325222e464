"""PB02: a message shows attributes with the type that they have in the horizontal model."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.wording import say
from compiler.language.formatted_names import format_name
from compiler.model.elements import Message, added_in
from compiler.model.model import Model
from compiler.rules.proposals import type_of, write_instead
from compiler.rules.rule import Finding, rule


@rule("PB02", of=(Message,))
def type_of_the_model(message: Message, model: Model) -> Iterator[Finding]:
    """A message shows an attribute with the type that its entity gives it.

    Horizontaal versus verticaal: one attribute, one type. A date in one message that is a moment in another, or a value
    of another list, cannot be kept in one place by who receives both. A message may show an entity by its keys only,
    or embed it: that is a choice, and no other type (`x.sleutels`, `x.ingebed`).

    Bad:
        domein A { entiteit Afspraak (meervoud Afspraken) { begindatum : dateTime, einddatum : dateTime } }
        ketenproces OHD
        bericht Afspraken over Afspraak {
            Afspraak { eigen begindatum : date }  //! PB02 @22 "is date here and dateTime in the model"
        }

    Good:
        domein A { entiteit Afspraak (meervoud Afspraken) { begindatum : dateTime, einddatum : dateTime } }
        ketenproces OHD
        bericht Afspraken over Afspraak {
            Afspraak { begindatum }
        }
    """
    for projection, attribute in added_in(message):
        known = model.named_attributes[projection.entity].get(attribute.name.text)
        if known is not None and not known.same_type(attribute):
            types = say(
                "{shown} here and {shown2} in the model",
                shown=type_of(attribute, model),
                shown2=type_of(known, model),
            )
            text = say(
                '"{attribute}" of "{projection}" is {types}',
                attribute=attribute.name,
                projection=projection.name,
                types=types,
            )
            hint = say('write "{attribute}" alone, or mend the entity', attribute=attribute.name)
            reasons = (*attribute.suppressions, *known.suppressions)
            proposals = write_instead(attribute.name, format_name(attribute.name.text))
            yield Finding(attribute.name, text, hint, reasons, proposals=proposals)
