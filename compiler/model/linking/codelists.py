"""Declarations of reference data → lists of the model."""

from __future__ import annotations

from compiler.language.declarations import CodeDecl, CodeListDecl
from compiler.model.model import Code, CodeList


def link_codelist(declaration: CodeListDecl) -> CodeList:
    """The list that is declared."""
    return CodeList(
        declaration.name,
        declaration.doc.text if declaration.doc else "",
        tuple(name.text for name in declaration.domains),
        tuple(map(_code, declaration.codes)),
        declaration.formerly.text if declaration.formerly else "",
        declaration.suppressions,
    )


def _code(declared: CodeDecl) -> Code:
    parent = declared.parent
    return Code(
        declared.code,
        declared.label,
        declared.doc.text if declared.doc else "",
        (parent[0].text, parent[1].text) if parent else None,
        declared.begin,
        declared.end,
        declared.domains,
        declared.formerly,
        declared.suppressions,
        parent_at=parent,
        begin_at=declared.begin_at,
        end_at=declared.end_at,
    )
