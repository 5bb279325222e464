"""A key per picture for the cache: it changes with anything that the picture shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compiler.base.quick_json import dumps
from compiler.base.store import digest, encoded
from compiler.emit.diagrams.choosing import box_of_entity, box_of_list
from compiler.emit.diagrams.drawing_rows import row_of_attribute
from compiler.emit.diagrams.scene import subject_of_message
from compiler.emit.rendering.by_object import by_object
from compiler.model.elements import Attribute, Message
from compiler.model.model import Model


class PictureKeys:
    """What tells pictures of one model from those of others: all that they show of it, and no places in its text."""

    def __init__(self, model: Model, paths: Mapping[str, str]) -> None:
        def of_attribute(attribute: Attribute) -> str:
            return encoded(row_of_attribute(model, attribute))

        self._model = model
        self._attribute: Callable[[Attribute], str] = by_object(of_attribute)
        self._standard = digest(
            model.standard.title,
            model.standard.version,
            dumps(paths).decode(),
            encoded([(d.name.text, d.description, d.formerly) for d in model.domains.values()]),
        )
        self.entities = {
            key: digest(
                encoded(box_of_entity(model, entity, ())), *map(self._attribute, entity.attributes)
            )
            for key, entity in model.entities.items()
        }

    def of(self, subject: str, *entities: str) -> str:
        """The key of a picture of `entities`, in their order."""
        return digest(self._standard, subject, *(self.entities[each] for each in entities))

    def of_message(self, message: Message, title: str, chain: str) -> str:
        """The key of the picture of `message` of a process with the title `title`."""
        parts = [message.root, title, chain]
        for key, projection in message.projections.items():
            parts += (self.entities[key], *map(self._attribute, projection.attributes), "")
        subject = subject_of_message(message.process, message.name.text)
        return digest(self._standard, subject, *parts)

    def of_all(self) -> str:
        """The key of a text that holds the whole model."""
        lists = [encoded(box_of_list(each)) for each in self._model.codelists.values()]
        domains = [(each.shared, each.documented) for each in self._model.domains.values()]
        return digest(self.of("all", *self.entities), encoded(domains), *lists)
