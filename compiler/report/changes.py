"""A comparison → text, Markdown, HTML or JSON: what changed, grouped by what it means for clients."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from compiler.base.context import Context
from compiler.compare.comparison import Comparison, Judged
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.texts import FACTS, KINDS, SUBJECT_WORDS, VERDICTS, describe, name_of, words
from compiler.compare.tree import Element
from compiler.emit.rendering.templating import environment

_MOST = 6
_TEXTS = {
    "none": ("nothing changed", "er is niets veranderd"),
    "breaks": ("{n} changes break clients", "{n} wijzigingen breken koppelingen"),
    "break": ("one change breaks clients", "één wijziging breekt koppelingen"),
    "fine": ("nothing breaks clients", "niets breekt koppelingen"),
    "least": ("least version {v} ({s})", "laagste versie {v} ({s})"),
    "unknown": ("the least version cannot be said", "de laagste versie is niet te zeggen"),
    "one description": ("one description changed", "één omschrijving gewijzigd"),
    "descriptions": ("{n} descriptions changed", "{n} omschrijvingen gewijzigd"),
    "more": ("and {n} more", "en nog {n}"),
    "reaches": ("reaches", "raakt"),
    "entities": ("entities", "entiteiten"),
    "messages": ("messages", "berichten"),
    "documents": ("documents", "documenten"),
    "accepted": ("accepted: {r}", "aanvaard: {r}"),
    "what": ("what", "wat"),
    "element": ("element", "element"),
    "id": ("id", "id"),
    "value": ("one value {k}", "één waarde {k}"),
    "values": ("{n} values {k}", "{n} waarden {k}"),
}


class Filter(NamedTuple):
    """Which changes to show: all that are of one of the domains or processes, and of one of the kinds; all if empty.

    A kind is a verdict (wire), a kind of change (added), a kind of element (entity) or a fact (type).
    """

    domains: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def takes(self, each: Judged) -> bool:
        """Whether `each` is to be shown."""
        change = each.change
        said = {each.verdict.value, change.kind.value, change.subject, change.fact, each.id.lower()}
        where = {*each.reach.documents, change.path[0][1] if change.path else ""}
        places = (*self.domains, *self.processes)
        return (not self.kinds or bool(said & set(self.kinds))) and (
            not places or bool(where & set(places))
        )


class ChangeLine(NamedTuple):
    """One line about a change: the judge's id, the sentence, and whom it reaches."""

    id: str
    text: str
    reach: str
    note: str


class Group(NamedTuple):
    """The changes of one verdict."""

    title: str
    number: int
    lines: tuple[ChangeLine, ...]


class Report(NamedTuple):
    """All that is shown of a comparison."""

    lang: str
    title: str
    conclusion: str
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    verdicts: tuple[str, ...]
    groups: tuple[Group, ...]
    reaches: str


def report_of(
    comparison: Comparison, shown: Filter, lang: str, *, summary: bool, descriptions: bool
) -> Report:
    """What to show of `comparison`. `summary` leaves the single changes out, `descriptions` lists those too."""
    judged = [each for each in comparison.changes if shown.takes(each)]
    groups = []
    for verdict in Verdict:
        of_verdict = [each for each in judged if each.verdict is verdict]
        if of_verdict and not summary:
            lines = tuple(_lines(of_verdict, lang, descriptions=descriptions))
            groups.append(Group(words(VERDICTS[verdict.value], lang), len(of_verdict), lines))
    return Report(
        lang,
        f"{comparison.old_version} → {comparison.new_version}",
        _conclusion(comparison, lang),
        tuple(_counts(judged, lang)),
        tuple(words(VERDICTS[verdict.value], lang) for verdict in Verdict),
        tuple(groups),
        _text("reaches", lang),
    )


def render_report(report: Report, format_: str, context: Context) -> str:
    """The report as text, markdown or html."""
    if format_ == "text":
        return "\n".join(_as_text(report)) + "\n"
    escape = html.escape if format_ == "html" else _markdown
    template = environment("changes", context).get_template(
        f"changes.{'html' if format_ == 'html' else 'md'}.jinja"
    )
    return template.render(report=_escaped(report, escape))


