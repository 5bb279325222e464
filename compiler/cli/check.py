"""The command that checks a model against the guidelines: check."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from compiler.base.in_print import in_print
from compiler.base.wording import joined, say
from compiler.cli.baselines import read_baseline
from compiler.cli.common import (
    FINDING_FORMATS,
    Progress,
    cannot_write,
    fail,
    files_counted,
    findings_text,
    from_here,
    make_context,
    print_findings,
)
from compiler.cli.finding_choice import (
    WEIGHTS,
    AskedFindings,
    choosing_findings,
    chosen,
    filter_for,
)
from compiler.cli.fixing import fix_model
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.model_place import parts_of_model
from compiler.cli.options import MODEL_NAMED, QUIET
from compiler.cli.terminal import has_colour, put, show, width_of_terminal

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.pipeline import Review
    from compiler.rules.baseline import Baseline
    from compiler.workspace.model_finding import FoundModel


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@MODEL_NAMED
@choosing_findings
@click.option(
    "--show-suppressed", is_flag=True, help="Show what is set aside too, with the reasons."
)
@click.option("--fail-on", type=click.Choice(WEIGHTS), default=WEIGHTS[0],
              help="Exit with 1 for what weighs this much or more; else for errors only.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice((*FINDING_FORMATS, "markdown")), default="text",
              is_eager=True, help="How to print findings; markdown is a report to read.")  # fmt: skip
@click.option("--statistics", is_flag=True, help="Count per rule, in place of the findings.")
@click.option("--baseline", type=click.Path(path_type=Path),
              help="Accept the findings in this file; report new ones.")  # fmt: skip
@click.option("--update-baseline", is_flag=True,
              help="Write what is found now to the file of --baseline.")  # fmt: skip
@click.option("--fix", is_flag=True, help="First make all mends that are sure, then check.")
@click.option("--diff", is_flag=True, help="With --fix: show the mends, and write nothing.")
@QUIET
@click.pass_context
def check_command(  # noqa: PLR0917 - one argument per option
    context: click.Context, paths: tuple[Path, ...], select: tuple[str, ...], ignore: tuple[str, ...],
    domains: tuple[str, ...], severity: str, changed_since: str | None, show_suppressed: bool, fail_on: str,
    format_: str, statistics: bool, baseline: Path | None, update_baseline: bool, fix: bool, diff: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Check a model against the guidelines.

    PATHS are the folder of a model, or files and folders in one: then only what stands there is told. Without PATHS it
    is the model that you stand in. An error in the model itself, such as an unknown name, is told whatever is asked
    for.

    A baseline accepts findings by rule and element, wherever the element stands in its file. Errors in the model itself
    cannot be accepted. Exit code 1: something that is told weighs as much as --fail-on says.

    \b
    Examples:
      verac check
      verac check models/voorbeeld
      verac check models/vera/domeinen/Relaties.vera
      verac check --select GN,GM10 --domain Relaties
      verac check --changed-since main
      verac check --show-suppressed
      verac check --format sarif > findings.sarif
      verac check --format markdown --lang nl > bevindingen.md
      verac check --statistics
      verac check --baseline accepted.json --update-baseline
      verac check --baseline accepted.json --fail-on hint
      verac check --fix --diff
    """
    place = parts_of_model(context, paths)
    asked = AskedFindings(
        select=select, ignore=ignore, domains=domains, severity=severity, changed_since=changed_since
    )  # fmt: skip
    if statistics:
        _refuse_report_of_statistics(format_)
    if update_baseline:
        _refuse_part_in_baseline(baseline, whole=asked.everything and not place.parts)
    if diff and not fix:
        misuse(say("--diff shows what --fix would write: give both"))
    if fix:
        fix_model(place, asked, only_shown=diff, format_=format_, quiet=quiet)
    reviewed = _reviewed(place, asked, baseline, format_, update=update_baseline, quiet=quiet)
    if statistics:
        _print_statistics(reviewed.told.diagnostics, format_)
    elif format_ == "text":
        text = _text(reviewed, place.folder, fail_on, set_aside=show_suppressed, quiet=quiet)
        show(text, safe=True)
    else:
        _print_as(format_, reviewed.told, place.folder, quiet=quiet)
    sys.exit(1 if _fails(reviewed.told.diagnostics, fail_on) else 0)


class _Reviewed(NamedTuple):
    """What is told of a model: how many files it has, and how many findings nobody asked for."""

    told: Review
    files: int
    left_out: int


