"""What a change of the manifest takes away from clients, and what it gives them: addresses, flows, headers, values.

A change is judged by what the documents do with it. A header that no operation has is missed by nobody, and neither is
a type that nothing has.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import product
from typing import NamedTuple, TypeAlias

from compiler.compare.marks import types_held
from compiler.compare.payload import Place
from compiler.model.document_builder import documents_of
from compiler.model.documents import DocumentContents
from compiler.model.manifest import Interface, SharedParameter, major
from compiler.model.model import Model
from compiler.model.wire import primitive_shape

# Formats by which values are refused; any other is a word to readers.
_REFUSING = frozenset((
    "byte", "date", "date-time", "duration", "email", "hostname", "int32", "ipv4", "ipv6", "time", "uri", "uuid",
))  # fmt: skip
_WireForm: TypeAlias = tuple[str, str]  # a type of OpenAPI and its format


class TakenAndGiven(NamedTuple):
    """The documents in which a fact takes something away, and those in which it adds: the place for all of each."""

    lost: tuple[Place, ...] = ()
    gained: tuple[Place, ...] = ()


class _Side(NamedTuple):
    """A document of one version, and what the manifest of that says."""

    contents: DocumentContents
    interface: Interface
    altered: Collection[str]


# Whether something is lost, and gained
_Compared: TypeAlias = Callable[[_Side, _Side], tuple[bool, bool]]


def taken_and_given(
    fact: str, models: tuple[Model, Model], altered: tuple[Collection[str], Collection[str]]
) -> TakenAndGiven:
    """What the documents that both versions have lose and gain by `fact`.

    `altered` says for each version what its corrections alter.
    """
    compared = _COMPARED.get(fact)
    if compared is None:
        return TakenAndGiven()
    old, new = ({contents.name: contents for contents in documents_of(model)} for model in models)
    before, after = (model.standard.interface for model in models)
    lost, gained = [], []
    for name in sorted(old.keys() & new.keys()):
        sides = (_Side(old[name], before, altered[0]), _Side(new[name], after, altered[1]))
        loses, gains = compared(*sides)
        place = Place(name, "", "", "")
        lost += [place] if loses else []
        gained += [place] if gains else []
    return TakenAndGiven(tuple(lost), tuple(gained))


# -- addresses, and who is let in --------------------------------------------------------------------------------------


def _addresses(before: _Side, after: _Side) -> tuple[bool, bool]:
    """The addresses, with the version number of the new version: another number is no change of the manifest."""
    number = major(after.contents.version)
    old, new = (_written_out(side.interface, number) for side in (before, after))
    return bool(old - new), bool(new - old)


def _written_out(interface: Interface, number: str) -> set[str]:
    """Every address of the server, its variables filled."""
    names = [name for name, _ in interface.variables]
    found = set()
    for values in product(*(values for _, values in interface.variables)):
        url = interface.server
        for name, value in zip(names, values, strict=True):
            url = url.replace(f"{{{name}}}", value)
        found.add(url.replace("{hoofdversie}", number))
    return found


def _flows(before: _Side, after: _Side) -> tuple[bool, bool]:
    """Where flows come, operations ask for scopes, and no key is enough, unless a correction says that it is."""
    old, new = (
        {(name, url) for name, urls in side.interface.flows for url in urls}
        for side in (before, after)
    )
    comes = not before.interface.flows and after.interface.flows
    asked = comes and after.contents.resources and "scopes" not in after.altered
    return bool(old - new or asked), bool(new - old)


# -- headers and parameters --------------------------------------------------------------------------------------------


def _searched(before: _Side, after: _Side) -> tuple[bool, bool]:
    return _names(before, after, lambda interface: interface.search_parameters)


def _sent_otherwise(before: _Side, after: _Side) -> tuple[bool, bool]:
    return _names(before, after, lambda interface: interface.other_parameters)


def _names(
    before: _Side, after: _Side, names: Callable[[Interface], Iterable[str]]
) -> tuple[bool, bool]:
    old, new = (
        set(names(side.interface)) if side.contents.resources else set() for side in (before, after)
    )
    return bool(old - new), bool(new - old)


def _parameters(before: _Side, after: _Side) -> tuple[bool, bool]:
    """Parameters that operations go on taking: at another place, or with another type."""
    pairs = _kept(before, after)
    moved = any(old.place != new.place for old, new in pairs)
    forms = [_forms(before, after, old, new) for old, new in pairs if old.type != new.type]
    lost = moved or not all(_takes_as_much(*form) for form in forms)
    return lost, any(not _takes_as_much(new, old) for old, new in forms)


def _page_headers(before: _Side, after: _Side) -> tuple[bool, bool]:
    """Headers of answers: one that looks otherwise is not what a client reads."""
    old, new = (_headers(side) for side in (before, after))
    pairs = [(old[name], new[name]) for name in old.keys() & new.keys()]
    forms = [_forms(before, after, *pair) for pair in pairs if pair[0].type != pair[1].type]
    other = any(not _is_read_alike(*form) for form in forms)
    return bool(old.keys() - new.keys()) or other, bool(new.keys() - old.keys())


def _types(before: _Side, after: _Side) -> tuple[bool, bool]:
    """Types that parameters and headers go on having."""
    asked = [pair for pair in _kept(before, after) if pair[0].type == pair[1].type]
    old, new = (_headers(side) for side in (before, after))
    given = [(old[name], new[name]) for name in old.keys() & new.keys()]
    forms = [_forms(before, after, *pair) for pair in asked]
    read = [_forms(before, after, *pair) for pair in given if pair[0].type == pair[1].type]
    lost = not all(_takes_as_much(*form) for form in forms)
    gained = any(not _takes_as_much(now, was) for was, now in forms)
    return lost or not all(_is_read_alike(*form) for form in read), gained


def _kept(before: _Side, after: _Side) -> list[tuple[SharedParameter, SharedParameter]]:
    """The parameters that operations of one kind take in both versions."""
    if not before.contents.resources or not after.contents.resources:
        return []
    kinds = [
        (side.interface.search_parameters, side.interface.other_parameters)
        for side in (before, after)
    ]
    names = {name for old, new in zip(*kinds, strict=True) for name in set(old) & set(new)}
    old, new = ({each.name: each for each in side.interface.parameters} for side in (before, after))
    return [(old[name], new[name]) for name in sorted(names)]


def _headers(side: _Side) -> Mapping[str, SharedParameter]:
    shown = side.interface.page_headers if side.contents.resources else ()
    return {each.name: each for each in shown}


def _forms(
    before: _Side, after: _Side, old: SharedParameter, new: SharedParameter
) -> tuple[_WireForm, _WireForm]:
    was, now = (
        next((type_, format_) for name, type_, format_ in side.interface.types if name == each.type)
        for side, each in ((before, old), (after, new))
    )
    return was, now


# -- values ------------------------------------------------------------------------------------------------------------


def _formats(before: _Side, after: _Side) -> tuple[bool, bool]:
    """Formats of values that messages hold, as far as values are refused by them."""
    lost = gained = False
    for name in sorted(types_held(before.contents) & types_held(after.contents)):
        if name in ("time", "duration") and "times" in (*before.altered, *after.altered):
            continue
        was, now = (primitive_shape(name, side.interface.formats) for side in (before, after))
        forms = ((was.type, was.format), (now.type, now.format))
        lost |= forms[0] != forms[1] and _refuses(forms[1])
        gained |= forms[0] != forms[1] and _refuses(forms[0])
    return lost, gained


def _refuses(form: _WireForm) -> bool:
    return form[1] in _REFUSING


def _takes_as_much(old: _WireForm, new: _WireForm) -> bool:
    """Whether a header or a parameter of the form `new` takes what one of `old` did; on their way all are texts.

    >>> _takes_as_much(("integer", ""), ("string", "")), _takes_as_much(("string", ""), ("string", "date"))
    (True, False)
    """
    if _refuses(new):
        return old == new
    return new[0] in (old[0], "string") or (old[0], new[0]) == ("integer", "number")


def _is_read_alike(old: _WireForm, new: _WireForm) -> bool:
    """Whether a header of the form `new` is what a client expects that knows `old`."""
    return old[0] == new[0] and (old[1] == new[1] or (not _refuses(old) and not _refuses(new)))


_COMPARED: Mapping[str, _Compared] = {
    "interface server": _addresses,
    "interface variables": _addresses,
    "interface flows": _flows,
    "interface search_parameters": _searched,
    "interface other_parameters": _sent_otherwise,
    "interface parameters": _parameters,
    "interface page_headers": _page_headers,
    "interface types": _types,
    "interface formats": _formats,
}
