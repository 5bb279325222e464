"""From what is, and the moment, to verdicts: cases one by one, and laws on drawn ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Span
from compiler.base.wording import NOTHING, say
from compiler.release.environments.declared import ConditionKind, Trigger
from compiler.release.environments.environment_records import EnvironmentRecord
from compiler.release.environments.evaluating import evaluate, wanted_inputs
from compiler.release.environments.situation import (
    Gates,
    ModelState,
    ReleaseContent,
    RunPast,
    Situation,
)
from compiler.release.environments.subjects import runs_of, subject_of
from compiler.release.environments.verdicts import (
    PlannedRun,
    RunAction,
    TriggerVerdict,
    VerdictKind,
)
from tests.helpers.released import label
from tests.helpers.triggers import (
    BEGIN,
    LABELS,
    MOMENTS,
    PLACES,
    declared_of_text,
    held,
    promoted,
    release,
    situations,
    with_runs,
)

FIRES, IDLE, WAITS = VerdictKind.FIRES, VerdictKind.IDLE, VerdictKind.WAITS
BLOCKED, GIVEN_UP, LOOKS = VerdictKind.BLOCKED, VerdictKind.GIVEN_UP, VerdictKind.LOOKS
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GREEN = Gates(are_green=True)


def situation_of(triggers: str, number: int = 0, **fields: object) -> Situation:
    """Three environments, so many releases of which all is known, and a model that is none of them."""
    places = "".join(f"omgeving {place}\n" for place in PLACES)
    declared = declared_of_text(f"omgevingen {{\n{places}{triggers}\n}}")
    known = tuple(release(each) for each in range(number))
    usual = {
        "model": ModelState(label("2.0.0+260201.1"), "m9", "c"),
        "releases": known,
        "contents": {each.digest: ReleaseContent(f"m{at}", "c") for at, each in enumerate(known)},
        "chains": dict.fromkeys(PLACES, ()),
        "verified": {each.digest: NOTHING for each in known},
        "gates": GREEN,
    }
    return Situation(declared=declared, **{**usual, **fields})


def one(situation: Situation, now: datetime = BEGIN) -> TriggerVerdict:
    """The verdict on the last trigger."""
    return evaluate(situation, now)[-1]


def chains(**of: tuple[EnvironmentRecord, ...]) -> dict[str, tuple[EnvironmentRecord, ...]]:
    return {**dict.fromkeys(PLACES, ()), **of}


PUBLISH = "trigger a { publiceer, promoveer test"
TAKE = "trigger a { promoveer acceptatie, als in test"
IN_TEST = (promoted("test", 1, 0, BEGIN),)
BEFORE = tuple(each._replace(when=(BEGIN - DAY).isoformat()) for each in IN_TEST)

# What is, later than `BEGIN` by how much, the verdict, and a part of its reason.
CASES: dict[str, tuple[Situation, timedelta, VerdictKind, str]] = {
    "nothing published yet": (
        situation_of(f"{PUBLISH}, als modelVeranderd ja, als versieOpgehoogd ja }}"),
        HOUR, FIRES, "publish 2.0.0+260201.1; promote 2.0.0+260201.1 to test"),
    "gates that nobody looked at": (situation_of(f"{PUBLISH} }}", gates=None), HOUR, LOOKS, "gates"),
    "red gates": (
        situation_of(f"{PUBLISH} }}", gates=Gates(are_green=False, reason=say("two errors"))),
        HOUR, WAITS, "the gates are red: two errors"),
    "no look at gates where it waits anyway": (
        situation_of(f'{PUBLISH}, als vanaf "2030-01-01" }}', gates=None), HOUR, WAITS, "not before 2030-01-01"),
    "no model": (
        situation_of(f"{PUBLISH} }}", model=ModelState(None, "", "", say("a block is not closed"))),
        HOUR, WAITS, "the model makes no release: a block is not closed"),
    "the same model": (
        situation_of(f"{PUBLISH}, als modelVeranderd ja }}", 1, model=ModelState(label("1.5.0+260101.1"), "m0", "c")),
        HOUR, WAITS, "the model is the same as at 1.0.0+260101.1"),
    "a version that is not higher": (
        situation_of(f"{PUBLISH}, als versieOpgehoogd ja }}", 1, model=ModelState(label("0.9.0+260101.1"), "m9", "c")),
        HOUR, WAITS, "version 0.9.0+260101.1 is not higher than 1.0.0+260101.1"),
    "a version that is taken": (
        situation_of(f"{PUBLISH} }}", 1, model=ModelState(label(LABELS[0]), "m9", "c")),
        HOUR, WAITS, "is published with another model: raise the version"),
    "published, and not promoted": (
        situation_of(f"{PUBLISH}, als modelVeranderd ja }}", 1, model=ModelState(label(LABELS[0]), "m0", "c")),
        HOUR, FIRES, "promote 1.0.0+260101.1 to test"),
    "published and promoted": (
        situation_of(f"{PUBLISH} }}", 1, model=ModelState(label(LABELS[0]), "m0", "c"), chains=chains(test=IN_TEST)),
        HOUR, IDLE, "test has 1.0.0+260101.1"),
    "an environment that holds nothing": (situation_of(f"{TAKE} }}", 1), HOUR, WAITS, "test holds nothing yet"),
    "promoted to the environment before": (
        situation_of(f"{TAKE} }}", 1, chains=chains(test=IN_TEST)),
        HOUR, FIRES, "promote 1.0.0+260101.1 to acceptatie"),
    "not long enough": (
        situation_of(f'{TAKE} {{ sinds "2 uur" }} }}', 1, chains=chains(test=IN_TEST)),
        HOUR, WAITS, "has to be in test without findings until 2026-01-05T02:00+00:00"),
    "long enough": (
        situation_of(f'{TAKE} {{ sinds "2 uur" }} }}', 1, chains=chains(test=IN_TEST)), 2 * HOUR, FIRES, ""),
    "a finding": (
        situation_of(f"{TAKE} }}", 1, chains=chains(test=(*IN_TEST, held(IN_TEST[0], "fout", BEGIN)))),
        HOUR, WAITS, "test is on hold, which counts as a finding: fout"),
    "the time begins anew behind a finding": (
        situation_of(f'{TAKE} {{ sinds "2 uur" }} }}', 1, chains=chains(
            test=(*IN_TEST, held(IN_TEST[0], "fout", BEGIN), held(IN_TEST[0], "", BEGIN + HOUR)._replace(number=3)))),
        2 * HOUR, WAITS, "until 2026-01-05T03:00+00:00"),
    "on hold": (
        situation_of(f"{TAKE} }}", 2, chains=chains(
            test=IN_TEST, acceptatie=(held(promoted("acceptatie", 1, 1, BEGIN), "audit", BEGIN),))),
        HOUR, BLOCKED, "acceptatie is on hold: audit"),
    "withdrawn": (
        situation_of(f"{TAKE} }}", 1, releases=(release(0, withdrawn=True),), chains=chains(test=IN_TEST)),
        HOUR, BLOCKED, "1.0.0+260101.1 was withdrawn: fout; use 1.2.0+260103.1 instead"),
    "a release that nobody looked at": (
        situation_of(f"{TAKE} }}", 1, verified={}, chains=chains(test=IN_TEST)), HOUR, LOOKS, "gates"),
    "a damaged release": (
        situation_of(f"{TAKE} }}", 1, verified={release(0).digest: say("damaged")}, chains=chains(test=IN_TEST)),
        HOUR, BLOCKED, "damaged"),
    "an environment with a fault": (
        situation_of(f"{TAKE} }}", 1, chains=chains(test=IN_TEST),
                     faults={"test": Diagnostic("ENV07", Severity.ERROR, Span("x"), say("no longer verifies"))}),
        HOUR, BLOCKED, "no longer verifies"),
    "a clock that is behind": (
        situation_of(f"{TAKE} }}", 1, chains=chains(test=IN_TEST)), -HOUR, BLOCKED, "the last record"),
    "seconds between two clocks": (
        situation_of(f"{TAKE} }}", 1, chains=chains(test=IN_TEST)), timedelta(seconds=-50), FIRES, ""),
    "taken back by somebody": (
        situation_of(f"{TAKE} }}", 2, chains=chains(
            test=(promoted("test", 1, 1, BEGIN),),
            acceptatie=(promoted("acceptatie", 1, 1, BEGIN), promoted("acceptatie", 2, 0, BEGIN, LABELS[1])))),
        HOUR, IDLE, "acceptatie held 1.1.0+260102.1 before, and a@b brought it to 1.0.0+260101.1"),
    "the last release": (
        situation_of("trigger a { promoveer productie, als versieOpgehoogd ja }", 2),
        HOUR, FIRES, "promote 1.1.0+260102.1 to productie"),
    "a release that is lower than what is there": (
        situation_of("trigger a { promoveer acceptatie, als in test, als versieOpgehoogd ja }", 2, chains=chains(
            test=IN_TEST, acceptatie=(promoted("acceptatie", 1, 1, BEGIN),))),
        HOUR, WAITS, "version 1.0.0+260101.1 is not higher than 1.1.0+260102.1"),
    "no release at all": (situation_of("trigger a { promoveer productie }"), HOUR, WAITS, "there is no release yet"),
    "an input that is not there": (
        situation_of(f'{TAKE}, invoer "akkoord-{{versie}}.txt" }}', 1, chains=chains(test=IN_TEST)),
        HOUR, WAITS, "missing: akkoord-1.0.0+260101.1.txt"),
    "an input that is there": (
        situation_of(f'{TAKE}, invoer "akkoord-{{versie}}.txt" }}', 1, chains=chains(test=IN_TEST),
                     inputs={"akkoord-1.0.0+260101.1.txt": "sha256:1"}),
        HOUR, FIRES, ""),
    "the hour": (situation_of(f'{PUBLISH}, als elke maandag {{ van "09:00", tot "17:00" }} }}'), 9 * HOUR, FIRES, ""),
    "before the hour": (
        situation_of(f'{PUBLISH}, als elke maandag {{ van "09:00", tot "17:00" }} }}'),
        8 * HOUR, WAITS, "only on maandag from 09:00 to 17:00"),
    "another day": (situation_of(f"{PUBLISH}, als elke maandag }}"), DAY, WAITS, "only on maandag"),
    "a working day": (situation_of(f"{PUBLISH}, als elke werkdag }}"), 4 * DAY, FIRES, ""),
    "no working day": (situation_of(f"{PUBLISH}, als elke werkdag }}"), 5 * DAY, WAITS, "only on werkdag"),
    "the hour of another zone": (
        situation_of(f'{PUBLISH}, als elke maandag {{ van "09:00" }} }}\ntijdzone "Europe/Amsterdam"'),
        8 * HOUR, FIRES, ""),
    "two reasons at once": (
        situation_of(f'{PUBLISH}, als vanaf "2030-01-01", als elke maandag }}'), DAY, WAITS,
        "not before 2030-01-01T00:00+00:00; only on maandag"),
    "behind one that fires": (
        situation_of(f"{PUBLISH} }}\ntrigger b {{ promoveer productie, na a }}", 1), HOUR, WAITS, "a comes first"),
    "behind one that waits": (
        situation_of(f'{PUBLISH}, als vanaf "2030-01-01" }}\ntrigger b {{ promoveer productie, na a }}', 1),
        HOUR, FIRES, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_verdict_and_its_reason(case: str) -> None:
    situation, later, verdict, reason = CASES[case]
    found = one(situation, BEGIN + later)
    assert (found.verdict, reason in found.reason) == (verdict, True), found.reason


def with_past(past: RunPast, text: str = f'{TAKE}, probeer 3 {{ wacht "1 uur" }} }}') -> Situation:
    """A promotion that would fire, whose run has a past."""
    situation = situation_of(text, 1, chains=chains(test=BEFORE))
    (run,) = one(situation).planned
    return with_runs(situation, {run.id: past})


def test_a_run_that_failed_is_tried_again_and_given_up() -> None:
    failed = with_past(RunPast(failures=1, failed_at=BEGIN))
    assert one(failed, BEGIN + HOUR / 2).verdict is WAITS
    assert "tried again at 2026-01-05T01:00:00" in one(failed, BEGIN + HOUR / 2).reason
    assert one(failed, BEGIN + HOUR).verdict is FIRES
    often = one(with_past(RunPast(failures=3, failed_at=BEGIN)), BEGIN + DAY)
    assert often.verdict is GIVEN_UP
    assert often.saw["failures"] == "3"
    by_another_clock = with_past(RunPast(failures=1, failed_at=datetime.max.replace(tzinfo=UTC)))
    assert one(by_another_clock, BEGIN).verdict is WAITS
    once = with_past(RunPast(failures=1, failed_at=BEGIN), f"{TAKE} }}")
    assert one(once, BEGIN + DAY).verdict is GIVEN_UP


def test_a_run_that_was_cut_off_is_finished_whatever_the_hour() -> None:
    text = f'{TAKE}, als vanaf "2030-01-01" }}'
    assert one(with_past(RunPast(), text), BEGIN + DAY).verdict is WAITS
    found = one(with_past(RunPast(is_open=True), text), BEGIN + DAY)
    assert found.verdict is FIRES
    assert found.reason.startswith("a run was cut off, and is taken up again")


# -- laws --------------------------------------------------------------------------------------------------------------


@given(situations(), MOMENTS)
def test_each_trigger_has_one_verdict_with_a_reason(situation: Situation, now: datetime) -> None:
    found = evaluate(situation, now)
    assert [each.trigger for each in found] == [each.name.text for each in situation.declared.triggers]  # fmt: skip
    for each in found:
        assert each.reason.strip()
        assert bool(each.runs) == (each.verdict is FIRES)
        assert each.verdict is IDLE or each.planned or not each.version or each.verdict is BLOCKED
        assert all(isinstance(value, str) for value in each.saw.values())


@given(situations(), MOMENTS)
def test_the_same_gives_the_same(situation: Situation, now: datetime) -> None:
    found = evaluate(situation, now)
    assert evaluate(situation, now) == found
    moved = situation._replace(
        chains=dict(reversed(situation.chains.items())),
        contents=dict(reversed(situation.contents.items())),
    )
    assert evaluate(moved, now) == found


@given(situations(), MOMENTS)
def test_no_two_runs_have_one_id(situation: Situation, now: datetime) -> None:
    ids = [run.id for each in evaluate(situation, now) for run in each.planned]
    assert len(ids) == len(set(ids))


@given(situations(), MOMENTS, st.integers(0, 3))
def test_a_run_that_is_done_never_fires_again(
    situation: Situation, now: datetime, more: int
) -> None:
    """Whatever fires is done, several times in a row; no id comes back."""
    seen: set[str] = set()
    for _ in range(2 + more):
        situation = _looked_at(situation)
        runs = [run for each in evaluate(situation, now) for run in each.runs]
        own = {run.id for run in runs}
        assert not own & seen
        seen |= own
        for run in runs:
            situation = _done(situation, run, now)


@given(situations(), MOMENTS, st.integers(0, 60 * 24 * 9))
def test_time_alone_takes_nothing_back(situation: Situation, now: datetime, minutes: int) -> None:
    """What fires fires later too, unless it has to do with an hour of the day."""
    later = now + timedelta(minutes=minutes)
    tied = {
        each.name.text
        for each in situation.declared.triggers
        if each.after or ConditionKind.EVERY in [condition.kind for condition in each.conditions]
    }
    before = {each.trigger: each.verdict for each in evaluate(situation, now)}
    after = {each.trigger: each.verdict for each in evaluate(situation, later)}
    for trigger, verdict in before.items():
        if verdict is FIRES and trigger not in tied:
            assert after[trigger] is FIRES
        if verdict in (IDLE, BLOCKED, GIVEN_UP):
            assert after[trigger] is verdict


@given(situations(), MOMENTS)
def test_nothing_goes_where_it_may_not(situation: Situation, now: datetime) -> None:
    withdrawn = {each.digest for each in situation.releases if each.withdrawn}
    for each in evaluate(situation, now):
        for run in each.runs:
            chain = situation.chains.get(run.environment, ())
            assert not chain or not chain[-1].held
            assert not run.digest or run.digest not in withdrawn
            assert run.digest not in [record.digest for record in chain] or not run.digest


@given(situations(), MOMENTS, st.sampled_from(PLACES))
def test_what_is_wrong_with_an_environment_stops_it(
    situation: Situation, now: datetime, place: str
) -> None:
    fault = Diagnostic("ENV07", Severity.ERROR, Span("x"), say("wrong"))
    for each in evaluate(situation._replace(faults={place: fault}), now):
        assert each.verdict is not FIRES or place not in each.environments


@given(situations())
def test_a_clock_that_is_behind_stops_everything(situation: Situation) -> None:
    if any(situation.chains.values()):
        found = evaluate(situation, BEGIN - timedelta(days=30))
        assert {each.verdict for each in found} == {BLOCKED}


@given(situations(), MOMENTS)
def test_inputs_that_are_wanted_are_all_that_count(situation: Situation, now: datetime) -> None:
    wanted = wanted_inputs(situation)
    only = {name: value for name, value in situation.inputs.items() if name in wanted}
    assert evaluate(situation._replace(inputs=only), now) == evaluate(situation, now)


def _looked_at(situation: Situation) -> Situation:
    verified = {each.digest: NOTHING for each in situation.releases}
    return situation._replace(verified=verified, gates=situation.gates or GREEN)


def _done(situation: Situation, run: PlannedRun, now: datetime) -> Situation:
    """The situation behind a run."""
    if run.action is RunAction.PUBLISH:
        made = label(run.version)
        new = release(0)._replace(label=made, digest=f"sha256:{hash(run.id):064x}")
        content = ReleaseContent(situation.model.digest, "c")
        return situation._replace(
            releases=(*situation.releases, new),
            contents={**situation.contents, new.digest: content},
        )
    chain = situation.chains[run.environment]
    if len(chain) != run.follows:
        return situation
    triggers = situation.declared.triggers
    trigger = next((each for each in triggers if run.id in _planned(each, situation)), None)
    subject = (
        subject_of(trigger, situation) if trigger else None
    )  # what was done before took it away
    if subject is None or not subject.digest:
        return situation
    record = promoted(run.environment, len(chain) + 1, 0, now)
    record = record._replace(label=subject.version, digest=subject.digest, model=subject.model)
    return situation._replace(chains={**situation.chains, run.environment: (*chain, record)})


def _planned(trigger: Trigger, situation: Situation) -> set[str]:
    subject = subject_of(trigger, situation)
    return {run.id for run in runs_of(trigger, subject, situation)} if subject else set()
