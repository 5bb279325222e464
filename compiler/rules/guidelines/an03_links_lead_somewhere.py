"""AN03: a name between double brackets in a text leads to something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity, nearest
from compiler.base.wording import say
from compiler.model.model import Model
from compiler.model.named_links import NAMED_LINK, leads_somewhere, link_targets
from compiler.model.written_texts import WrittenText
from compiler.rules.rule import Finding, rule

_CODE = re.compile(r"`[^`]*`")


@rule("AN03", severity=Severity.WARNING, of_texts=True, of=(WrittenText,))
def links_lead_somewhere(written: WrittenText, model: Model) -> Iterator[Finding]:
    r"""A name between double brackets in a text is that of an element of the model.

    In the site of a standard `[[Relatie.soort]]` becomes a link to that attribute. An entity, a list, a domain and a
    process are called by their name, a message as `BRG/Relaties` or by its name alone, an element of the architecture
    as `bedrijfsproces Innen huren` or by its name alone. A name that nothing has becomes no link, and readers look in
    vain; mostly the element was renamed. What stands between backquotes is code, and no link.

    Bad:
        domein A {
            /// Hoort bij een [[Relatei]].
            entiteit Adres { straat : string }  //! AN03 @14 "\"[[Relatei]]\" in the text of \"Adres\"" "Relatie"
            entiteit Relatie { naam : string }
        }

    Good:
        domein A {
            /// Hoort bij een [[Relatie]] en haar [[Relatie.naam]].
            entiteit Adres { straat : string }
            entiteit Relatie { naam : string }
        }
    """
    place, text, reasons = written
    if "[[" not in text:
        return
    for found in NAMED_LINK.findall(_CODE.sub("", text)):
        name = found.strip()
        if not leads_somewhere(name, model):
            message = say(
                '"[[{link}]]" in the text of "{name}" leads nowhere', link=found, name=place
            )
            hint = nearest(name, link_targets(model)) or say(
                "write the name of an element, as in [[Relatie]]"
            )
            yield Finding(place, message, hint, reasons)
