"""Makes a model several times as large: copies of it side by side, each with names of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compiler.base.source import Name
from compiler.language.declarations import (
    AttributeDecl,
    CodeDecl,
    CodeListDecl,
    DomainDecl,
    ElementDecl,
    EntityDecl,
    EnvelopeDecl,
    MessageDecl,
    ProcessDecl,
    SourceFile,
    StandardDecl,
)
from compiler.language.formatter import format_source
from compiler.language.parser import Parser


def write_copies(model: Path, target: Path, count: int) -> None:
    """Write `count` copies of `model` as one model to `target`.

    The manifest, the envelope and the shared domain stand in it once, and all copies refer to them.
    """
    parser = Parser()
    files = [
        parser.parse_bytes(path.read_bytes(), path.relative_to(model).as_posix()).source
        for path in sorted(model.rglob("*.vera"))
    ]
    shared = {
        statement.name.text
        for file in files
        if any(isinstance(s, DomainDecl) and s.shared for s in file.statements)
        for statement in file.statements
    }
    renamed = {
        statement.name.text
        for file in files
        for statement in file.statements
        if isinstance(statement, (EntityDecl, DomainDecl, CodeListDecl, ProcessDecl, ElementDecl))
    } - shared
    for number in range(count):
        for file in files:
            once = any(isinstance(s, (StandardDecl, EnvelopeDecl)) for s in file.statements) or any(
                isinstance(s, DomainDecl) and s.shared for s in file.statements
            )
            if number == 0:
                _write(target / file.path, file)
            elif not once:
                path = target / f"kopie{number}" / file.path
                _write(path, _renamed(file, renamed, f"Kopie{number}"))


def _write(path: Path, file: SourceFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(format_source(file), encoding="utf-8")


def _renamed(value: Any, names: set[str], suffix: str) -> Any:
    """`value` with the suffix behind every name of an entity, a list, a domain, a process or an element."""
    if isinstance(value, Name):
        text = value.text
        tail = suffix.upper() if text.isupper() else suffix
        return value._replace(text=text + tail) if text in names else value
    if isinstance(value, AttributeDecl):
        return value._replace(type=_renamed(value.type, names, suffix))
    if isinstance(value, CodeDecl):  # a code may be spelled as a process is
        parent = value.parent and (_renamed(value.parent[0], names, suffix), value.parent[1])
        return value._replace(
            parent=parent, domains=tuple(d + suffix if d in names else d for d in value.domains)
        )
    if isinstance(value, EntityDecl):
        value = value._replace(plural=Name(f"{value.plural}{suffix}") if value.plural else None)
    if isinstance(value, MessageDecl):
        projections = tuple(
            p._replace(
                name=_renamed(p.name, names, suffix),
                items=tuple(
                    _renamed(i, names, suffix) if isinstance(i, AttributeDecl) else i
                    for i in p.items
                ),
            )
            for p in value.projections
        )
        return value._replace(root=_renamed(value.root, names, suffix), projections=projections)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is None:
            return tuple(_renamed(item, names, suffix) for item in value)
        return value._replace(**{f: _renamed(getattr(value, f), names, suffix) for f in fields})  # type: ignore[attr-defined]
    return value
