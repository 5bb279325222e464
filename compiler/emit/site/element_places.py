"""Where the elements of a model stand in its site, by the kinds and the names that comparisons of versions use."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.compare.texts import name_of
from compiler.emit.site.addresses import ROWS_ON_A_PAGE, SiteAddresses, part_folder
from compiler.model.model import Model


def element_places(model: Model, addresses: SiteAddresses) -> dict[str, tuple[str, str]]:
    """By `kind name` the folder of the page of each element, and what it is called there; that is empty for a page."""
    return dict(_places(model, addresses))


def _places(model: Model, addresses: SiteAddresses) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, folder in addresses.domains.items():
        yield f"domain {name}", (folder, "")
    for key, entity in model.entities.items():
        folder = addresses.entities[key]
        yield f"entity {key}", (folder, "")
        for attribute in entity.attributes:
            name = attribute.name.text
            path = (("entity", key), ("attribute", name))
            yield f"attribute {name_of(path)}", (folder, addresses.attribute_id(key, name))
    for name, codelist in model.codelists.items():
        folder = addresses.lists[name]
        yield f"list {name}", (folder, "")
        for number, code in enumerate(codelist.codes):
            text = code.code.text
            value = name_of((("list", name), ("value", text)))
            place = part_folder(folder, number // ROWS_ON_A_PAGE)
            yield f"value {value}", (place, addresses.values[name][text])
    for process, folder in addresses.processes.items():
        yield f"process {process}", (folder, "")
    for message, folder in addresses.messages.items():
        yield f"message {'/'.join(message)}", (folder, "")
    for (kind, name), anchor in addresses.element_ids.items():
        yield f"element {kind} {name}", ("cora", anchor)
