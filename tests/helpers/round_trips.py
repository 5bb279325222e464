"""A model drawn in a format of others and imported again, and what of it came back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from compiler.base.context import Context
from compiler.emit.diagrams.choosing import whole_scene
from compiler.emit.diagrams.mermaid import mermaid
from compiler.emit.diagrams.plantuml import plantuml
from compiler.emit.diagrams.xmi import xmi
from compiler.model.model import Model
from compiler.pipeline import check
from compiler.pipeline.importing import import_drawing

FORMATS = {".puml": plantuml, ".mmd": mermaid, ".xmi": lambda scene: xmi(scene, Context())}
STRUCTURE = frozenset({"entity", "attribute", "base", "list", "value"})
"""What UML has elements for: it comes back in every format."""


GIVEN = ("id", "idExtern", "idOrganisatie", "idAdministratie", "idGegevensbeheerder", "code")
"""What an import makes standard identifiers of where none is drawn (GM11)."""


def drawn_and_imported(model: Model, ending: str, folder: Path) -> Model:
    """The model that an import makes of the drawing of `model`; `ending` says in which format."""
    path = folder / f"model{ending}"
    path.write_text(FORMATS[ending](whole_scene(model)), encoding="utf-8", newline="")
    made = import_drawing(path)
    assert made.files is not None, made.diagnostics
    texts = {name: text for name, text in made.files.items() if name.endswith(".vera")}
    again = check(texts).model
    assert again is not None
    return again


def told(model: Model) -> dict[tuple[str, ...], object]:
    """What a model says, a fact for each element and kind of fact; the names of the kinds are those of the docs."""
    facts: dict[tuple[str, ...], object] = {}
    for entity in model.entities.values():
        key = (f"{entity.domain}.{entity.name}",)
        facts["entity", *key] = (entity.abstract, entity.value_object)
        facts["base", *key] = _named(model, entity.base)
        facts["description", *key] = entity.description
        facts["plural and address", *key] = (entity.plural, entity.path)
        facts["told by", *key] = entity.told_by
        facts["business object", *key] = entity.business_object
        facts["order of attributes", *key] = [each.name.text for each in entity.attributes]
        for each in entity.attributes:
            named = (*key, each.name.text)
            target = (
                each.target if each.target not in model.entities else _named(model, each.target)
            )
            holds = (each.kind, target, each.keys, each.many)
            facts["attribute", *named] = (*holds, each.core, each.obsolete, each.standard)
            facts["description", *named] = each.description
            rules = (each.constraint, each.pattern, each.derived, each.source.text)
            facts["rules and source", *named] = rules
            facts["former name", *named] = each.formerly
    for list_ in model.codelists.values():
        name = list_.name.text
        facts["list", name] = True
        facts["description", name] = list_.description
        facts["domains of a list", name] = sorted(list_.domains)
        met: Counter[str] = Counter()
        for code in list_.codes:
            met[code.code.text] += 1
            place = (name, code.code.text, str(met[code.code.text]))
            facts["value" if place[2] == "1" else "second value of a code", *place] = code.label
            facts["description", *place] = code.description
            facts["days, parent and domains of a value", *place] = (
                (code.begin, code.end, code.parent, code.domains)
            )  # fmt: skip
    for domain in model.domains.values():
        if domain.entities:
            facts["description", domain.name.text] = domain.description
            facts["shared domain", domain.name.text] = domain.shared
    return facts


def _named(model: Model, key: str | None) -> str:
    found = model.entities.get(key or "")
    return f"{found.domain}.{found.name}" if found else ""


def lost(before: Model, after: Model) -> Counter[str]:
    """How many facts of each kind did not come back as they were; what came besides counts as "more"."""
    wanted, found = told(before), told(after)
    if not any(each.standard for entity in before.entities.values() for each in entity.attributes):
        found = _without_identifiers(found)
        wanted = _without_identifiers(wanted)
    missing = object()
    counted = Counter(kind[0] for kind, fact in wanted.items() if found.get(kind, missing) != fact)
    more = [kind for kind in found.keys() - wanted.keys() if kind[0] in STRUCTURE]
    counted.update(["more"] * len(more))
    return counted


def _without_identifiers(facts: dict[tuple[str, ...], object]) -> dict[tuple[str, ...], object]:
    """The facts without those of attributes called as standard identifiers: an import gives all entities these."""
    return {kind: fact for kind, fact in facts.items() if kind[-1] not in GIVEN}
