"""One side of a comparison, as the user names it: a model folder, a revision in git, or a published folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.workspace.git_reading import read_revision
from compiler.workspace.model_reading import read_model

SHEET = "brongegevens.xlsx"
# The folders of documents, and the columns, by which a published folder and its reference data are known.
_DOCUMENTS = ("Informatiedomeinen", "Ketenprocessen")
_CODE_COLUMNS = frozenset({"soort", "code", "naam"})
_LONGEST_LINE = 4096
_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.*)", re.DOTALL)


class Side(NamedTuple):
    """The files of a model, or the folder of a published release with its reference data; else what is wrong."""

    name: str
    files: Mapping[str, bytes] | None = None
    published: Path | None = None
    sheet: Path | None = None
    reference_data: Path | None = None
    problem: Diagnostic | None = None


def read_side(name: str) -> Side:
    """The side that `name` names.

    A folder with brongegevens.xlsx, in it or in a folder below it, is a published one; its reference data is the .csv
    file beside it that has the columns of reference data, if there is one. `REVISION:PATH` is a folder as it was in
    git; the path counts from the top of the repository.
    """
    try:
        folder = Path(name)
        sheets = _sheets(folder)
        if sheets:
            return _published(name, folder, sheets)
        revision = None if folder.exists() else _REVISION.fullmatch(name)
    except (OSError, ValueError) as error:
        return _bad(
            name,
            "FIL01",
            say('"{name}" cannot be read: {reason}', name=name, reason=reason_of(error)),
            say("give a folder, or REVISION:FOLDER"),
        )
    if revision is not None:
        read = read_revision(name, revision["revision"], revision["path"])
        return Side(name, problem=read) if isinstance(read, Diagnostic) else Side(name, read)
    sources = read_model(folder)
    if sources.problem:
        hint = say(
            "give the folder of a model, a folder with {sheet}, or REVISION:FOLDER", sheet=SHEET
        )
        return Side(name, problem=sources.problem._replace(hint=hint))
    return Side(name, sources.files)


def _sheets(folder: Path) -> list[Path]:
    """The sheet of a published folder; where it has none of its own, those of the folders in it."""
    if (folder / SHEET).is_file():
        return [folder / SHEET]
    if not any((folder / kind).is_dir() for kind in _DOCUMENTS):
        return []
    return sorted(path for path in folder.glob(f"*/{SHEET}") if path.is_file())


def _published(name: str, folder: Path, sheets: Sequence[Path]) -> Side:
    """A published folder, with the reference data that stands beside its documents or its sheet."""
    folders = dict.fromkeys((folder, *(sheet.parent for sheet in sheets)))
    tables = [path for each in folders for path in sorted(each.glob("*.csv")) if _is_codes(path)]
    for what, found in ((say("sheets"), sheets), (say("files with reference data"), tables)):
        if len(found) > 1:
            names = ", ".join(path.relative_to(folder).as_posix() for path in found)
            message = say(
                '"{name}" holds several {what}: {names}', name=name, what=what, names=names
            )
            return _bad(name, "FIL01", message, say("leave one of them in the folder"))
    return Side(
        name,
        published=folder,
        sheet=sheets[0],
        reference_data=tables[0] if tables else None,
    )


def _is_codes(path: Path) -> bool:
    """Whether the first line of a file names the columns of reference data; what cannot be read is told later."""
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST_LINE).decode("utf-8-sig", errors="replace")
    except OSError:
        return True
    names = {cell.strip(' "\r\n').casefold() for cell in line.split(";")}
    return names >= _CODE_COLUMNS


def _bad(name: str, id_: str, message: Text, hint: Text) -> Side:
    return Side(name, problem=Diagnostic(id_, Severity.ERROR, Span(name), message, hint=hint))
