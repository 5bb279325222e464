"""The manifest of an imported model: what the documents say of the standard, and the marks of their interface."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.model_texts import setting
from compiler.importers.release import interface
from compiler.importers.release.facts import Facts
from compiler.importers.release.horizontal import Horizontal
from compiler.importers.release.parameters import parameter_settings
from compiler.importers.release.published_document import MESSAGE
from compiler.language.declarations import AttributeDecl, SettingDecl, StandardDecl


def declare_standard(facts: Facts, horizontal: Horizontal, version: str) -> StandardDecl:
    """The statement `standaard` of a release of that version."""
    domains = facts.domains
    titles = (
        str(document.info.get("title", "")).removesuffix(f"-{document.name}")
        for document in domains
    )
    title = interface.most_common(titles, "Standaard")
    settings: list[SettingDecl | AttributeDecl] = [
        setting("titel", title),
        setting("versie", version),
        *_about(facts, "contact", "contact"),
        *_about(facts, "licentie", "license"),
        setting("koppelvlak", members=_interface(facts)),
        SettingDecl(Name("ids"), (), None, horizontal.ids),
        setting("correcties", "geen"),
    ]
    name = re.sub(r"[^\w-]", "", title) or "Standaard"
    return StandardDecl(Name(name), None, tuple(settings))


def _about(facts: Facts, key: str, block: str) -> list[SettingDecl]:
    """The block `contact` or `licentie`; what OpenAPI does not take of it is told and left out."""
    settings, left = interface.contact_settings(facts.domains, key, block)
    for name, value in left:
        place = Span(f"{facts.domains[0].folder}/{facts.domains[0].name}.yaml#/info/{block}/{name}")
        message = say('OpenAPI takes no {name} "{value}" here', name=name, value=value)
        facts.report("IMP17", place, message, say("it is not imported; mend it in the manifest"))
    return settings


def _interface(facts: Facts) -> Iterator[SettingDecl]:
    """The settings of the block `koppelvlak`; those that the release has as usual are left out."""
    traits = facts.model.standard.interface
    yield from interface.interface_settings(facts.published)
    yield from parameter_settings(facts.published)
    if traits.formats:
        formats = [setting(primitive, format_) for primitive, format_ in traits.formats]
        yield setting("formaten", members=formats)
    suffix = next(iter(facts.published.documents.values())).suffix
    if suffix != MESSAGE:
        yield setting("berichtachtervoegsel", suffix)
    if interface.plain_references(facts.published):
        yield setting("kaleVerwijzingen", "ja")
    pattern = interface.duration_pattern(facts.published)
    if pattern:
        yield setting("duurpatroon", pattern)
    yield setting("lijstentiteit", facts.code_entity)
    yield setting("lijstlabel", facts.code_label)
    yield setting("lijstlabelInSleutels", _yes_or_no(facts.keys_label))
    for key, label in (("urilabel", facts.uri_label), ("urilabels", facts.uri_labels)):
        if label:
            yield setting(key, label)
    yield setting("lijstsleutels", _yes_or_no(traits.code_keys))
    yield setting("pingtimeout", _yes_or_no(interface.ping_timeout(facts.published)))


def _yes_or_no(holds: bool) -> str:
    return "ja" if holds else "nee"
