"""What attributes of one object have to do with each other: an end comes after its begin, parts of a moment agree.

What belongs together is told by names: those of the periods that messages are checked for, other words for a begin and
an end, those for least and most, and those for the parts of a moment. What does not agree is written anew, where its
type, its format and its pattern allow it, and else left empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias

from compiler.emit.examples.samples import Unfit, read_samples
from compiler.emit.jsonschema.plan import SchemaProperty
from compiler.model.periods import periods_among

Props: TypeAlias = Mapping[str, SchemaProperty]
_BEGIN = re.compile(r"(?i:begin|start|aanvangs?)|(?:^van|Van)(?:af)?(?=[A-Z]|$)")
_END = re.compile(r"(?i:einde?|stop)|(?:^tot|Tot)(?=[A-Z]|$)")
_LEAST = re.compile(r"(?i:minim(?:um|aal|ale))|(?:^min|Min)(?=[A-Z]|$)")
_MOST = re.compile(r"(?i:maxim(?:um|aal|ale))|(?:^max|Max)(?=[A-Z]|$)")
_PAIRS = ((_BEGIN, _END), (_LEAST, _MOST))
_MOMENT = re.compile(r"(?i:datum|tijdstip|moment)$")
_PARTS: Mapping[str, Callable[[datetime], int]] = {
    "jaar": lambda moment: moment.year,
    "kwartaal": lambda moment: (moment.month + 2) // 3,
    "maand": lambda moment: moment.month,
    "week": lambda moment: moment.isocalendar().week,
    "dag": lambda moment: moment.day,
    "uur": lambda moment: moment.hour,
    "minuut": lambda moment: moment.minute,
}
_LATER = (
    timedelta(hours=1), timedelta(days=1), timedelta(days=364), timedelta(minutes=15), timedelta(seconds=1)
)  # fmt: skip


def made_to_agree(made: dict[str, Any], props: Props) -> None:
    """Mend what does not agree in the object `made`; `props` are its attributes with one value, by name."""
    values = {name: prop for name, prop in props.items() if made.get(name) is not None}
    _agree_on_moments(made, values)
    for begin, end in periods_among(values):
        _put_in_order(made, values[begin], values[end])
    for first, last in _PAIRS:
        for begin, end in _pairs(values, first, last):
            _put_in_order(made, values[begin], values[end])


# -- parts of one moment -----------------------------------------------------------------------------------------------


def _agree_on_moments(made: dict[str, Any], props: Props) -> None:
    moments = {name: _as_moment(made[name]) for name in props if _MOMENT.search(name)}
    for name, moment in sorted(moments.items(), key=lambda found: (len(found[0]), found[0])):
        if moment is None:
            continue
        stem = _MOMENT.sub("", name).lower()
        for other, prop in props.items():
            text = _as_part(other, stem, prop, moment) if other != name else None
            if text is not None:
                _write(made, prop, [text])


def _as_part(name: str, stem: str, prop: SchemaProperty, moment: datetime) -> str | None:
    """What the attribute `name` says of `moment`, of which the name begins with `stem`; None where it is no part."""
    small = name.lower()
    if not small.startswith(stem):
        return None
    part = small.removeprefix(stem)
    if part in _PARTS and prop.types[:1] == ("integer",):
        return str(_PARTS[part](moment))
    if part == "tijd" and not prop.format and prop.types[:1] == ("string",):
        return f"{moment:%H:%M:%S}" if moment.time() != time() else None
    if _MOMENT.fullmatch(part) and prop.format == "date":
        return f"{moment:%Y-%m-%d}"
    return None


def _as_moment(value: Any) -> datetime | None:
    """The moment that a date or a dateTime says; None for what is neither."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


# -- what comes before what --------------------------------------------------------------------------------------------


def _pairs(
    props: Props, first: re.Pattern[str], last: re.Pattern[str]
) -> Iterator[tuple[str, str]]:
    """The attributes that begin and end the same thing, by name; an end that is called more exactly has a begin too."""
    begins = {first.sub("", name, count=1).lower(): name for name in props if first.search(name)}
    for name in props:
        if not last.search(name) or name in begins.values():
            continue
        stem = last.sub("", name, count=1).lower()
        fitting = [begin for begin in begins if begin and stem.endswith(begin)]
        if stem in begins:
            yield begins[stem], name
        elif fitting:
            yield begins[max(fitting, key=len)], name


def _put_in_order(made: dict[str, Any], begin: SchemaProperty, end: SchemaProperty) -> None:
    """Have `end` come after `begin`, or one of them move, or `end` be empty."""
    before, after = _rank(made[begin.name]), _rank(made[end.name])
    if before is None or after is None or type(before) is not type(after) or before < after:
        return
    is_amount = end.types[:1] == ("number",)
    if is_amount and before == after:
        return
    written = _write(made, end, _moved(made[begin.name], end, 1))
    if not written and not _write(made, begin, _moved(made[end.name], begin, -1)):
        made[end.name] = None


def _rank(value: Any) -> Any:
    """Something to compare `value` by with others of its kind; None for what has no order."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    moment = _as_moment(value)
    if moment is not None:
        return moment
    try:
        return time.fromisoformat(value).replace(tzinfo=None)
    except (TypeError, ValueError):
        return None


def _moved(value: Any, prop: SchemaProperty, sign: int) -> Iterator[str]:
    """Texts that say something later than `value`, or earlier where `sign` is negative."""
    rank = _rank(value)
    if isinstance(rank, float):
        yield from (f"{rank + sign * step:g}" for step in (1, 10, 100, 1000))
        return
    on = datetime.combine(date(2026, 1, 1), rank, UTC) if isinstance(rank, time) else rank
    for step in _LATER:
        try:
            moment = on + sign * step
        except OverflowError:  # beyond the last year, or before the first
            continue
        if isinstance(rank, time):
            if moment.date() == on.date():
                yield from (f"{moment:%H:%M:%S}", f"{moment:%H:%M}", f"{moment:%H:%M:%SZ}")
        elif prop.format == "date":
            if moment.date() != on.date():
                yield f"{moment:%Y-%m-%d}"
        else:
            utc = moment.astimezone(UTC)
            yield from (f"{utc:%Y-%m-%dT%H:%M:%SZ}", f"{utc:%Y-%m-%dT%H:%M:%S+00:00}")


def _write(made: dict[str, Any], prop: SchemaProperty, texts: Iterator[str] | list[str]) -> bool:
    """Write the first of `texts` that `prop` allows; whether there is one."""
    for text in texts:
        value = read_samples(text, prop)
        if not isinstance(value, Unfit):
            made[prop.name] = value
            return True
    return False
