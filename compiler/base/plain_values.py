"""Values as bytes and back, by their type: reading makes nothing but values of the type that is asked for.

What is read may have been written by anybody. So no byte of it names a class or a function: the type says what is made,
and its annotations are the closed list of the classes. What does not fit the type is refused, and what is made is never
much more than the bytes it is made of.

The values of one field stand together, as a column: all names of a file, then all lines they stand on. A column that is
the same all over is written once. So few steps are Python's own, and reading is about as quick as making the values.
The columns are one line of JSON. Behind it stands what is bytes, one value after another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache, partial
from itertools import chain, islice
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from compiler.base.columns import ColumnForm, ColumnReader, ColumnWriter
from compiler.base.quick_json import dumps, loads
from compiler.base.text_values import read_text, written_text
from compiler.base.wording import Text

_Value = TypeVar("_Value")


def to_bytes(value: Any, type_: Any) -> bytes:
    """`value`, which is of `type_`, as bytes.

    Raises:
        TypeError, ValueError: it is not of that type, or has what JSON cannot hold.
    """
    writer = ColumnWriter()
    column = writer.column(_form(type_), [value])
    return dumps(column) + b"\n" + b"".join(writer.tail)


def from_bytes(content: bytes, type_: type[_Value]) -> _Value:
    """The value of `type_` that `content` holds.

    Raises:
        Exception: of any kind, where `content` was not written by `to_bytes` for this type.
    """
    end = content.index(b"\n")
    reader = ColumnReader(content, end + 1)
    value: _Value
    (value,) = reader.column(_form(type_), loads(content[:end]), 1)  # type: ignore[arg-type] # a type has a hash
    return value


class _Plain:
    """Texts, whole numbers, or truths."""

    def __init__(self, type_: type) -> None:
        self._type = type_

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:  # noqa: ARG002 - a form's signature
        _only(values, {self._type})
        return list(values) if len(set(values)) > 1 else values[0]

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:  # noqa: ARG002 - same
        if type(column) is self._type:
            return [column] * number
        _columns(column, number)
        _only(column, {self._type})
        made: list[Any] = column
        return made


class _Nothing:
    """None."""

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:  # noqa: ARG002 - a form's signature
        _only(values, {NoneType})

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:  # noqa: ARG002 - same
        _only([column], {NoneType})
        return [None] * number


class _Member:
    """Members of an enumeration, by their values, which are texts."""

    def __init__(self, type_: type[Enum]) -> None:
        self._type = type_
        self._members = {member.value: member for member in type_}

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, {self._type})
        return writer.column(_form(str), [member.value for member in values])

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        return list(map(self._members.__getitem__, reader.column(_form(str), column, number)))


class _Said:
    """Texts for people, which know what they were made of."""

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:  # noqa: ARG002 - a form's signature
        _only(values, {Text})
        return list(map(written_text, values))

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:  # noqa: ARG002 - same
        return list(map(read_text, _columns(column, number)))


class _Bytes:
    """Bytes: how many in the column, and themselves behind all columns."""

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, {bytes})
        writer.tail += values
        return writer.column(_form(int), list(map(len, values)))

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        return list(map(reader.bytes, _lengths(column, number, reader)))


class _Fields:
    """Tuples of so many fields, each a column: named ones, or plain ones."""

    def __init__(self, type_: type, fields: Sequence[Any]) -> None:
        assert fields, type_
        self._type = type_
        self._fields = list(fields)

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, {self._type})
        columns = zip(*values, strict=True)
        return [
            writer.column(_form(field), column)
            for field, column in zip(self._fields, columns, strict=True)
        ]

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        columns = [
            reader.column(_form(field), values, number)
            for field, values in zip(self._fields, _columns(column, len(self._fields)), strict=True)
        ]
        rows = zip(*columns, strict=True)
        # A named tuple is made as a tuple is, without a call of its own class: its annotations were followed above.
        return list(rows if self._type is tuple else map(partial(tuple.__new__, self._type), rows))


class _Row:
    """Collections of any length: how long each is, and the items of all as one column."""

    def __init__(self, make: Callable[[Any], Any], item: Any) -> None:
        self._make = make
        self._item = item

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, {self._make})
        lengths = writer.column(_form(int), list(map(len, values)))
        rows = map(sorted, values) if self._make is frozenset else values
        return [lengths, writer.column(_form(self._item), list(chain.from_iterable(rows)))]

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        lengths, items = _columns(column, 2)
        lengths = _lengths(lengths, number, reader)
        rest = iter(reader.column(_form(self._item), items, sum(lengths)))
        return [self._make(islice(rest, length)) for length in lengths]


class _Mapping:
    """Dictionaries, as the rows of their items."""

    def __init__(self, key: Any, value: Any) -> None:
        self._items = tuple[tuple[key, value], ...]

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, {dict})
        return writer.column(_form(self._items), [tuple(value.items()) for value in values])

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        return list(map(dict, reader.column(_form(self._items), column, number)))


class _Choice:
    """Values of one of several types, which differ in their class: which one each is, and a column for each type."""

    def __init__(self, types: Sequence[Any]) -> None:
        self._types = sorted(types, key=repr)  # the same choice in another order is one to Python
        self._numbers = {get_origin(type_) or type_: at for at, type_ in enumerate(self._types)}
        assert len(self._numbers) == len(types), types

    def written(self, values: Sequence[Any], writer: ColumnWriter) -> Any:
        _only(values, self._numbers.keys())
        chosen = [self._numbers[type(value)] for value in values]
        parts: list[list[Any]] = [[] for _ in self._types]
        for at, value in zip(chosen, values, strict=True):
            parts[at].append(value)
        columns = [
            writer.column(_form(type_), part)
            for type_, part in zip(self._types, parts, strict=True)
        ]
        return [writer.column(_form(int), chosen), columns]

    def read(self, column: Any, number: int, reader: ColumnReader) -> list[Any]:
        chosen, columns = _columns(column, 2)
        chosen = _lengths(chosen, number, reader)
        columns = _columns(columns, len(self._types))
        parts = [
            iter(reader.column(_form(type_), columns[at], chosen.count(at)))
            for at, type_ in enumerate(self._types)
        ]
        return list(map(next, map(parts.__getitem__, chosen)))


@cache
def _form(type_: Any) -> ColumnForm:
    """How values of `type_` stand in a column; its fields are asked for their forms when there are values."""
    if type_ in (str, int, bool):
        return _Plain(type_)
    origin, inner = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return _Choice(inner)
    if origin is tuple and inner[-1:] != (...,):
        return _Fields(tuple, inner)
    if origin in (tuple, list, frozenset):
        return _Row(origin, inner[0])
    if origin is dict:
        return _Mapping(*inner)
    simple: dict[Any, Callable[[], ColumnForm]] = {NoneType: _Nothing, Text: _Said, bytes: _Bytes}
    if type_ in simple:
        return simple[type_]()
    if isinstance(type_, type) and issubclass(type_, Enum):
        return _Member(type_)
    if isinstance(type_, type) and issubclass(type_, tuple):
        return _Fields(type_, _hints(type_))
    raise TypeError(f"{type_} has no form")


def _hints(type_: Any) -> list[Any]:
    """The types of the fields of a named tuple."""
    hints = get_type_hints(type_)
    return [hints[field] for field in type_._fields]


def _only(values: Sequence[Any], types: Any) -> None:
    """Refuse values of other types: True is no 1, and a text of another class is no text."""
    if not set(map(type, values)) <= types:
        raise TypeError("a value of another type")


def _columns(column: Any, number: int) -> list[Any]:
    """`column`, or what it is to be refused for: it is a list of `number` items."""
    if type(column) is not list or len(column) != number:
        raise ValueError("another number of values")
    return column


def _lengths(column: Any, number: int, reader: ColumnReader) -> list[int]:
    """The numbers in `column`, none of which is below nothing."""
    lengths = reader.column(_form(int), column, number)
    if min(lengths) < 0:
        raise ValueError("a number below nothing")
    return lengths
