"""Pictures judged by their coordinates alone, as they stand in the SVG: what meets, and what runs through what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
# How high letters of a style are, as the style sheet of the picture says.
_SIZES = {"heading": 18.0, "subheading": 12.0, "title": 13.0, "small": 10.0, "count": 10.0}
_SLACK = 0.6


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area, slack: float = 0.0) -> bool:
        across = self.left < other.right - slack and other.left < self.right - slack
        return across and self.top < other.bottom - slack and other.top < self.bottom - slack

    def holds(self, other: Area) -> bool:
        across = self.left <= other.left + _SLACK and other.right <= self.right + _SLACK
        return across and self.top <= other.top + _SLACK and other.bottom <= self.bottom + _SLACK


class DrawnPicture(NamedTuple):
    frame: Area
    boxes: tuple[tuple[str, Area, tuple[tuple[str, Area], ...]], ...]
    around: tuple[tuple[str, Area], ...]
    ways: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]

    @property
    def places(self) -> dict[str, tuple[float, float]]:
        """The left upper corner of each box by its name."""
        return {name: area[:2] for name, area, _ in self.boxes}


def read_picture(svg: str) -> DrawnPicture:
    root = ET.fromstring(svg)
    x, y, width, height = map(float, root.attrib["viewBox"].split())
    boxes, ways = [], []
    for group in root.findall(f"{_SVG}g"):
        style = group.attrib["class"].split()
        if "box" in style:
            rect = group.find(f"{_SVG}rect")
            texts = tuple(map(_text, group.iter(f"{_SVG}text")))
            boxes.append((_name(group), _area(rect), texts))
        else:
            path = next(each for each in group if each.attrib.get("class") == "way")
            title = group.find(f"{_SVG}title").text or ""
            ways.append((title, _points(path.attrib["d"])))
    inside = {id(each) for group in root.findall(f"{_SVG}g") for each in group.iter()}
    around = tuple(_text(each) for each in root.iter(f"{_SVG}text") if id(each) not in inside)
    return DrawnPicture(Area(x, y, x + width, y + height), tuple(boxes), around, tuple(ways))


def _name(group) -> str:
    title = next(each for each in group.iter(f"{_SVG}text") if each.attrib["class"] == "title")
    return _shown(title)


def _shown(text) -> str:
    """What stands there to be read, without what it tells when it is pointed at."""
    return (text.text or "") + "".join(each.tail or "" for each in text)


def _area(rect) -> Area:
    x, y, width, height = (float(rect.attrib[each]) for each in ("x", "y", "width", "height"))
    return Area(x, y, x + width, y + height)


def _text(text) -> tuple[str, Area]:
    size = next((_SIZES[each] for each in text.attrib["class"].split() if each in _SIZES), 11.5)
    x, y, width = (float(text.attrib[each]) for each in ("x", "y", "textLength"))
    return _shown(text), Area(x, y - 0.75 * size, x + width, y + 0.22 * size)


def _points(path: str) -> tuple[tuple[float, float], ...]:
    found = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)
    return tuple((float(x), float(y)) for x, y in found)


def faults_of(picture: DrawnPicture) -> Iterator[str]:
    """All that must not be: boxes and texts that meet, texts outside their box, lines through a box or nowhere."""
    for (one, first, _), (two, second, _) in combinations(picture.boxes, 2):
        if first.meets(second):
            yield f"the boxes {one} and {two} meet"
    for name, area, texts in picture.boxes:
        if not picture.frame.holds(area):
            yield f"the box {name} stands outside the picture"
        yield from (f"{text} sticks out of {name}" for text, at in texts if not area.holds(at))
    texts = [*picture.around, *(text for _, _, texts in picture.boxes for text in texts)]
    texts.sort(key=lambda each: each[1].top)
    for number, (text, at) in enumerate(texts):
        for other, there in texts[number + 1 :]:
            if there.top > at.bottom:
                break
            if at.meets(there, _SLACK):
                yield f"{text} and {other} stand over each other"
    for title, points in picture.ways:
        yield from _faults_of_way(title, points, picture)


def _faults_of_way(title: str, points, picture: DrawnPicture) -> Iterator[str]:
    if len(points) < 2:
        yield f"{title} is no line"
        return
    areas = [area for _, area, _ in picture.boxes]
    for name, area, _ in picture.boxes:
        if any(_cuts(start, end, area) for start, end in pairwise(points)):
            yield f"{title} runs through {name}"
    for text, area in picture.around:
        if any(_cuts(start, end, area) for start, end in pairwise(points)):
            yield f"{title} runs through the heading {text}"
    for end in (points[0], points[-1]):
        if not any(_touches(end, area) for area in areas):
            yield f"{title} ends at {end}, which is no side of a box"


def _touches(point, area: Area) -> bool:
    x, y = point
    beside = (
        area.top - 1 <= y <= area.bottom + 1 and min(abs(x - area.left), abs(x - area.right)) <= 1
    )
    above = (
        area.left - 1 <= x <= area.right + 1 and min(abs(y - area.top), abs(y - area.bottom)) <= 1
    )
    return beside or above


def _cuts(start, end, area: Area) -> bool:
    """Whether a part of a line is within `area`: all parts are level or upright, so two rectangles say it."""
    assert start[0] == end[0] or start[1] == end[1], (start, end)
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    within = Area(area.left + _SLACK, area.top + _SLACK, area.right - _SLACK, area.bottom - _SLACK)
    return (
        left < within.right and right > within.left and top < within.bottom and bottom > within.top
    )
