"""Environments and triggers drawn at random, and what there may be around them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from compiler.base.wording import NOTHING, say
from compiler.release.environments.chains import Chain
from compiler.release.environments.declared import DeclaredFile
from compiler.release.environments.declaring import read_declared
from compiler.release.environments.environment_records import EnvironmentRecord, RecordAction
from compiler.release.environments.situation import (
    Gates,
    ModelState,
    ReleaseContent,
    RunPast,
    Situation,
)
from compiler.release.target import PublishedRelease, Withdrawal
from tests.helpers.released import label

PLACES = ("test", "acceptatie", "productie")
LABELS = ("1.0.0+260101.1", "1.1.0+260102.1", "1.2.0+260103.1")
BEGIN = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
MOMENTS = st.integers(0, 20 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
_CONDITIONS = (
    "als modelVeranderd ja",
    "als versieOpgehoogd ja",
    "als poorten groen",
    'als vanaf "2026-01-08"',
    'als vanaf "2026-01-09 12:30"',
    "als elke werkdag",
    'als elke maandag vrijdag { van "09:00", tot "17:00" }',
)


@st.composite
def declared_texts(draw: st.DrawFn) -> str:
    """A file with environments in a row, and triggers that go along it."""
    lines = [f"omgeving {name}" for name in PLACES]
    zone = draw(st.sampled_from(("UTC", "Europe/Amsterdam", "Pacific/Auckland")))
    lines.insert(0, f'tijdzone "{zone}"')
    number = draw(st.integers(1, 4))
    for at in range(number):
        members = [*draw(st.lists(st.sampled_from(_CONDITIONS), max_size=3, unique=True))]
        if at == 0 or draw(st.booleans()):
            members.append("publiceer")
            if draw(st.booleans()):
                members.append(f"promoveer {draw(st.sampled_from(PLACES[:1]))}")
        else:
            place = draw(st.integers(1, 2))
            members.append(f"promoveer {PLACES[place]}")
            if draw(st.booleans()):
                age = draw(st.sampled_from(("1 uur", "2 dagen")))
                members.append(f'als in {PLACES[place - 1]} {{ sinds "{age}" }}')
        if at and draw(st.booleans()):
            members.append("na t0")
        if draw(st.booleans()):
            members.append('invoer "akkoord-{versie}"')
        if draw(st.booleans()):
            members.append(f'probeer {draw(st.integers(1, 3))} {{ wacht "1 uur" }}')
        lines.append(f"trigger t{at} {{ {', '.join(members)} }}")
    return "omgevingen {\n" + "\n".join(lines) + "\n}\n"


DECLARED_TEXTS = declared_texts()


def declared_of_text(text: str) -> DeclaredFile:
    """What a text declares, which is right."""
    read = read_declared(text.encode())
    assert read.declared is not None, read.diagnostics
    return read.declared


def release(number: int, *, withdrawn: bool = False) -> PublishedRelease:
    """A release, of a few."""
    mark = Withdrawal("fout", LABELS[-1]) if withdrawn else None
    return PublishedRelease(label(LABELS[number]), f"sha256:{number:064}", mark)


def promoted(
    environment: str, number: int, release_: int, when: datetime, before: str = ""
) -> EnvironmentRecord:
    """A record of a promotion."""
    of = release(release_)
    return EnvironmentRecord(
        number=number,
        environment=environment,
        action=RecordAction.PROMOTED,
        label=str(of.label),
        digest=of.digest,
        since=when.isoformat(),
        before=before,
        held="",
        who="a@b",
        when=when.isoformat(),
        model=f"m{release_}",
    )


def held(last: EnvironmentRecord, because: str, when: datetime) -> EnvironmentRecord:
    """The record of a hold, or of its end where there is no reason."""
    action = RecordAction.HELD if because else RecordAction.RESUMED
    return last._replace(number=last.number + 1, action=action, held=because, when=when.isoformat())


@st.composite
def chains(draw: st.DrawFn, environment: str, releases: int) -> Chain:
    """What an environment held, one after the other, all before `BEGIN`."""
    records: list[EnvironmentRecord] = []
    moment = BEGIN - timedelta(days=9)
    for _ in range(draw(st.integers(0, 3)) if releases else 0):
        moment += timedelta(hours=draw(st.integers(1, 48)))
        if records and draw(st.integers(0, 3)) == 0:
            records.append(held(records[-1], "" if records[-1].held else "fout", moment))
        else:
            number = draw(st.integers(0, releases - 1))
            records.append(promoted(environment, len(records) + 1, number, moment))
    return tuple(records)


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """All that may be, of little of it."""
    declared = declared_of_text(draw(DECLARED_TEXTS))
    there = draw(st.integers(0, 3))
    releases = tuple(release(each, withdrawn=draw(st.integers(0, 5)) == 0) for each in range(there))
    version = draw(st.sampled_from((None, *LABELS)))
    content = draw(st.sampled_from(("m0", "m2", "m9")))
    model = ModelState(label(version), content, "c") if version else ModelState(None, "", "")
    red = Gates(are_green=False, reason=say("errors"))
    gates = draw(st.sampled_from((None, Gates(are_green=True), red)))
    return Situation(
        declared=declared,
        model=model,
        releases=releases,
        contents={each.digest: ReleaseContent(f"m{at}", "c") for at, each in enumerate(releases)},
        chains={name: draw(chains(name, there)) for name in PLACES},
        verified={each.digest: NOTHING for each in releases if draw(st.booleans())},
        gates=gates,
        inputs={f"akkoord-{each}": "sha256:1" for each in LABELS if draw(st.booleans())},
    )


def with_runs(situation: Situation, runs: dict[str, RunPast]) -> Situation:
    """The situation with other pasts of runs."""
    return situation._replace(runs=runs)
