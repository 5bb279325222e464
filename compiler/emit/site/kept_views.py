"""What messages show of entities, told again only of those that an edit reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from compiler.base.context import Context
from compiler.base.kept_pieces import KeptPieces, SeenDigests
from compiler.base.memory import Notes
from compiler.base.store import digest, encoded
from compiler.emit.site.shown_in_messages import ShownInMessage, views_of_message
from compiler.model.keeping import NotedModel
from compiler.model.model import Model

# Of what a view tells before the names that it leaves out.
_KINDS = [str, str, str, str, int, int]


def kept_views(
    model: Model, digests: SeenDigests, context: Context
) -> Mapping[tuple[str, str], tuple[ShownInMessage, ...]]:
    """By process and name what each message of `model` shows; `digests` tell what is seen in the model."""
    standard = model.standard
    name = digest(context.fingerprint, "views", standard.title, standard.version)
    pieces = KeptPieces(context.store, name, digests)
    found = {}
    for key in model.message_of:
        views = pieces.piece(encoded(key), partial(_views, model, key), _are_views)
        found[key] = tuple(map(_shown, views))
    pieces.save()
    return found


def _views(model: Model, key: tuple[str, str], notes: Notes) -> list[list[Any]]:
    noted = NotedModel(model, notes)
    return [list(each) for each in views_of_message(noted.message_of[key], noted)]


def _are_views(plain: Any) -> bool:
    """Whether these are views as they are kept."""
    return isinstance(plain, list) and all(map(_is_view, plain))


def _is_view(plain: Any) -> bool:
    if not isinstance(plain, list) or len(plain) != len(ShownInMessage._fields):
        return False
    *told, left_out = plain
    names = left_out if isinstance(left_out, list) else [None]
    return [type(each) for each in told] == _KINDS and all(type(each) is str for each in names)


def _shown(view: Sequence[Any]) -> ShownInMessage:
    fields = dict(zip(ShownInMessage._fields, view, strict=True))
    return ShownInMessage(**fields | {"left_out": tuple(fields["left_out"])})
