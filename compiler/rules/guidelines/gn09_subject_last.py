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
from compiler.base.wording import say
from compiler.model.model import Model
from compiler.rules.parts import WrittenAttributes
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding, rule


@rule("GN09", severity=Severity.WARNING, of=(WrittenAttributes,))
def subject_last(written: WrittenAttributes, model: Model) -> Iterator[Finding]:
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
                begindatum : date
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
    for each in written:
        parts = words_of(each.text)
        prefix, rest = without_prefix(each.text, words)
        has_other_signs = "".join(parts) != each.text
        if has_other_signs or not subject_first(rest, words):
            continue
        message = say(
            '"{text}" begins with its subject, "{rest}"', text=each.text, rest=rest[0].lower()
        )
        mended = _mended(prefix, rest, words)
        if mended:
            hint = say('write "{mended}"', mended=mended)
        else:
            hint = say('let the name end with "{subject}"', subject=rest[0].lower())
        proposals = rename(each.attribute.name, mended)
        reasons = each.attribute.suppressions
        yield Finding(each.attribute.name, message, hint, reasons, proposals=proposals)


def _mended(prefix: tuple[str, ...], rest: tuple[str, ...], words: Words) -> str:
    """The name with its subject last; empty where that makes no word."""
    mended = spelled(put_subject_last(rest, words), words, is_entity=False)
    if not is_acceptable(mended, words):
        return ""
    return "".join([*prefix, mended[0].upper(), mended[1:]]) if prefix else mended
