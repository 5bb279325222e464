"""What the search of a site knows: all names, all descriptions, and what the lexicon says of the words in names.

Both are scripts, for a page on a disk may load a script from beside it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from compiler.base.context import Context
from compiler.base.dutch.plurals import propose_plural
from compiler.base.dutch.word_kinds import NOUN, SINGULAR
from compiler.base.dutch.words import OwnWord, Words, words_with
from compiler.base.quick_json import dumps
from compiler.base.store import KeptValues, digest, encoded
from compiler.base.wording import say
from compiler.emit.rendering.parts import PartsOfModel
from compiler.emit.site.addresses import link_to
from compiler.emit.site.api_addresses import interface_folder
from compiler.emit.site.contents import SiteContents
from compiler.emit.site.stems import search_words, stem
from compiler.emit.site.terms import SiteTerm
from compiler.emit.site.told_documents import ToldDocuments

SEARCH_FILES = ("zoeken/namen.js", "zoeken/teksten.js")
# As much of a description is searched; nobody looks for what stands behind a page of text.
_MOST = 2000
# A shorter part of a compound says nothing.
_SHORTEST_PART = 3


class _Entry(NamedTuple):
    """A name with those of the attributes in it."""

    term: SiteTerm
    attributes: list[SiteTerm]


def search_index(
    site: SiteContents, terms: Iterable[SiteTerm], told: ToldDocuments, context: Context
) -> Mapping[str, bytes]:
    """The two scripts by path."""
    entries = list(_entries(terms))
    kept = PartsOfModel("search of a site", site.model, context)
    lists = encoded([
        (name, codelist.codes, site.addresses.lists[name])
        for name, codelist in site.model.codelists.items()
    ])  # fmt: skip
    calls = _calls(site, told)
    of_names = encoded((entries, calls, site.value_label, site.model.standard.words))
    names, described = SEARCH_FILES
    found = {
        names: kept.kept(
            ("names", of_names),
            lambda: _script("veracNames", _names(site, entries, context) | calls),
        ),
        described: kept.kept(
            ("texts", of_names, lists),
            lambda: _script("veracTexts", [_texts(site, each) for each in entries]),
        ),
    }
    kept.save()
    return {path: kept.text(key) for path, key in found.items()}


def _calls(site: SiteContents, told: ToldDocuments) -> dict[str, Any]:
    """The operations of all documents: their shapes once, and by document its title, its page and its resources."""
    shapes: dict[tuple[tuple[str, ...], ...], int] = {}
    documents = []
    for each in site.interfaces.values():
        document = told.of(each.kind, each.name)
        rows = [[shapes.setdefault(c.shape, len(shapes)), *c.words] for c in document.calls]
        folder = interface_folder(site.addresses, each.kind, each.name)
        documents.append([document.title, link_to(folder), rows])
    return {"calls": {"label": site.said(say("Operation")), "shapes": [*shapes], "of": documents}}


def _script(name: str, value: Any) -> bytes:
    return b"window." + name.encode() + b"=" + dumps(value) + b";\n"


def _entries(terms: Iterable[SiteTerm]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for term in terms:
        if term.sort == "attribuut":
            assert entry is not None, "an attribute comes behind its entity"
            entry.attributes.append(term)
            continue
        if entry is not None:
            yield entry
        entry = _Entry(term, [])
    if entry is not None:
        yield entry


def _names(site: SiteContents, entries: list[_Entry], context: Context) -> dict[str, Any]:
    labels = {each.term.sort: each.term.label for each in entries}
    labels |= {a.sort: a.label for each in entries for a in each.attributes[:1]}
    parts, forms = _from_lexicon(site, entries, context)
    return {
        "labels": dict(sorted(labels.items())) | {"waarde": site.value_label, "cora": "CORA"},
        "parts": parts,
        "forms": forms,
        "entries": [_named(each) for each in entries],
    }


def _named(entry: _Entry) -> dict[str, Any]:
    term = entry.term
    found: dict[str, Any] = {"n": term.name, "s": term.sort, "h": term.href}
    if term.plural:
        found["p"] = term.plural
    if term.owner:
        found["o"] = term.owner
    if entry.attributes:
        found["a"] = [_attribute(each) for each in entry.attributes]
    return found


def _attribute(term: SiteTerm) -> str | list[str]:
    """The name of an attribute; with what it is called in addresses where that is another."""
    return term.name if term.anchor == term.name else [term.name, term.anchor]


def _texts(site: SiteContents, entry: _Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"t": entry.term.text[:_MOST]}
    if entry.attributes:
        found["a"] = [each.text[:_MOST] for each in entry.attributes]
    if entry.term.sort == "lijst":
        name = entry.term.name
        found["v"] = [
            [code.code.text, code.label, site.addresses.value(name, code.code.text)]
            for code in site.model.codelists[name].codes
        ]
    return found


class SearchWord(NamedTuple):
    """What the lexicon says of a word: the parts of a compound, and singulars with plurals that no stem tells."""

    parts: str
    forms: tuple[tuple[str, str], ...]


_KEPT = KeptValues("words of a search", dict[str, SearchWord])


def _from_lexicon(
    site: SiteContents, entries: list[_Entry], context: Context
) -> tuple[dict[str, str], dict[str, str]]:
    """By each compound in a name its parts, and by plurals that no stem tells the singular, and the other way."""
    own = site.model.standard.words
    key = digest(context.fingerprint, "words of a search", encoded(own))
    known = _KEPT.get(context.store, key) or {}
    names = dict.fromkeys(
        word
        for entry in entries
        for term in (entry.term, *entry.attributes)
        for word in search_words(term.name)
        if not word[0].isdigit()
    )
    used = {word: known[word] if word in known else _looked_up(word, own) for word in names}
    if used.keys() != known.keys():
        _KEPT.put(context.store, key, used)
    forms: dict[str, str] = {}
    for each in used.values():
        for singular, plural in each.forms:
            forms[plural], forms[singular] = singular, plural
    return {word: each.parts for word, each in used.items() if each.parts}, forms


def _looked_up(word: str, own: tuple[OwnWord, ...]) -> SearchWord:
    words = words_with(own)
    found = [part for part in words.parts(word) if len(part) >= _SHORTEST_PART]
    forms = []
    for singular in dict.fromkeys((word, *found[-1:])):
        plural = _plural(singular, words, own)
        if plural and stem(plural) != stem(singular):
            forms.append((singular, plural))
    return SearchWord(" ".join(found) if len(found) > 1 else "", tuple(forms))


def _plural(word: str, words: Words, own: tuple[OwnWord, ...]) -> str:
    """The plural of a noun that the lexicon has; else empty."""
    kind = words.kind(word)
    if not (kind & NOUN and kind & SINGULAR):
        return ""
    return propose_plural(word, own).lower()
