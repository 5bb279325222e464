"""What messages show of entities, told again only of those that an edit reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from compiler.base.context import Context
from compiler.base.kept_pieces import KeptPieces, SeenDigests
from compiler.base.memory import Notes
from compiler.base.store import digest, encoded
from compiler.emit.site.contents import ShownInMessage, shown_in
from compiler.model.keeping import NotedModel
from compiler.model.model import Model


def kept_views(
    model: Model, digests: SeenDigests, context: Context
) -> Mapping[tuple[str, str], tuple[ShownInMessage, ...]]:
    """By process and name what each message of `model` shows; `digests` tell what is seen in the model."""
    standard = model.standard
    name = digest(context.fingerprint, "views", standard.title, standard.version)
    pieces = KeptPieces(context.store, name, digests)
    found = {}
    for key in model.message_of:
        found[key] = tuple(map(_shown, pieces.piece(encoded(key), partial(_views, model, key))))
    pieces.save()
    return found


def _views(model: Model, key: tuple[str, str], notes: Notes) -> list[list[Any]]:
    noted = NotedModel(model, notes)
    return [list(each) for each in shown_in(noted.message_of[key], noted)]


def _shown(view: Sequence[Any]) -> ShownInMessage:
    *told, left_out = view
    return ShownInMessage._make((*told, tuple(left_out)))
