"""A line in an enumeration: values, or a member as other classes have them."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.importers.uml.text_diagrams.markup import plain_name, without_markup
from compiler.importers.uml.text_diagrams.members import FIELD, MemberKind, TextMember, member_of


class Value(NamedTuple):
    """A value of an enumeration: its name, its code where it has one beside the name, and what is said of it."""

    name: str
    code: str = ""
    text: str = ""


_WITH_ARGUMENTS = re.compile(r"([^\W\d][\w$.-]*)[ \t]*\(([^()\n]*)\)[,;]?")
_ARGUMENT = re.compile(r'"([^"\n]*)"|\'([^\'\n]*)\'|([^\s,"\'][^,"\']*)')


def values_of(line: str) -> list[Value] | TextMember:
    """The values in `line` of an enumeration, or the member that it is.

    >>> values_of("OPEN, DICHT")
    [Value(name='OPEN', code='', text=''), Value(name='DICHT', code='', text='')]
    >>> values_of('NEDERLAND("NL", "in Europa")'), values_of("A = 1")
    ([Value(name='NEDERLAND', code='NL', text='in Europa')], [Value(name='A', code='1', text='')])
    >>> values_of("{field} A = Ja, (nog)")
    [Value(name='A', code='Ja, (nog)', text='')]
    """
    text = line.strip()
    if found := FIELD.match(text):  # it says that the line is one value
        return [_value(text[found.end() :], member_of(text))]
    if "," in text and "(" not in text and ":" not in text and "=" not in text:
        parts = [each.strip() for each in text.rstrip(",; \t").split(",")]
        if len(parts) > 1 and all(parts):
            return [Value(plain_name(each)) for each in parts]
    found = _WITH_ARGUMENTS.fullmatch(text)
    if found and (found[2].strip() and found[1].upper() == found[1]):
        code, *rest = [without_markup(a or b or c) for a, b, c in _ARGUMENT.findall(found[2])] or [
            ""
        ]
        return [Value(plain_name(found[1]), code, ", ".join(rest))]
    member = member_of(text)
    if member.kind in (MemberKind.METHOD, MemberKind.SEPARATOR):
        return member
    if member.visible and member.type_name:
        return member
    return [_value(text, member)]


def _value(text: str, member: TextMember) -> Value:
    text = text.rstrip(",; \t")
    if member.visible or text[:1] in "+-#~*":
        text = text.lstrip("+-#~* \t")
    for sign in ("=", ":"):
        name, found, behind = text.partition(sign)
        if found and name.strip():
            behind = without_markup(behind.strip().strip("\"'"))
            return Value(plain_name(name), *((behind, "") if sign == "=" else ("", behind)))
    return Value(plain_name(text))
