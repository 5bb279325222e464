"""A later import: what the drawing changed is taken, what the team wrote stays, and where both changed is told."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Severity
from compiler.importers.uml.drawing import Drawing, DrawnClass
from compiler.importers.uml.taking.taking import take_over
from compiler.importers.uml.texts import DRAWN, DrawnTexts, texts_of_drawing, updated_texts
from compiler.pipeline import check, parse
from tests.helpers.drawings import (
    association,
    drawings,
    drawn_attribute,
    drawn_class,
    end,
    generalisation,
)

RELAXED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
WONING = drawn_class(
    "Woning",
    drawn_attribute("naam", guid="{N}"),
    drawn_attribute("bouwjaar", "integer", guid="{B}"),
    key="{W}",
    guid="{W}",
)
HUURDER = drawn_class("Huurder", drawn_attribute("naam", guid="{M}"), key="{H}", guid="{H}")


def imported(drawing: Drawing) -> dict[str, bytes]:
    """The texts of a first import; empty where the drawing cannot be taken over."""
    made = take_over(drawing, "Proef", "model.xml")
    texts = texts_of_drawing(made, parse, lambda files: check(files).diagnostics)
    return {**(texts.texts or {})}


def updated(files: dict[str, bytes], drawing: Drawing) -> tuple[dict[str, bytes], DrawnTexts]:
    """The model after a later import."""
    model = {path: text for path, text in files.items() if path != DRAWN}
    made = updated_texts(
        take_over(drawing, "Proef", "model.xml"), parse({DRAWN: files[DRAWN]}), parse(model), parse
    )
    assert made.texts is not None, made.diagnostics
    return {**files, **made.texts}, made


def edited(files: dict[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The files with a text replaced, wherever it stands but in what was drawn."""
    changed = {
        path: text if path == DRAWN else text.replace(old.encode(), new.encode())
        for path, text in files.items()
    }
    assert changed != files
    return changed


def text_of(files: dict[str, bytes]) -> str:
    return files["domeinen/Proef.vera"].decode()


@given(drawings())
@settings(RELAXED, max_examples=60)
def test_a_second_import_of_the_same_changes_no_byte(drawing):
    first = imported(drawing)
    if first:
        assert updated(first, drawing)[0] == first


@given(drawings(), st.data())
@settings(RELAXED, max_examples=40)
def test_a_model_that_nobody_touched_becomes_what_is_drawn_now(drawing, data):
    """Apart from the order of what came, and from former names.

    Classes have names of their own: which one of several is meant by a name may be another one in the later drawing.
    """
    drawing = _told_apart(drawing)
    first = imported(drawing)
    later = replace(drawing, classes=tuple(_changed(each, data) for each in drawing.classes))
    fresh = imported(later)
    if first and fresh:
        now, made = updated(first, later)
        assert made.diagnostics == ()
        for path in fresh.keys() - {"standaard.vera"}:
            assert _lines(now[path]) == _lines(fresh[path])


def _told_apart(drawing: Drawing) -> Drawing:
    met: set[str] = set()
    classes = []
    for number, each in enumerate(drawing.classes):
        name = f"{each.name}{number}x" if each.name.casefold() in met else each.name
        met.add(each.name.casefold())
        classes.append(replace(each, name=name))
    return replace(drawing, classes=tuple(classes))


_FORMER_NAME = re.compile(r"(?:, | )?voorheen (?:`[^`]*`|[^\s,)]+)")


def _lines(text: bytes) -> list[str]:
    """The lines in the order of the alphabet, without what things were called before."""
    plain = _FORMER_NAME.sub("", text.decode()).replace("(, ", "(").replace(" ()", "")
    return sorted(plain.splitlines())


def _changed(drawn: DrawnClass, data: st.DataObject) -> DrawnClass:
    """Another description, an attribute more or one less."""
    attributes = list(drawn.attributes)
    if attributes and data.draw(st.booleans()):
        attributes.pop(data.draw(st.integers(0, len(attributes) - 1)))
    if data.draw(st.booleans()):
        guid = f"{{{drawn.key}-new}}" if drawn.guid else ""
        attributes.append(drawn_attribute("nieuw", "date", guid=guid))
    text = data.draw(st.sampled_from((drawn.text, "Een andere tekst.")))
    return replace(drawn, attributes=tuple(attributes), text=text)


