"""Each construct of PlantUML in a small diagram, and what is read of it."""

from __future__ import annotations

import pytest

from tests.importers.uml.drawn import facts, found, plantuml

CASES = [
    ("class A", ["class A"]),
    ("abstract class A\nabstract B", ["abstract class A", "abstract class B"]),
    ("interface A\nenum B\nentity C\nstruct D\nannotation E",
     ["interface A", "enumeration B", "class C", "data type D <<struct>>", "class E <<annotation>>"]),
    ("class A <<enumeration>> {\n X\n}", ["enumeration A <<enumeration>>", "* X"]),
    ('class "Een b" as B', ['class B "Een b"']),
    ('class B as "Een b"', ['class B "Een b"']),
    ('class "**A**\\nb" as B', ['class B "A b"']),
    ("class A<T extends X> <<(S,#FF7700) s>> #red", ["class A <T extends X> <<s>>"]),
    ("class Foo-Bar", ["class Foo-Bar"]),
    ("-class A\n+abstract class B\nstatic class C", ["class A", "abstract class B", "class C"]),
    ("class A\n{\n x : int\n}", ["class A", "- x : int"]),
    ("class A extends B implements C, D\nclass B\ninterface C\ninterface D",
     ["class A", "class B", "interface C", "interface D", "A --|> B", "A ..|> C", "A ..|> D"]),
    ('class A {\n +a : int\n #b : List<X> [0..*]\n int[] c\n d : T {0..1}\n e = 3\n f : T = "x:y" {id}\n /g : int\n}',
     ["class A", "- a : int", "- b : List<X> [0..*]", "- c : int [0..*]", "- d : T [0..1]", "- e : = 3",
      '- id f : T = "x:y"', "- / g : int"]),
    ("class A {\n {id} a : int\n b : int {id, readOnly}\n c : int {readOnly}\n}",
     ["class A", "- id a : int", "- id b : int (readOnly)", "- c : int (readOnly)"]),
    ("class A {\n {static} x : int\n .. titel ..\n +doe(x) : int\n {method} y\n {field} z : f()\n}",
     ["class A", "- static x : int", "- z : f()"]),
    ("class A {\n * id : number <<PK>>\n naam : varchar(20)\n dit zijn een paar woorden\n prijs : Bedrag [€]\n}",
     ["class A (dit zijn een paar woorden)", "- id id : number <<PK>>", "- naam : varchar(20)",
     "- prijs : Bedrag ([€])"]),
    ('enum A {\n X\n Y = 1\n Z("z", "zet")\n P, Q\n R : uitleg\n - code : String\n doe()\n}',
     ["enumeration A", "- code : String", "* X", "* Y 1", "* Z z (zet)", "* P", "* Q", "* R (uitleg)"]),
    ("class A\nA : x : int\nA : doe()", ["class A", "- x : int"]),
    ("A <|-- B", ["class A", "class B", "B --|> A"]),
    ("class A\nclass B\nA --|> B\nB ^-- A\nA -up-|> B", ["class A", "class B", "A --|> B"]),
    ("class A\nclass B\nA .up.|> B", ["class A", "class B", "A ..|> B"]),
    ("class A\nclass B\nA ()-- B", ["class A", "class B", "B ..|> A"]),
    ("class A\nclass B\nA -[#red,dashed]-> B\nA <|-[hidden]- B", ["class A", "class B", "A ... B>"]),
    ('class A\nclass B\nA "1" *-- "0..* rollen" B : heeft >',
     ["class A", "class B", "A* [1..1] --- B rollen [0..*] : heeft"]),
    ('class A\nclass B\nA o-- "rol\\n0..1 {ordered}" B : hoort bij <',
     ["class A", "class B", "Ao --- B rol [0..1] {ordered} : hoort bij direction=<"]),
    ("class A\nclass B\nA ||--o{ B\nA }|--|| B : b",
     ["class A", "class B", "A [1..1] --- B [0..*]", "A [1..*] --- B [1..1] : b"]),
    ("class A\nclass B\nA x--> B\nA <--> B\nA +-- B\nA #-- B\nA }-- B\nA --{ B",
     ["class A", "class B", "Ax --- B>", "A> --- B>", "A --- B <<nested>>", "A --- B", "A [0..*] --- B",
     "A --- B [0..*]"]),
    ("class A\nclass B\nA <.. B : <<use>>", ["class A", "class B", "A> ... B <<use>>"]),
    ("class A {\n x : int\n}\nclass R {\n y : int\n}\nA::x --> R::y",
     ["class A", "- x : int", "class R", "- y : int", "A attribute=x --- R> attribute=y"]),
    ("class A\nclass B\nclass C\nA -- B\n(A, B) .. C", ["class A", "class B", "class C", "A --- B carrier C"]),
    ("class A\nclass B\nclass C\nC . (B, A)\nA -- B : x", ["class A", "class B", "class C", "A --- B : x carrier C"]),
    ("class A\nA [sleutel] --> B\nclass B", ["class A", "class B", "A qualifier=sleutel --- B>"]),
    ('package p {\n package "q r" as q <<x>> #DDD {\n  class A\n }\n class B\n}\nA --> B',
     ["package p", "package p.q", "class p.q.A", "class p.B", "p.q.A --- p.B>"]),
    ("together {\n class A\n}\nfolder f {\n class B\n}\ndatabase d {\n}",
     ["package f", "package d", "class A", "class f.B"]),
    ("namespace a {\n class X\n}\nnamespace b {\n class X\n X --> a.X\n}",
     ["package a", "package b", "class a.X", "class b.X", "b.X --- a.X>"]),
    ("class a.b.C\na.b.C --> D\nclass D", ["package a", "package a.b", "class a.b.C", "class D", "a.b.C --- D>"]),
    ("set separator none\nclass a.b.C", ['class a.b.C "a.b.C"']),
    ("set separator ::\nclass a::C", ["package a", "class a.C"]),
    ("class A\nnote left of A : een **noot**", ["class A (een noot)"]),
    ("class A\nnote right\n regel 1\n <b>regel</b> 2\nend note", ["class A (regel 1\nregel 2)"]),
    ('class A\nnote "hallo" as N\nN .. A', ["class A (hallo)"]),
    ("class A\nnote as N\n hallo\nend note\nA . N", ["class A (hallo)"]),
    ("class A\nclass B\nA -- B\nnote on link #red: over de lijn", ["class A", "class B", "A --- B (over de lijn)"]),
    ("class A {\n x : int\n}\nnote left of A::x : over x", ["class A", "- x : int (over x)"]),
    ("package p {\n class A\n}\nnote top of p : pakket", ["package p", "class p.A"]),
    ("' niets\nclass A /' hier '/\n/' en\nclass B '/\nclass C", ["class A", "class C"]),
    ("class \\\nA", ["class A"]),
    ("skinparam x {\n y z\n}\n<style>\nclassDiagram {\n}\n</style>\nlegend\n x\nend legend\nclass A", ["class A"]),
    ('!define K class\n!$naam = "Zaak"\nK $naam', ["class Zaak"]),
    ("!define X\n!ifdef X\nclass A\n!else\nclass B\n!endif\n!ifndef X\nclass C\n!endif", ["class A"]),
    ("!procedure $p($x)\nclass $x\n!endprocedure\nclass A", ["class A"]),
    ("entity --> note\nclass entity\nclass note", ["class entity", "class note", "entity --- note>"]),
    ("class A\nclass B\nA --> B : [[http://x.nl zie hier]] en <color:red>rood</color>",
     ["class A", "class B", "A --- B> : zie hier en rood"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_construct_is_read_without_a_finding(text, expected):
    drawing = plantuml(text)

    assert found(drawing) == []
    assert facts(drawing) == expected


FINDINGS = [
    ("class A\nwat is dit", ["UML01 error t.puml:3:5"]),
    ("class A {\n x : int", ["UML01 error t.puml:2:1"]),
    ("package p {\nclass A", ["UML01 error t.puml:2:1"]),
    ("class A\n}", ["UML01 error t.puml:3:1"]),
    ("class A {\n : int\n}", ["UML06 error t.puml:3:2"]),
    ('class ""', ["UML06 error t.puml:2:7"]),
    ("A -> B : hallo\nB --> A : dag", ["UML02 error t.puml:2:1"]),
    ("actor Jan\nJan -> B : hallo", ["UML02 error t.puml:2:1"]),
    ("[*] --> X\nX --> [*]", ["UML02 error t.puml:2:1"]),
    ("start\n:doe iets;\nstop", ["UML02 error t.puml:2:1"]),
    ("[Onderdeel] --> [Ander]", ["UML02 error t.puml:2:1"]),
    ("class A\nactor Jan", ["UML02 warning t.puml:3:1"]),
    ("allowmixing\nclass A\nactor Jan", []),
    ("class A\nA --> Jan\nclass Jam", ["UML06 warning t.puml:3:7"]),
    ("!include https://x.nl/a.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!includeurl x.nl/a.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!include <C4/C4_Context>\nclass A", ["UML03 warning t.puml:2:1"]),
    ("!include ../a.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!include /etc/passwd\nclass A", ["UML03 error t.puml:2:1"]),
    ("!include C:\\a.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!include weg.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!include t.puml\nclass A", ["UML03 error t.puml:2:1"]),
    ("!if (1 == 1)\nclass B\n!endif\nclass A", ["UML04 error t.puml:2:1"]),
    ("!procedure $p($x)\nclass $x\n!endprocedure\n$p(A)\nclass B",
     ["UML04 error t.puml:5:1", "UML01 error t.puml:5:3"]),
    ("package p {\nclass A\n}\nclass A {\n x : int\n}", ["UML05 warning t.puml:5:7"]),
    ("package p {\nclass A {\n}\n}\npackage q {\nclass A {\n}\n}", ["UML05 warning t.puml:7:7"]),
    ("set separator none\npackage p {\nclass A\n}\nclass B\np.A --> B", ["UML05 warning t.puml:7:1"]),
    ("class A {\n x : int\n x : String\n}", ["UML05 warning t.puml:4:2"]),
    ("class A\nclass B\nclass C\n(A, B) .. C", ["UML06 warning t.puml:5:1"]),
    ("package p {\n}\nclass A\nA --> p", ["UML06 warning t.puml:5:1"]),
    ("class A\nclass A\nA <|-- A", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FINDINGS, ids=[text for text, _ in FINDINGS])
def test_a_mistake_is_told_with_its_place(text, expected):
    drawing = plantuml(text)

    assert found(drawing) == expected
    assert all(each.hint for each in drawing.diagnostics)


def test_a_class_that_is_reopened_outside_its_package_is_one():
    drawing = plantuml("package p {\nclass A {\n x : int\n}\n}\nclass A {\n y : int\n}")

    assert facts(drawing) == ["package p", "class p.A", "- x : int", "- y : int"]


def test_files_beside_the_main_one_are_included_once():
    files = {"sub/b.puml": "@startuml\nclass B\n!include c.puml\n@enduml", "sub/c.puml": "class C"}

    drawing = plantuml("!include sub/b.puml\n!include sub/b.puml\nclass A\nA --> B\nA --> C", files)

    assert found(drawing) == []
    assert [str(each.span) for each in drawing.classes] == [
        "sub/b.puml:2:7",
        "sub/c.puml:1:7",
        "t.puml:4:7",
    ]


def test_nothing_is_asked_for_outside_the_folder():
    from compiler.importers.uml.plantuml.reader import read_plantuml

    asked = []
    wild = (
        "../a",
        "/a",
        "~/a",
        "a/../../b",
        "\\a",
        "C:/a",
        "http://a",
        "<a>",
        "file:///a",
        "a\\..\\..\\b",
        '"../a"',
    )
    for each in wild:
        read_plantuml(
            f"@startuml\n!include {each}\nclass A\n@enduml".encode(), "in/t.puml", asked.append
        )

    assert asked == []


def test_includes_in_a_circle_and_too_deep_end():
    circle = plantuml("!include a.puml", {"a.puml": "!include b.puml", "b.puml": "!include a.puml"})
    deep = plantuml(
        "!include 0\nclass A", {str(number): f"!include {number + 1}" for number in range(40)}
    )

    assert [each.id for each in circle.diagnostics] == ["UML03"]
    assert [each.id for each in deep.diagnostics] == ["UML03"]


def test_several_diagrams_of_a_file_are_one_drawing():
    from compiler.importers.uml.plantuml.reader import read_plantuml

    text = """@startuml
    class A {
      x : int
    }
    A --> B
    @enduml
    @startuml
    Jan -> Piet : hallo
    @enduml
    @startuml
    class A {
      x : int
      y : int
    }
    A --> B
    class B
    @enduml"""
    drawing = read_plantuml(text.encode(), "t.puml", lambda _: None)

    assert found(drawing) == []
    assert facts(drawing) == ["class A", "- x : int", "- y : int", "class B", "A --- B>"]
    assert [each.kind for each in drawing.passed_over] == [
        "other diagram",
        "repeated line",
        "repeated attribute",
    ]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["UML07 warning t.puml:2"])],
)
def test_encodings(encoding, expected):
    from compiler.importers.uml.plantuml.reader import read_plantuml

    content = "@startuml\nclass Eén\n@enduml\n".encode(encoding)
    drawing = read_plantuml(content, "t.puml", lambda _: None)

    assert found(drawing) == expected
    assert facts(drawing) == ["class Eén"]


def test_a_large_diagram_is_read_in_time():
    import time

    members = "".join(f"  +naam{number} : String [0..1]\n" for number in range(8))
    text = "".join(
        f'class K{n} {{\n{members}}}\nK{n} "1" *-- "0..* rol" K{n // 2} : heeft >\n'
        for n in range(500)
    )
    plantuml("class A")  # makes the grammar ready

    begin = time.process_time()
    drawing = plantuml(text)

    assert len(drawing.associations) == 500
    assert time.process_time() - begin < 3  # 0.5 s where nothing else runs


@pytest.mark.parametrize(
    "line",
    ['"' * 60000, "<" * 60000, "A " + "<|" * 30000, "A -" + "-" * 60000, "A " + "[" * 60000, "class A" + "<a" * 30000,
     "note left of " + "A." * 30000, "(" * 60000, "A : " + "**" * 30000, "class A <<" + "(" * 60000, "#" * 60000,
     "A -[" + "x[" * 30000, "title " + "//a " * 15000, "A : " + "{a}" * 20000, "A : " + "[" * 60000, "a" + ".a" * 30000,
     "A : " + "x " * 30000, "A : " + "<<" * 30000, 'A "' + "1 " * 30000 + '" -- B', "A : " + "<b" * 30000],
    ids=lambda line: line[:20],
)  # fmt: skip
def test_long_lines_take_no_time(line):
    import time

    begin = time.process_time()
    plantuml(f"class A\nclass B\n{line}\n")

    assert time.process_time() - begin < 5
