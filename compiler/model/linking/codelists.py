"""Declarations of reference data → lists of the model."""

from __future__ import annotations

from compiler.language.declarations import CodeDecl, CodeListDecl
from compiler.model.elements import Code, CodeList
from compiler.model.linking.names import Scope


def link_codelist(declaration: CodeListDecl, _: Scope) -> CodeList:
    """The list that is declared."""
    return CodeList(
        name=declaration.name,
        description=declaration.doc.text if declaration.doc else "",
        domains=tuple(name.text for name in declaration.domains),
        codes=tuple(map(_code, declaration.codes)),
        formerly=declaration.formerly.text if declaration.formerly else "",
        suppressions=declaration.suppressions,
        drawn=declaration.drawn,
        domains_at=declaration.domains,
    )


def _code(declared: CodeDecl) -> Code:
    parent = declared.parent
    return Code(
        code=declared.code,
        label=declared.label,
        description=declared.doc.text if declared.doc else "",
        parent=(parent[0].text, parent[1].text) if parent else None,
        begin=declared.begin,
        end=declared.end,
        domains=declared.domains,
        formerly=declared.formerly,
        suppressions=declared.suppressions,
        parent_at=parent,
        begin_at=declared.begin_at,
        end_at=declared.end_at,
        drawn=declared.drawn,
        domains_at=declared.domains_at,
    )
