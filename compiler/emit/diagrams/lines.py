"""The lines between boxes: one for each generalisation, and one for each association or pair of inverse ones."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.emit.diagrams.scene import Box, BoxRow, Line, LineKind


def lines_between(boxes: Sequence[Box]) -> tuple[Line, ...]:
    """The lines that the bases and rows of `boxes` ask for, those to what is not drawn left out.

    Where one attribute leads from A to B and one from B to A, these are each other's inverse, and one line. Where more
    do, the model does not say which belong together, and each is a line.
    """
    drawn = {box.key for box in boxes}
    found = [Line(LineKind.GENERALISATION, box.key, box.base) for box in boxes if box.base in drawn]
    rows: dict[tuple[str, str], list[BoxRow]] = {}
    for box in boxes:
        for row in box.rows:
            if row.target in drawn:
                rows.setdefault((box.key, row.target), []).append(row)
    told: set[tuple[str, str]] = set()
    for (source, target), there in rows.items():
        back = rows.get((target, source), [])
        if source == target or len(there) != 1 or len(back) != 1:
            found += [_line(source, target, row) for row in there]
        elif (target, source) not in told:
            told.add((source, target))
            found.append(_line(source, target, there[0], back[0]))
    return tuple(found)


def _line(source: str, target: str, row: BoxRow, back: BoxRow | None = None) -> Line:
    """The line of `row`, and of its inverse `back`; it is one of keys where neither of them embeds."""
    keys = row.keys and (back is None or back.keys)
    kind = LineKind.KEYS if keys else LineKind.EMBEDDED
    return Line(
        kind=kind, source=source, target=target, row=row.name, back=back.name if back else ""
    )
