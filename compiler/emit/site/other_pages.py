"""The pages beside those of the model's elements: rules, the architecture, all terms, search."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

from compiler.base.accents import without_accents
from compiler.base.diagnostics import Diagnostic
from compiler.base.translation import Translate
from compiler.base.wording import prose, say
from compiler.emit.site.addresses import ROWS_ON_A_PAGE, link_to, part_folder
from compiler.emit.site.contents import SiteContents, in_row
from compiler.emit.site.finding_blocks import SAID_SEVERITIES, finding_columns, finding_row
from compiler.emit.site.plan import (
    FactsBlock,
    LinksBlock,
    NoteBlock,
    SiteBlock,
    SiteCell,
    SiteColumn,
    SitePage,
    SitePiece,
    SiteRow,
    filled_table,
)
from compiler.emit.site.terms import SiteTerm
from compiler.language.cora import ElementKind
from compiler.rules.rule import Rule
from compiler.rules.run import all_rules

_OTHER_LETTERS = "overig"
TermsByLetter: TypeAlias = Mapping[str, tuple[SiteTerm, ...]]


class OtherPages:
    """Plans these pages."""

    def __init__(self, site: SiteContents) -> None:
        self._site = site

    # -- rules ---------------------------------------------------------------------------------------------------------

    def rules(self) -> Iterable[str]:
        """The ids of all rules, and of what was found besides."""
        return dict.fromkeys((*_rules_by_id(), *sorted(self._site.by_rule)))

    def index_of_rules(self) -> SitePage:
        """The page that lists the rules."""
        site, said = self._site, self._site.said
        found, known = site.by_rule, _rules_by_id()
        columns = (
            SiteColumn("regel", said(say("Rule"))),
            SiteColumn("zegt", said(say("Says"))),
            SiteColumn("ernst", said(say("Severity"))),
            SiteColumn("bevindingen", said(say("Findings"))),
            SiteColumn("gepasseerd", said(say("Of these passed over"))),
        )
        rows = []
        for id_ in self.rules():
            rule, here = known.get(id_), found.get(id_, ())
            passed = sum(1 for each in here if each.suppressed or each.accepted)
            rows.append(SiteRow((
                (SitePiece(id_, link_to(f"regel/{id_}")),),
                _title(rule, said) if rule else "",
                self._severity(rule) if rule else "",
                str(len(here) or ""),
                str(passed or ""),
            )))  # fmt: skip
        table = filled_table("regels", said(say("Rules")), columns, tuple(rows))
        name = said(say("Rules"))
        intro = NoteBlock(said(say("What the model is held to, and what was found in it.")))
        return SitePage(
            folder="regel",
            sort="overzicht",
            label=said(say("Index")),
            name=name,
            blocks=(intro, table),
            active="regels",
        )

    def terms(self) -> Iterator[SiteTerm]:
        """What a search finds of the rules: each by its id, and by what it says."""
        said, known = self._site.said, _rules_by_id()
        for id_ in self.rules():
            yield SiteTerm(
                name=id_,
                sort="regel",
                label=said(say("Rule")),
                owner="",
                href=link_to(f"regel/{id_}"),
                text=_title(known[id_], said) if id_ in known else "",
            )

    def _severity(self, rule: Rule) -> str:
        """How much a rule weighs in this standard."""
        severity = self._site.model.standard.severities.get(rule.id, rule.severity)
        return self._site.said(say("off") if severity is None else SAID_SEVERITIES[severity])

    def rule(self, id_: str) -> Iterator[SitePage]:
        """The page of a rule, and one for each further part of what it found."""
        said, folder = self._site.said, f"regel/{id_}"
        rule, found = _rules_by_id().get(id_), self._site.by_rule.get(id_, ())
        parts = [found[at : at + ROWS_ON_A_PAGE] for at in range(0, len(found), ROWS_ON_A_PAGE)]
        firsts = range(1, len(found) + 1, ROWS_ON_A_PAGE)
        links = tuple(
            SitePiece(f"{first} … {first + len(part) - 1}", link_to(part_folder(folder, number)))
            for number, (first, part) in enumerate(zip(firsts, parts, strict=True))
        )
        leading = (
            (LinksBlock("delen", said(say("The findings in parts")), links),) if parts[1:] else ()
        )
        up = SitePiece(said(say("Rules")), link_to("regel"))
        for number, part in enumerate(parts or [()]):
            yield SitePage(
                folder=part_folder(folder, number),
                sort="regel",
                label=said(say("Rule")),
                name=id_,
                blocks=(
                    *(self._about_rule(rule) if rule is not None and not number else ()),
                    *leading,
                    self._found(part),
                ),
                trail=(up, SitePiece(id_, link_to(folder))) if number else (up,),
                active="regels",
            )

    def _about_rule(self, rule: Rule) -> Iterator[SiteBlock]:
        said = self._site.said
        yield NoteBlock(_title(rule, said))
        yield FactsBlock((("ernst", said(say("Severity")), self._severity(rule)),))
        for paragraph in inspect.cleandoc(rule.doc).split("\n\n")[1:]:
            if paragraph.startswith(("Bad:", "Good:")):
                break
            yield NoteBlock(said(prose(paragraph)))

    def _found(self, found: Iterable[Diagnostic]) -> SiteBlock:
        site, said = self._site, self._site.said
        rows = tuple(
            SiteRow(finding_row(site, each, (self._where(each),)).cells[1:]) for each in found
        )
        if not rows:
            return NoteBlock(said(say("Nothing was found.")))
        return filled_table("bevindingen", said(say("Findings")), finding_columns(site), rows)

    def _where(self, each: Diagnostic) -> SitePiece:
        return SitePiece(each.element, self._site.link_of(each.element))

    # -- the architecture ----------------------------------------------------------------------------------------------

    def architecture(self) -> SitePage:
        """The page with all elements of the architecture, and what they have to do with."""
        site, said = self._site, self._site.said
        served = self._served()
        blocks: list[SiteBlock] = []
        for kind in ElementKind:
            elements = [each for each in site.model.architecture.values() if each.kind is kind]
            if not elements:
                continue
            columns = (
                SiteColumn("naam", said(say("Name"))),
                SiteColumn("omschrijving", said(say("Description"))),
                SiteColumn("deel", said(say("Is part of"))),
                SiteColumn("bij", said(say("In the standard"))),
            )
            rows = []
            for each in elements:
                key = (kind.value, each.name.text)
                anchor = site.addresses.element_ids[key]
                wholes = in_row(site.whole(kind, name) for name in each.wholes)
                about = (site.described.piece(each.description),) if each.description else ""
                cells = (each.name.text, about, wholes, in_row(served.get(key, ())))
                rows.append(SiteRow(cells, anchor))
            part = kind.value.replace(" ", "-")
            blocks.append(filled_table(part, kind.value.capitalize(), columns, tuple(rows)))
        if not blocks:
            blocks.append(NoteBlock(said(say("The model names no elements of an architecture."))))
        return SitePage(
            folder="cora", sort="architectuur", label=said(say("Architecture")), name="CORA",
            blocks=tuple(blocks), active="cora",
        )  # fmt: skip

    def _served(self) -> Mapping[tuple[str, str], list[SitePiece]]:
        """By element the processes and entities of the standard that go with it."""
        site = self._site
        found: dict[tuple[str, str], list[SitePiece]] = {}
        for code, process in site.model.processes.items():
            for name in process.business_processes:
                key = (ElementKind.BUSINESS_PROCESS.value, name)
                found.setdefault(key, []).append(site.process(code))
        for entity in site.model.entities.values():
            if entity.business_object:
                key = (ElementKind.BUSINESS_OBJECT.value, entity.business_object)
                found.setdefault(key, []).append(site.entity(entity.key))
        return found

    # -- all terms -----------------------------------------------------------------------------------------------------

    def glossary(self, terms: TermsByLetter) -> SitePage:
        """The page that leads to a page for each letter."""
        said = self._site.said
        total = say("{number} names, by their first letter.", number=sum(map(len, terms.values())))
        return SitePage(
            folder="begrippen",
            sort="overzicht",
            label=said(say("Glossary")),
            name=said(say("All terms")),
            blocks=(NoteBlock(said(total)), self._letters(tuple(terms))),
            active="begrippen",
        )

    def _letters(self, letters: tuple[str, ...]) -> LinksBlock:
        links = (SitePiece(self._shown(each), link_to(f"begrippen/{each}")) for each in letters)
        return LinksBlock("letters", self._site.said(say("By letter")), tuple(links))

    def _shown(self, letter: str) -> str:
        return self._site.said(say("other")) if letter == _OTHER_LETTERS else letter.upper()

    def letter(self, letter: str, letters: tuple[str, ...], terms: Iterable[SiteTerm]) -> SitePage:
        """The page of all `terms` that begin with `letter`, which is one of `letters`."""
        said = self._site.said
        columns = (
            SiteColumn("naam", said(say("Name"))),
            SiteColumn("soort", said(say("Kind"))),
            SiteColumn("omschrijving", said(say("Description"))),
        )
        rows = tuple(SiteRow(self._term(term)) for term in terms)
        table = filled_table("begrippen", self._shown(letter), columns, rows)
        return SitePage(
            folder=f"begrippen/{letter}",
            sort="begrippen",
            label=said(say("Glossary")),
            name=self._shown(letter),
            blocks=(self._letters(letters), table),
            trail=(SitePiece(said(say("All terms")), link_to("begrippen")),),
            active="begrippen",
        )

    def _term(self, term: SiteTerm) -> tuple[SiteCell, ...]:
        of_it = f" ({term.owner})" if term.owner else ""
        about = (self._site.described.brief(term.text),) if term.text else ""
        return ((SitePiece(term.name, term.href), of_it), term.label, about)

    # -- search --------------------------------------------------------------------------------------------------------

    def search(self) -> SitePage:
        """The page that shows what a search finds."""
        said = self._site.said
        name = said(say("Search"))
        folder = "zoeken"
        hint = say("All terms stand in the glossary too, which needs no JavaScript.")
        link = SitePiece(said(say("All terms")), link_to("begrippen"))
        blocks = (FactsBlock((("begrippen", said(hint), (link,)),)),)
        return SitePage(
            folder=folder,
            sort="zoeken",
            label=name,
            name=name,
            blocks=blocks,
            search=True,
        )


@cache
def _rules_by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in all_rules()}


def terms_by_letter(terms: Iterable[SiteTerm]) -> TermsByLetter:
    """The terms by the letters that they begin with, both in order; what begins with no letter comes last."""
    found: dict[str, list[SiteTerm]] = {}
    for term in sorted(terms, key=lambda each: (_sorted_as(each.name), each.href)):
        found.setdefault(_letter(term.name), []).append(term)
    letters = sorted(found, key=lambda letter: (letter == _OTHER_LETTERS, letter))
    return {letter: tuple(found[letter]) for letter in letters}


def _title(rule: Rule, said: Translate) -> str:
    """What a rule says in a line; its explanation has the same words, without the point."""
    return f"{said(prose(rule.title.rstrip('.')))}."


def _sorted_as(name: str) -> str:
    return without_accents(name).casefold()


def _letter(name: str) -> str:
    first = _sorted_as(name)[:1]
    return first if first.isascii() and first.isalpha() else _OTHER_LETTERS
