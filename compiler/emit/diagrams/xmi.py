"""A scene as XMI 2.1 with UML 2.1, in the form that Enterprise Architect reads and writes."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.context import Context
from compiler.emit.diagrams.scene import Scene
from compiler.emit.diagrams.xmi_plan import XmiDocument, planned_xmi
from compiler.emit.rendering.whole_texts import WholeTexts

_TEMPLATE = "model.xmi.jinja"


def xmi(scene: Scene, context: Context) -> str:
    """The text of `scene`."""
    document = planned_xmi(scene)
    values = {"document": document, "applied": tuple(_applied(document))}
    return WholeTexts("diagrams", context).rendered(_TEMPLATE, values)


def _applied(document: XmiDocument) -> Iterator[tuple[str, str, str]]:
    """Every stereotype with what it is applied to: (stereotype, metaclass, id)."""
    for classifier in document.classifiers:
        for stereotype in classifier.stereotypes:
            yield stereotype, classifier.metaclass, classifier.id
        for each in classifier.properties:
            for stereotype in each.stereotypes:
                yield stereotype, "Property" if each.association else "Attribute", each.id
