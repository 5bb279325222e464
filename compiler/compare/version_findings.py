"""What stands in the way of a version number: changes that it does not allow, removals without notice, idle reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.base.diagnostics import Diagnostic, Severity, nearest
from compiler.base.source import Span
from compiler.base.wording import Text, say
from compiler.compare.diff import ChangeKind
from compiler.compare.former_names import idle_former_names
from compiler.compare.judge import Verdict
from compiler.compare.judged import Judged
from compiler.compare.meanings import is_other_meaning
from compiler.compare.texts import describe, name_of
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
        *_sudden(new, judged, trees[0]),
        *_alarm(new, trees[0], judged),
        *_other_meanings(new, judged, trees[0]),
        *_former_names(trees),
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
    """VS01 too low, VS02 equal with other content, VS03 sides swapped, VS06 no version at all."""
    place = new.standard.name.span
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
    if after.older(before):
        message = say(
            "the new version, {after}, is older than the old one, {before}",
            after=after,
            before=before,
        )
        yield Diagnostic(
            "VS03",
            Severity.ERROR,
            place,
            message,
            hint=say("give the old side first, then the new one"),
        )
    elif after == before and judged:
        what = say("1 change") if len(judged) == 1 else say("{number} changes", number=len(judged))
        message = say("two versions {after} with different content: {what}", after=after, what=what)
        yield Diagnostic(
            "VS02",
            Severity.ERROR,
            place,
            message,
            hint=say("give the new one {least} or higher", least=least),
        )
    elif after.older(least):
        worst = _worst(judged)
        number = sum(j.verdict is worst and not j.accepted for j in judged)
        message = say(
            "version {after} is too low: {what} ({number}) asks for {least}",
            after=after,
            what=_WHAT[worst],
            number=number,
            least=least,
        )
        yield Diagnostic(
            "VS01",
            Severity.ERROR,
            place,
            message,
            hint=say("give it version {least} or higher", least=least),
        )


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
                _place(each, new),
                describe(each.change),
                hint=hint,
                suppressed=each.accepted,
            )


def _sudden(new: Model, judged: Sequence[Judged], old: Element) -> Iterator[Diagnostic]:
    """VS04: what is removed was obsolete first, and a value that goes had an end date (RD04)."""
    for each in judged:
        if each.verdict is Verdict.WIRE and (said := _without_notice(each, old)):
            message, hint = said
            yield Diagnostic(
                "VS04",
                Severity.ERROR,
                _place(each, new),
                message,
                hint=hint,
                suppressed=each.accepted,
            )


def _without_notice(each: Judged, old: Element) -> tuple[Text, Text] | None:
    """What goes without notice, and what to do instead; None where notice was given, or none is asked."""
    change = each.change
    if change.subject == "value" and change.kind is ChangeKind.RENAMED:
        message = say(
            'the code "{old}" of "{name}" goes without an end date', old=change.old, name=each.name
        )
        return message, say(
            "keep the old code with an end date (tot …), and add the new one beside it (RD04)"
        )
    if change.kind is not ChangeKind.REMOVED:
        return None
    if change.subject == "value" and not change.old.facts.get("end"):
        message = say('"{name}" is removed and had no end date', name=each.name)
        return message, say(
            "give it an end date (tot …) in this version, and remove it in the next major one (RD04)"
        )
    if change.subject not in ("attribute", "item"):
        return None
    if change.old.facts.get("obsolete") or _obsolete(old, change.path):
        return None
    message = say('"{name}" is removed and was not obsolete first', name=each.name)
    return message, say("mark it vervallen in this version, and remove it in the next major one")


def _obsolete(tree: Element, path: tuple[tuple[str, str], ...]) -> bool:
    """Whether the attribute behind an item is obsolete."""
    entity, name = path[-2][1], path[-1][1]
    while (part := tree.parts.get(("entity", entity))) is not None:
        found = part.parts.get(("attribute", name))
        if found is not None:
            return bool(found.facts["obsolete"])
        entity = part.facts["base"]
    return False


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


def _other_meanings(new: Model, judged: Sequence[Judged], old: Element) -> Iterator[Diagnostic]:
    """VS08: a code keeps its meaning; who stored it reads it as it was."""
    for each in judged:
        change = each.change
        if change.subject != "value" or change.fact != "label":
            continue
        labels = [part.facts["label"] for part in old.parts[change.path[0]].parts.values()]
        if is_other_meaning(change.old, change.new, labels):
            message = say(
                '"{name}" means something else: {old} → {new}',
                name=each.name,
                old=change.old or say("nothing"),
                new=change.new or say("nothing"),
            )
            hint = say(
                "end the code and give the new meaning one of its own; or say why it means the same: "
                'herstel {{ {name} "why" }}',
                name=format_name(each.name),
            )
            yield Diagnostic(
                "VS08",
                Severity.WARNING,
                _place(each, new),
                message,
                hint=hint,
                suppressed=each.accepted,
            )


def _former_names(trees: tuple[Element, Element]) -> Iterator[Diagnostic]:
    """VS09: a former name that nothing had, that something has still, or that is the element's own."""
    for idle in idle_former_names(*trees):
        name, former = name_of(idle.path), idle.element.formerly
        if idle.itself:
            message = say(
                '"{name}" was called "{former}" before, as it is now', name=name, former=former
            )
        elif idle.in_use:
            message = say(
                '"{name}" cannot have been "{former}": that is there still',
                name=name,
                former=former,
            )
        else:
            message = say(
                '"{name}" was called "{former}" before, but the old version has no such name',
                name=name,
                former=former,
            )
        siblings = trees[0]
        for key in idle.path[:-1]:
            siblings = siblings.parts.get(key, siblings)
        known = [name for kind, name in siblings.parts if kind == idle.path[-1][0]]
        guess = None if idle.itself or idle.in_use else nearest(former, known)
        yield Diagnostic(
            "VS09",
            Severity.WARNING,
            idle.element.place,
            message,
            hint=guess or say("take voorheen away, or give the name it had"),
        )


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


def _place(each: Judged, new: Model) -> Span:
    """Where the change stands; what is gone stands nowhere, so the manifest has to do."""
    return new.standard.name.span if each.change.kind is ChangeKind.REMOVED else each.change.place


def _weighed(new: Model, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    """The diagnostics with the manifest's severities; those that are switched off are left out."""
    for diagnostic in found:
        severity = new.standard.severities.get(diagnostic.id, diagnostic.severity)
        if severity is not None:
            yield diagnostic._replace(severity=severity)
