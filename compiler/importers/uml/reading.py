"""The file of a drawn model → its drawing: which reader reads it, by what its name ends in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.reasons import reason_of
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.importers.uml.drawing import Drawing
from compiler.importers.uml.ea.collecting import failed
from compiler.importers.uml.ea.other_formats import other_format
from compiler.importers.uml.mermaid.reader import read_markdown, read_mermaid
from compiler.importers.uml.plantuml.reader import read_plantuml
from compiler.importers.uml.qea.reader import read_qea
from compiler.importers.uml.xmi.reader import read_xmi
from compiler.workspace.places import absolute_place, file_at

MOST_BYTES = 256 * 1024 * 1024
_PLANTUML = (".puml", ".plantuml", ".pu", ".iuml", ".wsd", ".uml")
_MERMAID = (".mmd", ".mermaid")
_MARKDOWN = (".md", ".markdown")
_XMI = (".xml", ".xmi")
_EA = (".qea", ".qeax")
_OLD_EA = (".eap", ".eapx", ".feap")
ENDINGS = (*_PLANTUML, *_MERMAID, *_MARKDOWN, *_XMI, *_EA, *_OLD_EA)


def is_drawing(path: Path) -> bool:
    """Whether the name of `path` is that of a drawn model."""
    return path.suffix.lower() in ENDINGS


def read_drawing(path: Path) -> Drawing:
    """The drawing in the file `path`; one that cannot be read has an error, and so has one that is too large."""
    shown, ending = path.name, path.suffix.lower()
    try:
        if refused := _not_read(path, shown, ending):
            return refused
        if ending in _EA:
            return read_qea(path, shown)
        content = path.read_bytes()
    except OSError as error:
        message = say('"{path}" cannot be read: {reason}', path=str(path), reason=reason_of(error))
        return _refused("FIL01", shown, message, say("look whether it is there"))
    if other := other_format(content, shown):
        return failed([other])
    if ending in _PLANTUML and content.lstrip()[:1] != b"<":
        return read_plantuml(content, shown, _beside(path.parent))
    if ending in _MERMAID:
        return read_mermaid(content, shown)
    if ending in _MARKDOWN:
        return read_markdown(content, shown)
    return read_xmi(content, shown)


def _not_read(path: Path, shown: str, ending: str) -> Drawing | None:
    """Why `path` is not read, whatever is in it; None where it is."""
    if path.is_dir():
        message = say('"{path}" is a folder', path=str(path))
        return _refused("FIL01", shown, message, say("give one file of it"))
    if ending in _OLD_EA:
        message = say("this is a file of an older Enterprise Architect, which is no open format")
        return _refused("UML20", shown, message, say("save it there as .qea, or export it as XMI"))
    if path.stat().st_size > MOST_BYTES:
        message = say("the file is larger than {number} MiB", number=MOST_BYTES >> 20)
        return _refused("SYN02", shown, message, say("export the packages that are needed"))
    return None


def _beside(folder: Path) -> Callable[[str], bytes | None]:
    """Reads files of the folder by their names; what lies outside it is not there."""

    def read(name: str) -> bytes | None:
        place = absolute_place(folder / name)
        if not place.is_relative_to(absolute_place(folder)) or not file_at(place):
            return None
        return place.read_bytes() if place.stat().st_size <= MOST_BYTES else None

    return read


def _refused(id_: str, shown: str, message: Text, hint: Text) -> Drawing:
    found = Diagnostic(id_, Severity.ERROR, Span(shown), message, hint=hint)
    return Drawing(diagnostics=(found,))
