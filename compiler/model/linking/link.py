"""Declarations → Model.

Names are looked up here, once. What is unknown, double or circular becomes a diagnostic with its place and the
nearest name, and is left out of the model, so that everything after this stage can trust what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic
from compiler.base.guide_paths import is_guide
from compiler.base.memory import Memory
from compiler.base.wording import say
from compiler.language.declarations import (
    CodeListDecl,
    DomainDecl,
    EntityDecl,
    SourceFile,
    StandardDecl,
)
from compiler.model.elements import PRIMITIVES, Domain
from compiler.model.entity_keys import entity_key
from compiler.model.linking.codelists import link_codelist
from compiler.model.linking.drawn_twice import report_drawn_twice
from compiler.model.linking.elements import link_elements, register_elements
from compiler.model.linking.entities import link_entities
from compiler.model.linking.kinds import check_kinds
from compiler.model.linking.names import Scope
from compiler.model.linking.projections import link_envelope, link_processes
from compiler.model.linking.statements import Statements, sort_out
from compiler.model.manifest import Manifest
from compiler.model.manifest_reading import missing_manifest, read_manifest
from compiler.model.model import Model


class Linked(NamedTuple):
    """A model and what was wrong with its declarations. The model holds all that could be linked."""

    model: Model
    diagnostics: tuple[Diagnostic, ...]


def link_sources(files: Iterable[SourceFile], memory: Memory[object] | None = None) -> Linked:
    """Link the declarations of `files` into one model.

    The order of files does not matter: they are taken in the order of their paths. What `memory` holds of a former
    model is the same in this one where it is made of the same, and stands there as the same object.
    """
    ordered = sorted(files, key=lambda file: file.path)
    scope = Scope(memory)
    statements = sort_out(ordered, scope)
    manifest = _manifest(statements.standards, ordered, scope)
    _register(statements, scope)
    report_drawn_twice(statements, scope)
    entities = link_entities(scope, manifest)
    codelists = {
        key: scope.kept(("list", key), (declaration,), partial(link_codelist, declaration))
        for key, declaration in scope.codelists.items()
    }
    check_kinds(entities, codelists, scope)
    domains = _domains(statements.domains, scope)
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
        guides={file.path: file.guide for file in ordered if is_guide(file.path)},
        memory=memory,
    )
    return Linked(model, tuple(scope.diagnostics))


def _domains(declared: Mapping[str, Sequence[DomainDecl]], scope: Scope) -> dict[str, Domain]:
    keys: dict[str, list[str]] = {}
    for key, domain in scope.domain_of.items():
        keys.setdefault(domain, []).append(key)
    found = {}
    for name, declarations in declared.items():
        made_of = (tuple(declarations), tuple(keys.get(name, ())))
        found[name] = scope.kept(("domain", name), made_of, partial(_domain, *made_of))
    return found


def _domain(declarations: Sequence[DomainDecl], entities: tuple[str, ...], _: Scope) -> Domain:
    """A domain, which may be declared in several files: what one of them says counts."""
    descriptions = [declaration.doc.text for declaration in declarations if declaration.doc]
    former_names = [
        declaration.formerly.text for declaration in declarations if declaration.formerly
    ]
    return Domain(
        name=declarations[0].name,
        description=descriptions[0] if descriptions else "",
        shared=any(declaration.shared for declaration in declarations),
        entities=entities,
        documented=all(declaration.documented for declaration in declarations),
        formerly=former_names[0] if former_names else "",
        drawn=next((declaration.drawn for declaration in declarations if declaration.drawn), ""),
    )


def _shared_domain(domains: Iterable[Sequence[DomainDecl]], scope: Scope) -> str | None:
    """The name of the shared domain; a second one is reported."""
    shared: list[DomainDecl] = []
    for declarations in domains:
        of_domain = [declaration for declaration in declarations if declaration.shared]
        shared += of_domain[:1]
    for extra in shared[1:]:
        first = shared[0].name
        message = say('a second shared domain, "{extra}"', extra=extra.name)
        hint = say(
            'the first, "{first}", stands at {file}:{line}; take "gedeeld" away from one',
            first=first,
            file=first.file,
            line=first.line,
        )
        scope.report("NAM02", extra.name, message, hint)
    return shared[0].name.text if shared else None


def _manifest(standards: list[StandardDecl], files: Sequence[SourceFile], scope: Scope) -> Manifest:
    if not standards:
        scope.diagnostics.append(
            missing_manifest(next((file.path for file in files if not is_guide(file.path)), ""))
        )
        return Manifest()
    for extra in standards[1:]:
        first = standards[0].name
        message = say('a second standard, "{extra}"', extra=extra.name)
        hint = say("the first stands at {file}:{line}", file=first.file, line=first.line)
        scope.report("NAM02", extra.name, message, hint)
    return scope.kept(("standard",), (standards[0],), partial(_read_manifest, standards[0]))


def _read_manifest(standard: StandardDecl, scope: Scope) -> Manifest:
    manifest, diagnostics = read_manifest(standard)
    scope.diagnostics += diagnostics
    return manifest._replace(ids=tuple(scope.without_repeats(manifest.ids, say("the identifiers"))))


def _register(statements: Statements, scope: Scope) -> None:
    """Give each entity its key, and each list and element its place."""
    register_elements(statements.elements, scope)
    by_domain: dict[str, list[EntityDecl]] = {}
    for domain, declaration in statements.entities:
        by_domain.setdefault(domain, []).append(declaration)
    unique: set[int] = set()
    for domain, declarations in by_domain.items():
        kept = scope.without_repeats(declarations, say('domain "{name}"', name=domain))
        unique.update(map(id, kept))
    for domain, declaration in statements.entities:
        if id(declaration) in unique:
            _register_entity(domain, declaration, scope)
    for codelist in scope.without_repeats(statements.codelists, say("the reference data")):
        _register_codelist(codelist, scope)


def _register_entity(domain: str, declaration: EntityDecl, scope: Scope) -> None:
    """Give an entity its key: its name, or one with its domain where another entity has that name."""
    name = declaration.name.text
    if name in PRIMITIVES:
        message = say('"{name}" is a primitive type', name=name)
        scope.report("NAM02", declaration.name, message, say("give the entity another name"))
    keys = scope.keys.setdefault(name, [])
    key = entity_key(name, domain, scope.entities, is_first=not keys)
    keys.append(key)
    scope.entities[key] = declaration
    scope.domain_of[key] = domain


def _register_codelist(codelist: CodeListDecl, scope: Scope) -> None:
    name = codelist.name.text
    if name in PRIMITIVES:
        message = say('"{codelist}" is a primitive type', codelist=codelist.name)
        scope.report("NAM02", codelist.name, message, say("give the list another name"))
    if name in scope.keys:
        message = say('"{codelist}" is the name of an entity too', codelist=codelist.name)
        hint = say("a list and an entity cannot have one name")
        scope.report("NAM02", codelist.name, message, hint)
    else:
        scope.codelists[name] = codelist
