"""What an import takes over although it is wrong: it was published. Each thing is written beside its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.importers.model_texts import (
    MANIFEST,
    NOT_OF_RULES,
    setting,
    texts_of_files,
    unfaithful,
    with_severities,
)
from compiler.importers.release.published_deviations import published_deviations
from compiler.importers.release.release import Imported
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ParsedFile,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Suppression,
)
from compiler.language.formatter import format_source
from compiler.model.manifest import Deviation

# Where the elements stand that can have a suppression.
_MEMBERS: Mapping[type, tuple[str, ...]] = {
    SourceFile: ("statements",),
    DomainDecl: ("members",),
    EntityDecl: ("attributes",),
    CodeListDecl: ("codes",),
    EnvelopeDecl: ("attributes", "projections"),
    MessageDecl: ("projections",),
    ProjectionDecl: ("items",),
    StandardDecl: ("settings",),
    SettingDecl: ("members",),
}


class Stages(NamedTuple):
    """What the importers need of the pipeline, which stands above them; each takes model texts by path.

    `parse` gives their files, `findings` what a check finds, `documents` the OpenAPI documents without corrections
    (None where something stands in the way) with what a build finds.
    """

    parse: Callable[[Mapping[str, bytes]], Sequence[ParsedFile]]
    findings: Callable[[Mapping[str, bytes]], tuple[Diagnostic, ...]]
    documents: Callable[
        [Mapping[str, bytes]], tuple[Mapping[str, bytes] | None, tuple[Diagnostic, ...]]
    ]


class Accepted(NamedTuple):
    """The texts of a model that takes over what was published, and what was found on the way."""

    texts: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]


def accepted(
    imported: Imported, stages: Stages, tick: Callable[[int], None], *, descriptions: bool = True
) -> Accepted:
    """The texts of an imported model, where all that is wrong in it is accepted because it was published.

    What rules find as an error is accepted beside the element, with where it comes from as the reason; what the
    documents then still show otherwise is recorded in the manifest. Where the texts would not be read again, or not as
    what was imported, there are none.
    `tick` hears how many of the steps are done: 2 and 3 of 3, the first was to read the release.
    """
    texts = texts_of_files(imported.files)
    if wrong := unfaithful(texts, stages.parse(texts)):
        return Accepted(None, wrong)
    found = stages.findings(texts)
    texts = accept_findings(stages.parse(texts), found, imported.version)
    tick(2)
    documents, found = stages.documents(texts)
    problems = tuple(d for d in found if d.stops_build)
    deviations: tuple[Deviation, ...] = ()
    if documents is not None and imported.published is not None:
        manifest = next(each.source for each in stages.parse(texts) if each.source.path == MANIFEST)
        extended = partial(_with_each_deviation, texts, manifest)
        deviations = published_deviations(
            imported.published,
            lambda given: stages.documents(extended(given))[0] or {} if given else documents,
            descriptions=descriptions,
        )
        texts = extended(deviations)
    tick(3)
    return Accepted(texts, (*problems, *map(_report, deviations)))


def accept_findings(
    parsed: Sequence[ParsedFile], found: Iterable[Diagnostic], version: str
) -> dict[str, bytes]:
    """The texts with a suppression beside each element that a rule finds an error in.

    An error in the line of a value of reference data is one of that value: its parent and its dates stand there too.
    What no element can pass over, such as the version of the standard, is a warning of that rule in the manifest.
    Rules that ask for other texts are off where they find something: published texts stay as they are.
    """
    reason = f"zo gepubliceerd in {version}"
    found = tuple(found)
    errors = [d for d in found if d.stops_build and not d.id.startswith(NOT_OF_RULES)]
    wanted: dict[tuple[object, ...], tuple[str, ...]] = {}
    for d in errors:
        for place in (d.span, _line(d.span)):
            wanted[place] = (*wanted.get(place, ()), d.id)
    passed_over: set[tuple[object, ...]] = set()
    sources = [_accepting(each.source, wanted, reason, passed_over) for each in parsed]
    lighter = {d.id for d in errors if not {d.span, _line(d.span)} & passed_over}
    severities = dict.fromkeys(sorted(lighter), "waarschuwing")
    severities |= dict.fromkeys(sorted({d.id for d in found} & _ids_of_texts()), "uit")
    return {
        source.path: format_source(with_severities(source, severities)).encode()
        for source in sources
    }


def _ids_of_texts() -> frozenset[str]:
    """The ids of the rules that ask for other words in texts."""
    from compiler.rules.run import all_rules  # noqa: PLC0415 - only an import that found something needs it

    return frozenset(rule.id for rule in all_rules() if rule.of_texts)


def _accepting(
    value: Any,
    wanted: Mapping[tuple[object, ...], tuple[str, ...]],
    reason: str,
    passed_over: set[tuple[object, ...]],
) -> Any:
    """`value` and what stands in it, with the suppressions that are `wanted` at the places of its names.

    The places that get one are added to `passed_over`.
    """
    for field in _MEMBERS.get(type(value), ()):
        members = getattr(value, field)
        if members is not None:
            value = value._replace(
                **{
                    field: tuple(
                        _accepting(member, wanted, reason, passed_over) for member in members
                    )
                }
            )
    if not hasattr(value, "suppressions"):
        return value
    place = _line(value.code.span) if isinstance(value, CodeDecl) else value.name.span
    passed_over |= {place} & wanted.keys()
    accepted = (Suppression(Name(id_), reason) for id_ in dict.fromkeys(wanted.get(place, ())))
    return value._replace(suppressions=(*value.suppressions, *accepted))


def _line(place: Span) -> tuple[str, int]:
    """The line of a place, as a place of its own."""
    return place.file, place.line


def _with_each_deviation(
    texts: Mapping[str, bytes], manifest: SourceFile, deviations: Sequence[Deviation]
) -> dict[str, bytes]:
    """The texts with a line in the manifest for each of `deviations`."""
    if not deviations:
        return dict(texts)
    extended = with_deviations(manifest, deviations)
    return {**texts, manifest.path: format_source(extended).encode()}


def _report(deviation: Deviation) -> Diagnostic:
    place = Span(f"{deviation.document}.yaml{deviation.pointer}")
    shown = (
        say("has nothing here")
        if deviation.value is None
        else say("has {value} here", value=json.dumps(deviation.value)[:60])
    )
    message = say(
        "the published document {shown}, which nothing in the model explains", shown=shown
    )
    return Diagnostic(
        "IMP17",
        Severity.WARNING,
        place,
        message,
        hint=say("it is kept in the manifest, under afwijkingen"),
    )


def with_deviations(manifest: SourceFile, deviations: Sequence[Deviation]) -> SourceFile:
    """The manifest with a line for each of `deviations`."""
    lines = [
        setting(d.document, d.pointer, *([d.value] if d.value is not None else []))
        for d in deviations
    ]
    block = setting("afwijkingen", members=lines)

    def extended(member: SettingDecl | AttributeDecl) -> SettingDecl | AttributeDecl:
        if isinstance(member, SettingDecl) and member.key.text == "koppelvlak":
            return member._replace(members=(*(member.members or ()), block))
        return member

    statements = tuple(
        s._replace(settings=tuple(map(extended, s.settings))) if isinstance(s, StandardDecl) else s
        for s in manifest.statements
    )
    return manifest._replace(statements=statements)
