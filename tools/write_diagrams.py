"""Draw the pictures of docs/diagrams.md, of the model in models/voorbeeld: `make docs`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compiler import pipeline
from compiler.base.context import Context
from compiler.emit.diagrams.choosing import scene_of_domain, scene_of_message
from compiler.emit.diagrams.choosing_changes import scene_of_changes
from compiler.emit.diagrams.choosing_neighbours import scene_of_entity
from compiler.emit.diagrams.picture import picture_of
from compiler.emit.diagrams.scene import Scene
from compiler.emit.diagrams.svg import SvgWriter
from compiler.model.model import Model

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "diagrams"
# What the next version of the example says otherwise, for the picture of a change.
_NEW_ENTITY = """\
/// Wat bij een lening kapot ging.
entiteit Schade (meervoud Schades) {
    kern bedrag : decimal
    voorwerp    : Voorwerp.sleutels
}

"""
_EDITS = (
    ('versie "1.0.0"', 'versie "2.0.0"'),
    ("geboortedatum : date", "geboortejaar : integer"),
    ("    vervallen faxnummer : string\n", ""),
    ("contactpersoon      : Persoon.sleutels", "contactpersonen : Persoon.sleutels[] voorheen contactpersoon"),
    ("/// Een voorwerp bij", f"{_NEW_ENTITY}/// Een voorwerp bij"),
    ("Organisatie { contactpersoon }", "Organisatie { contactpersonen }"),
)  # fmt: skip


def _sources() -> dict[str, str]:
    folder = ROOT / "models" / "voorbeeld"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.vera"))}


def _model(sources: Mapping[str, str]) -> Model:
    found = pipeline.read_version({path: text.encode() for path, text in sources.items()})
    assert found.model, found.diagnostics
    return found.model


def _change(model: Model) -> Scene:
    sources = _sources()
    for old, new in _EDITS:
        assert sum(text.count(old) for text in sources.values()) == 1, old
        sources = {path: text.replace(old, new) for path, text in sources.items()}
    after = _model(sources)
    changes = [judged.change for judged in pipeline.compare(model, after).changes]
    return scene_of_changes(model, after, changes)


def pictures() -> dict[str, str]:
    """The pictures by the names of their files."""
    model = _model(_sources())
    (message,) = model.messages()
    scenes = {
        "domain.svg": scene_of_domain(model, "Leden"),
        "message.svg": scene_of_message(model, message),
        "entity.svg": scene_of_entity(model, "Lid"),
        "change.svg": _change(model),
    }
    writer = SvgWriter(Context())
    return {name: writer.text(picture_of(scene, {})) for name, scene in scenes.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file_name, text in pictures().items():
        (FOLDER / file_name).write_text(text, encoding="utf-8")
