"""Releases made and put somewhere: plan, publish and copy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compiler.base.wording import joined, say
from compiler.cli.common import report
from compiler.cli.lang import tell, translate
from compiler.cli.options import TOLD_FORMAT, model_argument
from compiler.cli.release_preparing import planned_release
from compiler.cli.release_targets import FROM, ending_where_refused, opened
from compiler.cli.terminal import put_json

if TYPE_CHECKING:
    from compiler.cli.release_preparing import PlannedRelease
    from compiler.compare.comparison import Comparison

_TO = click.option(
    "--to",
    "targets",
    multiple=True,
    metavar="TARGET",
    default=("releases",),
    show_default=True,
    help="Where the release goes; repeatable. Notes tell of the changes since the last release of the first one.",
)
_CANDIDATE = click.option(
    "--candidate", is_flag=True, help="The same bytes under the label of a candidate: 4.3.1-rc.1."
)
_BRANCH = click.option(
    "--branch",
    default="",
    metavar="NAME",
    help="The main line; else that of the shared repository, or main.",
)
_BASELINE = click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="The baseline of this model, which may not accept more than at the last release.",
)


@click.command("plan")
@model_argument
@_TO
@_CANDIDATE
@_BRANCH
@_BASELINE
@TOLD_FORMAT
def plan_command(
    model: Path, targets: tuple[str, ...], candidate: bool, branch: str, baseline: Path | None, format_: str,
) -> None:  # fmt: skip
    """Tell which version follows, what is in it, and what stands in its way.

    \b
    Examples:
      verac release plan
      verac release plan models/voorbeeld --to releases --candidate
      verac release plan --to ../vera-openapi --format json
    """
    with ending_where_refused(format_):
        planned = planned_release(
            model, targets, candidate=candidate, branch=branch, baseline=baseline, key=None
        )
        if format_ == "json":
            put_json(_plain(planned))
        else:
            _tell_plan(planned)
            found = (*planned.plan.withdrawn, *planned.plan.in_the_way)
            report(found, model, quiet=False)
    sys.exit(1 if planned.plan.in_the_way else 0)


@click.command("publish")
@model_argument
@_TO
@_CANDIDATE
@_BRANCH
@_BASELINE
@click.option(
    "--sign", "key", type=click.Path(path_type=Path), metavar="KEY",
    help="Sign the provenance with this private key (Ed25519, PEM).",
)  # fmt: skip
@click.option("--sign-tag", is_flag=True, help="In git: sign the tag, as git is set up to.")
@TOLD_FORMAT
def publish_command(
    model: Path, targets: tuple[str, ...], candidate: bool, branch: str, baseline: Path | None, key: Path | None,
    sign_tag: bool, format_: str,
) -> None:  # fmt: skip
    """Publish a model as a release, once and whole.

    What stands in the way of it stops it: see verac release plan. A release that is there already is left as it is.

    \b
    Examples:
      verac release publish --to releases
      verac release publish --to ../vera-openapi.git --sign key.pem
      verac release publish --candidate
    """
    with ending_where_refused(format_):
        planned = planned_release(
            model,
            targets,
            candidate=candidate,
            branch=branch,
            baseline=baseline,
            key=key,
            sign_tag=sign_tag,
        )
        if planned.plan.in_the_way:
            report(planned.plan.in_the_way, model, quiet=False, format_=format_)
            tell(say("nothing published; all targets are as they were"), err=True)
            sys.exit(1)
        report(planned.plan.withdrawn, model, quiet=False)
        assert planned.made.release is not None
        told = []
        for target in planned.targets:
            outcome = target.publish(planned.made.release, planned.plan.label)
            told.append({"target": target.name, "outcome": outcome.value})
            if format_ == "text":
                _tell_outcome(target.name, str(planned.plan.label), outcome.value)
    if format_ == "json":
        fields = {"label": str(planned.plan.label), "digest": planned.plan.digest, "targets": told}
        put_json(fields)
    else:
        tell(say("digest {digest}", digest=planned.plan.digest))


@click.command("copy")
@click.argument("version")
@FROM
@click.option("--to", "to", required=True, metavar="TARGET", help="Where it goes.")
def copy_command(version: str, source: str, to: str) -> None:
    """Put release VERSION of one target into another one, as it is.

    \b
    Examples:
      verac release copy 4.3.0 --to oci://registry.example.org/vera
    """
    from compiler.release.target import check_successor, find_release
    from compiler.release.verifying import told_withdrawn, verify_release

    with ending_where_refused():
        origin, target = opened(source), opened(to, writing=True)
        found = find_release(origin, version)
        release = origin.take(found.label)
        wrong = verify_release(release, found).diagnostics
        report((*told_withdrawn(found), *wrong), Path(source), quiet=False)
        if wrong:
            sys.exit(1)
        if found.withdrawn is not None:  # before anything is there without its mark
            check_successor(target.name, target.releases(), found.label, found.withdrawn)
        outcome = target.publish(release, found.label)
        if found.withdrawn is not None:
            target.withdraw(found.label, found.withdrawn)
        _tell_outcome(target.name, str(found.label), outcome.value)


def _tell_plan(planned: PlannedRelease) -> None:
    plan, comparison = planned.plan, planned.made.comparison
    tell(say("release {label}", label=plan.label))
    if comparison is not None:
        lines = [
            say("follows {last}", last=plan.after),
            say("changes: {number}, of which {breaking} break clients",
                number=len(comparison.changes), breaking=len(comparison.breaking)),
            say("asks for {least} at least", least=plan.least),
        ]  # fmt: skip
        tell(joined(lines, "; "))
        _tell_changes(comparison)
    elif plan.after:
        tell(say("follows {last}", last=plan.after))
    else:
        tell(say("follows none: the first release of its target"))
    if planned.made.release is not None:
        files = len(planned.made.release.files)
        tell(say("files: {number}; digest {digest}", number=files, digest=plan.digest))
    for name in plan.published:
        tell(say("{target} has it already", target=name))
    if plan.in_the_way:
        tell(say("version {version} would do", version=plan.proposed))
    else:
        tell(say("nothing stands in the way"))


def _tell_changes(comparison: Comparison) -> None:
    """How many changes of each kind there are, by verdict, as verac diff --summary tells it."""
    from compiler.base.context import Context
    from compiler.report.changes import report_of
    from compiler.report.changes_filter import Filter
    from compiler.report.changes_printers import render_report

    if comparison.changes:
        told = report_of(comparison, Filter(), summary=True, descriptions=False)
        click.echo(render_report(told, "text", Context(), translate()), nl=False)


def _plain(planned: PlannedRelease) -> dict[str, Any]:
    from compiler.report.json_list import render_json

    plan, comparison = planned.plan, planned.made.comparison
    findings = render_json(plan.in_the_way, translate())
    return {
        "version": str(plan.version),
        "label": str(plan.label),
        "after": plan.after or None,
        "least": plan.least,
        "proposed": plan.proposed,
        "changes": len(comparison.changes) if comparison else 0,
        "breaking": len(comparison.breaking) if comparison else 0,
        "digest": plan.digest or None,
        "published": list(plan.published),
        "in_the_way": json.loads(findings),
        "withdrawn": json.loads(render_json(plan.withdrawn, translate())),
    }


def _tell_outcome(target: str, label: str, outcome: str) -> None:
    if outcome == "unchanged":
        tell(say("{target} has {label} already, with this content", target=target, label=label))
    else:
        tell(say("{target}: {label} published", target=target, label=label))
