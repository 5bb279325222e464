"""GN04: attribute names in lowerCamelCase, spelled as Dutch is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.base.diagnostics import Severity
from compiler.base.dutch.casing import joined_nouns
from compiler.base.dutch.naming import attribute_name
from compiler.base.dutch.words import Words, words_with
from compiler.base.wording import NOTHING, Text, say
from compiler.model.model import Model
from compiler.rules.proposals import rename_all
from compiler.rules.rule import Finding, rule
from compiler.rules.word_boundaries import wrong_boundary

_Judgement: TypeAlias = tuple[Text, Text, str, Severity | None]
"""What is wrong with a name, what to write, the name to write, and how bad it is: None for as bad as the rule says."""


@rule("GN04")
def lower_camel_case(model: Model) -> Iterator[Finding]:
    """An attribute name is in lowerCamelCase, with a capital only where Dutch has a space.

    GN04: the first letter is a small one, and every further word that Dutch writes apart has a capital: kadastraal
    nummer is `kadastraalNummer`. Nouns are written as one word (GN03). A name that begins with a capital, and a name
    that is written with other capitals elsewhere in the model, are errors; of two spellings the one that Dutch has is
    right, where it has both the usual one, and then the one with fewer capitals. A capital between two nouns, and an
    adjective that sticks to its noun, are warnings. A phrase keeps its capitals (`erfpachtPerTermijnBedrag`), and so
    does what refines another attribute (`detailSoort`, GM07).

    Bad:
        domein A {
            entiteit Eenheid {
                Huur : decimal  //! GN04 @9 "begins with a capital" "huur"
                IBAN : string  //! GN04 @9 "begins with a capital" "iban"
                beheerkosten : decimal
            }
            entiteit Gebouw { beheerKosten : decimal }  //! GN04 @23 "beheerkosten" "beheerkosten"
        }

    Bad:
        domein A {
            entiteit Afspraak { antwoordToelichting : string }  //! GN04 @25 "one word" "antwoordtoelichting"
        }

    Good:
        domein A {
            entiteit Perceel {
                kadastraalNummer : string
                erfpachtPerTermijnBedrag : decimal
            }
        }
    """
    words = words_with(model.standard.words)
    usual = _usual({name: len(places) for name, places in model.by_name.items()}, words)
    for name, places in model.by_name.items():
        judged = _judged(name, usual[name.casefold()], words)
        if judged is None:
            continue
        message, hint, mended, severity = judged
        proposals = rename_all((each.attribute.name for each in places), mended)
        for each in places:
            yield Finding(
                each.attribute.name,
                message,
                hint,
                each.attribute.suppressions,
                severity=severity,
                proposals=proposals,
            )


def _judged(name: str, usual: str, words: Words) -> _Judgement | None:
    """What is wrong with `name`, and what to write; None where it is right."""
    problem = _problem(name)
    if problem:
        message = say('"{name}" {problem}', name=name, problem=problem)
        mended = attribute_name(name, words)
        return message, say('write "{mended}"', mended=mended), mended, None
    if usual != name:
        message = say(
            '"{name}" is written "{other}" elsewhere, and differs in capitals only',
            name=name,
            other=usual,
        )
        return message, say('write "{other}" everywhere', other=usual), usual, None
    return _spelling(name, words)


def _usual(counted: Mapping[str, int], words: Words) -> dict[str, str]:
    """The one right spelling of each name, by its letters: as Dutch has it, the usual one, with the fewest capitals."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for name, count in counted.items():
        spellings[name.casefold()][name] = count

    def rank(spelling: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        name, count = spelling
        return (
            bool(_problem(name)),
            joined_nouns(name, words) is not None,
            -count,
            sum(map(str.isupper, name)),
            name,
        )

    usual: dict[str, str] = {}
    for letters, alike in spellings.items():
        if len(alike) == 1:  # of nearly all names: to rank them takes long
            (usual[letters],) = alike
        else:
            usual[letters], _ = min(alike.items(), key=rank)
    return usual


def _problem(name: str) -> Text:
    if not name.isalnum():
        return say("has a character that is neither a letter nor a digit")
    if name[0].isupper():
        return say("begins with a capital")
    return NOTHING


def _spelling(name: str, words: Words) -> _Judgement | None:
    message = wrong_boundary(name, words)
    if message is None:
        return None
    mended = attribute_name(name, words)
    return message, say('write "{mended}"', mended=mended), mended, Severity.WARNING
