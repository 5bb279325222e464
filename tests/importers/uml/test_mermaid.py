"""Each construct of Mermaid in a small diagram, and what is read of it; and the fences of Markdown pages."""

from __future__ import annotations

import pytest

from compiler.importers.uml.mermaid.reader import read_mermaid
from tests.importers.uml.drawn import facts, found, markdown, mermaid

CASES = [
    ("class A", ["class A"]),
    ('class A["Een label"]', ['class A "Een label"']),
    ("class `A b`\n`A b` --> C", ["class A b", "class C", "A b --- C>"]),
    ("class A~T~", ["class A <T>"]),
    ("class A:::groot\nclass B:::x {\n y\n}", ["class A", "class B", "- y :"]),
    ("class A { x : int }\nclass B {\n}\nclass C{}", ["class A", "- x : int", "class B", "class C"]),
    ('class A {\n +String naam\n -int[] jaren\n ~List~List~int~~ rij\n naam2 : string = "x"\n tel(x) int\n int som$\n}',
     ["class A", "- naam : String", "- jaren : int [0..*]", "- rij : List<List<int>>", '- naam2 : string = "x"',
      "- static som : int"]),
    ("A : +int x\nA : doe() void", ["class A", "- x : int"]),
    ("class A {\n <<enumeration>>\n X\n Y\n}\n<<interface>> B\nclass C <<abstract>>",
     ["enumeration A <<enumeration>>", "* X", "* Y", "interface B <<interface>>", "abstract class C <<abstract>>"]),
    ("A <|-- B\nC --|> A\nD ..|> A", ["class A", "class B", "class C", "class D", "B --|> A", "C --|> A", "D ..|> A"]),
    ("A <|--|> B", ["class A", "class B", "A --|> B", "B --|> A"]),
    ("A *-- B\nA o-- B\nA --> B\nA -- B\nA ..> B\nA .. B\nA --o B\nA <--> B",
     ["class A", "class B", "A* --- B", "Ao --- B", "A --- B>", "A --- B", "A ... B>", "A ... B", "A --- Bo",
     "A> --- B>"]),
    ('A "1" *-- "0..* rollen" B : heeft', ["class A", "class B", "A* [1..1] --- B rollen [0..*] : heeft"]),
    ('A "many"--"1" B:x', ["class A", "class B", "A [0..*] --- B [1..1] : x"]),
    ("A ()-- B", ["class A", "class B", "B ..|> A"]),
    ("A --> A : zelf", ["class A", "A --- A> : zelf"]),
    ("A-b --> c", ["class A-b", "class c", "A-b --- c>"]),
    ("namespace N {\n class A\n namespace M {\n  class B\n }\n}\nA --> B",
     ["package N", "package N.M", "class A", "class B", "A --- B>"]),
    ("namespace N.M {\n class A\n}", ["package N", "package N.M", "class A"]),
    ('class A\nnote for A "over <b>A</b>\\nen #quot;meer#quot;"', ['class A (over A\nen "meer")']),
    ('direction LR\nstyle A fill:#f\nclassDef x y\ncssClass "A" x\nclick A href "x"\nlink A "x"\nclass A', ["class A"]),
    ("%% niets\n%%{init: {\n 'x': 1}\n}%%\nclass A", ["class A"]),
    ("direction --> title", ["class direction", "class title", "direction --- title>"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_construct_is_read_without_a_mistake(text, expected):
    drawing = mermaid(text)

    assert [each for each in drawing.diagnostics if each.stops_build] == []
    assert facts(drawing) == expected


FINDINGS = [
    ("class A\nwat is dit", ["UML01 error t.mmd:3:5"]),
    ("class A {\n x", ["UML01 error t.mmd:2:1"]),
    ("namespace A {\nclass B", ["UML01 error t.mmd:2:1"]),
    ("class A\n}", ["UML01 error t.mmd:3:1"]),
    ("class A {\n int x\n int x\n}", ["UML05 warning t.mmd:4:2"]),
    ("class A {\n : int\n}", ["UML06 error t.mmd:3:2"]),
]


@pytest.mark.parametrize(("text", "expected"), FINDINGS, ids=[text for text, _ in FINDINGS])
def test_a_mistake_is_told_with_its_place(text, expected):
    drawing = mermaid(text)

    assert found(drawing) == expected
    assert all(each.hint for each in drawing.diagnostics)


def test_another_kind_of_diagram_and_none():
    assert found(read_mermaid(b"sequenceDiagram\nA->>B: x", "t.mmd")) == ["UML02 error t.mmd:1:1"]
    assert found(read_mermaid(b"", "t.mmd")) == ["UML02 error t.mmd"]
    assert found(markdown("# Niets\n```json\n{}\n```")) == ["UML02 error t.md"]
    assert found(markdown("```mermaid\ngraph LR\n```")) == ["UML02 error t.md:2:1"]


def test_front_matter_has_the_title():
    drawing = read_mermaid(
        b'---\ntitle: "Een plaat"\nconfig: x\n---\nclassDiagram-v2\nclass A', "t.mmd"
    )

    assert (drawing.title, facts(drawing)) == ("Een plaat", ["class A"])


def test_the_fences_of_a_page_are_one_drawing_with_places_in_the_page():
    page = """# Kop
```mermaid
classDiagram
class A {
  int x
}
A --> B
```
~~~~ mermaid
classDiagram
A --> B
wat is dit
~~~
class A {
  int y
}
~~~~
```mermaid
sequenceDiagram
```
    """
    drawing = markdown(page)

    assert facts(drawing) == ["class A", "- x : int", "- y : int", "class B", "A --- B>"]
    assert found(drawing) == ["UML01 error t.md:12:5", "UML01 error t.md:13:1"]
    assert [str(each.span) for each in drawing.classes] == ["t.md:4:7", "t.md:7:7"]
    assert [each.kind for each in drawing.passed_over] == ["other diagram", "repeated line"]
