"""What rules propose, each in one line: rename it, leave it out, write another type."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from compiler.base.accents import without_accents
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.language.declarations import AttributeDecl, Doc, Suppression, TypeRef
from compiler.language.formatted_names import format_name, format_regex, format_text
from compiler.language.formatted_parts import attribute_lines
from compiler.language.quick_mends import name_in
from compiler.language.rewrites import (
    LeftOut,
    LeftOutEverywhere,
    MemberAdded,
    MemberWritten,
    NameWritten,
    PropertyLeftOut,
    PropertyWritten,
    Proposal,
    Renamed,
    SuppressionLeftOut,
    TextWritten,
    TypeWritten,
    ValueWritten,
    WordInTexts,
    WrittenBefore,
    WrittenBehind,
)
from compiler.model.elements import Attribute, Code, Entity
from compiler.model.holding import ShownAttribute
from compiler.model.model import Model

# Of a long name the first letters are enough to choose from.
_LETTERS = 12


def rename(place: Name, name: str) -> tuple[Proposal, ...]:
    """Another name for what is declared at `place`, wherever it is named; it changes messages, so it is not sure."""
    return rename_all([place], name)


def rename_all(places: Iterable[Name], name: str) -> tuple[Proposal, ...]:
    """One other name for what is declared at several places, all called the same."""
    rewrites = tuple(Renamed(place, name) for place in dict.fromkeys(places))
    if not name or not rewrites or rewrites[0].place.text == name:
        return ()
    title = say('rename "{place}" to "{name}"', place=rewrites[0].place, name=name)
    return (Proposal(title, rewrites),)


def as_hinted(place: Name, hint: Text) -> tuple[Proposal, ...]:
    """Write at `place` the name that a hint of `nearest` says was meant."""
    name = name_in(hint)
    sure = name.casefold() == place.text.casefold()
    return (
        (Proposal(say('write "{name}"', name=name), (NameWritten(place, name),), sure),)
        if name
        else ()
    )


def leave_out(place: Name, *, sure: bool = False) -> tuple[Proposal, ...]:
    """No more of what stands at `place`."""
    return (Proposal(say('leave "{place}" out', place=place), (LeftOut(place),), sure),)


def leave_attribute_out(attribute: Attribute) -> tuple[Proposal, ...]:
    """No more of an attribute, nor of what messages show of it."""
    title = say('leave "{place}" out', place=attribute.name)
    return (Proposal(title, (LeftOutEverywhere(attribute.name),)),)


def leave_suppression_out(suppression: Suppression) -> tuple[Proposal, ...]:
    """No more of a `negeer` that passes over nothing."""
    title = say("leave the suppression of {rule} out", rule=suppression.rule)
    return (Proposal(title, (SuppressionLeftOut(suppression.rule),), sure=True),)


def write_type(attribute: Attribute, type_: str) -> tuple[Proposal, ...]:
    """Another type for an attribute."""
    title = say("write {name} : {type}", name=attribute.name, type=type_)
    return (Proposal(title, (TypeWritten(attribute.type_name, type_),)),)


def write_instead(place: Name, text: str) -> tuple[Proposal, ...]:
    """`text` in the place of all of the member at `place`."""
    return (Proposal(say("write {text}", text=text), (MemberWritten(place, text),)),)


def write_quoted(place: Name, text: str) -> tuple[Proposal, ...]:
    """Another text at `place`, between quotes: it is sure, for it says the same in another spelling."""
    quoted = format_text(text)
    return (Proposal(say("write {text}", text=quoted), (TextWritten(place, quoted),), sure=True),)


def write_in_texts(place: Name, word: str, instead: str) -> tuple[Proposal, ...]:
    """Another word in the texts of what stands at `place`; only people read those."""
    title = say('write "{name}"', name=instead)
    return (Proposal(title, (WordInTexts(place, word, instead),), sure=True),)


def write_before(place: Name, word: str) -> tuple[Proposal, ...]:
    """A word before the name at `place`."""
    title = say("write {word} in front of {name}", word=word, name=place)
    return (Proposal(title, (WrittenBefore(place, word),)),)


def write_behind(place: Name, words: str) -> tuple[Proposal, ...]:
    """Words behind all of the member at `place`."""
    title = say("write {words} behind {name}", words=words, name=place)
    return (Proposal(title, (WrittenBehind(place, words),)),)


def write_value(place: Name, word: str, old: str, new: str) -> tuple[Proposal, ...]:
    """In the header of what is declared at `place`, `new` for the value `old` of a property."""
    if not new:
        return ()
    title = say("write {word} {new}", word=word, new=format_name(new))
    return (Proposal(title, (ValueWritten(place=place, word=word, old=old, new=new),)),)


def leave_property_out(place: Name, word: str) -> tuple[Proposal, ...]:
    """No more of a property of what is declared at `place`."""
    return (Proposal(say("leave {word} out", word=word), (PropertyLeftOut(place, word),)),)


def add_domains(place: Name, domains: Iterable[str]) -> tuple[Proposal, ...]:
    """Domains more for the list that is declared at `place`: what messages hold stays what it was."""
    names = " ".join(map(format_name, domains))
    title = say("add {names} to the domains of {list}", names=names, list=place)
    return (Proposal(title, (PropertyWritten(place, "domein", names),), sure=True),)


def hold_value_of(attribute: Attribute, codelist: str, model: Model) -> tuple[Proposal, ...]:
    """Values of a list for an attribute, where there is such a list."""
    if codelist not in model.codelists:
        return ()
    return write_type(attribute, format_name(codelist) + "[]" * attribute.many)


def add_member(place: Name, text: str) -> tuple[Proposal, ...]:
    """A member more in the block of what is declared at `place`."""
    return (Proposal(say("write {text}", text=text), (MemberAdded(place, text),)),)


def add_like(attribute: Attribute, name: str, entity: Entity) -> tuple[Proposal, ...]:
    """An attribute more for an entity, of the type of another."""
    pattern = f" patroon {format_regex(attribute.pattern)}" if attribute.pattern else ""
    line = f"{name} : {attribute.target}{pattern}"
    return (Proposal(say("add {name}", name=name), (MemberAdded(entity.name, line),)),)


def move_to_entity(attribute: Attribute, entity: Entity, model: Model) -> tuple[Proposal, ...]:
    """What a message adds written on the entity, and in the message by its name."""
    added = [
        each for _, _, each in model.added_to[entity.key] if each.name.text == attribute.name.text
    ]
    name = format_name(attribute.name.text)
    line = line_of(attribute._replace(own=False, obsolete=False))
    shown = ("vervallen " if each.obsolete else "" for each in added)
    rewrites = [
        MemberWritten(each.name, f"{word}{name}") for each, word in zip(added, shown, strict=True)
    ]
    title = say('add {name} to "{entity}"', name=name, entity=entity.name)
    return (Proposal(title, (MemberAdded(entity.name, line), *rewrites)),)


def move_to_base(base: Entity, holders: Sequence[tuple[Entity, Attribute]]) -> tuple[Proposal, ...]:
    """What derived entities have of one type written once, on their base."""
    _, first = holders[0]
    if not all(attribute.same_type(first) and not attribute.own for _, attribute in holders):
        return ()
    title = say('move {name} to "{base}"', name=first.name, base=base.name)
    left = (LeftOut(attribute.name) for _, attribute in holders)
    return (Proposal(title, (MemberAdded(base.name, line_of(first)), *left)),)


def free_code(code: Code, taken: Collection[str]) -> str:
    """The first three letters or digits of the name of a value, in their order, that are no code of its list yet.

    `taken` are those, in capitals: a list may have thousands.
    """
    letters = [sign for sign in without_accents(code.label).upper() if sign.isalnum()][:_LETTERS]
    for chosen in combinations(letters, 3):
        if "".join(chosen) not in taken:
            return "".join(chosen)
    return ""


def show_by_keys(shown: ShownAttribute, place: Name, *, sure: bool = False) -> Proposal:
    """Show by its keys what a message takes at `place`: its name, or that of the projection where this takes all."""
    attribute = shown.attribute
    name = format_name(attribute.name.text)
    title = say("write {name}.sleutels", name=name)
    if place.text != attribute.name.text:
        return Proposal(title, (MemberAdded(place, f"{name}.sleutels"),), sure)
    if attribute.own:
        type_ = f"{format_name(attribute.type_name.text)}.sleutels{'[]' * attribute.many}"
        return Proposal(title, (TypeWritten(attribute.type_name, type_),), sure)
    return Proposal(title, (TypeWritten(place, f"{name}.sleutels"),), sure)


def type_of(attribute: Attribute, model: Model) -> str:
    """The type of an attribute as one writes it."""
    entity = model.entities.get(attribute.target)
    name = format_name(entity.name.text if entity else attribute.target)
    return name + ".sleutels" * attribute.keys + "[]" * attribute.many


def line_of(attribute: Attribute) -> str:
    """The line of an attribute in an entity, its description above it; with what is passed over there."""
    declared = AttributeDecl(
        name=attribute.name,
        type=TypeRef(attribute.type_name, attribute.keys, attribute.many),
        doc=Doc(attribute.description) if attribute.description else None,
        core=attribute.core,
        obsolete=attribute.obsolete,
        constraint=attribute.constraint,
        pattern=attribute.pattern,
        derived=attribute.derived,
        source=attribute.source if attribute.source.text else None,
        formerly=Name(attribute.formerly) if attribute.formerly else None,
        suppressions=attribute.suppressions,
        drawn=attribute.drawn,
    )
    return "\n".join(line.text for line in attribute_lines([declared], 0))
