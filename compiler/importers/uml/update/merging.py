"""One declaration on three sides: as it was imported, as it is drawn now, and as the team has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from compiler.base.source import Name, Span
from compiler.base.wording import Text, as_it_is, say
from compiler.importers.uml.taking.findings import BOTH_CHANGED, GONE_BUT_CHANGED, Findings
from compiler.importers.uml.update.elements import Declared, part_name, parts_as_drawn, parts_by_key
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    EntityDecl,
    TypeRef,
    without_places,
)

_Part = TypeVar("_Part", AttributeDecl, CodeDecl)
# What only the text has, or what stands elsewhere: never taken from a drawing.
_NOT_DRAWN = frozenset(
    {"attributes", "codes", "end", "suppressions", "begin_at", "end_at", "domains_at", "formerly"}
)


def merged_declaration(
    before: Declared, now: Declared, ours: Declared, found: Findings
) -> Declared:
    """`ours` with what the drawing changed; where both changed one thing ours stays, and a finding tells."""
    made: Declared = _merged_fields(before, now, ours, ours.name, found)
    if (
        isinstance(before, EntityDecl)
        and isinstance(now, EntityDecl)
        and isinstance(made, EntityDecl)
    ):
        parts = _merged_parts(before.attributes, now.attributes, made.attributes, ours.name, found)
        emptied = bool(made.attributes) and not parts  # its braces go with the last attribute
        return made._replace(attributes=parts, end=0 if emptied else made.end)
    if (
        isinstance(before, CodeListDecl)
        and isinstance(now, CodeListDecl)
        and isinstance(made, CodeListDecl)
    ):
        return made._replace(
            codes=_merged_parts(before.codes, now.codes, made.codes, ours.name, found)
        )
    return made


def _merged_fields(before: Any, now: Any, ours: Any, owner: Name, found: Findings) -> Any:
    """The fields that one side changed, taken from that side."""
    changed = {}
    for field in ours._fields:
        if field in _NOT_DRAWN:
            continue
        old, new, own = (getattr(each, field) for each in (before, now, ours))
        if _same(old, new) or _same(own, new):
            continue
        if _same(old, own):
            changed[field] = new
        else:
            _tell(field, new, ours, owner, found)
    if not changed:
        return ours
    renamed = "name" in changed and not ours.formerly and hasattr(ours, "formerly")
    made = ours._replace(**{field: _placed(value, ours) for field, value in changed.items()})
    return made._replace(formerly=Name(ours.name.text)) if renamed else made


def _same(one: Any, other: Any) -> bool:
    return bool(without_places(one) == without_places(other))


def _placed(value: Any, ours: Any) -> Any:
    """A name with the place of the one that it replaces, so that lines stay in their order."""
    if isinstance(value, Name) and isinstance(getattr(ours, "name", None), Name):
        placed: Name = ours.name
        return placed._replace(text=value.text)
    return value


def _tell(field: str, new: Any, ours: Any, owner: Name, found: Findings) -> None:
    name = ours.code if isinstance(ours, CodeDecl) else ours.name
    shown = name if name is owner else as_it_is(f"{owner}.{name}")
    message = say(
        '{field} of "{name}" changed in the drawing and in the text',
        field=_FIELDS.get(field, field),
        name=shown,
    )
    hint = say('the text stays; the drawing says "{new}"', new=_shown(new))
    found.warn(BOTH_CHANGED, name.span, message, hint)


_FIELDS: Mapping[str, Text] = {
    "name": say("the name"),
    "doc": say("the description"),
    "type": say("the type"),
    "base": say("the base"),
    "constraint": say("the constraint"),
    "label": say("the label"),
}


def _shown(value: object) -> Text:
    if isinstance(value, TypeRef):
        return as_it_is(f"{value.name}{'.sleutels' * value.keys}{'[]' * value.many}")
    if isinstance(value, Doc):
        return as_it_is(value.text.split("\n", 1)[0])
    return as_it_is(str(value or ""))


def _merged_parts(
    before: Sequence[_Part], now: Sequence[_Part], ours: Sequence[_Part], owner: Name, found: Findings
) -> tuple[_Part, ...]:  # fmt: skip
    """The attributes or values: those of the team in their order, a new one behind what it is drawn behind."""
    old, new = parts_by_key(before), parts_by_key(now)
    own = parts_as_drawn(ours, {**old, **new})
    made: dict[str, _Part] = {}
    for key, part in own.items():
        if key in old and key in new:
            made[key] = _merged_fields(old[key], new[key], part, owner, found)
        elif key in old and _same(_drawn_part(old[key], part), _drawn_part(part, part)):
            continue
        elif key in old:
            _tell_gone(part, owner, found)
            made[key] = part
        else:
            made[key] = part._replace(drawn=part.drawn or new[key].drawn) if key in new else part
    order = [*made]
    previous = ""
    for key, part in new.items():
        if key not in made and key not in old:
            made[key] = part
            order.insert(order.index(previous) + 1 if previous in order else 0, key)
        if key in made:
            previous = key
    return tuple(made[key] for key in order)


def _drawn_part(part: _Part, like: _Part) -> _Part:
    """`part` with what a drawing never says as `like` has it: whether anything drawn was changed in the text."""
    fields = {field: getattr(like, field) for field in _NOT_DRAWN if field in part._fields}
    return part._replace(**fields)


def _tell_gone(part: AttributeDecl | CodeDecl, owner: Name, found: Findings) -> None:
    place: Span = (part.code if isinstance(part, CodeDecl) else part.name).span
    message = say('"{name}" of "{owner}" is no longer drawn', name=part_name(part), owner=owner)
    hint = say("it was changed in the text, and stays; take it away where it is to go")
    found.warn(GONE_BUT_CHANGED, place, message, hint)
