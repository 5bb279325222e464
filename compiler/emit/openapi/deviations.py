"""Deviations of the published documents (manifest, `afwijkingen`), applied to a document that is rendered."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from compiler.base.own_yaml import read_own_yaml, write_own_yaml
from compiler.base.pointers import places, pointer_pattern, unescape
from compiler.emit.openapi.plan import Document, Resource
from compiler.model.manifest import Deviation

_NO_RESOURCE: Resource = Resource("", "", "", "")


def concerning(deviations: Iterable[Deviation], folder: str, name: str) -> tuple[Deviation, ...]:
    """The deviations that concern one document."""
    return tuple(d for d in deviations if pointer_pattern(d.document).fullmatch(f"{folder}/{name}"))


def placeholder_values(resource: Resource, model: str) -> dict[str, str]:
    """The placeholders that a value may hold for the resource it belongs to."""
    return {
        "{bericht}": resource.schema,
        "{meervoud}": resource.tag,
        "{entiteit}": resource.entity,
        "{model}": model,
    }


def deviate(text: bytes, document: Document) -> bytes:
    """The rendered `document` with its deviations."""
    tree = read_own_yaml(text)
    resources = {resource.path: resource for resource in document.resources}
    for deviation in document.deviations:
        for at, node, key in list(places(tree, deviation.pointer)):
            if deviation.value is None:
                node.pop(key, None)
            else:
                first = (
                    unescape(at.split("/")[2]).strip("/").split("/", 1)[0]
                    if at.startswith("#/paths/")
                    else ""
                )
                node[key] = _value(
                    deviation.value,
                    placeholder_values(resources.get(first, _NO_RESOURCE), document.name),
                )
    return write_own_yaml(tree).encode()


def _value(text: str, filled: dict[str, str]) -> Any:
    for placeholder, word in filled.items():
        if word:
            text = text.replace(placeholder, word)
    return json.loads(text)
