"""Where boxes stand and how lines go: the only module that knows the engine, graphlay.

The engine places boxes in layers from left to right, and leads lines around them; it does the same in every process and
on every machine. It is young, so what it says is checked: boxes that meet are moved apart, and a line through a box is
led around it by `routing.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from compiler.emit.diagrams.routing import (
    Point,
    Rectangle,
    runs_through,
    squared,
    way_around,
)

ROOM_BETWEEN = 36  # the least room between two boxes, for lines
CLEAR = 4.0  # how far a line stays from boxes that it has nothing to do with
_OPTIONS = {
    "direction": "leftright",
    "spacing": {
        "layer_gap": 64.0,
        "node_gap": 40.0,
        "isolated_gap": 40.0,
        "isolated_max_columns": 6,
    },
}


class Link(NamedTuple):
    """A line from a box to another, which `source_height` and `target_height` below their tops it leaves and reaches.

    A height is None where any place will do.
    """

    source: str
    target: str
    source_height: float | None = None
    target_height: float | None = None


def placed(sizes: Mapping[str, tuple[int, int]], links: Sequence[Link]) -> dict[str, Rectangle]:
    """Places for boxes of these sizes, of which the lines between them are short and cross little."""
    if not sizes:
        return {}
    keys = list(sizes)
    index = {key: number for number, key in enumerate(keys)}
    ends = dict.fromkeys((each.source, each.target) for each in links)
    request = {
        "graph": {
            "nodes": [_node(*sizes[key]) for key in keys],
            "edges": [{"source": index[a], "target": index[b], "weight": 1.0} for a, b in ends],
        },
        "options": _OPTIONS,
    }
    answer = _asked("layout", request)
    found = {}
    for key, node in zip(keys, answer["nodes"], strict=True):
        width, height = sizes[key]
        center = node["center"]
        found[key] = Rectangle(
            round(center["x"] - width / 2), round(center["y"] - height / 2), width, height
        )
    left = min(each.x for each in found.values())
    top = min(each.y for each in found.values())
    return {
        key: each._replace(x=each.x - left, y=each.y - top) for key, each in _apart(found).items()
    }


def _node(width: float, height: float) -> dict[str, Any]:
    return {"size": {"width": float(width), "height": float(height)}, "shape": "box"}


def _asked(what: str, request: Mapping[str, Any]) -> Any:
    """What the engine answers."""
    import graphlay  # noqa: PLC0415 - only where something is drawn

    ask = graphlay.layout if what == "layout" else graphlay.reroute
    return ask(request["graph"], options=request["options"]).to_dict()


def _apart(places: dict[str, Rectangle]) -> dict[str, Rectangle]:
    """`places`, of which each that meets an earlier one is moved below it."""
    made: dict[str, Rectangle] = {}
    for key, place in places.items():
        made[key] = free_place(place, made.values())
    return made


def free_place(wanted: Rectangle, taken: Any) -> Rectangle:
    """The place straight below `wanted`, or `wanted` itself, that is apart from all that is `taken`."""
    others = sorted(taken)
    place, moved = wanted, True
    while moved:
        moved = False
        for other in others:
            if place.meets(other.grown(ROOM_BETWEEN / 2)):
                place = place._replace(y=other.bottom + ROOM_BETWEEN)
                moved = True
    return place


def routed(places: Mapping[str, Rectangle], links: Sequence[Link]) -> list[list[Point]]:
    """The way of each of `links` between boxes at `places`, from side to side; none runs through a box."""
    if not links:
        return []
    keys = list(places)
    index = {key: number for number, key in enumerate(keys)}
    nodes = []
    for place in places.values():
        center = {"x": place.x + place.width / 2, "y": place.y + place.height / 2}
        nodes.append(_node(place.width, place.height) | {"position": center})
    edges = [_edge(each, places, index) for each in links]
    answer = _asked("reroute", {"graph": {"nodes": nodes, "edges": edges}, "options": _OPTIONS})
    routes = []
    for link, edge in zip(links, answer["edges"], strict=True):
        points = [(round(point["x"], 1), round(point["y"], 1)) for point in edge["points"]]
        routes.append(_mended(squared(points), link, places))
    return routes


def _edge(link: Link, places: Mapping[str, Rectangle], index: Mapping[str, int]) -> dict[str, Any]:
    source, target = places[link.source], places[link.target]
    edge: dict[str, Any] = {
        "source": index[link.source],
        "target": index[link.target],
        "weight": 1.0,
    }
    if link.source == link.target:
        return edge
    if link.source_height is not None:
        edge["source_port"] = _port(source, link.source_height, _facing(source, target))
    if link.target_height is not None:
        edge["target_port"] = _port(target, link.target_height, _facing(target, source))
    return edge


def _facing(box: Rectangle, other: Rectangle) -> str:
    """The side of `box`, left or right, that looks towards `other`; the left one where they stand in one column."""
    return "right" if other.x >= box.right else "left"


def _port(box: Rectangle, height: float, side: str) -> dict[str, Any]:
    """A place on a side of `box`, as the engine counts it: from -1 at the top to 1 at the bottom."""
    return {"offset": {"side": side, "t": max(-1.0, min(1.0, 2 * height / box.height - 1))}}


def _mended(points: list[Point], link: Link, places: Mapping[str, Rectangle]) -> list[Point]:
    """`points`, or a way around where they run through a box, or do not end on the sides of theirs."""
    source, target = places[link.source], places[link.target]
    if len(points) > 1 and _on_side(points[0], source) and _on_side(points[-1], target):
        walls = [
            place if key in (link.source, link.target) else place.grown(CLEAR)
            for key, place in places.items()
        ]
        near = _around(points)
        if not any(runs_through(points, each) for each in walls if each.meets(near)):
            return points
    starts = _sides(source, link.source_height)
    ends = _sides(target, link.target_height)
    if link.source == link.target and link.target_height is None:
        ends = [(source.x + source.width - 18, source.y)]
    return way_around(starts, ends, list(places.values()))


def _around(points: Sequence[Point]) -> Rectangle:
    """The rectangle around `points`, a little larger, so that it has a width and a height."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return Rectangle(left, top, right - left, bottom - top).grown(1)


def _on_side(point: Point, box: Rectangle) -> bool:
    x, y = point
    beside = box.y - 1 <= y <= box.bottom + 1 and min(abs(x - box.x), abs(x - box.right)) <= 1
    above = box.x - 1 <= x <= box.right + 1 and min(abs(y - box.y), abs(y - box.bottom)) <= 1
    return beside or above


def _sides(box: Rectangle, height: float | None) -> list[Point]:
    """Where a way may leave `box`: left and right of a row, or in the middle of each side."""
    if height is not None:
        return [(box.right, box.y + height), (box.x, box.y + height)]
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    return [(box.x, middle[1]), (box.right, middle[1]), (middle[0], box.y), (middle[0], box.bottom)]
