"""Comparisons of versions → release notes in Markdown or HTML, with places for texts that the team keeps itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple, TypeAlias

from compiler.base.context import Context
from compiler.compare.comparison import Comparison, Judged
from compiler.compare.diff import Change, ChangeKind
from compiler.compare.judge import Verdict
from compiler.compare.texts import FACTS, VERDICTS, describe, subject, words
from compiler.compare.versions import parse_version
from compiler.emit.rendering.templating import environment
from compiler.report.notes_own_texts import place_of
from compiler.report.notes_themes import themes

# Every phrase, in English and in Dutch.
_TEXTS = {
    "release": ("Version {}, since {}", "Versie {}, sinds {}"), "contents": ("Contents", "Inhoud"),
    "nothing": ("Nothing changed.", "Er is niets gewijzigd."),
    "step": ("The changes ask for a {} release, at least {}.", "De wijzigingen vragen een {} release, ten minste {}."),
    "least": ("The changes ask for version {} at least.", "De wijzigingen vragen ten minste versie {}."),
    "no step": ("The changes ask for no higher version.", "De wijzigingen vragen geen hogere versie."),
    "too low": ("Version {} is too low for that.", "Versie {} is daarvoor te laag."),
    "total": ("Changes: {}, of which {} break clients.", "Wijzigingen: {}, waarvan {} koppelingen breken."),
    "repaired": ("Technical repairs that break clients: {}.", "Technisch herstel dat koppelingen breekt: {}."),
    "breuken": ("What breaks clients", "Wat koppelingen breekt"), "vervallen": ("Obsolete", "Vervallen"),
    "themas": ("Themes", "Thema's"),
    "herstel": ("Technical repairs", "Technisch herstel"), "reason": ("Reason: {} ({}).", "Reden: {} ({})."),
    "accepted": ("Accepted, so they ask for no higher version.", "Aanvaard, dus zij vragen geen hogere versie."),
    "until": ("They stay until the next major version{}.", "Zij blijven bestaan tot de volgende major versie{}."),
    "standaard": ("Standard as a whole", "Standaard als geheel"), "domein": ("Domain {}", "Domein {}"),
    "ketenproces": ("Process {}", "Ketenproces {}"), "referentiedata": ("Reference data", "Referentiedata"),
    "list": ("List", "Lijst"), "added": ("Added", "Toegevoegd"), "removed": ("Removed", "Verwijderd"),
    "changed": ("Changed", "Gewijzigd"), "new list": ("{} (new list)", "{} (nieuwe lijst)"),
    "no list": ("{} (list removed)", "{} (lijst verwijderd)"), "was": ("{} (was {})", "{} (was {})"),
    "code": ("code", "code"), "the list": ("the list itself", "de lijst zelf"),
    "likely": ("{} (was {}; proposed: they are alike)", "{} (was {}; voorstel: ze lijken op elkaar)"),
    "documentatie": ("Documentation", "Documentatie"), "lost": ("Texts without a place", "Teksten zonder plaats"),
    "texts": ("Descriptions that changed: {} ({} of lists).", "Gewijzigde omschrijvingen: {} ({} bij lijsten)."),
    "betrokkenen": ("Whom it concerns", "Wie het aangaat"), "whom": ("Concerns: {}.", "Betreft: {}."),
    "party": ("Process or domain", "Ketenproces of domein"), "breaking": ("Breaking changes", "Breuken"),
    "additions": ("Additions", "Toevoegingen"), "more": ("{} and {} more", "{} en nog {}"),
}  # fmt: skip
_SECTIONS = (
    "breuken",
    "herstel",
    "vervallen",
    "standaard",
    "domein",
    "ketenproces",
    "referentiedata",
    "documentatie",
)
_AREAS = {"process": "ketenproces", "domain": "domein", "list": "referentiedata"}
_TEMPLATES = {"markdown": "notes.md.jinja", "html": "notes.html.jinja"}
_MANY_NAMES, _MANY_CODES, _MANY_ALIKE = 8, 12, 3
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MARKDOWN = re.compile(r"[*_\[\]<>|\\`~#&]")

Area: TypeAlias = tuple[
    str, str
]  # a word of _SECTIONS, and the name of a domain or process where it is about one
Table: TypeAlias = tuple[tuple[str, ...], ...]  # rows, the header first


class _Item(NamedTuple):
    """A line of a list, with sentences that go with it."""

    text: str
    notes: tuple[str, ...] = ()


class _Part(NamedTuple):
    """A version, a section of it or a list in that. `place` is where the team's own text stands."""

    heading: str = ""
    intro: str = ""
    place: str = ""
    items: tuple[_Item, ...] = ()
    table: Table = ()
    parts: tuple[_Part, ...] = ()


