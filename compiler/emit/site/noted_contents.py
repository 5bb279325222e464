"""What pages are made of, looked at in a way that is noted: whoever plans a page need not say what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from compiler.base.kept_pieces import LaterMapping
from compiler.base.memory import Noted, Notes
from compiler.emit.site.other_pages import TermsByLetter
from compiler.model.keeping import NotedModel

if TYPE_CHECKING:
    from compiler.emit.site.contents import SiteContents
    from compiler.emit.site.kept_examples import KeptExamples
    from compiler.emit.site.pictures import SitePictures
    from compiler.emit.site.terms import SiteTerm
    from compiler.emit.site.told_documents import ToldDocuments

_Thing = TypeVar("_Thing")
# Of each of these all that pages look up in it; what else it has is the same for all pages of one version.
_OF_SITE = (
    "by_element",
    "by_entity",
    "by_rule",
    "domains_of",
    "holders",
    "interfaces",
    "lists_of",
    "messages_with",
    "processes_of",
    "shown_of",
    "titles",
)
_OF_ADDRESSES = (
    "_attributes",
    "_places",
    "domains",
    "element_ids",
    "elements",
    "entities",
    "guides",
    "lists",
    "messages",
    "processes",
    "schemas",
    "values",
)
_ALL = "all"


class NotedContents:
    """`site`, and what else is shown, as planners of pages ask it; `tables` is what they see beside the model."""

    def __init__(
        self,
        site: SiteContents,
        pictures: SitePictures,
        examples: KeptExamples,
        told: ToldDocuments,
        terms: TermsByLetter,
    ) -> None:
        self.tables: dict[str, Mapping[Any, Any]] = {}
        self._notes = Notes()
        self._noted: list[Noted[Any, Any]] = []
        self._model = NotedModel(site.model, self._notes)
        self.site = self._copied(site, "site", _OF_SITE)
        self.site.model = self._model
        self.site.addresses = self._copied(site.addresses, "addresses", _OF_ADDRESSES)
        self.site.described = self._copied(site.described, "descriptions", ("_links",))
        self.pictures = self._copied(pictures, "pictures", ("_measures",))
        self.examples = self._copied(examples, "examples", ("_messages", "_entities"))
        self.told = self._copied(told, "told", ("by_path",))
        self.terms: Mapping[str, Iterable[SiteTerm]] = self._table("terms", terms)
        self._letters = self._table("letters", {_ALL: tuple(terms)})

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that terms begin with."""
        found: tuple[str, ...] = self._letters[_ALL]
        return found

    def note_into(self, notes: Notes) -> None:
        """Note into `notes` what is looked at from now on."""
        self._model.note_into(notes)
        for each in self._noted:
            each.notes = notes

    def _copied(self, thing: _Thing, of: str, names: Iterable[str]) -> _Thing:
        """`thing`, of which the mappings `names` are looked at in a way that is noted."""
        made = copy(thing)
        for name in names:
            under = LaterMapping[Any, Any](partial(getattr, thing, name))
            vars(made)[name] = self._table(f"{of} {name}", under)
        return made

    def _table(self, name: str, under: Mapping[Any, Any]) -> Noted[Any, Any]:
        self.tables[name] = under
        noted = Noted(name, under, self._notes)
        self._noted.append(noted)
        return noted
