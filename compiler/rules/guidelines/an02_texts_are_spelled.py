"""AN02: texts are spelled right."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.texts import misspelled
from compiler.base.dutch.words import words_with
from compiler.base.wording import say
from compiler.model.model import Model
from compiler.model.written_texts import WrittenText
from compiler.rules.proposals import write_in_texts
from compiler.rules.rule import Finding, rule


@rule("AN02", severity=Severity.HINT, of_texts=True, of=(WrittenText,))
def texts_are_spelled(written: WrittenText, model: Model) -> Iterator[Finding]:
    r"""The names of values, descriptions and all other texts are spelled as Dutch is.

    AN01: accepted Dutch. What users read are the names of values, and what those who build read are descriptions: of
    whatever has one, and the titles and constraints beside them. Only what is surely a slip is found: a word of six
    letters or more that is none, and is one letter from a word, or has two letters in each other's place; and a word
    without its diaeresis. Names, abbreviations and texts that are not Dutch are passed over, and so are the `woorden`
    of the manifest. Published texts stay as they are, so the import of a release turns AN02 off under `ernst` in the
    manifest where there are any.

    Bad:
        referentiedata RUIMTESOORT (domein A) {
            GEM "Gemeenschappeijke ruimte"  //! AN02 @5 "\"Gemeenschappeijke\"" "gemeenschappelijke"
        }
        domein A { entiteit Ruimte { soort : RUIMTESOORT } }

    Good:
        referentiedata RUIMTESOORT (domein A) { GEM "Gemeenschappelijke ruimte" }
        domein A { entiteit Ruimte { soort : RUIMTESOORT } }
    """
    place, text, reasons = written
    words = words_with(model.standard.words)
    for word, meant in misspelled(text, words):
        message = say('"{word}" in the text of "{name}" is no word', word=word, name=place)
        hint = say(
            'did you mean "{name}"? A word of the sector belongs in woorden in the manifest',
            name=meant,
        )
        instead = meant.capitalize() if word[0].isupper() else meant
        proposals = write_in_texts(place, word, instead)
        yield Finding(place, message, hint, reasons, proposals=proposals)
