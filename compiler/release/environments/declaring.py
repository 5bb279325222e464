"""`omgevingen.vera` → what it declares, and what is wrong with it, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, nearest, ordered
from compiler.base.source import Name, Span
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import AttributeDecl, EnvironmentsDecl, SettingDecl, Statement
from compiler.model.manifest import CORRECTION_GROUPS
from compiler.model.setting_reading import first_word
from compiler.release.environments.declared import DeclaredEnvironment, DeclaredFile, Trigger
from compiler.release.environments.declaring_triggers import TriggerReader
from compiler.release.environments.trigger_order import faults_of_order
from compiler.workspace.model_walk import ENVIRONMENTS_FILE

UTC_ZONE = "UTC"
_NAME = re.compile(r"\w[\w-]{0,59}")
_ALONE = Context()
_Named = TypeVar("_Named", DeclaredEnvironment, Trigger)


class ReadDeclared(NamedTuple):
    """What the file declares, None where something is wrong with it."""

    declared: DeclaredFile | None
    diagnostics: tuple[Diagnostic, ...]


def read_declared(content: bytes, context: Context = _ALONE) -> ReadDeclared:
    """What the bytes of the file declare."""
    (parsed,) = pipeline.parse({ENVIRONMENTS_FILE: content}, context)
    if parsed.diagnostics:
        return ReadDeclared(None, parsed.diagnostics)
    found: list[Diagnostic] = []
    blocks: list[EnvironmentsDecl] = []
    for statement in parsed.source.statements:
        if isinstance(statement, EnvironmentsDecl) and not blocks:
            blocks.append(statement)
        else:
            found.append(_out_of_place(statement, blocks))
    if not blocks:
        message = say("the file declares no environments")
        hint = say("write omgevingen {{ … }} in it, or take the file away")
        found.append(Diagnostic("ENV05", Severity.ERROR, Span(ENVIRONMENTS_FILE, 1), message, hint=hint))  # fmt: skip
        return ReadDeclared(None, tuple(found))
    reader = _Reader("ENV01")
    declared = reader.all_of(blocks[0])
    found += (*reader.diagnostics, *reference_faults(declared), *faults_of_order(declared.triggers))
    return ReadDeclared(None if found else declared, ordered(found))


def reference_faults(declared: DeclaredFile) -> Iterator[Diagnostic]:
    """Names that stand twice, and those of environments and triggers that are not declared."""
    yield from _twice(declared.environments, say("environment"))
    yield from _twice(declared.triggers, say("trigger"))
    environments = [each.name.text for each in declared.environments]
    triggers = [each.name.text for each in declared.triggers]
    for trigger in declared.triggers:
        named = [*trigger.promotes]
        named += (each.place for each in trigger.conditions if each.environment)
        for place in named:
            if place.text not in environments:
                message = say('there is no environment "{name}"', name=place)
                yield _unknown(place, message, environments)
        for place in (*trigger.after, *trigger.beside):
            if place.text not in triggers:
                message = say('there is no trigger "{name}"', name=place)
                yield _unknown(place, message, triggers)


class _Reader(TriggerReader):
    """Reads the whole file."""

    def all_of(self, block: EnvironmentsDecl) -> DeclaredFile:
        """What stands in `omgevingen { … }`."""
        known = {"doel": self.named, "logboek": self.named, "tijdzone": self.zone}
        several = {"omgeving": self.environment, "trigger": self.trigger}
        self.fields["zone"] = UTC_ZONE
        single = [each for each in block.settings if first_word(each).text not in several]
        zones = [each for each in single if first_word(each).text == "tijdzone"]
        values = self.read(block.name, [*zones, *(each for each in single if each not in zones)], known)  # fmt: skip
        self.fields["zone"] = values.get("tijdzone", UTC_ZONE)
        return DeclaredFile(
            place=block.name,
            target=values.get("doel", Name("")),
            log=values.get("logboek", Name("")),
            zone=values.get("tijdzone", UTC_ZONE),
            environments=tuple(
                self.environment(each) for each in self._blocks(block.settings, "omgeving")
            ),
            triggers=tuple(self.trigger(each) for each in self._blocks(block.settings, "trigger")),
        )

    def environment(self, setting: SettingDecl) -> DeclaredEnvironment:
        """A block `omgeving NAAM { … }`."""
        name = self._name(setting)
        self.fields.pop("variables", None)
        found = self.read(
            name,
            setting.members or (),
            {"server": self.server, "contact": self.contact, "correcties": self.texts},
        )
        corrections = found.get("correcties")
        return DeclaredEnvironment(
            name=name,
            server=found.get("server"),
            variables=self.fields.pop("variables", None),
            contact=found.get("contact"),
            corrections=corrections
            and tuple(CORRECTION_GROUPS.get(word, word) for word in corrections),
            places={word: self.places[word] for word in corrections or ()},
            description=setting.doc.text if setting.doc else "",
        )

    def trigger(self, setting: SettingDecl) -> Trigger:
        """A block `trigger NAAM { … }`."""
        return self.trigger_of(self._name(setting), setting)

    def named(self, setting: SettingDecl) -> Name:
        """The one text behind a setting, with its place."""
        text = self.text(setting)
        if setting.values and not (text.strip() and text.isprintable()):
            message = say('"{key}" is empty or no text', key=setting.key)
            self.report(setting.values[0], message, say('write {key} "…"', key=setting.key))
        return setting.values[0] if setting.values else Name("")

    def zone(self, setting: SettingDecl) -> str:
        """The time zone that days and hours are of."""
        text = self.text(setting)
        try:
            ZoneInfo(text)
        except (OSError, ValueError, KeyError):  # KeyError: ZoneInfoNotFoundError
            place = setting.values[0] if setting.values else setting.key
            message = say('"{text}" is no time zone', text=text)
            self.report(place, message, say('write tijdzone "Europe/Amsterdam"'))
            return UTC_ZONE
        return text

    def _blocks(
        self, settings: Iterable[SettingDecl | AttributeDecl], word: str
    ) -> Iterator[SettingDecl]:
        for each in settings:
            if first_word(each).text != word:
                continue
            if isinstance(each, AttributeDecl):
                message = say('"{key}" takes a name', key=each.name)
                self.report(each.name, message, say("write {word} naam {{ … }}", word=word))
            else:
                yield each

    def _name(self, setting: SettingDecl) -> Name:
        """The one name behind the word of a block."""
        if len(setting.values) != 1:
            message = say('"{key}" takes a name', key=setting.key)
            hint = say("write {word} naam {{ … }}", word=setting.key)
            self.report(setting.key, message, hint)
            return setting.values[0] if setting.values else setting.key
        name = setting.values[0]
        if not _NAME.fullmatch(name.text):
            message = say('"{name}" cannot be a name here', name=name)
            hint = say("write letters, digits and hyphens, 60 at most")
            self.report(name, message, hint)
        return name


def _out_of_place(statement: Statement, blocks: Iterable[EnvironmentsDecl]) -> Diagnostic:
    place = statement.name
    if isinstance(statement, EnvironmentsDecl):
        first = next(iter(blocks)).name
        message = say("environments are declared a second time")
        hint = say("put all of them into the block on line {line}", line=first.line)
    else:
        message = say('"{name}" stands in the file of environments', name=place)
        hint = say("write what belongs to the model in another file")
    return Diagnostic("ENV05", Severity.ERROR, place.span, message, hint=hint)


def _twice(named: Iterable[_Named], what: Text) -> Iterator[Diagnostic]:
    """Names that stand twice; two that differ in capitals only are one file on some disks."""
    seen: dict[str, Name] = {}
    for each in named:
        first = seen.setdefault(each.name.text.casefold(), each.name)
        if first != each.name:
            message = say('a second {what} "{name}"', what=what, name=each.name)
            hint = say("the first stands on line {line}", line=first.line)
            yield Diagnostic("ENV02", Severity.ERROR, each.name.span, message, hint=hint)


def _unknown(place: Name, message: Text, known: Iterable[str]) -> Diagnostic:
    known = tuple(known)
    hint = nearest(place.text, known) or (one_of(known) if known else say("declare it"))
    return Diagnostic("ENV03", Severity.ERROR, place.span, message, hint=hint)
