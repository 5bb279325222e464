"""The stages, in order: parse → link → check → emit. Read this first; comparing.py and importing.py go on from here.

Each stage is a function from values to values; mistakes of the user are diagnostics, not exceptions. Nothing here
prints, reads the clock, or touches a disk: files come in as bytes, and artefacts go out as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, has_errors, ordered
from compiler.base.memory import Memory
from compiler.base.mends import Mend
from compiler.base.source import Span
from compiler.base.stepwise import finished
from compiler.base.store import KeptValues, digest
from compiler.base.wording import say
from compiler.emit.families import Request, families_of, made_examples
from compiler.language.declarations import ParsedFile, SourceFile
from compiler.language.declared_names import DeclaredNames, declared_names
from compiler.pipeline.outcomes import Built, Checked, ElementDomains, Review, Sound

if TYPE_CHECKING:
    from compiler.model.model import Model
    from compiler.rules.run import MendsOf

_ALONE = Context()
EVERYTHING = Request()


_PARSED = KeptValues("parsed", ParsedFile)
_REVIEW = KeptValues("review", Review)
_NAMES = KeptValues("names", DeclaredNames)


def parse(files: Mapping[str, bytes], context: Context = _ALONE) -> list[ParsedFile]:
    """Stage 1. Each file by itself; what was parsed before, from the same bytes, comes from the store."""
    parser = None
    results = []
    for number, (path, content) in enumerate(sorted(files.items())):
        key = digest(context.fingerprint, path, content)
        parsed = _PARSED.get(context.store, key)
        if parsed is None:
            if parser is None:
                from compiler.language.parser import Parser  # noqa: PLC0415 - lark is loaded only when a file has changed

                parser = Parser(context.store)
            parsed = parser.parse_bytes(content, path)
            _PARSED.put(context.store, key, parsed)
        results.append(parsed)
        context.tick("read", number + 1, len(files))
    return results


def names_declared_in(files: Mapping[str, bytes], context: Context = _ALONE) -> DeclaredNames:
    """The names that files declare, sound or not. Those of the same files before come from the store."""
    key = _key_of_review(files, context)
    kept = _NAMES.get(context.store, key)
    if kept is None:
        kept = declared_names(parsed.source for parsed in parse(files, context))
        _NAMES.put(context.store, key, kept)
    return kept


def link(sources: Iterable[SourceFile], memory: Memory[object] | None = None) -> Checked:
    """Stage 2. Names are looked up; what is unknown, double or circular is found here.

    A process that lives long has a `memory`: what an edit does not reach is then not done again, here and later on.
    """
    from compiler.model.linking.link import link_sources  # noqa: PLC0415 - not needed where files do not parse

    model, diagnostics = link_sources(sources, memory)
    return Checked(model, diagnostics)


def check(
    files: Mapping[str, bytes], context: Context = _ALONE, *, thorough: bool = False
) -> Checked:
    """Stages 1 to 3. Rules run on a sound model only: an error in a name would make them repeat it.

    A `thorough` check looks for samples without a use as well, which change nothing in what is built.
    """
    return finished(checking(parse(files, context), context, thorough=thorough, files=files))


def checking(
    parsed: Sequence[ParsedFile],
    context: Context = _ALONE,
    *,
    thorough: bool = False,
    files: Mapping[str, bytes] | None = None,
    memory: Memory[object] | None = None,
) -> Generator[None, None, Checked]:
    """Stages 2 and 3 in short steps, for whoever has other things to do in between: an editor types on meanwhile.

    `files` are what stage 1 made `parsed` of; without them what rules find has no mends (`mended` makes them later).
    """
    model, found = _linked(parsed, memory)
    yield
    if model is None:
        return Checked(None, ordered(found))
    sources = [each.source for each in parsed]
    mends_of = None if files is None else _mends_of(model, sources, files)
    found += yield from judging(model, context, thorough=thorough, mends_of=mends_of)
    return Checked(model, ordered(found))


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

    return mended(model, found, _mends_of(model, sources, files))


def build(
    files: Mapping[str, bytes],
    request: Request = EVERYTHING,
    context: Context = _ALONE,
    *,
    bound: Callable[[Model], Model] | None = None,
) -> Built:
    """All stages: the artefacts of every family that is asked for, or of none where something stands in the way.

    `bound` makes of the sound model the one that is emitted: what it serves in one environment.
    """
    thorough = any(family.tells_findings for family in families_of(request))
    checked = checked_to_build(files, context, thorough=thorough)
    if not isinstance(checked, Sound):
        return Built(None, checked.diagnostics)
    if bound is not None:
        checked = checked._replace(model=bound(checked.model))
    return compiled(checked, request, context)


def compiled(checked: Sound, request: Request = EVERYTHING, context: Context = _ALONE) -> Built:
    """Stage 4 alone: the artefacts of a model that may be compiled."""
    examples = cache(partial(made_examples, checked.model, request.examples))
    artefacts: dict[str, bytes] = {}
    beside: dict[str, bytes] = {}
    for family in families_of(request):
        made = family.emit(checked.model, request, context, examples)
        if made.artefacts is None:
            found = ordered([*checked.diagnostics, *made.diagnostics])
            return Built(None, found, unknown=made.unknown)
        assert all(path.startswith(f"{family.name}/") for path in made.artefacts), family.name
        artefacts |= made.artefacts
        beside |= made.beside
    return Built(artefacts, checked.diagnostics, checked.complete, beside=beside)


def verified(built: Built, context: Context = _ALONE) -> Built:
    """`built`, or what judges of its formats find wrong with its artefacts, which are then no more."""
    from compiler.emit.verification import verify  # noqa: PLC0415 - only a build that is verified needs it

    assert built.artefacts is not None
    faults = verify(built.artefacts, context)
    if not faults:
        return built
    return Built(None, ordered([*built.diagnostics, *faults]))


def review(files: Mapping[str, bytes], context: Context = _ALONE) -> Review:
    """All that can be found in a model. What was found in the same files before comes from the store."""
    key = _key_of_review(files, context)
    kept = _REVIEW.get(context.store, key)
    if kept is not None:
        return kept
    model, found = check(files, context, thorough=True)
    made = Review(found)
    if model is not None:
        from compiler.model.places import domains_of, with_elements  # noqa: PLC0415 - only a sound model gets here

        standard = model.standard
        placed = with_elements(found, model)
        made = Review(
            diagnostics=placed,
            standard=str(standard.name or ""),
            title=standard.title,
            version=standard.version,
            domains=tuple(
                ElementDomains(*each)
                for each in domains_of({each.element for each in placed}, model).items()
            ),
            parts=(*model.domains, *model.processes),
        )
    _REVIEW.put(context.store, key, made)
    return made


def _mends_of(model: Model, sources: Iterable[SourceFile], files: Mapping[str, bytes]) -> MendsOf:
    """What makes mends of what rules find in `model`."""
    from compiler.rules.mending import Mender  # noqa: PLC0415 - only a sound model gets here

    return Mender(model, sources, files).mends_of


def _linked(
    parsed: Sequence[ParsedFile], memory: Memory[object] | None = None
) -> tuple[Model | None, list[Diagnostic]]:
    """A model that rules may judge, or None, with what was found on the way."""
    found = [diagnostic for each in parsed for diagnostic in each.diagnostics]
    if not parsed:
        hint = say("give a folder that holds .vera files")
        return None, [
            Diagnostic("SYN05", Severity.ERROR, Span("."), say("the model has no files"), hint=hint)
        ]
    if has_errors(found):
        return None, found
    model, problems = link((each.source for each in parsed), memory)
    found += problems
    if model is None:
        return None, found
    if has_errors(found):
        return None, [*found, *_errors_of_declarations(model)]
    from compiler.emit.obstacles import obstacles  # noqa: PLC0415 - only a sound model gets here

    return model, [*found, *obstacles(model)]


def _errors_of_declarations(model: Model) -> Iterator[Diagnostic]:
    """What may be why names lead to nothing in an unsound model, such as two entities of one name."""
    from compiler.rules.run import all_rules, run_rules  # noqa: PLC0415 - most models are sound

    asked = frozenset(rule.id for rule in all_rules() if rule.of_declarations)
    found = run_rules(model, only=asked, stopping=True)
    return (diagnostic for diagnostic in found if diagnostic.stops_build)


def _ruled(
    model: Model, context: Context, *, stopping: bool = False, mends_of: MendsOf | None = None
) -> tuple[Diagnostic, ...]:
    """What all rules find, or those that can stop a build; with their mends where `mends_of` makes them."""
    return finished(_ruling(model, context, stopping=stopping, mends_of=mends_of))


def _ruling(
    model: Model, context: Context, *, stopping: bool = False, mends_of: MendsOf | None = None
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """What `_ruled` gives, with a step per rule."""
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


def checked_to_build(
    files: Mapping[str, bytes], context: Context, *, thorough: bool = False
) -> Checked | Sound:
    """Stages 1 to 3 for a build: a sound model, or all that is wrong with it.

    What was found in the same files before tells all. Else only the rules that can stop a build are asked, and the
    others where one of these does; all of them where a build is to be `thorough`.
    """
    parsed = parse(files, context)
    model, found = _linked(parsed)
    if model is None:
        return Checked(None, ordered(found))
    known = _REVIEW.get(context.store, _key_of_review(files, context))
    complete = known is not None
    sources = [each.source for each in parsed]
    ruled = partial(_ruled, model, context, mends_of=_mends_of(model, sources, files))
    if known is None and thorough:
        every = [*found, *_all_found(model, context)]
        if not any(diagnostic.stops_build for diagnostic in every):
            return Sound(model, ordered(every), complete=True)
    found = list(known.diagnostics) if known else [*found, *ruled(stopping=True)]
    if not any(diagnostic.stops_build for diagnostic in found):
        return Sound(model, ordered(found), complete)
    return Checked(None, ordered([*found, *(() if complete else ruled())]))


def _all_found(model: Model, context: Context) -> tuple[Diagnostic, ...]:
    """What all rules find, without mends, for a build that goes on to tell it."""
    from compiler.compare.change_ids import change_ids  # noqa: PLC0415 - only a sound model gets here
    from compiler.rules.run import all_findings  # noqa: PLC0415 - same
    from compiler.rules.word_cache import recall_words  # noqa: PLC0415 - same

    recall_words(model, context)  # whoever tells the findings asks for more words, and keeps all
    return all_findings(model, change_ids(), context)


def _key_of_review(files: Mapping[str, bytes], context: Context) -> str:
    return digest(
        context.fingerprint, *(part for path in sorted(files) for part in (path, files[path]))
    )