def release_notes(
    comparisons: Sequence[Comparison],
    *,
    title: str,
    lang: str,
    format_: str,
    kept: Mapping[str, str],
    context: Context,
) -> str:
    """The release notes of one comparison, or the changelog of several, which are given oldest first.

    `lang` is "nl" or "en", `format_` "markdown" or "html". `kept` are the team's own texts by the name of their place,
    as `kept_texts` gives them: whole lines. A text that has no place here is put at the end.
    """
    writer = _Writer(lang, format_, kept)
    releases = tuple(map(writer.release, comparisons, _version_names(comparisons)))
    rest = [name for name in sorted(kept.keys() - writer.placed) if kept[name]]
    lost = _Part(
        writer.word("lost"),
        parts=tuple(_Part(writer.safe(name), place=writer.place(name)) for name in rest),
    )
    return environment("notes", context).get_template(_TEMPLATES[format_]).render(
        lang=lang, title=writer.safe(title), contents=writer.word("contents"), releases=releases[::-1], lost=lost
    )  # fmt: skip


def _version_names(comparisons: Iterable[Comparison]) -> list[str]:
    """A name for each version: without its build where that is enough, so that a new build keeps its texts."""
    names: list[str] = []
    for each in comparisons:
        options = [
            str(parse_version(each.new_version) or ""),
            each.new_version,
            f"{each.new_version} ({len(names)})",
        ]
        names.append(next(name for name in options if name and name not in names))
    return names


def _documents(judged: Judged) -> list[Area]:
    """The documents that a change reaches; one is of a process where a message of it is reached, or it is changed."""
    processes = {name for kind, name in judged.change.path[:1] if kind == "process"}
    processes |= {message.split("/", 1)[0] for message in judged.reach.messages}
    return [
        ("ketenproces" if name in processes else "domein", name) for name in judged.reach.documents
    ]


def _area(judged: Judged) -> Area:
    """The part of the standard that a change belongs to: for an entity its domain, the document that is no process."""
    kind, name = judged.change.path[0] if judged.change.path else ("standard", "")
    if kind == "entity":
        domains = (name for word, name in _documents(judged) if word == "domein")
        kind, name = "domain", next(domains, "".join(judged.reach.documents[:1]))
    return _AREAS.get(kind, "standaard"), name * (kind in ("domain", "process"))


def _order(area: Area) -> tuple[int, str]:
    return (_SECTIONS.index(area[0]), area[1])


def _section_of(judged: Judged) -> Area:
    """The one section that tells of a change."""
    change = judged.change
    if judged.accepted:
        return "herstel", ""
    if judged.verdict is Verdict.WIRE:
        return "breuken", ""
    if change.kind is ChangeKind.CHANGED and change.fact == "obsolete" and change.new:
        return "vervallen", ""
    if change.kind is ChangeKind.CHANGED and change.fact == "description":
        return "documentatie", ""
    return _area(judged)


def _grouped(
    changes: Iterable[Judged], area_of: Callable[[Judged], Area]
) -> list[tuple[Area, list[Judged]]]:
    found: dict[Area, list[Judged]] = {}
    for each in changes:
        found.setdefault(area_of(each), []).append(each)
    return [(area, found[area]) for area in sorted(found, key=_order)]


