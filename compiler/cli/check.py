"""The command that checks a model against the guidelines: check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compiler.base.wording import say
from compiler.cli.common import (
    Progress,
    cannot_write,
    fail,
    in_repository,
    make_context,
    print_findings,
    report,
)
from compiler.cli.fixing import fix_model
from compiler.cli.lang import misuse, tell, translate
from compiler.cli.options import FINDING_FORMATS, MODEL_ARGUMENT, QUIET

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.pipeline import Review
    from compiler.rules.baseline import Baseline


@click.command("check")
@MODEL_ARGUMENT
@click.option("--format", "format_", type=click.Choice((*FINDING_FORMATS, "markdown")), default="text",
              help="How to print findings; markdown is a report to read.")  # fmt: skip
@click.option(
    "--statistics", is_flag=True, help="Count per rule, in place of the findings themselves."
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="Accept the findings in this file; report new ones.",
)
@click.option(
    "--update-baseline", is_flag=True, help="Write what is found now to the file of --baseline."
)
@click.option("--fix", is_flag=True, help="First make all mends that are sure, then check.")
@click.option("--diff", is_flag=True, help="With --fix: show the mends, and write nothing.")
@QUIET
def check_command(
    model: Path,
    format_: str,
    statistics: bool,
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
    diff: bool,
    quiet: bool,
) -> None:
    """Check the model in the folder MODEL against the guidelines.

    A baseline accepts findings by rule and element, wherever the element stands in its file. Errors in the model
    itself, such as unknown names, cannot be accepted.

    \b
    Examples:
      verac check
      verac check models/voorbeeld
      verac check --format json | jq
      verac check --format sarif > findings.sarif
      verac check --format markdown --lang nl > bevindingen.md
      verac check --statistics
      verac check --baseline accepted.json --update-baseline
      verac check --baseline accepted.json
      verac check --fix --diff
      verac check --fix
    """
    from compiler import pipeline
    from compiler.base.diagnostics import ordered
    from compiler.cli.release_declaring import environment_findings
    from compiler.workspace.model_reading import read_model

    _refuse_misuse(
        statistics_format=format_ if statistics else "", no_file=update_baseline and not baseline
    )
    if diff and not fix:
        misuse(say("--diff shows what --fix would write: give both"))
    if fix:
        fix_model(model, only_shown=diff, format_=format_, quiet=quiet)
    sources = read_model(model)
    if sources.problem:
        fail(sources.problem, format_=format_)
    accepted = _read_baseline(baseline, format_) if baseline and not update_baseline else None
    progress = Progress(shown=not quiet)
    context = make_context(progress)
    review = pipeline.review(sources.files, context)
    progress.clear()
    if review.standard and update_baseline and baseline is not None:
        review = _update(baseline, review, quiet=quiet)
    elif review.standard and accepted is not None:
        review = _accepted(review, accepted, baseline)
    beside = environment_findings(model, context)
    if beside:
        review = review._replace(diagnostics=ordered((*review.diagnostics, *beside)))
    _print(review, model, format_, statistics=statistics, quiet=quiet)
    sys.exit(1 if any(d.stops_build for d in review.diagnostics) else 0)


def _refuse_misuse(*, statistics_format: str, no_file: bool) -> None:
    """End the program where options do not go together."""
    if no_file:
        misuse(say("--update-baseline writes the file of --baseline: say which"))
    if statistics_format not in ("", "text", "json"):
        wrong = statistics_format
        misuse(say("--statistics is printed as text or json, not as {format}", format=wrong))


def _print(review: Review, model: Path, format_: str, *, statistics: bool, quiet: bool) -> None:
    """Print what was found in `model`, or how much of it."""
    found = review.diagnostics
    if statistics:
        _print_statistics(found, format_)
    elif format_ == "markdown":
        _print_report(review, model, quiet=quiet)
    elif format_ in ("text", "json"):
        report(found, model, quiet=quiet, format_=format_)
    else:
        print_findings([[in_repository(each, model) for each in found]], format_, quiet=quiet)


def _read_baseline(path: Path, format_: str) -> Baseline:
    """The baseline in a file; ends the program where there is none."""
    from compiler.base.diagnostics import Diagnostic
    from compiler.rules.baseline import parse_baseline
    from compiler.workspace.model_reading import read_file

    problem, content = read_file(path)
    if problem:
        hint = (
            say("verac check --baseline {path} --update-baseline writes it", path=path)
            if not path.exists()
            else problem.hint
        )
        fail(problem._replace(hint=hint), format_=format_)
    baseline = parse_baseline(content, str(path))
    if isinstance(baseline, Diagnostic):
        fail(baseline, format_=format_)
    return baseline


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


def _print_report(review: Review, folder: Path, *, quiet: bool) -> None:
    from compiler.report.explanations import explanations
    from compiler.report.markdown import render_markdown

    name = f"{review.title} {review.version}" if review.standard else str(folder)
    reasons = {id_: (each.title, each.parts[0][0]) for id_, each in explanations().items()}
    found = [each for each in review.diagnostics if not quiet or each.stops_build]
    click.echo(
        render_markdown(found, say("Findings in {name}", name=name), reasons, translate()), nl=False
    )


def _print_statistics(found: tuple[Diagnostic, ...], format_: str) -> None:
    from compiler.report.explanations import explanations
    from compiler.report.json_list import render_statistics_json
    from compiler.report.text import render_statistics

    titles = {id_: each.title for id_, each in explanations().items()}
    click.echo(
        (render_statistics if format_ == "text" else render_statistics_json)(
            found, titles, translate()
        ),
        nl=False,
    )
