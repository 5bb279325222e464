"""Lines around boxes: whether one runs through a box, and a way around where it does.

A way goes along a grid that has a line beside each side of each box, so there is one wherever boxes stand apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
CLEAR_OF_BOXES = 8.0  # how far a way stays from boxes
_BEND = 40.0


class Rectangle(NamedTuple):
    """A box on paper: its left and top side, its width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where its right side is."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where its lower side is."""
        return self.y + self.height

    def grown(self, by: float) -> Rectangle:
        """A rectangle that is larger by `by` at each side."""
        return Rectangle(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def meets(self, other: Rectangle) -> bool:
        """Whether the two have more in common than a side."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


def runs_through(points: Sequence[Point], box: Rectangle) -> bool:
    """Whether a line along `points` has anything within `box`; its sides are not within it."""
    return any(_cuts(start, end, box) for start, end in pairwise(points))


def _cuts(start: Point, end: Point, box: Rectangle) -> bool:
    """Whether the part of a line from `start` to `end` has anything within `box`."""
    low, high = 0.0, 1.0
    for begin, along, least, most in (
        (start[0], end[0] - start[0], box.x, box.right),
        (start[1], end[1] - start[1], box.y, box.bottom),
    ):
        if abs(along) < 1e-9:
            if not least < begin < most:
                return False
            continue
        first, second = (least - begin) / along, (most - begin) / along
        low, high = max(low, min(first, second)), min(high, max(first, second))
    return low + 1e-9 < high


def way_around(
    starts: Sequence[Point], ends: Sequence[Point], boxes: Sequence[Rectangle]
) -> list[Point]:
    """The way with few bends and of little length from one of `starts` to one of `ends`, through none of `boxes`.

    Starts and ends lie on sides of boxes, and the way leaves and reaches these straight. Empty where there is no way.
    """
    grid = _Grid(starts, ends, boxes)
    return grid.way()


class _Grid:
    """Lines beside the sides of boxes, and what can be walked of them."""

    def __init__(
        self, starts: Sequence[Point], ends: Sequence[Point], boxes: Sequence[Rectangle]
    ) -> None:
        self._walls = [box.grown(CLEAR_OF_BOXES - 1) for box in boxes]
        self._outside_start = {_outside(point, boxes): point for point in starts}
        self._outside_end = {_outside(point, boxes): point for point in ends}
        points = [*self._outside_start, *self._outside_end]
        # The middle of a box is within its walls, so that no step leads from one side of it to the other.
        sides = [box.grown(CLEAR_OF_BOXES) for box in boxes]
        across = [v for box in sides for v in (box.x, box.x + box.width / 2, box.right)]
        down = [v for box in sides for v in (box.y, box.y + box.height / 2, box.bottom)]
        self.across = sorted({*across, *(x for x, _ in points)})
        self.down = sorted({*down, *(y for _, y in points)})
        self._shut = self._find_shut()

    def _find_shut(self) -> set[tuple[int, int]]:
        """The crossings of the grid that lie within a wall: no way goes over one."""
        shut = set()
        for wall in self._walls:
            columns = range(bisect_right(self.across, wall.x), bisect_left(self.across, wall.right))
            rows = range(bisect_right(self.down, wall.y), bisect_left(self.down, wall.bottom))
            shut |= {(column, row) for column in columns for row in rows}
        return shut

    def way(self) -> list[Point]:
        """The cheapest way, by Dijkstra; of equal ones always the same."""
        goals = {self._crossing(point): point for point in self._outside_end}
        heap: list[tuple[float, int, int, int, int]] = []
        came: dict[tuple[int, int, int], tuple[int, int, int] | None] = {}
        costs: dict[tuple[int, int, int], float] = {}
        number = 0
        for point in self._outside_start:
            column, row = self._crossing(point)
            for heading in (0, 1):
                costs[column, row, heading] = 0
                came[column, row, heading] = None
                heappush(heap, (0, number, column, row, heading))
                number += 1
        while heap:
            cost, _, column, row, heading = heappop(heap)
            here = (column, row, heading)
            if cost > costs[here]:
                continue
            if (column, row) in goals:
                return self._walked(here, came)
            for there, step in self._steps(here):
                if cost + step < costs.get(there, float("inf")):
                    costs[there] = cost + step
                    came[there] = here
                    heappush(heap, (cost + step, number, *there))
                    number += 1
        return []

    def _crossing(self, point: Point) -> tuple[int, int]:
        return bisect_left(self.across, point[0]), bisect_left(self.down, point[1])

    def _steps(self, here: tuple[int, int, int]) -> Iterator[tuple[tuple[int, int, int], float]]:
        """The crossings beside `here`, with what a step there costs. A heading of 0 is across, of 1 down."""
        column, row, heading = here
        for columns, rows in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            to, down = column + columns, row + rows
            inside = 0 <= to < len(self.across) and 0 <= down < len(self.down)
            if not inside or (to, down) in self._shut:
                continue
            length = abs(self.across[to] - self.across[column]) + abs(
                self.down[down] - self.down[row]
            )
            turned = int(columns == 0)
            yield (to, down, turned), length + (_BEND if turned != heading else 0)

    def _walked(
        self,
        end: tuple[int, int, int],
        came: dict[tuple[int, int, int], tuple[int, int, int] | None],
    ) -> list[Point]:
        crossings = []
        here: tuple[int, int, int] | None = end
        while here is not None:
            crossings.append((self.across[here[0]], self.down[here[1]]))
            here = came[here]
        crossings.reverse()
        first = self._outside_start[crossings[0]]
        last = self._outside_end[crossings[-1]]
        return straightened([first, *crossings, last])


def _outside(point: Point, boxes: Sequence[Rectangle]) -> Point:
    """Where a way that leaves a box at `point` of its side has got away from it."""
    x, y = point
    for box in boxes:
        if box.y <= y <= box.bottom and x in (box.x, box.right):
            return (x - CLEAR_OF_BOXES if x == box.x else x + CLEAR_OF_BOXES, y)
        if box.x <= x <= box.right and y in (box.y, box.bottom):
            return (x, y - CLEAR_OF_BOXES if y == box.y else y + CLEAR_OF_BOXES)
    return point


def squared(points: Sequence[Point]) -> list[Point]:
    """`points` as a line whose parts are all level or upright: a slanted one goes level, upright and level again.

    Where its ends are hardly apart, the second end moves: nobody sees a step of less than a unit.
    """
    made = [*points[:1]]
    for x, y in points[1:]:
        before_x, before_y = made[-1]
        if x == before_x or y == before_y:
            made.append((x, y))
        elif abs(y - before_y) < 1:
            made.append((x, before_y))
        elif abs(x - before_x) < 1:
            made.append((before_x, y))
        else:
            middle = round((before_x + x) / 2, 1)
            made += [(middle, before_y), (middle, y), (x, y)]
    return straightened(made)


def straightened(points: Sequence[Point]) -> list[Point]:
    """`points` without those that lie between others on one line, or twice in a row."""
    made: list[Point] = []
    for point in points:
        if made and made[-1] == point:
            continue
        if len(made) > 1 and _on_one_line(made[-2], made[-1], point):
            made[-1] = point
        else:
            made.append(point)
    return made


def _on_one_line(first: Point, second: Point, third: Point) -> bool:
    return first[0] == second[0] == third[0] or first[1] == second[1] == third[1]
