"""A published release (sheet, OpenAPI documents, reference data) → source files of a model."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity, has_errors, ordered
from compiler.base.source import Name
from compiler.base.store import digest
from compiler.base.wording import Text, say
from compiler.importers.model_texts import CODELISTS, MANIFEST
from compiler.importers.release import interface
from compiler.importers.release.domain_spelling import with_domains
from compiler.importers.release.facts import Facts
from compiler.importers.release.horizontal import Horizontal
from compiler.importers.release.manifest import declare_standard
from compiler.importers.release.published import documents_in, read_documents
from compiler.importers.release.published_document import Published
from compiler.importers.release.reference_data import ReferenceData, read_reference_data
from compiler.importers.release.sheet_rows import Workbook
from compiler.importers.release.vertical import Vertical
from compiler.importers.release.workbook import read_workbook
from compiler.importers.release.workbook_guard import MAX_FILE
from compiler.language.declarations import (
    AttributeDecl,
    CodeListDecl,
    Comment,
    DomainDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProjectionDecl,
    SourceFile,
    TypeRef,
)
from compiler.model.elements import PRIMITIVES


class Imported(NamedTuple):
    """The source files of an imported model, what was found on the way, and an account of every row."""

    files: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    account: tuple[Text, ...]
    version: str = ""
    published: Published | None = None


def read_release(
    sheet: Path, folder: Path, reference_data: Path | None, *, descriptions: bool = True
) -> Imported:
    """Read a release. On an error (a file that cannot be read) there are diagnostics and no files.

    With `descriptions` False the published sentences (descriptions, constraints) stay out.
    """
    workbook = read_workbook(sheet)
    has_processes = len({row.model for row in workbook.rows}) != 1
    published = read_documents(folder, has_processes=has_processes)
    codes = (
        read_reference_data(reference_data, descriptions=descriptions)
        if reference_data
        else ReferenceData((), ())
    )
    problems = [*workbook.diagnostics, *published.diagnostics, *codes.diagnostics]
    if has_errors(problems):
        return Imported((), ordered(problems), ())
    facts = Facts(workbook, published)
    codes = with_domains(codes, (document.name for document in facts.domains))
    horizontal = Horizontal(facts)
    version = _version(facts)
    vertical = Vertical(facts, horizontal, version)
    files = list(_files(facts, horizontal, vertical, codes, version))
    if not descriptions:
        files = [_bare(file, horizontal.ids) for file in files]
    account = tuple(_account(workbook, facts, vertical, codes))
    return Imported(
        files=tuple(files),
        diagnostics=ordered([*facts.diagnostics, *codes.diagnostics]),
        account=account,
        version=version,
        published=published,
    )


def digest_of_release(sheet: Path, folder: Path, reference_data: Path | None) -> str:
    """A key for all that `read_release` makes a model of; empty where a file is none, too large or not to be read."""
    parts: list[bytes | str] = []
    try:
        for path in (sheet, *documents_in(folder), *([reference_data] if reference_data else ())):
            if not path.is_file() or path.stat().st_size > MAX_FILE:
                return ""
            parts += (f"{path.parent.name}/{path.name}", path.read_bytes())
    except OSError:
        return ""
    return digest(*parts)


def _version(facts: Facts) -> str:
    """What most domain documents say; where none says it, the sheet."""
    shown = filter(None, (document.version for document in facts.domains))
    written = filter(None, (row.version for row in facts.horizontal.values()))
    return interface.most_common(shown, "") or interface.most_common(written, "0.0.0")


def _files(
    facts: Facts, horizontal: Horizontal, vertical: Vertical, codes: ReferenceData, version: str
) -> Iterator[SourceFile]:
    domains = list(horizontal.domains())
    envelope = horizontal.envelope()
    processes = list(vertical.processes())
    unpublished = _unpublished(facts)
    manifest = declare_standard(facts, horizontal, version)
    yield SourceFile(MANIFEST, (manifest, envelope) if envelope else (manifest,))
    for domain, entities in domains:
        comments = unpublished.pop(domain.name.text, ())
        path = f"domeinen/{file_name(domain.name.text)}.vera"
        yield SourceFile(path, (domain, *entities), comments)
    for process, messages in processes:
        comments = unpublished.pop(process.name.text, ())
        path = f"ketenprocessen/{file_name(process.name.text)}.vera"
        yield SourceFile(path, (process, *messages), comments)
    all_messages = [message for _, messages in processes for message in messages]
    used = _used_lists(domains, all_messages, envelope, facts)
    missing = _without_values(used, codes, facts)
    rest = tuple(comment for comments in unpublished.values() for comment in comments)
    yield SourceFile(CODELISTS, (*codes.lists, *missing), rest)


def _without_values(
    used: Mapping[str, set[str]], codes: ReferenceData, facts: Facts
) -> list[CodeListDecl]:
    """The lists that are used and have no values; each is reported where there is reference data at all."""
    known = {codelist.name.text for codelist in codes.lists}
    missing: list[CodeListDecl] = []
    for name in sorted(used.keys() - known):
        domains = tuple(map(Name, sorted(used[name])))
        missing.append(CodeListDecl(Name(name), None, domains))
    for codelist in missing if codes.lists else ():
        message = say(
            'list "{codelist}" is used by the model and has no values in the reference data',
            codelist=codelist.name,
        )
        hint = say("it is declared without values")
        facts.report("IMP16", codelist.name.span, message, hint, Severity.HINT)
    return missing


def _unpublished(facts: Facts) -> dict[str, tuple[Comment, ...]]:
    """The rows that no document shows, by domain or process: each is reported, and kept as a comment."""
    found: dict[str, tuple[Comment, ...]] = {}
    for row in (*facts.horizontal.values(), *facts.vertical.values()):
        if row in facts.used:
            continue
        where = row.group if facts.horizontal.get((row.entity, row.attribute)) is row else row.model
        what = f"{row.group} {row.entity}.{row.attribute} : {row.type}"
        message = say(
            '"{entity}.{attribute}" of {model} {group} stands in no published document',
            entity=row.entity,
            attribute=row.attribute,
            model=row.model,
            group=row.group,
        )
        facts.report(
            "IMP11",
            row.cell("attribute"),
            message,
            say("it is kept as a comment; publish it or take the row away"),
        )
        text = " ".join(f"// niet gepubliceerd ({row.sheet}, rij {row.row}): {what}".split())
        found[where] = (*found.get(where, ()), Comment(text, 0, trailing=False))
    return found


def file_name(name: str) -> str:
    """`name` as a file name that is safe everywhere."""
    return re.sub(r"[^\w-]", "_", name)


def _used_lists(
    entities: Sequence[tuple[DomainDecl, list[EntityDecl]]],
    messages: Sequence[MessageDecl],
    envelope: EnvelopeDecl | None,
    facts: Facts,
) -> dict[str, set[str]]:
    """The reference data lists that attributes refer to, each with the domains that use it (RD05)."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for domain, members in entities:
        for entity in members:
            for attribute in entity.attributes:
                used[attribute.type.name.text].add(domain.name.text)
    projections = [projection for message in messages for projection in message.projections]
    own = [*_own_attributes(projections)]
    if envelope:
        own += [*envelope.attributes, *_own_attributes(envelope.projections)]
    for attribute in own:
        used.setdefault(attribute.type.name.text, set())
    others = {*PRIMITIVES, *facts.model.entities}
    return {name: domains for name, domains in used.items() if name not in others}


