"""All about one thing in a model, to read or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import Any

from compiler.base.in_print import in_print
from compiler.base.translation import Translate, in_english
from compiler.base.wording import Text, say
from compiler.model.portrait import Portrait
from compiler.model.users import User
from compiler.report.paint import FAINT, STRONG, painted
from compiler.report.tables import render_table
from compiler.report.users import render_users

_WORDS: dict[str, Text] = {
    "entity": say("entity"), "attribute": say("attribute"), "list": say("list"), "message": say("message"),
    "domain": say("domain"), "process": say("process"), "element": say("element"), "base": say("base"),
    "derived": say("derived"), "told by": say("told by"), "plural": say("plural"), "address": say("address"),
    "abstract": say("abstract"), "value object": say("value object"), "business object": say("business object"),
    "formerly": say("formerly"), "attributes": say("attributes"), "type": say("type"), "marks": say("marks"),
    "inherited from": say("inherited from"), "constraint": say("constraint"), "pattern": say("pattern"),
    "derived from": say("derived from"), "source": say("source"), "passed over": say("passed over"),
    "domains": say("domains"), "values": say("values"), "value": say("value"), "name": say("name"),
    "parent": say("parent"), "begin": say("begin"), "end": say("end"), "about": say("about"), "shows": say("shows"),
    "shared": say("shared"), "entities": say("entities"), "description": say("description"), "lists": say("lists"),
    "title": say("title"), "version": say("version"), "serves": say("serves"), "messages": say("messages"),
    "kind": say("kind"), "part of": say("part of"), "yes": say("yes"),
}  # fmt: skip
_WIDEST = 100
_WITHOUT_USERS = ("domain", "process")


def render_portraits(
    shown: Sequence[tuple[Portrait, Sequence[User]]],
    translate: Translate = in_english,
    *,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Each thing with who uses it, to read on lines of `width` columns."""
    return "\n".join(
        "".join(f"{line}\n" for line in _lines(*each, translate, width, colour=colour)) for each in shown
    )  # fmt: skip


def render_portraits_json(shown: Iterable[tuple[Portrait, Sequence[User]]]) -> str:
    """The same as one JSON list, in English."""
    return json.dumps([_fields(*each) for each in shown], indent=2, ensure_ascii=False) + "\n"


def _lines(
    portrait: Portrait, used_by: Sequence[User], translate: Translate, width: int | None, *, colour: bool
) -> Iterator[str]:  # fmt: skip
    kind, name = translate(_WORDS[portrait.kind]), in_print(portrait.name)
    place = painted(in_print(str(portrait.place)), FAINT, colour=colour)
    yield f"{painted(name, STRONG, colour=colour)}  {kind}  {place}"
    columns = min(width or _WIDEST, _WIDEST) - 2
    for written in portrait.description.split("\n") if portrait.description else ():
        lines = wrap(in_print(written), columns)
        yield from (f"  {line}" for line in lines) if lines else ("",)
    if portrait.facts:
        yield ""
        said = {translate(_WORDS[fact]): value for fact, value in portrait.facts.items()}
        widest = max(map(len, said))
        for fact, value in said.items():
            shown = translate(_WORDS["yes"]) if value == "yes" else in_print(value)
            first, *others = wrap(shown, max(columns - widest - 2, 20)) or [""]
            yield f"  {fact:{widest}}  {first}"
            yield from (f"  {'':{widest}}  {other}" for other in others)
    for part in portrait.parts:
        yield ""
        head = f"{translate(_WORDS[part.title])} ({len(part.rows)})"
        yield painted(head, STRONG, colour=colour)
        header = [translate(_WORDS[word]) for word in part.header]
        yield from _indented(
            render_table(header, part.rows, "text", width and width - 2, colour=colour)
        )
    if portrait.kind in _WITHOUT_USERS:
        return
    yield ""
    yield painted(f"{translate(say('used by'))} ({len(used_by)})", STRONG, colour=colour)
    if used_by:
        yield from _indented(
            render_users(
                used_by, "text", translate, width and width - 2, of_one=True, colour=colour
            )
        )


def _indented(table: str) -> Iterator[str]:
    return (f"  {line}" for line in table.splitlines())


def _fields(portrait: Portrait, used_by: Sequence[User]) -> dict[str, Any]:
    place = portrait.place
    return {
        "kind": portrait.kind,
        "name": portrait.name,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "description": portrait.description,
        **{fact.replace(" ", "_"): value for fact, value in portrait.facts.items()},
        **{
            part.title: [
                dict(zip((word.replace(" ", "_") for word in part.header), row, strict=True)) for row in part.rows
            ]
            for part in portrait.parts
        },
        "used_by": [
            {"kind": user.kind, "name": user.name, "how": user.how, "through": user.through} for user in used_by
        ],
    }  # fmt: skip
