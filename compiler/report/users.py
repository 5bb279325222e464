"""Who uses something, as a table to read, or as rows for machines."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.base.translation import Translate, in_english
from compiler.base.wording import Text, say
from compiler.model.users import How, User
from compiler.report.tables import render_table

USERS_HEADER = ("used", "kind", "user", "how", "through")
_COLUMNS = (say("used"), say("kind"), say("user"), say("how"), say("through"))
_KINDS: dict[str, Text] = {
    "entity": say("entity"), "attribute": say("attribute"), "list": say("list"), "element": say("element"),
    "process": say("process"), "message": say("message"), "envelope": say("envelope"),
}  # fmt: skip
_HOW = {
    How.DERIVED: say("is derived from it"), How.EMBEDS: say("embeds it"), How.KEYS: say("holds its keys"),
    How.VALUES: say("holds its values"), How.PARENTS: say("has parents in it"), How.INHERITS: say("inherits it"),
    How.TOLD_BY: say("is told apart by it"), How.ABOUT: say("is about it"), How.SHOWS: say("shows it"),
    How.HAS: say("has it"), How.SERVES: say("serves it"), How.REPRESENTS: say("is an entity of it"),
    How.PART: say("is part of it"),
}  # fmt: skip


def render_users(
    found: Iterable[User],
    format_: str,
    translate: Translate = in_english,
    width: int | None = None,
    *,
    of_one: bool = False,
    colour: bool = False,
) -> str:
    """`found` in the format `format_`: text, markdown, csv or json. Rows for machines (csv, json) are in English.

    Those of one thing do not say what is used. Text is folded to `width` columns.
    """
    if format_ in ("csv", "json"):
        return render_table(USERS_HEADER, found, format_)
    rows = [
        (
            user.used,
            translate(_KINDS[user.kind]),
            user.name,
            translate(_HOW[user.how]),
            user.through,
        )
        for user in found
    ]
    first = 1 if of_one else 0
    header = [translate(word) for word in _COLUMNS]
    shown = (row[first:] for row in rows)
    return render_table(header[first:], shown, format_, width, colour=colour)