class _Writer:
    """Makes what the templates lay out; every text is safe for the format. `placed` are the places written so far."""

    def __init__(self, lang: str, format_: str, kept: Mapping[str, str]) -> None:
        self._lang, self._kept = lang, kept
        self._escape = escape if format_ == "html" else partial(_MARKDOWN.sub, r"\\\g<0>")
        self.placed: set[str] = set()

    def safe(self, text: str) -> str:
        """`text` on one line, without meaning for the format."""
        return self._escape(_CONTROL.sub("", " ".join(text.split())))

    def word(self, key: str, *values: object) -> str:
        return words(_TEXTS[key], self._lang).format(*values)

    def place(self, name: str) -> str:
        """The place `name`, with the text of the team's own that is kept for it."""
        self.placed.add(name)
        return place_of(name, self._kept.get(name, ""))

    def release(self, comparison: Comparison, name: str) -> _Part:
        """All about one version, which is called `name` in the names of places."""
        place, found = self.place(name), _grouped(comparison.changes, _section_of)
        sections = tuple(self._themes(comparison.changes, name))
        sections += tuple(
            self._section(area, changes, comparison.new_version, name) for area, changes in found
        )
        if table := tuple(self._parties(comparison.changes)):
            sections += (
                _Part(
                    self.word("betrokkenen"), place=self.place(f"{name} betrokkenen"), table=table
                ),
            )
        heading = self.word("release", comparison.new_version, comparison.old_version)
        verdict = self._verdict(comparison) if comparison.changes else [self.word("nothing")]
        return _Part(self.safe(heading), self.safe(" ".join(verdict)), place, parts=sections)

    def _themes(self, changes: Sequence[Judged], name: str) -> Iterator[_Part]:
        items = tuple(
            _Item(self.safe(text))
            for text in themes(changes, self._lang, words(_TEXTS["more"], self._lang))
        )
        if items:
            yield _Part(self.word("themas"), place=self.place(f"{name} themas"), items=items)

    def _verdict(self, comparison: Comparison) -> Iterator[str]:
        """What kind of release the changes ask for, and whether it breaks clients."""
        new, old, least = map(
            parse_version, (comparison.new_version, comparison.old_version, comparison.least)
        )
        if least is not None and least != old:
            yield (
                self.word("step", comparison.step, least)
                if comparison.step
                else self.word("least", least)
            )
            if new is not None and new.older(least):
                yield self.word("too low", new)
        elif least is not None:
            yield self.word("no step")
        yield self.word("total", len(comparison.changes), len(comparison.breaking))
        if repaired := sum(
            each.verdict is Verdict.WIRE and each.accepted != "" for each in comparison.changes
        ):
            yield self.word("repaired", repaired)

    def _section(self, area: Area, changes: list[Judged], version: str, name: str) -> _Part:
        made = _Part(
            self.safe(self.word(*area)), place=self.place(" ".join(filter(None, (name, *area))))
        )
        match area[0]:
            case "breuken":
                return made._replace(parts=self._by_area(changes))
            case "herstel":
                return made._replace(
                    intro=self.word("accepted"), items=tuple(map(self._item, changes))
                )
            case "vervallen":
                until = f", {new.core[0] + 1}.0.0" if (new := parse_version(version)) else ""
                return made._replace(intro=self.word("until", until), parts=self._by_area(changes))
            case "referentiedata":
                return made._replace(table=self._lists(changes))
            case "documentatie":
                lists = sum(_area(each)[0] == "referentiedata" for each in changes)
                return made._replace(intro=self.word("texts", len(changes), lists))
        return made._replace(items=tuple(self._alike(changes)))

    def _by_area(self, changes: list[Judged]) -> tuple[_Part, ...]:
        grouped = (
            (self.word(*area), map(self._item, members))
            for area, members in _grouped(changes, _area)
        )
        return tuple(_Part(self.safe(heading), items=tuple(items)) for heading, items in grouped)

    def _item(self, judged: Judged) -> _Item:
        """A change and whom it concerns: the messages, or else the documents."""
        text, notes = describe(judged.change, self._lang), []
        if judged.accepted:
            notes.append(
                self.word("reason", judged.accepted, words(VERDICTS[judged.verdict], self._lang))
            )
        elif judged.verdict is not Verdict.WIRE:  # it became obsolete, as the heading says
            text = f'{subject(judged.change, self._lang)} "{judged.name}"'
        if names := judged.reach.messages or [self.word(*area) for area in _documents(judged)]:
            notes.append(self.word("whom", self._few(names, _MANY_NAMES)))
        return _Item(self.safe(text), tuple(map(self.safe, notes)))

    def _alike(self, changes: list[Judged]) -> Iterator[_Item]:
        """What was added, changed and removed; where many changed in the same way, that is said once."""
        texts: dict[str, list[Judged]] = {}
        for each in sorted(changes, key=lambda each: list(ChangeKind).index(each.change.kind)):
            text, name = describe(each.change, self._lang), f' "{each.name}"'
            texts.setdefault(
                text.replace(name, "", each.change.kind is ChangeKind.CHANGED), []
            ).append(each)
        for text, alike in texts.items():
            if len(alike) >= _MANY_ALIKE:
                yield _Item(
                    self.safe(text), (self.safe(", ".join(f'"{each.name}"' for each in alike)),)
                )
            else:
                yield from (_Item(self.safe(describe(each.change, self._lang))) for each in alike)

    def _few(self, names: Sequence[str], most: int) -> str:
        """The first names, and how many more there are."""
        text = ", ".join(names[:most])
        return self.word("more", text, len(names) - most) if len(names) > most else text

    def _lists(self, changes: list[Judged]) -> Table:
        """A row for each reference data list: its values that came, went and changed; empty columns are left out."""
        found = _grouped(changes, lambda each: ("referentiedata", each.change.path[0][1]))
        rows = [self._list(name, [each.change for each in members]) for (_, name), members in found]
        heads = [self.word(key) for key in ("list", "added", "removed", "changed")]
        columns = [number for number in range(len(heads)) if any(row[number] for row in rows)]
        return tuple(tuple(self.safe(row[number]) for number in columns) for row in (heads, *rows))

    def _list(self, name: str, changes: list[Change]) -> list[str]:
        """Name, values added, removed and changed of one reference data list."""
        codes: dict[ChangeKind, list[str]] = {ChangeKind.ADDED: [], ChangeKind.REMOVED: []}
        facts: dict[str, list[str]] = {}
        for change in changes:
            kind, code, whole = change.kind, change.path[-1][1], change.subject == "list"
            was = self.word("likely" if change.proposed else "was", code, change.old)
            if kind in codes:
                codes[kind] += (
                    [value for _, value in (change.new or change.old).parts] if whole else [code]
                )
                name = (
                    self.word("new list" if kind is ChangeKind.ADDED else "no list", name)
                    if whole
                    else name
                )
            elif kind is ChangeKind.RENAMED:
                name = was if whole else name
                facts |= {} if whole else {was: [self.word("code")]}
            else:
                code = self.word("the list") if whole else code
                facts.setdefault(code, []).append(words(FACTS[change.fact], self._lang))
        kinds = {code: ", ".join(facts[code]) for code in list(facts)[:_MANY_CODES]}
        clauses = (
            f"{k}: {', '.join(c for c in kinds if kinds[c] == k)}"
            for k in dict.fromkeys(kinds.values())
        )
        changed, more = "; ".join(clauses), len(facts) - _MANY_CODES
        changed = self.word("more", changed, more) if more > 0 else changed
        return [name, *(self._few(codes[kind], _MANY_CODES) for kind in codes), changed]

    def _parties(self, changes: Sequence[Judged]) -> Iterator[tuple[str, ...]]:
        """A row for each process and domain with its numbers of breaking changes and additions; the header first."""
        counts: dict[Area, list[int]] = {}
        for each in changes:
            breaks, adds = each.verdict is Verdict.WIRE, each.verdict is Verdict.ADDITIVE
            if not each.accepted and (breaks or (adds and each.change.kind is ChangeKind.ADDED)):
                for area in _documents(each) or [_area(each)]:
                    counts.setdefault(area, [0, 0])[not breaks] += 1
        if counts:
            yield tuple(self.safe(self.word(key)) for key in ("party", "breaking", "additions"))
        for area in sorted(counts, key=_order):
            yield self.safe(self.word(*area)), *map(str, counts[area])
