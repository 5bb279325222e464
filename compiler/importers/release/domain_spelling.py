"""The domains of reference data, which a file may spell otherwise than the documents of its release do."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.base.accents import without_accents
from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.importers.release.reference_data import ReferenceData
from compiler.language.declarations import CodeDecl


def with_domains(data: ReferenceData, known: Iterable[str]) -> ReferenceData:
    """`data` with the domains that are `known`, where they are spelled in other capitals or with other accents.

    One diagnostic for each other spelling says on how many rows it stands.
    """
    spelled = {_bare(domain): domain for domain in known}
    found: dict[tuple[str, str], list[Name]] = {}

    def published(domain: str, codes: Iterable[CodeDecl]) -> str:
        """The published spelling of a domain; where it is another one, `codes` have it."""
        spelling = spelled.get(_bare(domain), domain)
        if spelling != domain:
            found.setdefault((domain, spelling), []).extend(code.code for code in codes)
        return spelling

    lists = []
    for codelist in data.lists:
        domains = [
            domain._replace(text=published(domain.text, codelist.codes))
            for domain in codelist.domains
        ]
        codes = []
        for code in codelist.codes:
            own = tuple(published(domain, (code,)) for domain in code.domains)
            codes.append(code._replace(domains=own))
        lists.append(codelist._replace(domains=tuple(domains), codes=tuple(codes)))
    problems = [_other_spelling(was, now, places) for (was, now), places in found.items()]
    return data._replace(lists=tuple(lists), diagnostics=(*data.diagnostics, *problems))


def _other_spelling(was: str, now: str, places: list[Name]) -> Diagnostic:
    first = min(places, key=lambda place: place.line)
    message = say(
        'the Informatiedomein "{was}" of {count} rows is the domain "{now}" (RD05)',
        was=was,
        count=len(places),
        now=now,
    )
    hint = say("the published spelling is imported")
    return Diagnostic("IMP18", Severity.WARNING, first.span, message, hint=hint)


def _bare(text: str) -> str:
    """`text` without capitals and accents."""
    return without_accents(text.casefold())
