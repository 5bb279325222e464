"""What a change says to people, in English and Dutch. All words about changes stand here."""

from __future__ import annotations

from typing import Any

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.tree import Element, ElementPath

SUBJECT_WORDS = {
    "standard": ("standard", "standaard"),
    "domain": ("domain", "domein"),
    "entity": ("entity", "entiteit"),
    "attribute": ("attribute", "attribuut"),
    "association": ("association", "relatie"),
    "identifier": ("identifier", "identificatie"),
    "list": ("reference data list", "referentiedatalijst"),
    "value": ("reference data value", "referentiedatawaarde"),
    "process": ("process", "ketenproces"),
    "message": ("message", "bericht"),
    "projection": ("projection", "projectie"),
    "item": ("attribute of a message", "attribuut in een bericht"),
    "envelope": ("envelope", "envelop"),
    "element": ("element of the architecture", "element van de architectuur"),
}
KINDS = {
    ChangeKind.ADDED: ("added", "toegevoegd"),
    ChangeKind.REMOVED: ("removed", "verwijderd"),
    ChangeKind.RENAMED: ("renamed", "hernoemd"),
    ChangeKind.MOVED: ("moved", "verplaatst"),
    ChangeKind.CHANGED: ("changed", "gewijzigd"),
}
FACTS = {
    "type": ("type", "type"),
    "many": ("cardinality", "kardinaliteit"),
    "keys": ("embedded or keys", "ingebed of sleutels"),
    "key": ("key", "kerngegeven"),
    "obsolete": ("obsolete", "vervallen"),
    "constraint": ("constraint", "beperking"),
    "pattern": ("regular expression", "reguliere expressie"),
    "derived": ("derived", "afgeleid"),
    "description": ("description", "omschrijving"),
    "domain": ("domain", "domein"),
    "base": ("base", "basis"),
    "abstract": ("abstract", "abstract"),
    "value object": ("value object", "waardeobject"),
    "told by": ("told by", "te herkennen aan"),
    "plural": ("plural", "meervoud"),
    "path": ("address", "adres"),
    "shared": ("shared", "gedeeld"),
    "documented": ("has a document", "heeft een document"),
    "label": ("label", "naam"),
    "parent": ("parent", "ouder"),
    "begin": ("begin date", "begindatum"),
    "end": ("end date", "einddatum"),
    "domains": ("domains", "domeinen"),
    "title": ("title", "titel"),
    "root": ("entity", "entiteit"),
    "own": ("source", "herkomst"),
    "name": ("name", "naam"),
    "contact": ("contact", "contact"),
    "licence": ("licence", "licentie"),
    "part of": ("part of", "deel van"),
    "business processes": ("business processes", "bedrijfsprocessen"),
    "business object": ("business object", "bedrijfsobject"),
}
# Facts of the interface, by their name in the manifest's model.
INTERFACE = {
    "openapi": ("OpenAPI version", "OpenAPI-versie"),
    "server": ("address of the server", "adres van de server"),
    "variables": ("variables of the address", "variabelen van het adres"),
    "flows": ("OAuth2 flows", "OAuth2-flows"),
    "page_limit": ("page limit", "paginalimiet"),
    "formats": ("formats of primitive types", "formaten van primitieve typen"),
    "message_suffix": ("suffix of message schemas", "achtervoegsel van berichtschema's"),
    "plain_references": ("references without allOf", "verwijzingen zonder allOf"),
    "duration_pattern": ("regular expression of durations", "reguliere expressie van tijdsduren"),
    "code_label": ("label of reference data", "label van referentiedata"),
    "keys_label": ("label of reference data among keys", "label van referentiedata bij sleutels"),
    "uri_label": ("label of an address", "label van een adres"),
    "uri_labels": ("label of addresses", "label van adressen"),
    "code_keys": ("reference data by its keys", "referentiedata met sleutels"),
    "ping_timeout": ("time-out of ping", "time-out van ping"),
    "code_entity": ("entity of reference data", "entiteit van referentiedata"),
    "source_key": ("key of the source", "sleutel van de bron"),
    "schema_base": ("base address of schemas", "basisadres van schema's"),
    "deviations": ("deviations of documents", "afwijkingen van documenten"),
}
VERDICTS = {
    "wire": ("breaks clients", "breekt koppelingen"),
    "code": ("other generated code", "andere gegenereerde code"),
    "additive": ("addition", "toevoeging"),
    "text": ("documentation", "documentatie"),
}
_LONGEST = 60


