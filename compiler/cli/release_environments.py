"""Environments by hand: what each holds, promote, hold and resume."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from compiler.base.wording import as_it_is, joined, say
from compiler.cli.common import Progress, make_context, report
from compiler.cli.lang import tell
from compiler.cli.options import MODEL, TOLD_FORMAT, model_argument
from compiler.cli.release_declaring import (
    BY,
    DECLARED_TARGET,
    LOG,
    asking,
    declared_of,
    environment_named,
    log_where_known,
    now,
    reason_given,
    target_of,
)
from compiler.cli.release_targets import ending_where_refused
from compiler.cli.terminal import put_json

if TYPE_CHECKING:
    from compiler.base.source import Name
    from compiler.base.wording import Text
    from compiler.release.environments.chains import Chain
    from compiler.release.environments.environment_records import EnvironmentRecord
    from compiler.release.environments.log_file import LogFile
    from compiler.release.environments.promoting import Asker, Changed
    from compiler.release.target import Target, Withdrawal


@click.command("environments")
@model_argument
@DECLARED_TARGET
@TOLD_FORMAT
@click.option("--history", is_flag=True, help="All that they held, oldest first.")
def environments_command(model: Path, source: str, format_: str, history: bool) -> None:
    """Tell what each environment holds, since when, who put it there, and what it held before.

    Each release that is held is verified; the command ends with 1 where one is no longer what was published.

    \b
    Examples:
      verac release environments
      verac release environments models/vera --history --format json
    """
    from compiler.release.environments.chains import clock_faults, read_chains
    from compiler.release.environments.held_releases import held_faults, held_though_withdrawn

    declared = declared_of(model, make_context(Progress(shown=False)), format_)
    with ending_where_refused(format_, model):
        target = target_of(declared, source)
        names = [each.name for each in declared.environments]
        read = read_chains(target, names)
        found = [*read.faults.values(), *clock_faults(read.chains, names, now())]
        releases = target.releases()
        found += held_faults(target, names, read.chains, releases)
        marks = held_though_withdrawn(read.chains, releases)
    if format_ == "json":
        rows = [
            {
                **plain_environment(name, read.chains.get(name.text, ()), history=history),
                "withdrawn": marks[name.text]._asdict() if name.text in marks else None,
            }
            for name in names
        ]
        put_json(rows)
        report(found, model, quiet=False)
    else:
        for name in names:
            tell_chain(name.text, read.chains.get(name.text, ()), history=history)
            if name.text in marks:
                _tell_withdrawn(name.text, marks[name.text])
        report(found, model, quiet=False)
    sys.exit(1 if found else 0)


@click.command("promote")
@click.argument("version")
@click.argument("environments", nargs=-1, required=True)
@MODEL
@DECLARED_TARGET
@LOG
@BY
def promote_command(
    version: str, environments: tuple[str, ...], model: Path, source: str, log: Path | None, by: str
) -> None:
    """Let ENVIRONMENTS hold release VERSION. Nothing is made; going back is a promotion of the earlier one.

    \b
    Examples:
      verac release promote 4.3.1 test acceptatie
      verac release promote 4.3.0 productie --by "on call"
    """
    from compiler.release.environments.promoting import (
        RecordChange,
        check_environment,
        check_release,
        promote,
    )
    from compiler.release.target import find_release

    with ending_where_refused(root=model):
        asked = _asked(tuple(dict.fromkeys(environments)), model, source, log, by)
        release = find_release(asked.target, version)
        content = check_release(asked.target, release)
        for name in asked.names:  # all or none
            check_environment(asked.target, name, release, asked.asker)
        for name in asked.names:
            changed = promote(asked.target, name, release, content, asked.asker)
            asked.tell_log("promote", changed)
            if changed.change is RecordChange.UNCHANGED:
                tell(say("{environment} has {version}", environment=name, version=release.label))
            else:
                assert changed.record is not None
                tell(_told(name.text, changed.record))


@click.command("hold")
@click.argument("environment")
@click.option("--because", required=True, metavar="REASON", help="Why nothing may go there.")
@MODEL
@DECLARED_TARGET
@LOG
@BY
def hold_command(
    environment: str, because: str, model: Path, source: str, log: Path | None, by: str
) -> None:
    """Let nothing be promoted to ENVIRONMENT, nor from it by a trigger: there is a finding.

    \b
    Examples:
      verac release hold acceptatie --because "invoices lack a date"
    """
    from compiler.release.environments.promoting import RecordChange, hold

    reason = reason_given(because)
    with ending_where_refused(root=model):
        asked = _asked((environment,), model, source, log, by)
        changed = hold(asked.target, asked.names[0], reason, asked.asker)
        asked.tell_log("hold", changed)
    if changed.change is RecordChange.UNCHANGED:
        tell(say("{environment} was on hold already, for this reason", environment=environment))
    else:
        tell(say("{environment} is on hold: {because}", environment=environment, because=reason))


@click.command("resume")
@click.argument("environment")
@MODEL
@DECLARED_TARGET
@LOG
@BY
def resume_command(environment: str, model: Path, source: str, log: Path | None, by: str) -> None:
    """End the hold on ENVIRONMENT. The time without findings counts from now.

    \b
    Examples:
      verac release resume acceptatie
    """
    from compiler.release.environments.promoting import RecordChange, resume

    with ending_where_refused(root=model):
        asked = _asked((environment,), model, source, log, by)
        changed = resume(asked.target, asked.names[0], asked.asker)
        asked.tell_log("resume", changed)
    if changed.change is RecordChange.UNCHANGED:
        tell(say("{environment} is not on hold", environment=environment))
    else:
        tell(say("{environment} is no longer on hold", environment=environment))


def _tell_withdrawn(name: str, mark: Withdrawal) -> None:
    told = say(
        "what {environment} holds was withdrawn: {because}; use {successor} instead",
        environment=name,
        because=mark.because,
        successor=mark.successor,
    )
    tell(told)


class _Asked(NamedTuple):
    """What somebody asks by hand: of which target and environments, who, and which log tells it."""

    target: Target
    names: tuple[Name, ...]
    log: LogFile | None
    asker: Asker

    def tell_log(self, action: str, changed: Changed) -> None:
        """Write what was changed into the log, where it has a place."""
        from compiler.release.environments.hand_lines import line_by_hand
        from compiler.release.environments.promoting import RecordChange

        if (
            self.log is not None
            and changed.change is RecordChange.DONE
            and changed.record is not None
        ):
            self.log.append([line_by_hand(action, changed.record)])


def _asked(
    environments: Sequence[str], model: Path, source: str, log: Path | None, by: str
) -> _Asked:
    from compiler.release.environments.promoting import Asker

    declared = declared_of(model, make_context(Progress(shown=False)))
    names = tuple(environment_named(declared, each) for each in environments)
    target = target_of(declared, source)
    return _Asked(target, names, log_where_known(target, declared, log), Asker(asking(by), now()))


def tell_chain(name: str, chain: Chain, *, history: bool) -> None:
    """Print what an environment holds, or with `history` all that it held."""
    if not chain:
        tell(say("{environment}  holds nothing yet", environment=name))
    for record in chain if history else chain[-1:]:
        tell(_told(name, record))


def _told(name: str, record: EnvironmentRecord) -> Text:
    """A record in words."""
    parts = [as_it_is(name)]
    if record.label:
        parts.append(say("{version} since {since}", version=record.label, since=record.since))
    else:
        parts.append(say("holds nothing yet"))
    if record.action == "promoted":
        by = f"{record.who} ({record.trigger})" if record.trigger else record.who
        parts.append(say("by {who}", who=by))
        if record.before:
            parts.append(say("before: {version}", version=record.before))
    elif record.held:
        hold = say("on hold since {when} by {who}: {because}",
                   when=record.when, who=record.who, because=record.held)  # fmt: skip
        parts.append(hold)
    else:
        parts.append(say("hold ended {when} by {who}", when=record.when, who=record.who))
    return joined(parts, "  ")


def plain_environment(name: Name, chain: Chain, *, history: bool) -> dict[str, Any]:
    """What an environment holds, for programs; with `history` all its records."""
    last = chain[-1] if chain else None
    promoted = next((each for each in reversed(chain) if each.action == "promoted"), None)
    told: dict[str, Any] = {
        "environment": name.text,
        "label": last.label if last and last.label else None,
        "digest": last.digest if last and last.digest else None,
        "since": last.since if last and last.since else None,
        "who": promoted.who if promoted else None,
        "trigger": promoted.trigger or None if promoted else None,
        "before": last.before if last and last.before else None,
        "held": last.held if last and last.held else None,
    }
    if history:
        told["records"] = [each._asdict() for each in chain]
    return told
