"""Declarations → Model.

Names are looked up here, once. What is unknown, double or circular becomes a diagnostic with its place and the
nearest name, and is left out of the model, so that everything after this stage can trust what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, nearest
from compiler.base.dutch.plurals import propose_plural
from compiler.base.wording import say
from compiler.language.cora import ElementKind
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    Doc,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProcessDecl,
    SourceFile,
    StandardDecl,
    Statement,
)
from compiler.model.linking.elements import element_names, link_elements, register_elements
from compiler.model.linking.kinds import check_kinds
from compiler.model.linking.projections import link_envelope, link_processes
from compiler.model.linking.scope import Scope
from compiler.model.manifest import Manifest
from compiler.model.manifest_reading import missing_manifest, read_manifest
from compiler.model.model import (
    PRIMITIVES,
    Attribute,
    Code,
    CodeList,
    Domain,
    Entity,
    Model,
    path_of,
)


class Linked(NamedTuple):
    """A model and what was wrong with its declarations. The model holds all that could be linked."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]


class _Statements(NamedTuple):
    """The statements of all files, sorted out."""

    standards: list[StandardDecl]
    domains: dict[str, list[DomainDecl]]
    entities: list[tuple[str, EntityDecl]]
    codelists: list[CodeListDecl]
    envelopes: list[EnvelopeDecl]
    processes: list[tuple[ProcessDecl, list[MessageDecl]]]
    elements: list[ElementDecl]


def link_sources(files: Iterable[SourceFile]) -> Linked:
    """Link the declarations of `files` into one model.

    The order of files does not matter: they are taken in the order of their paths.
    """
    ordered = sorted(files, key=lambda file: file.path)
    scope = Scope()
    statements = _sort_out(ordered, scope)
    manifest = _manifest(statements.standards, ordered, scope)
    _register(statements, scope)
    bases = _bases(scope)
    entities = _entities(scope, bases, manifest)
    codelists = {key: _codelist(declaration) for key, declaration in scope.codelists.items()}
    check_kinds(entities, codelists, scope)
    domains = {
        name: Domain(
            name=declarations[0].name,
            description=next((d.doc.text for d in declarations if d.doc), ""),
            shared=any(d.shared for d in declarations),
            entities=tuple(key for key in entities if scope.domain_of[key] == name),
            documented=all(d.documented for d in declarations),
            formerly=next((d.formerly.text for d in declarations if d.formerly), ""),
        )
        for name, declarations in statements.domains.items()
    }
    shared = _shared_domain(statements.domains.values(), scope)
    envelope = link_envelope(statements.envelopes, entities, shared, scope)
    processes = link_processes(statements.processes, entities, scope)
    model = Model(
        standard=manifest,
        domains=domains,
        entities=entities,
        codelists=codelists,
        processes=processes,
        envelope=envelope,
        architecture=link_elements(scope),
    )
    return Linked(model, tuple(scope.diagnostics))


def _shared_domain(domains: Iterable[list[DomainDecl]], scope: Scope) -> str | None:
    """The name of the shared domain; a second one is reported."""
    shared = [
        next(d for d in declarations if d.shared)
        for declarations in domains
        if any(d.shared for d in declarations)
    ]
    for extra in shared[1:]:
        first = shared[0].name
        hint = say(
            'the first, "{first}", stands at {file}:{line}; take "gedeeld" away from one',
            first=first,
            file=first.file,
            line=first.line,
        )
        scope.report(
            "NAM02", extra.name, say('a second shared domain, "{extra}"', extra=extra.name), hint
        )
    return shared[0].name.text if shared else None


def _sort_out(files: Sequence[SourceFile], scope: Scope) -> _Statements:
    found = _Statements(
        standards=[], domains={}, entities=[], codelists=[], envelopes=[], processes=[], elements=[]
    )
    for file in files:
        domain: str | None = None
        messages: list[MessageDecl] | None = None
        for statement in file.statements:
            match statement:
                case DomainDecl():
                    domain = _open_domain(statement, found) or domain
                case EntityDecl() if domain is not None:
                    found.entities.append((domain, statement))
                case ProcessDecl():
                    messages = []
                    found.processes.append((statement, messages))
                case MessageDecl() if messages is not None:
                    messages.append(statement)
                case _:
                    _sort_out_other(statement, found, scope)
    return found


