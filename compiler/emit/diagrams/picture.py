"""A scene on paper: every box with its place and texts, every line with its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from compiler.emit.diagrams.layout import ROOM_BETWEEN, Link, free_place, placed, routed
from compiler.emit.diagrams.letters import width_of
from compiler.emit.diagrams.paper import LEAST_HEIGHT, NARROWEST, Fitted, fitted, head_of, width_for
from compiler.emit.diagrams.positions import Places
from compiler.emit.diagrams.routing import Point, Rectangle
from compiler.emit.diagrams.scene import BoxRow, Line, LineKind, Scene

MARGIN = 24
HEADING_SIZE = 18.0
SUBHEADING_SIZE = 12.0
HEADING_HEIGHT = 52


class PlacedBox(NamedTuple):
    """A box of the picture: its rows, and where it stands."""

    fit: Fitted
    place: Rectangle


class PlacedLine(NamedTuple):
    """A line of the picture, and the points that it goes along, from its source to its target."""

    line: Line
    points: tuple[Point, ...]


class Picture(NamedTuple):
    """A scene on paper. `places` is what is kept of it: the room that each box has, which it may not fill."""

    scene: Scene
    boxes: tuple[PlacedBox, ...]
    lines: tuple[PlacedLine, ...]
    places: Places
    frame: Rectangle


def picture_of(scene: Scene, kept: Places) -> Picture:
    """`scene` on paper. A box that `kept` has a place for stands there; others find one beside these.

    Such a box becomes higher only where there is room below it, else it counts the rows that it has no room for. So a
    change of rows and lines moves no box.
    """
    package = _main_package(scene)
    leading = _leading(scene)
    fits = {
        box.key: fitted(box, head_of(box, package), leading.get(box.key, frozenset()))
        for box in scene.boxes
    }
    sizes = {key: (width_for(fit), max(fit.height, LEAST_HEIGHT)) for key, fit in fits.items()}
    known = _known(scene, kept)
    if known:
        places = _grown(known, sizes)
        places = _with_new(places, sizes, scene)
    else:
        places = placed(sizes, [Link(*_ends(line)) for line in scene.lines])
    boxes = {}
    for key, fit in fits.items():
        place = places[key]
        if fit.height > place.height:
            fit = fitted(fit.box, fit.head, leading.get(key, frozenset()), int(place.height))  # noqa: PLW2901
        boxes[key] = PlacedBox(fit, place._replace(height=fit.height))
    stand = {key: box.place for key, box in boxes.items()}
    links = [_link(line, boxes) for line in scene.lines]
    routes = routed(stand, links)
    lines = tuple(
        PlacedLine(
            line, tuple(reversed(points)) if line.kind is LineKind.GENERALISATION else tuple(points)
        )
        for line, points in zip(scene.lines, routes, strict=True)
    )
    frame = _frame(scene, stand, lines)
    return Picture(
        scene=scene, boxes=tuple(boxes.values()), lines=lines, places=places, frame=frame
    )


def _main_package(scene: Scene) -> str:
    """The domain that needs no telling: that of the box that the picture is about, or the only one."""
    central = [box.package for box in scene.boxes if box.central]
    only = [package.name for package in scene.packages if len(scene.packages) == 1]
    return next(iter((*central, *only)), "")


def _leading(scene: Scene) -> Mapping[str, frozenset[str]]:
    """By the key of each box the names of its rows that a line leaves from."""
    found: dict[str, set[str]] = {}
    for line in scene.lines:
        for key, row in ((line.source, line.row), (line.target, line.back)):
            if row:
                found.setdefault(key, set()).add(row)
    return {key: frozenset(names) for key, names in found.items()}


def _known(scene: Scene, kept: Places) -> dict[str, Rectangle]:
    """The kept places that boxes of the scene can have: by their key or the name that they had before, none twice.

    A place that has no room for a name, or that meets another one, was not written here, and counts for nothing.
    """
    keys = {box.key for box in scene.boxes}
    found: dict[str, Rectangle] = {}
    for box in scene.boxes:
        former = box.formerly if box.formerly not in keys else ""
        place = kept.get(box.key) or kept.get(former)
        if place is None or place.height < LEAST_HEIGHT or place.width < NARROWEST:
            continue
        if not any(place.meets(other.grown(ROOM_BETWEEN / 2)) for other in found.values()):
            found[box.key] = place
    return found


def _grown(
    known: Mapping[str, Rectangle], sizes: Mapping[str, tuple[int, int]]
) -> dict[str, Rectangle]:
    """The kept places, higher where a box asks for it and nothing stands below."""
    places = dict(known)
    for key, place in known.items():
        height = sizes[key][1]
        if height > place.height:
            higher = place._replace(height=height).grown(ROOM_BETWEEN / 2)
            if not any(higher.meets(other) for each, other in places.items() if each != key):
                places[key] = place._replace(height=height)
    return places


def _with_new(
    places: dict[str, Rectangle], sizes: Mapping[str, tuple[int, int]], scene: Scene
) -> dict[str, Rectangle]:
    """`places`, and one for each box that has none: near those that it has lines with, where there is room."""
    near: dict[str, list[str]] = {}
    for line in scene.lines:
        near.setdefault(line.source, []).append(line.target)
        near.setdefault(line.target, []).append(line.source)
    for box in scene.boxes:
        if box.key not in places:
            others = [places[key] for key in near.get(box.key, ()) if key in places]
            places[box.key] = _room_for(sizes[box.key], others, places)
    return {box.key: places[box.key] for box in scene.boxes}


def _room_for(
    size: tuple[int, int], near: list[Rectangle], places: Mapping[str, Rectangle]
) -> Rectangle:
    """The free place of this size that is nearest to the boxes `near`: beside one of all boxes, or below it."""
    width, height = size
    taken = list(places.values())
    wished = near or taken
    x = sum(each.x + each.width / 2 for each in wished) / len(wished)
    y = sum(each.y + each.height / 2 for each in wished) / len(wished)
    best: tuple[float, Rectangle] | None = None
    for each in taken:
        for left, top in (
            (each.right + ROOM_BETWEEN + 12, each.y),
            (each.x, each.bottom + ROOM_BETWEEN),
        ):
            place = free_place(Rectangle(left, top, width, height), taken)
            far = abs(place.x + width / 2 - x) + abs(place.y + height / 2 - y)
            if best is None or (far, place) < best:
                best = (far, place)
    assert best is not None  # there are other boxes: without any, the engine places all
    return best[1]


def _ends(line: Line) -> tuple[str, str]:
    """Source and target as they stand from left to right: what is general stands left."""
    if line.kind is LineKind.GENERALISATION:
        return line.target, line.source
    return line.source, line.target


def _link(line: Line, boxes: Mapping[str, PlacedBox]) -> Link:
    source, target = _ends(line)
    if not line.row:
        return Link(source, target)
    return Link(
        source,
        target,
        _height_of(boxes[source].fit, line.row, target),
        _height_of(boxes[target].fit, line.back, source) if line.back else None,
    )


def _height_of(fit: Fitted, name: str, target: str) -> float:
    row = next(
        (each for each in fit.box.rows if each.name == name and each.target == target),
        BoxRow("", fit.box.rows[0].kind),
    )
    return fit.middle_of(row)


def _frame(
    scene: Scene, stand: Mapping[str, Rectangle], lines: tuple[PlacedLine, ...]
) -> Rectangle:
    """What the picture covers: all boxes and lines, and its heading above them."""
    corners = [point for line in lines for point in line.points]
    for place in stand.values():
        corners += [(place.x, place.y), (place.right, place.bottom)]
    corners = corners or [(0, 0)]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    heading = max(
        width_of(scene.title, HEADING_SIZE, bold=True), width_of(scene.subtitle, SUBHEADING_SIZE)
    )
    right = max(*(x for x, _ in corners), left + heading)
    bottom = max(y for _, y in corners)
    frame = Rectangle(left, top - HEADING_HEIGHT, right - left, bottom - top + HEADING_HEIGHT)
    return frame.grown(MARGIN)
