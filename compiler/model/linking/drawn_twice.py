"""Two declarations that say to be one drawn element: `uml` with the same identity behind both."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.source import Name
from compiler.base.wording import say
from compiler.model.linking.names import Scope
from compiler.model.linking.statements import Statements


def report_drawn_twice(statements: Statements, scope: Scope) -> None:
    """Report each identity that stands behind a second name (NAM10): an import could update one of them only."""
    first: dict[str, Name] = {}
    for identity, name in _identities(statements):
        other = first.setdefault(identity.casefold(), name)
        if other.span == name.span:
            continue
        message = say('"{name}" and "{other}" are one drawn element', name=name, other=other)
        hint = say(
            '"{other}" stands at {file}:{line}; take "uml" away behind the one that was not drawn',
            other=other,
            file=other.file,
            line=other.line,
        )
        scope.report("NAM10", name, message, hint)


def _identities(statements: Statements) -> Iterator[tuple[str, Name]]:
    """Each identity in the text, with the name that it stands behind; a domain in more files counts once."""
    told: set[tuple[str, str]] = set()
    for declarations in statements.domains.values():
        for domain in declarations:
            if domain.drawn and (domain.drawn, domain.name.text) not in told:
                told.add((domain.drawn, domain.name.text))
                yield domain.drawn, domain.name
    for _, entity in statements.entities:
        if entity.drawn:
            yield entity.drawn, entity.name
        yield from ((each.drawn, each.name) for each in entity.attributes if each.drawn)
    for codelist in statements.codelists:
        if codelist.drawn:
            yield codelist.drawn, codelist.name
        yield from ((each.drawn, each.code) for each in codelist.codes if each.drawn)
