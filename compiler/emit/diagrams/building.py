"""Model → every diagram of it: pictures of all domains, messages and entities, and the standard for tools that draw.

A picture is made anew only where something changed of what it shows. What it shows is told by the boxes of entities,
which are made once, so that most scenes are not even chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from compiler.base.context import Context
from compiler.base.store import KeptValues, digest, encoded
from compiler.emit.diagrams.choosing import (
    scene_of_domain,
    scene_of_domains,
    scene_of_message,
    whole_scene,
)
from compiler.emit.diagrams.choosing_neighbours import neighbours, scene_of_entity
from compiler.emit.diagrams.mermaid import mermaid
from compiler.emit.diagrams.options import PLACES_FILE, DiagramOptions
from compiler.emit.diagrams.paths import address, picture_paths
from compiler.emit.diagrams.picture import picture_of
from compiler.emit.diagrams.picture_keys import PictureKeys
from compiler.emit.diagrams.plantuml import plantuml
from compiler.emit.diagrams.positions import Places, read_positions, written_positions
from compiler.emit.diagrams.scene import (
    WHOLE,
    Scene,
    subject_of_domain,
    subject_of_entity,
    subject_of_message,
)
from compiler.emit.diagrams.svg import SvgWriter
from compiler.emit.diagrams.xmi import xmi
from compiler.emit.emitted import Emitted
from compiler.model.model import Model

DIAGRAMS = "diagrams"


class Drawn(NamedTuple):
    """A picture as it is kept: its file, and the places of its boxes as `written_positions` has them."""

    content: bytes
    places: bytes


_KEPT = KeptValues("diagrams", dict[str, Drawn])


class WantedPicture(NamedTuple):
    """A picture that is asked for: `key` tells all that it shows, `scene` chooses it where it is to be drawn."""

    subject: str
    key: str
    scene: Callable[[], Scene]


def build_diagrams(
    model: Model, asked: DiagramOptions, context: Context, *, with_texts: bool = True
) -> Emitted:
    """Every diagram of `model`, and the file beside the model that says where boxes stand.

    Without `with_texts` only the pictures, and not the whole standard for tools that draw.
    """
    paths = picture_paths(model)
    drawing = _Drawing(model, paths, context)
    kept = read_positions(asked.positions.encode())
    wanted = list(_wanted(model, drawing.keys))
    artefacts: dict[str, bytes] = {}
    places: dict[str, Places] = {}
    for number, each in enumerate(wanted):
        drawn = drawing.drawn(each, kept.get(each.subject, {}))
        artefacts[f"{DIAGRAMS}/{paths[each.subject]}.svg"] = drawn.content
        places |= _places_in(drawn.places)
        context.tick("diagrams", number + 1, len(wanted))
    if with_texts:
        artefacts |= drawing.texts()
    drawing.save()
    others = {subject: found for subject, found in kept.items() if _is_deeper(subject, paths)}
    return Emitted(artefacts, beside={PLACES_FILE: written_positions({**others, **places})})


@lru_cache(maxsize=4096)  # a process that lives long asks again for nearly all of them
def _places_in(content: bytes) -> Mapping[str, Places]:
    return read_positions(content)


def _is_deeper(subject: str, paths: Mapping[str, str]) -> bool:
    """Whether `subject` is a picture of an entity that the model still has, with more than its direct neighbours."""
    entity, _, depth = subject.rpartition("/")
    return depth.isdigit() and subject not in paths and entity in paths


def _wanted(model: Model, keys: PictureKeys) -> Iterator[WantedPicture]:
    """Every picture of `model`."""
    yield WantedPicture(WHOLE, keys.of(WHOLE, *model.entities), lambda: scene_of_domains(model))
    for name, domain in model.domains.items():
        subject = subject_of_domain(name)
        yield WantedPicture(
            subject,
            keys.of(subject, *domain.entities),
            lambda name=name: scene_of_domain(model, name),  # type: ignore[misc]
        )
    bases = encoded([(key, entity.base) for key, entity in model.entities.items()])
    for message in model.messages():
        title = model.processes[message.process].title
        yield WantedPicture(
            subject_of_message(message.process, message.name.text),
            keys.of_message(message, title, bases),
            lambda message=message: scene_of_message(model, message),  # type: ignore[misc]
        )
    near = neighbours(model)
    for key in model.entities:
        subject = subject_of_entity(key)
        around = dict.fromkeys((key, *near[key]))
        yield WantedPicture(
            subject,
            keys.of(subject, *around),
            lambda key=key: scene_of_entity(model, key, 1, near),  # type: ignore[misc]
        )


class _Drawing:
    """Draws pictures, and keeps what it drew for the next run."""

    def __init__(self, model: Model, paths: Mapping[str, str], context: Context) -> None:
        self._model = model
        self._paths = paths
        self._context = context
        self._writer = SvgWriter(context)
        self.keys = PictureKeys(model, paths)
        self._name = digest(
            context.fingerprint, DIAGRAMS, model.standard.title, model.standard.version
        )
        self._known = _KEPT.get(context.store, self._name) or {}
        self._used: dict[str, Drawn] = {}

    def drawn(self, wanted: WantedPicture, kept: Places) -> Drawn:
        """The picture that is `wanted`, its boxes where they are `kept`.

        It is kept with the places that it has then: drawn with these it is the same.
        """
        key = self._key(wanted, written_positions({wanted.subject: kept}))
        found = self._known.get(key)
        if found is None:
            picture = picture_of(wanted.scene(), kept)
            text = self._writer.text(picture, self._address(wanted.subject))
            places = written_positions({wanted.subject: picture.places})
            found = Drawn(text.encode(), places)
            key = self._key(wanted, places)
        self._used[key] = found
        return found

    def _key(self, wanted: WantedPicture, places: bytes) -> str:
        return digest("picture", wanted.key, places)

    def _address(self, subject: str) -> Callable[[str], str]:
        here = self._paths[subject]

        def found(target: str) -> str:
            path = self._paths.get(target)
            return "" if path is None else address(f"{here}.svg", f"{path}.svg")

        return found

    def texts(self) -> dict[str, bytes]:
        """The whole standard for tools that draw, by path."""
        key = self.keys.of_all()
        made: dict[str, bytes] = {}
        for suffix, write in (
            ("puml", plantuml),
            ("mmd", mermaid),
            ("xmi", lambda scene: xmi(scene, self._context)),
        ):
            own = digest(suffix, key)
            found = self._known.get(own)
            if found is None:
                text = write(whole_scene(self._model))
                found = Drawn(text.encode("utf-8", "replace"), b"")
            self._used[own] = found
            made[f"{DIAGRAMS}/{WHOLE}.{suffix}"] = found.content
        return made

    def save(self) -> None:
        """Keep what was used, for the next run."""
        if self._used.keys() != self._known.keys():
            _KEPT.put(self._context.store, self._name, self._used)
