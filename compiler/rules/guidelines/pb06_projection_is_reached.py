"""PB06: what a message projects is part of it."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.document_builder import process_document
from compiler.model.model import Message, Model, Projection
from compiler.model.reached import ShownKey, reached_in
from compiler.model.shown_together import shown_together
from compiler.rules.proposals import leave_out
from compiler.rules.rule import Finding, rule


@rule("PB06", severity=Severity.WARNING)
def projection_is_reached(model: Model) -> Iterator[Finding]:
    r"""Something in a message holds what it projects.

    Horizontaal versus verticaal: a message shows its entity, what is derived from that, and what these embed, and so
    on. What it projects beside that is never sent, although the document describes it. A projection of a base counts
    as held where something derived from it is; the other way round it does so only where the base itself is held.

    Bad:
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, relatie : Relatie.sleutels }
            entiteit Relatie (meervoud Relaties) { naam : string }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, relatie }
            Relatie { naam }  //! PB06 @5 "nothing in message \"Orders\" holds \"Relatie\"" "ingebed"
        }

    Good:
        domein A {
            entiteit Order (meervoud Orders) { bedrag : decimal, relatie : Relatie }
            entiteit Relatie (meervoud Relaties) { naam : string }
        }
        ketenproces OHD
        bericht Orders over Order {
            Order { bedrag, relatie }
            Relatie { naam }
        }
    """
    by_code = {code: reached_in(process_document(model, code)) for code in model.processes}
    anywhere = frozenset[ShownKey]().union(*by_code.values())
    for group, projections, message, contents in shown_together(model):
        reached = anywhere if message is None else by_code[contents.name]
        for key, projection in projections.items():
            if (group.kind, group.name, key) not in reached:
                yield _finding(projection, message)


def _finding(projection: Projection, message: Message | None) -> Finding:
    """Nothing holds what `projection` shows; `message` is None for the envelope, which every message may use."""
    if message is None:
        text = say('no message holds "{entity}", which the envelope shows', entity=projection.name)
        hint = say("leave the projection out")
        return Finding(projection.name, text, hint, proposals=leave_out(projection.name))
    text = say(
        'nothing in message "{message}" holds "{entity}"',
        message=message.name,
        entity=projection.name,
    )
    hint = say(
        "show an attribute that holds it (by its keys in the model: write .ingebed behind it), "
        "or leave the projection out"
    )
    return Finding(projection.name, text, hint, proposals=leave_out(projection.name))
