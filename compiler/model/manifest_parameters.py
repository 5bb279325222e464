"""What the manifest says of headers and parameters (`koppelvlak`) → values, and what is wrong with it.

They stand in four blocks: `typen` has types by name, `parameters` what requests may carry, `paginaheaders` what the
answer to a search carries beside its page, and `bewerkingen` which parameters an operation takes, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeAlias

from compiler.base.diagnostics import nearest
from compiler.base.source import Name
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import AttributeDecl, SettingDecl
from compiler.model.manifest import SharedParameter, WireType

BLOCKS = ("typen", "parameters", "paginaheaders", "bewerkingen")
TYPES = ("string", "integer", "number", "boolean")
PLACES = ("query", "header")
OPERATION_KINDS = {"zoeken": "search_parameters", "overige": "other_parameters"}
# What both HTTP (a token, RFC 9110) and OpenAPI (the name of a component) take.
COMPONENT_NAME = re.compile(r"[A-Za-z0-9._-]+")
Members: TypeAlias = tuple[SettingDecl | AttributeDecl, ...]
ReportSetting: TypeAlias = Callable[[Name, Text, Text], None]


def read_parameters(blocks: Mapping[str, SettingDecl], report: ReportSetting) -> dict[str, Any]:
    """What `blocks`, by the names in `BLOCKS`, say: fields of an `Interface`. What is wrong goes to `report`."""
    reader = _Reader(report)
    for word in (value for block in blocks.values() for value in block.values):
        report(word, say('"{word}" cannot stand here', word=word), say("write it in a block"))
    types, parameters, headers, operations = (
        (blocks[name].members or ()) if name in blocks else () for name in BLOCKS
    )
    found: dict[str, Any] = {"types": tuple(reader.types(types))}
    known = {each.name for each in found["types"]}
    found["parameters"] = tuple(reader.parameters(parameters, known))
    found["page_headers"] = tuple(reader.page_headers(headers, known))
    return found | reader.operations(operations, {each.name for each in found["parameters"]})


class _Reader:
    """Reads the members of each block; a line that is wrong is reported, and left out."""

    def __init__(self, report: ReportSetting) -> None:
        self._report = report

    def types(self, members: Members) -> Iterator[WireType]:
        """Lines of a name, a type of OpenAPI and maybe a format."""
        hint = say('write a name, a type and maybe a format: Moment string "date-time"')
        seen: set[str] = set()
        for _, (name, type_, *format_) in self._lines(members, (2, 3), hint):
            sound = self._is_name(name) and self._is_one_of(type_, TYPES)
            if sound and self._is_new(name, name.text, seen):
                yield WireType(name.text, type_.text, *(each.text for each in format_))

    def parameters(self, members: Members, types: Collection[str]) -> Iterator[SharedParameter]:
        """Lines of a place, a name and one of `types`."""
        hint = say("write a place, a name and a type: header X-Moment Moment")
        seen: set[str] = set()
        for text, (place, name, type_) in self._lines(members, (3, 3), hint):
            made = SharedParameter(place.text, name.text, type_.text, text)
            sound = self._is_one_of(place, PLACES) and self._is_name(name)
            if sound and self._is_type(type_, types) and self._is_new(name, made.key, seen):
                yield made

    def page_headers(self, members: Members, types: Collection[str]) -> Iterator[SharedParameter]:
        """Lines of a name and one of `types`."""
        hint = say("write a name and a type: X-Moment Moment")
        seen: set[str] = set()
        for text, (name, type_) in self._lines(members, (2, 2), hint):
            sound = self._is_name(name) and self._is_type(type_, types)
            if sound and self._is_new(name, name.text, seen):
                yield SharedParameter("header", name.text, type_.text, text)

    def operations(
        self, members: Members, parameters: Collection[str]
    ) -> dict[str, tuple[str, ...]]:
        """Kinds of operations, each with the names of its parameters behind it or in its block."""
        found: dict[str, tuple[str, ...]] = {}
        seen: set[str] = set()
        for member in members:
            place = member.name if isinstance(member, AttributeDecl) else member.key
            if isinstance(member, AttributeDecl):
                self._report(
                    place, say('"{word}" cannot stand here', word=place), one_of(OPERATION_KINDS)
                )
            elif self._is_one_of(place, OPERATION_KINDS) and self._is_new(place, place.text, seen):
                found[OPERATION_KINDS[place.text]] = tuple(self._taken(member, parameters))
        return found

    def _taken(self, operation: SettingDecl, parameters: Collection[str]) -> Iterator[str]:
        hint = say("write the name of one parameter a line")
        inner = self._lines(operation.members or (), (1, 1), hint)
        seen: set[str] = set()
        for word in (*operation.values, *(word for _, words in inner for word in words)):
            if word.text not in parameters:
                message = say('"{word}" is no parameter of the interface', word=word)
                hint = nearest(word.text, parameters) or say("write it in parameters first")
                self._report(word, message, hint)
            elif self._is_new(word, word.text, seen):
                yield word.text

    def _lines(
        self, members: Members, words: tuple[int, int], hint: Text
    ) -> Iterator[tuple[str, tuple[Name, ...]]]:
        """The description and the words of each line, within these numbers; `hint` shows how to write one."""
        for member in members:
            place = member.name if isinstance(member, AttributeDecl) else member.key
            if isinstance(member, AttributeDecl) or member.members is not None:
                self._report(place, say('"{word}" cannot stand here', word=place), hint)
            elif not words[0] <= 1 + len(member.values) <= words[1]:
                message = say('"{word}" has too little or too much behind it', word=place)
                self._report(place, message, hint)
            else:
                yield member.doc.text if member.doc else "", (member.key, *member.values)

    def _is_name(self, word: Name) -> bool:
        sound = COMPONENT_NAME.fullmatch(word.text) is not None
        if not sound:
            message = say('"{word}" is no name of a header, a parameter or a type', word=word)
            self._report(word, message, say("write letters and digits, with - _ or . among them"))
        return sound

    def _is_one_of(self, word: Name, known: Collection[str]) -> bool:
        sound = word.text in known
        if not sound:
            hint = nearest(word.text, known) or one_of(known)
            self._report(word, say('"{word}" cannot stand here', word=word), hint)
        return sound

    def _is_type(self, word: Name, types: Collection[str]) -> bool:
        sound = word.text in types
        if not sound:
            message = say('"{word}" is no type of the interface', word=word)
            hint = nearest(word.text, types) or say("write it in typen first")
            self._report(word, message, hint)
        return sound

    def _is_new(self, word: Name, key: str, seen: set[str]) -> bool:
        """Whether `key`, which `word` stands for, was not `seen` before, in any case of letters; now it is."""
        sound = key.lower() not in seen
        if not sound:
            self._report(word, say('"{word}" stands here twice', word=word), say("leave one out"))
        seen.add(key.lower())
        return sound
