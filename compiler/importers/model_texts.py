"""The texts of an imported model, whatever it was made of: canonical, read again, and with rules that weigh less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name, Span
from compiler.base.wording import say
from compiler.language.declarations import ParsedFile, SettingDecl, SourceFile, StandardDecl
from compiler.language.formatter import format_source

MANIFEST = "standaard.vera"
CODELISTS = "referentiedata.vera"
# The first letters of what stands in no one's power to accept: names, the manifest, syntax, file names.
NOT_OF_RULES = ("NAM", "STD", "SYN", "OUT")


def texts_of_files(files: Iterable[SourceFile]) -> dict[str, bytes]:
    """The files as canonical text."""
    return {file.path: format_source(file).encode() for file in files}


def unfaithful(texts: Mapping[str, bytes], parsed: Iterable[ParsedFile]) -> tuple[Diagnostic, ...]:
    """What is wrong with `texts`, as they were `parsed` again: that, or that they were read as something else."""
    found: list[Diagnostic] = []
    for each in parsed:
        found += each.diagnostics
        path = each.source.path
        if not each.diagnostics and format_source(each.source).encode() != texts[path]:
            message = say("its canonical form would say something else")
            hint = say("nothing is imported; look for odd characters in the names of the release")
            found.append(Diagnostic("SYN06", Severity.ERROR, Span(path), message, hint=hint))
    return tuple(found)


def with_severities(source: SourceFile, severities: Mapping[str, str]) -> SourceFile:
    """`source`, where it is the manifest with the `severities` of rules by their ids."""
    if source.path != MANIFEST or not severities:
        return source
    block = setting("ernst", members=[setting(id_, value) for id_, value in severities.items()])
    statements = tuple(
        each._replace(settings=(*each.settings, block)) if isinstance(each, StandardDecl) else each
        for each in source.statements
    )
    return source._replace(statements=statements)


def setting(key: str, *values: str, members: Iterable[SettingDecl] | None = None) -> SettingDecl:
    """A manifest setting without a place."""
    block = None if members is None else tuple(members)
    return SettingDecl(Name(key), tuple(map(Name, values)), None, block)
