"""A picture as SVG: what the template lays out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from compiler.base.context import Context
from compiler.emit.diagrams.letters import width_of
from compiler.emit.diagrams.paper import PaperMark, PaperText, head_height, marks_of, texts_of_box
from compiler.emit.diagrams.picture import (
    HEADING_SIZE,
    MARGIN,
    SUBHEADING_SIZE,
    Picture,
    PlacedBox,
    PlacedLine,
)
from compiler.emit.diagrams.routing import Point
from compiler.emit.diagrams.scene import WHOLE, ChangeSign, LineKind, Scene
from compiler.emit.rendering.whole_texts import WholeTexts

_TEMPLATE = "picture.svg.jinja"
_STYLES = {
    ChangeSign.SAME: "",
    ChangeSign.NEW: " new",
    ChangeSign.GONE: " gone",
    ChangeSign.CHANGED: " changed",
}
_HEAD = 9.0  # how long the head of a line is
# By the subject of a picture where its file is, seen from this one; empty where there is none.
AddressOf: TypeAlias = Callable[[str], str]


class SvgText(NamedTuple):
    """A text of a box: `address` is where it leads to, `tip` what it tells when it is pointed at."""

    text: str
    x: str
    y: str
    width: str
    style: str
    address: str
    tip: str


class SvgMark(NamedTuple):
    """A diamond in front of a row."""

    path: str
    style: str


class SvgBox(NamedTuple):
    """A box; `rule` is how high the line below its name is, empty where nothing stands below that."""

    key: str
    style: str
    x: str
    y: str
    width: str
    height: str
    rule: str
    texts: tuple[SvgText, ...]
    marks: tuple[SvgMark, ...]


class SvgLine(NamedTuple):
    """A line with its heads, and what it tells when it is pointed at."""

    style: str
    path: str
    heads: tuple[str, ...]
    tip: str


class SvgPage(NamedTuple):
    """All that the template needs."""

    title: SvgText
    subtitle: SvgText
    view: str
    width: str
    height: str
    x: str
    y: str
    lines: tuple[SvgLine, ...]
    boxes: tuple[SvgBox, ...]


def no_address(subject: str) -> str:  # noqa: ARG001 - an AddressOf's signature
    """Nowhere: for a picture that stands alone."""
    return ""


class SvgWriter:
    """Writes pictures as SVG."""

    def __init__(self, context: Context) -> None:
        self._texts = WholeTexts("diagrams", context)

    def text(self, picture: Picture, address: AddressOf = no_address) -> str:
        """The text of `picture`, in which names lead to where `address` says."""
        return self._texts.rendered(_TEMPLATE, {"page": page_of(picture, address)})


def page_of(picture: Picture, address: AddressOf) -> SvgPage:
    """What the template lays out of `picture`."""
    scene, frame = picture.scene, picture.frame
    drawn = {box.key for box in scene.boxes}
    left, top = frame.x + MARGIN, frame.y + MARGIN
    return SvgPage(
        title=_heading(scene.title, left, top + 16, HEADING_SIZE, "heading"),
        subtitle=_heading(scene.subtitle, left, top + 34, SUBHEADING_SIZE, "subheading"),
        view=" ".join(_number(each) for each in frame),
        width=_number(frame.width),
        height=_number(frame.height),
        x=_number(frame.x),
        y=_number(frame.y),
        lines=tuple(_line(each, scene) for each in picture.lines),
        boxes=tuple(_box(each, drawn, address, scene) for each in picture.boxes),
    )


def _heading(text: str, x: float, y: float, size: float, style: str) -> SvgText:
    width = width_of(text, size, bold=style == "heading")
    return SvgText(
        text=text,
        x=_number(x),
        y=_number(y),
        width=_number(width),
        style=style,
        address="",
        tip="",
    )


def _box(placed: PlacedBox, drawn: set[str], address: AddressOf, scene: Scene) -> SvgBox:
    box, place = placed.fit.box, placed.place
    style = box.kind.value + _STYLES[box.sign]
    style += (" central" if box.central else "") + (" abstract" if box.abstract else "")
    rule = place.y + head_height(placed.fit.head)
    return SvgBox(
        key=box.key.rstrip("\0"),
        style=style,
        x=_number(place.x),
        y=_number(place.y),
        width=_number(place.width),
        height=_number(place.height),
        rule=_number(rule) if placed.fit.rows or placed.fit.folded else "",
        texts=tuple(
            _text(each, place.x, place.y, address, scene)
            for each in texts_of_box(placed.fit, int(place.width), drawn)
        ),
        marks=tuple(_mark(each, place.x, place.y) for each in marks_of(placed.fit)),
    )


def _text(text: PaperText, x: float, y: float, address: AddressOf, scene: Scene) -> SvgText:
    leads = text.target and text.target != scene.subject
    return SvgText(
        text=text.text,
        x=_number(x + text.x),
        y=_number(y + text.y),
        width=_number(text.width),
        style=text.style,
        address=address(text.target) if leads else "",
        tip=text.tip,
    )


def _mark(mark: PaperMark, x: float, y: float) -> SvgMark:
    left, middle = x + mark.x - 4, y + mark.y
    path = _path(
        [(left, middle), (left + 4, middle - 3.5), (left + 8, middle), (left + 4, middle + 3.5)]
    )
    return SvgMark(f"{path}Z", "filled" if mark.filled else "hollow")


def _line(placed: PlacedLine, scene: Scene) -> SvgLine:
    line, points = placed.line, placed.points
    names = {box.key: box.name for box in scene.boxes}
    source, target = names[line.source], names[line.target]
    style = line.kind.value + _STYLES[line.sign]
    if len(points) < 2:
        return SvgLine(style, "", (), "")
    if line.kind is LineKind.GENERALISATION:
        return SvgLine(style, _path(points), (_triangle(points),), f"{source} is {target}")
    tip = f"{source}.{line.row} → {target}"
    heads = [_arrow(points)]
    if line.back:
        heads.append(_arrow(points[::-1]))
        tip = f"{source}.{line.row} ↔ {target}.{line.back}"
    if not line.row or scene.subject == WHOLE:
        tip = f"{source} ↔ {target}" if line.back else f"{source} → {target}"
    return SvgLine(style, _path(points), tuple(heads), tip)


def _ahead(points: tuple[Point, ...]) -> tuple[Point, Point, Point]:
    """The last point, and how far along and aside a step of 1 there goes."""
    (x, y), (before_x, before_y) = points[-1], points[-2]
    length = max(abs(x - before_x) + abs(y - before_y), 1e-9)
    along = ((x - before_x) / length, (y - before_y) / length)
    return (x, y), along, (-along[1], along[0])


def _arrow(points: tuple[Point, ...]) -> str:
    (x, y), along, aside = _ahead(points)
    wings = [
        (x - along[0] * _HEAD + side * aside[0] * 4.5, y - along[1] * _HEAD + side * aside[1] * 4.5)
        for side in (1, -1)
    ]
    return _path([wings[0], (x, y), wings[1]])


def _triangle(points: tuple[Point, ...]) -> str:
    (x, y), along, aside = _ahead(points)
    wings = [
        (x - along[0] * 12 + side * aside[0] * 7, y - along[1] * 12 + side * aside[1] * 7)
        for side in (1, -1)
    ]
    return f"{_path([wings[0], (x, y), wings[1]])}Z"


def _path(points: list[Point] | tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """`value` with one digit behind the point, where that says something."""
    return f"{value:.1f}".removesuffix(".0")
