"""What goes or turns without notice: removals, codes that mean something else, former names that say nothing."""

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
from compiler.compare.texts import name_of
from compiler.compare.tree import Element
from compiler.language.formatted_names import format_name
from compiler.model.model import Model


def notice_findings(
    new: Model, trees: tuple[Element, Element], judged: Sequence[Judged]
) -> Iterator[Diagnostic]:
    """VS04, VS08 and VS09, for what changed from the first of `trees` to the second, that of `new`."""
    yield from _sudden(new, judged, trees[0])
    yield from _other_meanings(new, judged, trees[0])
    yield from _former_names(trees)


def place_of(each: Judged, new: Model) -> Span:
    """Where the change stands; what is gone stands nowhere, so the manifest has to do."""
    return new.standard.name.span if each.change.kind is ChangeKind.REMOVED else each.change.place


def _sudden(new: Model, judged: Sequence[Judged], old: Element) -> Iterator[Diagnostic]:
    """VS04: what is removed was obsolete first, and a value that goes had an end date (RD04)."""
    for each in judged:
        if each.verdict is Verdict.WIRE and (said := _without_notice(each, old)):
            message, hint = said
            yield Diagnostic(
                "VS04",
                Severity.ERROR,
                place_of(each, new),
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
                place_of(each, new),
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
