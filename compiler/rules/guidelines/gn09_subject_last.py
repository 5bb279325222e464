"""GN09: an attribute name ends with its subject."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.naming import is_acceptable, spelled
from compiler.base.dutch.subjects import (
    put_subject_last,
    subject_first,
    without_prefix,
)
from compiler.base.dutch.words import Words, words_of, words_with
from compiler.base.wording import Text, say
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule


@rule("GN09", severity=Severity.WARNING)
def subject_last(model: Model) -> Iterator[Finding]:
    """An attribute name ends with its subject.

    GN09: a date of death is an `overlijdensdatum`, not a `datumOverlijden`: the date is what it is about, and the other
    word tells which date. Names that begin with a word of that kind (datum, aantal, percentage, reden, …) and go on
    with something else are found. A phrase behind the subject (`bedragInclusiefBtw`), and a subject that tells which
    other one is meant (`aantalOndergrens`), are right.

    Bad:
        domein A {
            entiteit Relatie {
                datumOverlijden : date  //! GN09 @9 "datum" "overlijdensdatum"
                datumEinde : date  //! GN09 @9 "datum" "einddatum"
                kleurVoertuig : string  //! GN09 @9 "kleur" "voertuigkleur"
                aantalKinderen : integer  //! GN09 @9 "aantal" "kinderenAantal"
            }
        }

    Good:
        domein A {
            entiteit Relatie {
                overlijdensdatum : date
                bedragInclusiefBtw : decimal
            }
        }
    """
    words = words_with(model.standard.words)
    for each in model.written:
        parts = words_of(each.text)
        prefix, rest = without_prefix(each.text, words)
        has_other_signs = "".join(parts) != each.text
        if has_other_signs or not subject_first(rest, words):
            continue
        message = say(
            '"{text}" begins with its subject, "{rest}"', text=each.text, rest=rest[0].lower()
        )
        hint = _hint(prefix, rest, words)
        yield Finding(each.attribute.name, message, hint, each.attribute.suppressions)


def _hint(prefix: tuple[str, ...], rest: tuple[str, ...], words: Words) -> Text:
    mended = spelled(put_subject_last(rest, words), words, is_entity=False)
    if is_acceptable(mended, words):
        if prefix:
            mended = "".join([*prefix, mended[0].upper(), mended[1:]])
        return say('write "{mended}"', mended=mended)
    return say('let the name end with "{subject}"', subject=rest[0].lower())
