"""The stages, in order: parse → link → check → emit. Read this first.

Each stage is a function from values to values; mistakes of the user are diagnostics, not exceptions. Nothing here
prints, reads the clock, or touches a disk: files come in as bytes, and artefacts go out as bytes.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, ordered
from compiler.base.source import Span
from compiler.base.stepwise import finished
from compiler.base.store import KeptValues, digest
from compiler.base.wording import say
from compiler.emit.families import Request, families_of, made_examples
from compiler.language.declarations import ParsedFile, SourceFile

if TYPE_CHECKING:
    from compiler.compare.chosen_corrections import Corrections
    from compiler.compare.comparison import Comparison
    from compiler.emit.emitted import UnknownWord
    from compiler.importers.release.release import Imported
    from compiler.model.manifest import Deviation
    from compiler.model.model import Model

_ALONE = Context()
EVERYTHING = Request()


class Checked(NamedTuple):
    """A model with everything that was found; the model is None where the sources do not make one."""

    model: Model | None
    diagnostics: tuple[Diagnostic, ...]


class Review(NamedTuple):
    """What was found in a model, each finding with the element it is about; name, title and version of its standard.

    These are empty where the sources make no model.
    """

    diagnostics: tuple[Diagnostic, ...]
    standard: str = ""
    title: str = ""
    version: str = ""


class PublishedSide(NamedTuple):
    """A published release that was read, as the files of a model."""

    files: tuple[SourceFile, ...]


_PARSED = KeptValues("parsed", ParsedFile)
_PUBLISHED = KeptValues("published", PublishedSide)
_REVIEW = KeptValues("review", Review)


class Sound(NamedTuple):
    """A model that may be compiled, with the findings that do not stand in the way; for `complete` see `Built`."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


class Built(NamedTuple):
    """Artefacts by path relative to the output folder; None where an error stood in the way.

    `complete` says whether `diagnostics` are all that a check finds: a build asks the rules that can stop it.
    `unknown` are words of the request that name nothing, for whoever made it to point at. `beside` are files by name
    that belong beside the model.
    """

    artefacts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True
    unknown: tuple[UnknownWord, ...] = ()
    beside: Mapping[str, bytes] = MappingProxyType({})


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


def link(sources: Iterable[SourceFile]) -> Checked:
    """Stage 2. Names are looked up; what is unknown, double or circular is found here."""
    from compiler.model.linking.link import link_sources  # noqa: PLC0415 - not needed where files do not parse

    model, diagnostics = link_sources(sources)
    return Checked(model, diagnostics)


def check(
    files: Mapping[str, bytes], context: Context = _ALONE, *, thorough: bool = False
) -> Checked:
    """Stages 1 to 3. Rules run on a sound model only: an error in a name would make them repeat it.

    A `thorough` check looks for samples without a use as well, which change nothing in what is built.
    """
    return finished(checking(parse(files, context), context, thorough=thorough))


def checking(
    parsed: Sequence[ParsedFile], context: Context = _ALONE, *, thorough: bool = False
) -> Generator[None, None, Checked]:
    """Stages 2 and 3 in short steps, for whoever has other things to do in between: an editor types on meanwhile."""
    model, found = _linked(parsed)
    yield
    if model is None:
        return Checked(None, ordered(found))
    found += yield from judging(model, context, thorough=thorough)
    return Checked(model, ordered(found))


def judging(
    model: Model, context: Context = _ALONE, *, thorough: bool = False
) -> Generator[None, None, list[Diagnostic]]:
    """Stage 3 in short steps: what rules find in `model`."""
    found: list[Diagnostic] = []
    if thorough and model.standard.examples:
        from compiler.emit.examples.samples import unused_samples  # noqa: PLC0415 - only where there are samples

        found += unused_samples(model)
        yield
    return [*found, *(yield from _ruling(model, context))]


