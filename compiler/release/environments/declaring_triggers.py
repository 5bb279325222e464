"""What stands in `trigger NAAM { … }`, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from compiler.base.source import Name
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import SettingDecl
from compiler.model.served_reading import ServedReader
from compiler.model.setting_reading import first_word
from compiler.release.environments.declared import Condition, ConditionKind, Trigger

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DAYS = ("dag", "werkdag", *WEEKDAYS)
MOST_TRIES = 100
_UNITS = {
    "minuut": timedelta(minutes=1),
    "minuten": timedelta(minutes=1),
    "uur": timedelta(hours=1),
    "dag": timedelta(days=1),
    "dagen": timedelta(days=1),
    "week": timedelta(weeks=1),
    "weken": timedelta(weeks=1),
}
_DURATION = re.compile(rf"(\d{{1,4}}) ({'|'.join(_UNITS)})", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d", re.ASCII)
# The conditions that have one word behind them, and that word.
_WORDS = {
    ConditionKind.MODEL_CHANGED: "ja",
    ConditionKind.VERSION_RAISED: "ja",
    ConditionKind.GATES: "groen",
}
_REPEATED = ("als", "na", "naast", "invoer", "promoveer")


class TriggerReader(ServedReader):
    """Reads triggers; `fields["zone"]` is the time zone that their moments are of."""

    def trigger_of(self, name: Name, setting: SettingDecl) -> Trigger:
        """The trigger that the block of `setting` declares."""
        words: dict[str, list[Name]] = {word: [] for word in _REPEATED}
        conditions: list[Condition] = []
        single = []
        for member in setting.members or ():
            word = first_word(member).text
            if not isinstance(member, SettingDecl) or word not in _REPEATED:
                single.append(member)
            elif word == "als":
                conditions += self.condition(member)
            else:
                words[word] += self._behind(member)
        known = {"publiceer": self.flag, "probeer": self.tries}
        values = self.read(name, single, {**dict.fromkeys(_REPEATED, self._behind), **known})
        tries, pause = values.get("probeer", (1, timedelta()))
        publishes = values.get("publiceer", False)
        if not publishes and not words["promoveer"]:
            message = say('trigger "{name}" does nothing', name=name)
            self.report(name, message, say("write publiceer, or promoveer and environments"))
        return Trigger(
            name=name,
            publishes=publishes,
            promotes=tuple({each.text: each for each in reversed(words["promoveer"])}.values())[
                ::-1
            ],
            conditions=tuple(conditions),
            after=tuple(words["na"]),
            beside=tuple(words["naast"]),
            inputs=tuple(words["invoer"]),
            tries=tries,
            pause=pause,
        )

    def flag(self, setting: SettingDecl) -> bool:
        """A word that stands alone."""
        if setting.values or setting.members is not None:
            message = say('"{key}" stands alone', key=setting.key)
            self.report(setting.key, message, say("take away what stands behind it"))
        return True

    def tries(self, setting: SettingDecl) -> tuple[int, timedelta]:
        """How often a run is tried in all, and how long it waits in between: `probeer 3 { wacht "5 minuten" }`."""
        number = self.number(setting._replace(members=None))
        if not 1 <= number <= MOST_TRIES:
            message = say('"{key}" takes a number from 1 to {most}', key=setting.key, most=MOST_TRIES)  # fmt: skip
            place = setting.values[0] if setting.values else setting.key
            self.report(place, message, say("write {key} 3", key=setting.key))
        found = self.read(setting.key, setting.members or (), {"wacht": self.duration})
        return min(max(number, 1), MOST_TRIES), found.get("wacht", timedelta())

    def condition(self, setting: SettingDecl) -> Iterator[Condition]:
        """What stands behind `als`."""
        if not setting.values:
            message = say('no condition stands behind "{key}"', key=setting.key)
            self.report(setting.key, message, one_of(ConditionKind))
            return
        place, *rest = setting.values
        if place.text not in [*ConditionKind]:
            self.report(place, say('"{word}" is no condition', word=place), one_of(ConditionKind))
            return
        kind = ConditionKind(place.text)
        inner = SettingDecl(place, tuple(rest), members=setting.members, end=setting.end)
        if kind in _WORDS:
            yield from self._of_word(kind, inner)
        elif kind is ConditionKind.HELD_BY:
            yield from self._held_by(inner)
        elif kind is ConditionKind.FROM:
            yield from self._from(inner)
        else:
            yield from self._every(inner)

    def duration(self, setting: SettingDecl) -> timedelta:
        """How long the text behind a setting is: `2 dagen`."""
        text = self.text(setting)
        found = _DURATION.fullmatch(text)
        if found is None:
            place = setting.values[0] if setting.values else setting.key
            message = say('"{text}" is no length of time', text=text)
            self.report(place, message, say('write {key} "2 dagen"', key=setting.key))
            return timedelta()
        return int(found[1]) * _UNITS[found[2]]

    def clock(self, setting: SettingDecl) -> time:
        """The time of day behind a setting: `10:00`."""
        text = self.text(setting)
        try:
            if _TIME.fullmatch(text):
                return time.fromisoformat(text)
        except ValueError:
            pass  # it looks like one, as 25:00 does: told below
        place = setting.values[0] if setting.values else setting.key
        message = say('"{text}" is no time of day', text=text)
        self.report(place, message, say('write {key} "10:00"', key=setting.key))
        return time()

    def _of_word(self, kind: ConditionKind, inner: SettingDecl) -> Iterator[Condition]:
        if self.text(inner) != _WORDS[kind] and len(inner.values) == 1:
            message = say('"{value}" says nothing here', value=inner.values[0])
            hint = say("write als {key} {word}", key=inner.key, word=_WORDS[kind])
            self.report(inner.values[0], message, hint)
        yield Condition(kind, inner.key)

    def _held_by(self, inner: SettingDecl) -> Iterator[Condition]:
        found = self.read(inner.key, inner.members or (), {"sinds": self.duration})
        place = self._one(inner, say('write als in test {{ sinds "2 dagen" }}'))
        if place is not None:
            age = found.get("sinds", timedelta())
            yield Condition(ConditionKind.HELD_BY, place, environment=place.text, age=age)

    def _from(self, inner: SettingDecl) -> Iterator[Condition]:
        place = self._one(inner, say('write als vanaf "2026-12-01", or "2026-12-01 09:00"'))
        if place is None:
            return
        try:
            if _MOMENT.fullmatch(place.text):
                moment = datetime.fromisoformat(place.text)
                moment = moment.replace(tzinfo=ZoneInfo(self.fields["zone"]))
                yield Condition(ConditionKind.FROM, place, moment=moment)
                return
        except ValueError:
            pass  # same
        message = say('"{text}" is no day', text=place)
        self.report(place, message, say('write als vanaf "2026-12-01", or "2026-12-01 09:00"'))

    def _every(self, inner: SettingDecl) -> Iterator[Condition]:
        read: dict[str, Callable[[SettingDecl], time]] = {"van": self.clock, "tot": self.clock}
        found = self.read(inner.key, inner.members or (), read)
        opens, closes = found.get("van", time()), found.get("tot", time.max)
        wrong = [each for each in inner.values if each.text not in DAYS]
        for each in wrong:
            self.report(each, say('"{word}" is no day', word=each), one_of(DAYS))
        if not inner.values:
            message = say('no day stands behind "{key}"', key=inner.key)
            self.report(inner.key, message, one_of(DAYS))
        elif closes <= opens:
            message = say('"tot" comes before "van"')
            self.report(inner.key, message, say("give each of two days a trigger of its own"))
        elif not wrong:
            days = tuple(each.text for each in inner.values)
            yield Condition(ConditionKind.EVERY, inner.key, days=days, opens=opens, closes=closes)

    def _one(self, inner: SettingDecl, hint: Text) -> Name | None:
        if len(inner.values) == 1:
            return inner.values[0]
        self.report(inner.key, say('"{key}" takes one text', key=inner.key), hint)
        return None

    def _behind(self, setting: SettingDecl) -> tuple[Name, ...]:
        """The names behind a word: one at least, and no block."""
        if not setting.values or setting.members is not None:
            message = say('"{key}" takes names, and no block', key=setting.key)
            self.report(setting.key, message, say("write them behind it, on one line"))
        return setting.values
