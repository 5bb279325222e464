"""The schemas of all messages as one document, in which nothing is said twice.

Messages show much in the same way. Definitions that say the same, down to all that they refer to, are one; where
messages have others under one name, the second has a number behind it. Each operation of a message has an anchor, by
which others refer to its schema: `#BRG.Relaties.POST`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from compiler.base.pointers import pointer_step, unescape
from compiler.base.quick_json import dumps, loads
from compiler.base.store import checksum
from compiler.emit.jsonschema.compact import CompactSchemas, free_name
from compiler.emit.schema_names import schema_name

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Whoever takes the whole for a schema is told, and no message passes.
_WHOLE = "De schema's van berichten zijn de ankers; het geheel neemt niets aan."
# Of JSON without blanks. Within a text of it a quotation mark has a backslash before it, so no text looks like this.
_REF = re.compile(r'(?<="\$ref":"#/\$defs/)([^"/]+)')
_MessageKey: TypeAlias = tuple[str, str]  # the process, and the name of the message
_Place: TypeAlias = tuple[_MessageKey, str]  # a message, and a name as references to it have it


class _Said(NamedTuple):
    """What a definition says around the names that it refers to, and these names."""

    texts: tuple[str, ...]
    refs: tuple[str, ...]

    def renamed(self, message: _MessageKey, called: Mapping[_Place, str]) -> str:
        """The same of a definition of `message`, where everything is `called` so."""
        names = (called[message, ref] for ref in self.refs)
        return "".join(chain.from_iterable(zip(self.texts, (*names, ""), strict=True)))


def message_anchors(messages: Iterable[_MessageKey]) -> dict[_MessageKey, str]:
    """What the anchors of each of `messages` begin with; a full stop and the operation follow."""
    used: set[str] = set()
    return {key: free_name(_anchor(*key), used) for key in messages}


def _anchor(process: str, name: str) -> str:
    """What a message is called in anchors; where others may be called so, with something behind it that is its own."""
    whole = f"{process}.{name}"
    made = schema_name(whole)
    if made == whole and whole.count(".") == 1 and whole[0].isalpha():
        return made
    sign = checksum(dumps([process, name]))[:8]
    return f"{made}-{sign}" if made[0].isalpha() else f"_{made}-{sign}"


def schema_bundle(title: str, schemas: Mapping[_MessageKey, CompactSchemas]) -> bytes:
    """One document of all `schemas` by message, called `title`."""
    said = {
        (message, pointer_step(name)): _said(text)
        for message, of_message in schemas.items()
        for name, text in of_message.definitions.items()
    }
    classes = _classes(said)
    names: dict[int, str] = {}
    used: set[str] = set()
    for (_, name), number in classes.items():
        if number not in names:
            names[number] = free_name(unescape(unquote(name)), used)
    called = {place: pointer_step(names[number]) for place, number in classes.items()}
    definitions: dict[str, str] = {}
    for (message, anchor), of_message in zip(
        message_anchors(schemas).items(), schemas.values(), strict=True
    ):
        for operation, text in of_message.operations.items():
            name = free_name(f"{'/'.join(message)} {operation}", used)
            anchored = _with_anchor(text, f"{anchor}.{operation}")
            definitions[name] = _said(anchored).renamed(message, called)
    for place, number in classes.items():
        if names[number] not in definitions:
            definitions[names[number]] = said[place].renamed(place[0], called)
    return _document(title, definitions)


def leading_bundle(bundle: bytes, address: str) -> bytes:
    """A document with the anchors of `bundle`, which lead to those of the one at `address`: that says the same."""
    known = loads(bundle)
    anchors = {name: each["$anchor"] for name, each in known["$defs"].items() if "$anchor" in each}
    leading = {
        name: dumps({"$anchor": anchor, "$ref": f"{address}#{anchor}"}).decode()
        for name, anchor in anchors.items()
    }
    return _document(known["title"], leading)


def _with_anchor(text: str, anchor: str) -> str:
    return f'{{"$anchor":{_text(anchor)},{text[1:]}'


def _document(title: str, definitions: Mapping[str, str]) -> bytes:
    inside = ",\n".join(f"{_text(name)}:{text}" for name, text in definitions.items())
    head = (
        f'"$schema":{_text(_DIALECT)},"title":{_text(title)},"$comment":{_text(_WHOLE)},"not":{{}}'
    )
    return f'{{{head},"$defs":{{\n{inside}\n}}}}\n'.encode()


def _text(value: str) -> str:
    return dumps(value).decode()


def _said(text: str) -> _Said:
    parts = _REF.split(text)
    return _Said(tuple(parts[::2]), tuple(parts[1::2]))


def _classes(said: Mapping[_Place, _Said]) -> dict[_Place, int]:
    """By place a number that only definitions share which are called the same and say the same.

    At first it tells those apart that say something else by themselves, then those that refer to something else, until
    there are no others.
    """
    found = _numbered({place: (place[1], each) for place, each in said.items()})
    while True:
        finer = _numbered(
            {
                place: (found[place], *(found[place[0], ref] for ref in each.refs))
                for place, each in said.items()
            }
        )
        if len(set(finer.values())) == len(set(found.values())):
            return found
        found = finer


def _numbered(told: Mapping[_Place, object]) -> dict[_Place, int]:
    numbers: dict[object, int] = {}
    return {place: numbers.setdefault(each, len(numbers)) for place, each in told.items()}