def build(
    files: Mapping[str, bytes], request: Request = EVERYTHING, context: Context = _ALONE
) -> Built:
    """All stages: the artefacts of every family that is asked for, or of none where something stands in the way."""
    checked = _checked_to_build(files, context)
    if not isinstance(checked, Sound):
        return Built(None, checked.diagnostics)
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
        from compiler.model.places import with_elements  # noqa: PLC0415 - only a sound model gets here

        standard = model.standard
        made = Review(
            with_elements(found, model), str(standard.name or ""), standard.title, standard.version
        )
    _REVIEW.put(context.store, key, made)
    return made


def read_version(files: Mapping[str, bytes], context: Context = _ALONE) -> Checked:
    """A model to compare: stages 1 and 2, without the rules. None, with what is wrong, where it is not sound."""
    parsed = parse(files, context)
    found = [diagnostic for each in parsed for diagnostic in each.diagnostics]
    if _has_errors(found):
        return Checked(None, ordered(found))
    model, problems = link(each.source for each in parsed)
    return Checked(None if _has_errors(problems) else model, ordered(problems))


def read_published(
    sheet: Path, folder: Path, reference_data: Path | None, context: Context = _ALONE
) -> Checked:
    """A published release to compare: what sheet and documents say, as a model. It has no places in a text.

    What single documents say otherwise stands in it as an import would keep it, without a word about it. What was read
    before, from the same bytes, comes from the store.
    """
    from compiler.importers.release import release  # noqa: PLC0415 - only a published side needs it

    content = release.digest_of_release(sheet, folder, reference_data)
    key = digest(context.fingerprint, content)
    published = _PUBLISHED.get(context.store, key) if content else None
    if published is None:
        imported = release.read_release(sheet, folder, reference_data)
        if not imported.files:
            return Checked(None, ordered(imported.diagnostics))
        context.tick("import", 1, 2)
        published = PublishedSide(_with_deviations(imported))
        if content and content == release.digest_of_release(sheet, folder, reference_data):
            _PUBLISHED.put(context.store, key, published)
    context.tick("import", 2, 2)
    model, problems = link(published.files)
    return Checked(None if _has_errors(problems) else model, ordered(problems))


def _with_deviations(imported: Imported) -> tuple[SourceFile, ...]:
    """The files of a release that was read, with what its documents say otherwise; as they are where no model is."""
    from compiler.emit.openapi.emitter import emit_documents  # noqa: PLC0415 - only a published side needs it
    from compiler.importers.release.acceptance import with_deviations  # noqa: PLC0415 - same
    from compiler.importers.release.published_deviations import published_deviations  # noqa: PLC0415 - same

    model, problems = link(imported.files)
    if model is None or imported.published is None or _has_errors(problems):
        return imported.files
    standard = model.standard

    def documents_with(deviations: Sequence[Deviation]) -> Mapping[str, bytes]:
        interface = standard.interface._replace(deviations=tuple(deviations))
        deviating = replace(model, standard=standard._replace(interface=interface))
        return emit_documents(deviating, (), _ALONE)

    found = published_deviations(imported.published, documents_with)
    return (
        tuple(with_deviations(file, found) for file in imported.files) if found else imported.files
    )


def compare(old: Model, new: Model) -> Comparison:
    """What changed between two versions, and whether the version number allows it."""
    from compiler.compare.comparison import compare_models  # noqa: PLC0415 - nobody else needs it
    from compiler.emit.openapi.showing import differing_documents  # noqa: PLC0415 - same

    chosen = (_corrections_of(old, new), _corrections_of(new, old))
    return compare_models(old, new, chosen, differing_documents(old, new))


