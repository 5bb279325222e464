"""All that a model says, without places: equal for two texts that mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compiler.language.declarations import Suppression
from compiler.model.elements import Attribute, Projection
from compiler.model.manifest import Manifest
from compiler.model.model import Model


def structure(model: Model) -> Any:
    """All that the model says, without places: equal for two texts that mean the same."""
    return (
        _manifest(model.standard),
        [
            (d.name.text, d.description, d.shared, d.entities, d.documented, d.formerly)
            for d in model.domains.values()
        ],
        [
            (e.key, e.domain, e.description, e.abstract, e.value_object, e.base, e.derived, e.plural, e.path,
             [_facts(a) for a in e.attributes], _reasons(e.suppressions), e.formerly,
             e.told_by, e.business_object)
            for e in model.entities.values()
        ],
        [
            (c.name.text, c.description, c.domains, c.formerly, _reasons(c.suppressions),
             [(v.code.text, *v[1:8], _reasons(v.suppressions)) for v in c.codes])
            for c in model.codelists.values()
        ],
        [
            (p.code.text, p.title, p.version, p.description, p.formerly, p.business_processes,
             [(m.name.text, m.root, m.path, m.description, m.formerly, _projections(m.projections))
              for m in p.messages])
            for p in model.processes.values()
        ],
        model.envelope and ([_facts(a) for a in model.envelope.attributes], _projections(model.envelope.projections)),
        [(*key, e.description, e.wholes, _reasons(e.suppressions)) for key, e in model.architecture.items()],
    )  # fmt: skip


def _manifest(manifest: Manifest) -> Any:
    """All that it says, without places."""
    ids = tuple(
        (a.name.text, a.type.name.text, a.doc and a.doc.text, a.core, a.constraint)
        for a in manifest.ids
    )
    samples = tuple(
        (s.owner, s.name.text, *(value.text for value in s.values)) for s in manifest.examples
    )
    severities = tuple(manifest.severities.items())
    instead = tuple((refused.text, taken.text) for refused, taken in manifest.instead)
    kept = (manifest.words, manifest.registrations, severities, manifest.corrections)
    return (manifest.name.text, *manifest[1:7], ids, *kept, samples, instead)


def _facts(attribute: Attribute) -> tuple[Any, ...]:
    reasons = _reasons(attribute.suppressions)
    return (attribute.name.text, *attribute[1:14], attribute.source.text, reasons)


def _reasons(suppressions: tuple[Suppression, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((s.rule.text, s.reason) for s in suppressions)


def _projections(projections: Mapping[str, Projection]) -> list[Any]:
    return [
        (p.entity, p.description, [_facts(a) for a in p.attributes]) for p in projections.values()
    ]
