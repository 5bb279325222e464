"""The log of runs in words: what each line tells, and below it what it was about."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.release.environments.log_lines import LogEvent, LogLine
from compiler.release.environments.log_reading import LogRow
from compiler.release.environments.reasons import VERDICT_NAMES, is_done

_SHOWN = 19  # the beginning of a digest: its kind, and twelve letters
_EVENTS = {
    LogEvent.BEGAN: say("began"),
    LogEvent.DONE: say("done"),
    LogEvent.FAILED: say("failed"),
}
_ACTIONS = {
    "publish": say("publish"),
    "promote": say("promote"),
    "hold": say("put on hold"),
    "resume": say("resume"),
}
_SAYS_NOTHING = ("", is_done())  # beside the word of its event
_VERDICTS = {each.value: words for each, words in VERDICT_NAMES.items()}


class LogTexts:
    """Says the rows of a log in a language."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate
        self._by_hand = translate(say("by hand"))
        self._actions = {action: translate(words) for action, words in _ACTIONS.items()}
        self._run, self._source = translate(say("run")), translate(say("source"))
        self._model, self._release = translate(say("model")), translate(say("release"))

    def of_row(self, row: LogRow) -> Iterator[str]:
        """What happened, what it was about, and how often it was said."""
        line, translate = row.line, self._translate
        head = f"{_moment(line.time)}  {line.trigger or self._by_hand}  {self._happened(line)}"
        tells_more = line.event is not LogEvent.BEGAN and line.reason not in _SAYS_NOTHING
        yield f"{head}: {translate(line.reason)}" if tells_more else head
        yield f"    {', '.join(self._about(line))}"
        if row.times > 1:
            until = _moment(row.until)
            yield translate(say("    {times} times, until {until}", times=row.times, until=until))

    def _happened(self, line: LogLine) -> str:
        if line.event is LogEvent.VERDICT:
            return self._translate(_VERDICTS.get(line.verdict, line.verdict))
        action = self._actions.get(line.action, line.action)
        what = [part for part in (action, line.version, *line.environments) if part]
        return f"{' '.join(what)}  {self._translate(_EVENTS[line.event])}"

    def _about(self, line: LogLine) -> list[str]:
        """The values that it was decided on, and what leads back to the source."""
        told = [f"{name}: {short_value(value)}" for name, value in line.saw.items()]
        if line.version and line.event is LogEvent.VERDICT:
            told.append(line.version)
        if line.run:
            told.append(f"{self._run} {line.run}")
        if line.source:
            told.append(f"{self._source} {line.source[:12]}")
        if line.model:
            told.append(f"{self._model} {line.model[:_SHOWN]}")
        if line.release:
            told.append(f"{self._release} {line.release[:_SHOWN]}")
        told.append(f"verac {line.tool}")
        return [*told, line.who] if line.who else told


def short_value(value: object) -> str:
    """A value that was seen, as people compare it; a line for nothing."""
    text = str(value)
    return text[:_SHOWN] if text.startswith("sha256:") else text or "-"


def _moment(time: str) -> str:
    """A moment in UTC, to the second."""
    day, _, rest = time.partition("T")
    return f"{day} {rest[:8]}" if rest else time