def _corrections_of(model: Model, other: Model) -> Corrections:
    """The corrections that `model` chooses; those that `other` does not, with the documents that they show in."""
    from compiler.compare.chosen_corrections import (  # noqa: PLC0415 - only a comparison needs it
        ChosenCorrection,
        Corrections,
    )
    from compiler.emit.openapi.building import chosen_corrections  # noqa: PLC0415 - same
    from compiler.emit.openapi.showing import documents_with_each  # noqa: PLC0415 - same

    chosen, _ = chosen_corrections(model.standard.corrections)
    instead, _ = chosen_corrections(other.standard.corrections)
    shown = documents_with_each(model, chosen, [each for each in chosen if each not in instead])
    told = tuple(
        ChosenCorrection(
            id=each.id,
            title=each.title,
            begun=each.effect.value,
            ended=each.undone.value,
            documents=shown[each.id].names if each.id in shown else (),
            reshaped=shown[each.id].beside_texts if each.id in shown else (),
        )
        for each in chosen
    )
    return Corrections(told, frozenset().union(*(each.alters for each in chosen)))


def _linked(parsed: Sequence[ParsedFile]) -> tuple[Model | None, list[Diagnostic]]:
    """A model that rules may judge, or None, with what was found on the way."""
    found = [diagnostic for each in parsed for diagnostic in each.diagnostics]
    if not parsed:
        hint = say("give a folder that holds .vera files")
        return None, [
            Diagnostic("SYN05", Severity.ERROR, Span("."), say("the model has no files"), hint=hint)
        ]
    if _has_errors(found):
        return None, found
    model, problems = link(each.source for each in parsed)
    found += problems
    if model is None:
        return None, found
    if _has_errors(found):
        return None, [*found, *_errors_of_declarations(model)]
    from compiler.emit.obstacles import obstacles  # noqa: PLC0415 - only a sound model gets here

    return model, [*found, *obstacles(model)]


def _errors_of_declarations(model: Model) -> Iterator[Diagnostic]:
    """What may be why names lead to nothing in an unsound model, such as two entities of one name."""
    from compiler.rules.run import all_rules, run_rules  # noqa: PLC0415 - most models are sound

    asked = frozenset(rule.id for rule in all_rules() if rule.of_declarations)
    found = run_rules(model, only=asked, stopping=True)
    return (diagnostic for diagnostic in found if diagnostic.stops_build)


def _ruled(model: Model, context: Context, *, stopping: bool = False) -> tuple[Diagnostic, ...]:
    """What all rules find, or those that can stop a build."""
    return finished(_ruling(model, context, stopping=stopping))


def _ruling(
    model: Model, context: Context, *, stopping: bool = False
) -> Generator[None, None, tuple[Diagnostic, ...]]:
    """What `_ruled` gives, with a step per rule."""
    from compiler.compare.change_ids import change_ids  # noqa: PLC0415 - only a sound model gets here
    from compiler.rules.run import running_rules  # noqa: PLC0415 - same
    from compiler.rules.word_cache import keep_words, recall_words  # noqa: PLC0415 - same

    words = recall_words(model, context)
    found = yield from running_rules(
        model, stopping=stopping, change_ids=change_ids(), context=context
    )
    keep_words(words, model, context)
    return found


def _checked_to_build(files: Mapping[str, bytes], context: Context) -> Checked | Sound:
    """A sound model, or all that is wrong with it.

    What was found in the same files before tells all. Else only the rules that can stop a build are asked, and the
    others where one of these does.
    """
    model, found = _linked(parse(files, context))
    if model is None:
        return Checked(None, ordered(found))
    known = _REVIEW.get(context.store, _key_of_review(files, context))
    complete = known is not None
    found = list(known.diagnostics) if known else [*found, *_ruled(model, context, stopping=True)]
    if not any(diagnostic.stops_build for diagnostic in found):
        return Sound(model, ordered(found), complete)
    return Checked(None, ordered([*found, *(() if complete else _ruled(model, context))]))


def _key_of_review(files: Mapping[str, bytes], context: Context) -> str:
    return digest(
        context.fingerprint, *(part for path in sorted(files) for part in (path, files[path]))
    )


def _has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
