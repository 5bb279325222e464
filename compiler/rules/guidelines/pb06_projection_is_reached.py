"""PB06: what a message projects is part of it."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.model.document_builder import process_document
from compiler.model.elements import Message, Projection
from compiler.model.keeping import kept
from compiler.model.model import Model
from compiler.model.reached import ShownKey, reached_in
from compiler.model.shown_together import ShownTogether
from compiler.rules.proposals import leave_out
from compiler.rules.rule import Finding, rule


@rule("PB06", severity=Severity.WARNING, of=(ShownTogether,))
def projection_is_reached(together: ShownTogether, model: Model) -> Iterator[Finding]:
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
    group, projections, message = together
    reached = _reached(message.process, model) if message else _reached_anywhere(model)
    for key, projection in projections.items():
        if (group.kind, group.name, key) not in reached:
            yield _finding(projection, message)


def _reached(code: str, model: Model) -> frozenset[ShownKey]:
    return kept(model, "reached", code, lambda of: reached_in(process_document(of, code)))


def _reached_anywhere(model: Model) -> frozenset[ShownKey]:
    return frozenset[ShownKey]().union(*(_reached(code, model) for code in model.processes))


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
