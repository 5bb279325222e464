"""GN03: entity names in UpperCamelCase, spelled as Dutch is."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.base.diagnostics import Severity
from compiler.base.dutch.naming import spelled
from compiler.base.dutch.words import words_with
from compiler.base.wording import NOTHING, Text, say
from compiler.model.elements import Entity
from compiler.model.model import Model
from compiler.rules.proposals import rename
from compiler.rules.rule import Finding, rule
from compiler.rules.word_boundaries import wrong_boundary


@rule("GN03", of=(Entity,))
def upper_camel_case(entity: Entity, model: Model) -> Iterator[Finding]:
    """An entity name is in UpperCamelCase, with a capital only where Dutch has a space.

    GN03: the first letter is a capital, and so is that of every word that Dutch writes apart. Nouns are written as one
    word (`Relatiegroep`), abbreviations too (`Cao`); an adjective and its noun are two (`NatuurlijkPersoon`). A letter
    that is wrong is an error; a capital between two nouns, and an adjective that sticks to its noun, are warnings. What
    is right for abbreviations (`BtwTarief`, for btw-tarief), in phrases and behind adjectives is left to who knows the
    term.

    Bad:
        domein A {
            entiteit relatie  //! GN03 @14 "relatie"
            entiteit RelatieGroep  //! GN03 @14 "Relatie" "Relatiegroep"
            entiteit Openbareruimte  //! GN03 @14 "Openbare" "OpenbareRuimte"
            entiteit Natuurlijkpersoon  //! GN03 @14 "Natuurlijk" "NatuurlijkPersoon"
            entiteit VERGUNNING  //! GN03 @14 "all capitals" "Vergunning"
        }

    Good:
        domein A {
            entiteit NatuurlijkPersoon
            entiteit Projectfase
            entiteit BtwTarief
        }
    """
    words = words_with(model.standard.words)
    name = entity.name.text
    problem = _problem(name)
    if problem:
        message = say('"{name}" {problem}', name=name, problem=problem)
        mended = spelled(name, words, is_entity=True)
        hint = say('write "{mended}"', mended=mended)
        proposals = rename(entity.name, mended)
        yield Finding(entity.name, message, hint, entity.suppressions, proposals=proposals)
    elif (apart := wrong_boundary(name, words)) is not None:
        yield _spelling(entity, apart, spelled(name, words, is_entity=True))


def _spelling(entity: Entity, message: Text, mended: str) -> Finding:
    hint = say('write "{mended}"', mended=mended)
    return Finding(
        entity.name,
        message,
        hint,
        entity.suppressions,
        severity=Severity.WARNING,
        proposals=rename(entity.name, mended),
    )


def _problem(name: str) -> Text:
    if not name.isalnum():
        return say("has a character that is neither a letter nor a digit")
    if name[0].islower():
        return say("does not begin with a capital")
    if sum(map(str.isalpha, name)) > 1 and name.isupper():
        return say("is all capitals")
    return NOTHING
