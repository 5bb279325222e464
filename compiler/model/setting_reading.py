"""Settings of a manifest: one by one, whatever block they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.dutch.lexicon import plain_word
from compiler.base.source import Name
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import AttributeDecl, SettingDecl
from compiler.language.quick_mends import proposed_name
from compiler.model.manifest import is_email

_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*:(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})+", re.ASCII | re.IGNORECASE
)


def first_word(member: SettingDecl | AttributeDecl) -> Name:
    """The word that a member of a block begins with."""
    return member.name if isinstance(member, AttributeDecl) else member.key


class SettingReader:
    """Reads settings into fields; what it does not know becomes a diagnostic.

    `fields` are values that a setting has for another field of the manifest, `places` where words stand; `id_` is that
    of its diagnostics.
    """

    def __init__(self, id_: str = "STD01") -> None:
        self.id = id_
        self.diagnostics: list[Diagnostic] = []
        self.fields: dict[str, Any] = {}
        self.places: dict[str, Name] = {}

    def report(
        self, place: Name, message: Text, hint: Text, severity: Severity = Severity.ERROR
    ) -> None:
        """Add a diagnostic."""
        mends = proposed_name(place, hint)
        self.diagnostics.append(
            Diagnostic(self.id, severity, place.span, message, hint=hint, mends=mends)
        )

    def read(
        self,
        owner: Name,
        settings: Iterable[SettingDecl | AttributeDecl],
        known: Mapping[str, Callable[[SettingDecl], Any]],
    ) -> dict[str, Any]:
        """The settings of one block, each through its own reader in `known`."""
        values: dict[str, Any] = {}
        for setting in settings:
            key = first_word(setting)
            if isinstance(setting, AttributeDecl) or key.text not in known:
                message = say('"{key}" is no setting of "{owner}"', key=key, owner=owner)
                hint = nearest(key.text, known) or one_of(known)
                self.report(
                    key, message, say("write it without a colon") if key.text in known else hint
                )
            elif key.text in values:
                self.report(key, say('"{key}" stands here twice', key=key), say("leave one out"))
            else:
                values[key.text] = known[key.text](setting)
        return values

    def block(
        self, setting: SettingDecl, known: Mapping[str, Callable[[SettingDecl], Any]]
    ) -> dict[str, Any]:
        """The settings in the block behind a setting, as `read` reads them; nothing else stands behind it."""
        if setting.values:
            message = say('"{key}" takes a block', key=setting.key)
            self.report(setting.values[0], message, say("write {key} {{ … }}", key=setting.key))
        return self.read(setting.key, setting.members or (), known)

    def text(self, setting: SettingDecl) -> str:
        """The one text behind a setting."""
        if len(setting.values) != 1 or setting.members:
            message = say('"{key}" takes one text', key=setting.key)
            self.report(setting.key, message, say('write {key} "…"', key=setting.key))
        return setting.values[0].text if setting.values else ""

    def address(self, setting: SettingDecl) -> str:
        """The one address behind a setting, whole and without a fragment (RFC 3986): others go below it."""
        text = self.text(setting)
        if not _ADDRESS.fullmatch(text):
            message = say('"{text}" is no whole address', text=text)
            self.report(setting.key, message, say('write {key} "https://…"', key=setting.key))
            return ""
        return text

    def email(self, setting: SettingDecl) -> str:
        """The one mail address behind a setting."""
        text = self.text(setting)
        if not is_email(text):
            message = say('"{text}" is no mail address', text=text)
            self.report(
                setting.key, message, say('write {key} "naam@example.org"', key=setting.key)
            )
            return ""
        return text

    def number(self, setting: SettingDecl) -> int:
        """The one whole number behind a setting."""
        text = self.text(setting)
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            message = say('"{text}" is no whole number', text=text)
            self.report(setting.key, message, say("write {key} 100", key=setting.key))
            return 0
        return int(text)

    def yes(self, setting: SettingDecl) -> bool:
        """Whether the word behind a setting is `ja`."""
        text = self.text(setting)
        if text not in ("ja", "nee"):
            message = say('"{text}" is neither "ja" nor "nee"', text=text)
            self.report(setting.key, message, say("write {key} ja", key=setting.key))
        return text == "ja"

    def texts(self, setting: SettingDecl) -> tuple[str, ...]:
        """All texts behind a setting and in its block."""
        names = [*setting.values]
        for member in setting.members or ():
            if isinstance(member, SettingDecl):
                names += (member.key, *member.values)
        self.places |= {name.text: name for name in names}
        return tuple(name.text for name in names)

    def rows(self, setting: SettingDecl) -> Iterable[tuple[Name, ...]]:
        """The words behind a setting, each by itself, and those of each line of its block; no word stands twice."""
        seen: set[str] = set()
        rows: list[tuple[Name, ...]] = [(value,) for value in setting.values]
        for member in setting.members or ():
            if isinstance(member, SettingDecl) and not member.members and len(member.values) < 2:
                rows.append((member.key, *member.values))
            else:
                place = first_word(member)
                message = say('"{place}" has too much behind it', place=place)
                self.report(place, message, say("write one word a line, or two"))
        for row in rows:
            word = plain_word(row[0].text)
            if word in seen:
                message = say('"{row}" stands here twice', row=row[0])
                self.report(row[0], message, say("leave one out"), Severity.WARNING)
            else:
                seen.add(word)
                yield row
