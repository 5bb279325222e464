"""The command that evaluates triggers and runs what fires: release run."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compiler.base.wording import as_it_is, joined, say
from compiler.cli.common import Progress, make_context, report, tell_waiting
from compiler.cli.lang import tell, translate
from compiler.cli.options import TOLD_FORMAT, model_argument
from compiler.cli.release_declaring import (
    BY,
    DECLARED_TARGET,
    LOG,
    asking,
    declared_of,
    now,
    target_of,
)
from compiler.cli.release_targets import ending_where_refused
from compiler.cli.terminal import put_json

if TYPE_CHECKING:
    from compiler.base.diagnostics import Diagnostic
    from compiler.release.environments.carrying_out import EndedRun
    from compiler.release.environments.running import TriggerAccount


@click.command("run")
@model_argument
@DECLARED_TARGET
@LOG
@BY
@click.option(
    "--run", "only", multiple=True, metavar="ID",
    help="Do no other run than this one, as --dry-run told its id; repeatable.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Tell what would run; do nothing and write no log.")
@click.option(
    "--branch", default="", metavar="NAME",
    help="For a publish: the main line; else that of the shared repository, or main.",
)  # fmt: skip
@click.option(
    "--baseline", type=click.Path(path_type=Path),
    help="For a publish: the baseline of this model, which may not accept more than at the last release.",
)  # fmt: skip
@click.option(
    "--sign", "key", type=click.Path(path_type=Path), metavar="KEY",
    help="For a publish: sign the provenance with this private key (Ed25519, PEM).",
)  # fmt: skip
@click.option("--sign-tag", is_flag=True, help="For a publish in git: sign the tag.")
@TOLD_FORMAT
def run_command(
    model: Path, *, source: str, log: Path | None, by: str, only: tuple[str, ...], dry_run: bool, branch: str,
    baseline: Path | None, key: Path | None, sign_tag: bool, format_: str,
) -> None:  # fmt: skip
    """Evaluate the triggers in omgevingen.vera of a model, and run what fires.

    Each verdict goes into the log, also of what does not fire, with its reason. Call it as often as you like, from as
    many machines as you like: what was done is not done again, and what was cut off is finished.

    \b
    Examples:
      verac release run --dry-run
      verac release run models/vera --from releases
      verac release run --format json --log runs.jsonl
    """
    from compiler.cli.release_looking import PublishOptions, WorkOfRuns
    from compiler.release.environments.carrying_out import Runner
    from compiler.release.environments.log_file import log_of
    from compiler.release.environments.running import planned_accounts, run_triggers

    context = make_context(Progress(shown=False))
    declared = declared_of(model, context, format_)
    with ending_where_refused(format_, model):
        target = target_of(declared, source)
        at = log_of(target, declared, log, tell_waiting)
        options = PublishOptions(branch, baseline, key, sign_tag)
        work = WorkOfRuns(model, declared, target, at, options, context)
        runner = Runner(work=work, log=at, clock=now, who=asking(by), only=frozenset(only))
        began = now()
        accounts, wrong = planned_accounts(runner) if dry_run else run_triggers(runner)
    if format_ == "json":
        told = {
            "model": str(model),
            "target": target.name,
            "log": str(at.path),
            "time": began.isoformat(timespec="seconds"),
            "dry_run": dry_run,
            "triggers": [_plain(each) for each in accounts],
            "diagnostics": _as_json(wrong),
        }
        put_json(told)
    else:
        for account in accounts:
            _tell(account)
        report(wrong, model, quiet=False)
    failed = any(run.outcome == "failed" for account in accounts for run in account.runs)
    sys.exit(1 if wrong or failed else 0)


def _plain(account: TriggerAccount) -> dict[str, Any]:
    verdict, said = account.verdict, translate()
    return {
        "trigger": verdict.trigger,
        "environments": list(verdict.environments),
        "verdict": verdict.verdict.value,
        "reason": said(verdict.reason),
        "saw": dict(verdict.saw),
        "runs": [_plain_run(each) for each in account.runs],
    }


def _plain_run(ended: EndedRun) -> dict[str, Any]:
    return {
        "run": ended.run.id,
        "action": ended.run.action.value,
        "environment": ended.run.environment,
        "version": ended.version,
        "digest": ended.digest,
        "outcome": ended.outcome.value,
        "reason": translate()(ended.reason),
    }


def _as_json(found: tuple[Diagnostic, ...]) -> Any:
    from compiler.report.json_list import render_json

    return json.loads(render_json(found, translate()))


def _tell(account: TriggerAccount) -> None:
    from compiler.release.environments.reasons import VERDICT_NAMES

    verdict = account.verdict
    head = (as_it_is(verdict.trigger), VERDICT_NAMES[verdict.verdict])
    tell(say("{head}: {reason}", head=joined(head, "  "), reason=verdict.reason))
    for ended in account.runs:
        environment = ended.run.environment
        step = (
            say(
                "promote {version} to {environment}", version=ended.version, environment=environment
            )
            if environment
            else say("publish {version}", version=ended.version)
        )
        became = [] if ended.outcome == "planned" else [ended.reason]
        tell(joined([as_it_is(f"  {ended.run.id}"), step, *became], "  "))
