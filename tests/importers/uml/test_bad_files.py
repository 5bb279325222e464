"""Files that are no drawing, whatever they are called: one error that says what they are, and what to do."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.importers.uml import reading
from compiler.importers.uml.reading import read_drawing
from compiler.pipeline.importing import import_drawing

ENDINGS = [".puml", ".mmd", ".md", ".xml", ".xmi", ".qea"]


def only(path: Path) -> Diagnostic:
    """The one finding, an error; nothing comes of the file."""
    (found,) = read_drawing(path).diagnostics
    assert found.severity is Severity.ERROR
    assert found.hint
    assert found.span.file == path.name
    assert import_drawing(path).files is None
    return found


def _packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("m.puml", "class A")
    return file.getvalue()


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [_packed(), gzip.compress(b"class A")], ids=["zip", "gzip"])
def test_a_packed_file(ending: str, content: bytes, tmp_path: Path):
    path = tmp_path / f"model{ending}"
    path.write_bytes(content)
    assert only(path).id == "UML30"
    assert "unpack" in only(path).hint


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file(ending: str, tmp_path: Path):
    path = tmp_path / f"model{ending}"
    path.write_bytes(b"")
    assert only(path).id in ("UML02", "UML20", "UML28")


@pytest.mark.parametrize("ending", [".puml", ".mmd", ".md"])
def test_bytes_that_are_no_text(ending: str, tmp_path: Path):
    path = tmp_path / f"model{ending}"
    path.write_bytes(bytes(range(256)))
    assert (only(path).id, only(path).span.line) == ("UML07", 1)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_and_a_file_that_is_not_there(ending: str, tmp_path: Path):
    folder = tmp_path / f"folder{ending}"
    folder.mkdir()
    assert only(folder).id == "FIL01"
    assert "folder" in only(folder).message
    assert only(tmp_path / f"absent{ending}").id == "FIL01"


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_may_not_be_read(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / f"model{ending}"
    path.write_bytes(b"class A")

    def refuse(*_what: object, **_more: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (found,) = read_drawing(path).diagnostics
    assert found.id in ("FIL01", "UML28")
    assert "that is not allowed" in found.message


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_too_large(ending: str, tmp_path: Path):
    path = tmp_path / f"model{ending}"
    with path.open("wb") as file:
        file.truncate(reading.MOST_BYTES + 1)
    assert only(path).id == "SYN02"


@pytest.mark.parametrize("name", ["m.eap", "M.EAPX", "m.feap"])
def test_files_of_an_older_enterprise_architect(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(b"")
    assert ".qea" in only(tmp_path / name).hint
