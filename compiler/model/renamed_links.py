"""A rename in the texts of a model: `[[Relatie.soort]]` in descriptions and guidance pages follows its element.

Whatever gives an element another name asks this one: a rename in an editor, and the mends of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from compiler.base.mends import Edit, written_over
from compiler.base.source import Name
from compiler.language.formatted_names import escaped
from compiler.model.guide_references import GuideTargets, guide_lines, guide_targets
from compiler.model.links_in_files import PlacedLink, links_of_file
from compiler.model.model import Model
from compiler.model.named_links import LinkTarget, called_now, link_targets
from compiler.model.parts_of_links import LinkPart, parts_of_link

_CAN_BE_LINKED = re.compile(r"(?!\s)[^\[\]\n]{1,200}(?<!\s)")
_STANDARD = ("standard",)


class _LeadingLink(NamedTuple):
    """A link, where it leads, and what it names on its way there."""

    link: PlacedLink
    target: LinkTarget
    parts: tuple[LinkPart, ...]

    def called(self, names: Mapping[Name, str]) -> str:
        """The text of the link once what is declared is called as `names` says, part by part."""
        text, made, behind = self.link.name.text, "", 0
        for part in self.parts:
            made += text[behind : part.begin] + called_now(part.declared, names)
            behind = part.end
        return made + text[behind:]


class LinksOfModel:
    """The links in `files`, whose elements are those of `model`; `meant` says which declaration a name stands for."""

    def __init__(
        self, model: Model, files: Mapping[str, bytes], meant: Mapping[Name, Name]
    ) -> None:
        self._model = model
        self._files = files
        self._meant = meant

    def renamed(self, names: Mapping[Name, str]) -> Iterator[Edit]:
        """What makes the links lead to what they lead to, once what is declared is called as `names` says.

        A place where something is named stands for its declaration. What no link can say is not written.
        """
        if not self._links:
            return
        wanted = {self._meant.get(place, place): name for place, name in names.items()}
        words = {place.text for place in wanted} | {*wanted.values()}
        near = [each for each in self._links if any(word in each.link.name.text for word in words)]
        if not near:
            return
        # Of a standard identifier that an entity declares itself there are two declarations.
        places = {place: wanted[meant] for place, meant in self._meant.items() if meant in wanted}
        targets = link_targets(self._model, {**places, **wanted})
        for each in near:
            yield from _written(each, {**places, **wanted}, targets)

    @cached_property
    def _links(self) -> tuple[_LeadingLink, ...]:
        model = self._model
        return tuple(
            _LeadingLink(link, target, tuple(parts_of_link(link.name.text, target, model)))
            for link, target in placed_links(model, self._files)
        )


def placed_links(
    model: Model, files: Mapping[str, bytes]
) -> Iterator[tuple[PlacedLink, LinkTarget]]:
    """The links in `files` that lead somewhere, with where they lead."""
    targets: GuideTargets | None = None
    for path, content in files.items():
        if b"[[" not in content:
            continue
        targets = guide_targets(model) if targets is None else targets
        for link in links_of_file(path, guide_lines(content.decode("utf-8-sig", "replace"))):
            target = targets.of(link.kind).get(link.name.text)
            if target is not None:
                yield link, target


def _written(
    leading: _LeadingLink, names: Mapping[Name, str], targets: Mapping[str, LinkTarget]
) -> Iterator[Edit]:
    """What makes a link lead where it did, once things are called as `names` says and texts lead to `targets`.

    Its parts are written one by one, so that several renames can be made together; where that would lead elsewhere, or
    nowhere, all of it is written as another text that leads there.
    """
    link, target = leading.link, leading.target
    text = leading.called(names)
    if targets.get(text) == target or target == _STANDARD:
        parts = [
            (link.part(part.begin, part.end), called_now(part.declared, names))
            for part in leading.parts
        ]
    else:
        text = next((each for each, other in targets.items() if other == target), "")
        parts = [(link.name, text)]
    if _CAN_BE_LINKED.fullmatch(text):
        for place, name in parts:
            if name != place.text:
                yield written_over(place, escaped(name) if link.is_quoted else name)
