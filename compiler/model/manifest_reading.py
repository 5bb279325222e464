"""What stands in `standaard NAME { … }` → the manifest, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.dutch.lexicon import plain_word
from compiler.base.dutch.words import OwnWord
from compiler.base.source import Name, Span
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import AttributeDecl, SettingDecl, StandardDecl
from compiler.model.manifest import (
    CORRECTION_GROUPS,
    VERSION_PATTERN,
    Contact,
    Deviation,
    Flow,
    Interface,
    Manifest,
    Sample,
)
from compiler.model.manifest_parameters import BLOCKS, read_parameters

SEVERITIES = {
    "fout": Severity.ERROR,
    "waarschuwing": Severity.WARNING,
    "hint": Severity.HINT,
    "uit": None,
}


class _Reader:
    """Reads settings into fields; what it does not know becomes a diagnostic."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.fields: dict[str, Any] = {}
        self.places: dict[str, Name] = {}

    def report(
        self, place: Name, message: Text, hint: Text, severity: Severity = Severity.ERROR
    ) -> None:
        self.diagnostics.append(Diagnostic("STD01", severity, place.span, message, hint=hint))

    def read(
        self,
        owner: Name,
        settings: Iterable[SettingDecl | AttributeDecl],
        known: Mapping[str, Callable[[SettingDecl], Any]],
    ) -> dict[str, Any]:
        """The settings of one block, each through its own reader in `known`."""
        values: dict[str, Any] = {}
        for setting in settings:
            key = setting.name if isinstance(setting, AttributeDecl) else setting.key
            if isinstance(setting, AttributeDecl) or key.text not in known:
                hint = nearest(key.text, known) or one_of(known)
                self.report(
                    key, say('"{key}" is no setting of "{owner}"', key=key, owner=owner), hint
                )
            elif key.text in values:
                self.report(key, say('"{key}" stands here twice', key=key), say("leave one out"))
            else:
                values[key.text] = known[key.text](setting)
        return values

    def text(self, setting: SettingDecl) -> str:
        """The one text behind a setting."""
        if len(setting.values) != 1 or setting.members:
            self.report(
                setting.key,
                say('"{key}" takes one text', key=setting.key),
                say('write {key} "…"', key=setting.key),
            )
        return setting.values[0].text if setting.values else ""

    def duration_pattern(self, setting: SettingDecl) -> str:
        """The regular expression of durations; its place goes to a field of its own."""
        self.fields["duration_place"] = setting.values[0] if setting.values else setting.key
        return self.text(setting)

    def number(self, setting: SettingDecl) -> int:
        """The one whole number behind a setting."""
        text = self.text(setting)
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            self.report(
                setting.key,
                say('"{text}" is no whole number', text=text),
                say("write {key} 100", key=setting.key),
            )
            return 0
        return int(text)

    def yes(self, setting: SettingDecl) -> bool:
        """Whether the word behind a setting is `ja`."""
        text = self.text(setting)
        if text not in ("ja", "nee"):
            self.report(
                setting.key,
                say('"{text}" is neither "ja" nor "nee"', text=text),
                say("write {key} ja", key=setting.key),
            )
        return text == "ja"

    def texts(self, setting: SettingDecl) -> tuple[str, ...]:
        """All texts behind a setting and in its block."""
        inner = (
            v
            for m in setting.members or ()
            if isinstance(m, SettingDecl)
            for v in (m.key, *m.values)
        )
        names = (*setting.values, *inner)
        self.places |= {name.text: name for name in names}
        return tuple(name.text for name in names)

    def _rows(self, setting: SettingDecl) -> Iterable[tuple[Name, ...]]:
        """The words behind a setting, each by itself, and those of each line of its block; no word stands twice."""
        seen: set[str] = set()
        rows: list[tuple[Name, ...]] = [(value,) for value in setting.values]
        for member in setting.members or ():
            if isinstance(member, SettingDecl) and not member.members and len(member.values) < 2:
                rows.append((member.key, *member.values))
            else:
                place = member.key if isinstance(member, SettingDecl) else member.name
                self.report(
                    place,
                    say('"{place}" has too much behind it', place=place),
                    say("write one word a line, or two"),
                )
        for row in rows:
            if plain_word(row[0].text) in seen:
                self.report(
                    row[0],
                    say('"{row}" stands here twice', row=row[0]),
                    say("leave one out"),
                    Severity.WARNING,
                )
            else:
                seen.add(plain_word(row[0].text))
                yield row

    def words(self, setting: SettingDecl) -> tuple[OwnWord, ...]:
        """Words, each with its plural behind it where it has one."""
        found = []
        for row in self._rows(setting):
            wrong = [word for word in row if not word.text.isalpha()]
            for word in wrong:
                self.report(
                    word,
                    say('"{word}" is no word', word=word),
                    say("write letters only, and each word by itself"),
                )
            if not wrong:
                found.append(OwnWord(*(word.text for word in row)))
        return tuple(found)

    def registrations(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """Registrations, each with its prefix: what stands behind it, or its name in small letters."""
        rows = list(self._rows(setting))
        for word in (row[-1] for row in rows if not row[-1].text.isalnum()):
            self.report(
                word,
                say('"{word}" cannot begin a name', word=word),
                say("write letters and digits only"),
            )
        return tuple(
            (row[0].text, row[-1].text if row[1:] else row[0].text.lower()) for row in rows
        )

    def contact(self, setting: SettingDecl) -> Contact:
        """A block with `naam`, `url` and `email`."""
        found = self.read(
            setting.key,
            setting.members or (),
            {"naam": self.text, "url": self.text, "email": self.text},
        )
        return Contact(found.get("naam", ""), found.get("url", ""), found.get("email", ""))

    def pairs(self, setting: SettingDecl) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A block of keys with their values, whatever the keys are."""
        members = [m for m in setting.members or () if isinstance(m, SettingDecl)]
        return tuple((m.key.text, tuple(v.text for v in m.values)) for m in members)

    def server(self, setting: SettingDecl) -> str:
        """The address; its variables go to the field of their own."""
        self.fields["variables"] = self.pairs(setting)
        return setting.values[0].text if setting.values else ""

    def formats(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """A block of primitive types with their formats."""
        return tuple((key, values[0] if values else "") for key, values in self.pairs(setting))

    def flows(self, setting: SettingDecl) -> tuple[Flow, ...]:
        """The OAuth2 flows, each a block of addresses."""
        members = [m for m in setting.members or () if isinstance(m, SettingDecl)]
        return tuple(
            Flow(
                m.key.text,
                tuple((key, values[0] if values else "") for key, values in self.pairs(m)),
            )
            for m in members
        )

    def deviations(self, setting: SettingDecl) -> tuple[Deviation, ...]:
        """Lines of document, pointer and JSON value; without a value the node is left out."""
        found = []
        for member in setting.members or ():
            words = [v.text for v in member.values] if isinstance(member, SettingDecl) else []
            if (
                isinstance(member, SettingDecl)
                and len(words) in (1, 2)
                and all(map(_is_json, words[1:]))
            ):
                found.append(Deviation(member.key.text, words[0], words[1] if words[1:] else None))
            else:
                place = member.key if isinstance(member, SettingDecl) else member.name
                self.report(
                    place,
                    say("a deviation is a document, a pointer and a value in JSON"),
                    say('write `Map/Doc` "#/a/b" "1"'),
                )
        return tuple(found)

    def severities(self, setting: SettingDecl) -> dict[str, Severity | None]:
        """Lines of a rule and its severity."""
        found: dict[str, Severity | None] = {}
        for member in setting.members or ():
            if not isinstance(member, SettingDecl):
                continue
            word = member.values[0].text if member.values else ""
            if word not in SEVERITIES:
                self.report(
                    member.key, say('"{word}" is no severity', word=word), one_of(SEVERITIES)
                )
            else:
                found[member.key.text] = SEVERITIES[word]
                self.places[member.key.text] = member.key
        return found

    def repairs(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """Lines of an element and the reason why it changed."""
        found = []
        for member in setting.members or ():
            if (
                isinstance(member, SettingDecl)
                and len(member.values) == 1
                and member.values[0].text.strip()
            ):
                found.append((member.key.text, member.values[0].text))
            else:
                place = member.key if isinstance(member, SettingDecl) else member.name
                self.report(
                    place,
                    say('"{place}" is repaired without a reason', place=place),
                    say('write `{place}` "why"', place=place),
                )
        return tuple(found)

    def instead(self, setting: SettingDecl) -> tuple[tuple[Name, Name], ...]:
        """Lines of an entity that nothing refers to, and the one to refer to in its place."""
        found = []
        for member in setting.members or ():
            if isinstance(member, SettingDecl) and len(member.values) == 1:
                found.append((member.key, member.values[0]))
            else:
                place = member.key if isinstance(member, SettingDecl) else member.name
                self.report(
                    place,
                    say('"{place}" has no one entity in its place', place=place),
                    say("write {place} Entiteit", place=place),
                )
        return tuple(found)

    def samples(self, setting: SettingDecl, owner: str = "") -> tuple[Sample, ...]:
        """Lines of an attribute and its values; those of one entity stand in a block with its name."""
        found: list[Sample] = []
        for member in setting.members or ():
            if (
                isinstance(member, SettingDecl)
                and member.members
                and not member.values
                and not owner
            ):
                found += self.samples(member, member.key.text)
            elif isinstance(member, SettingDecl) and member.values and not member.members:
                found.append(Sample(owner, member.key, member.values))
            else:
                place = member.key if isinstance(member, SettingDecl) else member.name
                self.report(
                    place,
                    say('"{place}" has no values for examples', place=place),
                    say('write {place} "…", or more of them', place=place),
                )
        return tuple(found)

    def ids(self, setting: SettingDecl) -> tuple[AttributeDecl, ...]:
        """The attributes that every entity has (GM11)."""
        for member in setting.members or ():
            if isinstance(member, SettingDecl):
                self.report(
                    member.key,
                    say('"{key}" is no attribute', key=member.key),
                    say('write "{key} : string"', key=member.key),
                )
        return tuple(m for m in setting.members or () if isinstance(m, AttributeDecl))

    def interface(self, setting: SettingDecl) -> Interface:
        """The block `koppelvlak`."""
        readers: dict[str, tuple[str, Callable[[SettingDecl], Any]]] = {
            "openapi": ("openapi", self.text),
            "server": ("server", self.server),
            "oauth2": ("flows", self.flows),
            "paginalimiet": ("page_limit", self.number),
            "formaten": ("formats", self.formats),
            "berichtachtervoegsel": ("message_suffix", self.text),
            "kaleVerwijzingen": ("plain_references", self.yes),
            "duurpatroon": ("duration_pattern", self.duration_pattern),
            "lijstentiteit": ("code_entity", self.text),
            "lijstlabel": ("code_label", self.text),
            "lijstlabelInSleutels": ("keys_label", self.yes),
            "lijstsleutels": ("code_keys", self.yes),
            "urilabel": ("uri_label", self.text),
            "urilabels": ("uri_labels", self.text),
            "bronsleutel": ("source_key", self.text),
            "schemabasis": ("schema_base", self.text),
            "pingtimeout": ("ping_timeout", self.yes),
            "afwijkingen": ("deviations", self.deviations),
        }
        known = {key: reader for key, (_, reader) in readers.items()}
        found = self.read(
            setting.key, setting.members or (), known | dict.fromkeys(BLOCKS, _as_it_stands)
        )
        blocks = {key: found.pop(key) for key in BLOCKS if key in found}
        values = {readers[key][0]: value for key, value in found.items()}
        values |= read_parameters(blocks, self.report)  # they refer to each other
        return Interface(**values, variables=self.fields.pop("variables", ()))


def read_manifest(standard: StandardDecl) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """The manifest that `standard` declares, and what is wrong with it.

    A version that is no semantic version (KI02) is a warning: such versions were published.
    """
    reader = _Reader()
    found = reader.read(standard.name, standard.settings, {
        "titel": reader.text,
        "versie": reader.text,
        "contact": reader.contact,
        "licentie": reader.contact,
        "koppelvlak": reader.interface,
        "ids": reader.ids,
        "woorden": reader.words,
        "registraties": reader.registrations,
        "ernst": reader.severities,
        "correcties": reader.texts,
        "herstel": reader.repairs,
        "voorbeelden": reader.samples,
        "inPlaatsVan": reader.instead,
    })  # fmt: skip
    version = found.get("versie", "")
    if not version:
        reader.report(
            standard.name, say("the standard has no version"), say('write versie "1.0.0"')
        )
    elif not VERSION_PATTERN.fullmatch(version):
        place = next(
            s for s in standard.settings if isinstance(s, SettingDecl) and s.key.text == "versie"
        )
        hint = say('a version is three numbers, then a build, as in "4.3.0+260116.28"')
        reader.report(
            place.values[0],
            say('"{version}" is no semantic version', version=version),
            hint,
            Severity.WARNING,
        )
    manifest = Manifest(
        name=standard.name,
        title=found.get("titel") or standard.name.text,
        version=version or "0.0.0",
        description=standard.doc.text if standard.doc else "",
        contact=found.get("contact", Contact()),
        licence=found.get("licentie", Contact()),
        interface=found.get("koppelvlak", Interface()),
        ids=found.get("ids", ()),
        words=found.get("woorden", ()),
        registrations=found.get("registraties", ()),
        severities=found.get("ernst", {}),
        corrections=_corrections(found.get("correcties", ("geen",))),
        repairs=found.get("herstel", ()),
        examples=found.get("voorbeelden", ()),
        instead=found.get("inPlaatsVan", ()),
        duration_place=reader.fields.pop("duration_place", Name("")),
        places=reader.places,
    )
    return manifest, tuple(reader.diagnostics)


def _as_it_stands(setting: SettingDecl) -> SettingDecl:
    return setting


def _corrections(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(CORRECTION_GROUPS.get(word, word) for word in words)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def missing_manifest(file: str) -> Diagnostic:
    """The diagnostic for a model without a `standaard` statement."""
    hint = say('write standaard NAAM {{ versie "1.0.0" }} in a file of its own')
    return Diagnostic(
        "STD01", Severity.ERROR, Span(file), say("the model has no manifest"), hint=hint
    )
