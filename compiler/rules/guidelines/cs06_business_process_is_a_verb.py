"""CS06: business processes are verbs with a plural."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.model.model import Model
from compiler.rules.cora_forms import Form, breaches, plural, verb
from compiler.rules.rule import Finding, rule

_FORM = Form(say("a verb and a noun in the plural"), "Behandelen klachten", ((verb, plural),))


@rule("CS06", severity=Severity.WARNING)
def business_process_is_a_verb(model: Model) -> Iterator[Finding]:
    """A business process is a verb, and behind it a noun in the plural.

    Schrijfwijze van elementen: a business process is always a verb, followed by a noun in the plural. It goes on for
    all of what it is about, while a work process is about one (CS07). Nothing stands between the two: no "van", and no
    adjective.

    Bad:
        bedrijfsproces "Behandelen klacht"  //! CS06 @16 "is no plural" "Behandelen klachten"
        bedrijfsproces Klachtenbehandeling  //! CS06 @16 "is one word" "Behandelen klachten"

    Good:
        bedrijfsproces "Behandelen klachten"
        bedrijfsproces "Vaststellen servicekosten"
        bedrijfsproces "Innen huren"
    """
    yield from breaches(model, _FORM, ElementKind.BUSINESS_PROCESS)
