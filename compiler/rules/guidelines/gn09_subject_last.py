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
        has_other_signs = "".join(parts) != each.text
        if has_other_signs or not _subject_first(rest):
            continue
        message = say(
            '"{text}" begins with its subject, "{rest}"', text=each.text, rest=rest[0].lower()
        )
        hint = say('write "{mended}"', mended=_mended(prefix, rest, words))
        yield Finding(each.attribute.name, message, hint, each.attribute.suppressions)


def _subject_first(parts: tuple[str, ...]) -> bool:
    """Whether the first word is the subject, and what follows it is no phrase, no number and no subject itself."""
    if len(parts) < 2 or plain_word(parts[0]) not in SUBJECTS:
        return False
    second, last = parts[1], parts[-1]
    in_phrase = plain_word(second) in PREPOSITIONS - {"te"}
    return not (in_phrase or second.isdecimal() or plain_word(last).endswith(ENDINGS))


def _parted(parts: tuple[str, ...], words: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An abbreviation in front, mostly that of a registration (GN11), and what stands behind it."""
    if len(parts) < 3:
        return (), parts
    is_abbreviation = words.kind(parts[0]) & WordKind.ABBREVIATION or not words.known(parts[0])
    return (parts[:1], parts[1:]) if is_abbreviation else ((), parts)


def _mended(prefix: tuple[str, ...], rest: tuple[str, ...], words: Words) -> str:
    subject, others = rest[0].lower(), rest[1:]
    last = others[-1]
    joins = len(others) == 1 and words.is_noun(last) and not words.number(last) & PLURAL
    made = [_joint(last, words) + subject] if joins else [*others, subject.capitalize()]
    first_letter = made[0][0].upper() if prefix else made[0][0].lower()
    return "".join([*prefix, first_letter, made[0][1:], *made[1:]])


def _joint(noun: str, words: Words) -> str:
    """The noun as it stands before another in a compound: with or without an s behind it."""
    plain = noun.lower()
    linked = plain + "s"
    kind = words.kind(linked)
    begins_compounds = kind & WordKind.BEGIN and not kind & PLURAL
    is_verb = words.kind(noun) & INFINITIVE
    return linked if begins_compounds or is_verb or LINKED.search(plain) else plain
