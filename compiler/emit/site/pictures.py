"""The pictures of a standard as a site has them: with links to pages instead of to other pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache, partial
from math import ceil
from urllib.parse import quote, unquote

from compiler.base.context import Context
from compiler.base.store import digest, encoded
from compiler.base.translation import Translate
from compiler.base.wording import say
from compiler.emit.diagrams.building import DIAGRAMS
from compiler.emit.diagrams.paths import picture_paths
from compiler.emit.diagrams.scene import (
    WHOLE,
    subject_of_domain,
    subject_of_entity,
    subject_of_message,
)
from compiler.emit.rendering.parts import PartsOfModel
from compiler.emit.site.addresses import SiteAddresses, link_to
from compiler.emit.site.plan import PictureBlock
from compiler.model.model import Model

_FOLDER = "diagram"
# What a picture says that the page around it says too, or that only frames and comparisons need: hundreds of pictures
# are the heaviest part of a site.
_FITTED_ANYHOW = re.compile(r'(<text class="(?:count|small|subheading)"[^>]*?) textLength="[^"]*"')
_TOLD_ON_PAGES = re.compile(r"(<(?:text |g class=\"line)[^>]*>)<title>[^<]*</title>")
# What an attribute holds, where the picture has a box of it: that leads to its page.
_LINKED_TWICE = re.compile(r'<a href="[^"]*">(<text class="held"[^>]*>[^<]*</text>)</a>')
_PART_OF_PIXEL = re.compile(r'( textLength="\d+)\.\d+(?=")')
# Classes of which no style says anything.
_WITHOUT_STYLE = (
    (' class="way"', ""),
    (' class="row"', ""),
    (' class="box entity', ' class="box'),
    (' class="line keys"', ' class="line"'),
)
# A letter that is wider here than where the picture was drawn comes nearer to the next; it is not squeezed itself.
_SQUEEZED = ' lengthAdjust="spacingAndGlyphs"'
_CLASS = re.compile(r"\.([a-z]+)")
_CLASSES = re.compile(r' class="([^"]*)"')
_RULE = re.compile(r"(?m)^([^\n{}]+) \{[^\n]*\}\n")
_BLANKS_IN_STYLE = re.compile(r"\s*([{};,])\s*|(?<=:) ")
_LINK = re.compile(r'<a href="([^"]*)\.svg">')
# Pages say the domain and the version; without them a picture is the same in every version that has it.
_SUBHEADING = re.compile(r'<text class="subheading"[^>]*>([^<]*)</text>\n?')
_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


class SitePictures:
    """The pictures `drawn` of a model, by the paths that the family of diagrams gives them."""

    def __init__(
        self, model: Model, addresses: SiteAddresses, drawn: Mapping[str, bytes], said: Translate
    ) -> None:
        self._model = model
        self._paths = picture_paths(model)
        self._drawn = drawn
        self._heading = said(say("Diagram"))
        self._pages = {
            self._paths[subject_of_domain(name)]: folder
            for name, folder in addresses.domains.items()
        }
        self._pages |= {
            self._paths[subject_of_entity(key)]: folder
            for key, folder in addresses.entities.items()
        }
        self._pages |= {
            self._paths[subject_of_message(*key)]: folder
            for key, folder in addresses.messages.items()
        }

    def files(self, context: Context) -> Mapping[str, bytes]:
        """Every picture by its path in the folder of the version; one that is as it was is not gone through again."""
        kept = PartsOfModel("pictures of a site", self._model, context)
        leads_to = digest(context.fingerprint, encoded(self._pages))
        found = {}
        for path in self._paths.values():
            drawn = self._drawn[f"{DIAGRAMS}/{path}.svg"]
            made = kept.kept((leads_to, path, drawn), partial(self._readdressed, drawn, path))
            found[f"{_FOLDER}/{path}.svg"] = kept.text(made)
        kept.save()
        return found

    def _readdressed(self, drawn: bytes, path: str) -> bytes:
        """A picture that leads to pages, and says no more than a picture has to."""
        content = drawn.decode()
        here = posixpath.dirname(path)
        up = "../" * (path.count("/") + 1)

        def page(found: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(here, unquote(found[1])))
            folder = self._pages.get(target)
            return f'<a href="{up}{link_to(folder or "")}">'

        short = _without_subheading(content).replace(_SQUEEZED, "")
        for more_than_needed in (_TOLD_ON_PAGES, _FITTED_ANYHOW, _LINKED_TWICE, _PART_OF_PIXEL):
            short = "".join(more_than_needed.split(short))  # of each match its group stays
        for attribute, less in _WITHOUT_STYLE:
            short = short.replace(attribute, less)
        start, end = short.index("<style>"), short.index("</style>")
        style, drawing = short[start:end], short[end:]
        used = frozenset(" ".join({*_CLASSES.findall(drawing)}).split())
        return _LINK.sub(page, short[:start] + _of_classes(style, used) + drawing).encode()

    def of_standard(self, text: str) -> PictureBlock:
        """The picture of all domains; `text` says what it shows."""
        return self._block(WHOLE, text)

    def of_domain(self, name: str, text: str) -> PictureBlock:
        """The picture of a domain."""
        return self._block(subject_of_domain(name), text)

    def of_entity(self, key: str, text: str) -> PictureBlock:
        """The picture of an entity with what is around it."""
        return self._block(subject_of_entity(key), text)

    def of_message(self, process: str, name: str, text: str) -> PictureBlock:
        """The picture of a message."""
        return self._block(subject_of_message(process, name), text)

    def _block(self, subject: str, text: str) -> PictureBlock:
        href, width, height = self._measures[subject]
        return PictureBlock(
            key="diagram",
            heading=self._heading,
            href=href,
            text=text,
            width=width,
            height=height,
        )

    @cached_property
    def _measures(self) -> Mapping[str, tuple[str, str, str]]:
        """By what a picture is of the link to it, its width and its height."""
        return {subject: self._measured(path) for subject, path in self._paths.items()}

    def _measured(self, path: str) -> tuple[str, str, str]:
        head = self._drawn[f"{DIAGRAMS}/{path}.svg"][:600].decode("utf-8", "ignore")
        size = _SIZE.search(head)
        assert size is not None, path
        width, height = (f"{ceil(float(each))}" for each in size.groups())  # in whole pixels
        return f"{_FOLDER}/{quote(path)}.svg", width, height


def _without_subheading(content: str) -> str:
    """A picture without the line that says where and of which version it is; its title says that too."""
    found = _SUBHEADING.search(content)
    if found is None:
        return content
    whole = content[: found.start()] + content[found.end() :]
    return whole.replace(f" {found[1]}</title>", "</title>", 1)


@lru_cache(maxsize=1 << 8)
def _of_classes(style: str, used: frozenset[str]) -> str:
    """The style of a picture without blanks, and without the rules for classes that nothing in it has."""

    def rule(found: re.Match[str]) -> str:
        selectors = found[1].split(", ")
        return found[0] if any(used.issuperset(_CLASS.findall(each)) for each in selectors) else ""

    return _BLANKS_IN_STYLE.sub(r"\1", _RULE.sub(rule, style))
