"""What a change says to people. All words about changes stand here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from compiler.base.wording import Text, as_it_is, joined, prose, say, shortened
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.tree import INTERFACE_FACT, Element, ElementPath, TypeFact

SUBJECT_WORDS = {
    "standard": say("standard"),
    "domain": say("domain"),
    "entity": say("entity"),
    "attribute": say("attribute"),
    "association": say("association"),
    "identifier": say("identifier"),
    "list": say("reference data list"),
    "value": say("reference data value"),
    "process": say("process"),
    "message": say("message"),
    "projection": say("projection"),
    "item": say("attribute of a message"),
    "envelope": say("envelope"),
    "element": say("element of the architecture"),
    "correction": say("correction"),
}
KINDS = {
    ChangeKind.ADDED: say("added"),
    ChangeKind.REMOVED: say("removed"),
    ChangeKind.RENAMED: say("renamed"),
    ChangeKind.MOVED: say("moved"),
    ChangeKind.CHANGED: say("changed"),
}
FACTS = {
    "type": say("type"),
    "many": say("cardinality"),
    "keys": say("embedded or keys"),
    "key": say("key"),
    "obsolete": say("obsolete"),
    "constraint": say("constraint"),
    "pattern": say("regular expression"),
    "derived": say("derived"),
    "description": say("description"),
    "domain": say("domain"),
    "base": say("base"),
    "abstract": say("abstract"),
    "value object": say("value object"),
    "told by": say("told by"),
    "plural": say("plural"),
    "path": say("address"),
    "shared": say("shared"),
    "documented": say("has a document"),
    "label": say("label"),
    "parent": say("parent"),
    "begin": say("begin date"),
    "end": say("end date"),
    "domains": say("domains"),
    "title": say("title"),
    "root": say("entity"),
    "own": say("source"),
    "name": say("name"),
    "contact": say("contact"),
    "licence": say("licence"),
    "part of": say("part of"),
    "business processes": say("business processes"),
    "business object": say("business object"),
    "source": say("external registration"),
}
# Facts of the interface, by their name in the manifest's model.
INTERFACE = {
    "openapi": say("OpenAPI version"),
    "server": say("address of the server"),
    "variables": say("variables of the address"),
    "flows": say("OAuth2 flows"),
    "types": say("types of headers and parameters"),
    "parameters": say("headers and parameters"),
    "page_headers": say("headers of a page"),
    "search_parameters": say("parameters of a search"),
    "other_parameters": say("parameters of other operations"),
    "page_limit": say("page limit"),
    "formats": say("formats of primitive types"),
    "message_suffix": say("suffix of message schemas"),
    "plain_references": say("references without allOf"),
    "duration_pattern": say("regular expression of durations"),
    "code_label": say("label of reference data"),
    "keys_label": say("label of reference data among keys"),
    "uri_label": say("label of an address"),
    "uri_labels": say("label of addresses"),
    "code_keys": say("reference data by its keys"),
    "ping_timeout": say("time-out of ping"),
    "code_entity": say("entity of reference data"),
    "source_key": say("key of the source"),
    "schema_base": say("base address of schemas"),
    "deviations": say("deviations of documents"),
}
VERDICTS = {
    "wire": say("breaks clients"),
    "code": say("other generated code"),
    "additive": say("addition"),
    "text": say("documentation"),
}
# Elements without a name are called by what they are, in the words of models: names are the same in every language.
_NAMELESS = {"standard": "standaard", "envelope": "envelop", "value": "referentiedatawaarde"}
_LONGEST = 60
_MOST_ROWS = 4


def name_of(path: ElementPath) -> str:
    """The element at `path`, as people call it: `Boek.titel`, `BRG/Relaties/Adres.straat`.

    >>> name_of((("entity", "Boek"), ("attribute", "titel")))
    'Boek.titel'
    """
    found = ""
    for kind, name in path:
        joint = "." if kind in ("attribute", "identifier", "item", "value") else "/"
        found += (joint if found else "") + (name or _NAMELESS[kind])
    return found or _NAMELESS["standard"]


def subject(change: Change) -> Text:
    """What kind of element changed; an attribute that holds an entity is an association."""
    kind = change.subject
    if kind == "item" and change.path[0][0] == "envelope":
        return say("attribute of the envelope")
    part = _element_of(change)
    type_ = part.facts.get("type") if part else None
    if kind == "attribute" and getattr(type_, "kind", "") == "entity":
        kind = "association"
    return SUBJECT_WORDS[kind]


def subject_and_name(change: Change) -> Text:
    """What kind of element changed, and its name between quotes."""
    return say('{subject} "{name}"', subject=subject(change), name=name_of(change.path))


def describe(change: Change) -> Text:
    """One sentence about `change`, without its verdict."""
    return _sentence(change, subject_and_name(change) if change.path else subject(change))


def describe_without_name(change: Change) -> Text:
    """The sentence of `describe` without the element's name: what it has in common with changes of its like."""
    return _sentence(change, subject(change))


