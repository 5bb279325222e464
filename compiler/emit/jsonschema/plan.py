"""The plan of a JSON Schema: small frozen values that the templates lay out. See docs/decisions/0006."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

OPERATIONS = ("GET", "POST", "PUT", "PATCH")
POST_ANSWER = "POST-ANSWER"  # of GET it is the answer that is a message, of POST both
MESSAGE_KINDS = (*OPERATIONS, POST_ANSWER)


def message_kind(text: str) -> str:
    """How a kind of message is called, as people write it.

    >>> message_kind("post answer")
    'POST-ANSWER'
    """
    return re.sub(r"[\s_-]+", "-", text.strip()).upper()


NUMBER_PATTERN = "x-pattern"
PARENTS = "x-parents"  # which codes lie below which; of a whole schema


class SchemaProperty(NamedTuple):
    """A property: a reference to the definition `ref`, or a value of one of `types`; `many` for an array of it.

    `annotations` are the keywords `x-…` with their values. `digits_pattern` is for the digits of a number.
    `encoding_pattern` is what `encoding` asks beside a `pattern` of the attribute. A whole number lies within `limits`.
    In a `closed` one only what `ref` names may stand.
    """

    name: str
    ref: str = ""
    types: tuple[str, ...] = ()
    format: str = ""
    encoding: str = ""
    pattern: str = ""
    encoding_pattern: str = ""
    digits_pattern: str = ""
    limits: tuple[int, int] | None = None
    many: bool = False
    description: str = ""
    deprecated: bool = False
    annotations: tuple[tuple[str, str], ...] = ()
    closed: bool = False


class ObjectDefinition(NamedTuple):
    """An object; `required` holds for one that is not empty.

    `entity` is the key of the entity that it shows, whole or in part, or `by_keys`.
    """

    name: str
    properties: tuple[SchemaProperty, ...] = ()
    parents: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    description: str = ""
    kind: str = "object"
    entity: str = ""
    by_keys: bool = False


class Case(NamedTuple):
    """What a code says: where `attribute` has one of `codes`, the object is a `ref`."""

    attribute: str
    codes: tuple[str, ...]
    ref: str


class ChoiceDefinition(NamedTuple):
    """Any of `alternatives`; `added` are the attributes that only some of them have, with where those are defined.

    Where one of `cases` holds, that alone counts: what the alternatives add by name is asked where none does. So are
    the alternatives themselves with `one_case`; else they stand beside it, where generators of code look for them.
    `entity` is the key of the entity that it shows, and `basis` the definition of what that has itself.
    """

    name: str
    alternatives: tuple[str, ...]
    cases: tuple[Case, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    description: str = ""
    kind: str = "choice"
    one_case: bool = False
    entity: str = ""
    basis: str = ""


class CodesDefinition(NamedTuple):
    """A value of a reference data list: an `entity` whose `attribute` is one of `codes`.

    `ended` and `later` are codes of the list that do not hold on the day asked for, with the day of their end or begin.
    """

    name: str
    entity: str
    attribute: str
    codes: tuple[str, ...]
    ended: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, str], ...] = ()
    description: str = ""
    kind: str = "codes"


Definition: TypeAlias = ObjectDefinition | ChoiceDefinition | CodesDefinition


class Root(NamedTuple):
    """What a message is: the definition `ref` with `properties` of its own, or (`array`) one `ref` or an array of them.

    The attributes `required` must be there, `not_empty` has a value of `type_of_key`, and no text without anything in
    it, `forbidden` must not be there. In a `closed` one only attributes that are named may stand.
    """

    ref: str
    properties: tuple[SchemaProperty, ...] = ()
    required: tuple[str, ...] = ()
    not_empty: str = ""
    type_of_key: str = "string"
    forbidden: str = ""
    array: bool = False
    closed: bool = False


class SchemaDocument(NamedTuple):
    """One file. A bundle of a domain has no root; `message` and `operation` are empty there. `example` is JSON.

    `operation` is one of MESSAGE_KINDS. `parents` is what PARENTS says, as JSON; empty where nothing is said of codes.
    """

    path: str
    id: str
    title: str
    description: str
    definitions: tuple[Definition, ...]
    root: Root | None = None
    message: str = ""
    operation: str = ""
    strict: bool = False
    example: str = ""
    parents: str = ""