def _reviewed(
    place: FoundModel, asked: AskedFindings, baseline: Path | None, format_: str, *, update: bool, quiet: bool
) -> _Reviewed:  # fmt: skip
    """The model that was reviewed, with what was asked for."""
    from compiler import pipeline
    from compiler.base.diagnostics import ordered
    from compiler.cli.release_declaring import environment_findings
    from compiler.workspace.model_reading import read_model

    sources = read_model(place.folder)
    if sources.problem:
        fail(sources.problem, format_=format_)
    accepted = read_baseline(baseline, format_) if baseline and not update else None
    context = make_context(progress := Progress(shown=not quiet))
    wanted = filter_for(asked, sources.files, place, context, format_)
    review = pipeline.review(sources.files, context)
    progress.clear()
    if review.standard and update and baseline is not None:
        review = _update(baseline, review, quiet=quiet)
    elif review.standard and accepted is not None:
        review = _accepted(review, accepted, baseline)
    beside = environment_findings(place.folder, context)
    if beside:
        review = review._replace(diagnostics=ordered((*review.diagnostics, *beside)))
    told = review if wanted is None else chosen(review, wanted)
    left_out = len(review.diagnostics) - len(told.diagnostics)
    return _Reviewed(told, len(sources.files), left_out)


def _text(
    reviewed: _Reviewed, model: Path, fail_on: str, *, set_aside: bool, quiet: bool
) -> str:  # fmt: skip
    """What people read of a check: the findings, the heaviest first, and how many they are."""
    from compiler.report.counts import summary
    from compiler.report.text import folded_lines

    told = reviewed.told.diagnostics
    shown = [each for each in told if set_aside or not (each.suppressed or each.accepted)]
    if quiet:
        shown = [each for each in shown if _fails([each], fail_on)]
    found = from_here(shown, model)
    width = width_of_terminal()
    text = findings_text(found, colour=has_colour(sys.stdout), width=width)
    if quiet:
        return text
    counts = say(
        "{counts} in {files}",
        counts=summary(told) or say("nothing found"),
        files=files_counted(reviewed.files),
    )
    if reviewed.left_out:
        left_out = say("{number} more that were not asked for", number=reviewed.left_out)
        counts = joined((counts, left_out), "; ")
    blank = "\n" if text else ""
    last = "\n".join(folded_lines(in_print(translate()(counts)), width))
    return f"{text}{blank}{last}\n"


def _fails(found: Iterable[Diagnostic], fail_on: str) -> bool:
    from compiler.base.diagnostics import Severity
    from compiler.report.findings_filter import fails

    return fails(found, Severity(fail_on))


def _refuse_report_of_statistics(format_: str) -> None:
    if format_ not in ("text", "json"):
        misuse(say("--statistics is printed as text or json, not as {format}", format=format_))


def _refuse_part_in_baseline(file: Path | None, *, whole: bool) -> None:
    if file is None:
        misuse(say("--update-baseline writes the file of --baseline: say which"))
    if not whole:
        misuse(say("a baseline is written of all that is found: leave the other options out"))


def _accepted(review: Review, baseline: Baseline, file: Path | None) -> Review:
    from compiler.rules.baseline import accept

    marked = accept(review.diagnostics, baseline, str(file), review.standard, review.version)
    return review._replace(diagnostics=marked)


def _update(file: Path, review: Review, *, quiet: bool) -> Review:
    """Write a baseline that accepts what was found; returns the findings as they stand with it."""
    from compiler.rules.baseline import baseline_json, baseline_of
    from compiler.rules.run import all_rules
    from compiler.workspace.model_writing import replace_file

    rules = {rule.id for rule in all_rules()}
    baseline = baseline_of(review.diagnostics, review.standard, review.version, rules)
    try:
        replace_file(file, baseline_json(baseline))
    except OSError as error:
        cannot_write(file, error)
    if not quiet:
        number, by = sum(map(len, baseline.accepted.values())), len(baseline.accepted)
        elements = say("1 element") if number == 1 else say("{number} elements", number=number)
        rules_met = say("1 rule") if by == 1 else say("{number} rules", number=by)
        tell(
            say(
                "{file}: {elements} accepted, by {rules}",
                file=file,
                elements=elements,
                rules=rules_met,
            ),
            err=True,
        )
    return _accepted(review, baseline, file)


def _print_as(format_: str, review: Review, folder: Path, *, quiet: bool) -> None:
    """Print what was found as a report to read, or in a format for machines."""
    if format_ == "markdown":
        _print_report(review, folder, quiet=quiet)
    else:
        print_findings([from_here(review.diagnostics, folder)], format_, quiet=quiet)


def _print_report(review: Review, folder: Path, *, quiet: bool) -> None:
    from compiler.report.explanations import explanations
    from compiler.report.markdown import render_markdown

    name = f"{review.title} {review.version}" if review.standard else str(folder)
    reasons = {id_: (each.title, each.parts[0][0]) for id_, each in explanations().items()}
    found = [each for each in review.diagnostics if not quiet or each.stops_build]
    put(render_markdown(found, say("Findings in {name}", name=name), reasons, translate()))


def _print_statistics(found: tuple[Diagnostic, ...], format_: str) -> None:
    from compiler.report.explanations import explanations
    from compiler.report.json_list import render_statistics_json
    from compiler.report.text import render_statistics

    titles = {id_: each.title for id_, each in explanations().items()}
    if format_ == "text":
        colour, width = has_colour(sys.stdout), width_of_terminal()
        show(render_statistics(found, titles, translate(), width, colour=colour), safe=True)
    else:
        show(render_statistics_json(found, titles, translate()))
