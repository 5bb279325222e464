"""Where the artefacts of a build stand in a release: as the standard is published."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.release.release import BESIDE_FILES, MODEL_FOLDER, is_safe_path

NOTES_FILE = "RELEASE_NOTES.md"
CHANGELOG_FILE = "CHANGELOG.md"
# The families whose artefacts stand at the top; those of any other stand in a folder of its name.
_AT_TOP = frozenset({"openapi", "readme", "spreadsheet"})


def laid_out(
    artefacts: Mapping[str, bytes], model: Mapping[str, bytes], notes: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The files of a release, sorted by path.

    Args:
        artefacts: what a build makes, by path; its first folder is the family.
        model: the text of the model, by path in its own folder.
        notes: release notes and changelog, by path.
    """
    placed = [
        *((place_in_release(path), content) for path, content in artefacts.items()),
        *((f"{MODEL_FOLDER}{path}", content) for path, content in model.items()),
        *notes.items(),
    ]
    files = dict(sorted(placed))
    assert len(files) == len(placed), "two files of a release have one path"
    assert not BESIDE_FILES & files.keys(), "a family has what stands beside the files"
    assert all(map(is_safe_path, files)), "a path leads out of the release"
    return files


def place_in_release(path: str) -> str:
    """Where the artefact at `path` of an output folder stands in a release."""
    family, _, rest = path.partition("/")
    return rest if family in _AT_TOP else path
