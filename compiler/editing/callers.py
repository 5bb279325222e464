"""Who names a thing, by what they are themselves: an entity names its base, a message what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from compiler.base.source import Name
from compiler.editing.index import Index
from compiler.editing.mentions import Role
from compiler.editing.outline import Symbol, symbol_around, symbols_in, thing_of
from compiler.editing.session import Session
from compiler.editing.things import Thing


class Caller(NamedTuple):
    """Something that names other things: itself, where it is declared, and the places where it names them."""

    thing: Thing
    symbol: Symbol
    places: tuple[Name, ...]


def callers_of(thing: Thing, session: Session, index: Index) -> tuple[Caller, ...]:
    """Who names `thing`, in the order of files and texts."""
    found: dict[Symbol, list[Name]] = {}
    outlines: dict[str, tuple[Symbol, ...]] = {}
    for mention in index.mentions_of(thing):
        file = mention.place.file
        if file not in outlines:
            outlines[file] = symbols_in(session.source(file))
        symbol = symbol_around(outlines[file], mention.place.line)
        if symbol is not None and not mention.declares:
            found.setdefault(symbol, []).append(mention.place)
    return tuple(_caller(symbol, places, index) for symbol, places in found.items())


def called_by(symbol: Symbol, index: Index) -> Mapping[Thing, tuple[Name, ...]]:
    """What `symbol` names, with the places in it where it does."""
    found: dict[Thing, list[Name]] = {}
    for mention in index.of_text(symbol.place.file).mentions:
        inside = symbol.first <= mention.place.line <= symbol.last
        thing = index.names.thing(mention) if inside and not mention.declares else None
        if thing is not None and thing.role not in (Role.TYPE, Role.RULE):
            found.setdefault(thing, []).append(mention.place)
    return {thing: tuple(places) for thing, places in found.items()}


def symbol_of(thing: Thing, session: Session, index: Index) -> Symbol | None:
    """Where `thing` is declared, with the lines that it takes; None where it is not declared in a text."""
    for mention in index.declarations_of(thing):
        for symbol in _all(symbols_in(session.source(mention.place.file))):
            if symbol.place == mention.place:
                return symbol
    return None


def all_symbols(session: Session) -> Iterator[Symbol]:
    """Everything that is declared, in the order of files and texts."""
    for path in session.paths:
        yield from _all(symbols_in(session.source(path)))


def _all(symbols: tuple[Symbol, ...]) -> Iterator[Symbol]:
    for symbol in symbols:
        yield symbol
        yield from _all(symbol.children)


def _caller(symbol: Symbol, places: list[Name], index: Index) -> Caller:
    if symbol.role is Role.PROJECTION:
        thing = Thing(Role.PROJECTION, symbol.place.text, symbol.owner)
    else:
        mention = index.mention_at(symbol.place.file, symbol.place.line, symbol.place.column)
        found = index.names.thing(mention) if mention is not None else None
        thing = found or thing_of(symbol)
    return Caller(thing, symbol, tuple(places))
