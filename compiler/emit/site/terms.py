"""Every name of a model with its address: what the glossary lists and a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from compiler.base.wording import say
from compiler.emit.site.addresses import link_to
from compiler.emit.site.contents import SiteContents
from compiler.model.elements import Entity


class SiteTerm(NamedTuple):
    """A name: `sort` and `label` say what it is of, `owner` is what it stands in, `text` describes it.

    `anchor` is what an attribute is called on its page, `plural` what many of an entity are.
    """

    name: str
    sort: str
    label: str
    owner: str
    href: str
    text: str
    anchor: str = ""
    plural: str = ""


def site_terms(site: SiteContents) -> Iterator[SiteTerm]:
    """All names of a model but those of values of lists."""
    said, addresses, model = site.said, site.addresses, site.model
    labels = {
        "entiteit": said(say("Entity")),
        "attribuut": said(say("Attribute")),
        "lijst": said(say("Reference data list")),
        "domein": said(say("Information domain")),
        "proces": said(say("Process")),
        "bericht": said(say("Message")),
    }

    def term(sort: str, name: str, href: str, text: str, owner: str = "") -> SiteTerm:
        return SiteTerm(name=name, sort=sort, label=labels[sort], owner=owner, href=href, text=text)

    def of_attribute(entity: Entity, name: str, text: str) -> SiteTerm:
        href, anchor = (
            addresses.attribute(entity.key, name),
            addresses.attribute_id(entity.key, name),
        )
        return term("attribuut", name, href, text, entity.name.text)._replace(anchor=anchor)

    for name, domain in model.domains.items():
        yield term("domein", name, link_to(addresses.domains[name]), domain.description)
    for key, entity in model.entities.items():
        link = link_to(addresses.entities[key])
        of_entity = term("entiteit", entity.name.text, link, entity.description, entity.domain)
        yield of_entity._replace(plural=entity.plural)
        for name, text in _attributes(entity):
            yield of_attribute(entity, name, text)
    for name, codelist in model.codelists.items():
        yield term("lijst", name, link_to(addresses.lists[name]), codelist.description)
    for code, process in model.processes.items():
        name = f"{code} {process.title}".strip() if process.title != code else code
        yield term("proces", name, link_to(addresses.processes[code]), process.description)
    for message in model.messages():
        key_of_message = (message.process, message.name.text)
        link = link_to(addresses.messages[key_of_message])
        yield term("bericht", message.name.text, link, message.description, message.process)
    for kind, name in model.architecture:
        text = model.architecture[kind, name].description
        href = addresses.elements[kind.value, name]
        label = kind.value.capitalize()
        yield SiteTerm(name=name, sort="cora", label=label, owner="", href=href, text=text)


def _attributes(entity: Entity) -> Iterator[tuple[str, str]]:
    """The attributes that an entity declares itself; every entity has the standard ones."""
    for attribute in entity.attributes:
        if not attribute.standard:
            yield attribute.name.text, attribute.description
