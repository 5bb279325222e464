"""The stages, in order: parse → link → check → emit. Read this first.

Each stage is a function from values to values; mistakes of the user are diagnostics, not exceptions. Nothing here
prints, reads the clock, or touches a disk: files come in as bytes, and artefacts go out as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from compiler.base.context import Context
from compiler.base.diagnostics import Diagnostic, Severity, nearest, ordered
from compiler.base.source import Span
from compiler.base.store import digest, dump, load
from compiler.base.wording import Text, one_of, say
from compiler.language.declarations import ParsedFile, SourceFile

if TYPE_CHECKING:
    from compiler.compare.comparison import Comparison
    from compiler.compare.tree import Corrections
    from compiler.emit.examples.maker import Examples
    from compiler.emit.jsonschema.plan import Options
    from compiler.emit.openapi.correction import Correction
    from compiler.model.model import Model

_ALONE = Context()


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


class Sound(NamedTuple):
    """A model that may be compiled, with the findings that do not stand in the way; for `complete` see `Built`."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]
    complete: bool


class Built(NamedTuple):
    """Artefacts by path relative to the output folder; None where an error stood in the way.

    `complete` says whether `diagnostics` are all that a check finds: a build asks the rules that can stop it.
    """

    artefacts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True


def parse(files: Mapping[str, bytes], context: Context = _ALONE) -> list[ParsedFile]:
    """Stage 1. Each file by itself; what was parsed before, from the same bytes, comes from the store."""
    parser = None
    results = []
    for number, (path, content) in enumerate(sorted(files.items())):
        key = digest(context.fingerprint, path, content)
        parsed = load(context.store.get("parsed", key))
        if parsed is None:
            if parser is None:
                from compiler.language.parser import Parser  # noqa: PLC0415 - lark is loaded only when a file has changed

                parser = Parser(context.store)
            parsed = parser.parse_bytes(content, path)
            context.store.put("parsed", key, dump(parsed))
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
    model, found = _linked(files, context)
    if model is None:
        return Checked(None, ordered(found))
    if thorough and model.standard.examples:
        from compiler.emit.examples.samples import unused_samples  # noqa: PLC0415 - only where there are samples

        found += unused_samples(model)
    return Checked(model, ordered([*found, *_ruled(model, context)]))


def _linked(files: Mapping[str, bytes], context: Context) -> tuple[Model | None, list[Diagnostic]]:
    """A model that rules may judge, or None, with what was found on the way."""
    parsed = parse(files, context)
    found = [diagnostic for each in parsed for diagnostic in each.diagnostics]
    if not files:
        hint = say("give a folder that holds .vera files")
        return None, [
            Diagnostic("SYN05", Severity.ERROR, Span("."), say("the model has no files"), hint)
        ]
    if _has_errors(found):
        return None, found
    model, problems = link(each.source for each in parsed)
    found += problems
    if _has_errors(found) or model is None:
        return None, found
    from compiler.emit.file_names import unsafe_names  # noqa: PLC0415 - only a sound model gets here

    return model, [*found, *unsafe_names(model)]


def _ruled(model: Model, context: Context, *, stopping: bool = False) -> tuple[Diagnostic, ...]:
    """What all rules find, or those that can stop a build."""
    from compiler.compare.change_ids import change_ids  # noqa: PLC0415 - only a sound model gets here
    from compiler.rules.run import run_rules  # noqa: PLC0415 - same
    from compiler.rules.word_cache import keep_words, recall_words  # noqa: PLC0415 - same

    words = recall_words(model, context)
    found = run_rules(model, stopping=stopping, change_ids=change_ids(), context=context)
    keep_words(words, model, context)
    return found


def _checked_to_build(files: Mapping[str, bytes], context: Context) -> Checked | Sound:
    """A sound model, or all that is wrong with it.

    What was found in the same files before tells all. Else only the rules that can stop a build are asked, and the
    others where one of these does.
    """
    model, found = _linked(files, context)
    if model is None:
        return Checked(None, ordered(found))
    known: Review | None = load(context.store.get("review", _key_of_review(files, context)))
    complete = known is not None
    found = list(known.diagnostics) if known else [*found, *_ruled(model, context, stopping=True)]
    if not any(diagnostic.stops_build for diagnostic in found):
        return Sound(model, ordered(found), complete)
    return Checked(None, ordered([*found, *(() if complete else _ruled(model, context))]))


