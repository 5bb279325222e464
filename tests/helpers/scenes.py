"""Scenes as hypothesis makes them: few or many boxes, odd and long names, lines back and forth, circles."""

from __future__ import annotations

from hypothesis import strategies as st

from compiler.emit.diagrams.lines import lines_between
from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, ChangeSign, RowKind, Scene

NAMES = st.one_of(
    st.text("ABCabcdeimw", min_size=3, max_size=24),
    st.text(min_size=1, max_size=60),
)


@st.composite
def rows(draw, keys: list[str]) -> tuple[BoxRow, ...]:
    names = draw(st.lists(NAMES, max_size=8, unique=True))
    made = []
    for name in names:
        target = draw(st.sampled_from([*keys, "elders", "", ""]))
        made.append(
            BoxRow(
                name=name,
                kind=RowKind.ASSOCIATION
                if target
                else draw(st.sampled_from([RowKind.KEY, RowKind.VALUE])),
                held=target or draw(NAMES),
                target=target,
                keys=draw(st.booleans()),
                many=draw(st.booleans()),
                folded=not target and draw(st.booleans()),
                core=draw(st.booleans()),
                sign=draw(
                    st.sampled_from(
                        [ChangeSign.SAME, ChangeSign.SAME, ChangeSign.NEW, ChangeSign.CHANGED]
                    )
                ),
                description=draw(st.sampled_from(["", "Een & twee < drie", 'a "b"\n\nc'])),
            )
        )
    return tuple(made)


@st.composite
def scenes(draw, most: int = 9) -> Scene:
    keys = draw(st.lists(NAMES, min_size=1, max_size=most, unique=True))
    boxes = []
    for number, key in enumerate(keys):
        boxes.append(
            Box(
                key=key,
                name=key,
                kind=BoxKind.ENTITY,
                rows=draw(rows(keys)),
                package=draw(st.sampled_from(["", "Een domein", "Nog een"])),
                base=draw(st.sampled_from([*keys[:number], ""])),
                abstract=draw(st.booleans()),
                description=draw(st.sampled_from(["", "Wat het is."])),
            )
        )
    return scene_of(tuple(boxes))


def scene_of(boxes: tuple[Box, ...]) -> Scene:
    """The scene of `boxes` with the lines that they ask for."""
    lines = lines_between(boxes)
    return Scene(subject="proef", title="Proef", subtitle="van 1", boxes=boxes, lines=lines)


# Names that mean something to one of the formats, or nothing to anybody.
ODD_NAMES = (
    "class", "note", "end", "Klasse met spaties", 'met "aanhaling"', "één", "a<b>c", "a::b", "a.b", "x{y}", "x[y]",
    "f(x)", "-min", "+plus", "#hek", "~golf", "*ster*", "$geld$", "`schuin`", "a;b", "a%%b", "a\\nb", "a\nb", "a--b",
    "==kop==", "..punt..", "__streep__", "//schuin//", "**vet**", "' commentaar", "!include x", "@enduml", "名前", "K1",
    "namespace", "style", "a|b", "<<ster>>", "&amp;", "\u202eom", "1e", "abstract class X",
)  # fmt: skip


def odd_scene() -> Scene:
    """A scene in which every name and text is an odd one."""
    boxes = []
    for number, name in enumerate(ODD_NAMES):
        held = ODD_NAMES[number - 1]
        target = ODD_NAMES[(number * 7 + 1) % len(ODD_NAMES)]
        boxes.append(
            Box(
                key=name,
                name=name,
                kind=BoxKind.ENTITY,
                rows=(
                    BoxRow(held, RowKind.VALUE, name),
                    BoxRow(name, RowKind.ASSOCIATION, target, target, keys=number % 2 == 0),
                ),
                base=ODD_NAMES[0] if number % 5 == 1 else "",
                description=f"{name} {held}\n\n{target}",
            )
        )
    return scene_of(tuple(boxes))
