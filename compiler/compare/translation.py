"""The documents of the old version under the names of the new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.payload import Address, Payload, Place, ResourceKey, Sign


class Translation:
    """Puts the names of the new version in the place of the old ones."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._names = _renamed(changes)

    def of(self, old: Payload) -> Payload:
        """`old`, with its places and its resources under the names of the new version.

        What documents say stays as they said it: another name is another schema.
        """
        places = {
            self._place(place): sign._replace(detail=self._detail(sign))
            for place, sign in old.places.items()
        }
        resources = {
            self._resource(resource, address): address._replace(entity=self._entity(address.entity))
            for resource, address in old.resources.items()
        }
        structure = {self._place(place): said for place, said in old.structure.items()}
        objects = {self._place(Place(*each, ""))[:3] for each in old.objects}
        return Payload(places, resources, structure, frozenset(objects))

    def name(self, kind: str, old: str) -> str:
        """What the `list`, the `entity` or the `document` that was called `old` is called now."""
        return self._names.get((kind, old), old)

    def _place(self, place: Place) -> Place:
        document = self._document(place.document)
        message = self._message(document, place.message)
        return Place(document, message, self._entity(place.entity), place.attribute)

    def _resource(self, resource: ResourceKey, address: Address) -> ResourceKey:
        """In the document of a domain a resource has the name of its entity, in that of a process that of a message."""
        document, name = self._document(resource[0]), resource[1]
        if name == address.entity:
            return document, self._entity(name)
        return document, self._message(document, name)

    def _detail(self, sign: Sign) -> str:
        kind = "entity" if sign.kind == "keys" else sign.kind
        return self._names.get((kind, sign.detail), sign.detail)

    def _document(self, name: str) -> str:
        return self._names.get(("document", name), name)

    def _message(self, document: str, name: str) -> str:
        return self._names.get((f"message {document}", name), name)

    def _entity(self, key: str) -> str:
        return self._names.get(("entity", key), key)


def _renamed(changes: Iterable[Change]) -> Mapping[tuple[str, str], str]:
    """New names by (kind, old name); domains and processes are documents, messages are told by their process."""
    found: dict[tuple[str, str], str] = {}
    for change in changes:
        if change.kind is ChangeKind.RENAMED:
            kind = {"domain": "document", "process": "document"}.get(change.subject, change.subject)
            kind = f"message {change.path[0][1]}" if kind == "message" else kind
            found[kind, change.old] = change.new
    return found
