"""The blocks of a manifest that say something of the model: words, registrations, severities, examples and the like."""

from __future__ import annotations

from compiler.base.diagnostics import Severity
from compiler.base.dutch.words import OwnWord
from compiler.base.source import Name
from compiler.base.wording import one_of, say
from compiler.language.declarations import AttributeDecl, SettingDecl
from compiler.model.manifest import Sample
from compiler.model.setting_reading import SettingReader, first_word

SEVERITIES = {
    "fout": Severity.ERROR,
    "waarschuwing": Severity.WARNING,
    "hint": Severity.HINT,
    "uit": None,
}


class BlockReader(SettingReader):
    """Reads blocks of settings."""

    def words(self, setting: SettingDecl) -> tuple[OwnWord, ...]:
        """Words, each with its plural behind it where it has one."""
        found = []
        for row in self.rows(setting):
            wrong = [word for word in row if not word.text.isalpha()]
            for word in wrong:
                message = say('"{word}" is no word', word=word)
                self.report(word, message, say("write letters only, and each word by itself"))
            if not wrong:
                found.append(OwnWord(*(word.text for word in row)))
        return tuple(found)

    def registrations(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """Registrations, each with its prefix: what stands behind it, or its name in small letters."""
        found: list[tuple[str, str]] = []
        for name, *others in [*self.rows(setting)]:  # what stands twice is told first
            prefix = others[0] if others else name
            if not prefix.text.isalnum():
                message = say('"{word}" cannot begin a name', word=prefix)
                self.report(prefix, message, say("write letters and digits only"))
            found.append((name.text, prefix.text if others else name.text.lower()))
        return tuple(found)

    def severities(self, setting: SettingDecl) -> dict[str, Severity | None]:
        """Lines of a rule and its severity."""
        found: dict[str, Severity | None] = {}
        for member in setting.members or ():
            if not isinstance(member, SettingDecl):
                continue
            word = member.values[0].text if member.values else ""
            if word not in SEVERITIES:
                message = say('"{word}" is no severity', word=word)
                self.report(member.key, message, one_of(SEVERITIES))
            else:
                found[member.key.text] = SEVERITIES[word]
                self.places[member.key.text] = member.key
        return found

    def repairs(self, setting: SettingDecl) -> tuple[tuple[str, str], ...]:
        """Lines of an element and the reason why it changed."""
        found = []
        for member in setting.members or ():
            reason = _one_value(member)
            if reason is not None and reason.text.strip():
                found.append((first_word(member).text, reason.text))
            else:
                place = first_word(member)
                message = say('"{place}" is repaired without a reason', place=place)
                self.report(place, message, say('write `{place}` "why"', place=place))
        return tuple(found)

    def instead(self, setting: SettingDecl) -> tuple[tuple[Name, Name], ...]:
        """Lines of an entity that nothing refers to, and the one to refer to in its place."""
        found = []
        for member in setting.members or ():
            place, taken = first_word(member), _one_value(member)
            if taken is not None:
                found.append((place, taken))
            else:
                message = say('"{place}" has no one entity in its place', place=place)
                self.report(place, message, say("write {place} Entiteit", place=place))
        return tuple(found)

    def samples(self, setting: SettingDecl, owner: str = "") -> tuple[Sample, ...]:
        """Lines of an attribute and its values; those of one entity stand in a block with its name."""
        found: list[Sample] = []
        for member in setting.members or ():
            if isinstance(member, SettingDecl) and member.values and not member.members:
                found.append(Sample(owner, member.key, member.values))
            elif isinstance(member, SettingDecl) and _is_block(member) and not owner:
                found += self.samples(member, member.key.text)
            else:
                place = first_word(member)
                message = say('"{place}" has no values for examples', place=place)
                self.report(place, message, say('write {place} "…", or more of them', place=place))
        return tuple(found)

    def ids(self, setting: SettingDecl) -> tuple[AttributeDecl, ...]:
        """The attributes that every entity has (GM11); where the block begins goes to a field of its own."""
        self.fields["ids_at"] = setting.key
        for member in setting.members or ():
            if isinstance(member, SettingDecl):
                message = say('"{key}" is no attribute', key=member.key)
                self.report(member.key, message, say('write "{key} : string"', key=member.key))
        return tuple(
            member for member in setting.members or () if isinstance(member, AttributeDecl)
        )


def _is_block(member: SettingDecl) -> bool:
    return bool(member.members) and not member.values


def _one_value(member: SettingDecl | AttributeDecl) -> Name | None:
    """What stands behind the word of a line; None where it is not one value."""
    if isinstance(member, SettingDecl) and len(member.values) == 1:
        return member.values[0]
    return None
