"""The options that say which findings are asked for: by rule, domain, severity, file, and by what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from compiler.base.wording import one_of, say
from compiler.cli.common import fail
from compiler.cli.completing import complete_domains, complete_ids
from compiler.cli.lang import misuse

if TYPE_CHECKING:
    from compiler.base.context import Context
    from compiler.pipeline import Review
    from compiler.report.findings_filter import FindingsFilter, Since
    from compiler.workspace.model_finding import FoundModel

WEIGHTS = ("error", "warning", "hint")
_OPTIONS = (
    click.option("--select", multiple=True, metavar="IDS", shell_complete=complete_ids,
                 help="Only these rules: ids, or how ids begin (GN), with commas; repeatable."),
    click.option("--ignore", multiple=True, metavar="IDS", shell_complete=complete_ids, help="All but these rules."),
    click.option("--domain", "domains", multiple=True, metavar="NAME", shell_complete=complete_domains,
                 help="Only what stands in this domain or process; repeatable."),
    click.option("--severity", type=click.Choice(WEIGHTS), default="hint",
                 help="Only what weighs this much, or more."),
    click.option("--changed-since", metavar="REV",
                 help="Only what stands on lines that changed since this revision in git, or was not found then."),
)  # fmt: skip


class AskedFindings(NamedTuple):
    """What these options say."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    severity: str = WEIGHTS[-1]
    changed_since: str | None = None

    @property
    def everything(self) -> bool:
        """Whether they leave nothing out."""
        return self == AskedFindings()


def choosing_findings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give `command` the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filter_for(
    asked: AskedFindings,
    files: Mapping[str, bytes],
    place: FoundModel,
    context: Context,
    format_: str,
) -> FindingsFilter | None:
    """What is asked for of the model at `place`, whose `files` are read; None for everything."""
    if asked.everything and not place.parts:
        return None
    from compiler.base.diagnostics import Severity
    from compiler.report.findings_filter import FindingsFilter
    from compiler.rules.run import all_rules

    return FindingsFilter(
        rules={rule.id for rule in all_rules()},
        select=_ids(asked.select, "--select"),
        ignore=_ids(asked.ignore, "--ignore"),
        domains=frozenset(asked.domains),
        severity=Severity(asked.severity),
        files=_files_of(files, place, format_) if place.parts else None,
        since=_since(asked.changed_since, files, place.folder, context, format_),
    )


def chosen(review: Review, wanted: FindingsFilter) -> Review:
    """`review` with the findings that are wanted; all of them where the model is not sound: rules say nothing then."""
    if not review.standard:
        return review
    from compiler.base.diagnostics import nearest

    for name in wanted.domains:
        if name not in review.parts:
            hint = nearest(name, review.parts) or one_of(sorted(review.parts))
            misuse(
                say('"{name}" is no domain or process; {hint}', name=name, hint=hint),
                option="--domain",
            )
    domains = dict(review.domains)
    taken = (d for d in review.diagnostics if wanted.takes(d, domains.get(d.element, ())))
    return review._replace(diagnostics=tuple(taken))


def _ids(given: Iterable[str], option: str) -> tuple[str, ...]:
    """The ids, and beginnings of ids, in what an option was given; what no id begins with is misuse."""
    words = tuple(
        word.strip().upper() for each in given for word in each.split(",") if word.strip()
    )
    if not words:
        return ()
    from compiler.base.diagnostics import nearest
    from compiler.report.explanations import explanations

    known = explanations()
    for word in words:
        if not any(id_.startswith(word) for id_ in known):
            hint = nearest(word, known) or say("verac explain lists all")
            misuse(say('"{id}" is no rule; {hint}', id=word, hint=hint), option=option)
    return words


def _files_of(files: Iterable[str], place: FoundModel, format_: str) -> frozenset[str]:
    """The files of a model that the parts asked for are, or hold; a part that is none of them is an error."""
    from compiler.workspace.model_finding import files_within

    found: set[str] = set()
    for part in place.parts:
        within = files_within(files, place.folder, part)
        if not within:
            from compiler.base.diagnostics import Diagnostic, Severity
            from compiler.base.source import Span

            what = say("is no part of the model in {model}", model=place.folder)
            if not part.exists():
                what = say("does not exist")
            message = say('"{path}" {what}', path=part, what=what)
            hint = say("give .vera files, or folders that hold them")
            fail(
                Diagnostic("FIL01", Severity.ERROR, Span(str(part)), message, hint=hint),
                format_=format_,
            )
        found |= within
    return frozenset(found)


def _since(
    revision: str | None, files: Mapping[str, bytes], place: Path, context: Context, format_: str
) -> Since | None:
    """What the model has that it had not at a revision in git; None where none is asked about."""
    if revision is None:
        return None
    from compiler import pipeline
    from compiler.base.diagnostics import Diagnostic
    from compiler.report.findings_filter import Since, new_lines
    from compiler.workspace.git_reading import read_folder_then

    before = read_folder_then(place, revision)
    if isinstance(before, Diagnostic):
        fail(before, format_=format_)
    known = frozenset((d.id, d.element) for d in pipeline.review(before, context).diagnostics)
    return Since(new_lines(before, files), known)
