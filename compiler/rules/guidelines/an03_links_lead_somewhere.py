"""AN03: a name between double brackets in a text leads to something."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity, nearest
from compiler.base.wording import say
from compiler.model.guide_references import ReferenceKind, guide_targets, references_in
from compiler.model.model import Model
from compiler.model.named_links import leads_somewhere, link_targets, links_in
from compiler.model.written_texts import WrittenText
from compiler.rules.rule import Finding, rule

_WHAT_TO_WRITE = {
    ReferenceKind.LINK: say("write the name of an element, as in [[Relatie]]"),
    ReferenceKind.PICTURE: say(
        "write an entity, a message as in BRG/Relaties, a domain or the standard"
    ),
    ReferenceKind.EXAMPLE: say("write a message as in BRG/Relaties, or an entity"),
    ReferenceKind.PAGE: say(
        "write the name of a file in docs/, or an address with https: before it"
    ),
}


@rule("AN03", severity=Severity.WARNING, of_texts=True, of=(WrittenText, Model))
def links_lead_somewhere(written: WrittenText | Model, model: Model) -> Iterator[Finding]:
    r"""A name between double brackets in a text is that of an element of the model.

    In the site of a standard `[[Relatie.soort]]` becomes a link to that attribute. An entity, a list, a domain and a
    process are called by their name, a message as `BRG/Relaties` or by its name alone, an element of the architecture
    as `bedrijfsproces Innen huren` or by its name alone. A name that nothing has becomes no link, and readers look in
    vain; mostly the element was renamed. What stands between backquotes is code, and no link.

    So it is with guidance pages, which stand in docs/ beside the model: `[[diagram: Relatie]]` shows the picture of an
    entity, a message or a domain there, `[[voorbeeld: BRG/Relaties]]` an example of a message, and a link to `naam.md`
    leads to another page; one to a heading (`#kop`) or to any other file leads nowhere.

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
    if isinstance(written, Model):
        yield from _in_guides(written)
        return
    place, text, reasons = written
    for found in links_in(text):
        name = found[1].strip()
        if not leads_somewhere(name, model):
            message = say(
                '"[[{link}]]" in the text of "{name}" leads nowhere', link=found[1], name=place
            )
            hint = nearest(name, link_targets(model)) or _WHAT_TO_WRITE[ReferenceKind.LINK]
            yield Finding(place, message, hint, reasons)


def _in_guides(model: Model) -> Iterator[Finding]:
    """What guidance pages refer to and nothing has."""
    if not model.guides:
        return
    targets = guide_targets(model)
    for path, text in model.guides.items():
        for kind, name in references_in(path, text):
            known = targets.of(kind)
            if name.text in known:
                continue
            if kind is ReferenceKind.PAGE:
                message = say('"{name}" is no page in docs/', name=name)
            elif kind is ReferenceKind.LINK:
                message = say('"[[{link}]]" leads nowhere', link=name)
            else:
                message = say('"[[{kind}: {name}]]" shows nothing', kind=kind.value, name=name)
            yield Finding(name, message, nearest(name.text, known) or _WHAT_TO_WRITE[kind])
