"""XMI that is none, or says what cannot be: a finding at its place, never an exception."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.qea.reader import read_qea
from compiler.importers.uml.xmi import xml_tree
from compiler.importers.uml.xmi.reader import read_xmi
from tests.helpers import ea_writer as ea
from tests.helpers.qea_writer import qea
from tests.importers.uml.test_one_model_in_three_formats import a_model
from tests.importers.uml.test_xmi_of_other_tools import ARGO, PAPYRUS

NEW = (
    '<xmi:XMI xmlns:xmi="http://schema.omg.org/spec/XMI/2.1" xmi:version="{}"'
    ' xmlns:uml="http://schema.omg.org/spec/UML/2.1">\n<uml:Model name="M">\n'
)
END = "</uml:Model></xmi:XMI>"


def xmi(inside: str, version: str = "2.1") -> bytes:
    return (NEW.format(version) + inside + END).encode()


def told(drawing: Drawing) -> list[tuple[str, str, int]]:
    return [(d.id, str(d.severity), d.span.line) for d in drawing.diagnostics]


def only(drawing: Drawing) -> Diagnostic:
    (found,) = drawing.diagnostics
    assert found.severity is Severity.ERROR
    assert found.hint
    return found


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<a>&b;</a>'


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (LAUGHS, 1),
        (b'<!DOCTYPE a [\n<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 2),
        (b'<!DOCTYPE a [\n\n<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]><a/>', 3),
        (b"<!DOCTYPE a [\n<!ELEMENT a ANY>]><a/>", 2),
        (b"<!DOCTYPE a [\n<!ATTLIST a b CDATA #IMPLIED>]><a/>", 2),
        (b'<!DOCTYPE a [\n<!NOTATION n SYSTEM "x">]><a/>', 2),
        (LAUGHS.decode().encode("utf-16"), 1),
        (b"<a>" * 100_000, 1),
    ],
)
def test_what_is_refused(content: bytes, line: int):
    found = only(read_xmi(content, "m.xml"))
    assert (found.id, found.span.file, found.span.line) == ("UML21", "m.xml", line)


@pytest.mark.parametrize("inside", ['<a b="&x;"/>', "<a>&x;</a>"])
def test_entities_of_a_dtd_that_is_not_read(inside: str):
    drawing = read_xmi(f'<!DOCTYPE a SYSTEM "x.dtd">\n{inside}'.encode(), "m.xml")
    assert told(drawing)[0] == ("UML22", "warning", 1)
    assert told(drawing)[1][:2] == ("UML21", "error")


def test_a_dtd_that_is_only_named_is_read_past():
    content = ea.xmi_old(a_model()).replace(
        b"<XMI ", b'<!DOCTYPE XMI SYSTEM "UML_EA.dtd">\n<XMI ', 1
    )
    drawing = read_xmi(content, "m.xml")
    assert told(drawing) == [("UML22", "warning", 2)]
    assert len(drawing.classes) == 5


def test_limits(monkeypatch: pytest.MonkeyPatch):
    for name, value in (("MAX_XML", 100), ("MAX_ELEMENTS", 3), ("MAX_XML_TEXT", 10)):
        with monkeypatch.context() as patch:
            patch.setattr(xml_tree, name, value)
            assert only(read_xmi(xmi("<a/><b/><c>een lange tekst</c>"), "m.xml")).id == "UML21"


def long_model(broken: str) -> bytes:
    """A model with `broken` in line 40,000."""
    line = (
        '  <packagedElement xmi:type="uml:Class" xmi:id="c{0}" name="C{0}">\n  </packagedElement>\n'
    )
    head = NEW.format("2.1") + "".join(line.format(number) for number in range(19_998)) + "\n"
    assert head.count("\n") == 39_999
    return (head + broken + "\n" + line.format("x") * 20 + END).encode()


@pytest.mark.parametrize(
    "broken",
    [
        '  <packagedElement xmi:type="uml:Class" xmi:id="a">',
        '  <packagedElement xmi:type="uml:Class" xmi:id="a"',
        '  <packagedElement xmi:type="uml:Class" xmi:id="a"><b></c></packagedElement>',
        '  <packagedElement xmi:type="uml:Class" name="a & b"/>',
        '  <packagedElement xmi:type="uml:Class" name="a" name="b"/>',
    ],
)
def test_the_line_of_what_is_broken(broken: str):
    found = only(read_xmi(long_model(broken), "m.xml"))
    assert (found.id, found.span.line) == ("UML20", 40_000)


def test_a_file_that_ends_too_soon():
    content = ea.xmi_new(a_model())
    for length in (0, 10, len(content) // 2, len(content) - 3):
        assert only(read_xmi(content[:length], "m.xml")).id == "UML20"


def test_bytes_of_another_encoding():
    content = ea.xmi_new(a_model()).replace(b"windows-1252", b"utf-8")
    found = only(read_xmi(content, "m.xml"))
    assert found.id == "UML20"
    assert "windows-1252" in found.hint
    assert found.span.line == content[: content.index(b"\xe9")].count(b"\n") + 1


@pytest.mark.parametrize("encoding", ["klingon", "shift_jis", "utf-7"])
def test_encodings_that_are_not_read(encoding: str):
    assert (
        only(read_xmi(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode(), "m.xml")).id
        == "UML20"
    )


@pytest.mark.parametrize(
    "content",
    [
        xmi("", "3.0"),
        xmi("", "9"),
        b'<XMI xmi.version="1.0"><XMI.content/></XMI>',
        b'<XMI xmi.version="2.1"/>',
        b"<XMI/>",
        b'<XMI xmi.version="1.1"><XMI.content/></XMI>',
        b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0"/>',
        b"<html><body>no model</body></html>",
        b'<project xmlns="http://maven.apache.org/POM/4.0.0"/>',
    ],
)
def test_what_is_no_xmi_that_is_read(content: bytes):
    found = only(read_xmi(content, "m.xml"))
    assert (found.id, found.span.line) == ("UML23", 1)


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("m.xml", "<a/>")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        packed(),
        gzip.compress(b"<a/>"),
        b"SQLite format 3\0",
        b"\x00\x01\x00\x00Standard Jet DB\x00",
    ],
    ids=["zip", "gzip", "sqlite", "access"],
)
def test_files_of_another_kind(content: bytes, tmp_path: Path):
    found = only(read_xmi(content, "m.xml"))
    assert (found.id, found.span) == ("UML30", ("m.xml", 0, 0, 0))
    if not content.startswith(b"SQLite"):
        path = tmp_path / "m.qea"
        path.write_bytes(content)
        assert only(read_qea(path, "m.qea")).id == "UML30"


@pytest.mark.parametrize("name", ["m.eap", "M.EAPX", "m.feap"])
def test_older_files_of_enterprise_architect(name: str, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(b"whatever")
    found = only(read_qea(path, name))
    assert found.id == "UML30"
    assert ".qea" in found.hint


CLASS = '<packagedElement xmi:type="uml:Class" xmi:id="{}" name="{}">{}</packagedElement>\n'


def test_two_elements_with_one_id():
    drawing = read_xmi(xmi(CLASS.format("a", "A", "") + CLASS.format("a", "B", "")), "m.xml")
    found = only(drawing)
    assert (found.id, found.span.line) == ("UML24", 4)
    assert '"B"' in found.message
    assert "m.xml:3" in found.hint


@pytest.mark.parametrize(
    "inside",
    [
        CLASS.format("a", "A", '<ownedAttribute xmi:id="x" name="n" type="weg"/>'),
        CLASS.format("a", "A", '<generalization xmi:id="x" general="weg"/>'),
        CLASS.format("a", "A", "")
        + '<packagedElement xmi:type="uml:Dependency" xmi:id="d" client="a" supplier="weg"/>',
    ],
)
def test_a_reference_to_nothing(inside: str):
    found = only(read_xmi(xmi(inside), "m.xml"))
    assert found.id == "UML25"
    assert '"weg"' in found.message
    assert found.span.line == inside.count("\n", 0, inside.index("weg")) + 3


@pytest.mark.parametrize("ends", [1, 3])
def test_an_association_without_two_ends(ends: int):
    owned = "".join(f'<ownedEnd xmi:id="e{number}" type="a"/>' for number in range(ends))
    line = (
        f'<packagedElement xmi:type="uml:Association" xmi:id="l" name="L">{owned}</packagedElement>'
    )
    drawing = read_xmi(xmi(CLASS.format("a", "A", "") + line), "m.xml")
    assert told(drawing) == [("UML31", "warning", 4)]
    assert [(p.kind, p.name) for p in drawing.passed_over] == [("association", "L")]


# -- mutations --------------------------------------------------------------------------------------------------------

SEEDS = (ea.xmi_new(a_model()), ea.xmi_old(a_model()), PAPYRUS.encode(), ARGO.encode())
WORDS = [
    b'"',
    b"<",
    b">",
    b"/",
    b"=",
    b"&amp;",
    b"{",
    b"xmi:id",
    b"type",
    b"EAID_",
    b"-1",
    b"*",
    b"\xff",
    b"\x00",
    b"uml:Class",
    b"memberEnd",
    b" ",
]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_no_mutation_of_xmi_raises(seed: bytes, data: st.DataObject):
    content = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.sampled_from([0, 1, 5, 40, 300]))
        start = data.draw(st.integers(0, len(seed) - 1))
        piece = data.draw(st.sampled_from([*WORDS, seed[start : start + 60]]))
        content[place : place + length] = piece
    drawing = read_xmi(bytes(content), "m.xml")
    assert all(each.span.file == "m.xml" and each.hint for each in drawing.diagnostics)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_mutation_of_a_database_raises(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    folder = tmp_path_factory.mktemp("qea")
    path = qea(a_model(), folder / "m.qea")
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + 4] = data.draw(st.binary(min_size=4, max_size=4))
    path.write_bytes(content)
    drawing = read_qea(path, "m.qea")
    assert all(each.span.file.startswith("m.qea") and each.hint for each in drawing.diagnostics)


def test_a_hundred_thousand_elements_in_each_other_take_no_memory():
    content = b"<a>" * 100_000
    tracemalloc.start()
    read_xmi(content, "m.xml")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * 1024 * 1024
