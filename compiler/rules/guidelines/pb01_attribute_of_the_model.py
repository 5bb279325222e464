"""PB01: a message shows attributes of the horizontal model."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.formatted_names import format_name
from compiler.model.elements import Message, added_in
from compiler.model.model import Model
from compiler.rules.proposals import move_to_entity, write_instead
from compiler.rules.rule import Finding, rule


@rule("PB01", severity=Severity.WARNING, of=(Message,))
def attribute_of_the_model(message: Message, model: Model) -> Iterator[Finding]:
    r"""A message shows attributes that its entities have.

    Horizontaal versus verticaal: a message of a process takes of each entity what the process needs. What it adds of
    its own is nowhere in the model: no other message has it, and what receives both cannot keep it. An attribute that
    does have its place in the entity, but with another type, is reported by PB02.

    Bad:
        domein A { entiteit Afspraak (meervoud Afspraken) { onderwerp : string } }
        ketenproces OHD
        bericht Afspraken over Afspraak {
            Afspraak { onderwerp, eigen toelichting : string }  //! PB01 @33 "\"Afspraak\" has no \"toelichting\""
        }

    Good:
        domein A { entiteit Afspraak (meervoud Afspraken) { onderwerp : string, toelichting : string } }
        ketenproces OHD
        bericht Afspraken over Afspraak {
            Afspraak { onderwerp, toelichting }
        }
    """
    for projection, attribute in added_in(message):
        known = model.named_attributes[projection.entity]
        name = attribute.name.text
        if name not in known:
            text = say(
                '"{projection}" has no "{name}"; only message "{message}" of {process} has',
                projection=projection.name,
                name=name,
                message=message.name,
                process=message.process,
            )
            alike = next((other for other in known if other.casefold() == name.casefold()), "")
            if alike:
                hint = say('write "{other}", as the entity has it', other=alike)
                proposals = write_instead(attribute.name, format_name(alike))
            else:
                hint = say("add it to the entity, or leave it out")
                entity = model.entities[projection.entity]
                proposals = move_to_entity(attribute, entity, model)
            yield Finding(attribute.name, text, hint, attribute.suppressions, proposals=proposals)
