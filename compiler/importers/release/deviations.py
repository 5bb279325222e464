"""What of the published documents the model does not explain: each difference becomes a line in the manifest.

A release has dirt of its own that no model should express: one operation with another response, a header with another
format. It is kept, so that the published shape comes out whole, and shown, so that it can be mended: a difference that
all resources or all documents share is one line with a `*`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from compiler.base.pointers import PING, escape, places
from compiler.model.manifest import Deviation

PROSE = frozenset(
    {"description", "summary", "example", "examples", "contact", "license", "externalDocs"}
)
_UNORDERED = frozenset(
    {"tags", "parameters", "required", "enum", "allOf", "oneOf", "anyOf", "security", "servers"}
)
_MISSING = object()
_SHORTEST_WORD = 3
_DeviationPlace = tuple[str, str]
_Words = Mapping[str, str]


def remaining_deviations(
    published: Mapping[str, Any], generated: Mapping[str, Any]
) -> tuple[Deviation, ...]:
    """What is still different once the deviations of `find_deviations` are applied: each place by itself, as it is."""
    return tuple(
        Deviation(
            name, pointer, None if value is _MISSING else json.dumps(value, ensure_ascii=False)
        )
        for name in sorted(published.keys() & generated.keys())
        for pointer, value in _differences(published[name], generated[name], "#")
    )


def find_deviations(
    published: Mapping[str, Any],
    generated: Mapping[str, Any],
    words: Mapping[str, Mapping[str, _Words]],
) -> tuple[Deviation, ...]:
    """The deviations of `published` from `generated`, both by document name (`Folder/Name`).

    `words` gives per document and first part of a path the words of that resource, by their placeholder. A document
    that was not generated has no deviations: it shows elsewhere.
    """
    groups: dict[tuple[str, str | None], set[_DeviationPlace]] = defaultdict(set)
    seen: Counter[tuple[str, str | None]] = Counter()
    places_found: list[tuple[str, list[str | None], _DeviationPlace]] = []
    for name in sorted(published.keys() & generated.keys()):
        for pointer, value in _differences(published[name], generated[name], "#"):
            text = None if value is _MISSING else json.dumps(value, ensure_ascii=False)
            path = pointer.split("/")[2] if pointer.startswith("#/paths/") else ""
            forms = _forms(text, words.get(name, {}).get(_first_part(path), {})) if path else [text]
            seen.update((_general(pointer, path), form) for form in forms)
            places_found.append((_general(pointer, path), forms, (name, pointer)))
    for general, forms, place in places_found:
        best = max(forms, key=lambda form: seen[general, form])
        groups[general, best].add(place)
    found: list[Deviation] = []
    for (general, text), where in groups.items():
        found += _shortest(general, text, where, published, generated)
    return tuple(sorted(found, key=lambda d: (d.document, d.pointer, d.value or "")))


def without_sentences(deviations: Iterable[Deviation]) -> tuple[Deviation, ...]:
    """`deviations` without the descriptions of schemas and their properties."""

    def bare(node: Any, *, inside: bool) -> Any:
        if isinstance(node, dict):
            kept = {k: v for k, v in node.items() if inside or k != "description"}
            return {k: bare(v, inside=k == "properties" and not inside) for k, v in kept.items()}
        return [bare(item, inside=False) for item in node] if isinstance(node, list) else node

    def stripped(deviation: Deviation) -> Deviation:
        if deviation.value is None or not deviation.pointer.startswith("#/components/schemas"):
            return deviation
        inside = deviation.pointer.endswith("/properties")
        value = bare(json.loads(deviation.value), inside=inside)
        return deviation._replace(value=json.dumps(value, ensure_ascii=False))

    return tuple(map(stripped, deviations))


def _differences(published: Any, generated: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """(pointer, published value) of the topmost places that differ; a list is one place."""
    for key in sorted({*published, *generated}, key=str):
        if key in PROSE and not pointer.endswith("/properties"):
            continue
        here = f"{pointer}/{escape(str(key))}"
        old, new = published.get(key, _MISSING), generated.get(key, _MISSING)
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _differences(old, new, here)
        elif (
            old is _MISSING
            or new is _MISSING
            or comparable(old, str(key)) != comparable(new, str(key))
        ):
            yield here, old


def comparable(node: Any, key: str = "", *, inside: bool = False) -> Any:
    """`node` without prose, and with lists whose order means nothing sorted."""
    if isinstance(node, dict):
        kept = {str(k): v for k, v in node.items() if inside or k not in PROSE}
        return {
            k: comparable(v, k, inside=k == "properties" and not inside) for k, v in kept.items()
        }
    if isinstance(node, list):
        items = [_member(item) for item in node]
        if key in _UNORDERED or all(isinstance(item, str) for item in items):
            return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
        return items
    return (type(node).__name__, node)


def _member(item: Any) -> Any:
    """A member of a list; one without a name of its own is told from others by which keys it has, prose included."""
    if isinstance(item, dict) and not {"$ref", "name"} & item.keys():
        return [comparable(item), sorted(PROSE & item.keys())]
    return comparable(item)


def _first_part(path: str) -> str:
    return path.removeprefix("~1").split("~1", 1)[0]


def _general(pointer: str, path: str) -> str:
    """`pointer` with a `*` for the resource in its path."""
    if not path or path == escape(PING):
        return pointer
    return pointer.replace(f"/paths/~1{_first_part(path)}", "/paths/~1*", 1)


def _forms(text: str | None, words: _Words) -> list[str | None]:
    """`text` with placeholders for the words of its resource, in every way that may be meant.

    A word may be part of another one, and entity and plural may be the same; other resources tell which way is meant.
    """
    if text is None:
        return [None]
    orders = [list(words), sorted(words, key=lambda placeholder: placeholder == "{meervoud}")]
    forms = []
    for order in orders:
        for pattern in ("{}", r"(?<![A-Za-z]){}(?![a-z])"):
            form = text
            for placeholder in order:
                if len(words[placeholder]) >= _SHORTEST_WORD:
                    form = re.sub(pattern.format(re.escape(words[placeholder])), placeholder, form)
            forms.append(form)
    return list(dict.fromkeys(forms))


def _shortest(
    general: str,
    text: str | None,
    where: set[_DeviationPlace],
    published: Mapping[str, Any],
    generated: Mapping[str, Any],
) -> Iterator[Deviation]:
    """One line for all documents, or one per document, or one per place: the first that says no more than is so."""
    several = len({name for name, _ in where}) > 1
    if several and set(_meant(general, generated, published.keys() & generated.keys())) <= where:
        yield Deviation("*/*", general, text)
        return
    for document in sorted({name for name, _ in where}):
        here = {place for place in where if place[0] == document}
        if set(_meant(general, generated, [document])) <= here:
            yield Deviation(document, general, text)
        else:
            yield from (Deviation(document, pointer, text) for _, pointer in sorted(here))


def _meant(
    pointer: str, generated: Mapping[str, Any], documents: Iterable[str]
) -> Iterator[_DeviationPlace]:
    """The places where applying a deviation at `pointer` would do something."""
    for document in documents:
        for at, _, _ in places(generated[document], pointer):
            yield document, at
