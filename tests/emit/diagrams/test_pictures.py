"""No two boxes or texts of a picture meet, no line runs through a box, and boxes stay where they were."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.context import Context
from compiler.emit.diagrams.picture import Picture, picture_of
from compiler.emit.diagrams.positions import read_positions, written_positions
from compiler.emit.diagrams.routing import Rectangle
from compiler.emit.diagrams.scene import Box, BoxKind, BoxRow, RowKind, Scene
from compiler.emit.diagrams.svg import SvgWriter
from tests.helpers.drawn import faults_of, read_picture
from tests.helpers.scenes import rows, scene_of, scenes

WRITER = SvgWriter(Context())
LAWS = settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def judged(picture: Picture) -> list[str]:
    return list(faults_of(read_picture(WRITER.text(picture))))


def stands(picture: Picture) -> dict[str, tuple[float, float]]:
    return {each.fit.box.key: each.place[:2] for each in picture.boxes}


@LAWS
@given(scenes())
def test_nothing_meets_in_a_picture(scene: Scene) -> None:
    picture = picture_of(scene, {})
    assert judged(picture) == []
    assert len(picture.boxes) == len(scene.boxes)
    assert len(picture.lines) == len(scene.lines)


@LAWS
@given(scenes())
def test_a_picture_that_is_drawn_again_is_the_same(scene: Scene) -> None:
    picture = picture_of(scene, {})
    places = written_positions({scene.subject: picture.places})
    kept = read_positions(places)[scene.subject]
    again = picture_of(scene, kept)
    assert WRITER.text(again) == WRITER.text(picture)
    assert written_positions({scene.subject: again.places}) == places


@LAWS
@given(scenes(), st.data())
def test_other_rows_and_lines_move_no_box(scene: Scene, data: st.DataObject) -> None:
    picture = picture_of(scene, {})
    keys = [box.key for box in scene.boxes]
    changed = scene_of(tuple(box._replace(rows=data.draw(rows(keys))) for box in scene.boxes))
    after = picture_of(changed, picture.places)
    assert stands(after) == stands(picture)
    assert judged(after) == []


@LAWS
@given(scenes(), st.data())
def test_a_new_box_moves_itself_alone_and_one_that_goes_moves_none(
    scene: Scene, data: st.DataObject
) -> None:
    picture = picture_of(scene, {})
    keys = [box.key for box in scene.boxes]
    new = Box("helemaal nieuw", "Nieuw", BoxKind.ENTITY, data.draw(rows(keys)))
    place = data.draw(st.integers(0, len(keys)))
    after = picture_of(scene_of((*scene.boxes[:place], new, *scene.boxes[place:])), picture.places)
    found = stands(after)
    del found[new.key]
    assert found == stands(picture)
    assert judged(after) == []
    left = picture_of(scene_of(scene.boxes[1:]), picture.places)
    assert stands(left).items() <= stands(picture).items()
    assert judged(left) == []


@LAWS
@given(
    scenes(most=5),
    st.lists(
        st.tuples(*[st.integers(-300, 300)] * 2, *[st.integers(0, 300)] * 2), min_size=5, max_size=5
    ),
)
def test_places_that_somebody_wrote_by_hand_are_taken_where_they_can_be(
    scene: Scene, numbers: list[tuple[int, int, int, int]]
) -> None:
    kept = {box.key: Rectangle(*place) for box, place in zip(scene.boxes, numbers, strict=False)}
    picture = picture_of(scene, kept)
    assert judged(picture) == []
    if len(kept) == 1:
        ((key, place),) = kept.items()
        if place.width >= 130 and place.height >= 60:
            assert stands(picture)[key] == place[:2]


def test_a_box_that_was_renamed_keeps_its_place() -> None:
    boxes = tuple(Box(name, name, BoxKind.ENTITY, ()) for name in ("Een", "Twee", "Drie"))
    before = picture_of(scene_of(boxes), {})
    renamed = (*boxes[:1], Box("Ander", "Ander", BoxKind.ENTITY, (), formerly="Twee"), boxes[2])
    after = picture_of(scene_of(renamed), before.places)
    assert stands(after)["Ander"] == stands(before)["Twee"]


def test_a_box_grows_where_there_is_room_and_else_counts_what_it_has_no_room_for() -> None:
    def scene(number: int) -> Scene:
        many = tuple(
            BoxRow(f"rij{each}", RowKind.KEY, "string", core=True) for each in range(number)
        )
        low = Box("Onder", "Onder", BoxKind.ENTITY, ())
        return scene_of((Box("Boven", "Boven", BoxKind.ENTITY, many), low))

    places = {"Boven": Rectangle(0, 0, 200, 80), "Onder": Rectangle(0, 150, 200, 60)}
    grown = picture_of(scene(4), places)
    assert (len(grown.boxes[0].fit.rows), grown.boxes[0].fit.folded) == (4, ())
    assert grown.boxes[0].place.height > 80
    full = picture_of(scene(12), places)
    assert len(full.boxes[0].fit.rows) + len(full.boxes[0].fit.folded) == 12
    assert full.boxes[0].fit.folded
    assert full.boxes[0].place.bottom <= 80
    assert "nog " in WRITER.text(full)


def test_rows_with_a_line_are_the_last_to_be_left_out() -> None:
    rows_ = tuple(BoxRow(f"rij{each}", RowKind.KEY, "string", core=True) for each in range(8))
    leading = BoxRow("ander", RowKind.ASSOCIATION, "Onder", "Onder", keys=True)
    boxes = (
        Box("Boven", "Boven", BoxKind.ENTITY, (*rows_, leading)),
        Box("Onder", "Onder", BoxKind.ENTITY, ()),
    )
    places = {"Boven": Rectangle(0, 0, 200, 80), "Onder": Rectangle(0, 116, 200, 60)}
    (fit, _), _ = picture_of(scene_of(boxes), places).boxes
    assert "ander" in [row.name for row in fit.rows]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", {}),
        (b"\xff\x00 1 2 3", {"\ufffd\x00 1 2 3": {}}),
        (b"een\n    Twee 1 2 3 4\n", {"een": {"Twee": Rectangle(1, 2, 3, 4)}}),
        (
            b"een\r\n    Twee en meer -1 2 3 4\r\n",
            {"een": {"Twee en meer": Rectangle(-1, 2, 3, 4)}},
        ),
        (b"een\n    Twee 1 2 3\n    Drie a b c d\n    Vier 1 2 0 4\n", {"een": {}}),
        (b"een\n    Twee 9999999 2 3 4\n", {"een": {}}),
        (b"// tekst\neen\n", {"een": {}}),
    ],
)
def test_a_file_of_places_is_read_as_far_as_it_makes_sense(content, found) -> None:
    assert read_positions(content) == found


@given(
    st.dictionaries(
        st.text(min_size=1),
        st.dictionaries(
            st.text(min_size=1),
            st.builds(Rectangle, *[st.integers(-9999, 9999)] * 2, *[st.integers(1, 9999)] * 2),
        ),
        max_size=4,
    )
)
def test_places_are_read_as_they_were_written(pictures) -> None:
    written = written_positions(pictures)
    assert read_positions(written) == pictures
    assert written == written_positions(dict(reversed(pictures.items())))
