"""The parts of a published description: a text, a label, a constraint and a regular expression."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from compiler.importers.release.published_document import PublishedDocument, PublishedProperty
from compiler.importers.release.sheet_rows import Row

_PATTERN = re.compile(r"\s*Validatie-regex: (.*)$", re.DOTALL)


class Texts(NamedTuple):
    """The parts of a published description."""

    description: str
    constraint: str
    pattern: str


NO_TEXTS = Texts("", "", "")


def texts_of(
    prop: PublishedProperty | None, row: Row | None, label: str, *, is_entity: bool
) -> Texts:
    """The description, constraint and regex of a property; `label` stands behind descriptions of its kind.

    The published text decides; the sheet says where its parts begin, and gives the text where the document
    shows another: the label of an address, where the type `is_entity`.
    """
    sheet = _texts_of_row(row)
    if prop is None:
        return sheet
    if is_entity and prop.shape.format == "uri" and (row is not None or not prop.description):
        return sheet
    if not prop.description:
        return NO_TEXTS
    if flat(prop.description) == flat(compose(sheet, label)):
        return sheet
    return _texts_of_description(prop.description, label, sheet.constraint)


def _texts_of_row(row: Row | None) -> Texts:
    if row is None:
        return NO_TEXTS
    sheet = NO_TEXTS if row.damaged else Texts(row.description, row.constraint, row.pattern)
    if row.pattern:
        return sheet
    text, pattern = _cut_pattern(sheet.description)
    return Texts(text.strip(), sheet.constraint, pattern)


def _texts_of_description(description: str, label: str, constraint: str) -> Texts:
    """The parts of a published description that is not what the sheet says; `constraint` is that of the sheet."""
    text, pattern = _cut_pattern(description)
    if label and label in text:
        before, _, behind = text.rpartition(label)
        return Texts(before.strip(), behind.strip(), pattern)
    if constraint and flat(text).endswith(flat(constraint)):
        before = flat(text).removesuffix(flat(constraint))
        return Texts(before.strip(), constraint, pattern)
    return Texts(text.strip(), "", pattern)


def flat(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def compose(texts: Texts, label: str) -> str:
    """A published description out of its parts."""
    pattern = f"Validatie-regex: {texts.pattern}" if texts.pattern else ""
    return " ".join(filter(None, (texts.description, label, texts.constraint, pattern)))


def _cut_pattern(text: str) -> tuple[str, str]:
    """The text without the regular expression at its end, and that expression; empty for none."""
    found = _PATTERN.search(text)
    return (text[: found.start()], found[1].strip()) if found else (text, "")


def said_of_resources(documents: Sequence[PublishedDocument]) -> dict[tuple[str, str], str]:
    """What `documents` say of each resource, by place and tag; empty where they say it of others, but for the names."""
    marked = {
        (document.place, tag): _without_names(document, tag)
        for document in documents
        for tag in document.resources
    }
    counts = Counter(marked.values())
    texts = {(each.place, tag): text for each in documents for tag, text in each.tags.items()}
    return {key: texts.get(key, "") if counts[text] == 1 else "" for key, text in marked.items()}


def _without_names(document: PublishedDocument, tag: str) -> str:
    """What a document says of a resource, with marks for its names."""
    text = document.tags.get(tag, "").casefold()
    entity = document.resources[tag].removeprefix(f"{tag}-")
    for word in sorted((tag.casefold(), entity.casefold()), key=len, reverse=True):
        text = text.replace(word, "{}")
    return text
