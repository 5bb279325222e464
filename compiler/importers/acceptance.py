"""What an import takes over although it is wrong: it was published. Each thing is written beside its place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from compiler.declarations import (
    AttributeDecl,
    DomainDecl,
    EntityDecl,
    MessageDecl,
    Parsed,
    ProjectionDecl,
    SettingDecl,
    SourceFile,
    StandardDecl,
    Suppression,
)
from compiler.diagnostics import Diagnostic, Severity
from compiler.format import format_source
from compiler.importers.deviations import find_deviations, remaining_deviations, without_sentences
from compiler.importers.interface import setting
from compiler.importers.published import Published
from compiler.manifest import Deviation
from compiler.source import Name, Span


def texts(files: Iterable[SourceFile]) -> dict[str, bytes]:
    """The files as canonical text."""
    return {file.path: format_source(file).encode() for file in files}


def accept_findings(parsed: Sequence[Parsed], found: Iterable[Diagnostic], version: str) -> dict[str, bytes]:
    """The texts with a suppression beside each element that a rule finds an error in."""
    reason = f"zo gepubliceerd in {version}"
    wanted: dict[Span, list[str]] = defaultdict(list)
    for each in found:
        if each.stops_build and each.id[:3] not in ("NAM", "STD", "SYN", "OUT") and each.id not in wanted[each.span]:
            wanted[each.span].append(each.id)
    return {each.source.path: format_source(_accepting(each.source, wanted, reason)).encode() for each in parsed}


def _accepting(value: Any, wanted: Mapping[Span, Sequence[str]], reason: str) -> Any:
    """`value` with the suppressions, beside whatever in it bears a name that a finding is about."""
    if isinstance(value, SourceFile):
        return value._replace(statements=tuple(_accepting(s, wanted, reason) for s in value.statements))
    if isinstance(value, DomainDecl) and value.members is not None:
        return value._replace(members=tuple(_accepting(m, wanted, reason) for m in value.members))
    if isinstance(value, EntityDecl):
        value = value._replace(attributes=tuple(_accepting(a, wanted, reason) for a in value.attributes))
    if isinstance(value, MessageDecl):
        return value._replace(projections=tuple(_accepting(p, wanted, reason) for p in value.projections))
    if isinstance(value, ProjectionDecl):
        return value._replace(items=tuple(_accepting(item, wanted, reason) for item in value.items))
    if isinstance(value, (EntityDecl, AttributeDecl)) and value.name.span in wanted:
        accepted = (Suppression(Name(id_), reason) for id_ in wanted[value.name.span])
        return value._replace(suppressions=(*value.suppressions, *accepted))
    return value


def accept_deviations(
    files: Mapping[str, bytes],
    published: Published,
    manifest: SourceFile,
    build: Callable[[Mapping[str, bytes]], Any],
    *,
    descriptions: bool = True,
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The texts with a line in the manifest for each difference from `published`, each reported.

    `build` gives the artefacts of model texts. What general lines do not explain is found by building with them.
    With `descriptions` False the published sentences about entities and attributes stay out.
    """
    keep = tuple if descriptions else without_sentences
    trees = {f"{d.folder}/{d.name}": d.tree for d in published.documents.values()}
    generated = _trees(build(files))
    deviations = keep(find_deviations(trees, generated, _words(published, generated)))
    if not deviations:
        return dict(files), ()
    extended = {**files, manifest.path: format_source(_with_deviations(manifest, deviations)).encode()}
    if rest := remaining_deviations(trees, _trees(build(extended))):
        deviations = (*deviations, *keep(rest))
        extended = {**files, manifest.path: format_source(_with_deviations(manifest, deviations)).encode()}
    return extended, tuple(map(_report, deviations))


def _trees(artefacts: Mapping[str, bytes]) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - only an import needs it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.removeprefix("openapi/").removesuffix(".yaml"): yaml.load(content, Loader=loader)  # noqa: S506
        for path, content in artefacts.items()
    }


def _words(published: Published, generated: Mapping[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    """Per document and first part of a path the words of that resource, where the generated document has it."""
    return {
        f"{document.folder}/{document.name}": {
            document.paths[tag]: {
                "{bericht}": schema + document.suffix, "{meervoud}": tag,
                "{entiteit}": schema.removeprefix(f"{tag}-"), "{model}": document.name,
            }
            for tag, schema in document.resources.items()
            if f"/{document.paths[tag]}" in generated.get(f"{document.folder}/{document.name}", {}).get("paths", {})
        }
        for document in published.documents.values()
    }  # fmt: skip


def _report(deviation: Deviation) -> Diagnostic:
    place = Span(f"{deviation.document}.yaml{deviation.pointer}")
    shown = "has nothing here" if deviation.value is None else f"has {json.dumps(deviation.value)[:60]} here"
    message = f"the published document {shown}, which nothing in the model explains"
    return Diagnostic("IMP17", Severity.WARNING, place, message, "it is kept in the manifest, under afwijkingen")


def _with_deviations(manifest: SourceFile, deviations: Sequence[Deviation]) -> SourceFile:
    lines = [setting(d.document, d.pointer, *([d.value] if d.value is not None else [])) for d in deviations]
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
