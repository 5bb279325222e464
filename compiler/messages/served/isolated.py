"""What one change of the manifest alone does: the documents with it and without it, and what only one serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from compiler.base.context import Context
from compiler.base.own_yaml import read_own_yaml
from compiler.base.wording import Text, say
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.tree import INTERFACE_FACT
from compiler.emit.examples.breaking import IS_UNKNOWN, WAS_GONE, WAS_REFUSED
from compiler.emit.openapi.building import chosen_corrections
from compiler.emit.openapi.emitter import emit_documents
from compiler.messages.served.differences import Difference, only_in
from compiler.model.model import Model

# Facts that refer to each other: one alone would speak of what is not there.
_TOGETHER = (
    ("server", "variables"),
    ("types", "parameters", "page_headers", "search_parameters", "other_parameters"),
)
_LOOKED_AT = 400  # differences of a document, of which the plainest is shown
_TAKEN = say("was refused, and is accepted")
_NEW = say("was not shown, and is shown now")
_Texts: TypeAlias = Mapping[str, bytes]
_Document: TypeAlias = Mapping[str, Any]


class ServedExample(NamedTuple):
    """What happens to one request, answer or message: `said` of `shown`, in the document or the operation `where`."""

    said: Text
    where: str
    shown: Any
    breaks: bool


_Make: TypeAlias = Callable[[str, _Document, _Document], ServedExample | None]


def served_examples(old: Model, new: Model, judged: Judged) -> list[ServedExample]:
    """An example of what `judged`, a change of the manifest, breaks, and one of what it adds.

    Args:
        old: the model of the old version.
        new: that of the new one.
        judged: a change of a correction or of the interface; of others there are no examples here.
    """
    pair = _with_and_without(old, new, judged.change)
    if pair is None:
        return []
    paths = [path for path in pair[0] if path in pair[1] and pair[0][path] != pair[1][path]]
    if judged.verdict is Verdict.ADDITIVE:
        return list(_first(_gained, paths, pair))
    if judged.verdict is not Verdict.WIRE:
        return []
    return list(_first(_lost, paths, pair)) or list(_first(_in_another_form, paths, pair))


def _first(
    make: _Make, paths: Sequence[str], pair: tuple[_Texts, _Texts]
) -> Iterator[ServedExample]:
    """The first that `make` finds in a document, and what is added in that document if something is broken there."""
    for path in paths:
        name, sides = _name(path), (read_own_yaml(pair[0][path]), read_own_yaml(pair[1][path]))
        found = make(name, *sides)
        if found is not None:
            yield found
            added = _gained(name, *sides) if found.breaks else None
            if added is not None:
                yield added
            return


# -- the documents -----------------------------------------------------------------------------------------------------


def _with_and_without(old: Model, new: Model, change: Change) -> tuple[_Texts, _Texts] | None:
    """The documents before `change` and after it, by path, when nothing else changes but what it refers to."""
    if change.subject == "correction":
        begins = change.kind is ChangeKind.ADDED
        model = new if begins else old
        without, whole = _documents(model, change.path[-1][1]), _documents(model)
        return (without, whole) if begins else (whole, without)
    fact = change.fact.removeprefix(INTERFACE_FACT)
    if change.path or not change.fact.startswith(INTERFACE_FACT):
        return None
    facts = next((group for group in _TOGETHER if fact in group), (fact,))
    before = {each: getattr(old.standard.interface, each) for each in facts}
    interface = new.standard.interface._replace(**before)
    as_before = replace(new, standard=new.standard._replace(interface=interface))
    return _documents(as_before), _documents(new)


def _documents(model: Model, left_out: str = "") -> _Texts:
    chosen, _ = chosen_corrections(model.standard.corrections)
    kept = tuple(each for each in chosen if each.id != left_out)
    texts = emit_documents(model, kept, Context())
    return dict(texts)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")


# -- what they serve ---------------------------------------------------------------------------------------------------


def _lost(name: str, before: _Document, after: _Document) -> ServedExample | None:
    return _plainest(name, only_in(before, after), (WAS_REFUSED, WAS_GONE), breaks=True)


def _gained(name: str, before: _Document, after: _Document) -> ServedExample | None:
    return _plainest(name, only_in(after, before), (_TAKEN, _NEW), breaks=False)


def _in_another_form(name: str, before: _Document, after: _Document) -> ServedExample | None:
    """A message that only the new version gives, where the old one gave another."""
    messages = (each for each in only_in(after, before) if each.is_answer and each.where)
    return _plainest(name, messages, (IS_UNKNOWN, IS_UNKNOWN), breaks=True)


def _plainest(
    name: str, differences: Iterator[Difference], said: tuple[Text, Text], *, breaks: bool
) -> ServedExample | None:
    """A request rather than an answer, and the first of those."""

    def order(each: Difference) -> tuple[bool, bool]:
        return (each.is_answer, not each.shown)

    found = min(islice(differences, _LOOKED_AT), key=order, default=None)
    if found is None:
        return None
    where = f"{name}, {found.where}" if found.where else name
    return ServedExample(said[found.is_answer], where, found.shown, breaks)
