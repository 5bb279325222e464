"""Two versions of a model, and what changed between them → one scene: what is new, gone and changed, by its sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.compare.diff import Change, ChangeKind
from compiler.compare.tree import ElementPath
from compiler.emit.diagrams.choosing import box_of_entity
from compiler.emit.diagrams.drawing_rows import row_of_attribute
from compiler.emit.diagrams.lines import lines_between
from compiler.emit.diagrams.scene import Box, BoxRow, ChangeSign, Line, Package, RowKind, Scene
from compiler.model.model import Model

SUBJECT = "wijzigingen"
# The facts of an entity or an attribute that a picture tells; texts about them are for a list of changes.
_DRAWN = frozenset({
    "", "abstract", "base", "domain", "key", "keys", "many", "name", "obsolete", "type", "value object",
})  # fmt: skip


def scene_of_changes(old: Model, new: Model, changes: Iterable[Change]) -> Scene:
    """What `changes` changed of the entities from `old` to `new`.

    Rows that changed are told, the others are not; entities that did not change are drawn where a changed row leads to
    them.
    """
    signs = _Signs(changes)
    boxes = [_changed_box(old, new, key, signs) for key in new.entities if key in signs.entities]
    boxes += [_gone_box(old, key) for key in old.entities if key in signs.gone]
    drawn = {box.key for box in boxes}
    targets = {row.target for box in boxes for row in box.rows if not row.folded}
    targets |= {box.base for box in boxes if box.sign is ChangeSign.NEW}
    boxes += [
        _only_told(box_of_entity(new, entity))
        for key, entity in new.entities.items()
        if key in targets and key not in drawn
    ]
    named = {box.package for box in boxes}
    title = f"{old.standard.version} → {new.standard.version}"
    subtitle = new.standard.title if boxes else f"{new.standard.title}: geen entiteit is gewijzigd"
    packages = tuple(Package(name) for name in {**new.domains, **old.domains} if name in named)
    return Scene(
        subject=SUBJECT,
        title=title,
        subtitle=subtitle,
        boxes=tuple(boxes),
        lines=_lines(boxes),
        packages=packages,
    )


class _Signs:
    """What happened to entities and attributes of the new version, and which entities and attributes are gone."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.entities: dict[str, ChangeSign] = {}
        self.called: dict[str, str] = {}
        self.gone: set[str] = set()
        self.rows: dict[tuple[str, str], tuple[ChangeSign, str]] = {}
        self.gone_rows: dict[str, list[str]] = {}
        for change in changes:
            drawn = change.kind is not ChangeKind.CHANGED or change.fact in _DRAWN
            if change.path and change.path[0][0] == "entity" and drawn:
                self._take(change)

    def _take(self, change: Change) -> None:
        entity = change.path[0][1]
        if len(change.path) == 1 and change.kind is ChangeKind.REMOVED:
            self.gone.add(entity)
            return
        if len(change.path) == 1 and change.kind is ChangeKind.ADDED:
            self.entities[entity] = ChangeSign.NEW
            return
        self.entities.setdefault(entity, ChangeSign.CHANGED)
        if len(change.path) == 1:
            if change.kind is ChangeKind.RENAMED:
                self.called[entity] = str(change.old)
            return
        self._take_row(change, entity, change.path[1][1])

    def _take_row(self, change: Change, entity: str, name: str) -> None:
        if change.kind is ChangeKind.ADDED:
            self.rows[entity, name] = (ChangeSign.NEW, "")
        elif change.kind is ChangeKind.REMOVED:
            self.gone_rows.setdefault(entity, []).append(name)
        elif change.kind is ChangeKind.MOVED:
            for path in _paths(change.old):
                self.entities.setdefault(path[0][1], ChangeSign.CHANGED)
                self.gone_rows.setdefault(path[0][1], []).append(path[1][1])
            for path in _paths(change.new):
                self.entities.setdefault(path[0][1], ChangeSign.CHANGED)
                self.rows[path[0][1], path[1][1]] = (ChangeSign.NEW, "")
        else:
            known = self.rows.get((entity, name), (ChangeSign.CHANGED, ""))[1]
            before = _told(change)
            told = ", ".join(each for each in (known, before) if each)
            self.rows[entity, name] = (ChangeSign.CHANGED, told)


def _told(change: Change) -> str:
    """What a change made of an attribute, where a few words say so."""
    if change.fact == "name":
        return f"was {change.old}"
    if change.fact == "keys":
        return "sleutels → ingebed" if change.old.keys else "ingebed → sleutels"
    if change.fact == "type":
        return f"{change.old} → {change.new}"
    if change.fact == "many":
        return "[] → een" if change.old else "een → []"
    return ""


def _paths(value: object) -> Iterator[ElementPath]:
    """The paths to attributes that a moved attribute's `old` or `new` holds."""
    if isinstance(value, tuple):
        for path in value:
            if len(path) == 2:  # an entity and an attribute of it
                yield path


def _changed_box(old: Model, new: Model, key: str, signs: _Signs) -> Box:
    entity = new.entities[key]
    box = box_of_entity(new, entity)
    sign = signs.entities[key]
    rows = tuple(_signed(row, key, signs, new=sign is ChangeSign.NEW) for row in box.rows)
    before = old.entities.get(signs.called.get(key, key))
    gone = [
        row_of_attribute(old, attribute)._replace(sign=ChangeSign.GONE, folded=False)
        for attribute in (before.attributes if before else ())
        if attribute.name.text in signs.gone_rows.get(key, ())
    ]
    return box._replace(rows=(*rows, *gone), sign=sign, before=signs.called.get(key, ""))


def _signed(row: BoxRow, key: str, signs: _Signs, *, new: bool) -> BoxRow:
    """`row` of the entity `key` with what happened to it; of a new entity the usual rows are told, without a sign."""
    if new:
        return row
    sign, before = signs.rows.get((key, row.name), (ChangeSign.SAME, ""))
    return row._replace(sign=sign, before=before, folded=sign is ChangeSign.SAME)


def _gone_box(old: Model, key: str) -> Box:
    box = box_of_entity(old, old.entities[key])
    return box._replace(sign=ChangeSign.GONE, base="", subject="")


def _only_told(box: Box) -> Box:
    """`box` without rows: it is there because others lead to it."""
    return box._replace(rows=tuple(row._replace(folded=True) for row in box.rows), base="")


def _lines(boxes: list[Box]) -> tuple[Line, ...]:
    """The lines of rows that are told; what is folded leads nowhere."""
    told = [
        box._replace(
            rows=tuple(r for r in box.rows if not r.folded and r.kind is RowKind.ASSOCIATION)
        )
        for box in boxes
    ]
    signs = {(box.key, row.name): row.sign for box in boxes for row in box.rows}
    found = {box.key: box.sign for box in boxes}
    return tuple(
        line._replace(
            sign=signs.get((line.source, line.row), ChangeSign.SAME) or _of_new(found, line.source)
        )
        for line in lines_between(told)
    )


def _of_new(signs: dict[str, ChangeSign], key: str) -> ChangeSign:
    """The sign of what leads from the box `key`: that of the box, where it came or went as a whole."""
    return signs[key] if signs[key] in (ChangeSign.NEW, ChangeSign.GONE) else ChangeSign.SAME