def _open_domain(declaration: DomainDecl, found: _Statements) -> str | None:
    """Take in the members of a domain; its name where it holds what follows it in the file."""
    name = declaration.name.text
    found.domains.setdefault(name, []).append(declaration)
    for member in declaration.members or ():
        if isinstance(member, EntityDecl):
            found.entities.append((name, member))
        else:
            found.codelists.append(member)
    return name if declaration.members is None else None


def _sort_out_other(statement: Statement, found: _Statements, scope: Scope) -> None:
    match statement:
        case StandardDecl():
            found.standards.append(statement)
        case CodeListDecl():
            found.codelists.append(statement)
        case EnvelopeDecl():
            found.envelopes.append(statement)
        case ElementDecl():
            found.elements.append(statement)
        case EntityDecl():
            hint = say('write "domein Naam" above it')
            scope.report(
                "NAM05",
                statement.name,
                say('entity "{statement}" stands in no domain', statement=statement.name),
                hint,
            )
        case MessageDecl():
            hint = say('write ketenproces CODE "title" above it')
            scope.report(
                "NAM05",
                statement.name,
                say('message "{statement}" stands in no process', statement=statement.name),
                hint,
            )


def _manifest(standards: list[StandardDecl], files: Sequence[SourceFile], scope: Scope) -> Manifest:
    if not standards:
        scope.diagnostics.append(missing_manifest(files[0].path if files else ""))
        return Manifest()
    for extra in standards[1:]:
        first = standards[0].name
        hint = say("the first stands at {file}:{line}", file=first.file, line=first.line)
        scope.report(
            "NAM02", extra.name, say('a second standard, "{extra}"', extra=extra.name), hint
        )
    manifest, diagnostics = read_manifest(standards[0])
    scope.diagnostics += diagnostics
    return manifest._replace(ids=tuple(scope.without_repeats(manifest.ids, say("the identifiers"))))


def _register(statements: _Statements, scope: Scope) -> None:
    """Give each entity its key, and each list and element its place."""
    register_elements(statements.elements, scope)
    by_domain: dict[str, list[EntityDecl]] = {}
    for domain, declaration in statements.entities:
        by_domain.setdefault(domain, []).append(declaration)
    unique = {
        d: scope.without_repeats(declarations, say('domain "{name}"', name=d))
        for d, declarations in by_domain.items()
    }
    for domain, declaration in statements.entities:
        if not any(declaration is kept for kept in unique[domain]):
            continue
        name = declaration.name.text
        if name in PRIMITIVES:
            scope.report(
                "NAM02",
                declaration.name,
                say('"{name}" is a primitive type', name=name),
                say("give the entity another name"),
            )
        keys = scope.keys.setdefault(name, [])
        key = f"{domain}.{name}" if keys else name
        while key in scope.entities:
            key += "'"
        keys.append(key)
        scope.entities[key] = declaration
        scope.domain_of[key] = domain
    for codelist in scope.without_repeats(statements.codelists, say("the reference data")):
        if codelist.name.text in PRIMITIVES:
            scope.report(
                "NAM02",
                codelist.name,
                say('"{codelist}" is a primitive type', codelist=codelist.name),
                say("give the list another name"),
            )
        if codelist.name.text in scope.keys:
            hint = say("a list and an entity cannot have one name")
            scope.report(
                "NAM02",
                codelist.name,
                say('"{codelist}" is the name of an entity too', codelist=codelist.name),
                hint,
            )
        else:
            scope.codelists[codelist.name.text] = codelist


def _bases(scope: Scope) -> dict[str, str]:
    """The base of each entity that has one; a circle is reported once, at its first entity, and cut there."""
    bases: dict[str, str] = {}
    for key, declaration in scope.entities.items():
        if declaration.base and (
            base := scope.entity_key(declaration.base, scope.domain_of[key], say("base"))
        ):
            bases[key] = base
    settled: set[str] = set()
    for start in list(bases):
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in path:
            path[at] = None
            at = bases.get(at)
        if at is not None and at in path:
            circle = " is ".join([*list(path)[list(path).index(at) :], at])
            place = scope.entities[at].base or scope.entities[at].name
            scope.report(
                "NAM03",
                place,
                say('"{at}" is derived from itself: {circle}', at=at, circle=circle),
                say("take one of them away"),
            )
            del bases[at]
        settled |= path.keys()
    return bases