def _key_of_review(files: Mapping[str, bytes], context: Context) -> str:
    return digest(
        context.fingerprint, *(part for path in sorted(files) for part in (path, files[path]))
    )


def review(files: Mapping[str, bytes], context: Context = _ALONE) -> Review:
    """All that can be found in a model. What was found in the same files before comes from the store."""
    key = _key_of_review(files, context)
    kept: Review | None = load(context.store.get("review", key))
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
    context.store.put("review", key, dump(made))
    return made


def build(
    files: Mapping[str, bytes],
    corrections: tuple[str, ...] | None = None,
    *,
    json: bool = False,
    version: str = "",
    context: Context = _ALONE,
    options: Options | None = None,
) -> Built:
    """All stages, for OpenAPI.

    `corrections` are ids and groups (none, compatible, all); None leaves it to the manifest.
    `version` is that of OpenAPI, "3.0" or "3.1"; empty leaves it to the manifest. Of `options` only the examples count.
    """
    asked, examples = _OpenAPI(corrections, json, version), _Examples(options)
    return _emitted(
        _checked_to_build(files, context),
        lambda checked: _openapi(checked, asked, context, examples),
    )


def build_schemas(
    files: Mapping[str, bytes], options: Options | None = None, context: Context = _ALONE
) -> Built:
    """All stages, for JSON Schema; `options` say what a user asked for."""
    examples = _Examples(options)
    return _emitted(
        _checked_to_build(files, context),
        lambda checked: _schemas(checked, options, context, examples),
    )


def build_all(
    files: Mapping[str, bytes],
    corrections: tuple[str, ...] | None = None,
    options: Options | None = None,
    *,
    json: bool = False,
    version: str = "",
    context: Context = _ALONE,
) -> Built:
    """All stages, for every family of artefacts; see `build` and `build_schemas`."""
    asked, examples = _OpenAPI(corrections, json, version), _Examples(options)
    return _emitted(
        _checked_to_build(files, context),
        lambda checked: _openapi(checked, asked, context, examples),
        lambda checked: _schemas(checked, options, context, examples),
    )


class _OpenAPI(NamedTuple):
    """What was asked of OpenAPI documents; see `build`."""

    corrections: tuple[str, ...] | None
    json: bool
    version: str


class _Examples:
    """Makes the examples that `options` ask for, once for all families."""

    def __init__(self, options: Options | None) -> None:
        self._options = options
        self._made: Examples | None = None

    def of(self, model: Model) -> Examples | None:
        """What makes examples of `model`; None where none are asked for."""
        if self._made is None and self._options and self._options.examples:
            from compiler.emit.examples.maker import Examples, day_of_codes  # noqa: PLC0415 - only where it is asked for

            self._made = Examples(model, day_of_codes(self._options.codes))
        return self._made


def _emitted(checked: Checked | Sound, *families: Callable[[Sound], Built]) -> Built:
    """The artefacts of all `families`; none of them where the model or one of the families stands in the way."""
    if not isinstance(checked, Sound):
        return Built(None, checked.diagnostics)
    artefacts: dict[str, bytes] = {}
    for family in families:
        built = family(checked)
        if built.artefacts is None:
            return built
        artefacts |= built.artefacts
    return Built(artefacts, checked.diagnostics, checked.complete)


def _schemas(
    checked: Sound, options: Options | None, context: Context, examples: _Examples
) -> Built:
    from compiler.emit.file_names import unsafe_messages  # noqa: PLC0415 - same
    from compiler.emit.jsonschema.emitter import emit_schemas  # noqa: PLC0415 - only where it is asked for
    from compiler.emit.jsonschema.plan import Options as Defaults  # noqa: PLC0415 - same

    problems = tuple(unsafe_messages(checked.model))
    if problems:
        return Built(None, ordered([*checked.diagnostics, *problems]))
    made = examples.of(checked.model)
    exampler = made.text if made else None
    return Built(
        emit_schemas(checked.model, options or Defaults(), context, exampler), checked.diagnostics
    )


def _openapi(checked: Sound, asked: _OpenAPI, context: Context, examples: _Examples) -> Built:
    (model, found, _), corrections = checked, asked.corrections
    from compiler.emit.openapi.emitter import emit_documents  # noqa: PLC0415

    chosen, unknown = _chosen(model.standard.corrections if corrections is None else corrections)
    if unknown:
        return Built(None, ordered([*found, *_unknown_corrections(model, corrections, unknown)]))
    made = examples.of(model)
    exampler = made.texts if made else None
    documents = emit_documents(
        model, chosen, context, json=asked.json, exampler=exampler, version=asked.version
    )
    return Built(documents, found)


