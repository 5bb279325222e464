"""Where artefacts stand in a release, and where a model is said to be from."""

from __future__ import annotations

import pytest

from compiler.release.layout import laid_out
from compiler.workspace.git_source import shared_address


def test_documents_stand_at_the_top_and_other_families_in_their_folders() -> None:
    files = laid_out(
        {"openapi/Ketenprocessen/BRG.yaml": b"1", "jsonschema/A.json": b"2", "wiki/x/y.csv": b"3"},
        {"a.vera": b"4", "domeinen/b.vera": b"5"},
        {"RELEASE_NOTES.md": b"6"},
    )
    assert files == {
        "Ketenprocessen/BRG.yaml": b"1",
        "RELEASE_NOTES.md": b"6",
        "jsonschema/A.json": b"2",
        "model/a.vera": b"4",
        "model/domeinen/b.vera": b"5",
        "wiki/x/y.csv": b"3",
    }
    assert list(files) == sorted(files)


@pytest.mark.parametrize("path", ["openapi/manifest.json", "openapi/../x", "openapi/model/a.vera"])
def test_a_family_that_takes_the_place_of_something_else_is_our_mistake(path: str) -> None:
    with pytest.raises(AssertionError):
        laid_out({path: b""}, {"a.vera": b""}, {})


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("https://example.org/vera/model.git", "https://example.org/vera/model.git"),
        ("https://name:secret@example.org/m.git?token=x#y", "https://example.org/m.git"),
        ("ssh://git@example.org:22/m.git", "ssh://example.org:22/m.git"),
        ("git@example.org:vera/m.git", "ssh://example.org/vera/m.git"),
        ("/home/me/model.git", ""),
        ("../model.git", ""),
        ("C:/model.git", ""),
        ("file:///home/me/model.git", ""),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_an_address_is_recorded_as_others_can_use_it(address: str, shared: str) -> None:
    assert shared_address(address) == shared