def _entities(scope: Scope, bases: dict[str, str], manifest: Manifest) -> dict[str, Entity]:
    derived: dict[str, list[str]] = {}
    for key, base in bases.items():
        derived.setdefault(base, []).append(key)
    entities = {}
    for key, declaration in scope.entities.items():
        domain = scope.domain_of[key]
        named = [declaration.business_object] if declaration.business_object else []
        owner = say('entity "{name}"', name=declaration.name)
        declared = scope.without_repeats(declaration.attributes, owner)
        with_ids = key not in bases and not declaration.value_object
        _check_words(declaration, declared, scope, with_ids=with_ids)
        plural = (
            declaration.plural.text if declaration.plural else propose_plural(declaration.name.text)
        )
        attributes = _with_ids(declaration, declared, manifest, domain, scope) if with_ids else [
            attribute for d in declared if (attribute := scope.attribute(d, domain)) is not None
        ]  # fmt: skip
        made = {attribute.name.text for attribute in attributes}
        scope.broken |= {(key, d.name.text) for d in declared if d.name.text not in made}
        entities[key] = Entity(
            key=key,
            name=declaration.name,
            domain=domain,
            description=_text(declaration.doc),
            abstract=declaration.abstract,
            value_object=declaration.value_object,
            base=bases.get(key),
            base_name=declaration.base,
            derived=tuple(derived.get(key, ())),
            plural=plural,
            path=declaration.path.text if declaration.path else path_of(plural),
            attributes=tuple(attributes),
            suppressions=declaration.suppressions,
            formerly=declaration.formerly.text if declaration.formerly else "",
            told_by=tuple(name.text for name in declaration.told_by),
            business_object="".join(element_names(named, ElementKind.BUSINESS_OBJECT, scope)),
        )
    return entities


def _check_words(
    entity: EntityDecl, declared: list[AttributeDecl], scope: Scope, *, with_ids: bool
) -> None:
    """Report words that would say nothing: `eigen` outside a message, `zonder` where there are no identifiers."""
    for attribute in declared:
        if attribute.own:
            hint = say('leave "eigen" out: it marks what a message adds to an entity')
            scope.report(
                "NAM05",
                attribute.name,
                say('"eigen" says nothing about "{attribute}" here', attribute=attribute.name),
                hint,
            )
    reason = (
        say("a value object has no identifiers")
        if entity.value_object
        else say("it has the identifiers of its base")
    )
    for name in () if with_ids else entity.without:
        scope.report(
            "NAM05",
            name,
            say('"zonder {name}" says nothing about "{entity}"', name=name, entity=entity.name),
            say("{reason}; leave it out", reason=reason),
        )


def _with_ids(
    entity: EntityDecl, declared: list[AttributeDecl], manifest: Manifest, domain: str, scope: Scope
) -> list[Attribute]:
    """The standard identifiers (GM11), then the rest. One that the entity declares itself replaces the standard one."""
    own = {declaration.name.text: declaration for declaration in declared}
    standard = {declaration.name.text for declaration in manifest.ids}
    left_out = {name.text for name in entity.without}
    for name in entity.without:
        if name.text not in standard:
            hint = nearest(name.text, standard)
            scope.report(
                "NAM01",
                name,
                say(
                    '"{name}" is no standard identifier of "{manifest}"',
                    name=name,
                    manifest=manifest.name,
                ),
                hint,
            )
    ids = [own.get(d.name.text, d) for d in manifest.ids if d.name.text not in left_out]
    rest = [d for d in declared if d.name.text not in standard or d.name.text in left_out]
    made = [(scope.attribute(d, domain, standard=True)) for d in ids] + [
        scope.attribute(d, domain) for d in rest
    ]
    return [attribute for attribute in made if attribute is not None]


def _codelist(declaration: CodeListDecl) -> CodeList:
    codes = tuple(map(_code, declaration.codes))
    domains = tuple(name.text for name in declaration.domains)
    formerly = declaration.formerly.text if declaration.formerly else ""
    description = _text(declaration.doc)
    return CodeList(
        name=declaration.name,
        description=description,
        domains=domains,
        codes=codes,
        formerly=formerly,
        suppressions=declaration.suppressions,
    )


def _code(declared: CodeDecl) -> Code:
    parent = declared.parent
    return Code(
        code=declared.code,
        label=declared.label,
        description=_text(declared.doc),
        parent=(parent[0].text, parent[1].text) if parent else None,
        begin=declared.begin,
        end=declared.end,
        domains=declared.domains,
        formerly=declared.formerly,
        suppressions=declared.suppressions,
        parent_at=parent,
        begin_at=declared.begin_at,
        end_at=declared.end_at,
    )


def _text(doc: Doc | None) -> str:
    return doc.text if doc else ""