def words(pair: tuple[str, str], lang: str) -> str:
    """The English or the Dutch word of a pair."""
    return pair[lang == "nl"]


def name_of(path: ElementPath) -> str:
    """The element at `path`, as people call it: `Boek.titel`, `BRG/Relaties/Adres.straat`.

    >>> name_of((("entity", "Boek"), ("attribute", "titel")))
    'Boek.titel'
    """
    found = ""
    for kind, name in path:
        joint = "." if kind in ("attribute", "identifier", "item", "value") else "/"
        found += (joint if found else "") + (name or SUBJECT_WORDS[kind][1])
    return found or SUBJECT_WORDS["standard"][1]


def subject(change: Change, lang: str) -> str:
    """What kind of element changed; an attribute that holds an entity is an association."""
    kind = change.subject
    if kind == "item" and change.path[0][0] == "envelope":
        return {"en": "attribute of the envelope", "nl": "attribuut in de envelop"}[lang]
    part = change.new if change.kind is ChangeKind.ADDED else change.old
    facts = part.facts if isinstance(part, Element) else {}
    if kind == "attribute" and getattr(facts.get("type"), "kind", "") == "entity":
        kind = "association"
    return words(SUBJECT_WORDS[kind], lang)


def describe(change: Change, lang: str) -> str:
    """One sentence about `change`, without its verdict."""
    name, kind = f'"{name_of(change.path)}"', words(KINDS[change.kind], lang)
    proposed = {"en": " (proposed: they are alike)", "nl": " (voorstel: ze lijken op elkaar)"}[
        lang
    ] * change.proposed
    what = f"{subject(change, lang)} {name}" if change.path else subject(change, lang)
    if change.kind is ChangeKind.RENAMED:
        return f'{what} {kind}, was "{change.old}"{proposed}'
    if change.kind is ChangeKind.MOVED and change.fact == "entity":
        old, new = (", ".join(path[0][1] for path in paths) for paths in (change.old, change.new))
        return f"{what} {kind}: {old} → {new}"
    if change.kind in (ChangeKind.MOVED, ChangeKind.CHANGED) and change.fact:
        return f"{what} {kind}, {_fact(change.fact, lang)}: {_values(change, lang)}"
    part = change.new if change.kind is ChangeKind.ADDED else change.old
    type_ = part.facts.get("type") if isinstance(part, Element) else None
    many = "[]" if type_ is not None and part.facts.get("many") else ""
    return f"{what} {kind}" + (f": {type_}{many}" if type_ is not None else "")


def _fact(fact: str, lang: str) -> str:
    if fact.startswith("interface "):
        return words(INTERFACE[fact.removeprefix("interface ")], lang)
    return words(FACTS.get(fact, (fact, fact)), lang)


def _values(change: Change, lang: str) -> str:
    if change.fact == "own":
        own = {
            "en": ("of the entity", "of the message only"),
            "nl": ("van de entiteit", "alleen van het bericht"),
        }[lang]
        return f"{own['own' in change.old]} → {own['own' in change.new]}"
    return f"{_value(change.old, lang)} → {_value(change.new, lang)}"


def _value(value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return {True: ("yes", "ja"), False: ("no", "nee")}[value][lang == "nl"]
    if value is None:
        return {"en": "as its entity has it", "nl": "zoals de entiteit het heeft"}[lang]
    if isinstance(value, tuple) and not hasattr(value, "target"):
        return ", ".join(filter(None, (_value(item, lang) for item in value))) or _value("", lang)
    text = " ".join(str(value).split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return short or {"en": "nothing", "nl": "niets"}[lang]
