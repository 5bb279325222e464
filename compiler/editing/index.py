"""Where things are declared and referred to, in the texts of a session: asked by place, and by thing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterator, Mapping
from functools import cached_property

from compiler.editing.mentions import Mention, Role, mentions_in
from compiler.editing.session import Session
from compiler.editing.things import Names, Thing
from compiler.language.declarations import SourceFile
from compiler.model.model import Model


class Index:
    """Mentions in the texts of `session`. Those of a text are gathered anew only when it changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, tuple[SourceFile, OfText]] = {}
        self._names = Names(session.answer.model)

    @property
    def names(self) -> Names:
        """The names of the model that was linked last."""
        model = self._session.answer.model
        if self._names.model is not model:
            self._names = Names(model)
        return self._names

    @property
    def model(self) -> Model:
        """The model that was linked last."""
        return self.names.model

    def of_text(self, path: str) -> OfText:
        """The mentions in one text."""
        source = self._session.source(path)
        known = self._known.get(path)
        if known is None or known[0] is not source:
            known = self._known[path] = (source, OfText(mentions_in(source)))
        return known[1]

    def mention_at(self, path: str, line: int, column: int) -> Mention | None:
        """What is named at a place of a text, or right before it; None where nothing is."""
        return self.of_text(path).at(line, column)

    def thing_at(self, path: str, line: int, column: int) -> Thing | None:
        """What stands behind the name at a place of a text; None where that is no name, or leads nowhere."""
        mention = self.mention_at(path, line, column)
        return self.names.thing(mention) if mention is not None else None

    def mentions_of(self, thing: Thing) -> Iterator[Mention]:
        """Every mention of `thing` in the order of files and texts."""
        text = self._text_of(thing)
        for path in self._session.paths:
            for mention in self.of_text(path).by_text.get(text, ()):
                if self.names.thing(mention) == thing:
                    yield mention

    def declarations_of(self, thing: Thing) -> tuple[Mention, ...]:
        """Where `thing` is declared: mostly one place; a domain may be declared in several files."""
        return tuple(each for each in self.mentions_of(thing) if each.declares)

    def gathering(self) -> Generator[None, None, None]:
        """Gather what later questions ask, in short steps: they are answered at once then."""
        for path in self._session.paths:
            _ = self.of_text(path).by_text
            yield
        _ = self.names
        yield

    def _text_of(self, thing: Thing) -> str:
        if thing.role is Role.ENTITY and thing.name in self.model.entities:
            return self.model.entities[thing.name].name.text
        return thing.name


class OfText:
    """The mentions in one text, by their places and by what they say."""

    def __init__(self, mentions: tuple[Mention, ...]) -> None:
        self.mentions = mentions
        self._starts = [(each.place.line, each.place.column) for each in mentions]

    @cached_property
    def by_text(self) -> Mapping[str, tuple[Mention, ...]]:
        """The mentions by the name that they write."""
        found: dict[str, list[Mention]] = {}
        for each in self.mentions:
            found.setdefault(each.place.text, []).append(each)
        return {text: tuple(mentions) for text, mentions in found.items()}

    def at(self, line: int, column: int) -> Mention | None:
        """The mention whose name stands at `line` and `column`, or ends there."""
        number = bisect_right(self._starts, (line, column)) - 1
        if number < 0:
            return None
        found = self.mentions[number]
        inside = found.place.line == line and column <= found.place.end_column
        return found if inside else None
