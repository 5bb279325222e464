"""A document that is made of the same as before is the same: what tells so leaves nothing out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from compiler import pipeline
from compiler.base.context import Context
from compiler.base.store import digest
from compiler.emit.openapi.emitter import sketch_documents
from compiler.emit.openapi.plan import Document
from compiler.emit.openapi.schemas import content_of
from compiler.workspace import build_writing
from tests.helpers.requests import documents_with
from tests.helpers.small_model import REPO

VOORBEELD = {
    path.name: path.read_bytes() for path in (REPO / "models" / "voorbeeld").glob("*.vera")
}


class Kept:
    """A store in memory, that counts what was kept as documents."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], bytes] = {}
        self.documents = 0

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put, or None."""
        return self.held.get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep it."""
        self.held[kind, key] = content
        self.documents += kind == "documents"


def changed() -> Iterator[dict[str, bytes]]:
    """The model to learn from, each time without one of its lines."""
    for name, content in VOORBEELD.items():
        lines = content.splitlines(keepends=True)
        for number, line in enumerate(lines):
            if line.strip() and not line.startswith(b"//"):
                yield VOORBEELD | {name: b"".join([*lines[:number], *lines[number + 1 :]])}


def planned(files: Mapping[str, bytes], context: Context) -> dict[str, tuple[str, Document]]:
    """Each document by path with what it is made of, as far as a template sees it; nothing for what is no model."""
    model = pipeline.read_version(files, context).model
    return (
        {sketch.path: (sketch.key, sketch.plan()) for sketch in sketch_documents(model)}
        if model
        else {}
    )


def told(document: Document) -> object:
    """What `document` tells a template."""
    return document._replace(schemas=()), list(map(content_of, document.schemas))


def test_documents_that_are_made_of_the_same_are_the_same() -> None:
    context = Context(Kept())
    before, same, other = planned(VOORBEELD, context), 0, 0
    for files in changed():
        for path, (made_of, document) in planned(files, context).items():
            if path in before and before[path][0] == made_of:
                same += 1
                assert told(document) == told(before[path][1]), path
            else:
                other += 1
    assert same > 0
    assert other > 0


def test_only_what_changed_is_put_together_again() -> None:
    store = Kept()
    context = Context(store, digest("one compiler"))
    for corrections in ("none", "all", "none"):
        assert pipeline.build(VOORBEELD, documents_with(corrections), context).artefacts
    name, text = next((name, text) for name, text in VOORBEELD.items() if b": string" in text)
    other = VOORBEELD | {name: text.replace(b": string", b": anyURI", 1)}
    store.documents = 0
    built = pipeline.build(other, documents_with("none"), context).artefacts
    fresh = pipeline.build(other, documents_with("none")).artefacts
    assert built == fresh
    assert fresh is not None
    assert 0 < store.documents < len(fresh)
    assert pipeline.build(other, documents_with("none", version="3.1"), context).artefacts != fresh
    assert pipeline.build(other, documents_with("none"), context).artefacts == fresh


# -- files of an earlier build -----------------------------------------------------------------------------------------


def test_a_file_that_does_not_change_keeps_its_date_and_another_one_does_not(tmp_path):
    build_writing.write_build(tmp_path, {"openapi/A.yaml": b"a", "openapi/B.yaml": b"b"}, "1", ())
    before = {path.name: path.stat() for path in tmp_path.rglob("*.yaml")}
    build_writing.write_build(tmp_path, {"openapi/A.yaml": b"a", "openapi/B.yaml": b"c"}, "2", ())
    after = {path.name: path.stat() for path in tmp_path.rglob("*.yaml")}
    assert (after["A.yaml"].st_ino, after["A.yaml"].st_mtime_ns) == (
        before["A.yaml"].st_ino,
        before["A.yaml"].st_mtime_ns,
    )
    assert after["B.yaml"].st_ino != before["B.yaml"].st_ino
    assert (tmp_path / "openapi/B.yaml").read_bytes() == b"c"


def test_what_somebody_put_in_the_place_of_a_file_is_no_file_of_the_build(tmp_path):
    build, elsewhere = tmp_path / "build", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"a")
    build_writing.write_build(build, {"openapi/A.yaml": b"a"}, "1", ())
    path = build / "openapi" / "A.yaml"
    path.unlink()
    path.symlink_to(elsewhere)
    build_writing.write_build(build, {"openapi/A.yaml": b"a"}, "2", ())
    assert not path.is_symlink()
    path.write_bytes(b"edited")
    build_writing.write_build(build, {"openapi/A.yaml": b"a"}, "3", ())
    assert (path.read_bytes(), elsewhere.read_bytes()) == (b"a", b"a")


def test_a_file_system_without_links_gets_copies(tmp_path, monkeypatch):
    def none(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", none)
    for key in ("1", "2"):
        build_writing.write_build(tmp_path, {"openapi/A.yaml": b"a"}, key, ())
    assert (tmp_path / "openapi/A.yaml").read_bytes() == b"a"
