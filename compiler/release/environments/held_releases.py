"""Whether what environments hold is still what was published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.source import Name
from compiler.base.wording import Text, say
from compiler.release.environments.chains import Chain
from compiler.release.environments.environment_records import last_record
from compiler.release.environments.promoting import look_at_release
from compiler.release.target import PublishedRelease, Target, Withdrawal, shown_digest


def lost_releases(
    names: Iterable[Name], chains: Mapping[str, Chain], releases: Sequence[PublishedRelease]
) -> dict[str, Diagnostic]:
    """ENV07 for each environment that holds what the index of the target does not have, by name."""
    known = {(str(each.label), each.digest) for each in releases}
    found = {}
    for name in names:
        last = last_record(chains.get(name.text, ()))
        if last is not None and last.digest and (last.label, last.digest) not in known:
            why = say(
                "the target does not have {version} as {digest}",
                version=last.label,
                digest=shown_digest(last.digest),
            )
            found[name.text] = holds_damage(name, why)
    return found


def held_though_withdrawn(
    chains: Mapping[str, Chain], releases: Sequence[PublishedRelease]
) -> dict[str, Withdrawal]:
    """The mark of what each environment holds that somebody withdrew, by name."""
    marks = {each.digest: each.withdrawn for each in releases if each.withdrawn is not None}
    lasts = {name: last_record(chain) for name, chain in chains.items()}
    return {
        name: marks[last.digest]
        for name, last in lasts.items()
        if last is not None and last.digest in marks
    }


def held_faults(
    target: Target,
    names: Iterable[Name],
    chains: Mapping[str, Chain],
    releases: Sequence[PublishedRelease],
) -> list[Diagnostic]:
    """ENV07 for each environment that holds what is no longer what was published; each release is looked at whole."""
    names = tuple(names)
    lost = lost_releases(names, chains, releases)
    by_digest = {each.digest: each for each in releases}
    looked: dict[str, Text] = {}
    found = []
    for name in names:
        last = last_record(chains.get(name.text, ()))
        if name.text in lost:
            found.append(lost[name.text])
        elif last is not None and last.digest:
            if last.digest not in looked:
                looked[last.digest], _ = look_at_release(target, by_digest[last.digest])
            if looked[last.digest]:
                found.append(holds_damage(name, looked[last.digest]))
    return found


def holds_damage(name: Name, why: Text) -> Diagnostic:
    """ENV07: an environment holds what no longer verifies."""
    message = say('"{environment}" holds what no longer verifies: {why}', environment=name, why=why)
    hint = say("put the target back from a copy, or promote another release by hand")
    return Diagnostic("ENV07", Severity.ERROR, name.span, message, hint=hint)
