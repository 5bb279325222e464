"""A rename in the texts of a model: `[[Relatie.soort]]` in descriptions and guidance pages follows its element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.base.guide_paths import is_guide
from compiler.base.mends import Edit, written_over
from compiler.base.source import Name
from compiler.language.cora import ElementKind
from compiler.model.guide_references import ReferenceKind, references_in
from compiler.model.model import Model
from compiler.model.named_links import NAMED_LINK, LinkTarget, link_targets

_DESCRIPTION = re.compile(r"\s*///")
_CODE = re.compile(r"`[^`]*`")


def renamed_links(
    model: Model, files: Mapping[str, bytes], declared: Name, name: str
) -> Iterator[Edit]:
    """What makes the links in the texts of `files` lead to what is `declared`, once that is called `name`."""
    if "[" in name or "]" in name:  # no link can say that
        return
    targets: Mapping[str, LinkTarget] | None = None
    for path, content in files.items():
        if b"[[" not in content:
            continue
        text = content.decode("utf-8-sig", "replace")
        lines = text.splitlines() if is_guide(path) else text.split("\n")
        found = _in_guide(path, text) if is_guide(path) else _in_descriptions(path, lines)
        targets = link_targets(model) if targets is None else targets
        for link in found:
            other = _called(link.text, targets.get(link.text), model, declared, name)
            written = lines[link.line - 1][link.column - 1 : link.end_column - 1]
            before, there, behind = written.rpartition(link.text)
            if other != link.text and there:
                yield written_over(link, f"{before}{other}{behind}")


def _in_guide(path: str, text: str) -> Iterator[Name]:
    return (each.name for each in references_in(path, text) if each.kind is not ReferenceKind.PAGE)


def _in_descriptions(path: str, lines: list[str]) -> Iterator[Name]:
    """The links in the descriptions of a file, each with its brackets; what stands in code is none."""
    for number, line in enumerate(lines, 1):
        if "[[" not in line or not _DESCRIPTION.match(line):
            continue
        for found in NAMED_LINK.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
            begin, end = found.span()
            yield Name(
                found[1].strip(), file=path, line=number, column=begin + 1, end_column=end + 1
            )


def _called(link: str, target: LinkTarget | None, model: Model, declared: Name, name: str) -> str:
    """What `link` is written as once what is `declared` is called `name`."""
    for element, behind in _named_in(target, model):
        before = link.removesuffix(behind)
        if element == declared and before.endswith(declared.text):
            return f"{before.removesuffix(declared.text)}{name}{behind}"
    return link


def _named_in(target: LinkTarget | None, model: Model) -> Iterator[tuple[Name, str]]:
    """The elements that a link names on its way to `target`, each with what stands behind its name there."""
    match target:
        case ("entity", key):
            yield model.entities[key].name, ""
        case ("attribute", key, attribute):
            yield model.entities[key].name, f".{attribute}"
            yield model.named_attributes[key][attribute].name, ""
        case ("list", key):
            yield model.codelists[key].name, ""
        case ("domain", key):
            yield model.domains[key].name, ""
        case ("process", code):
            yield model.processes[code].code, ""
        case ("message", code, key):
            yield model.processes[code].code, f"/{key}"
            messages = model.processes[code].messages
            yield from ((each.name, "") for each in messages if each.name.text == key)
        case ("element", kind, key):
            yield model.architecture[ElementKind(kind), key].name, ""
