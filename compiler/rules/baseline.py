"""A baseline: the findings of today, accepted by rule and element, so that only new ones stand out.

It is a JSON file, sorted, one element a line, so that a change in it reads well in git.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from compiler.base.diagnostics import Diagnostic, Severity
from compiler.base.json_faults import json_fault
from compiler.base.source import Span
from compiler.base.wording import Text, say

FORMAT = 1
_FORMAT = "verac-baseline"


class Baseline(NamedTuple):
    """What is accepted: the paths of elements by rule. It was made for one version of one standard."""

    standard: str
    version: str
    accepted: dict[str, tuple[str, ...]]


def parse_baseline(content: bytes, file: str) -> Baseline | Diagnostic:
    """The baseline in `content`, or what is wrong with it."""
    try:
        found = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_repeats)
    except _RepeatedKeyError as twice:
        return _broken(file, say('"{name}" stands twice in one object', name=twice))
    except (ValueError, RecursionError) as error:
        return _no_json(file, error)
    if not isinstance(found, dict) or _FORMAT not in found:
        return _broken(file, say('no "{format}" in it', format=_FORMAT))
    if found[_FORMAT] != FORMAT:
        reason = say(
            "format {found}, and this program knows format {known}",
            found=json.dumps(found[_FORMAT]),
            known=FORMAT,
        )
        return _broken(file, reason)
    standard, version, accepted = found.get("standard"), found.get("version"), found.get("accepted")
    if not isinstance(standard, str) or not isinstance(version, str):
        return _broken(file, say('"standard" and "version" are texts'))
    if not isinstance(accepted, dict):
        return _broken(file, say('"accepted" holds lists of elements by rule'))
    for rule, elements in accepted.items():
        if not _is_list_of_texts(elements):
            reason = say("a list of the paths of elements stands here")
            return _broken(file, reason, pointer=f"/accepted/{rule}")
    by_rule = {rule: tuple(elements) for rule, elements in accepted.items()}
    return Baseline(standard, version, by_rule)


def _no_json(file: str, error: ValueError | RecursionError) -> Diagnostic:
    if isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
        reason = say("no JSON: {reason}", reason=json_fault(error.msg))
        return _broken(file, reason, place=Span(file, line, column, column + 1))
    reason = json_fault("")
    if isinstance(error, UnicodeDecodeError):
        reason = say("it is not UTF-8 text")
    elif isinstance(error, RecursionError):
        reason = say("it is nested too deep to be read")
    return _broken(file, say("no JSON: {reason}", reason=reason))


class _RepeatedKeyError(Exception):
    """A key that stands twice in one object: one reader takes the first, another one the last."""


def _is_list_of_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _RepeatedKeyError(twice)
    return found


def _update(file: str) -> Text:
    return say("verac check --baseline {file} --update-baseline writes it anew", file=file)


def _broken(file: str, reason: str, *, pointer: str = "", place: Span | None = None) -> Diagnostic:
    hint = say("mend it, or {update}", update=_update(file))
    message = say('"{file}" is no baseline: {reason}', file=file, reason=reason)
    return Diagnostic(
        "BAS01", Severity.ERROR, place or Span(file), message, hint=hint, pointer=pointer
    )


def baseline_of(
    diagnostics: Iterable[Diagnostic], standard: str, version: str, rules: Collection[str]
) -> Baseline:
    """A baseline that accepts what `rules` found in a model, but for what is suppressed beside its element.

    `diagnostics` carry the elements they are about.
    """
    accepted: dict[str, set[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.id in rules and not diagnostic.suppressed:
            accepted.setdefault(diagnostic.id, set()).add(diagnostic.element)
    in_order = {rule: tuple(sorted(accepted[rule])) for rule in sorted(accepted)}
    return Baseline(standard, version, in_order)


def baseline_json(baseline: Baseline) -> bytes:
    """The file of `baseline`."""
    fields = {_FORMAT: FORMAT, **baseline._asdict()}
    return (json.dumps(fields, indent=2, ensure_ascii=False) + "\n").encode()


def accept(
    diagnostics: Iterable[Diagnostic], baseline: Baseline, file: str, standard: str, version: str
) -> tuple[Diagnostic, ...]:
    """`diagnostics`, those in `baseline` marked as accepted, with what is to be said of the baseline itself.

    Args:
        diagnostics: what was found, with elements.
        baseline: what is accepted.
        file: the name of the baseline.
        standard: the name of the standard that was checked.
        version: its version.
    """
    own = baseline.standard == standard
    known = {rule: frozenset(elements) for rule, elements in baseline.accepted.items() if own}
    marked: list[Diagnostic] = []
    for found in diagnostics:
        is_accepted = not found.suppressed and found.element in known.get(found.id, ())
        marked.append(found._replace(accepted=file) if is_accepted else found)
    return (*marked, *_of_itself(marked, baseline, file, standard, version))


def _of_itself(
    marked: Iterable[Diagnostic], baseline: Baseline, file: str, standard: str, version: str
) -> Iterable[Diagnostic]:
    if baseline.standard != standard:
        message = say(
            'the baseline is of "{standard}", and this is "{this}"',
            standard=baseline.standard,
            this=standard,
        )
        hint = say("give the baseline of this standard")
        yield Diagnostic("BAS02", Severity.ERROR, Span(file), message, hint=hint)
        return
    if baseline.version != version:
        message = say(
            'the baseline is of version "{version}", and this is "{this}"',
            version=baseline.version,
            this=version,
        )
        yield Diagnostic("BAS02", Severity.WARNING, Span(file), message, hint=_update(file))
    yield from _without_finding(marked, baseline, file)


def _without_finding(
    marked: Iterable[Diagnostic], baseline: Baseline, file: str
) -> Iterable[Diagnostic]:
    """A warning for everything that is accepted and is no longer found."""
    hint = _update(file)
    met = {(found.id, found.element) for found in marked if found.accepted}
    for rule, elements in baseline.accepted.items():
        for number, element in enumerate(elements):
            if (rule, element) in met:
                continue
            message = say(
                '"{element}" is accepted for {rule}, which finds nothing there',
                element=element,
                rule=rule,
            )
            pointer = f"/accepted/{rule}/{number}"
            yield Diagnostic(
                "BAS03", Severity.WARNING, Span(file), message, hint=hint, pointer=pointer
            )
