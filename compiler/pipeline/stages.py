"""The stages, in order: parse → link → check → emit. Read this first; comparing.py and importing.py go on from here.

Each stage is a function from values to values; mistakes of the user are diagnostics, not exceptions. Nothing here
prints, reads the clock, or touches a disk: files come in as bytes, and artefacts go out as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, has_errors, ordered
from compiler.base.memory import Memory
from compiler.base.source import Span
from compiler.base.stepwise import finished
from compiler.base.store import KeptValues, digest
from compiler.base.wording import say
from compiler.emit.families import Request, families_of, made_examples
from compiler.language.declarations import ParsedFile, SourceFile
from compiler.language.declared_names import DeclaredNames, declared_names
from compiler.pipeline.judging import (
    errors_of_declarations,
    found_by_all_rules,
    found_by_rules,
    judging,
    mends_made_of,
)
from compiler.pipeline.outcomes import Built, Checked, ElementDomains, Review, Sound

if TYPE_CHECKING:
    from compiler.model.model import Model

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
    mends_of = None if files is None else mends_made_of(model, sources, files)
    found += yield from judging(model, context, thorough=thorough, mends_of=mends_of)
    return Checked(model, ordered(found))


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
        return None, [*found, *errors_of_declarations(model)]
    from compiler.emit.obstacles import obstacles  # noqa: PLC0415 - only a sound model gets here

    return model, [*found, *obstacles(model)]


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
    ruled = partial(found_by_rules, model, context, mends_of=mends_made_of(model, sources, files))
    if known is None and thorough:
        every = [*found, *found_by_all_rules(model, context)]
        if not any(diagnostic.stops_build for diagnostic in every):
            return Sound(model, ordered(every), complete=True)
    found = list(known.diagnostics) if known else [*found, *ruled(stopping=True)]
    if not any(diagnostic.stops_build for diagnostic in found):
        return Sound(model, ordered(found), complete)
    return Checked(None, ordered([*found, *(() if complete else ruled())]))


def _key_of_review(files: Mapping[str, bytes], context: Context) -> str:
    return digest(
        context.fingerprint, *(part for path in sorted(files) for part in (path, files[path]))
    )
