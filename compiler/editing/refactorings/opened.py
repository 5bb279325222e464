"""A model that is open in an editor: its files, what they say, and which place names what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.mends import Mend
from compiler.base.source import Name, Span
from compiler.base.wording import Text, say
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    DomainDecl,
    MessageDecl,
    SourceFile,
    Statement,
)
from compiler.language.rewrites import Proposal, Rewrite
from compiler.model.model import Model
from compiler.model.named_places import NamedPlaces
from compiler.rules.mending import Mender


class Refused(NamedTuple):
    """Why a refactoring cannot be made."""

    reason: Text


class OpenedModel:
    """The files of a model, read; `model` is what could be linked of them, with whatever errors they have.

    Whoever has parsed the files already gives the `sources`.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        context: Context,
        sources: Iterable[SourceFile] | None = None,
    ) -> None:
        parsed = pipeline.parse(files, context) if sources is None else ()
        self.sources: list[SourceFile] = [*(sources or ()), *(each.source for each in parsed)]
        linked = pipeline.link(self.sources)
        assert linked.model is not None  # linking leaves out what is wrong, and nothing else
        self.model: Model = linked.model
        self.files = files
        self._mender = Mender(self.model, self.sources, files)

    @cached_property
    def places(self) -> NamedPlaces:
        """Which place names which element."""
        return NamedPlaces(self.model, self.sources)

    def name_at(self, place: Span) -> Name | None:
        """The name of an element that stands at `place`, or around it."""
        found = (
            name
            for name in self.places.meant
            if (name.file, name.line) == (place.file, place.line)
            and name.column <= place.column <= name.end_column
        )
        return min(found, key=lambda name: name.end_column - name.column, default=None)

    def declarations(self) -> Iterator[Statement | AttributeDecl | CodeDecl]:
        """All that is declared, what stands in something behind that."""
        for source in self.sources:
            for statement in source.statements:
                yield from _within(statement)

    def made(self, title: Text, *rewrites: Rewrite) -> Mend | Refused:
        """The mend of these rewrites."""
        edits = self._mender.edits(Proposal(title, rewrites))
        if not edits:
            return Refused(say("the text does not hold what is to be changed"))
        return Mend(title, edits)


def _within(statement: Statement) -> Iterator[Statement | AttributeDecl | CodeDecl]:
    yield statement
    if isinstance(statement, DomainDecl):
        for member in statement.members or ():
            yield from _within(member)
        return
    yield from getattr(statement, "attributes", ())
    yield from getattr(statement, "codes", ())
    members = (*getattr(statement, "settings", ()), *getattr(statement, "projections", ()))
    for member in members:
        held = getattr(member, "members", None) or getattr(member, "items", None) or ()
        yield from (each for each in held if isinstance(each, AttributeDecl))


def message_around(opened: OpenedModel, place: Span) -> MessageDecl | None:
    """The message that is written around `place`."""
    messages = (each for each in opened.declarations() if isinstance(each, MessageDecl))
    around = (
        each
        for each in messages
        if each.name.file == place.file and each.name.line <= place.line <= each.end
    )
    return next(around, None)