def test_what_the_team_wrote_stays_and_what_the_drawing_changed_is_taken():
    files = edited(imported(Drawing(classes=(WONING,))), "bouwjaar", "jaarVanBouw")
    files = edited(files, "naam ", "/// Hoe zij heet.\n    naam ")
    later = replace(
        WONING,
        attributes=(
            WONING.attributes[0],
            drawn_attribute("straat", guid="{S}"), drawn_attribute("bouwjaar", "date", guid="{B}"),
        ),
    )  # fmt: skip
    now, made = updated(files, Drawing(classes=(later, HUURDER)))
    assert made.diagnostics == ()
    assert "/// Hoe zij heet.\n    naam : string" in text_of(now)
    assert "jaarVanBouw : date" in text_of(now)
    assert "straat " in text_of(now)
    assert "entiteit Huurder" in text_of(now)


def test_comments_stay_where_they_stand():
    files = edited(
        imported(Drawing(classes=(WONING, HUURDER))),
        "entiteit Huurder",
        "// Nog na te gaan.\nentiteit Huurder",
    )
    later = replace(WONING, attributes=(*WONING.attributes, drawn_attribute("straat", guid="{S}")))
    now, _ = updated(files, Drawing(classes=(later, HUURDER)))
    assert "\n// Nog na te gaan.\nentiteit Huurder" in text_of(now)


def test_where_both_changed_the_text_stays_and_it_is_told():
    files = edited(imported(Drawing(classes=(WONING,))), "bouwjaar : integer", "bouwjaar : date")
    later = replace(
        WONING, attributes=(WONING.attributes[0], drawn_attribute("bouwjaar", "string", guid="{B}"))
    )
    now, made = updated(files, Drawing(classes=(later,)))
    assert "bouwjaar : date" in text_of(now)
    (found,) = made.diagnostics
    assert (found.id, found.severity) == ("UML51", Severity.WARNING)
    assert str(found.hint) == 'the text stays; the drawing says "string"'


def test_a_class_renamed_in_the_text_stays_the_same_class():
    drawing = Drawing(
        classes=(WONING, HUURDER),
        associations=(association(end("{H}"), end("{W}", "woning", guid="{A}")),),
    )
    files = edited(imported(drawing), "Woning", "Huis")
    later = replace(drawing, classes=(WONING, replace(HUURDER, text="Wie huurt.")))
    now, made = updated(files, later)
    assert made.diagnostics == ()
    assert "entiteit Huis" in text_of(now)
    assert "Huis.sleutels" in text_of(now)
    assert "entiteit Woning" not in text_of(now)
    assert "/// Wie huurt." in text_of(now)


def test_a_class_renamed_in_the_drawing_is_renamed_wherever_it_is_named():
    drawing = Drawing(classes=(WONING, HUURDER), generalisations=(generalisation("{W}", "{H}"),))
    files = imported(drawing)
    message = "ketenproces VHR\n\nbericht Huurders over Huurder {\n    Huurder { naam }\n}\n"
    files["processen.vera"] = message.encode()
    renamed = replace(
        HUURDER, name="Bewoner", attributes=(drawn_attribute("roepnaam", guid="{M}"),)
    )
    now, made = updated(files, replace(drawing, classes=(WONING, renamed)))
    assert made.diagnostics == ()
    assert "entiteit Bewoner (voorheen Huurder" in text_of(now)
    assert "entiteit Woning is Bewoner" in text_of(now)
    assert now["processen.vera"].decode() == (
        "ketenproces VHR\n\nbericht Huurders over Bewoner {\n    Bewoner { roepnaam }\n}\n"
    )


def test_what_is_no_longer_drawn_goes_unless_the_team_worked_on_it():
    files = imported(Drawing(classes=(WONING, HUURDER)))
    now, made = updated(files, Drawing(classes=(WONING,)))
    assert ("entiteit Huurder" in text_of(now), made.diagnostics) == (False, ())
    touched = edited(files, "entiteit Huurder", "/// Wie huurt.\nentiteit Huurder")
    now, made = updated(touched, Drawing(classes=(WONING,)))
    assert ("entiteit Huurder" in text_of(now), [each.id for each in made.diagnostics]) == (
        True,
        ["UML52"],
    )
    gone = edited(files, text_of(files)[text_of(files).index("entiteit Huurder") :], "")
    assert "entiteit Huurder" not in text_of(updated(gone, Drawing(classes=(WONING, HUURDER)))[0])