def _chosen(words: tuple[str, ...]) -> tuple[tuple[Correction, ...], tuple[str, ...]]:
    """What `choose` chooses; without a look at the corrections where none is asked for."""
    if set(words) <= {"none"}:
        return (), ()
    from compiler.emit.openapi.correction import choose  # noqa: PLC0415 - only where something is corrected

    return choose(words)


def _unknown_corrections(
    model: Model, asked: tuple[str, ...] | None, unknown: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """A diagnostic for each of the words in `unknown`, where they were asked for: by the caller, or the manifest."""
    from compiler.emit.openapi.correction import GROUPS, all_corrections  # noqa: PLC0415 - only where one is unknown
    from compiler.model.manifest import CORRECTION_GROUPS  # noqa: PLC0415 - same

    words = [
        *(CORRECTION_GROUPS if asked is None else GROUPS),
        *(correction.id for correction in all_corrections()),
    ]
    for word in unknown:
        place = model.standard.place_of(word).span if asked is None else Span("--corrections")
        hint = nearest(word, words) or one_of(words)
        yield Diagnostic(
            "STD01", Severity.ERROR, place, say('"{word}" is no correction', word=word), hint
        )


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
    """A published release to compare: what sheet and documents say, as a model. It has no places in a text."""
    from compiler.importers.release import release  # noqa: PLC0415 - only a published side needs it

    imported = release.read_release(sheet, folder, reference_data)
    if not imported.files:
        return Checked(None, ordered(imported.diagnostics))
    context.tick("import", 1, 1)
    model, problems = link(imported.files)
    return Checked(None if _has_errors(problems) else model, ordered(problems))


def compare(old: Model, new: Model) -> Comparison:
    """What changed between two versions, and whether the version number allows it."""
    from compiler.compare.comparison import compare_models  # noqa: PLC0415 - nobody else needs it

    return compare_models(old, new, (_corrections_of(old), _corrections_of(new)))


def _corrections_of(model: Model) -> Corrections:
    """The corrections that the manifest of `model` chooses, with what each does to clients."""
    from compiler.compare.tree import Corrections  # noqa: PLC0415 - same

    chosen, _ = _chosen(model.standard.corrections)
    effects = tuple((each.id, each.effect.value) for each in chosen)
    return Corrections(effects, frozenset().union(*(each.alters for each in chosen)))


class ImportedModel(NamedTuple):
    """An imported model as texts by path; None where a file could not be read. `account` says where every row went."""

    files: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]


def import_release(
    sheet: Path,
    folder: Path,
    reference_data: Path | None,
    *,
    descriptions: bool = True,
    context: Context = _ALONE,
) -> ImportedModel:
    """A published release → model texts, in three steps.

    What sheet and documents say becomes declarations; what rules find in them as an error is accepted beside the
    element, with where it comes from as the reason; what the documents then still show otherwise is recorded.
    """
    from compiler.importers.release import acceptance, release  # noqa: PLC0415 - only an import needs them

    context.tick("import", 0, 3)
    imported = release.read_release(sheet, folder, reference_data, descriptions=descriptions)
    if not imported.files:
        return ImportedModel(None, imported.diagnostics, ())
    context.tick("import", 1, 3)
    texts = acceptance.texts(imported.files)
    found = check(texts, context)
    if any(d.id[:3] == "SYN" for d in found.diagnostics):
        return ImportedModel(
            texts, ordered([*imported.diagnostics, *found.diagnostics]), imported.account
        )
    texts = acceptance.accept_findings(parse(texts, context), found.diagnostics, imported.version)
    context.tick("import", 2, 3)
    emitted = partial(build, corrections=("none",), context=context)
    built = emitted(texts)
    problems = tuple(d for d in built.diagnostics if d.stops_build)
    deviations: tuple[Diagnostic, ...] = ()
    if built.artefacts is not None and imported.published is not None:
        manifest = next(
            each.source for each in parse(texts, context) if each.source.path == release.MANIFEST
        )
        texts, deviations = acceptance.accept_deviations(
            texts,
            imported.published,
            manifest,
            lambda files: emitted(files).artefacts or {},
            descriptions=descriptions,
        )
    context.tick("import", 3, 3)
    return ImportedModel(
        texts, ordered([*imported.diagnostics, *problems, *deviations]), imported.account
    )


def _has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
