"""Work on a model that is kept for the next one: see compiler/base/memory.py.

Only models that were linked with a memory keep anything beyond themselves; others make what is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from compiler.base.kept_pieces import SeenDigests
from compiler.base.memory import LookedUp, Noted, Notes, PieceOfWork
from compiler.model.elements import (
    Attribute,
    Domain,
    Entity,
    Envelope,
    Message,
    Projection,
    WrittenAttribute,
)
from compiler.model.manifest import Manifest
from compiler.model.model import Model

_Made = TypeVar("_Made")
_Value = TypeVar("_Value")


def kept(model: Model, kind: str, key: object, make: Callable[[Model], _Made]) -> _Made:
    """What `make` makes of `model` for `key`; of an earlier model, where all that it looked at is the same here.

    `make` looks at nothing else than the model that it is given, and what it makes is not changed by anybody.
    """
    if isinstance(model, NotedModel):
        found = kept(model.plain, kind, key, make)
        model.notes.asked[kind, key] = (make, found)
        return found
    known = model.made.get((kind, key), _NOT_MADE)
    if known is not _NOT_MADE:
        return known  # type: ignore[no-any-return]  # what `make` made
    if model.memory is None:
        made = make(model)
    else:
        piece = model.memory.get((kind, key), looked_up_in(model), partial(kept, model))
        if piece is None:
            notes = Notes()
            piece = PieceOfWork(make(NotedModel(model, notes)), notes)
            model.memory.put((kind, key), piece)
        made = piece.made
    model.made[kind, key] = made
    return made


def kept_before(model: Model, kind: str, key: object) -> Any:
    """What was made for `key` of an earlier model, whatever changed since: parts of it may still be of use."""
    return model.memory.last((kind, key)) if model.memory is not None else None


_NOT_MADE = object()
_MAPPINGS = ("domains", "entities", "codelists", "processes", "architecture", "guides")
_SINGLE = "single"


def looked_up_in(model: Model) -> LookedUp:
    """All that can be looked at in `model`, by the names that notes give it."""
    found: LookedUp | None = model.made.get(looked_up_in)
    if found is None:
        found = {name: getattr(model, name) for name in (*_MAPPINGS, *_INDICES)} | {
            _SINGLE: {
                name: getattr(model, name) for name in ("standard", "envelope", "shared_domains")
            },
        }
        model.made[looked_up_in] = found
    return found


def digests_of(model: Model) -> SeenDigests:
    """What tells what is seen in `model` from anything else, for pieces that are kept between runs."""
    return digests_beside(model, "digests", looked_up_in(model))


def digests_beside(
    model: Model, kind: str, tables: LookedUp, others: SeenDigests | None = None
) -> SeenDigests:
    """The same of `tables` that were made of `model`; a process that lives long knows those of this kind before."""
    made = SeenDigests(tables, others, kept_before(model, kind, ""))
    if model.memory is not None:
        model.memory.put((kind, ""), PieceOfWork(made, Notes()))
    return made


# What is looked up in a model beside its own mappings: made of the whole of it in few steps.
_INDICES = (
    "added_to",
    "by_letters",
    "message_of",
    "names_of_elements",
    "names_of_messages",
    "outlines",
    "plurals",
)


class NotedModel(Model):
    """A model that notes what is looked at in it.

    What it looks up is what the model itself knows; what walks a whole mapping notes that whole.
    """

    def __init__(self, plain: Model, notes: Notes) -> None:
        tables = looked_up_in(plain)
        own = {name: Noted(name, tables[name], notes) for name in (*_MAPPINGS, *_INDICES)}
        vars(self).update(
            own,
            plain=plain,
            notes=notes,
            memory=None,
            _single=Noted(_SINGLE, tables[_SINGLE], notes),
        )

    def note_into(self, notes: Notes) -> None:
        """Note into `notes` what is looked at from now on."""
        vars(self)["notes"] = notes
        for value in vars(self).values():
            if isinstance(value, Noted):
                value.notes = notes

    plain: Model
    notes: Notes
    _single: Noted[str, Any]

    @property
    def standard(self) -> Manifest:
        """The manifest."""
        return self._single["standard"]  # type: ignore[no-any-return]  # that is what stands there

    @property
    def envelope(self) -> Envelope | None:
        """The envelope."""
        return self._single["envelope"]  # type: ignore[no-any-return]  # same

    @property
    def shared_domains(self) -> tuple[Domain, ...]:
        """The domains whose entities every document may embed."""
        return self._single["shared_domains"]  # type: ignore[no-any-return]  # same

    @property
    def named_attributes(self) -> Mapping[str, Mapping[str, Attribute]]:
        """Per entity its attributes by name: they are those of the entity and of its bases."""
        return _OfLine(self.plain.named_attributes, self.entities)

    @property
    def added(self) -> tuple[tuple[Message, Projection, Attribute], ...]:
        """What messages have of their own."""
        return self._whole(self.plain.added, "processes")

    @property
    def written(self) -> tuple[WrittenAttribute, ...]:
        """Every attribute where it is written."""
        return self._whole(self.plain.written, "entities", "processes")

    @property
    def by_name(self) -> Mapping[str, tuple[WrittenAttribute, ...]]:
        """What is written, by name."""
        return self._whole(self.plain.by_name, "entities", "processes")

    def _whole(self, found: _Value, *names: str) -> _Value:
        """`found`, which is made of all that stands in the mappings `names`."""
        for name in names:
            iter(getattr(self, name))
        return found


class _OfLine(Mapping[str, _Value]):
    """A value per entity that is made of that entity and its bases, and of nothing else."""

    def __init__(self, under: Mapping[str, _Value], entities: Mapping[str, Entity]) -> None:
        self._under = under
        self._entities = entities

    def __getitem__(self, key: str) -> _Value:
        looked_at: str | None = key
        while looked_at is not None:
            looked_at = self._entities[looked_at].base
        return self._under[key]

    def __iter__(self) -> Iterator[str]:
        iter(self._entities)
        return iter(self._under)

    def __len__(self) -> int:
        return len(self._entities)
