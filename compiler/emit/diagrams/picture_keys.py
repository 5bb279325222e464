"""A key per picture for the cache: it changes with anything that the picture shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from compiler.base.quick_json import dumps
from compiler.base.store import digest, encoded
from compiler.emit.diagrams.choosing import box_of_entity, box_of_list
from compiler.emit.diagrams.drawing_rows import row_of_attribute
from compiler.emit.diagrams.scene import subject_of_message
from compiler.model.elements import Message
from compiler.model.keeping import kept
from compiler.model.model import Model


class PictureKeys:
    """What tells pictures of one model from those of others: all that they show of it, and no places in its text."""

    def __init__(self, model: Model, paths: Mapping[str, str]) -> None:
        self._model = model
        self._standard = digest(
            model.standard.title,
            model.standard.version,
            dumps(paths).decode(),
            encoded([(d.name.text, d.description, d.formerly) for d in model.domains.values()]),
        )
        self.entities = {
            key: kept(model, "entity in a picture", key, partial(_key_of_entity, key))
            for key in model.entities
        }

    def of(self, subject: str, *entities: str) -> str:
        """The key of a picture of `entities`, in their order."""
        return digest(self._standard, subject, *(self.entities[each] for each in entities))

    def of_message(self, message: Message, title: str, chain: str) -> str:
        """The key of the picture of `message` of a process with the title `title`."""
        which = message.process, message.name.text
        shown = kept(self._model, "message in a picture", which, partial(_key_of_message, which))
        entities = (self.entities[key] for key in message.projections)
        subject = subject_of_message(*which)
        return digest(self._standard, subject, message.root, title, chain, shown, *entities)

    def of_all(self) -> str:
        """The key of a text that holds the whole model."""
        lists = [encoded(box_of_list(each)) for each in self._model.codelists.values()]
        domains = [(each.shared, each.documented) for each in self._model.domains.values()]
        return digest(self.of("all", *self.entities), encoded(domains), *lists)


def _key_of_entity(key: str, model: Model) -> str:
    entity = model.entities[key]
    rows = (encoded(row_of_attribute(model, each)) for each in entity.attributes)
    return digest(encoded(box_of_entity(model, entity, ())), *rows)


def _key_of_message(which: tuple[str, str], model: Model) -> str:
    parts: list[str] = []
    for key, projection in model.message_of[which].projections.items():
        parts += (
            "",
            key,
            *(encoded(row_of_attribute(model, each)) for each in projection.attributes),
        )
    return digest(*parts)
