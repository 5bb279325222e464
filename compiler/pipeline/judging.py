"""Stage 3: what rules find in a linked model, and the mends of that. stages.py says when it is asked.

Rules are loaded when they are asked for the first time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic
from compiler.base.mends import Mend
from compiler.base.stepwise import finished
from compiler.language.declarations import SourceFile

if TYPE_CHECKING:
    from compiler.model.model import Model
    from compiler.rules.run import MendsOf

_ALONE = Context()


def judging(
    model: Model,
    context: Context = _ALONE,
    *,
    thorough: bool = False,
    mends_of: MendsOf | None = None,
) -> Generator[None, None, list[Diagnostic]]:
    """Stage 3 in short steps: what rules find in `model`, with their mends where `mends_of` makes them."""
    found: list[Diagnostic] = []
    if thorough and model.standard.examples:
        from compiler.emit.examples.samples import unused_samples  # noqa: PLC0415 - only where there are samples

        found += unused_samples(model)
        yield
    return [*found, *(yield from _ruling(model, context, mends_of=mends_of))]


def mends_for(
    found: Iterable[Diagnostic],
    model: Model,
    sources: Iterable[SourceFile],
    files: Mapping[str, bytes],
) -> dict[Diagnostic, tuple[Mend, ...]]:
    """The mends of what rules `found` in `model`, which was made of `sources`, the texts of `files`."""
    from compiler.rules.run import mended  # noqa: PLC0415 - only a model that was judged gets here

    return mended(model, found, mends_made_of(model, sources, files))


def mends_made_of(
    model: Model, sources: Iterable[SourceFile], files: Mapping[str, bytes]
) -> MendsOf:
    """What makes mends of what rules find in `model`."""
    from compiler.rules.mending import Mender  # noqa: PLC0415 - only a sound model gets here

    return Mender(model, sources, files).mends_of


def errors_of_declarations(model: Model) -> Iterator[Diagnostic]:
    """What may be why names lead to nothing in an unsound model, such as two entities of one name."""
    from compiler.rules.run import all_rules, run_rules  # noqa: PLC0415 - most models are sound

    asked = frozenset(rule.id for rule in all_rules() if rule.of_declarations)
    found = run_rules(model, only=asked, stopping=True)
    return (diagnostic for diagnostic in found if diagnostic.stops_build)


def found_by_rules(
    model: Model, context: Context, *, stopping: bool = False, mends_of: MendsOf | None = None
) -> tuple[Diagnostic, ...]:
    """What all rules find, or those that can stop a build; with their mends where `mends_of` makes them."""
    return finished(_ruling(model, context, stopping=stopping, mends_of=mends_of))


def _ruling(
    model: Model, context: Context, *, stopping: bool = False, mends_of: MendsOf | None = None
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """What `found_by_rules` gives, with a step per rule."""
    from compiler.compare.change_ids import change_ids  # noqa: PLC0415 - only a sound model gets here
    from compiler.rules.run import running_rules  # noqa: PLC0415 - same
    from compiler.rules.word_cache import keep_words, recall_words  # noqa: PLC0415 - same

    words = recall_words(model, context)
    found = yield from running_rules(
        model, stopping=stopping, change_ids=change_ids(), context=context, mends_of=mends_of
    )
    if model.memory is None:  # a process that lives long has them at hand
        keep_words(words, model, context)
    return found


def found_by_all_rules(model: Model, context: Context) -> tuple[Diagnostic, ...]:
    """What all rules find, without mends, for a build that goes on to tell it."""
    from compiler.compare.change_ids import change_ids  # noqa: PLC0415 - only a sound model gets here
    from compiler.rules.run import all_findings  # noqa: PLC0415 - same
    from compiler.rules.word_cache import recall_words  # noqa: PLC0415 - same

    recall_words(model, context)  # whoever tells the findings asks for more words, and keeps all
    return all_findings(model, change_ids(), context)