def _sentence(change: Change, what: Text) -> Text:
    """One sentence about `change`, that begins with `what` changed."""
    kind = KINDS[change.kind]
    if change.kind is ChangeKind.RENAMED:
        return _renamed(change, what)
    if change.kind is ChangeKind.MOVED and change.fact == "entity":
        old, new = (", ".join(path[0][1] for path in paths) for paths in (change.old, change.new))
        return say("{what} {kind}: {old} → {new}", what=what, kind=kind, old=old, new=new)
    if change.kind in (ChangeKind.MOVED, ChangeKind.CHANGED) and change.fact:
        old, new = _values(change)
        return say(
            "{what} {kind}, {fact}: {old} → {new}",
            what=what,
            kind=kind,
            fact=_fact(change.fact),
            old=old,
            new=new,
        )
    part = _element_of(change)
    if part is not None and part.kind == "correction":
        begun = change.kind is ChangeKind.ADDED
        step = say("carried out from now on") if begun else say("carried out no more")
        return say("{what} {step}: {title}", what=what, step=step, title=_title(part))
    type_ = part.facts.get("type") if part else None
    if part is None or type_ is None:
        return say("{what} {kind}", what=what, kind=kind)
    many = "[]" if part.facts.get("many") else ""
    return say("{what} {kind}: {type}{many}", what=what, kind=kind, type=type_, many=many)


def _title(correction: Element) -> Text:
    return prose(str(correction.facts["title"]).rstrip("."))


def _renamed(change: Change, what: Text) -> Text:
    kind = KINDS[change.kind]
    if change.proposed:
        return say(
            '{what} {kind}, was "{old}" (proposed: they are alike)',
            what=what,
            kind=kind,
            old=change.old,
        )
    return say('{what} {kind}, was "{old}"', what=what, kind=kind, old=change.old)


def _element_of(change: Change) -> Element | None:
    """The element that came or went; None where a change is about something else."""
    part = change.new if change.kind is ChangeKind.ADDED else change.old
    return part if isinstance(part, Element) else None


def _fact(fact: str) -> Text:
    if fact.startswith(INTERFACE_FACT):
        return INTERFACE[fact.removeprefix(INTERFACE_FACT)]
    return FACTS.get(fact) or as_it_is(fact)


def step_of(change: Change) -> Text:
    """What a fact was and is, without its name: `Klein → Groot`."""
    old, new = _values(change)
    return say("{old} → {new}", old=old, new=new)


def _values(change: Change) -> tuple[Text, Text]:
    """What a fact was, and what it is."""
    if change.fact == "own":
        return _origin(change.old), _origin(change.new)
    if change.fact == "parent":
        return _value(".".join(change.old)), _value(".".join(change.new))
    if _are_rows(change.old) and _are_rows(change.new):
        old, new = (
            [" ".join(_words(row)) for row in one if row not in other]
            for one, other in ((change.old, change.new), (change.new, change.old))
        )
        return _row(old), _row(new)
    return _value(change.old), _value(change.new)


def _are_rows(value: Any) -> bool:
    """Whether `value` is a table, as the manifest has for headers or deviations: only rows that differ are told."""
    is_table = isinstance(value, tuple) and not isinstance(value, TypeFact)
    return is_table and all(isinstance(row, tuple) for row in value)


def _words(value: Any) -> Iterator[str]:
    """The words in a row of a table, however deep."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _words(inner)
    elif value:
        yield str(_value(value))


def _row(names: list[str]) -> Text:
    return shortened(names, _MOST_ROWS) if names else say("nothing")


def _origin(facts: Mapping[str, Any]) -> Text:
    return say("of the message only") if "own" in facts else say("of the entity")


def _value(value: Any) -> Text:
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if value is None:
        return say("as its entity has it")
    if isinstance(value, tuple) and not isinstance(value, TypeFact):
        return joined(map(_value, value), ", ") if value else say("nothing")
    text = " ".join(str(value).split())
    if not text:
        return say("nothing")
    return as_it_is(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
