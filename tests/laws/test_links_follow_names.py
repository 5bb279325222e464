"""Whatever gives something another name, links in texts lead to it as they did."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from compiler import pipeline
from compiler.base.applying import applied
from compiler.base.context import Context
from compiler.base.mends import Edit, Mend
from compiler.editing.refactorings.opened import OpenedModel
from compiler.editing.refactorings.renaming import renamed_at
from compiler.model.guide_references import guide_targets
from compiler.model.links_in_files import links_of_file
from compiler.model.model import Model
from compiler.model.parts_of_links import parts_of_link
from compiler.rules.run import run_rules
from tests.helpers.linked_models import OTHER_NAMES, linked_models
from tests.helpers.memory_store import MemoryStore

AN03 = frozenset({"AN03"})
CONTEXT = Context(MemoryStore(), "links")
FEW = settings(max_examples=60, deadline=None)
Files = Mapping[str, str]


def as_bytes(files: Files) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def model_of(files: Files) -> Model:
    return OpenedModel(as_bytes(files), CONTEXT).model


def where_links_lead(files: Files) -> list[tuple[str, int] | None]:
    """For each link the line at which what it leads to is declared, None where it leads nowhere.

    A rename moves no line, and no link.
    """
    model = model_of(files)
    targets = guide_targets(model)
    found: list[tuple[str, int] | None] = []
    for path, text in files.items():
        for link in links_of_file(path, text.split("\n")):
            target = targets.of(link.kind).get(link.name.text)
            parts = [*parts_of_link(link.name.text, target, model)] if target else []
            found.append((parts[-1].declared.file, parts[-1].declared.line) if parts else None)
    return found


def is_followed(before: Files, then: Files) -> bool:
    """Whether each link that leads somewhere still leads there, and AN03 finds no more than it did."""
    led, leads = where_links_lead(before), where_links_lead(then)
    one, other = (run_rules(model_of(each), AN03) for each in (then, before))
    same = all(old in (None, new) for old, new in zip(led, leads, strict=True))
    return same and len(one) <= len(other)


def is_sound(files: Files) -> bool:
    """Whether every name is that of one thing: a mend that makes two of one name is of no use."""
    linked = pipeline.link([each.source for each in pipeline.parse(as_bytes(files), CONTEXT)])
    return not linked.diagnostics


def after(files: Files, edits: tuple[Edit, ...]) -> dict[str, str]:
    changed = applied(files, edits)
    assert changed is not None
    return {**files, **changed}


@given(linked_models(), st.data())
@FEW
def test_a_rename_breaks_no_link(files: Files, data: st.DataObject) -> None:
    opened = OpenedModel(as_bytes(files), CONTEXT)
    declared = sorted(set(opened.places.meant.values()), key=lambda name: name.span)
    place = data.draw(st.sampled_from(declared))
    made = renamed_at(opened, place.span, data.draw(st.sampled_from(OTHER_NAMES)), formerly=True)
    assume(isinstance(made, Mend))
    assert isinstance(made, Mend)
    then = after(files, made.edits)
    assert is_followed(files, then)


@given(linked_models())
@FEW
def test_a_mend_that_renames_breaks_no_link(files: Files) -> None:
    found = pipeline.check(as_bytes(files), CONTEXT, thorough=True).diagnostics
    for finding in found:
        for mend in finding.mends:
            if mend.title.template.startswith("rename "):
                event(finding.id)
                then = after(files, mend.edits)
                if is_sound(files) and not is_sound(then):
                    continue
                assert is_followed(files, then), (finding.id, mend.title)
