"""Settings that a manifest has, and an environment too: whom to ask, and the address of what is served."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.base.diagnostics import Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import AttributeDecl, SettingDecl
from compiler.model.manifest import Contact
from compiler.model.server_address import has_stray_brace, idle_variables, unset_variables
from compiler.model.setting_reading import SettingReader, first_word


class ServedReader(SettingReader):
    """Reads contact and address."""

    def contact(self, setting: SettingDecl) -> Contact:
        """A block with `naam`, `url` and `email`."""
        texts = dict.fromkeys(("naam", "url"), self.text)
        found = self.block(setting, {**texts, "email": self.email})
        return Contact(found.get("naam", ""), found.get("url", ""), found.get("email", ""))

    def server(self, setting: SettingDecl) -> str:
        """The address; its variables, each with its values, go to the field of their own."""
        found: dict[str, tuple[str, ...]] = {}
        for member in setting.members or ():
            word = first_word(member)
            if isinstance(member, AttributeDecl) or member.members or not member.values:
                message = say('the variable "{word}" of the address has no value', word=word)
                self.report(word, message, say('write {place} "…", or more of them', place=word))
            elif word.text in found:
                self.report(
                    word, say('"{word}" stands here twice', word=word), say("leave one out")
                )
            else:
                found[word.text] = tuple(value.text for value in member.values)
        self.fields["variables"] = tuple(found.items())
        address, *_ = setting.values or (Name(""),)
        self._fill(address, found, setting)
        return address.text

    def _fill(
        self, address: Name, variables: Mapping[str, tuple[str, ...]], setting: SettingDecl
    ) -> None:
        """Report what a client cannot fill in in the `address`, and the `variables` that it has not."""
        told = {first_word(member).text for member in setting.members or ()}
        for name in unset_variables(address.text, variables):
            if name not in told or name in variables:
                message = say('the variable "{word}" of the address has no value', word=name)
                hint = say('write it behind the address: {{ {word} "…" }}', word=name or "naam")
                self.report(address, message, hint)
        if has_stray_brace(address.text):
            message = say("a brace in the address lacks its other one")
            self.report(address, message, say("a variable stands between two: {{naam}}"))
        idle = idle_variables(address.text, variables)
        for word in (first_word(member) for member in setting.members or ()):
            if word.text in idle:
                message = say('the address has no variable "{word}" to fill in', word=word)
                hint = say("leave it out, or write {{{word}}} in the address", word=word)
                self.report(word, message, hint, Severity.WARNING)