def _own_attributes(projections: Iterable[ProjectionDecl]) -> Iterator[AttributeDecl]:
    """The attributes that projections add to their entities."""
    for projection in projections:
        for item in projection.items:
            if isinstance(item, AttributeDecl):
                yield item


def _bare(value: Any, ids: Sequence[AttributeDecl]) -> Any:
    """`value` without the published sentences; regular expressions and reasons stay.

    An identifier that an entity only described otherwise is then no longer its own.
    """
    if isinstance(value, (Name, TypeRef)) or not isinstance(value, tuple):
        return value
    if isinstance(value, AttributeDecl):
        return value._replace(doc=None, constraint="")
    if isinstance(value, EntityDecl):
        return _bare_entity(value, ids)
    fields = getattr(value, "_fields", None)
    if fields is None:
        return tuple(_bare(item, ids) for item in value)
    bare = {field: _bare(getattr(value, field), ids) for field in fields if field != "doc"}
    if "doc" in fields:
        bare["doc"] = None
    return value._replace(**bare)  # type: ignore[attr-defined]


def _bare_entity(entity: EntityDecl, ids: Sequence[AttributeDecl]) -> EntityDecl:
    attributes = [_bare(attribute, ids) for attribute in entity.attributes]
    has_ids = not entity.base and not entity.value_object
    if has_ids:
        standard = [_bare(attribute, ids) for attribute in ids]
        attributes = [attribute for attribute in attributes if attribute not in standard]
    return entity._replace(doc=None, attributes=tuple(attributes))


def _account(
    workbook: Workbook, facts: Facts, vertical: Vertical, codes: ReferenceData
) -> Iterator[Text]:
    rows = [*facts.horizontal.values(), *facts.vertical.values()]
    unpublished = sum(row not in facts.used for row in rows)
    repeated = len(workbook.rows) - len(rows)
    second = len(workbook.rows) + workbook.empty + workbook.unusable - workbook.read
    counted = say(
        "sheet: rows {read} = imported {number} + not published {unpublished} + repeated {repeated} + "
        "unusable {unusable} + empty {empty}",
        read=workbook.read,
        number=len(rows) - unpublished - second + min(second, 0),
        unpublished=unpublished,
        repeated=repeated,
        unusable=workbook.unusable,
        empty=workbook.empty,
    )
    if second:
        counted = say(
            "{counted} (and attributes that shared a row: {second})", counted=counted, second=second
        )
    yield counted
    yield say(
        "model: domains {domains}, entities {entities}, attributes {attributes}, processes {processes}, "
        "messages {messages}; attributes in messages that the entity lacks {own}, with another type {other_type}",
        domains=len(facts.model.domains),
        entities=len(facts.entities),
        attributes=sum(len(a) for a in vertical.horizontal.values()),
        processes=len(facts.processes),
        messages=sum(len(d.resources) for d in facts.processes),
        own=vertical.own,
        other_type=vertical.other_type,
    )
    if codes.rows:
        values = sum(len(codelist.codes) for codelist in codes.lists)
        yield say(
            "reference data: rows {rows} = values {values} (lists {count}) + unusable {unusable} + empty {empty}",
            rows=codes.rows,
            values=values,
            count=len(codes.lists),
            unusable=codes.unusable,
            empty=codes.empty,
        )
