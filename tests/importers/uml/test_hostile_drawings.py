"""Whatever bytes come in, readers of drawings make a drawing with findings, and raise nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.uml.drawn import facts
from tools.fuzz_drawings import FORMATS, examples, failure, made_small, mutated

PIECES = st.sampled_from(
    ["class ", "A", "B", " ", "\n", "{", "}", '"', "<|--", "--", "..>", "*--", ":", "::", "[", "]", "(", ")", "<<x>>",
     "note ", "left of ", "end note", "as ", "package ", "namespace ", "@startuml\n", "@enduml\n", "classDiagram\n",
     "```mermaid\n", "```\n", "!define A B\n", "!include a\n", "/'", "'/", "'", "\\", "~", "`", "%%", "---\n",
     "enum ", "1", "0..*"]
)  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_no_text_makes_a_reader_raise(name, data):
    pieces = data.draw(st.lists(PIECES | st.text(max_size=5), max_size=60))
    start = data.draw(
        st.sampled_from(["", "@startuml\n", "classDiagram\n", "```mermaid\nclassDiagram\n"])
    )
    content = (start + "".join(pieces)).encode("utf-8", "surrogatepass")

    assert not failure(FORMATS[name].read, content)


@pytest.mark.parametrize("name", FORMATS)
@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_reader_raise(name, content):
    assert not failure(FORMATS[name].read, content)


@pytest.mark.parametrize("name", FORMATS)
def test_no_mistake_in_an_example_makes_a_reader_raise(name):
    random_ = random.Random(name)
    known = examples(FORMATS[name].endings)

    assert known
    for _ in range(200):
        content = mutated(random_.choice(known), known, random_)
        assert not failure(FORMATS[name].read, content), content


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_give_the_same_drawing_and_keys_are_unique(name):
    for content in examples(FORMATS[name].endings):
        drawing, again = (FORMATS[name].read(content, "x") for _ in range(2))

        assert drawing == again
        assert facts(drawing)
        kinds = (drawing.packages, drawing.classes, drawing.generalisations, drawing.associations)
        for kind in kinds:
            assert len({each.key for each in kind}) == len(kind)
        known = {each.key for each in drawing.classes}
        for line in drawing.associations:
            assert {line.source.target, line.target.target} <= known


def test_what_fails_is_made_small():
    assert made_small(b"een\ntwee x drie\nvier", lambda each: b"x" in each) == b"x"
