"""AN02: texts are spelled right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.dutch.texts import misspelled
from compiler.base.dutch.words import words_with
from compiler.base.source import Name
from compiler.base.wording import say
from compiler.language.declarations import Suppression
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule

_Text: TypeAlias = tuple[Name, str, tuple[Suppression, ...]]


@rule("AN02", severity=Severity.HINT)
def texts_are_spelled(model: Model) -> Iterator[Finding]:
    r"""The names of values and the descriptions are spelled as Dutch is.

    AN01: accepted Dutch. What users read are the names of values, and what those who build read are descriptions. Only
    what is surely a slip is found: a word of eight letters or more that is none, and is one letter from a word. Names,
    abbreviations and texts that are not Dutch are passed over, and so are the `woorden` of the manifest. Published
    texts stay as they are, so the import of a release turns AN02 off under `ernst` in the manifest where there are any.

    Bad:
        referentiedata RUIMTESOORT (domein A) {
            GEM "Gemeenschappeijke ruimte"  //! AN02 @5 "\"Gemeenschappeijke\"" "gemeenschappelijke"
        }
        domein A { entiteit Ruimte { soort : RUIMTESOORT } }

    Good:
        referentiedata RUIMTESOORT (domein A) { GEM "Gemeenschappelijke ruimte" }
        domein A { entiteit Ruimte { soort : RUIMTESOORT } }
    """
    words = words_with(model.standard.words)
    for place, text, reasons in _texts(model):
        for word, meant in misspelled(text, words):
            message = say('"{word}" in the text of "{name}" is no word', word=word, name=place)
            hint = say(
                'did you mean "{name}"? A word of the sector belongs in woorden in the manifest',
                name=meant,
            )
            yield Finding(place, message, hint, reasons)


def _texts(model: Model) -> Iterator[_Text]:
    """Each text that is written in the model, with the name that it stands beside."""
    for codelist in model.codelists.values():
        yield codelist.name, codelist.description, codelist.suppressions
        for code in codelist.codes:
            reasons = (*code.suppressions, *codelist.suppressions)
            yield code.code, code.label, reasons
            yield code.code, code.description, reasons
    for entity in model.entities.values():
        yield entity.name, entity.description, entity.suppressions
    for each in model.written:
        yield each.attribute.name, each.attribute.description, each.reasons
