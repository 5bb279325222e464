"""What an edit does not reach is not done again, and nobody can tell: decision 29, held to its word.

A memory is carried through a series of edits; whatever is asked then is what a model says that was linked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.diagnostics import Diagnostic, has_errors, ordered
from compiler.base.memory import Memory
from compiler.base.stepwise import finished
from compiler.editing.session import Session
from compiler.emit.obstacles import obstacles
from compiler.language.declarations import SourceFile
from compiler.model.keeping import kept
from compiler.model.model import Model
from compiler.model.named_links import leads_somewhere, link_targets
from compiler.pipeline import Sound
from tests.helpers.edits import edited
from tests.helpers.real_model import real_sources
from tests.helpers.strategies import linkable

Files = tuple[SourceFile, ...]
Ask = Callable[[Model], str]
RANDOM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
PARTS = ("standard", "domains", "entities", "codelists", "processes", "envelope", "architecture")
OF_A_KEY = ("attributes_of", "bases", "descendants", "root_of")


@st.composite
def series(draw: st.DrawFn) -> list[Files]:
    """A model, as it was before and after each of some edits."""
    files = draw(linkable())
    found = [files]
    for _ in range(draw(st.integers(1, 4))):
        files = draw(edited(files))
        found.append(files)
    return found


def linked(files: Files, memory: Memory[object] | None) -> tuple[Model, list[Diagnostic]]:
    model, problems = pipeline.link(files, memory)
    assert model is not None
    return model, list(problems)


def answer(files: Files, memory: Memory[object] | None) -> tuple[str, tuple[Diagnostic, ...]]:
    """All that is said of `files`: the model with all places, as text, and what is found."""
    model, found = linked(files, memory)
    if not has_errors(found):
        found += obstacles(model)
    found += finished(pipeline.judging(model, thorough=True))
    if memory is not None:
        memory.finish_round()
    return repr([getattr(model, part) for part in PARTS]), ordered(found)


@RANDOM
@given(series())
def test_after_any_series_of_edits_the_answers_are_those_of_a_check(versions: list[Files]) -> None:
    memory: Memory[object] = Memory()
    for files in versions:
        assert answer(files, memory) == answer(files, None)


@RANDOM
@given(series())
def test_what_is_built_is_what_is_built_anew(versions: list[Files]) -> None:
    memory: Memory[object] = Memory()
    for files in versions:
        model, found = linked(files, memory)
        if not has_errors([*found, *obstacles(model)]):
            fresh, _ = linked(files, None)
            built, expected = (
                pipeline.compiled(Sound(each, (), complete=True)) for each in (model, fresh)
            )
            assert built.artefacts == expected.artefacts


# -- whatever a piece of work looks at is noted ------------------------------------------------------------------------


def readings(model: Model) -> Iterator[tuple[str, Ask]]:
    """All that can be asked of a model, each with how to ask: its public parts, and what it knows by a key."""
    names = {name for name in (*dir(Model), *PARTS) if name[0] != "_"} - {"memory", "made"}
    yield "written_for", written_for
    for name in sorted(names - {"written_for", *OF_A_KEY}):
        yield name, partial(whole, name)
        value = getattr(model, name)
        for key in [*value, "Nergens"] if isinstance(value, dict) else ():
            yield f"{name} {key}", partial(at_key, name, key)
            yield f"{name} ? {key}", partial(has_key, name, key)
    for key in model.entities:
        for name in OF_A_KEY:
            yield f"{name} {key}", partial(of_entity, name, key)


def whole(name: str, model: Model) -> str:
    return repr(all_of(getattr(model, name)))


def at_key(name: str, key: object, model: Model) -> str:
    return repr(getattr(model, name).get(key))


def has_key(name: str, key: object, model: Model) -> str:
    return repr(key in getattr(model, name))


def of_entity(name: str, key: str, model: Model) -> str:
    return repr(key in model.entities and all_of(getattr(model, name)(key)))


def written_for(model: Model) -> str:
    return repr([each for message in model.messages() for each in model.written_for(message)])


def all_of(value: Any) -> Any:
    """All that stands in a value."""
    if callable(value):
        value = value()
    if hasattr(value, "items"):
        return list(value.items())
    return list(value) if hasattr(value, "__next__") else value


@RANDOM
@given(series())
def test_whatever_is_looked_at_is_asked_again_where_it_changed(versions: list[Files]) -> None:
    memory: Memory[object] = Memory()
    asked: dict[str, Ask] = {}
    for files in versions:
        model, _ = linked(files, memory)
        plain, _ = linked(files, None)
        asked.update(readings(plain))
        for name, ask in asked.items():
            assert kept(model, "reading", name, ask) == ask(plain), name


@RANDOM
@given(linkable())
def test_a_name_leads_somewhere_where_it_is_the_target_of_a_link(files: Files) -> None:
    model, _ = linked(files, None)
    targets = link_targets(model)
    assert [name for name in targets if not leads_somewhere(name, model)] == []
    wrong = {
        other for name in targets for other in (f"{name}x", f"x.{name}", f"{name}.x", name[1:])
    }
    assert [name for name in wrong - targets.keys() if leads_somewhere(name, model)] == []


# -- the standard ------------------------------------------------------------------------------------------------------

EDITS = (  # of a day: file, what stood there, what stands there after it
    ("domeinen/Relaties.vera", "/// ", "// Nieuw.\n\n/// "),
    ("domeinen/Relaties.vera", "achternaam", "Achternaam"),
    ("domeinen/Relaties.vera", "Achternaam", "achternaam"),
    ("domeinen/Relaties.vera", "entiteit Relatierol", "entiteit Rolletje"),
    ("domeinen/Relaties.vera", "entiteit Rolletje", "entiteit Relatierol"),
    ("standaard.vera", "    woorden {", "    ernst { GN04 uit }\n    woorden {"),
    ("standaard.vera", "    woorden {", "    woorden {\n        achternaam"),
    ("domeinen/Relaties.vera", "geboortedatum", "geboortedag"),
    ("domeinen/Relaties.vera", "geboortedag", "geboortedatum"),
)


def without_mends(found: Iterable[Diagnostic]) -> set[Diagnostic]:
    return {each._replace(mends=()) for each in found}


def test_a_day_on_the_standard() -> None:
    session = Session(real_sources())
    session.checked()
    done = 0
    for path, old, new in EDITS:
        text = session.text(path)
        done += old in text
        session.open(path, text.replace(old, new, 1))
        found = session.checked()
        expected = pipeline.check(session.files(), thorough=True).diagnostics
        told, wanted = (without_mends(each) for each in (found.diagnostics, expected))
        assert told == wanted if found.sound else wanted <= told, old
    assert done >= len(EDITS) - 1
    assert session.answer.sound
    built = pipeline.compiled(Sound(session.answer.model, (), complete=True))
    assert built.artefacts == pipeline.build(session.files()).artefacts