def changes_json(comparison: Comparison, shown: Filter, *, lang: str) -> str:
    """The comparison as JSON: versions, verdict, and every change with all its facts."""
    changes = [_plain_change(each, lang) for each in comparison.changes if shown.takes(each)]
    counted = Counter(each.verdict.value for each in comparison.changes)
    found = {
        "old": comparison.old_version,
        "new": comparison.new_version,
        "least": comparison.least,
        "step": comparison.step,
        "breaking": len(comparison.breaking),
        "counts": {verdict.value: counted[verdict.value] for verdict in Verdict},
        "changes": changes,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _text(key: str, lang: str, **values: object) -> str:
    return words(_TEXTS[key], lang).format(**values)


def _conclusion(comparison: Comparison, lang: str) -> str:
    if not comparison.changes:
        return _text("none", lang)
    breaking = len(comparison.breaking)
    found = _text({0: "fine", 1: "break"}.get(breaking, "breaks"), lang, n=breaking)
    least = (
        _text("least", lang, v=comparison.least, s=comparison.step)
        if comparison.least
        else _text("unknown", lang)
    )
    return f"{found}; {least}"


def _counts(judged: Iterable[Judged], lang: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    found = Counter((each.change.subject, each.change.kind, each.verdict) for each in judged)
    for subject in SUBJECT_WORDS:
        for kind in ChangeKind:
            row = tuple(found[subject, kind, verdict] for verdict in Verdict)
            if any(row):
                yield f"{words(SUBJECT_WORDS[subject], lang)} {words(KINDS[kind], lang)}", row


def _lines(judged: Sequence[Judged], lang: str, *, descriptions: bool) -> Iterator[ChangeLine]:
    """A line per change; values of one list share one, and so do all descriptions unless they are asked for."""
    told = 0
    values: dict[tuple[str, str, ChangeKind], list[Judged]] = {}
    for each in judged:
        change = each.change
        if change.fact == "description" and not descriptions:
            told += 1
        elif change.subject == "value":
            values.setdefault((each.id, change.path[0][1], change.kind), []).append(each)
        else:
            note = _text("accepted", lang, r=each.accepted) if each.accepted else ""
            yield ChangeLine(each.id, describe(change, lang), _reach(each, lang), note)
    for (id_, list_, kind), group in values.items():
        codes = _shortened([each.change.path[-1][1] for each in group], lang)
        what = _text(
            "values" if len(group) > 1 else "value", lang, n=len(group), k=words(KINDS[kind], lang)
        )
        yield ChangeLine(
            id_, f'{words(SUBJECT_WORDS["list"], lang)} "{list_}": {what}: {codes}', "", ""
        )
    if told:
        yield ChangeLine(
            "CH80", _text("descriptions" if told > 1 else "one description", lang, n=told), "", ""
        )


def _reach(each: Judged, lang: str) -> str:
    """The entities (where there are others than the one that changed), messages and documents it reaches."""
    if not each.change.path or each.change.path[0][0] == "process":
        return ""
    entities = each.reach.entities if len(each.reach.entities) > 1 else ()
    groups = (
        ("entities", entities),
        ("messages", each.reach.messages),
        ("documents", each.reach.documents),
    )
    return "; ".join(
        f"{_text(what, lang)} {_shortened(names, lang)}" for what, names in groups if names
    )


def _shortened(names: Sequence[str], lang: str) -> str:
    shown = ", ".join(names[:_MOST])
    return shown + (f" {_text('more', lang, n=len(names) - _MOST)}" if len(names) > _MOST else "")


def _as_text(report: Report) -> Iterator[str]:
    yield f"{report.title}: {report.conclusion}"
    if report.counts and not report.groups:
        width = max(len(what) for what, _ in report.counts)
        yield ""
        yield " " * width + "".join(f"  {verdict}" for verdict in report.verdicts)
        for what, row in report.counts:
            cells = (
                f"  {number or '·':>{len(verdict)}}"
                for number, verdict in zip(row, report.verdicts, strict=True)
            )
            yield f"{what:{width}}" + "".join(cells)
    for group in report.groups:
        yield ""
        yield f"{group.title} ({group.number})"
        for line in group.lines:
            yield f"  {line.id}  {line.text}"
            if line.reach:
                yield f"        {report.reaches} {line.reach}"
            if line.note:
                yield f"        {line.note}"


def _escaped(value: Any, escape: Any) -> Any:
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple):
        items = [_escaped(item, escape) for item in value]
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return value


def _markdown(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in " ".join(text.split()))


# -- JSON ----------------------------------------------------------------------------------------------------------


def _plain_change(each: Judged, lang: str) -> dict[str, Any]:
    change = each.change
    return {
        "id": each.id,
        "verdict": each.verdict.value,
        "accepted": each.accepted,
        "kind": change.kind.value,
        "subject": change.subject,
        "element": each.name,
        "fact": change.fact,
        "old": _plain(change.old),
        "new": _plain(change.new),
        "proposed": change.proposed,
        "text": describe(change, lang),
        "file": change.place.file,
        "line": change.place.line,
        "reach": each.reach._asdict(),
        "wire": {
            "lost": [".".join(filter(None, place)) for place in each.effect.lost],
            "altered": [".".join(filter(None, place)) for place in each.effect.altered],
            "resources": [list(resource) for resource in each.effect.resources],
        },
        "consequences": [_consequence(c) for c in change.consequences],
    }


def _consequence(change: Change) -> dict[str, Any]:
    found = {"kind": change.kind.value, "subject": change.subject, "element": name_of(change.path)}
    return found | ({"fact": change.fact} if change.fact else {})


def _plain(value: Any) -> Any:
    """A value of a fact, or an element, as JSON has it."""
    if isinstance(value, Element):
        return {fact: _plain(inner) for fact, inner in value.facts.items()}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "target"):
        return str(value)
    if (
        isinstance(value, tuple)
        and value
        and all(isinstance(path, tuple) and isinstance(path[0], tuple) for path in value)
    ):
        return [name_of(path) for path in value]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def kinds_known() -> set[str]:
    """The words that a filter takes for a kind."""
    return {*(v.value for v in Verdict), *(k.value for k in ChangeKind), *SUBJECT_WORDS, *FACTS} - {
        "association"
    }
