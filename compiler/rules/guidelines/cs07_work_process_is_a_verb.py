"""CS07: work processes are verbs with a singular."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, breaches, singular, verb
from compiler.rules.rule import Finding, rule

_FORM = Form(say("a verb and a noun in the singular"), "Beoordelen klacht", ((verb, singular),))


@rule("CS07", severity=Severity.WARNING)
def work_process_is_a_verb(model: Model) -> Iterator[Finding]:
    """A work process is a verb, and behind it a noun in the singular.

    Schrijfwijze van elementen: a work process is always a verb, followed by a noun in the singular. It is done to one
    at a time; what is done to all of them is a business process (CS06), of which it is a part. A noun that has no
    singular (`servicekosten`) is passed over.

    Bad:
        werkproces "Beoordelen klachten"  //! CS07 @12 "is no singular" "Beoordelen klacht"
        werkproces "Beoordeling klacht"  //! CS07 @12 "is no verb" "Beoordelen klacht"

    Good:
        bedrijfsproces "Behandelen klachten"
        werkproces "Beoordelen klacht" (bedrijfsproces "Behandelen klachten")
        werkproces "Vaststellen servicekosten"
    """
    yield from breaches(model, _FORM, ElementKind.WORK_PROCESS)
