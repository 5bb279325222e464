"""The chain of each environment, as a target has it: numbered records without a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.release.environments.environment_records import (
    EnvironmentRecord,
    RecordAction,
    last_record,
    parse_record,
    record_json,
)
from compiler.release.target import Target

CLOCK_TOLERANCE = timedelta(minutes=1)  # no two machines agree to the second
Chain: TypeAlias = tuple[EnvironmentRecord, ...]


class ReadChains(NamedTuple):
    """The chain of each environment, by name; what is wrong with those that are left out, by name too."""

    chains: Mapping[str, Chain]
    faults: Mapping[str, Diagnostic]


def read_chains(target: Target, environments: Sequence[Name]) -> ReadChains:
    """The chains of environments; `environments` are their names, at the places where they are declared.

    Raises:
        ReleaseRefusedError: where the target cannot tell.
    """
    chains: dict[str, Chain] = {}
    faults: dict[str, Diagnostic] = {}
    contents = target.records([each.text for each in environments])
    for name in environments:
        records = []
        for number, content in enumerate(contents[name.text], 1):
            record = parse_record(content)
            if (
                record is None
                or (record.number, record.environment) != (number, name.text)
                or moment_of_record(record) is None
            ):
                faults[name.text] = _broken(target, name, number)
                break
            records.append(record)
        else:
            chains[name.text] = tuple(records)
    return ReadChains(chains, faults)


def read_chain(target: Target, environment: Name) -> Chain | Diagnostic:
    """The chain of one environment, or what is wrong with it."""
    found = read_chains(target, (environment,))
    return found.faults.get(environment.text) or found.chains[environment.text]


def add_to_chain(target: Target, record: EnvironmentRecord) -> bool:
    """Write a record behind its chain; False where somebody else wrote that number first."""
    moment = moment_of_record(record)
    assert moment is not None
    return target.add_record(
        record.environment, record.number, record_json(record), int(moment.timestamp())
    )


def moment_of_record(record: EnvironmentRecord) -> datetime | None:
    """When a record was written; None where that is no moment."""
    return moment_in(record.when)


def moment_in(text: str) -> datetime | None:
    """The moment that `text` is (ISO 8601, with its zone); None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def clean_since(chain: Chain) -> datetime | None:
    """Since when an environment holds its release without findings: since it came, or since the last hold ended.

    None where it holds nothing, or is on hold.
    """
    last = last_record(chain)
    if last is None or not last.digest or last.held:
        return None
    for record in reversed(chain):
        if record.action in (RecordAction.RESUMED, RecordAction.PROMOTED):
            return moment_of_record(record)
    return None


def once_held(chain: Chain, digest: str) -> EnvironmentRecord | None:
    """The last record by which an environment held a release that it does not hold now; None for none."""
    last = last_record(chain)
    if last is None or last.digest == digest:
        return None
    return next((each for each in reversed(chain) if each.digest == digest), None)


def clock_faults(chains: Mapping[str, Chain], places: Sequence[Name], now: datetime) -> list[Diagnostic]:  # fmt: skip
    """ENV08 for each environment whose last record is of later than now."""
    found = []
    for place in places:
        last = last_record(chains.get(place.text, ()))
        moment = moment_of_record(last) if last else None
        if last is None or moment is None or moment <= now + CLOCK_TOLERANCE:
            continue
        message = say(
            'the last record of "{environment}" is of {when}, and here it is {now}',
            environment=place,
            when=last.when,
            now=now.isoformat(timespec="seconds"),
        )
        hint = say("one of the two clocks is wrong ({who} wrote it): set it right", who=last.who)
        found.append(Diagnostic("ENV08", Severity.ERROR, place.span, message, hint=hint))
    return found


def _broken(target: Target, name: Name, number: int) -> Diagnostic:
    message = say(
        'record {number} of "{environment}" in "{target}" is damaged or missing',
        number=number,
        environment=name,
        target=target.name,
    )
    hint = say("put it back from a copy; nothing is promoted there before")
    return Diagnostic("ENV10", Severity.ERROR, name.span, message, hint=hint)
