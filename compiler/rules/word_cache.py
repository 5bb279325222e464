"""The Dutch of a model with what it answered to earlier runs: a check asks the same each time."""

from __future__ import annotations

from compiler.base.context import Context
from compiler.base.dutch.casing import CasedOtherwise
from compiler.base.dutch.words import Words, words_with
from compiler.base.store import KeptValues, digest
from compiler.model.model import Model

# What `KeptAnswers.all` gives; the last are answers to the questions of other modules.
_KEPT = KeptValues(
    "words",
    tuple[
        dict[str, int],
        dict[str, tuple[str, ...]],
        dict[str, int],
        dict[str, str],
        dict[str, str | bool | CasedOtherwise | None],
    ],
)


def recall_words(model: Model, context: Context) -> Words:
    """The words of `model`, which know again what they were asked before."""
    words = words_with(model.standard.words)
    if words.kept.kinds:  # in this process
        return words
    answers = _KEPT.get(context.store, _key(model, context))
    if answers is not None:
        words.kept.recall(answers)
    return words


def keep_words(words: Words, model: Model, context: Context) -> None:
    """Keep what `words` of `model` were asked, for the next run."""
    answers = words.kept.all()
    if answers:
        _KEPT.put(context.store, _key(model, context), answers)


def _key(model: Model, context: Context) -> str:
    own = (text for word in model.standard.words for text in word)
    return digest(context.fingerprint, *own)
