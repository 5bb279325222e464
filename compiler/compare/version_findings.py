"""What stands in the way of a version number: changes that it does not allow, repairs that are about nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.wording import Text, say
from compiler.compare.diff import ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.notice_findings import notice_findings, place_of
from compiler.compare.texts import describe
from compiler.compare.tree import Element
from compiler.compare.versions import EXAMPLE, Version, least_version, parse_version
from compiler.language.formatted_names import format_name
from compiler.model.model import Model

# More than this part of the old entities gone, and the two are hardly versions of one standard.
_ALARMING = 0.8
_FEW = 5
_WHAT = {
    Verdict.WIRE: say("what breaks clients"),
    Verdict.CODE: say("what changes generated code"),
    Verdict.ADDITIVE: say("what adds"),
    Verdict.TEXT: say("what differs"),
}


def version_findings(
    models: tuple[Model, Model],
    trees: tuple[Element, Element],
    judged: Sequence[Judged],
    least: Version | None,
) -> tuple[Diagnostic, ...]:
    """All that is found in the step from the first model to the second, with the severities of its manifest.

    Args:
        models: the old and the new version.
        trees: what is said in each of them.
        judged: what changed.
        least: the least version that the changes may have; None where the old version is none.
    """
    old, new = models
    before, after = parse_version(old.standard.version), parse_version(new.standard.version)
    found = (
        *_versions(old, new, before, after, least, judged),
        *_forbidden(new, before, after, judged),
        *_alarm(new, trees[0], judged),
        *notice_findings(new, trees, judged),
        *_idle(new, judged),
    )
    return tuple(_weighed(new, found))


def _versions(
    old: Model,
    new: Model,
    before: Version | None,
    after: Version | None,
    least: Version | None,
    judged: Sequence[Judged],
) -> Iterator[Diagnostic]:
    """What is wrong with the two version numbers themselves, or with the step from the one to the other."""
    for version, model in ((before, old), (after, new)):
        if version is None:
            hint = say('three numbers, then a build, as in "{example}"', example=EXAMPLE)
            message = say(
                '"{version}" is no version, so nothing can be said of the step',
                version=model.standard.version,
            )
            yield Diagnostic("VS06", Severity.ERROR, model.standard.name.span, message, hint=hint)
    if before is None or after is None or least is None:
        return
    wrong = _wrong_step(before, after, least, judged)
    if wrong is not None:
        id_, message, hint = wrong
        yield Diagnostic(id_, Severity.ERROR, new.standard.name.span, message, hint=hint)


def _wrong_step(
    before: Version, after: Version, least: Version, judged: Sequence[Judged]
) -> tuple[str, Text, Text] | None:
    """VS03 sides swapped, VS02 equal with other content, VS01 too low: with its message and its hint."""
    if after.older(before):
        message = say(
            "the new version, {after}, is older than the old one, {before}",
            after=after,
            before=before,
        )
        return "VS03", message, say("give the old side first, then the new one")
    if after == before and judged:
        what = say("1 change") if len(judged) == 1 else say("{number} changes", number=len(judged))
        message = say("two versions {after} with different content: {what}", after=after, what=what)
        return "VS02", message, say("give the new one {least} or higher", least=least)
    if after.older(least):
        worst = _worst(judged)
        message = say(
            "version {after} is too low: {what} ({number}) asks for {least}",
            after=after,
            what=_WHAT[worst],
            number=sum(j.verdict is worst and not j.accepted for j in judged),
            least=least,
        )
        return "VS01", message, say("give it version {least} or higher", least=least)
    return None


def _worst(judged: Sequence[Judged]) -> Verdict:
    order = list(Verdict)
    return min((j.verdict for j in judged if not j.accepted), key=order.index, default=Verdict.TEXT)


def _forbidden(
    new: Model, before: Version | None, after: Version | None, judged: Sequence[Judged]
) -> Iterator[Diagnostic]:
    """The judge's own id, for each change that breaks clients where the version allows none."""
    if before is None or after is None or not after.older(least_version(before, [Verdict.WIRE])):
        return
    for each in judged:
        if each.verdict is Verdict.WIRE:
            hint = say(
                'undo it, or give it a major version; for a technical repair write herstel {{ {name} "why" }}',
                name=format_name(each.name),
            )
            yield Diagnostic(
                each.id,
                Severity.ERROR,
                place_of(each, new),
                describe(each.change),
                hint=hint,
                suppressed=each.accepted,
            )


def _alarm(new: Model, old: Element, judged: Sequence[Judged]) -> Iterator[Diagnostic]:
    """VS05: hardly anything of the old version is left."""
    there = sum(kind == "entity" for kind, _ in old.parts)
    changes = [each.change for each in judged]
    gone = sum(c.kind is ChangeKind.REMOVED and c.subject == "entity" for c in changes)
    if there >= _FEW and gone > _ALARMING * there:
        message = say(
            "{gone} of the {there} entities seem to be removed: are these two versions of one standard?",
            gone=gone,
            there=there,
        )
        hint = say("look whether names changed in one sweep, or a folder is not the one you meant")
        yield Diagnostic("VS05", Severity.ERROR, new.standard.name.span, message, hint=hint)


def _idle(new: Model, judged: Sequence[Judged]) -> Iterator[Diagnostic]:
    """VS07: a repair in the manifest that is about nothing that changed."""
    names = {each.name for each in judged}
    for name, _ in new.standard.repairs:
        if name not in names:
            message = say('herstel names "{name}", which did not change', name=name)
            yield Diagnostic(
                "VS07",
                Severity.WARNING,
                new.standard.name.span,
                message,
                hint=say("take the line away"),
            )


def _weighed(new: Model, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The diagnostics with the manifest's severities; those that are switched off are left out."""
    for diagnostic in found:
        severity = new.standard.severities.get(diagnostic.id, diagnostic.severity)
        if severity is not None:
            yield diagnostic._replace(severity=severity)
