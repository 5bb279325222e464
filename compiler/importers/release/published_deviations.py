"""The deviations of a published release: what its documents say otherwise than those that the model makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from compiler.base.own_yaml import read_own_yaml
from compiler.importers.release.deviations import (
    find_deviations,
    remaining_deviations,
    without_sentences,
)
from compiler.importers.release.published_document import Published
from compiler.model.manifest import Deviation

# The documents of the model, by path, with these deviations.
DocumentsWith: TypeAlias = Callable[[Sequence[Deviation]], Mapping[str, bytes]]


def published_deviations(
    published: Published, documents_with: DocumentsWith, *, descriptions: bool = True
) -> tuple[Deviation, ...]:
    """What of the `published` documents the model does not explain.

    What general lines do not explain is found by making the documents with them. With `descriptions` False the
    published sentences about entities and attributes stay out.
    """
    keep = tuple if descriptions else without_sentences
    trees = {f"{each.folder}/{each.name}": each.tree for each in published.documents.values()}
    generated = _trees(documents_with(()))
    deviations = keep(find_deviations(trees, generated, _words(published, generated)))
    if not deviations:
        return ()
    rest = remaining_deviations(trees, _trees(documents_with(deviations)))
    return (*deviations, *keep(rest))


def _trees(artefacts: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        path.removeprefix("openapi/").removesuffix(".yaml"): read_own_yaml(content)
        for path, content in artefacts.items()
    }


def _words(
    published: Published, generated: Mapping[str, Any]
) -> dict[str, dict[str, dict[str, str]]]:
    """Per document and first part of a path the words of that resource, where the generated document has it."""
    return {
        f"{document.folder}/{document.name}": {
            document.paths[tag]: {
                "{bericht}": schema + document.suffix, "{meervoud}": tag,
                "{entiteit}": schema.removeprefix(f"{tag}-"), "{model}": document.name,
            }
            for tag, schema in document.resources.items()
            if f"/{document.paths[tag]}" in generated.get(f"{document.folder}/{document.name}", {}).get("paths", {})
        }
        for document in published.documents.values()
    }  # fmt: skip
