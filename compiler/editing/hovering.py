"""What an editor tells of the thing under the pointer: what it is and inherits, who refers to it, where it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.wording import Text, as_it_is, joined, say, shortened
from compiler.editing.index import MentionIndex
from compiler.editing.mentions import NameRole
from compiler.editing.things import Thing
from compiler.editing.users_of_things import attributes_that_hold, messages_that_show
from compiler.model.elements import Attribute, Code, Entity, day_of
from compiler.model.projection_lines import written_type

if TYPE_CHECKING:
    from compiler.report.explanations import Explanation

_MOST_NAMES = 8
_MOST_CODES = 12


class TextOfThing(NamedTuple):
    """What is told of a thing: its declaration in a line of the language, and paragraphs about it."""

    declaration: str
    paragraphs: tuple[Text, ...]


@lru_cache(maxsize=1)
def known_explanations() -> Mapping[str, Explanation]:
    """What every id means, gathered once: a pointer rests only for a moment."""
    from compiler.report.explanations import explanations  # noqa: PLC0415 - a server starts without it

    return explanations()


def explained(found: Diagnostic) -> TextOfThing | None:
    """What the rule or the check behind a finding asks, and why."""
    known = known_explanations().get(found.id)
    if known is None:
        return None
    parts = [said for said, lines in known.parts if not lines and not said.startswith("http")]
    return TextOfThing("", (known.head, *parts))


def told_of(thing: Thing, index: MentionIndex, today: str) -> TextOfThing | None:
    """What is told of `thing`; None where the model does not have it. `today` is a day, as 2026-01-31."""
    telling = _Telling(index, today)
    match thing.role:
        case NameRole.ENTITY:
            return telling.entity(thing.name)
        case NameRole.ATTRIBUTE | NameRole.OWN | NameRole.IDENTIFIER:
            return telling.attribute(thing)
        case NameRole.LIST | NameRole.CODE:
            return telling.of_list(thing)
        case NameRole.MESSAGE | NameRole.PROCESS:
            return telling.of_process(thing)
        case NameRole.RULE:
            known = known_explanations().get(thing.name)
            parts = [said for said, lines in known.parts if not lines] if known else []
            return TextOfThing("", (known.head, *parts[:-1])) if known else None
        case _:
            return telling.other(thing)


class _Telling:
    """One question about a thing of the model."""

    def __init__(self, index: MentionIndex, today: str) -> None:
        self._index = index
        self._model = index.model
        self._today = day_of(today)

    # -- entities and attributes -------------------------------------------------------------------------------------

    def entity(self, key: str) -> TextOfThing | None:
        entity = self._model.entities.get(key)
        if entity is None:
            return None
        word = "waardeobject" if entity.value_object else "entiteit"
        base = f" is {entity.base_name}" if entity.base else ""
        declaration = f"{'abstract ' * entity.abstract}{word} {entity.name}{base}"
        told = [
            _prose(entity.description),
            say("Domain {domain}; plural {plural}.", domain=entity.domain, plural=entity.plural),
            *self._inherited(entity),
        ]
        if entity.derived:
            derived = [each.name.text for each in self._model.descendants(key)]
            told.append(say("Derived from it: {names}.", names=shortened(derived, _MOST_NAMES)))
        return TextOfThing(declaration, _kept((*told, *self._users(Thing(NameRole.ENTITY, key)))))

    def _inherited(self, entity: Entity) -> Iterator[Text]:
        for base in self._model.bases(entity.key):
            names = [each.name.text for each in base.attributes]
            if names:
                yield say(
                    "Inherits from {base}: {names}.",
                    base=base.name,
                    names=shortened(names, _MOST_NAMES),
                )

    def attribute(self, thing: Thing) -> TextOfThing | None:
        found, owner = self._attribute_of(thing)
        if found is None:
            return None
        words = "".join(
            f"{word} "
            for word, said in (("kern", found.core), ("vervallen", found.obsolete), ("eigen", found.own))
            if said
        )  # fmt: skip
        declaration = f"{words}{found.name} : {written_type(found, self._model)}"
        told = [
            owner,
            _prose(found.description),
            say("Constraint: {text}", text=found.constraint) if found.constraint else None,
            say("Pattern: {text}", text=f"`{found.pattern}`") if found.pattern else None,
            say("Derived: {text}", text=found.derived) if found.derived else None,
            say("Comes from {source}.", source=found.source) if found.source.text else None,
        ]
        users = self._users(thing) if thing.role is NameRole.ATTRIBUTE else ()
        return TextOfThing(declaration, _kept((*told, *users)))

    def _attribute_of(self, thing: Thing) -> tuple[Attribute | None, Text | None]:
        """The attribute that `thing` is, and a word about where it stands."""
        if thing.role is NameRole.ATTRIBUTE:
            entity = self._model.entities.get(thing.owner)
            found = entity.attribute(thing.name) if entity else None
            return found, say("Attribute of {entity}.", entity=entity.name) if entity else None
        if thing.role is NameRole.IDENTIFIER:
            entities = self._model.entities.values()
            every = (each.attribute(thing.name) for each in entities)
            found = next((each for each in every if each and each.standard), None)
            return found, say("A standard identifier (GM11): every entity has it.")
        return self._own(thing)

    def _own(self, thing: Thing) -> tuple[Attribute | None, Text | None]:
        """An attribute that a message or the envelope has of its own."""
        process, carrier, entity = (*thing.owner.split("/"), "", "")[:3]
        envelope = self._model.envelope
        for message, projection, attribute in self._model.added:
            owner = (message.process, message.name.text, projection.name.text)
            if owner == (process, carrier, entity) and attribute.name.text == thing.name:
                return attribute, say("Of its own in {message}.", message=f"{process}/{carrier}")
        if envelope is not None and envelope.name.text == carrier and not process:
            shown = [envelope.attributes] if not entity else []
            shown += [
                each.attributes
                for each in envelope.projections.values()
                if entity == each.name.text
            ]
            for attribute in (each for attributes in shown for each in attributes):
                if attribute.name.text == thing.name:
                    return attribute, say("Of its own in {message}.", message=carrier)
        return None, None

    # -- reference data ----------------------------------------------------------------------------------------------

    def of_list(self, thing: Thing) -> TextOfThing | None:
        name = thing.owner if thing.role is NameRole.CODE else thing.name
        codelist = self._model.codelists.get(name)
        if codelist is None:
            return None
        if thing.role is NameRole.CODE:
            code = next((each for each in codelist.codes if each.code.text == thing.name), None)
            return (
                None
                if code is None
                else TextOfThing(f"{code.code} {_quoted(code.label)}", self._code(code))
            )
        told = [_prose(codelist.description)]
        if not codelist.codes:
            told.append(say("This list is kept elsewhere."))
        else:
            holding = [each for each in codelist.codes if self._holds(each)]
            told.append(
                say(
                    "{number} of {all} values hold today:",
                    number=len(holding),
                    all=len(codelist.codes),
                )
            )
            lines = [f"- `{each.code}` {each.label}" for each in holding]
            told.append(_lines(lines, _MOST_CODES))
        return TextOfThing(f"referentiedata {name}", _kept((*told, *self._users(thing))))

    def _code(self, code: Code) -> tuple[Text, ...]:
        told = [_prose(code.description)]
        if code.begin:
            told.append(say("Holds from {day}.", day=code.begin))
        if code.end:
            told.append(say("Holds until {day}.", day=code.end))
        if code.parent:
            told.append(say("Its parent is {code}.", code=".".join(code.parent)))
        return _kept(told)

    def _holds(self, code: Code) -> bool:
        begin, end = day_of(code.begin), day_of(code.end)
        if self._today is None:
            return True
        return (begin is None or begin <= self._today) and (end is None or self._today <= end)

    # -- the rest ----------------------------------------------------------------------------------------------------

    def of_process(self, thing: Thing) -> TextOfThing | None:
        if thing.role is NameRole.PROCESS:
            process = self._model.processes.get(thing.name)
            if process is None:
                return None
            names = [each.name.text for each in process.messages]
            told = [_prose(process.description), as_it_is(process.title)]
            if names:
                told.append(say("Its messages: {names}.", names=shortened(names, _MOST_NAMES)))
            return TextOfThing(f"ketenproces {process.code}", _kept(told))
        for message in self._model.messages():
            if (message.process, message.name.text) == (thing.owner, thing.name):
                root = self._model.entities[message.root].name
                shown = [each.name.text for each in message.projections.values()]
                told = [
                    _prose(message.description),
                    say("Process {process}; its address is {path}.", process=message.process, path=f"/{message.path}"),
                    say("It shows {names}.", names=shortened(shown, _MOST_NAMES)),
                ]  # fmt: skip
                return TextOfThing(f"bericht {message.name} over {root}", _kept(told))
        return None

    def other(self, thing: Thing) -> TextOfThing | None:
        match thing.role:
            case NameRole.TYPE:
                return TextOfThing(thing.name, (say("A primitive type (GN05)."),))
            case NameRole.DOMAIN if thing.name in self._model.domains:
                domain = self._model.domains[thing.name]
                told = [_prose(domain.description)]
                number = len(domain.entities)
                told.append(say("It has {number} entities.", number=number))
                return TextOfThing(f"{'gedeeld ' * domain.shared}domein {thing.name}", _kept(told))
            case NameRole.ELEMENT:
                for element in self._model.architecture.values():
                    if (element.kind, element.name.text) == (thing.owner, thing.name):
                        return TextOfThing(
                            f"{element.kind} {element.name}", _kept((_prose(element.description),))
                        )
            case _:
                pass
        return None

    def _users(self, thing: Thing) -> Iterator[Text]:
        """Who refers to `thing`, and in which messages it shows."""
        attributes = [*attributes_that_hold(thing, self._model)]
        messages = [*messages_that_show(thing, self._model)]
        if attributes:
            yield say("Held by: {names}.", names=shortened(attributes, _MOST_NAMES))
        if messages:
            yield say("In messages: {names}.", names=shortened(messages, _MOST_NAMES))


def _lines(lines: list[str], most: int) -> Text:
    shown = as_it_is("\n".join(lines[:most]))
    rest = len(lines) - most
    return joined((shown, say("- and {number} more", number=rest)), "\n") if rest > 0 else shown


def _quoted(text: str) -> str:
    return f'"{text}"'


def _prose(text: str) -> Text | None:
    return as_it_is(text) if text else None


def _kept(texts: Iterable[Text | None]) -> tuple[Text, ...]:
    return tuple(text for text in texts if text)
