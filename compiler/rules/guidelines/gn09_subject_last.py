"""GN09: an attribute name ends with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.casing import PREPOSITIONS, SUBJECTS
from compiler.base.dutch.lexicon import WordKind, plain_word
from compiler.base.dutch.words import INFINITIVE, PLURAL, Words, words_of, words_with
from compiler.base.wording import say
from compiler.model.model import Model
from compiler.rules.rule import Finding, rule

# At the end these are subjects too: aantalOndergrens is a bound.
ENDINGS = (*SUBJECTS, "soort", "status", "grens", "waarde", "type", "kosten")

# What these words begin has an s behind them: kortingspercentage.
LINKED = re.compile(r"(ing|heid|teit|schap)$")


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
        prefix, rest = _parted(parts, words)
        if (
            len(rest) < 2
            or plain_word(rest[0]) not in SUBJECTS
            or plain_word(rest[1]) in PREPOSITIONS - {"te"}
        ):
            continue
        if (
            rest[1].isdecimal()
            or plain_word(rest[-1]).endswith(ENDINGS)
            or "".join(parts) != each.text
        ):
            continue
        message = say(
            '"{text}" begins with its subject, "{rest}"', text=each.text, rest=rest[0].lower()
        )
        hint = say('write "{mended}"', mended=_mended(prefix, rest, words))
        yield Finding(each.attribute.name, message, hint, each.attribute.suppressions)


def _parted(parts: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An abbreviation in front, mostly that of a registration (GN11), and what stands behind it."""
    if len(parts) > 2 and (
        words.kind(parts[0]) & WordKind.ABBREVIATION or not words.known(parts[0])
    ):
        return parts[:1], parts[1:]
    return (), parts


def _mended(prefix: tuple[str, ...], rest: tuple[str, ...], words: Words) -> str:
    subject, others = rest[0].lower(), rest[1:]
    last = others[-1]
    if len(others) == 1 and not words.number(last) & PLURAL and words.is_noun(last):
        linked = last.lower() + "s"
        kind = words.kind(linked)
        links = (
            (kind & WordKind.BEGIN and not kind & PLURAL)
            or words.kind(last) & INFINITIVE
            or LINKED.search(last.lower())
        )
        made = [(linked if links else last.lower()) + subject]
    else:
        made = [*others, subject.capitalize()]
    first = made[0] if prefix else made[0][0].lower() + made[0][1:]
    first = first[0].upper() + first[1:] if prefix else first
    return "".join([*prefix, first, *made[1:]])
