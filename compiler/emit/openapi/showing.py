"""Which documents differ: between two versions, and by what each correction does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.context import Context
from compiler.base.regex.containment import is_contained
from compiler.emit.openapi.building import chosen_corrections
from compiler.emit.openapi.emitter import emit_documents, sketch_documents
from compiler.emit.openapi.filters import names_in_query
from compiler.emit.openapi.plan import Property

if TYPE_CHECKING:
    from compiler.emit.openapi.correction import Correction
    from compiler.emit.openapi.plan import Document
    from compiler.model.model import Model


# What is for people to read.
_TEXTS = frozenset(("description", "summary", "title"))


class ShowingDocuments(NamedTuple):
    """The names of documents that would be others; of these, `beside_texts` differ in more than what people read.

    `widened` says that the others take what these refuse, `narrowed` that they refuse what these take: by a regular
    expression, or by a name in the query of a search.
    """

    names: tuple[str, ...] = ()
    beside_texts: tuple[str, ...] = ()
    widened: bool = False
    narrowed: bool = False


NOWHERE = ShowingDocuments()


def documents_with_each(
    model: Model, chosen: Sequence[Correction], asked: Iterable[Correction]
) -> dict[str, ShowingDocuments]:
    """The documents of `model` that would be others without a correction, for each that is `asked` about.

    What others of `chosen` do all the same is not its doing. Where several do the same, so that each could be missed,
    it is that of the first.
    """
    asked = tuple(asked)
    if not asked:
        return {}
    from compiler.emit.openapi.correcting import corrected  # noqa: PLC0415 - mostly nothing is corrected

    plain = tuple(sketch.plan() for sketch in sketch_documents(model))
    whole = corrected(plain, chosen)
    found = {}
    kept = tuple(chosen)
    for each in reversed(asked):
        without = tuple(other for other in kept if other is not each)
        found[each.id] = _differing(whole, corrected(plain, without))
        if not found[each.id].names:
            kept = without
    return found


def differing_documents(old: Model, new: Model) -> frozenset[str]:
    """The names of the documents whose bytes differ between two versions, beside the number of the version.

    One that only one of them has differs too.
    """
    chosen = [chosen_corrections(model.standard.corrections)[0] for model in (old, new)]
    models = [
        replace(model, standard=model.standard._replace(version=old.standard.version))
        for model in (old, new)
    ]
    keys = [{each.path: each.key for each in sketch_documents(model)} for model in models]
    if keys[0] == keys[1] and chosen[0] == chosen[1]:
        return frozenset()
    before, after = (
        emit_documents(model, mends, Context()) for model, mends in zip(models, chosen, strict=True)
    )
    names = before.keys() | after.keys()
    return frozenset(
        path.rsplit("/", 1)[-1].removesuffix(".yaml")
        for path in names
        if before.get(path) != after.get(path)
    )


def _differing(one: Iterable[Document], other: Iterable[Document]) -> ShowingDocuments:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    more = [a for a, b in pairs if _differ_beside_texts(a, b)]
    return ShowingDocuments(
        names=tuple(_name(a) for a, _ in pairs),
        beside_texts=tuple(map(_name, more)),
        widened=any(_is_narrowed(b, a) for a, b in pairs),
        narrowed=any(_is_narrowed(a, b) for a, b in pairs),
    )


def _name(document: Document) -> str:
    return document.path.rsplit("/", 1)[-1]


def _differ_beside_texts(one: object, other: object) -> bool:
    """Whether two parts of a plan differ in what is more than a text; both may share what they are made of."""
    if one is other:
        return False
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return one != other
    fields = getattr(one, "_fields", None)
    if fields != getattr(other, "_fields", None) or len(one) != len(other):
        return True
    names = fields or ("",) * len(one)
    return any(
        name not in _TEXTS and _differ_beside_texts(a, b)
        for name, a, b in zip(names, one, other, strict=True)
    )


def _is_narrowed(one: Document, other: Document) -> bool:
    """Whether a document refuses a text, or a name in a query, that `one` takes in the same place."""
    after = names_in_query(other)
    if any(names - after.get(place, names) for place, names in names_in_query(one).items()):
        return True
    schemas = {each.name: each for each in other.schemas}
    return any(_has_narrower_texts(each, schemas.get(each.name)) for each in one.schemas)


def _has_narrower_texts(one: object, other: object) -> bool:
    """Whether a property in `other`, a part of a plan, has a regular expression that refuses what `one` takes there."""
    if one is other or not isinstance(one, tuple) or not isinstance(other, tuple):
        return False
    if isinstance(one, Property) and isinstance(other, Property):
        taken, asked = _pattern(one), _pattern(other)
        if asked and taken != asked:
            return not (taken and is_contained(taken, asked))
        return _has_narrower_texts(one.variants, other.variants)
    return len(one) == len(other) and any(map(_has_narrower_texts, one, other))


def _pattern(prop: Property) -> str:
    """The regular expression of a property, or of each of its items; empty for none."""
    return prop.pattern or str(dict(prop.item_keywords).get("pattern", ""))
